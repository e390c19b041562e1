"""Figures: time, effort, terms, haste; who sees what; CSV that runs nowhere."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from fakes import a_document
from flask.testing import FlaskClient
from web_desk import a_desk, an_app

from translator import cli
from translator.desk import Desk
from translator.errors import Forbidden, InputError
from translator.figures import IDLE, paced
from translator.figures.effort import LONGEST, edited
from translator.figures.sheet import safe
from translator.model import Asked, Lang, Origin, Person, Role, State, Trace
from web import charts
from web.charts import Point

START = datetime(2026, 5, 1, 1, 0, tzinfo=UTC)  # nine in the morning in China


class Clock:
    """A clock that a test moves on."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    with a_desk(tmp_path, clock=clock) as opened:
        yield opened


def names(desk: Desk, document: str = "page") -> list[str]:
    return [segment.id for segment in desk.document(document).segments]


def correct(desk: Desk, segment: str, text: str, by: str = "li") -> None:
    saved = desk.revise(segment, text, base_revision=1, by=by)
    desk.approve(segment, base_revision=saved.number, by=by)


# time


def trace(seconds: float, by: str = "li", segment: str = "page/a", state: State = State.EDITED) -> Trace:
    return Trace(segment, "page", 2, state, by, START + timedelta(seconds=seconds), Origin.HUMAN, 10, Lang.ZH)


def test_time_is_between_two_saves_and_a_pause_is_none() -> None:
    idle = IDLE.total_seconds()
    steps = paced([trace(0), trace(60), trace(60 + idle), trace(61 + 2 * idle)])
    assert [step.seconds for step in steps] == [None, 60, idle, None]


def test_time_is_each_persons_own() -> None:
    steps = paced([trace(0), trace(10, by="wang"), trace(20), trace(40, by="wang")])
    assert [(step.trace.by, step.seconds) for step in steps] == [("li", None), ("li", 20), ("wang", None), ("wang", 30)]


def test_a_sentence_saved_often_counts_once(desk: Desk, clock: Clock) -> None:
    first = names(desk)[1]
    for number in range(1, 4):
        clock.wait(20)
        desk.revise(first, f"Langfang is in Hebei{'.' * number}", base_revision=number, by="li")
    (work,) = desk.figures.count().people
    assert (work.segments, work.characters, work.edited, work.approved, work.seconds) == (1, 6, 1, 0, 40)


def test_the_machine_is_nobody(desk: Desk) -> None:
    found = desk.figures.count()
    assert (found.documents, found.people, found.days, list(desk.figures.people)) == ((), (), (), [])


# effort


def test_effort_is_measured_by_words_into_english_and_by_characters_into_chinese() -> None:
    assert edited("Langfang is city.", "Langfang is a city.", Lang.EN) == (1, 4)
    assert edited("廊坊是城市。", "廊坊是一座城市。", Lang.ZH) == (2, 8)


def test_capitals_are_no_edit_whatever_the_length() -> None:
    assert [edited("the city " * n, "The City " * n, Lang.EN)[0] for n in (3, 60)] == [0, 0]


def test_words_that_moved_are_one_edit() -> None:
    assert edited("a b c d e f", "d e f a b c", Lang.EN) == (1, 6)


@pytest.mark.parametrize(
    ("draft", "text", "edits"),
    [("", "a b", 2), ("a b", "", 2), ("", "", 0), ("x " * LONGEST + "a", "x " * LONGEST + "b", 1), ("😀", "😀 。", 1)],
)
def test_odd_texts_have_an_effort_too(draft: str, text: str, edits: int) -> None:
    assert edited(draft, text, Lang.EN)[0] == edits


def test_effort_goes_to_who_changed_the_text_last(desk: Desk) -> None:
    first, second, *_ = names(desk)
    saved = desk.revise(second, "Langfang lies in Hebei.", base_revision=1, by="tang")
    desk.approve(second, base_revision=saved.number, by="rui")
    desk.approve(first, base_revision=1, by="rui")
    ter = {work.name: work.effort.ter for work in desk.figures.count().people}
    assert ter == {"tang": 25.0, "rui": 0.0}


