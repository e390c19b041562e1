"""Dividing and joining sentences in the browser."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request
from flask_babel import gettext as _

from translator.errors import InputError
from translator.model import Cut
from web import people, the_desk
from web.flow import given

pages = Blueprint("cuts", __name__, url_prefix="/documents/<document>")


@pages.get("/segments/<anchor>/cut")
def proposal(document: str, anchor: str) -> Response:
    """Return both parts of source and translation when divided before code point ``at``; 400 where that cannot be."""
    one, other, left, right = the_desk().cuts.proposal(f"{document}/{anchor}", request.args.get("at", 0, type=int))
    return jsonify(source=[one, other], target=[left, right])


@pages.post("/segments/<anchor>/cut")
def divide(document: str, anchor: str) -> Response:
    """Divide a sentence before code point ``at``; ``texts``: both translations."""
    asked = given()
    at, texts = asked.get("at"), asked.get("texts")
    sound = isinstance(at, int) and isinstance(texts, list) and len(texts) == 2
    if not sound or not all(isinstance(text, str) for text in texts or ()):
        raise InputError(_("This save is incomplete."), next_step=_("Reload the page; your text is kept."))
    cut = the_desk().cuts.divide(f"{document}/{anchor}", int(at or 0), tuple(texts or ()), by=people.current().name)
    return _told(cut, _("Divided into two sentences."))


@pages.post("/segments/<anchor>/join")
def join(document: str, anchor: str) -> Response:
    """Make one sentence of this and the next one."""
    cut = the_desk().cuts.join(f"{document}/{anchor}", by=people.current().name)
    return _told(cut, _("Joined with the next sentence."))


@pages.post("/uncut")
def undo(document: str) -> Response:
    """Take a cut back."""
    number = given().get("number")
    named = number if isinstance(number, int) else 0
    return _told(the_desk().cuts.undo(document, named, by=people.current().name), _("Taken back."))


def _told(cut: Cut, said: str) -> Response:
    return jsonify(said=said, number=cut.number, anchor=cut.new[0].anchor)
