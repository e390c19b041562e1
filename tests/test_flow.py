"""The flow of a review: repetitions, ranges, locks, what was put off, notes; over both databases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes import a_document
from web_desk import a_desk

from translator.desk import Desk
from translator.errors import Forbidden, InputError, NotFound
from translator.model import Bar, Note, Origin, Person, Revision, Role, State, Wanted
from translator.store import open_store

AT = datetime(2026, 5, 1, 8, 30, tzinfo=UTC)
#: three equal sentences, one with an error in its draft
TEXTS = ("廊坊", "廊坊在河北。", "廊坊", "这里有30家企业。", "廊坊", "欢迎您。")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path, *TEXTS) as opened:
        yield opened


def ids(desk: Desk) -> list[str]:
    return [segment.id for segment in desk.document("page").segments]


def states(desk: Desk) -> list[str]:
    return [row.state.value for row in desk.rows("page")]


def texts(desk: Desk) -> list[str]:
    return [row.text for row in desk.rows("page")]


# repetitions


def test_equal_sources_are_offered_with_what_stands_against_each(desk: Desk) -> None:
    first, _, third, _, fifth, _ = ids(desk)
    desk.review.save(fifth, "LANGFANG", base_revision=1, by="li")
    desk.review.save(first, "Langfang City", base_revision=1, by="rui")
    found = [(each.row.segment, each.bar, each.detail) for each in desk.repeats.of(first, by="rui")]
    assert found == [(third, None, ""), (fifth, Bar.REVIEWED, "li")]


def test_following_takes_the_text_over_and_can_be_taken_back(desk: Desk) -> None:
    first, _, third, _, fifth, _ = ids(desk)
    desk.review.save(first, "Langfang City", base_revision=1, by="rui")
    batch = desk.repeats.follow(first, [third, fifth], by="rui")
    assert texts(desk)[::2] == ["Langfang City"] * 3
    desk.ranges.undo({revision.segment: revision.number for revision in batch.done}, by="rui")
    assert (texts(desk)[2], states(desk)[2], desk.history(third)[-1].by) == ("Langfang", "drafted", "engine")


def test_only_sentences_with_the_same_source_can_follow(desk: Desk) -> None:
    first, second, *_ = ids(desk)
    desk.review.save(first, "Langfang City", base_revision=1, by="rui")
    assert desk.repeats.follow(first, [second, "page/none", first], by="rui").done == ()
    assert texts(desk)[1] == "Langfang is in Hebei."


def test_an_approval_is_handed_on_only_when_asked_for(desk: Desk) -> None:
    first, _, third, _, fifth, _ = ids(desk)
    desk.review.approve(first, "Langfang", base_revision=1, by="rui")
    assert desk.repeats.follow(first, [third], by="rui").done == ()  # it has that text already
    (done,) = desk.repeats.follow(first, [fifth], by="rui", approve=True).done
    assert (done.state, done.origin) == (State.APPROVED, Origin.ENGINE)


def test_sentences_follow_by_themselves_only_where_person_and_document_want_it(desk: Desk) -> None:
    first, _, third, _, fifth, _ = ids(desk)
    desk.review.save(fifth, "LANGFANG", base_revision=1, by="li")
    desk.review.save(first, "Langfang City", base_revision=1, by="rui")
    assert desk.repeats.by_itself(first, by="rui").done == ()
    desk.repeats.want("rui", True)
    desk.repeats.allow("page", False)
    assert desk.repeats.by_itself(first, by="rui").done == ()
    desk.repeats.allow("page", True)
    assert [revision.segment for revision in desk.repeats.by_itself(first, by="rui").done] == [third]
    assert texts(desk)[4] == "LANGFANG"  # a person's text is never overwritten silently


def test_other_documents_follow_as_well_when_asked(desk: Desk) -> None:
    desk.add_text("廊坊", name="other.txt", format="text")
    first = ids(desk)[0]
    desk.review.save(first, "Langfang City", base_revision=1, by="rui")
    there = desk.repeats.of(first, by="rui", everywhere=True)[-1]
    assert (there.row.document, there.row.state, there.bar) == ("other", State.MISSING, None)
    batch = desk.repeats.follow(first, [there.row.segment], by="rui")
    desk.ranges.undo({revision.segment: revision.number for revision in batch.done}, by="rui")
    assert desk.store.tally("other") == {State.MISSING: 1}
    assert desk.draft("other") == 1  # it is as if nothing had been there


# ranges


def seen(desk: Desk) -> dict[str, int]:
    return {row.segment.id: row.base_revision for row in desk.rows("page")}


def test_a_range_is_approved_but_for_what_has_errors(desk: Desk) -> None:
    batch = desk.ranges.approve(seen(desk), by="rui")
    assert [(left.ordinal, left.bar) for left in batch.left] == [(4, Bar.ERRORS)]
    assert "untranslated" in batch.left[0].detail
    assert states(desk).count("approved") == 5


def test_a_range_leaves_alone_what_others_have_and_says_so(desk: Desk) -> None:
    names, before = ids(desk), seen(desk)
    desk.review.hold(names[0], by="tang")
    desk.review.lock(names[1], by="ada")
    desk.review.save(names[2], "changed since", base_revision=1, by="li")
    left = desk.ranges.approve(before | {"page/gone": 1}, by="rui").left
    assert {(each.ordinal, each.bar, each.detail) for each in left if each.bar is not Bar.ERRORS} == {
        (0, Bar.GONE, ""),
        (1, Bar.HELD, "tang"),
        (2, Bar.LOCKED, "ada"),
        (3, Bar.CHANGED, "li"),
        (5, Bar.WARNINGS, "inconsistent"),  # with what li wrote
    }


def test_drafts_of_one_source_that_differ_are_not_approved_together_unasked(desk: Desk) -> None:
    first, _, third, _, fifth, _ = ids(desk)
    desk.store.append(Revision(fifth, 2, 1, State.DRAFTED, "Langfang City", "engine", AT))
    drafts = {first: 1, third: 1, fifth: 2}
    batch = desk.ranges.approve(drafts, by="rui")
    assert [(left.ordinal, left.bar, left.detail) for left in batch.left] == [(5, Bar.WARNINGS, "inconsistent")]
    assert len(desk.ranges.approve(drafts | {first: 2, third: 2}, by="rui", sure=True).done) == 1


def test_a_range_is_returned_with_a_reason_and_taken_back(desk: Desk) -> None:
    with pytest.raises(InputError, match="reason"):
        desk.ranges.reject(seen(desk), by="rui", note=" ")
    batch = desk.ranges.reject(seen(desk), by="rui", note="names are wrong")
    assert states(desk) == ["rejected"] * 6
    desk.ranges.undo({revision.segment: revision.number for revision in batch.done}, by="rui")
    assert states(desk) == ["drafted"] * 6


def test_nobody_takes_back_what_somebody_else_did(desk: Desk) -> None:
    batch = desk.ranges.reject(seen(desk), by="rui", note="names are wrong")
    assert desk.ranges.undo({each.segment: each.number for each in batch.done}, by="li").done == ()


def test_a_whole_book_at_once_is_too_much(desk: Desk) -> None:
    with pytest.raises(InputError, match="too many"):
        desk.ranges.approve({f"page/s{number}": 1 for number in range(501)}, by="rui")


# locks, and what was put off


def test_a_locked_sentence_is_changed_by_nobody_and_no_machine(desk: Desk) -> None:
    first = ids(desk)[0]
    desk.review.lock(first, by="rui")
    with pytest.raises(Forbidden, match="rui has locked"):
        desk.review.save(first, "x", base_revision=1, by="rui")
    assert desk.draft("page", redo=True) == 5
    desk.review.lock(first, by="")
    assert desk.review.save(first, "x", base_revision=1, by="rui").number == 2


def test_a_sentence_put_off_comes_last_and_is_found_again(desk: Desk) -> None:
    names = ids(desk)
    desk.review.skip(names[0], True)
    desk.review.lock(names[1], by="rui")
    assert desk.review.first_open("page").segment == names[2]  # type: ignore[union-attr]
    assert desk.review.queue("page", Wanted(skipped=True)).rows[0].segment == names[0]
    assert desk.review.queue("page", Wanted(locked=True)).rows[0].locked == "rui"
    for name in names[2:]:
        desk.ranges.reject({name: 1}, by="rui", note="x")
        desk.review.skip(name, True)
    assert desk.review.first_open("page").segment == names[0]  # type: ignore[union-attr]
    desk.review.save(names[0], "done", base_revision=1, by="rui")
    assert desk.review.queue("page", Wanted(skipped=True)).rows[0].segment != names[0]


def test_a_sentence_that_is_not_there_is_neither_locked_nor_put_off(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.review.lock("page/none", by="rui")
    with pytest.raises(NotFound):
        desk.review.skip("page/none", True)


def test_batches_leave_alone_what_somebody_opened_meanwhile(desk: Desk) -> None:
    first, _, third, *_ = ids(desk)
    desk.review.save(first, "Langfang City", base_revision=1, by="rui")
    desk.review.hold(third, by="tang")
    assert [left.bar for left in desk.repeats.follow(first, [third], by="rui").left] == [Bar.HELD]
    assert texts(desk)[2] == "Langfang"


# notes, progress


def test_a_note_is_changed_by_its_author_and_by_reviewers(desk: Desk) -> None:
    tang, li, rui = (
        Person(n, r) for n, r in (("tang", Role.TRANSLATOR), ("li", Role.TRANSLATOR), ("rui", Role.REVIEWER))
    )
    note = desk.notes.write("page", " 统一译作 Langfang City ", by=tang)
    with pytest.raises(Forbidden):
        desk.notes.write("page", "x", by=li, number=note.number)
    assert desk.notes.write("page", "y", by=rui, number=note.number).by == "rui"
    desk.notes.write("page", "", by=rui, number=note.number)
    assert desk.notes.on("page") == []


@pytest.mark.parametrize(
    ("document", "text", "number"), [("page", " ", 0), ("page", "x" * 5000, 0), ("none", "x", 0), ("page", "x", 9)]
)
def test_a_note_that_makes_no_sense_is_refused(desk: Desk, document: str, text: str, number: int) -> None:
    with pytest.raises((InputError, NotFound)):
        desk.notes.write(document, text, by=Person("rui", Role.ADMIN), number=number)


def test_progress_counts_characters_of_chinese_by_state(desk: Desk) -> None:
    desk.review.approve(ids(desk)[0], "Langfang", base_revision=1, by="rui")
    assert desk.store.sizes("page") == {State.APPROVED: 2, State.DRAFTED: 6 + 2 + 9 + 2 + 4}


# both databases


def test_what_the_flow_keeps_is_kept_in_either_database(address: str) -> None:
    with closing(open_store(address)) as store:
        for name in ("one", "two"):
            store.add_document(a_document("廊坊", "廊坊", "别的", name=name))
        first, second, third = (segment.id for segment in store.document("one").segments)
        assert [row.document for row in store.alike(first, everywhere=True)] == ["one", "two", "two"]
        store.lock(second, by="rui")
        store.skip(third, at=AT)
        assert [(row.locked, row.skipped) for row in store.queue_rows([third, second])] == [("rui", False), ("", True)]
        store.choose("person rui", "follow", "on")
        assert (store.choice("person rui", "follow"), store.choice("person li", "follow")) == ("on", "")
        assert store.keep_note(Note(0, "one", "x", "rui", AT)).number == 1
        assert store.sizes("one") == {State.MISSING: 6} == store.progress()["one"].sizes
