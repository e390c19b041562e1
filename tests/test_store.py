"""The store: nothing is lost, nothing is overwritten, trouble is one line."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from threading import Thread

import pytest
from fakes import a_document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from translator import edition
from translator.errors import Conflict, InputError, NotFound, StoreError
from translator.model import Draft, Holding, Lang, Origin, Pair, Remark, Revision, Search, Sentence, State, Step, Unit
from translator.ports import Store
from translator.store import codec, connect, open_store
from translator.store.fulltext import Fts5
from translator.store.words import sizes

AT = datetime(2026, 5, 1, 8, 30, tzinfo=UTC)
TO_EN = Pair.to(Lang.EN)


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    opened = open_store(address)
    yield opened
    opened.close()


def revision(segment: str, number: int, text: str = "text", state: State = State.EDITED) -> Revision:
    return Revision(segment, number, number - 1, state, text, "li", AT)


def test_a_document_comes_back_as_it_went_in(store: Store) -> None:
    page = a_document("廊坊", "欢迎来投资。", "𠮷野家 🐉 来了。")
    store.add_document(page, origin="page.md")
    assert store.document("page") == page
    assert store.origins() == {"page": "page.md"}


def test_an_unknown_document_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound, match="nothing-here"):
        store.document("nothing-here")


def test_the_list_is_oldest_first_and_holds_no_blocks(store: Store) -> None:
    store.add_document(a_document("乙", name="b"))
    store.add_document(a_document("甲", name="a"))
    store.add_document(a_document("乙。", name="b"))
    assert [(head.id, head.blocks) for head in store.documents()] == [("b", ()), ("a", ())]


def test_a_changed_page_keeps_the_revisions_of_sentences_that_stay(store: Store) -> None:
    old = a_document("题", "留下。", "走开。")
    store.add_document(old)
    for segment in old.segments:
        store.append(revision(segment.id, 1, f"<{segment.text}>"))
    new = a_document("题", "新来。", "留下。")
    store.add_document(new)
    assert {name: r.text for name, r in store.latest("page").items()} == {
        new.segments[0].id: "<题>",
        new.segments[2].id: "<留下。>",
    }
    assert store.progress()["page"].segments == 3


def test_a_sentence_that_returns_has_its_history_again(store: Store) -> None:
    page = a_document("题", "走了又来。")
    for version in (page, a_document("题"), page):
        store.add_document(version)
        if version is page and not store.history(page.segments[1].id):
            store.append(revision(page.segments[1].id, 1))
    assert len(store.history(page.segments[1].id)) == 1
    assert store.document("page") == page


def test_progress_counts_by_state_and_characters(store: Store) -> None:
    page = a_document("题", "一句。", "二句。", "三句。")
    store.add_document(page)
    for segment, state in zip(page.segments, (State.APPROVED, State.DRAFTED, State.REJECTED), strict=False):
        store.append(revision(segment.id, 1, state=state))
    seen = store.progress()["page"]
    assert (seen.segments, seen.drafted, seen.edited, seen.approved, seen.rejected) == (4, 1, 0, 1, 1)
    assert seen.characters == 10


def test_a_document_without_text_has_progress_too(store: Store) -> None:
    store.add_document(replace(a_document("题"), blocks=()))
    assert store.progress()["page"].segments == 0


def test_times_come_back_aware(store: Store) -> None:
    page = a_document("题")
    store.add_document(page)
    stored = store.append(revision(page.segments[0].id, 1))
    assert store.history(page.segments[0].id) == [stored]
    assert store.history(page.segments[0].id)[0].at.utcoffset() is not None


def test_a_stale_revision_is_a_conflict_that_keeps_both_texts(store: Store) -> None:
    page = a_document("题")
    store.add_document(page)
    store.append(revision(page.segments[0].id, 1, "theirs"))
    with pytest.raises(Conflict) as caught:
        store.append(revision(page.segments[0].id, 1, "yours"))
    assert (caught.value.yours, caught.value.theirs, caught.value.current) == ("yours", "theirs", 1)


def test_a_revision_of_an_unknown_segment_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound):
        store.append(revision("page/none", 1))


def test_machine_revisions_step_back_where_a_person_was_faster(store: Store) -> None:
    page = a_document("题", "文。")
    store.add_document(page)
    first, second = (segment.id for segment in page.segments)
    store.append(revision(first, 1, "by hand"))
    drafts = [Draft(name, "题", "machine", Origin.ENGINE, "e:1:0", "0", 0.5) for name in (first, second)]
    done = store.append_all([revision(first, 1, "machine"), revision(second, 1, "machine")], drafts)
    assert [r.segment for r in done] == [second]
    assert store.newest(first) == revision(first, 1, "by hand")
    assert list(store.drafts("page")) == [second]


def test_a_draft_comes_back_with_its_steps(store: Store) -> None:
    page = a_document("题")
    store.add_document(page)
    name = page.segments[0].id
    draft = Draft(name, "题", "Title", Origin.MEMORY, "m", "0", 0.5, steps=(Step("mask", "a", "b", "why"),))
    store.append_all([revision(name, 1)], [draft])
    assert store.draft(name) == draft
    assert store.drafts("page") == {name: draft}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bases=st.lists(st.integers(0, 6), max_size=12))
def test_history_is_only_appended_to_and_stale_parents_always_conflict(tmp_path: Path, bases: list[int]) -> None:
    store = open_store("sqlite://")
    page = a_document("题")
    store.add_document(page)
    name, written = page.segments[0].id, list[Revision]()
    for turn, base in enumerate(bases):
        fresh = Revision(name, base + 1, base, State.EDITED, f"text {turn}", "li", AT)
        if base == len(written):
            written.append(store.append(fresh))
        else:
            with pytest.raises(Conflict) as caught:
                store.append(fresh)
            assert caught.value.yours == fresh.text
            assert caught.value.theirs == (written[-1].text if written else "")
        assert store.history(name) == written
    store.close()


def test_of_many_writers_at_once_one_wins_each_number_and_nobody_is_lost(store: Store) -> None:
    page = a_document("题")
    store.add_document(page)
    name, conflicts = page.segments[0].id, list[str]()

    def write(who: str) -> None:
        for number in range(1, 6):
            try:
                store.append(Revision(name, number, number - 1, State.EDITED, f"{who}{number}", who, AT))
            except Conflict as clash:
                conflicts.append(clash.yours)

    threads = [Thread(target=write, args=(who,)) for who in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = [r.text for r in store.history(name)]
    assert [r.number for r in store.history(name)] == [1, 2, 3, 4, 5]
    assert sorted(kept + conflicts) == sorted(f"{who}{n}" for who in "abcd" for n in range(1, 6))


# memory


def approve(store: Store, source: str, target: str) -> str:
    page = a_document(source, name=f"page{len(store.documents())}")
    store.add_document(page)
    store.append(revision(page.segments[0].id, 1, target, State.APPROVED))
    return page.segments[0].id


def test_an_approved_pair_becomes_memory_with_its_provenance(store: Store) -> None:
    name = approve(store, "廊坊开发区", "Langfang Development Zone")
    (unit,) = store.candidates("廊坊开发区", TO_EN)
    assert (unit.source, unit.target, unit.pair) == ("廊坊开发区", "Langfang Development Zone", TO_EN)
    assert unit.origin == f"{name} revision 1, li, 2026-05-01"
    assert (unit.document, unit.by, unit.at, unit.reviewed) == (name.split("/")[0], "li", AT, True)


def test_the_memory_remembers_the_neighbours(store: Store) -> None:
    page = a_document("题", "中。", "尾。")
    store.add_document(page)
    store.append(revision(page.segments[1].id, 1, "Middle.", State.APPROVED))
    (unit,) = store.candidates("中。", TO_EN)
    assert (unit.before, unit.after) == ("题", "尾。")


def test_only_the_newest_approval_of_a_sentence_is_remembered(store: Store) -> None:
    name = approve(store, "廊坊市", "Lang Fang")
    store.append(revision(name, 2, "Langfang", State.EDITED))
    (unit,) = store.concordance("廊坊")
    assert (unit.target, unit.reviewed) == ("Lang Fang", False)
    store.append(revision(name, 3, "Langfang City", State.APPROVED))
    assert [unit.target for unit in store.concordance("廊坊")] == ["Langfang City"]
    assert store.concordance("lang fang") == []


def test_a_rejected_pair_leaves_the_memory(store: Store) -> None:
    name = approve(store, "廊坊市", "Lang Fang")
    store.append(revision(name, 2, "Lang Fang", State.REJECTED))
    assert store.candidates("廊坊市", TO_EN) == []
    assert store.concordance("廊坊") == []


@pytest.mark.parametrize(
    "words", ["廊坊", "坊", "Langfang", "langfang city", "廊坊市欢迎", "CITY", "您", "市欢", "Lang", "welcomes y"]
)
def test_concordance_finds_words_of_any_length_on_either_side(store: Store, words: str) -> None:
    approve(store, "廊坊市欢迎您", "Langfang City welcomes you")
    approve(store, "石家庄", "Shijiazhuang")
    assert [unit.source for unit in store.concordance(words)] == ["廊坊市欢迎您"]


@pytest.mark.parametrize("words", ["", " ", "坊廊", "%", "_", '"', "城市 OR 廊坊", "*", "𠮷"])
def test_concordance_takes_odd_words_literally(store: Store, words: str) -> None:
    approve(store, "廊坊市欢迎您", "Langfang City welcomes you")
    assert store.concordance(words) == []


@pytest.mark.parametrize("words", ["A股", "股", "第3条", "条", "！", "……", "3.5", "3.5亿元", "naïve", "ＡＢＣ", "𠮷野"])
def test_concordance_finds_mixed_words_and_marks(store: Store, words: str) -> None:
    approve(store, "A股第3条：𠮷野ABC……3.5亿元！", "Naïve words")
    approve(store, "石家庄", "Shijiazhuang")
    assert len(store.concordance(words)) == 1


def test_concordance_finds_the_last_of_many_that_hold_the_grams_apart(store: Store) -> None:
    store.add_units([Unit("廊坊开发区", "x", TO_EN)])
    store.add_units(Unit(f"开发区在廊坊，坊开{n}", "x", TO_EN) for n in range(1000))
    assert [unit.source for unit in store.concordance("廊坊开发区")] == ["廊坊开发区"]


def test_a_sentence_is_given_with_its_neighbours(store: Store) -> None:
    page = a_document("题", "中。", "尾。")
    store.add_document(page)
    assert store.sentence(page.segments[1].id) == Sentence("中。", Lang.ZH, "题", "尾。")
    with pytest.raises(NotFound):
        store.sentence("page/none")


def test_candidates_come_from_the_other_direction_too(store: Store) -> None:
    approve(store, "廊坊市欢迎您", "Langfang welcomes you")
    (unit,) = store.candidates("Langfang welcomes you all", Pair.to(Lang.ZH))
    assert unit.pair == TO_EN


def test_pairs_from_elsewhere_can_be_put_in(store: Store) -> None:
    count = store.add_units(Unit(f"第{n}条", f"Article {n}", TO_EN, origin="law.tmx") for n in range(3000))
    assert count == 3000
    assert store.candidates("第2718条", TO_EN)[0].target == "Article 2718"


def test_the_same_pair_from_elsewhere_is_kept_once(store: Store) -> None:
    approve(store, "廊坊", "Langfang")
    pairs = [Unit("廊坊", "Langfang", TO_EN), Unit("唐山", "Tangshan", TO_EN), Unit("唐山", "Tangshan", TO_EN)]
    assert store.add_units([*pairs, Unit("唐山", "Tangshan", TO_EN, before="前。"), Unit("空", " ", TO_EN)]) == 2
    assert store.add_units(pairs) == 0
    assert store.holding().units == 3


def test_pairs_are_put_in_all_or_none(store: Store) -> None:
    def failing() -> Iterator[Unit]:
        yield from (Unit(f"第{n}条", "x", TO_EN) for n in range(3000))
        raise OSError(5, "Input/output error")

    with pytest.raises(OSError, match="Input"):
        store.add_units(failing())
    assert (store.holding().units, store.candidates("第1条", TO_EN)) == (0, [])


def test_pairs_from_elsewhere_can_be_taken_out_again(store: Store) -> None:
    approve(store, "廊坊", "Langfang")
    store.add_units(Unit(f"第{n}条", f"Article {n}", TO_EN, origin="law.tmx") for n in range(2500))
    assert store.holding().origins == (("law.tmx", 2500),)
    assert (store.remove_units("law.tmx"), store.remove_units("law.tmx"), store.holding().units) == (2500, 0, 1)
    assert store.candidates("第7条", TO_EN) == store.concordance("Article") == []


def test_the_memory_is_read_as_a_whole_in_the_order_it_grew(store: Store) -> None:
    approve(store, "廊坊", "Langfang")
    store.add_units(Unit(f"第{n}条", f"Article {n}", TO_EN) for n in range(2500))
    assert [unit.source for unit in store.units()] == ["廊坊", *(f"第{n}条" for n in range(2500))]
    seen = store.holding()
    assert (seen.units, seen.reviewed, seen.from_zh, seen.documents) == (2501, 2501, 2501, 1)


def test_an_empty_memory_has_nothing_to_count(store: Store) -> None:
    assert (store.holding(), list(store.units())) == (Holding(0, 0, 0, 0), [])


def test_of_many_equal_sources_the_one_between_the_same_neighbours_is_among_the_candidates(store: Store) -> None:
    placed = Unit("好。", "Fine.", TO_EN, "前。", "后。")
    store.add_units([placed, *(Unit("好。", f"{n}", TO_EN) for n in range(50))])
    assert store.candidates("好。", TO_EN, before="前。", after="后。", most=0)[0].target == "Fine."
    assert len(store.candidates("好。", TO_EN, most=0)) == 20


def test_short_texts_of_common_words_are_found_among_many(store: Store) -> None:
    store.add_units(Unit(f"修改第{n}个地方的链接，然后保存。", "x", TO_EN) for n in range(3000))
    store.add_units([Unit("修改链接", "Change the link", TO_EN)])
    store.add_units(Unit(f"请修改并链接到第{n}页", "x", TO_EN) for n in range(3000))
    assert "Change the link" in {unit.target for unit in store.candidates("修改外链", TO_EN)}


def test_english_of_common_words_is_found_with_changes_here_and_there(store: Store) -> None:
    words = [
        "the",
        "city",
        "and",
        "its",
        "parks",
        "open",
        "new",
        "roads",
        "to",
        "all",
        "guests",
        "of",
        "every",
        "season",
    ]
    store.add_units(Unit(f"句{n}", " ".join(Random(n).sample(words, 12)), TO_EN) for n in range(3000))
    store.add_units([Unit("那", " ".join(words), TO_EN)])
    store.add_units(Unit(f"后{n}", " ".join(Random(-n).sample(words, 12)), TO_EN) for n in range(3000))
    asked = " ".join("old" if word == "new" else "nearly every" if word == "every" else word for word in words)
    assert "那" in {unit.source for unit in store.candidates(asked, Pair.to(Lang.ZH))}


@pytest.mark.parametrize("source", ["", " ", "。", "🐉", "2024", "\x00", '"', "*", "a" * 5000, "廊" * 5000])
def test_candidates_take_odd_texts(store: Store, source: str) -> None:
    approve(store, "廊坊市欢迎您", "Langfang City welcomes you")
    assert store.candidates(source, TO_EN) == []


def test_the_index_finds_grams_beginnings_and_sizes() -> None:
    engine, index = connect.open_engine("sqlite://"), Fts5()
    with connect.writing(engine) as connection:
        entries = [(7, "廊坊市", "Langfang City"), (8, "廊坊的大学", "Universities"), (9, "北京", "Beijing 3.5")]
        index.add(connection, entries)
        assert index.having(connection, Lang.ZH, ["廊坊"], (), 5) == [8, 7]
        assert index.having(connection, Lang.ZH, ["廊坊"], sizes("廊坊市", 0.7), 5) == [7]
        assert index.having(connection, Lang.ZH, ["京*"], (), 5) == [9]
        assert index.having(connection, Lang.EN, ["3.5"], (), 5) == [9]
        assert index.having(connection, Lang.ZH, ["beijing"], (), 5) == []
        assert index.having(connection, Lang.EN, ["·langfang·city"], (), 5) == [7]
        assert index.counts(connection, Lang.ZH, ["廊坊", "上海", "北京"], 9) == [2, 0, 1]
        assert index.counts(connection, Lang.ZH, ["廊坊"] * 300, 1) == [1] * 300
        index.remove(connection, entries[0])
        assert index.having(connection, Lang.ZH, ["廊坊"], (), 5) == [8]
    engine.dispose()


# editions


def test_an_edition_comes_back_as_it_was_made(store: Store) -> None:
    page = edition.pin(a_document("题", "文。"), {})
    made = edition.make(1, "site", [page], "li", AT, "first")
    store.add_edition(made)
    later = edition.make(2, "site", [page, edition.pin(a_document("乙", name="b"), {})], "li", AT)
    store.add_edition(later)
    assert store.editions("site") == [made, later]
    assert store.edition("site", 1) == made
    assert store.last_number("site") == 2


def test_an_edition_number_is_given_once(store: Store) -> None:
    made = edition.make(1, "site", [], "li", AT)
    store.add_edition(made)
    with pytest.raises(Conflict):
        store.add_edition(replace(made, note="other"))
    assert store.editions("site") == [made]


def test_an_unknown_edition_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound, match="edition 9"):
        store.edition("site", 9)


def test_the_newest_step_says_what_is_live(store: Store) -> None:
    assert store.live("site") == 0
    for number in (1, 2, 1):
        store.set_live("site", number, by="li", at=AT)
    assert store.live("site") == 1


# trouble


def test_the_data_outlives_the_store(tmp_path: Path) -> None:
    first = open_store(f"sqlite:///{tmp_path}/d.db")
    first.add_document(a_document("题"))
    first.close()
    second = open_store(f"sqlite:///{tmp_path}/d.db")
    assert second.document("page") == a_document("题")
    second.close()


def test_one_missing_folder_is_made_but_no_tree_of_them(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path}/var/d.db").close()
    assert (tmp_path / "var" / "d.db").exists()
    with pytest.raises(StoreError, match=r"folder cannot be made.*DUIZHAO_DATABASE"):
        open_store(f"sqlite:///{tmp_path}/no/such/d.db")


def test_a_file_that_is_no_database_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "d.db").write_text("not a database at all, " * 100)
    with pytest.raises(StoreError, match="not a Duizhao database") as caught:
        open_store(f"sqlite:///{tmp_path}/d.db")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("url", ["nonsense", "nosuch://x", "mysql://host/name"])
def test_a_wrong_address_is_the_callers_mistake(url: str) -> None:
    with pytest.raises(InputError, match="write it like"):
        open_store(url)


def test_an_address_without_a_file_is_a_store_in_memory() -> None:
    open_store("sqlite:///").close()


def test_a_locked_database_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "BUSY_SECONDS", 0.05)
    store = open_store(f"sqlite:///{tmp_path}/d.db")
    other = sqlite3.connect(tmp_path / "d.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match=r"locked by another program \(wait a moment"):
        store.add_document(a_document("题"))
    other.execute("ROLLBACK")
    other.close()
    store.add_document(a_document("题"))
    store.close()


def test_a_full_disk_says_so_and_changes_nothing(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/d.db")
    store._engine.dispose()  # type: ignore[attr-defined]

    from sqlalchemy import event

    @event.listens_for(store._engine, "connect")  # type: ignore[attr-defined]
    def small(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA max_page_count = 60")

    with pytest.raises(StoreError, match="disk is full"):
        store.add_document(a_document(*(f"第{n}句" * 50 for n in range(500))))
    assert store.documents() == []
    store.close()


def test_readers_go_on_while_somebody_writes(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/d.db")
    store.add_document(a_document("题"))
    other = sqlite3.connect(tmp_path / "d.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert store.document("page").title == "题"
    other.execute("ROLLBACK")
    other.close()
    store.close()


def test_the_codec_keeps_defaults_that_an_older_version_did_not_write() -> None:
    assert codec.load(Step, '{"name":"n","before":"a","after":"b","why":"w","gone":1}') == Step("n", "a", "b", "w")
    assert codec.load(Unit, '{"source":"a","target":"b","pair":{"source":"zh","target":"en"}}') == Unit("a", "b", TO_EN)


def test_words_are_looked_for_in_sources_newest_texts_and_comments(store: Store) -> None:
    page = a_document("题", "廊坊100%欢迎您。")
    store.add_document(page)
    name = page.segments[1].id
    store.append(revision(name, 1, "Langfang welcomes you."))
    store.remark(Remark(0, name, 1, "Is LANGFANG right?", "li", AT))
    for words in (("廊坊",), ("0%欢",), ("langfang", "YOU")):
        assert [sentence.segment for sentence in store.find(Search(words)).sentences] == [name]
    assert [found.remark.by for found in store.find(Search(("langfang",))).remarks] == ["li"]
    assert store.find(Search(("0_欢",))).nothing
