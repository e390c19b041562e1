"""The review page: the queue, the sentence in its document, what helps beside it. Saving is in ``saving.py``."""

from __future__ import annotations

from collections.abc import Mapping
from math import nextafter
from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request
from flask_babel import format_datetime

from translator.desk import SegmentRow, may_change
from translator.model import OPEN, Document, Order, Origin, QueueRow, Role, State, Wanted
from translator.text.compare import difference
from web import marks, talk, the_desk, words
from web.people import current

pages = Blueprint("review", __name__, url_prefix="/documents/<document>")

#: lines of the queue sent at once
PAGE = 100
#: how much a draft is to be trusted, in three steps: the least and the most confidence of each
BANDS = {"high": (0.8, 1.0), "middle": (0.55, nextafter(0.8, 0)), "low": (0.0, nextafter(0.55, 0))}


@pages.get("/review")
def show(document: str) -> str:
    """Show the frame with the sentence asked for (``?s=``), or the first one that waits."""
    desk = the_desk()
    head = desk.store.head(document)
    start = None if request.args.get("s") else desk.review.first_open(document)
    anchor = request.args.get("s") or (start.anchor if start else _first(document))
    body = panel(document, anchor) if anchor else ""
    may = current().role.covers(Role.REVIEWER)
    return render_template(
        "review/page.html",
        document=head,
        anchor=anchor,
        panel=body,
        tally=tally(document),
        words=words,
        may_approve=may,
        notes=desk.notes.on(document),
        may_change=lambda note: may_change(note, current()),
        progress=desk.review.sizes(document),
        follow=(desk.repeats.wanted_by(current().name), desk.repeats.allowed_in(document)),
        moment=format_datetime,
        checks=words.CHECKS,
        keys=desk.choices.keys(current().name),
        saved=desk.choices.filters(current().name),
        everybody=desk.news.names(),
    )


def _first(document: str) -> str:
    rows = the_desk().review.queue(document, count=1).rows
    return rows[0].anchor if rows else ""


@pages.get("/segments/<anchor>")
def panel(document: str, anchor: str) -> str:
    """Show one sentence: its neighbours, source, terms, editor and findings."""
    desk, name = the_desk(), f"{document}/{anchor}"
    row, head = desk.row(name), desk.store.head(document)
    hits = desk.hits(name)
    numbered = marks.chips(hits, row.segment.text, head.lang.other)
    following = desk.review.next_open(row.segment)
    return render_template(
        "review/panel.html",
        document=head,
        row=row,
        around=desk.review.around(row.segment),
        chips=numbered,
        stretches=marks.stretches(row.segment.text, hits, numbered),
        findings=desk.review.findings(name, row.text) if row.revision else [],
        dismissed=desk.review.dismissed(name, row.text),
        issues=talk.issues(name),
        remarks=sum(said.open for said in desk.review.remarks(name)),
        may_approve=current().role.covers(Role.REVIEWER),
        draft=desk.review.draft_text(row.draft, row.revision),
        matches=desk.matches(name)[:3],
        next=following.anchor if following else "",
        standing=desk.store.queue_rows([name])[0],
        joinable=row.block.segments[-1].id != name,
        repeats=len(desk.store.alike(name, everywhere=True)),
        words=words,
    )


@pages.get("/queue")
def queue(document: str) -> Response:
    """Return lines of the queue; ``near`` names a sentence whose surroundings are wanted."""
    asked, start = wanted(), request.args.get("start", 0, type=int)
    near = request.args.get("near")
    at = the_desk().review.place(f"{document}/{near}", asked) if near else None
    if at is not None:
        start = at // PAGE * PAGE
    found = the_desk().review.queue(document, asked, start=max(start, 0), count=PAGE)
    drafted = the_desk().review.drafted(found.rows)
    rows = [_line(row, drafted.get(row.segment, "")) for row in found.rows]
    return jsonify(total=found.total, start=found.start, at=at, rows=rows, tally=tally(document))


