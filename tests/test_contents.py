"""The table of contents of an edition: what did not change is known by its mark and never read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from test_publish import put
from test_web import desk_in

from translator.desk import Desk
from translator.model import PagePair, Term, TermKind


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_in(tmp_path) as opened:
        for number in range(1, 4):
            put(opened, f"# 第{number}页\n\n廊坊欢迎您。\n", f"page-{number}.md")
        opened.publish(by="li")
        yield opened


def change(desk: Desk, document: str) -> None:
    row = desk.rows(document)[-1]
    saved = desk.revise(row.segment.id, f"{row.text} again", base_revision=row.base_revision, by="li")
    desk.approve(row.segment.id, base_revision=saved.number, by="wang")


def watched(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    asked: list[str] = []
    read = desk.store.standings
    monkeypatch.setattr(desk.store, "standings", lambda names: asked.extend(names) or read(names))
    return asked


def test_only_what_changed_is_read_when_an_edition_is_made(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    change(desk, "page-2")
    asked = watched(desk, monkeypatch)
    made = desk.publish(by="li")
    assert [name for name in asked if name.startswith("page")] == ["page-2"]
    assert [line.slug for line in made.lines] == ["page-1", "page-2", "page-3"]
    assert [d.slug for d in desk.compare(1, 2)] == ["page-2"]


def test_what_was_not_read_is_in_the_edition_all_the_same(desk: Desk) -> None:
    change(desk, "page-2")
    desk.publish(by="li")
    old, new = (list(edition.pages) for edition in desk.editions())
    assert [a == b for a, b in zip(old, new, strict=True)] == [True, False, True]
    assert new[1].segments[-1].target.endswith("again")


def test_a_new_version_of_a_text_and_a_revision_taken_back_are_noticed(desk: Desk) -> None:
    row = desk.rows("page-1")[-1]
    desk.reject(row.segment.id, base_revision=row.base_revision, by="wang")
    desk.add_text("# 第3页\n\n廊坊欢迎您来。\n", name="page-3.md", format="markdown")
    shown = {line.document.id: (line.goes_out, line.live) for line in desk.site.outlook()}
    assert shown == {"page-1": (False, True), "page-2": (True, True), "page-3": (False, True)}


def test_a_new_term_brings_its_name_onto_pages_whose_text_did_not_change(desk: Desk) -> None:
    change(desk, "page-1")
    row = desk.rows("page-1")[-1]
    assert "en 2" in row.text
    desk.terms.add(Term("廊坊", "en 2", TermKind.PLACE), by="li")
    assert [line.changed for line in desk.site.outlook()] == [True, True, True]
    assert [names_of(page) for page in desk.publish(by="li").pages] == [["廊坊"]] * 3


def names_of(page: PagePair) -> list[str]:
    return [name.zh for name in page.names]


def test_an_edition_of_an_older_version_tells_its_contents_from_its_pages(desk: Desk, tmp_path: Path) -> None:
    before = desk.editions()[0]
    with closing(sqlite3.connect(tmp_path / "d.db")) as raw:
        raw.execute("UPDATE edition_pages SET document = '', slug = '', digest = '', mark = '', settled = 0")
        raw.commit()
    after = desk.editions()[0]
    assert after == before
    assert [(a.slug, a.digest, a.settled) for a in after.lines] == [(b.slug, b.digest, b.settled) for b in before.lines]
    assert desk.publish(by="li").digest == before.digest
