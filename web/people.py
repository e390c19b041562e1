"""Who is at the keyboard and what they may do. Without any account the one person at the machine may do everything."""

from __future__ import annotations

import getpass
from functools import cache
from typing import Any

from flask import Flask, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import LoginManager, UserMixin, current_user
from werkzeug.wrappers import Response

from translator.config import Settings
from translator.errors import Forbidden
from translator.model import Person, Role
from web import problems, the_desk

#: what may be seen without signing in: the published site, the way in, the toggle
OPEN = ("static", "reading.site", "language.", "accounts.sign_in")
#: the least role for what changes something, by the beginning of the endpoint; the longest that fits counts
NEEDED = {
    "": Role.REVIEWER,
    "saving.": Role.TRANSLATOR,
    "talk.": Role.TRANSLATOR,
    "me.": Role.TRANSLATOR,
    "terms.": Role.TRANSLATOR,
    "flow.": Role.TRANSLATOR,
    "ranges.": Role.TRANSLATOR,
    "rewording.": Role.TRANSLATOR,
    "replacing.": Role.TRANSLATOR,
    "cuts.": Role.TRANSLATOR,
    "accounts.": Role.TRANSLATOR,
    "accounts.people": Role.ADMIN,
    "documents.": Role.EDITOR,
    "publish.": Role.EDITOR,
    "facts.": Role.EDITOR,
    "targets.": Role.EDITOR,
}


class Signed(UserMixin):  # type: ignore[misc]  # flask-login carries no types
    """A person as flask-login sees one; a new password changes the id and so ends open sessions."""

    def __init__(self, person: Person) -> None:
        self.person = person

    def get_id(self) -> str:
        """Return what the session keeps."""
        return f"{self.person.stamp}:{self.person.name}"


def set_up(app: Flask, settings: Settings) -> None:
    """Make the person known to views and templates, and keep strangers out."""
    manager = LoginManager(app)
    manager.session_protection = None  # people change networks; the session cookie is signed
    manager.user_loader(_load)
    app.before_request(_admit)
    app.context_processor(_for_templates)


def _load(kept: str) -> Signed | None:
    stamp, _sep, name = kept.partition(":")
    person = the_desk().people.find(name)
    return Signed(person) if person and person.stamp == stamp else None


def _for_templates() -> dict[str, Any]:
    return {"person": current(), "signed_in": current_user.is_authenticated}


def current() -> Person:
    """Return the person of this request; on a machine without accounts that is the one who is logged in there."""
    if "person" not in g:
        signed: Person | None = getattr(current_user, "person", None)
        g.person = signed or Person(_local_name(), Role.TRANSLATOR if _accounts() else Role.ADMIN)
    found: Person = g.person
    return found


def _accounts() -> bool:
    """Say whether anybody has an account; asked once a request."""
    if "accounts" not in g:
        g.accounts = bool(the_desk().people.list())
    found: bool = g.accounts
    return found


def demand(role: Role) -> None:
    """Raise Forbidden unless the person has at least this role."""
    if not current().role.covers(role):
        raise Forbidden(_("Your role does not allow this."), next_step=_("Ask somebody with the right role."))


def _admit() -> Response | None:
    """Ask for a sign-in where accounts exist, and for the right role where something is changed."""
    endpoint = request.endpoint or ""
    if endpoint.startswith(OPEN) or endpoint == "":
        return None
    if not current_user.is_authenticated and _accounts():
        if request.method == "GET" and request.accept_mimetypes.best != "application/json":
            return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
        return problems.answer(401, _("You are signed out."), _("Sign in again; what you typed is kept."))
    if request.method != "GET" or endpoint == "accounts.people":
        demand(NEEDED[max((begin for begin in NEEDED if endpoint.startswith(begin)), key=len)])
    return None


@cache
def _local_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in some containers
        return "local"
