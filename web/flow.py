"""The flow of a review in the browser: equal sentences, locks, what is put off, notes, progress by size."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request
from flask_babel import format_datetime, ngettext
from flask_babel import gettext as _

from translator.desk import may_change
from translator.model import Bar, Batch, Left, Role
from web import people, the_desk, words

pages = Blueprint("flow", __name__, url_prefix="/documents/<document>")


def given() -> dict[str, Any]:
    """Return the JSON of this request, {} when there is none."""
    body = request.get_json(silent=True)
    return body if isinstance(body, dict) else {}


@pages.get("/segments/<anchor>/repeats")
def repeats(document: str, anchor: str) -> str:
    """Show the sentences with the same source, with what stands against each."""
    desk, name, everywhere = the_desk(), f"{document}/{anchor}", "everywhere" in request.args
    return render_template(
        "review/repeats.html",
        document=desk.store.head(document),
        row=desk.row(name),
        repeats=desk.repeats.of(name, by=people.current().name, everywhere=everywhere),
        everywhere=everywhere,
        may_approve=people.current().role.covers(Role.REVIEWER),
        words=words,
        bar=bar,
    )


@pages.post("/segments/<anchor>/follow")
def follow(document: str, anchor: str) -> Response:
    """Let the ticked sentences follow; a reviewer may hand the approval on."""
    asked, me = given(), people.current()
    named = asked.get("targets")
    targets = [str(each) for each in named] if isinstance(named, list) else []
    approve = asked.get("approve") is True and me.role.covers(Role.REVIEWER)
    batch = the_desk().repeats.follow(f"{document}/{anchor}", targets, by=me.name, approve=approve)
    return jsonify(told(batch, followed(len(batch.done))))


def followed(many: int) -> str:
    """Say how many sentences followed."""
    return str(ngettext("%(num)d equal sentence followed.", "%(num)d equal sentences followed.", many))


@pages.post("/following")
def following(document: str) -> Response:
    """Switch following by itself on or off: for the person, or (reviewers) for the document."""
    asked, desk = given(), the_desk()
    if "mine" in asked:
        desk.repeats.want(people.current().name, asked["mine"] is True)
    if "here" in asked:
        people.demand(Role.REVIEWER)
        desk.repeats.allow(document, asked["here"] is True)
    return jsonify(done=True)


@pages.post("/segments/<anchor>/lock")
def lock(document: str, anchor: str) -> Response:
    """Lock a sentence, or unlock it."""
    people.demand(Role.REVIEWER)
    wanted = given().get("on") is not False
    the_desk().review.lock(f"{document}/{anchor}", by=people.current().name if wanted else "")
    return jsonify(said=_("Locked") if wanted else _("Unlocked"))


@pages.post("/segments/<anchor>/skip")
def skip(document: str, anchor: str) -> Response:
    """Put a sentence off, or take it back; the answer names the next one that waits."""
    desk, wanted = the_desk(), given().get("on") is not False
    desk.review.skip(f"{document}/{anchor}", wanted)
    said = _("Put off; it comes back at the end.") if wanted else _("Taken back into the queue.")
    return jsonify(said=said, next=desk.review.onward(f"{document}/{anchor}").next if wanted else "")


@pages.post("/notes")
def note(document: str) -> str:
    """Add a note, change one, or take it away when its text is empty."""
    asked = given()
    number = asked.get("number")
    number = number if isinstance(number, int) and not isinstance(number, bool) else 0
    the_desk().notes.write(document, str(asked.get("text") or ""), by=people.current(), number=number)
    return render_template(
        "review/notes.html",
        notes=the_desk().notes.on(document),
        may_change=lambda note: may_change(note, people.current()),
        moment=format_datetime,
    )


@pages.get("/sizes")
def sizes(document: str) -> str:
    """Show how far a document is in characters or words."""
    desk = the_desk()
    head, progress = desk.store.head(document), desk.review.sizes(document)
    return render_template("review/sizes.html", document=head, progress=progress, words=words)


def bar(which: Bar, detail: str) -> str:
    """Say what stands against a sentence."""
    said = {
        Bar.LOCKED: _("locked by %(name)s", name=detail),
        Bar.HELD: _("%(name)s is working on it", name=detail),
        Bar.CHANGED: _("changed meanwhile"),
        Bar.REVIEWED: _("written or approved by %(name)s", name=detail),
        Bar.SAME: _("is so already"),
        Bar.ERRORS: _("errors: %(checks)s", checks=_checks(detail)),
        Bar.WARNINGS: _("warnings: %(checks)s", checks=_checks(detail)),
        Bar.EMPTY: _("not translated"),
        Bar.GONE: _("no longer on the page"),
    }
    return str(said[which])


def _checks(names: str) -> str:
    return ", ".join(words.check(name) for name in names.split(", "))


def told(batch: Batch, said: str) -> dict[str, Any]:
    """Return what a batch did for the browser: the sentence to say, what can be taken back, what was left and why."""
    return {
        "said": said,
        "made": {revision.segment: revision.number for revision in batch.done},
        "left": [_left(each) for each in batch.left],
    }


def _left(each: Left) -> dict[str, Any]:
    anchor = each.segment.rsplit("/", 1)[1]
    return {"anchor": anchor, "ordinal": each.ordinal, "bar": each.bar.value, "why": bar(each.bar, each.detail)}
