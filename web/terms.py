"""Terms from the text: selected words become a term, or a proposal of one; what the term changes is seen before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext

from translator.desk import Affected
from translator.errors import InputError
from translator.model import EntryState, Role, State, Term, TermKind
from translator.text.chars import has_han
from web import people, the_desk, words

pages = Blueprint("terms", __name__, url_prefix="/documents/<document>/segments/<anchor>/terms")

#: no name is longer; a whole paragraph was selected by mistake
LONGEST = 200
#: sentences listed; nobody reads more before drafting them again
LISTED = 100
#: sentences drafted in one request: the page asks again until all are done, and shows how far it is
AT_ONCE = 8


@pages.get("/form")
def form(document: str, anchor: str) -> str:
    """Show the form for words of the source and of the target; what is known or proposed is filled in."""
    desk, name = the_desk(), f"{document}/{anchor}"
    source, target = (" ".join(request.args.get(side, "").split())[:LONGEST] for side in ("source", "target"))
    lang = desk.store.head(document).lang
    found = desk.names.for_words(name, source) if source else None
    if found is None and target:  # words of the translation alone: which name of the source are they?
        found = next((p for p in desk.names.propose(name) if p.target == target), None)
    given = {lang: source or (found.source if found else ""), lang.other: target or (found.target if found else "")}
    known = [hit.term for hit in desk.hits(name) if source and hit.span.of(desk.row(name).segment.text) == source]
    return render_template(
        "review/term_form.html",
        given={lang.value: text for lang, text in given.items()},
        proposal=found,
        known=known[0] if known else None,
        kinds=list(TermKind),
        words=words,
        may_add=_may_add(),
    )


@pages.get("/names")
def names(document: str, anchor: str) -> str:
    """Show the names of the source that no term covers, each with its proposal."""
    desk = the_desk()
    proposed = {entry.term.zh for entry in desk.terms.list(EntryState.PROPOSED)}
    found = [p for p in desk.names.propose(f"{document}/{anchor}") if not {p.source, p.target} & proposed]
    lang = desk.store.head(document).lang
    return render_template("review/names.html", found=found, lang=lang, words=words, may_add=_may_add())


@pages.post("/weigh")
def weigh(document: str, anchor: str) -> Response:
    """Say in how many sentences a term would apply, before it is there."""
    term = _term()
    many = _of(term, the_desk().terms.affected(term))
    return jsonify(told=_told(many))


@pages.post("")
def add(document: str, anchor: str) -> Response:
    """Take a term into the glossary, or keep it as a proposal; answer with the sentences it changes."""
    term, by, given = _term(), people.current().name, _given()
    if given.get("propose") is True or not _may_add():
        the_desk().terms.propose(term, by=by)
        return jsonify(told=_("Proposed: %(zh)s = %(en)s", zh=term.zh, en=term.en), affected="")
    the_desk().terms.add(term, by=by, replaces=given.get("replaces") is True)
    many = [one for one in _of(term, the_desk().terms.affected()) if one.state is not State.APPROVED]
    shown = render_template(
        "review/affected.html", many=many[:LISTED], more=len(many) - LISTED, told=_told(many), term=term, words=words
    )
    return jsonify(told=_("Added: %(zh)s = %(en)s", zh=term.zh, en=term.en), affected=shown if many else "")


@pages.post("/apply")
def apply(document: str, anchor: str) -> Response:
    """Draft a few of the sentences nobody has touched again; the page asks for the next few."""
    people.demand(Role.REVIEWER)
    asked = _given().get("segments")
    chosen = [one for one in asked if isinstance(one, str)][:AT_ONCE] if isinstance(asked, list) else []
    return jsonify(done=the_desk().terms.redraft(only=chosen, by=people.current().name))


def _may_add() -> bool:
    return people.current().role.covers(Role.REVIEWER)


def _given() -> dict[str, Any]:
    body = request.get_json(silent=True)
    return body if isinstance(body, dict) else {}


def _term() -> Term:
    """Read the term of the form; raises InputError where a side is missing or much too long."""
    given = {name: " ".join(str(value).split()) for name, value in _given().items() if isinstance(value, str)}
    zh, en = given.get("zh", ""), given.get("en", "")
    if not zh or not en:
        raise InputError(_("A term has two sides."), next_step=_("Write the Chinese and the English form."))
    if max(len(zh), len(en)) > LONGEST:
        raise InputError(_("A term has at most 200 characters."), next_step=_("Select only the name itself."))
    if has_han(en) and not has_han(zh):
        raise InputError(_("The two sides stand the wrong way round."), next_step=_("Put the Chinese form first."))
    return Term(
        zh,
        en,
        TermKind(given["kind"]) if given.get("kind") in list(TermKind) else TermKind.OTHER,
        en_forbidden=tuple(filter(None, (form.strip() for form in re.split("[;；]", given.get("forbidden", ""))))),
        note=given.get("note", ""),
        authority=given.get("authority", ""),
    )


def _of(term: Term, affected: Sequence[Affected]) -> list[Affected]:
    """Return the sentences that this very term changes."""
    ends = tuple(f" → {form}" for form in (term.zh, term.en))
    return [one for one in affected if any(come.endswith(ends) for come in one.come)]


def _told(many: Sequence[Affected]) -> str:
    waiting = [one for one in many if one.state is not State.APPROVED]
    again = sum(one.redrafts for one in waiting)
    applies = ngettext("Applies in %(num)d open sentence.", "Applies in %(num)d open sentences.", len(waiting))
    if not again:
        return str(applies)
    drafts = ngettext(
        "%(num)d draft nobody touched can be made again.", "%(num)d drafts nobody touched can be made again.", again
    )
    return f"{applies} {drafts}"