@pages.get("/open")
def first_open(document: str) -> Response:
    """Name the first sentence that waits for a reviewer."""
    row = the_desk().review.first_open(document)
    return jsonify(anchor=row.anchor if row else "")


def wanted() -> Wanted:
    """Read what is wanted from the address; what makes no sense restricts nothing."""
    asked = request.args
    least, most = BANDS.get(asked.get("band", ""), (0.0, 1.0))
    states = tuple(State(name) for name in asked.getlist("state") if name in list(State))
    return Wanted(
        states=OPEN if "open" in asked.getlist("state") else states,
        words=asked.get("words", "").strip(),
        check=asked.get("check", ""),
        term=asked.get("term", "").strip(),
        locked=asked.get("kept") == "locked",
        skipped=asked.get("kept") == "skipped",
        origin=Origin(asked["origin"]) if asked.get("origin") in list(Origin) else None,
        by=asked.get("by", "").strip(),
        least=asked.get("least", least, type=float),
        most=asked.get("most", most, type=float),
        order=Order(asked["order"]) if asked.get("order") in list(Order) else Order.DOCUMENT,
    )


def _line(row: QueueRow, drafted: str) -> dict[str, Any]:
    outlook = row.outlook
    return {
        "anchor": row.anchor,
        "ordinal": row.ordinal,
        "source": row.source,
        "text": row.text,
        "changes": marks.changes(drafted, row.text) if drafted else [],
        "number": row.number,
        "state": row.state.value,
        "kept": "locked" if row.locked else "skipped" if row.skipped else "",
        "severity": outlook.severity.value if outlook.severity else "",
        "band": band(outlook.confidence) if row.state is State.DRAFTED else "",
    }


def band(confidence: float | None) -> str:
    """Return how much a draft is to be trusted in three steps.

    >>> band(0.9), band(0.7), band(0.2), band(None)
    ('high', 'middle', 'low', '')
    """
    if confidence is None:
        return ""
    return next(name for name, (least, _most) in BANDS.items() if confidence >= least)


def tally(document: str) -> dict[str, int]:
    """Return how many sentences are in each state, and in all."""
    return counts(the_desk().review.tally(document))


def counts(counted: Mapping[State, int]) -> dict[str, int]:
    """Return counts by the name of the state, with those that are 0, and the sum."""
    return {state.value: counted.get(state, 0) for state in State} | {"all": sum(counted.values())}


@pages.get("/segments/<anchor>/<tab>")
def beside(document: str, anchor: str, tab: str) -> Response | str:
    """Show one of the tabs beside the editor."""
    row, head = the_desk().row(f"{document}/{anchor}"), the_desk().store.head(document)
    return TABS[tab](head, row) if tab in TABS else Response(status=404)


def _memory(document: Document, row: SegmentRow) -> str:
    found = request.args.get("words", "").strip()
    matches = the_desk().concordance(found) if found else the_desk().matches(row.segment.id)
    sources = [difference(match.source, match.source if found else row.segment.text) for match in matches]
    shown = list(zip(matches, sources, strict=True))
    return render_template("review/memory.html", document=document, matches=shown, asked=found, words=words)


def _history(document: Document, row: SegmentRow) -> str:
    lines = the_desk().review.history(row.segment.id)
    texts = ["", *(line.last.text for line in lines)]
    steps = [(line, difference(old, line.last.text)) for line, old in zip(lines, texts, strict=False)]
    return render_template(
        "review/history.html",
        document=document,
        steps=steps[::-1],
        before=the_desk().cuts.before(row.segment.id)[::-1],
        words=words,
        moment=format_datetime,
    )


def _preview(document: Document, row: SegmentRow) -> str:
    around = the_desk().review.around(row.segment)
    return render_template("review/preview.html", document=document, row=row, around=around)


TABS = {"memory": _memory, "history": _history, "preview": _preview}
