"""Editions: pinned pairs whose digest is stable and sensitive; what holds a page back; what changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fakes import a_document
from hypothesis import given
from hypothesis import strategies as st

from translator import edition
from translator.edition import Change, PageChange, carried, compare, gate, make, page_change, pin
from translator.errors import InputError
from translator.model import BlockKind, Document, Edition, Lang, Origin, PagePair, Revision, State

AT = datetime(2026, 5, 1, tzinfo=UTC)
PAGE = a_document("题", "一句。", "二句。")


def texts(document: Document, *, state: State = State.APPROVED, mark: str = "en ") -> dict[str, Revision]:
    return {s.id: Revision(s.id, 1, 0, state, mark + s.text, "li", AT) for s in document.segments}


def an_edition(number: int, *pages: PagePair) -> Edition:
    return make(number, "site", pages, "li", AT)


def test_a_page_is_pinned_with_text_number_and_state() -> None:
    page = pin(PAGE, texts(PAGE))
    assert page.target_title == "en 题"
    assert [(s.source, s.target, s.revision, s.state) for s in page.segments][1] == (
        "一句。",
        "en 一句。",
        1,
        State.APPROVED,
    )


def test_what_has_no_translation_is_pinned_empty() -> None:
    page = pin(PAGE, {})
    assert {(s.target, s.revision, s.state) for s in page.segments} == {("", 0, State.MISSING)}
    assert page.target_title == "题"


def test_a_page_without_heading_keeps_its_title() -> None:
    page = a_document("一句。", title="文件名")
    plain = replace(page, blocks=tuple(replace(b, kind=BlockKind.PARAGRAPH) for b in page.blocks))
    assert pin(plain, texts(plain)).target_title == "文件名"


def test_an_approved_page_passes_the_gate() -> None:
    assert gate(PAGE, texts(PAGE)) == []


def test_the_gate_names_the_sentences_that_are_missing() -> None:
    known = texts(PAGE)
    _, second, third = (s.id for s in PAGE.segments)
    del known[second]
    known[third] = replace(known[third], state=State.EDITED)
    missing, edited = gate(PAGE, known)
    assert [[s.id for s in reason.sentences] for reason in (missing, edited)] == [[second], [third]]
    assert str(missing) == "page: 1 of 3 sentences have no translation"


@pytest.mark.parametrize("state", [state for state in State if state not in (State.APPROVED, State.MISSING)])
def test_no_other_state_passes_the_gate(state: State) -> None:
    assert len(gate(PAGE, texts(PAGE, state=state))) == 1


def test_a_page_without_text_does_not_pass() -> None:
    assert "no text" in str(gate(replace(PAGE, blocks=()), {})[0])


def test_two_pages_never_share_an_address() -> None:
    with pytest.raises(InputError, match="'page'"):
        an_edition(1, pin(PAGE, {}), pin(replace(PAGE, id="other"), {}))


def test_the_digest_is_that_of_the_contents_whoever_published_and_when() -> None:
    pages = [pin(PAGE, texts(PAGE))]
    later = make(7, "other", pages, "wang", datetime(2027, 1, 1, tzinfo=UTC), "note")
    assert later.digest == an_edition(1, *pages).digest
    # written down so that a change of the rule is noticed: editions in stores carry the old digest
    assert later.digest == "ea24ef373b6c2c7fc5950fb49da84654"


@given(st.integers(0, 2), st.sampled_from(["anchor", "source", "target", "revision", "state", "origin"]))
def test_the_digest_notices_every_change_of_a_sentence(place: int, field: str) -> None:
    page = pin(PAGE, texts(PAGE))
    other = {"revision": 9, "state": State.DRAFTED, "origin": Origin.MEMORY}.get(field, "changed")
    changed = list(page.segments)
    changed[place] = replace(changed[place], **{field: other})  # type: ignore[arg-type]
    assert edition.digest([replace(page, segments=tuple(changed))]) != edition.digest([page])


@given(st.text(max_size=5), st.text(max_size=5))
def test_text_cannot_move_between_sentences_unnoticed(one: str, other: str) -> None:
    page = pin(PAGE, {})
    first = replace(page, segments=tuple(replace(s, target=one) for s in page.segments[:2]))
    swapped = replace(first, segments=(first.segments[0], replace(first.segments[1], target=other)))
    assert (edition.digest([first]) == edition.digest([swapped])) == (one == other)


def test_the_digest_notices_order_title_and_layout() -> None:
    a, b = pin(PAGE, {}), pin(a_document("乙", name="b"), {})
    block = replace(PAGE.blocks[0], level=2)
    other = replace(a, document=replace(PAGE, blocks=(block, *PAGE.blocks[1:])))
    versions = [(a, b), (b, a), (replace(a, target_title="T"), b), (other, b), (a,)]
    assert len({edition.digest(pages) for pages in versions}) == len(versions)


def test_comparing_an_edition_with_itself_finds_nothing() -> None:
    one = an_edition(1, pin(PAGE, texts(PAGE)))
    assert compare(one, replace(one, number=2)) == []


def test_comparing_finds_pages_and_sentences() -> None:
    longer = a_document("题", "二句。", "三句。")
    old = an_edition(1, pin(PAGE, texts(PAGE)), pin(a_document("乙", name="b"), {}))
    new = an_edition(2, pin(longer, texts(longer)), pin(a_document("丙", name="c"), {}))
    changed, added, removed = compare(old, new)
    assert [(c.slug, c.change) for c in (changed, added, removed)] == [
        ("page", Change.CHANGED), ("c", Change.ADDED), ("b", Change.REMOVED)
    ]  # fmt: skip
    assert told(changed) == ["same 题>题", "removed 一句。>", "same 二句。>二句。", "added >三句。"]
    assert (changed.count(Lang.ZH), changed.count(Lang.EN)) == (2, 2)


def told(change: PageChange) -> list[str]:
    return [
        f"{each.change} {each.before.source if each.before else ''}>{each.after.source if each.after else ''}"
        for each in change.sentences
    ]


def test_a_sentence_whose_source_changed_stands_beside_what_it_was() -> None:
    one, other = a_document("题", "廊坊在河北。", "完。"), a_document("题", "廊坊市在河北省。", "另有新句。", "完。")
    assert told(page_change(pin(one, {}), pin(other, {}))) == [
        "same 题>题", "changed 廊坊在河北。>廊坊市在河北省。", "added >另有新句。", "same 完。>完。"
    ]  # fmt: skip


def test_a_sentence_that_went_elsewhere_on_the_page_is_moved() -> None:
    one, other = a_document("题", "甲句。", "乙句。", "丙句。"), a_document("题", "丙句。", "甲句。", "乙句。")
    assert "moved 丙句。>丙句。" in told(page_change(pin(one, {}), pin(other, {})))


SENTENCES = st.lists(st.sampled_from("甲乙丙丁戊己"), unique=True, max_size=6).map(
    lambda texts: a_document("题", *texts)
)


@given(SENTENCES, SENTENCES)
def test_a_comparison_shows_each_sentence_once_in_the_order_of_the_newer_page(one: Document, other: Document) -> None:
    change = page_change(pin(one, {}), pin(other, {}))
    assert [s.after.source for s in change.sentences if s.after] == [s.text for s in other.segments]
    assert sorted(s.before.source for s in change.sentences if s.before) == sorted(s.text for s in one.segments)


def test_approved_pages_stay_on_the_site_while_they_are_worked_on() -> None:
    kept, fresh = pin(PAGE, texts(PAGE)), pin(a_document("乙", name="b"), {})
    live = an_edition(1, kept)
    assert carried(live, [fresh], ["page", "b"]) == [kept, fresh]


def test_pages_that_went_out_unapproved_do_not_stay_by_themselves() -> None:
    live = an_edition(1, pin(PAGE, texts(PAGE, state=State.DRAFTED)))
    fresh = pin(a_document("乙", name="b"), {})
    assert carried(live, [fresh], ["page", "b"]) == [fresh]


def test_a_page_ready_now_takes_the_place_of_the_old_one_and_removed_documents_go() -> None:
    gone = a_document("旧", name="gone")
    live = an_edition(1, pin(PAGE, texts(PAGE)), pin(gone, texts(gone)))
    fresh = pin(PAGE, texts(PAGE, mark="new "))
    assert carried(live, [fresh], ["page"]) == [fresh]