def test_what_is_not_measured_in_time_is_said(desk: Desk) -> None:
    for name in names(desk)[:2]:
        correct(desk, name, f"A new text, {name}.")
    effort = desk.figures.count(patience=-1).documents[0].effort
    assert (effort.sentences, effort.of, effort.ter) == (0, 2, None)


# haste, terms


def test_a_draft_approved_faster_than_it_can_be_read_is_named(desk: Desk, clock: Clock) -> None:
    first, second, third, last = names(desk)
    desk.approve(first, base_revision=1, by="li")  # nobody knows how long that took
    clock.wait(0.2)
    desk.approve(second, base_revision=1, by="li")
    clock.wait(30)
    desk.approve(third, base_revision=1, by="li")
    correct(desk, last, "You are welcome.")
    found = desk.figures.count()
    assert [each.segment for each in found.hasty] == [second]
    assert (found.people[0].untouched, found.people[0].hasty) == (3, 1)


def test_a_term_that_people_replace_is_counted(desk: Desk) -> None:
    first, second, *_ = names(desk)
    correct(desk, first, "Lang Fang")
    correct(desk, second, "Langfang lies in the province of Ji.")
    (hebei, langfang) = sorted(desk.figures.count().terms, key=lambda each: each.en)
    assert (hebei.zh, hebei.replaced, hebei.used, hebei.segments) == ("河北", 1, 1, (second,))
    assert (langfang.zh, langfang.replaced, langfang.used) == ("廊坊", 1, 2)


# questions


def test_days_are_those_of_the_site_and_free_days_are_shown(desk: Desk, clock: Clock) -> None:
    first, second, *_ = names(desk)
    clock.now = datetime(2026, 5, 1, 15, 59, tzinfo=UTC)  # one minute to midnight in China
    desk.approve(first, base_revision=1, by="li")
    clock.wait(2 * 86400 + 120)
    desk.approve(second, base_revision=1, by="li")
    days = desk.figures.count().days
    assert [(day.day.day, day.segments) for day in days] == [(1, 1), (2, 0), (3, 0), (4, 1)]
    assert desk.figures.count(Asked(date(2026, 5, 2), date(2026, 5, 3))).days == ()
    assert len(desk.figures.count(Asked(until=date(2026, 5, 1))).days) == 1


def test_questions_narrow_by_document_and_person(desk: Desk) -> None:
    desk.store.add_document(a_document("别的", name="other"))
    desk.draft("other")
    desk.approve(names(desk, "other")[0], base_revision=1, by="wang")
    desk.approve(names(desk)[0], base_revision=1, by="li")
    assert [work.name for work in desk.figures.count(Asked(document="other")).people] == ["wang"]
    assert [work.name for work in desk.figures.count(Asked(person="li")).documents] == ["page"]
    assert desk.figures.count(Asked(person="nobody")).documents == ()


def test_days_the_wrong_way_round_are_refused(desk: Desk) -> None:
    with pytest.raises(InputError, match="before"):
        desk.figures.count(Asked(date(2026, 5, 2), date(2026, 5, 1)))
    assert desk.figures.count(Asked(date.min, date.max)).days == ()


# who sees what


def test_a_translator_sees_documents_and_of_people_only_herself(desk: Desk, clock: Clock) -> None:
    tang = Person("tang", Role.TRANSLATOR)
    for name, by in zip(names(desk), ("tang", "li", "tang", "li"), strict=True):
        clock.wait(0.1)
        desk.approve(name, base_revision=1, by=by)
    found = desk.figures.count(viewer=tang)
    assert [work.name for work in found.people] == ["tang"]
    assert {each.by for each in found.hasty} == {"tang"}
    assert [(work.segments, work.seconds, work.hasty) for work in found.documents] == [(4, None, None)]
    with pytest.raises(Forbidden):
        desk.figures.count(Asked(person="li"), viewer=tang)


def test_an_editor_sees_everybody(desk: Desk) -> None:
    desk.approve(names(desk)[0], base_revision=1, by="li")
    found = desk.figures.count(viewer=Person("ed", Role.EDITOR))
    assert [work.name for work in found.people] == ["li"]


# CSV


