"""Signing in and out, and looking after people: accounts, roles, passwords. One's own page is in ``me.py``."""

from __future__ import annotations

from collections import defaultdict
from threading import Lock
from time import monotonic

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import login_user, logout_user
from werkzeug.wrappers import Response

from translator.errors import InputError, NotFound
from translator.model import Role
from web import people as who
from web import problems, the_desk, words
from web.language import inside, remembered

pages = Blueprint("accounts", __name__)

#: so many wrong passwords from one address in so many seconds, then it waits
TRIES, WINDOW = 10, 300.0
_wrong: dict[str, list[float]] = defaultdict(list)
_counting = Lock()


@pages.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Response | str:
    """Ask for name and password, then lead back to where the person wanted to go."""
    target = inside(request.args.get("next", "/"))
    if request.method == "GET":
        return render_template("sign_in.html", next=target)
    if _too_many(request.remote_addr or ""):
        return problems.answer(429, _("Too many wrong passwords."), _("Wait five minutes and try again."))
    person = the_desk().people.check(request.form.get("name", "").strip(), request.form.get("password", ""))
    if person is None:
        _count_wrong(request.remote_addr or "")
        flash(_("Name or password is wrong."), "error")
        return render_template("sign_in.html", next=target)
    session.permanent = True
    login_user(who.Signed(person))
    return remembered(redirect(target), the_desk().choices.language(person.name))


def _too_many(address: str) -> bool:
    with _counting:
        _wrong[address] = [at for at in _wrong[address] if at > monotonic() - WINDOW]
        return len(_wrong[address]) >= TRIES


def _count_wrong(address: str) -> None:
    with _counting:
        _wrong[address].append(monotonic())


@pages.post("/sign-out")
def sign_out() -> Response:
    """End the session."""
    logout_user()
    return redirect(url_for("accounts.sign_in"))


@pages.get("/people/")
def people() -> str:
    """Show everybody with an account."""
    return render_template("people.html", everybody=the_desk().people.list(), roles=list(Role), words=words)


@pages.post("/people/", endpoint="people_add")
def add() -> Response:
    """Make an account; whoever makes the first one is signed in as it."""
    first = not the_desk().people.list()
    form = request.form
    made = the_desk().people.add(form.get("name", ""), form.get("password", ""), _role(form.get("role", "")))
    if first:
        login_user(who.Signed(made))
    flash(_("%(name)s has an account now.", name=made.name), "good")
    return redirect(url_for("accounts.people"))


@pages.post("/people/<name>", endpoint="people_change")
def change(name: str) -> Response:
    """Give another role, a new password, or close and open the account."""
    form, desk = request.form, the_desk().people
    if form.get("password"):
        desk.set_password(name, form["password"])
    elif "active" in form:
        desk.change(name, active=form["active"] == "yes")
    elif "role" in form:
        desk.change(name, role=_role(form["role"]))
    else:
        raise NotFound(_("Nothing to change was given."), next_step=_("Reload the page and try again."))
    flash(_("%(name)s is changed.", name=name), "good")
    return redirect(url_for("accounts.people"))


def _role(name: str) -> Role:
    if name not in list(Role):
        raise InputError(_("There is no such role."), next_step=_("Choose one from the list."))
    return Role(name)
