"""Publishing in the browser: what is ready, what holds pages back, releases, differences, and the way back."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import format_datetime, ngettext
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from translator.desk import Difference, Hold, Outlook, Reason
from translator.errors import InputError
from web import people, the_desk

pages = Blueprint("publish", __name__, url_prefix="/publishing")


@pages.app_template_filter("why")
def why(reason: Reason) -> str:
    """Say in the reader's language why a page is held back."""
    n, total = len(reason.segments), reason.total
    words = {
        Hold.MISSING: lambda: ngettext("%(num)d of %(all)d sentence has no translation",
                                       "%(num)d of %(all)d sentences have no translation", n, all=total),
        Hold.DRAFTED: lambda: ngettext("%(num)d of %(all)d sentence is a draft nobody approved",
                                       "%(num)d of %(all)d sentences are drafts nobody approved", n, all=total),
        Hold.EDITED: lambda: ngettext("%(num)d of %(all)d sentence is edited but not approved",
                                      "%(num)d of %(all)d sentences are edited but not approved", n, all=total),
        Hold.REJECTED: lambda: ngettext("%(num)d of %(all)d sentence is rejected",
                                        "%(num)d of %(all)d sentences are rejected", n, all=total),
        Hold.ERRORS: lambda: ngettext("the checks find errors in %(num)d of %(all)d sentence",
                                      "the checks find errors in %(num)d of %(all)d sentences", n, all=total),
        Hold.EMPTY: lambda: _("there is no text to translate"),
        Hold.STALE: lambda: _("its source changed after it was approved"),
        Hold.OVERDUE: lambda: _("it has been out in one language longer than the policy allows"),
        Hold.WITHDRAWN: lambda: _("it was withdrawn"),
    }  # fmt: skip
    return str(words[reason.kind]())


@pages.app_template_filter("when")
def when(moment: datetime) -> str:
    """Write a moment as the language of the interface does, in UTC like all times here."""
    return f"{format_datetime(moment, 'medium')} UTC"


@pages.get("/")
def show() -> str:
    """Show what the next edition would hold, what holds pages back, and the editions there are."""
    desk = the_desk()
    outlook, editions = desk.site.outlook(), desk.site.editions()[::-1]
    return render_template(
        "publishing.html",
        ready=[line for line in outlook if line.goes_out],
        fresh=[line for line in outlook if line.changed],
        held=[line for line in outlook if not line.goes_out],
        editions=editions,
        live=desk.live(),
        failures=desk.site.failures(editions[0].number) if editions else [],
        asked=_asked,
    )


def _asked(line: Outlook) -> bool:
    """Say whether a page waits for nothing but being named."""
    return bool(line.reasons) and all(r.kind in (Hold.STALE, Hold.WITHDRAWN) for r in line.reasons)


@pages.post("/")
def publish() -> Response:
    """Publish everything that is ready, or the page that was named."""
    names = request.form.getlist("document") or None
    note = request.form.get("note", "").strip()
    made = the_desk().publish(by=people.current().name, documents=names, note=note)
    count = ngettext("%(num)d page", "%(num)d pages", len(made.pages))
    flash(_("Edition %(number)d is live: %(count)s.", number=made.number, count=count), "good")
    return redirect(url_for("publish.show"))


@pages.post("/withdraw")
def withdraw() -> Response:
    """Take a page off the site."""
    made = the_desk().site.withdraw(request.form.getlist("document"), by=people.current().name)
    flash(_("Edition %(number)d is live, without that page.", number=made.number), "good")
    return redirect(url_for("publish.show"))


@pages.post("/rollback")
def rollback() -> Response:
    """Show readers an earlier edition again."""
    made = the_desk().rollback(_number(request.form.get("number", "")), by=people.current().name)
    flash(_("Readers see edition %(number)d again.", number=made.number), "good")
    return redirect(url_for("publish.show"))


@pages.get("/difference")
def difference() -> str:
    """Show side by side what changes for readers between two editions, or from the live one to what is ready."""
    desk = the_desk()
    numbers = [head.number for head in desk.site.editions()]
    if request.args.get("new", "ready") == "ready":
        old, new, found = desk.live(), 0, desk.site.pending()
    else:
        new = _number(request.args["new"])
        earlier = [number for number in numbers if number < new]
        old = _number(request.args["old"]) if request.args.get("old") else max(earlier, default=new)
        found = desk.compare(old, new)
    return render_template("difference.html", old=old, new=new, groups=_grouped(found), numbers=numbers)


def _grouped(found: list[Difference]) -> list[tuple[str, list[Difference]]]:
    """Put the differences of one page together."""
    return [(slug, [d for d in found if d.slug == slug]) for slug in dict.fromkeys(d.slug for d in found)]


def _number(words: str) -> int:
    if not (words.isascii() and words.isdecimal()):
        raise InputError(_("%(words)s is no edition.", words=words or "''"), next_step=_("Choose one from the list."))
    return int(words)
