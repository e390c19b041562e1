"""People: roles, passwords, and what they say to each other, on the desk and in the browser's requests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from web_desk import a_desk, an_app

from translator.desk import Desk
from translator.errors import Forbidden, InputError, NotFound
from translator.model import Category, Gravity, Role, State
from web import accounts

WORD = "a long password"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    accounts._wrong.clear()
    with a_desk(tmp_path) as opened:
        yield opened


@pytest.fixture
def team(desk: Desk) -> Desk:
    for name, role in (("ada", Role.ADMIN), ("ed", Role.EDITOR), ("rui", Role.REVIEWER), ("tang", Role.TRANSLATOR)):
        desk.people.add(name, WORD, role)
    return desk


def client_of(desk: Desk, name: str = "") -> FlaskClient:
    client = an_app(desk).test_client()
    if name:
        assert client.post("/sign-in", data={"name": name, "password": WORD}).status_code == 302
    return client


def segment_of(desk: Desk, number: int = 0) -> str:
    return desk.document("page").segments[number].id


def act(client: FlaskClient, desk: Desk, what: str, text: str = "Langfang", base: int = 1, **more: Any) -> Any:
    body = {"text": text, "base": base, "act": what, **more}
    return client.post("/documents/page/segments/" + segment_of(desk).split("/")[1], json=body)


# accounts


def test_the_first_account_is_an_admin(desk: Desk) -> None:
    with pytest.raises(InputError, match="must be an admin"):
        desk.people.add("li", WORD, Role.TRANSLATOR)
    assert desk.people.add("李 娜", WORD, Role.ADMIN).name == "李 娜"


@pytest.mark.parametrize(
    ("name", "word"), [("", WORD), (" ", WORD), ("x" * 41, WORD), ("a\x00b", WORD), ("li", "short")]
)
def test_a_bad_name_or_password_makes_no_account(desk: Desk, name: str, word: str) -> None:
    with pytest.raises(InputError):
        desk.people.add(name, word, Role.ADMIN)
    assert desk.people.list() == []


def test_no_two_people_have_names_that_look_alike(team: Desk) -> None:
    with pytest.raises(InputError, match="already"):
        team.people.add("Ada", WORD, Role.TRANSLATOR)


def test_a_password_is_right_or_wrong_and_never_stored(team: Desk, tmp_path: Path) -> None:
    assert team.people.check("rui", WORD) is not None
    assert team.people.check("rui", WORD + "x") is None
    assert team.people.check("nobody", WORD) is None
    assert WORD.encode() not in b"".join(path.read_bytes() for path in tmp_path.glob("d.db*"))


def test_the_last_admin_stays(team: Desk) -> None:
    for change in ({"role": Role.EDITOR}, {"active": False}):
        with pytest.raises(Forbidden, match="only admin"):
            team.people.change("ada", **change)  # type: ignore[arg-type]
    team.people.change("ed", role=Role.ADMIN)
    assert team.people.change("ada", active=False).active is False


def test_an_unknown_person_cannot_be_changed(team: Desk) -> None:
    with pytest.raises(NotFound):
        team.people.change("nobody", role=Role.EDITOR)


# signing in


def test_without_accounts_one_person_may_do_everything(desk: Desk) -> None:
    client = client_of(desk)
    assert client.get("/documents/").status_code == 200
    assert act(client, desk, "approve").json["state"] == "approved"


def test_with_accounts_strangers_see_the_way_in_and_the_published_site_only(team: Desk) -> None:
    client = client_of(team)
    assert client.get("/documents/?a=1").headers["Location"] == "/sign-in?next=/documents/?a%3D1"
    assert act(client, team, "save", "x").status_code == 401
    assert client.get("/language/zh").status_code == 302
    assert team.rows("page")[0].base_revision == 1


@pytest.mark.parametrize("path", ["/preview/", "/preview/en/index.html", "/preview/both/page.html"])
def test_what_nobody_has_approved_is_not_shown_to_strangers(team: Desk, path: str) -> None:
    assert client_of(team).get(path).headers["Location"].startswith("/sign-in")


def test_the_published_site_is_shown_to_everybody(team: Desk) -> None:
    assert client_of(team).get("/site/").status_code == 404  # nothing is published: said, not asked to sign in


def test_signing_in_leads_back_and_never_away(team: Desk) -> None:
    form = {"name": "rui", "password": WORD}
    assert client_of(team).post("/sign-in?next=/documents/", data=form).headers["Location"] == "/documents/"
    assert client_of(team).post("/sign-in?next=//evil.example", data=form).headers["Location"] == "/"


def test_a_new_password_ends_open_sessions(team: Desk) -> None:
    client = client_of(team, "rui")
    team.people.set_password("rui", "another password")
    assert client.get("/documents/").status_code == 302


def test_a_closed_account_is_out_at_once(team: Desk) -> None:
    client = client_of(team, "rui")
    team.people.change("rui", active=False)
    assert client.get("/documents/").status_code == 302
    assert team.people.check("rui", WORD) is None


def test_guessing_passwords_is_slowed_down(team: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "TRIES", 3)
    client = client_of(team)
    answers = [
        client.post("/sign-in", data={"name": "ada", "password": f"guess {n}"}) for n in range(accounts.TRIES + 1)
    ]
    assert answers[-1].status_code == 429
    assert client.post("/sign-in", data={"name": "ada", "password": WORD}).status_code == 429


# roles


def test_a_translator_submits_and_a_reviewer_approves(team: Desk) -> None:
    assert act(client_of(team, "tang"), team, "approve").status_code == 403
    submitted = act(client_of(team, "tang"), team, "submit", "Langfang City").json
    assert submitted["state"] == "edited"
    approved = act(client_of(team, "rui"), team, "approve", "Langfang City", submitted["base"], sure=True)
    assert approved.json["state"] == "approved"
    assert [revision.by for revision in team.history(segment_of(team))] == ["engine", "tang", "tang", "rui"]


def test_a_submission_sent_twice_is_one(team: Desk) -> None:
    client = client_of(team, "tang")
    assert [act(client, team, "submit", "Langfang City").json["base"] for _ in range(2)] == [3, 3]


@pytest.mark.parametrize(
    ("name", "address", "status"),
    [("rui", "/documents/page/draft", 403), ("ed", "/documents/page/draft", 302), ("tang", "/publishing/", 403)],
)
def test_each_role_may_do_its_part(team: Desk, name: str, address: str, status: int) -> None:
    assert client_of(team, name).post(address).status_code == status


def test_only_an_admin_looks_after_people(team: Desk) -> None:
    assert client_of(team, "ed").get("/people/").status_code == 403
    client = client_of(team, "ada")
    client.post("/people/", data={"name": "new", "password": WORD, "role": "reviewer"})
    client.post("/people/tang", data={"role": "editor"})
    assert "new" in client.get("/people/").text
    assert {p.name: p.role for p in team.people.list()}["tang"] is Role.EDITOR


def test_the_first_account_made_in_the_browser_is_signed_in(desk: Desk) -> None:
    client = client_of(desk)
    client.post("/people/", data={"name": "ada", "password": WORD, "role": "admin"})
    assert client.get("/people/").status_code == 200


# talking


def test_a_comment_can_be_an_issue_about_words_and_is_resolved(team: Desk) -> None:
    name = segment_of(team)
    said = team.review.remark(
        name, "@tang 名称?", by="rui", quote="Lang", category=Category.TERMINOLOGY, gravity=Gravity.MAJOR
    )
    assert (said.open, said.revision, said.quote) == (True, 1, "Lang")
    assert team.review.resolve(said.number, by="tang").resolved_by == "tang"
    assert team.review.resolve(said.number, by="tang", done=False).open


def test_comments_are_shown_with_their_mentions(team: Desk) -> None:
    client, address = client_of(team, "tang"), f"/documents/page/segments/{segment_of(team).split('/')[1]}/comments"
    page = client.post(address, json={"text": "@rui <b>bold</b>", "category": "style", "gravity": "minor"}).text
    assert '<b class="mention">@rui</b>' in page
    assert "<b>bold</b>" not in page
    assert "Style · Minor" in page


@pytest.mark.parametrize("body", [{}, {"text": " "}, {"text": "x" * 5000}, []])
def test_an_empty_or_endless_comment_is_refused(team: Desk, body: object) -> None:
    address = f"/documents/page/segments/{segment_of(team).split('/')[1]}/comments"
    assert client_of(team, "tang").post(address, json=body).status_code == 400


# dismissed findings


def test_a_dismissed_finding_stays_away_until_the_text_changes(team: Desk) -> None:
    name, text = segment_of(team, 2), "There are 30 企业 here."
    (finding,) = [f for f in team.review.findings(name, text) if f.check == "untranslated"]
    team.review.dismiss(name, text, finding.check, finding.message, reason="a quotation", by="rui")
    assert "untranslated" not in {f.check for f in team.review.findings(name, text)}
    assert "untranslated" in {f.check for f in team.review.findings(name, text + " Yes.")}
    assert team.review.dismissed(name, text)[0].reason == "a quotation"


def test_a_dismissed_error_no_longer_blocks(team: Desk) -> None:
    name, text = segment_of(team, 2), "There are 30 企业 here."
    assert team.review.approve(name, text, base_revision=1, by="rui").blocking
    for finding in team.review.findings(name, text):
        team.review.dismiss(name, text, finding.check, finding.message, reason="so be it", by="rui")
    outcome = team.review.approve(name, text, base_revision=1, by="rui")
    assert outcome.revision is not None
    assert outcome.revision.state is State.APPROVED


def test_a_dismissal_needs_a_reason_and_a_finding(team: Desk) -> None:
    name = segment_of(team, 2)
    with pytest.raises(InputError):
        team.review.dismiss(name, "There are 30 企业 here.", "untranslated", "x", reason=" ", by="rui")
    with pytest.raises(InputError):
        team.review.dismiss(name, "fine", "untranslated", "x", reason="y", by="rui")


# who works where


def test_a_sentence_somebody_works_on_is_held_until_it_is_taken_over(team: Desk) -> None:
    name = segment_of(team)
    assert team.review.hold(name, by="tang").by == "tang"
    assert team.review.hold(name, by="rui").by == "tang"
    assert team.review.hold(name, by="rui", take=True).by == "rui"
    team.review.release(name, by="rui")
    assert team.review.hold(name, by="tang").by == "tang"


def test_a_hold_without_a_sign_of_life_is_over(tmp_path: Path) -> None:
    now = [datetime(2026, 5, 1, tzinfo=UTC)]
    with a_desk(tmp_path, clock=lambda: now[0]) as desk:
        desk.review.hold(segment_of(desk), by="tang")
        now[0] += timedelta(seconds=50)
        assert desk.review.hold(segment_of(desk), by="rui").by == "rui"


def test_the_machine_leaves_alone_what_somebody_works_on(team: Desk) -> None:
    team.review.hold(segment_of(team), by="tang")
    assert team.draft("page", redo=True) == 3
    assert team.rows("page")[0].base_revision == 1
