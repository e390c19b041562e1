"""The Desk: each verb, through a real store, with fakes for whatever is slow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier, Thread

import pytest
from fakes import FakeDrafter, FakeEngine, a_document

from translator.config import Settings
from translator.desk import Desk, identity, open_desk
from translator.desk.drafting import PIECE
from translator.errors import Conflict, Forbidden, InputError, NotFound, StoreError
from translator.model import Document, Edition, Glossary, Lang, Origin, PageFailure, State
from translator.store import open_store

AT = datetime(2026, 5, 1, tzinfo=UTC)
NO_TERMS = Glossary("", (), "0")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    site = tmp_path / "site.toml"
    site.write_text("[policy]\nerrors_block = false\n")  # what the fakes write is no translation
    settings = Settings(database=f"sqlite:///{tmp_path}/d.db", site_folder=str(tmp_path / "site"), site_file=str(site))
    with Desk(
        lambda: open_store(settings.database),
        settings,
        engine=FakeEngine,
        glossary=lambda: NO_TERMS,
        clock=lambda: AT,
        drafter=lambda *_: FakeDrafter(),
    ) as opened:
        yield opened


def put(desk: Desk, *texts: str, name: str = "page") -> Document:
    page = a_document(*(texts or ("题", "一句。", "二句。")), name=name)
    desk.store.add_document(page)
    return page


def approve_all(desk: Desk, document: Document, mark: str = "en ") -> None:
    for row in desk.rows(document.id):
        saved = desk.revise(row.segment.id, mark + row.segment.text, base_revision=row.base_revision, by="li")
        desk.approve(row.segment.id, base_revision=saved.number, by="wang")


def write_site(edition: Edition, folder: Path, **_: object) -> list[PageFailure]:
    (folder / "pages.txt").write_text("\n".join(s.target for page in edition.pages for s in page.segments))
    return []


def readers_see(desk: Desk) -> list[str]:
    return (Path(desk.settings.site_folder) / "current" / "pages.txt").read_text().splitlines()


# documents


def test_opening_a_desk_opens_no_database(tmp_path: Path) -> None:
    with open_desk(Settings(database=f"sqlite:///{tmp_path}/d.db")):
        pass
    assert list(tmp_path.iterdir()) == []


def test_the_list_shows_progress_and_direction(desk: Desk) -> None:
    put(desk)
    desk.draft("page")
    (row,) = desk.documents()
    assert (row.document.id, row.target, row.progress.drafted) == ("page", Lang.EN, 3)


def test_a_file_added_again_is_its_next_version(desk: Desk, tmp_path: Path) -> None:
    desk.store.add_document(a_document("题", "旧句。"), origin="a/page.md")
    assert identity.place(a_document("全新。"), "a/page.md", desk.store).id == "page"
    assert identity.place(a_document("题", "新句。"), "b/page.md", desk.store).id == "page"


def test_another_file_of_the_same_name_gets_a_number_and_its_own_address(desk: Desk) -> None:
    desk.store.add_document(a_document("新闻。", name="index"), origin="news/index.md")
    placed = identity.place(a_document("旅游。", name="index"), "travel/index.md", desk.store)
    assert (placed.id, placed.slug) == ("index-2", "index-2")
    assert placed.segments[0].id == f"index-2/{placed.segments[0].anchor}"


def test_a_page_in_the_other_language_is_another_document(desk: Desk) -> None:
    desk.store.add_document(a_document("题"), origin="page.md")
    assert identity.place(a_document("Title", lang=Lang.EN), "page.md", desk.store).id == "page-2"


# drafts


def test_drafting_saves_drafts_as_first_revisions(desk: Desk) -> None:
    put(desk)
    assert desk.draft("page") == 3
    row = desk.rows("page")[1]
    assert (row.text, row.state, row.base_revision) == ("[一句。]", State.DRAFTED, 1)
    assert row.revision is not None
    assert (row.revision.origin, row.revision.signature) == (Origin.ENGINE, "fake:1:0")
    assert row.draft is not None


def test_drafting_again_drafts_nothing(desk: Desk) -> None:
    put(desk)
    desk.draft("page")
    assert desk.draft("page") == 0


def test_redo_leaves_alone_what_a_person_touched(desk: Desk) -> None:
    page = put(desk)
    desk.draft("page")
    desk.revise(page.segments[0].id, "Title", base_revision=1, by="li")
    desk.approve(page.segments[1].id, base_revision=1, by="li")
    assert desk.draft("page", redo=True) == 1
    assert [row.text for row in desk.rows("page")] == ["Title", "[一句。]", "[二句。]"]
    assert desk.rows("page")[2].base_revision == 2


def test_progress_counts_the_whole_document_and_never_goes_back(desk: Desk) -> None:
    put(desk, *(f"第{n}句。" for n in range(PIECE + 10)))
    told: list[tuple[int, int]] = []
    desk.draft("page", progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (PIECE + 10, PIECE + 10)


def test_what_a_person_saves_while_the_machine_drafts_is_kept(desk: Desk) -> None:
    page = put(desk)

    def interrupt(done: int, total: int) -> None:
        if not desk.history(page.segments[0].id):
            desk.revise(page.segments[0].id, "by hand", base_revision=0, by="li")

    assert desk.draft("page", progress=interrupt) == 2
    assert desk.rows("page")[0].text == "by hand"


def test_two_threads_draft_a_document_once(desk: Desk) -> None:
    put(desk)
    counts: list[int] = []
    threads = [Thread(target=lambda: counts.append(desk.draft("page"))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(counts) == [0, 0, 3]


def test_engine_glossary_and_store_are_opened_once_for_all_threads(tmp_path: Path) -> None:
    opened: list[str] = []
    gate = Barrier(4)

    def engine() -> FakeEngine:
        opened.append("engine")
        return FakeEngine()

    desk = Desk(lambda: open_store("sqlite://"), Settings(), engine=engine, glossary=lambda: NO_TERMS)
    threads = [Thread(target=lambda: (gate.wait(), desk.engine)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert opened == ["engine"]


def test_translating_a_document_keeps_nothing(tmp_path: Path) -> None:
    settings = Settings(database=f"sqlite:///{tmp_path}/d.db")
    desk = Desk(
        lambda: open_store(settings.database),
        settings,
        engine=FakeEngine,
        glossary=lambda: NO_TERMS,
        drafter=lambda *_: FakeDrafter(),
    )
    drafts = desk.translate_document(a_document("题", "一句。"), Lang.EN)
    assert [draft.text for draft in drafts] == ["[题]", "[一句。]"]
    assert list(tmp_path.iterdir()) == []


def test_translating_to_the_language_it_is_in_is_an_input_error(desk: Desk) -> None:
    with pytest.raises(InputError):
        desk.translate_document(a_document("题"), Lang.ZH)


# review


def test_a_stale_save_is_a_conflict_with_both_texts(desk: Desk) -> None:
    name = put(desk).segments[0].id
    desk.revise(name, "theirs", base_revision=0, by="li")
    with pytest.raises(Conflict) as caught:
        desk.revise(name, "yours", base_revision=0, by="wang")
    assert (caught.value.yours, caught.value.theirs) == ("yours", "theirs")
    assert desk.revise(name, "both", base_revision=caught.value.current, by="wang").number == 2


def test_approving_an_unchanged_draft_still_says_the_machine_made_it(desk: Desk) -> None:
    name = put(desk).segments[0].id
    desk.draft("page")
    approved = desk.approve(name, base_revision=1, by="li")
    assert (approved.state, approved.by, approved.text) == (State.APPROVED, "li", "[题]")
    assert (approved.origin, approved.signature) == (Origin.ENGINE, "fake:1:0")


def test_approving_a_text_that_is_no_longer_the_newest_is_a_conflict(desk: Desk) -> None:
    name = put(desk).segments[0].id
    desk.draft("page")
    desk.revise(name, "newer", base_revision=1, by="li")
    with pytest.raises(Conflict) as caught:
        desk.approve(name, base_revision=1, by="wang")
    assert (caught.value.yours, caught.value.theirs) == ("[题]", "newer")


def test_there_must_be_a_text_to_approve(desk: Desk) -> None:
    name = put(desk).segments[0].id
    with pytest.raises(InputError, match="no revision 0"):
        desk.approve(name, base_revision=0, by="li")
    with pytest.raises(NotFound):
        desk.approve("page/none", base_revision=0, by="li")


def test_a_rejection_keeps_its_note(desk: Desk) -> None:
    name = put(desk).segments[0].id
    desk.draft("page")
    desk.reject(name, base_revision=1, by="li", note="wrong name")
    assert [(r.state, r.note) for r in desk.history(name)][1] == (State.REJECTED, "wrong name")


def test_text_is_stored_composed_and_with_plain_line_ends(desk: Desk) -> None:
    name = put(desk).segments[0].id
    assert desk.revise(name, "cafe\u0301\r\nbar", base_revision=0, by="li").text == "caf\u00e9\nbar"


def test_one_row_is_what_the_list_of_rows_shows(desk: Desk) -> None:
    page = put(desk)
    desk.draft("page")
    assert [desk.row(segment.id) for segment in page.segments] == desk.rows("page")


def test_a_row_of_an_unknown_segment_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.row("page/none")
    with pytest.raises(NotFound):
        desk.matches("page/none")


def test_an_approved_sentence_is_a_context_match_on_the_next_version(desk: Desk) -> None:
    page = put(desk)
    approve_all(desk, page)
    assert [match.score for match in desk.matches(page.segments[1].id)] == [101]
    other = put(desk, "别题", "一句。", name="other")
    assert [match.score for match in desk.matches(other.segments[1].id)] == [100]


def test_concordance_shows_where_a_pair_came_from(desk: Desk) -> None:
    page = put(desk, "廊坊")
    approve_all(desk, page)
    (match,) = desk.concordance("廊坊")
    assert (match.target, match.origin) == ("en 廊坊", f"{page.segments[0].id} revision 2, wang, 2026-05-01")


# publishing


def test_only_approved_pages_go_out(desk: Desk) -> None:
    approve_all(desk, put(desk))
    put(desk, "别题", name="other")
    made = desk.publish(by="li", writer=write_site)
    assert ([page.slug for page in made.pages], desk.live(), made.made_at) == (["page"], 1, AT)
    assert readers_see(desk) == ["en 题", "en 一句。", "en 二句。"]
    assert [reason.document for reason in desk.held_back()] == ["other"]


def test_nothing_approved_is_forbidden_and_says_what_is_missing(desk: Desk) -> None:
    put(desk)
    with pytest.raises(Forbidden, match="page: 3 of 3 sentences have no translation"):
        desk.publish(by="li", writer=write_site)
    assert not Path(desk.settings.site_folder).exists()
    assert desk.editions() == []


def test_unapproved_pages_go_out_when_told_so(desk: Desk) -> None:
    put(desk)
    desk.draft("page")
    made = desk.publish(by="li", unapproved=True, writer=write_site)
    assert {segment.state for segment in made.pages[0].segments} == {State.DRAFTED}


def test_publishing_one_document_keeps_the_others_on_the_site(desk: Desk) -> None:
    approve_all(desk, put(desk))
    desk.publish(by="li", writer=write_site)
    approve_all(desk, put(desk, "别题", name="other"))
    made = desk.publish(by="li", documents=["other"], writer=write_site)
    assert [page.slug for page in made.pages] == ["page", "other"]


def test_a_page_in_work_stays_as_it_was_approved(desk: Desk) -> None:
    page = put(desk)
    approve_all(desk, page)
    approve_all(desk, put(desk, "别题", name="other"))
    desk.publish(by="li", writer=write_site)
    desk.revise(page.segments[0].id, "unfinished", base_revision=2, by="li")
    desk.publish(by="li", writer=write_site)
    assert readers_see(desk)[0] == "en 题"
    assert desk.preview("page").target_title == "unfinished"


def test_an_edition_never_changes(desk: Desk) -> None:
    page = put(desk)
    approve_all(desk, page)
    made = desk.publish(by="li", writer=write_site)
    desk.revise(page.segments[0].id, "other", base_revision=2, by="li")
    desk.store.add_document(a_document("题", "别的。"))
    assert desk.editions() == [made]


def test_rollback_shows_the_earlier_edition_and_keeps_the_later(desk: Desk) -> None:
    page = put(desk)
    approve_all(desk, page)
    desk.publish(by="li", writer=write_site)
    approve_all(desk, page, mark="new ")
    desk.publish(by="li", writer=write_site)
    assert desk.rollback(1, by="wang").number == 1
    assert (desk.live(), readers_see(desk)[0]) == (1, "en 题")
    assert [edition.number for edition in desk.editions()] == [1, 2]
    (change,) = desk.compare(1, 2)
    assert [each.after.target for each in change.changed if each.after] == ["new 题", "new 一句。", "new 二句。"]


def test_rolling_back_to_nothing_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.rollback(3, by="li")


def test_a_site_that_cannot_be_written_leaves_the_old_one(desk: Desk) -> None:
    approve_all(desk, put(desk))
    desk.publish(by="li", writer=write_site)

    def full_disk(edition: Edition, folder: Path, **_: object) -> list[PageFailure]:
        write_site(edition, folder)
        raise OSError(28, "No space left on device")

    with pytest.raises(StoreError, match=r"No space left.*old edition"):
        desk.publish(by="li", writer=full_disk)
    assert (desk.live(), len(desk.editions()), readers_see(desk)[0]) == (1, 1, "en 题")
    assert sorted(path.name for path in Path(desk.settings.site_folder).iterdir()) == ["current", "site-1"]


def test_of_two_who_publish_at_once_each_gets_a_number(desk: Desk) -> None:
    approve_all(desk, put(desk))
    threads = [Thread(target=lambda: desk.publish(by="li", writer=write_site)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [edition.number for edition in desk.editions()] == [1, 2, 3]
    assert desk.live() == 3


def test_a_number_taken_by_another_process_is_a_conflict_and_leaves_no_folder(desk: Desk) -> None:
    approve_all(desk, put(desk))

    def slow(edition: Edition, folder: Path, **_: object) -> list[PageFailure]:
        desk.store.add_edition(replace(edition, made_by="the other"))
        return []

    with pytest.raises(Conflict, match="somebody else"):
        desk.publish(by="li", writer=slow)
    assert list(Path(desk.settings.site_folder).iterdir()) == []


def test_a_folder_somebody_left_half_done_is_replaced(desk: Desk) -> None:
    (Path(desk.settings.site_folder) / "site-1").mkdir(parents=True)
    approve_all(desk, put(desk))
    desk.publish(by="li", writer=write_site)
    assert readers_see(desk)[0] == "en 题"


# names


def test_an_accepted_name_is_a_term_and_no_longer_proposed(desk: Desk) -> None:
    page = put(desk, "他在廊坊师范学院工作。")
    [found] = desk.names.propose(page.segments[0].id)
    entry = desk.names.accept(found, by="li")
    assert (entry.term.en, entry.by) == ("Langfang Normal University", "li")
    assert desk.names.in_document(page.id) == []


def test_a_name_may_be_accepted_with_another_form(desk: Desk) -> None:
    [found] = desk.names.in_text("新奥集团很大。", Lang.ZH)
    assert desk.names.accept(found, by="li", target="ENN Group").term.en == "ENN Group"
