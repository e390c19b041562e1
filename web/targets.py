"""Targets and webhooks in the browser: what would change there, sending, and what came of it."""

from __future__ import annotations

from itertools import groupby

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from translator.errors import DuizhaoError
from translator.model import Address, ChangeKind, Delivery, Event, Role
from web import people, the_desk

pages = Blueprint("targets", __name__, url_prefix="/publishing/targets")

#: a first upload lists every file; nobody reads more than these of a kind
SHOWN = 500


@pages.app_template_filter("delivery")
def delivery(each: Delivery) -> tuple[str, str]:
    """Say how a delivery stands in the reader's language, with the class that gives it its colour."""
    if each.done:
        return "approved", _("arrived")
    if each.given_up:
        return "rejected", _("given up")
    if each.trouble:
        return "rejected", _("failed")
    return ("drafted", _("under way")) if each.tries else ("missing", _("waits"))


@pages.app_template_filter("event")
def event(value: Event) -> str:
    """Name what happened to the site."""
    words = {
        Event.PUBLISHED: _("published"),
        Event.WITHDRAWN: _("pages withdrawn"),
        Event.ROLLED_BACK: _("gone back to"),
        Event.SENT: _("sent by hand"),
    }
    return str(words[value])


@pages.get("")
def show() -> str:
    """Show where editions go, and what came of it lately."""
    desk = the_desk()
    about = desk.site.about()
    hooks = [hook.name for hook in desk.site.deliveries.hooks()]
    return render_template(
        "targets.html",
        targets=about.targets,
        hooks=hooks,
        signed=bool(desk.settings.webhook_secret),
        deliveries=desk.site.deliveries.every(),
        live=desk.live(),
        Address=Address,
    )


@pages.get("/<name>")
def plan(name: str) -> str:
    """Show what sending would change at a target; nothing is changed."""
    people.demand(Role.EDITOR)
    desk = the_desk()
    spec = desk.site.targets.spec(name)
    try:
        changes, trouble = desk.site.targets.plan(name), None
    except DuizhaoError as error:
        changes, trouble = [], error
    kinds = list(ChangeKind)
    changes.sort(key=lambda change: (kinds.index(change.kind), change.path))
    groups = [(kind, list(some)) for kind, some in groupby(changes, key=lambda change: change.kind)]
    words = {ChangeKind.ADD: _("New"), ChangeKind.REPLACE: _("Changed"), ChangeKind.REMOVE: _("Removed")}
    return render_template(
        "target.html", spec=spec, groups=groups, words=words, trouble=trouble, shown=SHOWN, live=desk.live()
    )


@pages.post("/<name>")
def send(name: str) -> Response:
    """Send the edition readers see; on a server of its own that goes on in the background."""
    the_desk().site.deliveries.send(name, by=people.current().name)
    flash(_("It is on its way; see below what came of it."), "good")
    return redirect(url_for("targets.show"))


@pages.post("/again/<int:number>")
def again(number: int) -> Response:
    """Try a delivery again."""
    the_desk().site.deliveries.again(number)
    flash(_("It is tried again."), "good")
    return redirect(url_for("targets.show"))
