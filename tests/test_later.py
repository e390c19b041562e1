"""Drafting in the background: what dies half-way goes on where it was, what fails says why, people come first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import pytest
from fakes import FakeDrafter, FakeEngine, a_document

from translator.config import Settings
from translator.desk import Desk
from translator.errors import EngineError, NotFound
from translator.jobs import Jobs
from translator.model import Draft, Glossary, Pair, Segment, State, TaskState
from translator.store import open_store

NOW = datetime(2026, 5, 1, 8, 30, tzinfo=UTC)
TEXTS = ["题", *(f"第{n}句。" for n in range(1, 150))]


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


class Drafter(FakeDrafter):
    """Calls ``then`` with the number of the piece before it drafts that."""

    def __init__(self, then: Callable[[int], None]) -> None:
        self.then, self.pieces = then, 0

    def draft(self, segments: Sequence[Segment], pair: Pair, **extra: object) -> list[Draft]:
        self.pieces += 1
        self.then(self.pieces)
        return super().draft(segments, pair, **extra)  # type: ignore[arg-type]


class Seat:
    """A desk with a page of 150 sentences; ``then`` is called before each piece of 64."""

    def __init__(self, address: str) -> None:
        self.clock = Clock()
        self.then: Callable[[int], None] = lambda piece: None
        self.desk = Desk(
            lambda: open_store(address),
            Settings(database=address),
            engine=FakeEngine,
            glossary=lambda: Glossary("", (), "0"),
            clock=self.clock,
            drafter=lambda *_: Drafter(lambda piece: self.then(piece)),
        )
        self.desk.store.add_document(a_document(*TEXTS), at=NOW)

    def numbers(self) -> list[int]:
        """How often each sentence was drafted."""
        latest = self.desk.store.latest("page")
        return [latest[s.id].number if s.id in latest else 0 for s in self.desk.document("page").segments]

    def dies_at(self, piece: int) -> None:
        """Let a worker be killed at a piece; then go on as the next one a minute later."""

        def kill(now: int) -> None:
            if now == piece:
                raise KeyboardInterrupt

        self.then = kill
        with pytest.raises(KeyboardInterrupt):
            self.desk.later.work("page")
        self.then = lambda piece: None


@pytest.fixture
def seat(address: str) -> Iterator[Seat]:
    made = Seat(address)
    with closing(made.desk):
        yield made


def test_work_that_is_killed_half_way_goes_on_where_it_was(seat: Seat) -> None:
    seat.desk.later.ask("page")
    seat.dies_at(2)
    assert seat.desk.later.left() == []
    assert seat.desk.later.work("page") == 0  # the worker may still live
    seat.clock.now += timedelta(minutes=2)
    assert seat.desk.later.left() == ["page"]
    assert seat.desk.later.work("page") == 150 - 64
    assert (seat.numbers(), seat.desk.later.tasks()) == ([1] * 150, {})


def test_what_was_asked_for_just_now_is_not_taken_for_left_lying(seat: Seat) -> None:
    seat.desk.later.ask("page")
    assert seat.desk.later.left() == []  # whoever asked is putting it into the queue
    seat.clock.now += timedelta(seconds=20)
    assert seat.desk.later.left() == ["page"]


def test_drafting_again_that_is_killed_drafts_nothing_a_third_time(seat: Seat) -> None:
    seat.desk.draft("page")
    seat.desk.later.ask("page", redo=True)
    seat.dies_at(3)
    seat.clock.now += timedelta(minutes=2)
    seat.desk.later.work("page")
    assert seat.numbers() == [2] * 150


def test_progress_is_seen_by_others(seat: Seat) -> None:
    seen = list[tuple[TaskState, int, int]]()

    def look(piece: int) -> None:
        task = seat.desk.later.tasks()["page"]
        seen.append((task.state, task.done, task.total))

    seat.then = look
    seat.desk.later.ask("page")
    seat.desk.later.work("page")
    assert seen[0] == (TaskState.WORKING, 0, 0)
    assert seen[-1][1:] in ((0, 0), (64, 150), (128, 150))  # it is written down once a second


def test_what_failed_says_why_and_can_be_tried_again(seat: Seat) -> None:
    def fail(piece: int) -> None:
        raise EngineError("the weights are gone", next_step="get them back")

    seat.then = fail
    seat.desk.later.ask("page")
    with pytest.raises(EngineError):
        seat.desk.later.work("page")
    task = seat.desk.later.tasks()["page"]
    assert (task.state, task.reason) == (TaskState.FAILED, "the weights are gone (get them back)")
    seat.then = lambda piece: None
    seat.desk.later.ask("page")
    assert seat.desk.later.tasks()["page"].reason == ""
    assert seat.desk.later.work("page") == 150


def test_what_somebody_begins_to_work_on_meanwhile_is_left_to_that_person(seat: Seat) -> None:
    last = seat.desk.document("page").segments[-1].id
    seat.then = lambda piece: piece == 2 and seat.desk.review.hold(last, by="li")  # type: ignore[assignment,return-value]
    seat.desk.later.ask("page")
    assert seat.desk.later.work("page") == 149
    assert seat.numbers() == [1] * 149 + [0]


def test_what_a_person_has_touched_is_not_drafted_again(seat: Seat) -> None:
    seat.desk.draft("page")
    first = seat.desk.document("page").segments[0].id
    seat.desk.revise(first, "Title", base_revision=1, by="li")
    seat.desk.later.ask("page", redo=True)
    assert seat.desk.later.work("page") == 149
    assert seat.desk.store.newest(first).state is State.EDITED  # type: ignore[union-attr]


def test_what_is_asked_for_again_while_it_is_under_way_is_done_once_more(seat: Seat) -> None:
    seat.then = lambda piece: piece == 3 and seat.desk.later.ask("page", redo=True)  # type: ignore[assignment,return-value,func-returns-value]
    seat.desk.later.ask("page")
    seat.then, then = (lambda piece: then(piece) if seat.numbers()[0] < 2 else None), seat.then
    assert seat.desk.later.work("page") == 300
    assert seat.numbers() == [2] * 150


def test_a_page_that_is_not_there_cannot_be_asked_for(seat: Seat) -> None:
    with pytest.raises(NotFound):
        seat.desk.later.ask("nowhere")


def test_a_worker_beside_the_server_finds_what_the_queue_has_lost(seat: Seat, tmp_path: object) -> None:
    told, stop, done = list[str](), Event(), Event()
    settings = Settings(database=seat.desk.settings.database, jobs=f"sqlite:///{tmp_path}/jobs.db")
    jobs = Jobs(settings, desk=lambda: seat.desk, tell=lambda line: (told.append(line), done.set()))  # type: ignore[arg-type,func-returns-value]
    seat.desk.later.ask("page")  # in the database, and not in the queue
    seat.clock.now += timedelta(minutes=1)
    worker = Thread(target=jobs.work_beside, args=(stop,), daemon=True)
    worker.start()
    assert done.wait(60)
    stop.set()
    worker.join()
    assert told == ["page: 150 segments drafted"]
