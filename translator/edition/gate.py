"""The release gate: which pages may go out under the policy of the site, and what holds the others back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from translator.edition.pin import alone, pin
from translator.model import Document, Origin, PagePair, Policy, Revision, Segment, State


class Hold(StrEnum):
    """What kind of thing holds a page back."""

    EMPTY = "empty"
    MISSING = "missing"
    DRAFTED = "drafted"
    EDITED = "edited"
    REJECTED = "rejected"
    ERRORS = "errors"
    STALE = "stale"
    OVERDUE = "overdue"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a page is not in the next edition. ``sentences`` hold it back, in reading order; it has ``total`` of them."""

    document: str
    title: str
    message: str
    sentences: tuple[Segment, ...] = ()
    kind: Hold = Hold.EMPTY
    total: int = 0

    def __str__(self) -> str:
        return f"{self.document}: {self.message}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says of one page: ``page`` goes out (None: it does not); ``reasons`` hold it or its other side.

    ``stays``: readers have it just as it is, so it was not read; ``mark``: what of the desk ``page`` was pinned from.
    """

    page: PagePair | None
    reasons: tuple[Reason, ...] = ()
    stays: bool = False
    mark: str = ""

    @property
    def goes_out(self) -> bool:
        """Whether the page is in the next edition, new or as readers have it."""
        return self.page is not None or self.stays


@dataclass(frozen=True, slots=True)
class Candidate:
    """A page before the gate. ``live``: what readers have of it, since ``live_at``; ``errors``: segment ids.

    ``changed``: when its source last changed (None: nobody knows).
    """

    document: Document
    latest: Mapping[str, Revision]
    beginnings: Mapping[str, Origin]
    live: PagePair | None = None
    live_at: datetime | None = None
    errors: tuple[str, ...] = ()
    withdrawn: bool = False
    changed: datetime | None = None


def judge(candidate: Candidate, policy: Policy, now: datetime, *, named: bool = False) -> Verdict:
    """Judge one page. ``named``: a person asked for this very page, so withdrawn and stale ones may go out."""
    document = candidate.document
    page = pin(document, candidate.latest, beginnings=candidate.beginnings)
    reasons = gate(document, candidate.latest)
    if policy.drafts:
        reasons = [reason for reason in reasons if reason.kind not in (Hold.DRAFTED, Hold.EDITED)]
    if policy.errors_block and candidate.errors:
        words = f"{len(candidate.errors)} of {len(document.segments)} sentences have errors that the checks found"
        wrong = [segment for segment in document.segments if segment.id in candidate.errors]
        reasons.append(_reason(document, Hold.ERRORS, words, wrong))
    barred = [] if named else _barred(candidate)
    if not reasons and not barred:
        return Verdict(page)
    if barred or not document.segments or not policy.alone_days:
        return Verdict(None, (*barred, *reasons))
    lone = alone(page, candidate.live, now)
    if lone.alone_since and now - lone.alone_since > timedelta(days=policy.alone_days):
        words = f"it has been out in one language since {lone.alone_since:%Y-%m-%d}; the policy allows"
        return Verdict(None, (_reason(document, Hold.OVERDUE, f"{words} {policy.alone_days} days"), *reasons))
    return Verdict(lone, tuple(reasons))


def _barred(candidate: Candidate) -> list[Reason]:
    """Return what keeps a whole page off the site or as it is until somebody asks for it by name."""
    if candidate.withdrawn:
        return [_reason(candidate.document, Hold.WITHDRAWN, "it was withdrawn; publish it by name to bring it back")]
    if _stale(candidate):
        words = "its source changed after it was approved; look at it, then publish it by name"
        return [_reason(candidate.document, Hold.STALE, words)]
    return []


def _stale(candidate: Candidate) -> bool:
    """Say whether the source changed after the page was approved, and nobody has approved a sentence of it since."""
    live, since = candidate.live, candidate.changed or candidate.live_at
    if since is None or (live and live.document.digest == candidate.document.digest):
        return False
    judged = [r.at for r in candidate.latest.values() if r.state is State.APPROVED]
    known = bool(judged) or (live is not None and any(s.state is State.APPROVED for s in live.segments))
    # a row of an older version does not say when the source changed: after it went live, since it differs
    return known and not any(at >= since if candidate.changed else at > since for at in judged)


def gate(document: Document, latest: Mapping[str, Revision]) -> list[Reason]:
    """Return why a page may not go out: sentences without an approved translation; [] when it may."""
    if not document.segments:
        return [_reason(document, Hold.EMPTY, "there is no text to translate")]
    held: dict[State, list[Segment]] = {}
    for segment in document.segments:
        state = latest[segment.id].state if segment.id in latest else State.MISSING
        if state is not State.APPROVED:
            held.setdefault(state, []).append(segment)
    total = len(document.segments)
    return [
        _reason(document, Hold(state.value), f"{len(some)} of {total} sentences {_WORDS[state]}", some)
        for state, some in held.items()
    ]


_WORDS = {
    State.MISSING: "have no translation",
    State.DRAFTED: "are drafted but not approved",
    State.EDITED: "are edited but not approved",
    State.REJECTED: "are rejected",
}


def _reason(document: Document, kind: Hold, message: str, sentences: Sequence[Segment] = ()) -> Reason:
    return Reason(document.id, document.title, message, tuple(sentences), kind, len(document.segments))
