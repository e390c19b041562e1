"""Who made a translation: told to readers by policy, to machines always, and in an audit file."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from sites import AT, an_edition, page
from test_publish import app, client, desk, published, put  # noqa: F401

from translator.cli import main
from translator.desk import Desk
from translator.model import Edition, Made, PagePair, State
from web.site import write_site
from web.site.provenance import making

TEXT = "---\nsection: news\n---\n# A title here\n\nThe first one. The second one.\n\nThe last.\n"


def made(*kinds: Made, state: State = State.APPROVED) -> PagePair:
    one = page(TEXT, "news.md")
    segments = [replace(s, made=k, by="wang", at=AT, state=state) for s, k in zip(one.segments, kinds, strict=True)]
    return replace(one, segments=tuple(segments))


def written(folder: Path, one: PagePair, **site: object) -> tuple[str, str]:
    edition: Edition = an_edition(one)
    write_site(replace(edition, site=replace(edition.site, **site)), folder, base_url="https://a.example")
    return tuple((folder / lang / "news.html").read_text(encoding="utf-8") for lang in ("zh", "en"))  # type: ignore[return-value]


def data_of(text: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found
    loaded: dict[str, object] = json.loads(found[1])
    return loaded


M, E, H = Made.MACHINE, Made.EDITED, Made.HUMAN


@pytest.mark.parametrize(("kinds", "whole"), [((H, H, H, H), H), ((H, E, H, H), E), ((H, E, M, H), M)])
def test_a_page_is_as_mechanical_as_its_most_mechanical_sentence(kinds: tuple[Made, ...], whole: Made) -> None:
    found = making(made(*kinds))
    assert found is not None
    assert (found.made, found.reviewers, sum(many for _, many in found.counts)) == (whole, ("wang",), 4)


def test_readers_are_told_by_policy(tmp_path: Path) -> None:
    quiet, _ = written(tmp_path / "1", made(H, E, M, H))
    told, original = written(tmp_path / "2", made(H, E, M, H), label=True)
    assert "译文说明" not in quiet
    assert "本页译文含机器翻译" in told
    assert "审校：wang" in told
    assert "About this translation" not in original


def test_what_nobody_approved_is_always_told(tmp_path: Path) -> None:
    told, _ = written(tmp_path, made(M, M, M, M, state=State.DRAFTED))
    assert "尚未全部经人工批准" in told


def test_machines_find_the_kind_of_the_page_and_of_each_paragraph(tmp_path: Path) -> None:
    translated, original = written(tmp_path, made(H, E, M, H))
    data = data_of(translated)
    assert str(data["digitalSourceType"]).endswith("/trainedAlgorithmicMedia")
    assert len(data["hasPart"]) == 4  # type: ignore[arg-type]
    assert re.findall(r'data-made="(\w+)"', translated) == ["machine", "human"]
    assert "digitalSourceType" not in data_of(original)
    assert "data-made" not in original


@pytest.mark.parametrize(("kinds", "marked"), [((M, H, H, H), True), ((E, E, E, E), True), ((H, H, H, H), False)])
def test_the_mark_for_generated_content_stands_where_a_machine_took_part(
    tmp_path: Path, kinds: tuple[Made, ...], marked: bool
) -> None:
    translated, original = written(tmp_path, made(*kinds))
    assert ('<meta name="AIGC"' in translated) is marked
    assert '<meta name="AIGC"' not in original


def test_the_mark_has_the_fields_of_the_standard(tmp_path: Path) -> None:
    translated, _ = written(tmp_path, made(M, H, H, H), producer='001191"x')
    found = re.search(r'<meta name="AIGC" content="([^"]*)">', translated)
    assert found
    fields = json.loads(unescape(found[1]))
    assert list(fields) == [
        "Label", "ContentProducer", "ProduceID", "ReservedCode1", "ContentPropagator", "PropagateID", "ReservedCode2"
    ]  # fmt: skip
    assert (fields["Label"], fields["ContentProducer"], fields["ReservedCode1"]) == ("1", '001191"x', "")


def test_a_page_partly_reused_is_still_marked_for_its_one_edited_sentence(tmp_path: Path) -> None:
    found = making(made(Made.REUSED, Made.REUSED, E, H))
    assert found
    assert (found.made, found.by_machine) == (E, True)


def test_a_site_may_keep_it_from_machines_but_not_hide_drafts_from_readers(tmp_path: Path) -> None:
    translated, _ = written(tmp_path, made(M, M, M, M, state=State.DRAFTED), marks=False)
    facing = (tmp_path / "both" / "news.html").read_text(encoding="utf-8")
    assert not re.search("AIGC|data-made|digitalSourceType", translated + facing)
    assert "尚未全部经人工批准" in translated


def test_a_title_cannot_end_the_data(tmp_path: Path) -> None:
    one = made(H, H, H, H)
    bad = replace(one, target_title="</script><b>x", document=replace(one.document, title="</script>y"))
    for text in written(tmp_path, bad):
        assert data_of(text)["headline"]
        assert "</script><b>x" not in text


def test_the_audit_file_names_every_sentence(desk: Desk, client: FlaskClient) -> None:  # noqa: F811
    put(desk)
    published(client)
    rows = [json.loads(line) for line in client.get("/publishing/audit/1.jsonl").text.splitlines()]
    assert [(row["made"], row["by"], row["state"]) for row in rows] == [("human", "wang", "approved")] * 3
    assert client.get("/publishing/audit/9.jsonl").status_code == 404


def test_the_command_line_writes_it_too(desk: Desk, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    put(desk)
    published(client)
    monkeypatch.setenv("DUIZHAO_DATABASE", desk.settings.database)
    done = CliRunner().invoke(main, ["audit"])
    assert done.exit_code == 0
    assert [json.loads(line)["edition"] for line in done.output.splitlines()] == [1, 1, 1]


# places


def test_a_page_is_put_into_a_section_in_the_browser(desk: Desk, client: FlaskClient) -> None:  # noqa: F811
    document = put(desk)
    form = {"document": document.id, f"section:{document.id}": "travel", f"slot:{document.id}": "feature"}
    assert (
        "Saved"
        in client.post("/publishing/places", data=form | {f"order:{document.id}": "2"}, follow_redirects=True).text
    )
    published(client)
    assert "en 1" in client.get("/site/en/section/travel.html", buffered=True).text
    assert client.get("/site/en/section/news.html", buffered=True).status_code == 404
    assert 'value="2"' in client.get("/publishing/places").text


@pytest.mark.parametrize(
    ("field", "value"), [("section", "nowhere"), ("slot", "top"), ("order", "x"), ("order", "1e9")]
)
def test_a_place_that_is_none_is_said(desk: Desk, client: FlaskClient, field: str, value: str) -> None:  # noqa: F811
    document = put(desk)
    form = {"document": document.id, f"{field}:{document.id}": value}
    assert client.post("/publishing/places", data=form).status_code == 400
