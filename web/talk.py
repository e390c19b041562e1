"""What people say about a sentence (comments, issues) and to the machine (dismissed findings), and who works where."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request
from flask_babel import format_datetime
from flask_babel import gettext as _

from translator.desk import may_change
from translator.errors import InputError
from translator.model import Category, Gravity, Role
from web import marks, me, people, the_desk, words

pages = Blueprint("talk", __name__, url_prefix="/documents/<document>/segments/<anchor>")

#: nobody reads a longer comment
LONGEST = 4000


@pages.get("/comments")
def comments(document: str, anchor: str) -> str:
    """Show comments and issues on a sentence."""
    desk = the_desk()
    row = desk.row(f"{document}/{anchor}")
    return render_template(
        "review/comments.html",
        row=row,
        remarks=desk.review.remarks(row.segment.id),
        categories=list(Category),
        gravities=list(Gravity),
        words=words,
        moment=format_datetime,
        target=desk.store.head(document).lang.other,
        names=desk.news.names(),
        called=marks.called,
        issues=issues(row.segment.id),
        source=desk.store.head(document).lang,
        may_change=lambda said: may_change(said, people.current()),
    )


def issues(segment_id: str) -> list[dict[str, Any]]:
    """Return the open issues about words of a sentence, for the marks in its texts."""
    return [
        {"side": "source" if said.on_source else "target", "start": said.start, "quote": said.quote}
        | {"gravity": said.gravity.value, "number": said.number}
        for said in the_desk().review.remarks(segment_id)
        if said.open and said.gravity and said.start is not None
    ]


@pages.post("/comments")
def say(document: str, anchor: str) -> str:
    """Add a comment, or an issue when it has a category."""
    asked = request.get_json(silent=True)
    given = asked if isinstance(asked, dict) else {}
    text, quote = (str(given.get(key) or "").strip() for key in ("text", "quote"))
    if not text or len(text) > LONGEST:
        raise InputError(_("A comment has 1 to 4000 characters."), next_step=_("Write it and send it again."))
    category, gravity = _issue(given)
    the_desk().review.remark(
        f"{document}/{anchor}",
        text,
        by=people.current().name,
        quote=quote[:LONGEST],
        start=given["start"] if type(given.get("start")) is int else None,
        category=category,
        gravity=gravity,
        on_source=given.get("side") == "source",
    )
    return comments(document, anchor)


@pages.post("/comments/<int:number>/words")
def amend(document: str, anchor: str, number: int) -> str:
    """Change what a comment says, or the category and gravity of an issue."""
    given = request.get_json(silent=True) or {}
    text, (category, gravity) = str(given.get("text") or "").strip(), _issue(given)
    if not text or len(text) > LONGEST:
        raise InputError(_("A comment has 1 to 4000 characters."), next_step=_("Write it and send it again."))
    the_desk().review.amend(
        f"{document}/{anchor}", number, text, by=people.current(), category=category, gravity=gravity
    )
    return comments(document, anchor)


def _issue(given: dict[str, Any]) -> tuple[Category | None, Gravity | None]:
    """Return what an issue is about and how bad it is; neither for a mere comment."""
    if given.get("category") not in list(Category):
        return None, None
    known = given.get("gravity") in list(Gravity)
    return Category(given["category"]), Gravity(given["gravity"]) if known else Gravity.MINOR


@pages.post("/comments/<int:number>")
def resolve(document: str, anchor: str, number: int) -> str:
    """Resolve a remark, or open it again."""
    done = (request.get_json(silent=True) or {}).get("done") is not False
    the_desk().review.resolve(number, by=people.current().name, done=done)
    return comments(document, anchor)


@pages.post("/dismiss")
def dismiss(document: str, anchor: str) -> Response:
    """Let a finding stand for this text, with a reason."""
    people.demand(Role.REVIEWER)
    given = request.get_json(silent=True) or {}
    check, message, reason, text = (str(given.get(key) or "") for key in ("check", "message", "reason", "text"))
    name = f"{document}/{anchor}"
    the_desk().review.dismiss(name, text, check, message, reason=reason, by=people.current().name)
    return jsonify(done=True)


@pages.post("/hold")
def hold(document: str, anchor: str) -> Response:
    """Show a sign of life on a sentence; the answer says whose it is, who else is here, and what waits to be heard."""
    given = request.get_json(silent=True) or {}
    take, left, name = given.get("take") is True, given.get("left"), people.current().name
    if isinstance(left, str) and left != anchor:  # whoever moves on keeps nobody waiting
        the_desk().review.release(f"{document}/{left}", by=name)
    stands = the_desk().review.hold(f"{document}/{anchor}", by=name, take=take)
    others = {hold.segment.rpartition("/")[2]: hold.by for hold in the_desk().review.held(document) if hold.by != name}
    return jsonify(mine=stands.by == name, by=stands.by, others=others, unseen=me.unseen())


@pages.post("/leave")
def leave(document: str, anchor: str) -> Response:
    """Let go of a sentence while its page closes."""
    the_desk().review.release(f"{document}/{anchor}", by=people.current().name)
    return jsonify(done=True)
