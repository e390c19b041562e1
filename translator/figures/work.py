"""Segments, characters and time: traces grouped by document, person or day.

Law: time is what lies between two saves of one person, whichever the documents; a longer gap than ``IDLE`` is a pause
and counts nothing, and so does the unknown time before a first save. So it is never too much.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta, tzinfo
from typing import TypeVar

from translator.model import Day, Effort, Hasty, Lang, Origin, State, Trace, Work

K = TypeVar("K")
#: a longer gap between two saves is a pause
IDLE = timedelta(minutes=5)
#: characters a second at twice the speed of careful silent reading (about 400 Chinese characters or 240 English words a
#: minute): nobody has compared two texts who was faster than that with one of them
READING = {Lang.ZH: 13.0, Lang.EN: 48.0}
#: s that even one word takes
LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Paced:
    """A trace with the time its person took since the one before; None after a pause, or for the first."""

    trace: Trace
    seconds: float | None


def paced(traces: Iterable[Trace]) -> list[Paced]:
    """Return traces person by person in order of time, each with its time."""
    ordered = sorted(traces, key=lambda trace: (trace.by, trace.at, trace.segment, trace.number))
    found, before = list[Paced](), None
    for trace in ordered:
        gap = trace.at - before.at if before is not None and before.by == trace.by else None
        found.append(Paced(trace, gap.total_seconds() if gap is not None and gap <= IDLE else None))
        before = trace
    return found


def works(steps: Sequence[Paced], key: Callable[[Trace], str], efforts: Mapping[str, Effort]) -> tuple[Work, ...]:
    """Group the work by document or person, the most characters first. ``efforts`` go by the same key."""
    groups = _grouped(steps, key)
    found = [_work(name, many, efforts.get(name, Effort())) for name, many in groups.items()]
    return tuple(sorted(found, key=lambda work: (-work.characters, work.name)))


def _work(name: str, steps: Sequence[Paced], effort: Effort) -> Work:
    sizes = {step.trace.segment: step.trace.characters for step in steps}
    return Work(
        name=name,
        segments=len(sizes),
        characters=sum(sizes.values()),
        edited=len({step.trace.segment for step in steps if step.trace.state is State.EDITED}),
        approved=len({step.trace.segment for step in steps if step.trace.state is State.APPROVED}),
        seconds=sum(step.seconds or 0.0 for step in steps),
        untouched=sum(_untouched(step.trace) for step in steps),
        hasty=sum(1 for _ in hasty(steps)),
        effort=effort,
    )


def hasty(steps: Iterable[Paced]) -> Iterator[Hasty]:
    """Yield drafts approved untouched in less time than it takes to read them; after a pause nothing is known."""
    for step in steps:
        trace, needed = step.trace, max(step.trace.characters / READING[step.trace.lang], LEAST)
        if _untouched(trace) and step.seconds is not None and step.seconds < needed:
            yield Hasty(trace.segment, trace.document, trace.by, trace.at, step.seconds, needed)


def _untouched(trace: Trace) -> bool:
    """Say whether a draft was approved as the machine wrote it: an edited text is a person's."""
    return trace.state is State.APPROVED and trace.origin is not Origin.HUMAN


def days(steps: Sequence[Paced], zone: tzinfo) -> tuple[Day, ...]:
    """Count by the days of a time zone, from the first to the last one with work, free days too."""
    groups = _grouped(steps, lambda trace: trace.at.astimezone(zone).date())
    sizes = {day: {s.trace.segment: s.trace.characters for s in many} for day, many in groups.items()}
    if not sizes:
        return ()
    first, last = min(sizes), max(sizes)
    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return tuple(Day(day, len(sizes.get(day, {})), sum(sizes.get(day, {}).values())) for day in every)


def _grouped(steps: Sequence[Paced], key: Callable[[Trace], K]) -> Mapping[K, Sequence[Paced]]:
    groups: dict[K, list[Paced]] = defaultdict(list)
    for step in steps:
        groups[key(step.trace)].append(step)
    return groups
