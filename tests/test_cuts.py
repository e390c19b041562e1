"""Sentences divided and joined by hand: no character is lost, what was approved waits again, all can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FakeEngine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from web_desk import BOOK, TERMS

from translator.config import Settings
from translator.desk import Desk
from translator.errors import Conflict, DuizhaoError, Forbidden, InputError
from translator.formats import write
from translator.model import Document, Lang, Pair, State
from translator.store import open_store
from translator.text.divide import divide, likely

#: what is done, to which sentence or cut, where
STEPS = st.tuples(st.sampled_from(["divide", "join", "undo", "save"]), st.integers(0, 12), st.integers(0, 14))
PAGE = "# 廊坊\n\n廊坊在河北，欢迎您。这里有**30**家企业。  \n见[官网](http://lf.gov.cn)。\n\n- 一。二。\n"


def open_desk(address: str, folder: Path) -> Desk:
    settings = Settings(database=address, site_folder=str(folder / "site"), secret="s" * 32)
    return Desk(lambda: open_store(address), settings, engine=lambda: FakeEngine(BOOK), glossary=lambda: TERMS)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(f"sqlite:///{tmp_path}/d.db", tmp_path) as opened:
        opened.add_text(PAGE, name="page.md", format="markdown")
        opened.draft("page")
        yield opened


def glued(document: Document) -> str:
    return write(document, {}, document.lang)


def sources(desk: Desk) -> list[str]:
    return [segment.text for segment in desk.document("page").segments]


def name_of(desk: Desk, source: str) -> str:
    return next(segment.id for segment in desk.document("page").segments if segment.text == source)


def approve(desk: Desk, name: str, text: str) -> None:
    newest = desk.store.newest(name)
    desk.revise(name, text, base_revision=newest.number if newest else 0, by="rui", state=State.APPROVED)


# where


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("好。", 0),
        ("好。", 2),
        ("好。", 99),
        ("好。", -3),
        ("好。 ", 1),
        ("见[官网](http://a.cn)好", 8),
        ("**a b**", 4),
        ("a<b>c", 2),
    ],
)
def test_nothing_is_divided_into_marks_or_inside_markup(text: str, at: int) -> None:
    assert divide(text, at) is None


@given(st.text(), st.integers(-5, 50))
def test_divided_parts_are_the_text(text: str, at: int) -> None:
    found = divide(text, at)
    assert found is None or "".join(found) == text


@pytest.mark.parametrize(
    ("text", "share", "parts"),
    [
        ("It is near. Welcome.", 0.5, ("It is near.", "Welcome.")),
        ("It is near, so come.", 0.9, ("It is near,", "so come.")),
        ("Langfang", 0.5, ("Langfang", "")),
        ("", 0.5, ("", "")),
    ],
)
def test_a_translation_falls_apart_where_its_sentences_do(text: str, share: float, parts: tuple[str, str]) -> None:
    assert likely(text, Lang.EN, share) == parts


# dividing and joining


def test_dividing_makes_two_sentences_with_their_texts(desk: Desk) -> None:
    name = name_of(desk, "廊坊在河北，欢迎您。")
    approve(desk, name, "Langfang is in Hebei, welcome.")
    cut = desk.cuts.divide(name, 6, ("Langfang is in Hebei,", "welcome."), by="li")
    rows = desk.rows("page")[1:3]
    assert [(row.segment.text, row.text, row.state) for row in rows] == [
        ("廊坊在河北，", "Langfang is in Hebei,", State.EDITED),
        ("欢迎您。", "welcome.", State.EDITED),
    ]
    assert rows[0].revision is not None
    assert rows[0].revision.note == f"divided from {name.split('/')[1]}, which was approved"
    assert [revision.text for revision in desk.cuts.before(rows[1].segment.id)][-1] == "Langfang is in Hebei, welcome."
    assert cut.number == 1


def test_the_memory_keeps_the_whole_pair_and_learns_no_part(desk: Desk) -> None:
    name = name_of(desk, "廊坊在河北，欢迎您。")
    approve(desk, name, "Langfang is in Hebei, welcome.")
    desk.cuts.divide(name, 6, ("Langfang is in Hebei,", "welcome."), by="li")
    assert [unit.source for unit in desk.store.units()] == ["廊坊在河北，欢迎您。"]
    assert desk.store.candidates("欢迎您。", Pair.to(Lang.EN), most=0) == []


def test_taking_a_cut_back_brings_approval_and_history_along(desk: Desk) -> None:
    name = name_of(desk, "廊坊在河北，欢迎您。")
    approve(desk, name, "Langfang is in Hebei, welcome.")
    before = (desk.document("page"), desk.history(name))
    cut = desk.cuts.divide(name, 6, ("Langfang is in Hebei,", "welcome."), by="li")
    desk.cuts.undo("page", cut.number, by="li")
    assert (desk.document("page"), desk.history(name)) == before


def test_what_was_written_in_the_parts_goes_back_with_them(desk: Desk) -> None:
    name = name_of(desk, "廊坊在河北，欢迎您。")
    cut = desk.cuts.divide(name, 6, ("Langfang is in Hebei,", "welcome."), by="li")
    desk.review.save(name_of(desk, "欢迎您。"), "and you are welcome.", base_revision=1, by="li")
    desk.cuts.undo("page", cut.number, by="li")
    newest = desk.store.newest(name)
    assert newest is not None
    assert (newest.text, newest.state) == ("Langfang is in Hebei, and you are welcome.", State.DRAFTED)


def test_joining_joins_texts_as_their_language_does(desk: Desk) -> None:
    for source, text in (("一。", "One."), ("二。", "Two.")):
        approve(desk, name_of(desk, source), text)
    desk.cuts.join(name_of(desk, "一。"), by="li")
    row = desk.rows("page")[-1]
    assert (row.segment.text, row.text, row.state) == ("一。二。", "One. Two.", State.EDITED)


def test_the_last_sentence_of_a_paragraph_has_nothing_to_be_joined_with(desk: Desk) -> None:
    with pytest.raises(InputError, match="last sentence"):
        desk.cuts.join(name_of(desk, "二。"), by="li")


def test_comments_go_with_their_words(desk: Desk) -> None:
    name = name_of(desk, "廊坊在河北，欢迎您。")
    desk.review.remark(name, "too short", by="rui", quote="welcome")
    desk.review.remark(name, "in general", by="rui")
    cut = desk.cuts.divide(name, 6, ("Langfang is in Hebei,", "welcome."), by="li")
    found = {row.segment.text: [said.text for said in desk.review.remarks(row.segment.id)] for row in desk.rows("page")}
    assert (found["廊坊在河北，"], found["欢迎您。"]) == (["in general"], ["too short"])
    desk.cuts.undo("page", cut.number, by="li")
    assert len(desk.review.remarks(name)) == 2


def test_what_is_locked_or_in_work_is_not_cut(desk: Desk) -> None:
    name = name_of(desk, "廊坊在河北，欢迎您。")
    desk.review.hold(name, by="tang")
    with pytest.raises(Forbidden, match="tang is working"):
        desk.cuts.divide(name, 6, ("a", "b"), by="li")
    desk.review.lock(name, by="rui")
    with pytest.raises(Forbidden, match="rui has locked"):
        desk.cuts.divide(name, 6, ("a", "b"), by="tang")
    assert glued(desk.document("page")) == PAGE


def test_a_cut_that_was_cut_again_is_not_taken_back(desk: Desk) -> None:
    cut = desk.cuts.divide(name_of(desk, "廊坊在河北，欢迎您。"), 6, ("a", "b"), by="li")
    desk.cuts.divide(name_of(desk, "廊坊在河北，"), 2, ("a", ""), by="li")
    with pytest.raises(InputError, match="again"):
        desk.cuts.undo("page", cut.number, by="li")


def test_equal_parts_get_anchors_of_their_own(desk: Desk) -> None:
    desk.add_text("好人好人", name="twice.txt", format="text")
    (segment,) = desk.document("twice").segments
    desk.cuts.divide(segment.id, 2, ("", ""), by="li")
    one, other = desk.document("twice").segments
    assert (one.text, other.text, other.anchor) == ("好人", "好人", f"{one.anchor}-2")


# what comes after


def test_a_next_version_of_the_file_stays_cut(desk: Desk) -> None:
    desk.cuts.divide(name_of(desk, "廊坊在河北，欢迎您。"), 6, ("Langfang is in Hebei,", "welcome."), by="li")
    desk.cuts.join(name_of(desk, "一。"), by="li")
    desk.add_text("新的一段。\n\n" + PAGE, name="page.md", format="markdown")
    assert sources(desk)[2:4] == ["廊坊在河北，", "欢迎您。"]
    assert "一。二。" in sources(desk)
    assert desk.store.newest(name_of(desk, "欢迎您。")) is not None
    assert [segment.ordinal for segment in desk.document("page").segments] == list(range(1, len(sources(desk)) + 1))


def test_a_cut_is_not_made_again_where_its_part_stands_elsewhere(desk: Desk) -> None:
    desk.cuts.divide(name_of(desk, "廊坊在河北，欢迎您。"), 6, ("Langfang is in Hebei,", "welcome."), by="li")
    desk.add_text("欢迎您。\n\n" + PAGE, name="page.md", format="markdown")
    assert len({segment.id for segment in desk.document("page").segments}) == len(sources(desk))
    assert glued(desk.document("page")) == "欢迎您。\n\n" + PAGE


def test_a_published_edition_is_untouched_and_the_next_one_is_whole(desk: Desk, tmp_path: Path) -> None:
    for row in desk.rows("page"):
        approve(desk, row.segment.id, f"[{row.segment.text}]")
    first = desk.publish(by="ed", unapproved=True)
    desk.cuts.divide(name_of(desk, "廊坊在河北，欢迎您。"), 6, ("Langfang is in Hebei,", "welcome."), by="li")
    assert desk.store.edition(first.slug, first.number) == first
    page = desk.publish(by="ed", unapproved=True, documents=["page"]).pages[0]
    assert glued(page.document) == PAGE
    assert [segment.target for segment in page.segments][1:3] == ["Langfang is in Hebei,", "welcome."]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, max_size=12))
def test_whatever_is_cut_the_page_keeps_every_character(tmp_path: Path, steps: list[tuple[str, int, int]]) -> None:
    with open_desk("sqlite://", tmp_path) as desk:
        desk.add_text(PAGE, name="page.md", format="markdown")
        desk.draft("page")
        for what, which, at in steps:
            segments = desk.document("page").segments
            name = segments[which % len(segments)].id
            try:
                if what == "divide":
                    desk.cuts.divide(name, at, desk.cuts.proposal(name, at)[2:], by="li")
                elif what == "join":
                    desk.cuts.join(name, by="li")
                elif what == "undo":
                    desk.cuts.undo("page", which, by="li")
                else:
                    desk.revise(name, "x", base_revision=getattr(desk.store.newest(name), "number", 0), by="li")
            except DuizhaoError:
                pass  # refused: that must change nothing either
            document = desk.document("page")
            assert glued(document) == PAGE
            assert [segment.ordinal for segment in document.segments] == list(range(1, len(document.segments) + 1))
            assert sum(desk.store.tally("page").values()) == len(document.segments)


def test_cuts_are_kept_in_either_database(address: str, tmp_path: Path) -> None:
    with open_desk(address, tmp_path) as desk:
        desk.add_text(PAGE, name="page.md", format="markdown")
        desk.draft("page")
        name = name_of(desk, "廊坊在河北，欢迎您。")
        cut = desk.cuts.divide(name, 6, ("a", "b"), by="li")
        assert desk.store.cuts("page") == [cut]
        desk.cuts.undo("page", cut.number, by="li")
        desk.revise(name, "x", base_revision=1, by="li")
        with pytest.raises(Conflict):  # its text is not what it was when the cut was made
            desk.store.cut(cut, [], {})
        assert glued(desk.document("page")) == PAGE
