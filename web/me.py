"""What is one's own: what one should hear, password, language, colours, keys, saved filters."""

from __future__ import annotations

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import format_datetime
from flask_babel import gettext as _
from flask_login import current_user, login_user
from werkzeug.wrappers import Response as Redirect

from translator.errors import InputError, StoreError
from web import people, the_desk, words
from web.flow import given
from web.language import A_YEAR

pages = Blueprint("me", __name__, url_prefix="/me")

#: colours of the interface; '' goes with the system
THEMES = ("", "light", "dark")


@pages.app_context_processor
def for_templates() -> dict[str, object]:
    """Give every page the colours that were chosen, and a way to count what somebody has not seen."""
    theme = request.cookies.get("theme", "")
    return {"theme": theme if theme in THEMES else "", "unseen": unseen}


def unseen() -> int:
    """Count what the person of this request was told and has not seen."""
    try:
        return the_desk().news.unseen(people.current().name) if current_user.is_authenticated else 0
    except StoreError:  # the page that says so has this count on it, too
        return 0


@pages.get("/")
def show() -> str:
    """Show what concerns the person, and what they can choose; what is shown counts as seen from then on."""
    desk, name = the_desk(), people.current().name
    news = desk.news.of(name)
    if any(not each.news.seen for each in news):
        desk.news.see(name, news[0].news.number)
    return render_template(
        "me.html",
        news=news,
        filters=desk.choices.filters(name),
        keys=desk.choices.keys(name),
        words=words,
        moment=format_datetime,
    )


@pages.post("/password")
def password() -> Redirect:
    """Change one's own password; the session goes on, others of the same person end."""
    me = people.current()
    if the_desk().people.check(me.name, request.form.get("old", "")) is None:
        flash(_("The old password is wrong."), "error")
    else:
        login_user(people.Signed(the_desk().people.set_password(me.name, request.form.get("password", ""))))
        flash(_("Your password is changed."), "good")
    return redirect(url_for("me.show"))


@pages.post("/theme")
def theme() -> Redirect:
    """Choose light or dark colours, or those of the system."""
    answer = redirect(url_for("me.show"))
    chosen = request.form.get("theme", "")
    answer.set_cookie("theme", chosen if chosen in THEMES else "", max_age=A_YEAR, samesite="Lax")
    return answer


@pages.post("/keys")
def keys() -> Response:
    """Keep the keys the person gave to actions; they hold on every machine."""
    asked = given().get("keys")
    if not isinstance(asked, dict) or not all(isinstance(each, str) for each in asked.values()):
        raise InputError(_("These are no keys."), next_step=_("Reload the page and try again."))
    the_desk().choices.keep_keys(people.current().name, asked)
    return jsonify(done=True)


@pages.post("/filters")
def filters() -> str:
    """Save the filters of the queue under a name, or forget those of a name; answers with the list."""
    asked, desk, name = given(), the_desk(), people.current().name
    if "drop" in asked:
        kept = desk.choices.drop_filter(name, str(asked["drop"]))
    else:
        kept = desk.choices.keep_filter(name, str(asked.get("name") or ""), str(asked.get("query") or ""))
    return render_template("review/filters.html", saved=kept)
