"""The term base on the desk: who brought what, what it changes, what is drafted again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes import FakeEngine, a_document
from hypothesis import given
from hypothesis import strategies as st

from translator.config import Settings
from translator.desk import Desk
from translator.errors import InputError, NotFound
from translator.glossary import Matcher, make, overlay
from translator.model import EntryState, Lang, State, Term
from translator.store import open_store

AT = datetime(2026, 5, 1, tzinfo=UTC)
FILES = make([Term("河北", "Hebei", origin="h.tsv:2"), Term("世界银行", "World Bank", zh_variants=("世行",))])
CITY = Term("廊坊", "Langfang", authority="MCA")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    settings = Settings(database=f"sqlite:///{tmp_path}/d.db")
    store, engine = open_store(settings.database), FakeEngine
    with Desk(store, settings, engine=engine, glossary=lambda: FILES, clock=lambda: AT) as opened:
        yield opened


def drafted(desk: Desk, *texts: str, name: str = "page") -> list[str]:
    page = a_document(*texts, name=name)
    desk.store.add_document(page)
    desk.draft(page.id)
    return [segment.id for segment in page.segments]


def texts(desk: Desk) -> list[str]:
    return [row.text for row in desk.rows("page")]


def test_an_added_term_is_used_at_once_and_names_who_and_when(desk: Desk) -> None:
    entry = desk.terms.add(CITY, by="li")
    assert (entry.term, entry.state, entry.by, entry.at) == (CITY, EntryState.ACCEPTED, "li", AT)
    assert [hit.term.origin for hit in desk.terms.hits("廊坊很大", Lang.ZH)] == ["term 1 (li, 2026-05-01)"]
    assert desk.terms.glossary.digest != FILES.digest


def test_a_proposed_term_waits_for_a_decision(desk: Desk) -> None:
    entry = desk.terms.propose(CITY, by="li")
    assert desk.terms.hits("廊坊", Lang.ZH) == []
    assert [waiting.term for waiting in desk.terms.list(EntryState.PROPOSED)] == [CITY]
    accepted = desk.terms.accept(entry.number, by="wang")
    assert (accepted.by, accepted.judged_by, accepted.judged_at) == ("li", "wang", AT)
    assert len(desk.terms.hits("廊坊", Lang.ZH)) == 1


def test_a_removed_term_is_out_of_use_but_on_record(desk: Desk) -> None:
    number = desk.terms.add(CITY, by="li").number
    desk.terms.remove(number, by="wang")
    assert (desk.terms.hits("廊坊", Lang.ZH), desk.terms.list()) == ([], [])
    assert [entry.judged_by for entry in desk.terms.list(EntryState.REMOVED)] == ["wang"]


@pytest.mark.parametrize(
    ("term", "rule"),
    [
        (Term("河北", "Hopei"), r"conflict: 河北 is “Hopei” here and “Hebei” in h\.tsv:2"),
        (Term("河北", "Hebei"), "already"),
        (Term("世行", "Shihang"), "conflict: 世行"),
        (Term("", "Langfang"), "empty term in column 'zh'"),
        (Term("Langfang", "廊坊"), "swapped"),
        (Term("廊坊", "Lang\x07fang"), "control character"),
    ],
)
def test_what_does_not_agree_is_refused(desk: Desk, term: Term, rule: str) -> None:
    with pytest.raises(InputError, match=rule):
        desk.terms.add(term, by="li")
    assert desk.terms.list() == []


def test_a_term_takes_the_place_of_another_when_told_to(desk: Desk) -> None:
    desk.terms.add(Term("河北", "Hopei"), by="li", replaces=True)
    desk.terms.add(Term("河北", "Hebei Province"), by="wang", replaces=True)
    assert [hit.term.en for hit in desk.terms.hits("河北", Lang.ZH)] == ["Hebei Province"]
    assert [entry.term.en for entry in desk.terms.list()] == ["Hebei Province"]


def test_a_proposal_that_contradicts_is_accepted_only_as_a_replacement(desk: Desk) -> None:
    number = desk.terms.propose(Term("河北", "Hopei"), by="li").number
    with pytest.raises(InputError, match="conflict"):
        desk.terms.accept(number, by="wang")
    desk.terms.accept(number, by="wang", replaces=True)
    assert [hit.term.en for hit in desk.terms.hits("河北", Lang.ZH)] == ["Hopei"]


def test_nobody_proposes_twice_or_decides_about_nothing(desk: Desk) -> None:
    desk.terms.propose(CITY, by="li")
    with pytest.raises(InputError, match="proposed already"):
        desk.terms.propose(CITY, by="wang")
    with pytest.raises(NotFound):
        desk.terms.remove(99, by="li")


def test_search_covers_files_and_store(desk: Desk) -> None:
    desk.terms.add(CITY, by="li")
    assert [term.en for term in desk.terms.search("廊坊")] == ["Langfang"]
    assert [term.zh for term in desk.terms.search("world b")] == ["世界银行"]
    assert [term.zh for term in desk.terms.search("世行")] == ["世界银行"]
    assert desk.terms.search("  ") == []


def test_a_changed_term_lists_the_sentences_it_concerns_and_no_others(desk: Desk) -> None:
    ids = drafted(desk, "廊坊很大。", "河北很大。", "天很蓝。")
    assert desk.terms.affected() == []
    (would,) = desk.terms.affected(adding=CITY)
    assert desk.terms.affected() == []
    desk.terms.add(CITY, by="li")
    assert desk.terms.affected() == [would]
    assert (would.segment, would.gone, would.come, would.redrafts) == (ids[0], (), ("廊坊 → Langfang",), True)


def test_only_untouched_drafts_are_drafted_again(desk: Desk) -> None:
    ids = drafted(desk, "廊坊很大。", "廊坊很美。", "廊坊！")
    desk.revise(ids[1], "Lang Fang is nice.", base_revision=1, by="wang")
    desk.terms.add(CITY, by="li")
    assert desk.terms.redraft() == 2
    assert texts(desk) == ["[Langfang很大.]", "Lang Fang is nice.", "[Langfang!]"]
    assert [(a.segment, a.state, a.redrafts) for a in desk.terms.affected()] == [(ids[1], State.EDITED, False)]


def test_a_person_who_writes_the_term_in_is_asked_no_more(desk: Desk) -> None:
    ids = drafted(desk, "廊坊很美。")
    desk.terms.add(CITY, by="li")
    desk.revise(ids[0], "Langfang is nice.", base_revision=1, by="wang")
    assert (desk.terms.affected(), desk.terms.redraft()) == ([], 0)


def test_a_removed_term_is_a_change_too(desk: Desk) -> None:
    number = desk.terms.add(CITY, by="li").number
    drafted(desk, "廊坊很大。")
    desk.terms.remove(number, by="li")
    assert [affected.gone for affected in desk.terms.affected()] == [("廊坊 → Langfang",)]
    desk.terms.redraft()
    assert (texts(desk), desk.terms.affected()) == (["[廊坊很大.]"], [])


def test_another_authority_affects_no_sentence(desk: Desk) -> None:
    desk.terms.add(CITY, by="li")
    drafted(desk, "廊坊很大。")
    desk.terms.add(Term("廊坊", "Langfang", authority="GB/T 30240", note="!"), by="li", replaces=True)
    assert desk.terms.affected() == []


def test_two_desks_on_one_store_see_each_others_terms(desk: Desk) -> None:
    other = Desk(desk.store, desk.settings, engine=FakeEngine, glossary=lambda: FILES, clock=lambda: AT)
    assert other.terms.hits("廊坊", Lang.ZH) == []
    desk.terms.add(CITY, by="li")
    assert len(other.terms.hits("廊坊", Lang.ZH)) == 1


terms = st.builds(
    Term,
    st.sampled_from(["河北", "世行", "廊坊", "河北省"]),
    st.sampled_from(["Hebei", "Langfang", "X"]),
    zh_variants=st.lists(st.sampled_from(["河北", "世行", "冀"]), max_size=2).map(tuple),
    valid_to=st.sampled_from(["", "2018"]),
)


@given(st.lists(terms, max_size=6))
def test_layers_of_any_terms_make_a_sound_glossary_where_the_last_word_counts(own: list[Term]) -> None:
    made = overlay(FILES, own)
    assert all(hit.span.end <= 3 for hit in Matcher(made, Lang.ZH).hits("河北省"))
    if own:
        assert any((term.zh, term.en) == (own[-1].zh, own[-1].en) for term in made.terms)