@pytest.mark.parametrize("begin", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\n=1", "　=1"])
def test_no_cell_is_a_formula(begin: str) -> None:
    assert str(safe(begin)).startswith("'")
    assert safe("a=b") == "a=b"


def test_a_name_that_is_a_formula_comes_out_as_text(desk: Desk) -> None:
    desk.approve(names(desk)[0], base_revision=1, by='=cmd|" /C calc"!A0')
    text = desk.figures.sheet(desk.figures.count(), "people", bom=True)
    assert text.startswith("\ufeffperson,")
    assert list(csv.reader(StringIO(text)))[1][0].startswith("'=cmd")


def test_every_table_has_rows_as_long_as_its_head(desk: Desk, clock: Clock) -> None:
    for name in names(desk):
        clock.wait(0.1)
        desk.approve(name, base_revision=1, by="li")
    for table in ("documents", "people", "days", "terms", "too-fast"):
        rows = list(csv.reader(StringIO(desk.figures.sheet(desk.figures.count(), table))))
        assert {len(row) for row in rows} == {len(rows[0])}
    with pytest.raises(InputError):
        desk.figures.sheet(desk.figures.count(), "none")


# charts


def test_a_chart_is_named_and_described_and_escapes_what_it_shows() -> None:
    drawn = charts.bars("b", "Time", "2 values", [Point("<b>li</b>", 3, "3 h"), Point("王", 0, "0 h", "zh-CN")])
    assert 'role="img" aria-labelledby="b-title b-told"' in drawn
    assert "<b>" not in drawn
    assert "&lt;b&gt;li" in drawn
    assert 'width="0.0%"' in drawn


def test_a_chart_of_nothing_is_empty_but_whole() -> None:
    for draw in (charts.bars, charts.columns):
        assert draw("x", "t", "d", []).endswith("</svg>")


# the page


@pytest.fixture
def client(desk: Desk) -> FlaskClient:
    return an_app(desk).test_client()


def test_the_page_shows_what_was_done(client: FlaskClient, desk: Desk, clock: Clock) -> None:
    correct(desk, names(desk)[0], "Lang Fang")
    clock.wait(60)
    correct(desk, names(desk)[1], "Langfang lies in Hebei.")
    page = client.get("/figures/?since=2026-05-01&until=2026-05-01").text
    assert page.count('<svg class="chart"') == 3
    assert "1 min" in page
    assert "document=page" in client.get("/figures/?since=2026-05-01&document=page").text


@pytest.mark.parametrize("asked", ["", "?since=&until=", "?since=x", "?document=no", "?person=no", "?since=9999-12-31"])
def test_odd_questions_have_an_answer(client: FlaskClient, asked: str) -> None:
    assert client.get(f"/figures/{asked}").status_code == 200


def test_the_csv_is_a_file(client: FlaskClient, desk: Desk) -> None:
    desk.approve(names(desk)[0], base_revision=1, by="李")
    answer = client.get("/figures/people.csv?since=&bom=1")
    assert answer.data.startswith(b"\xef\xbb\xbfperson,")
    assert "李,1," in answer.text
    assert "attachment" in answer.headers["Content-Disposition"]
    assert client.get("/figures/none.csv").status_code == 400


def test_the_page_of_a_translator_names_nobody_else(desk: Desk) -> None:
    for name, role in (("ada", Role.ADMIN), ("tang", Role.TRANSLATOR)):
        desk.people.add(name, "a long password", role)
    desk.approve(names(desk)[0], base_revision=1, by="wangfang")
    client = an_app(desk).test_client()
    client.post("/sign-in", data={"name": "tang", "password": "a long password"})
    for address in ("/figures/?since=", "/figures/people.csv?since=", "/figures/too-fast.csv?since="):
        assert "wangfang" not in client.get(address).text
    assert client.get("/figures/people.csv?person=wangfang").status_code == 403


def test_the_command_line_counts_too(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.approve(names(desk)[0], base_revision=1, by="li")
    monkeypatch.setenv("DUIZHAO_DATABASE", desk.settings.database)
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(cli.main, ["figures", "--from", "2026-05-01"])
    assert "person li: 1 sentences, 2 characters, 1 approved" in told.stdout
    assert '"person": "li", "segments": 1' in CliRunner().invoke(cli.main, ["figures", "--json"]).stdout
    assert CliRunner().invoke(cli.main, ["figures", "--csv", "days"]).stdout.splitlines()[1] == "2026-05-01,1,2"
