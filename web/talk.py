"""What people say about a sentence (comments, issues) and to the machine (dismissed findings), and who works where."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template, request
from flask_babel import format_datetime
from flask_babel import gettext as _

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
    )


@pages.post("/comments")
def say(document: str, anchor: str) -> str:
    """Add a comment, or an issue when it has a category."""
    asked = request.get_json(silent=True)
    given = asked if isinstance(asked, dict) else {}
    text, quote = (str(given.get(key) or "").strip() for key in ("text", "quote"))
    if not text or len(text) > LONGEST:
        raise InputError(_("A comment has 1 to 4000 characters."), next_step=_("Write it and send it again."))
    category = Category(given["category"]) if given.get("category") in list(Category) else None
    gravity = Gravity(given["gravity"]) if given.get("gravity") in list(Gravity) else Gravity.MINOR
    the_desk().review.remark(
        f"{document}/{anchor}",
        text,
        by=people.current().name,
        quote=quote[:LONGEST],
        start=given["start"] if type(given.get("start")) is int else None,
        category=category,
        gravity=gravity if category else None,
    )
    return comments(document, anchor)


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
    take = (request.get_json(silent=True) or {}).get("take") is True
    name = people.current().name
    stands = the_desk().review.hold(f"{document}/{anchor}", by=name, take=take)
    others = {hold.segment.rpartition("/")[2]: hold.by for hold in the_desk().review.held(document) if hold.by != name}
    return jsonify(mine=stands.by == name, by=stands.by, others=others, unseen=me.unseen())
