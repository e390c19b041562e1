"""Other wordings in the editor: other drafts, other words at a place, the rest translated again from there."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request
from flask_babel import gettext as _

from translator.errors import InputError
from translator.text.compare import difference
from web import the_desk

pages = Blueprint("rewording", __name__, url_prefix="/documents/<document>/segments/<anchor>/rewording")

#: nobody types more into one sentence
LONGEST = 20_000


@pages.post("/drafts")
def drafts(document: str, anchor: str) -> str:
    """Show other drafts of the sentence, each with its difference to the text that stands there now."""
    text = _given("text")
    found = [draft for draft in the_desk().rewording.drafts(f"{document}/{anchor}") if draft != text]
    shown = [(draft, difference(text, draft)) for draft in found]
    return render_template("review/alternatives.html", shown=shown, lang=the_desk().store.head(document).lang.other)


@pages.post("/words")
def others(document: str, anchor: str) -> Response:
    """Name what could stand after ``before`` in place of ``word``."""
    found = the_desk().rewording.words(f"{document}/{anchor}", _given("before"), _given("word"))
    return jsonify(words=[{"word": choice.word, "rest": choice.rest} for choice in found])


@pages.post("/onward")
def onward(document: str, anchor: str) -> Response:
    """Translate the rest of the sentence again, after what is to stay."""
    return jsonify(text=the_desk().rewording.onward(f"{document}/{anchor}", _given("before")))


def _given(name: str) -> str:
    body: Any = request.get_json(silent=True)
    text = body.get(name) if isinstance(body, dict) else None
    if not isinstance(text, str) or len(text) > LONGEST:
        raise InputError(_("This request is incomplete."), next_step=_("Reload the page; your text is kept."))
    return text
