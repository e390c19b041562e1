"""The history folds what was saved while typing, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from web_desk import a_desk, an_app

from translator.desk.folding import PAUSE, fold
from translator.desk.review import SUBMITTED
from translator.model import Revision, State

START = datetime(2026, 5, 1, tzinfo=UTC)
TYPED = tuple(Revision("page/a", n, n - 1, State.EDITED, f"text {n}", "li", START + n * PAUSE) for n in range(1, 4))


def lines(*revisions: Revision) -> list[list[int]]:
    return [[step.number for step in line.steps] for line in fold(revisions)]


def test_saves_of_one_person_while_typing_are_one_line() -> None:
    assert lines(*TYPED) == [[1, 2, 3]]
    assert fold(TYPED)[0].last.text == "text 3"
    assert lines() == []


@pytest.mark.parametrize(
    "other",
    [
        {"by": "wang"},
        {"state": State.APPROVED},
        {"state": State.REJECTED},
        {"state": State.DRAFTED},
        {"note": SUBMITTED},
    ],
)
def test_whatever_is_not_typing_stands_alone(other: dict[str, object]) -> None:
    assert lines(TYPED[0], replace(TYPED[1], **other), TYPED[2]) == [[1], [2], [3]]


@pytest.mark.parametrize("gap", [PAUSE + timedelta(seconds=1), -timedelta(seconds=1)])
def test_a_pause_or_a_clock_set_back_begins_a_new_line(gap: timedelta) -> None:
    assert lines(TYPED[0], replace(TYPED[1], at=TYPED[0].at + gap)) == [[1], [2]]


def test_the_page_shows_one_line_and_keeps_every_text(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        name = desk.document("page").segments[3].id
        for number, text in enumerate(("Wel", "Welcome al", "Welcome all."), 1):
            desk.review.save(name, text, base_revision=number, by="li")
        desk.review.approve(name, "Welcome all.", base_revision=4, by="li")
        page = an_app(desk).test_client().get(f"/documents/page/segments/{name.split('/')[1]}/history").text
        assert len(desk.history(name)) == 5
    assert "3 saves while typing" in page
    assert page.count('class="changes"') == 3
    assert 'data-take="Wel"' in page
