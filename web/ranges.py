"""Many sentences at once in the browser: which ones, judging them piece by piece, taking a batch back."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request
from flask_babel import gettext as _
from flask_babel import ngettext

from translator.errors import InputError
from translator.model import Role
from web import people, the_desk
from web.flow import given, told
from web.review import wanted

pages = Blueprint("ranges", __name__, url_prefix="/documents/<document>")

#: lines of a queue that can be chosen at once
MOST = 20_000


@pages.get("/queue/seen")
def seen(document: str) -> Response:
    """Return number and anchor of the lines ``start`` to ``start + count`` of the queue as it is filtered."""
    start, count = (request.args.get(key, least, type=int) for key, least in (("start", 0), ("count", MOST)))
    found = the_desk().review.queue(document, wanted(), start=max(start, 0), count=min(max(count, 0), MOST))
    return jsonify(total=found.total, seen={row.anchor: row.number for row in found.rows})


@pages.post("/judge")
def judge(document: str) -> Response:
    """Approve or return the sentences in ``seen`` (anchor: number of the revision the person saw)."""
    people.demand(Role.REVIEWER)
    asked, desk, me = given(), the_desk(), people.current().name
    names = {f"{document}/{anchor}": number for anchor, number in _numbers(asked.get("seen")).items()}
    if asked.get("act") == "approve":
        batch = desk.ranges.approve(names, by=me, sure=asked.get("sure") is True)
        said = ngettext("%(num)d sentence approved.", "%(num)d sentences approved.", len(batch.done))
    elif asked.get("act") == "return":
        note = str(asked.get("note") or "").strip()
        if not note:
            raise InputError(_("Say why you return it."), next_step=_("Write a reason for the translator."))
        batch = desk.ranges.reject(names, by=me, note=note)
        said = ngettext("%(num)d sentence returned.", "%(num)d sentences returned.", len(batch.done))
    else:
        raise InputError(_("This save is incomplete."), next_step=_("Reload the page; your text is kept."))
    return jsonify(told(batch, said))


@pages.post("/undo")
def undo(document: str) -> Response:
    """Take back what a batch of this person did; ``made``: the numbers of its revisions, by segment id."""
    batch = the_desk().ranges.undo(_numbers(given().get("made")), by=people.current().name)
    said = ngettext("%(num)d sentence is as it was.", "%(num)d sentences are as they were.", len(batch.done))
    return jsonify(told(batch, said))


def _numbers(asked: object) -> dict[str, int]:
    """Return the names with whole numbers among what was sent."""
    many = asked.items() if isinstance(asked, dict) else ()
    return {str(key): value for key, value in many if isinstance(value, int) and not isinstance(value, bool)}
