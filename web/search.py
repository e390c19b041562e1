"""Searching the desk: titles, sources, drafts, approved texts, comments and terms, in both languages."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from translator.desk import asked
from translator.model import Lang, State
from web import marks, the_desk, words

pages = Blueprint("search", __name__, url_prefix="/search")

#: sentences on one page of results
PAGE = 50
#: characters shown of a long text around the first word that was found
SHOWN = 400


@pages.get("/")
def show() -> str:
    """Show what holds the words; without words, the empty form."""
    given, desk = request.args, the_desk()
    wanted = asked(
        given.get("q", ""),
        lang=Lang(given["lang"]) if given.get("lang") in list(Lang) else None,
        state=State(given["state"]) if given.get("state") in list(State) else None,
        document=given.get("document", ""),
    )
    start = max(given.get("start", 0, type=int), 0)
    found = desk.search.everywhere(wanted, start=min(start, 1_000_000), count=PAGE)
    return render_template(
        "search.html",
        found=found,
        wanted=wanted,
        asked=given.get("q", "").strip(),
        documents=[row.document for row in desk.documents()],
        states=list(State),
        lit=lambda text: marks.found(text, wanted.words, SHOWN),
        words=words,
        count=PAGE,
    )
