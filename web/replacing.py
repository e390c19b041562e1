"""Replacing in the browser: the hits of a document with what would stand there, and the chosen ones replaced."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, render_template
from flask_babel import gettext as _
from flask_babel import ngettext

from translator.desk import Place
from translator.errors import InputError
from translator.model import Bar, Role
from translator.text.replacing import Exchange
from web import people, the_desk, words
from web.flow import given, told

pages = Blueprint("replacing", __name__, url_prefix="/documents/<document>/replace")

#: hits shown at once; nobody looks through more before replacing them
SHOWN = 500
#: nobody looks for more
LONGEST = 500
#: characters shown around a hit
AROUND = 40


@pages.post("/find")
def find(document: str) -> str:
    """Show every hit with its surroundings and what would stand there."""
    places = the_desk().replacing.find(document, _exchange())
    shown, count = [], 0
    for place in places:
        if count < SHOWN:
            shown.append(place)
        count += len(place.hits)
    approved = any(place.bar is Bar.REVIEWED for place in places)
    return render_template(
        "review/hits.html",
        places=[(place, [_around(place, k) for k in range(len(place.hits))]) for place in shown],
        told=_told(count, len(places)),
        more=len(places) - len(shown),
        ask_approved=approved and people.current().role.covers(Role.REVIEWER),
        lang=the_desk().store.head(document).lang,
        words=words,
    )


@pages.post("")
def replace(document: str) -> Response:
    """Replace the hits in ``chosen``: by anchor, the number of the revision seen and the numbers of the hits."""
    asked, may = given(), people.current().role.covers(Role.REVIEWER)
    chosen = {f"{document}/{anchor}": one for anchor, one in _chosen(asked.get("chosen")).items()}
    approved = asked.get("approved") is True and may
    batch = the_desk().replacing.replace(_exchange(), chosen, by=people.current().name, approved=approved)
    said = ngettext("%(num)d sentence was changed.", "%(num)d sentences were changed.", len(batch.done))
    return jsonify(told(batch, str(said)))


def _exchange() -> Exchange:
    asked = given()
    looked, instead = (asked.get(name) for name in ("words", "instead"))
    if not isinstance(looked, str) or not isinstance(instead, str) or max(len(looked), len(instead)) > LONGEST:
        raise InputError(_("Look for at most 500 characters."), next_step=_("Write less, or an expression."))
    flags = {name: asked.get(name) is True for name in ("case", "whole", "expression")}
    return Exchange(looked, instead, **flags)


def _chosen(asked: Any) -> dict[str, tuple[int, list[int]]]:
    """Read {anchor: [number, [hit, ...]]}; what is not of that shape is left out."""
    found: dict[str, tuple[int, list[int]]] = {}
    for anchor, one in asked.items() if isinstance(asked, dict) else ():
        match one:
            case [int(number), list(hits)] if all(isinstance(hit, int) for hit in hits):
                found[str(anchor)] = number, hits
    return found


def _around(place: Place, number: int) -> tuple[str, str, str, str]:
    """Return what stands before a hit, the hit, what would stand there, and what stands after it."""
    text, hit = place.row.text, place.hits[number]
    before, after = text[: hit.span.start], text[hit.span.end :]
    lead, tail = "…" if len(before) > AROUND else "", "…" if len(after) > AROUND else ""
    return lead + before[-AROUND:], hit.span.of(text), hit.instead, after[:AROUND] + tail


def _told(hits: int, sentences: int) -> str:
    if not hits:
        return str(_("No translation in this document has that."))
    found = ngettext("%(num)d hit", "%(num)d hits", hits)
    return str(ngettext("%(hits)s in %(num)d sentence", "%(hits)s in %(num)d sentences", sentences, hits=found))
