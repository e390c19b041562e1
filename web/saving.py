"""Saving, approving and returning a sentence; checking a text while it is typed. Answers are JSON for the editor."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf

from translator.errors import Conflict, InputError
from translator.model import Finding, Revision, Role
from translator.text.compare import difference
from web import marks, people, problems, the_desk, words
from web.flow import followed, told
from web.review import counts

pages = Blueprint("saving", __name__)

#: nobody types more into one sentence; a paste of a whole book is a mistake
LONGEST = 20_000


@pages.get("/token")
def token() -> Response:
    """Give an open page a fresh form token, after the server's key or the session changed."""
    answer = jsonify(token=generate_csrf())
    answer.headers["Cache-Control"] = "no-store"
    return answer


@pages.post("/documents/<document>/segments/<anchor>")
def act(document: str, anchor: str) -> tuple[Response, int]:
    """Save, approve or return a sentence; 409 carries both texts and their merge, 422 the findings in the way."""
    name, given = f"{document}/{anchor}", _given()
    if given["person"] not in (None, people.current().name):  # signed in as somebody else, in another tab
        said = _("This text is of %(name)s, who is not signed in any more.", name=given["person"])
        return problems.answer(401, said, _("Sign in again; your text is kept.")), 401
    try:
        return _do(name, given)
    except Conflict as clash:
        return _clash(name, clash, given["base"]), 409


def _given() -> dict[str, Any]:
    body = request.get_json(silent=True)
    asked = body if isinstance(body, dict) else {}
    text, base = asked.get("text"), asked.get("base")
    if not isinstance(text, str) or not isinstance(base, int) or isinstance(base, bool) or base < 0:
        raise InputError(_("This save is incomplete."), next_step=_("Reload the page; your text is kept."))
    if len(text) > LONGEST:
        raise InputError(_("This text is too long for one sentence."), next_step=_("Split it and save again."))
    note = asked.get("note")
    return {
        "text": text,
        "base": base,
        "act": asked.get("act"),
        "sure": asked.get("sure") is True,
        "person": asked.get("person"),
        "note": note.strip() if isinstance(note, str) else "",
    }


def _do(name: str, given: dict[str, Any]) -> tuple[Response, int]:
    desk, by = the_desk(), people.current().name
    text, base = given["text"], given["base"]
    if given["act"] == "save":
        return _saved(name, desk.review.save(name, text, base_revision=base, by=by)), 200
    if given["act"] == "submit":
        return _decided(name, desk.review.submit(name, text, base_revision=base, by=by)), 200
    people.demand(Role.REVIEWER)
    if given["act"] == "return":
        if not given["note"]:
            raise InputError(_("Say why you return it."), next_step=_("Write a reason for the translator."))
        return _saved(name, desk.reject(name, base_revision=base, by=by, note=given["note"])), 200
    if given["act"] != "approve":
        raise InputError(_("This save is incomplete."), next_step=_("Reload the page; your text is kept."))
    outcome = desk.review.approve(name, text, base_revision=base, by=by, sure=given["sure"])
    if outcome.revision is None:
        return jsonify(blocked=bool(outcome.blocking), findings=_findings(name, text)), 422
    return _decided(name, outcome.revision), 200


def _decided(name: str, revision: Revision) -> Response:
    """Answer a decision; equal sentences follow it where that is wanted."""
    batch = the_desk().repeats.by_itself(name, by=revision.by)
    return _saved(name, revision, told(batch, followed(len(batch.done))) if batch.done else None)


def _saved(name: str, revision: Revision, batch: dict[str, Any] | None = None) -> Response:
    onward = the_desk().review.onward(name)
    drafted = the_desk().store.drafted([name]).get(name, revision.text)
    return jsonify(
        base=revision.number,
        text=revision.text,
        state=revision.state.value,
        state_word=words.state(revision.state),
        by=revision.by,
        changes=marks.changes(drafted, revision.text) if drafted != revision.text else [],
        next=onward.next,
        followed=batch,
        tally=counts(onward.tally),
    )


def _clash(name: str, clash: Conflict, base: int) -> Response:
    merged = the_desk().review.merged(name, clash, base)
    newest = the_desk().store.newest(name)
    return jsonify(
        yours=clash.yours,
        theirs=clash.theirs,
        current=clash.current,
        by=newest.by if newest else "",
        merged=merged.text,
        clashes=len(merged.clashes),
        difference=[[piece.old, piece.new] for piece in difference(clash.theirs, clash.yours)],
    )


@pages.post("/documents/<document>/segments/<anchor>/check")
def check(document: str, anchor: str) -> Response:
    """Check a text that is not saved yet."""
    name, text = f"{document}/{anchor}", _given()["text"]
    return jsonify(findings=_findings(name, text), difference=_changes(name, text))


def _findings(name: str, text: str) -> str:
    found: list[Finding] = the_desk().review.findings(name, text) if text.strip() else []
    let = the_desk().review.dismissed(name, text)
    return render_template("review/findings.html", findings=found, dismissed=let, words=words)


def _changes(name: str, text: str) -> list[list[str]]:
    """Return the difference to what the machine wrote; nothing when there is no draft."""
    draft = the_desk().store.draft(name)
    return [[piece.old, piece.new] for piece in difference(draft.text, text)] if draft else []
