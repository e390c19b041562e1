"""Publishing in the browser: what is ready, what holds pages back, releases, differences, and the way back."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, g, make_response, redirect, render_template, request, url_for
from flask_babel import format_datetime, ngettext
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from translator.desk import SLOTS, Hold, Outlook, Reason
from translator.desk.schedule import CANCELLED, DONE, REFUSED, STOPPED
from translator.errors import InputError
from translator.model import Deed, Placing
from web import people, the_desk, wording
from web import words as naming
from web.said import told

pages = Blueprint("publish", __name__, url_prefix="/publishing")


@pages.app_template_filter("why")
def why(reason: Reason) -> str:
    """Say in the reader's language why a page is held back."""
    n, total = len(reason.sentences), reason.total
    words = {
        Hold.MISSING: lambda: ngettext("%(num)d of %(all)d sentences has no translation",
                                       "%(num)d of %(all)d sentences have no translation", n, all=total),
        Hold.DRAFTED: lambda: ngettext("%(num)d of %(all)d sentences is a draft nobody approved",
                                       "%(num)d of %(all)d sentences are drafts nobody approved", n, all=total),
        Hold.EDITED: lambda: ngettext("%(num)d of %(all)d sentences is edited but not approved",
                                      "%(num)d of %(all)d sentences are edited but not approved", n, all=total),
        Hold.REJECTED: lambda: ngettext("%(num)d of %(all)d sentences is rejected",
                                        "%(num)d of %(all)d sentences are rejected", n, all=total),
        Hold.ERRORS: lambda: ngettext("the checks find errors in %(num)d of %(all)d sentences",
                                      "the checks find errors in %(num)d of %(all)d sentences", n, all=total),
        Hold.EMPTY: lambda: _("there is no text to translate"),
        Hold.STALE: lambda: _("its source changed after it was approved"),
        Hold.OVERDUE: lambda: _("it has been out in one language longer than the policy allows"),
        Hold.WITHDRAWN: lambda: _("it was withdrawn"),
    }  # fmt: skip
    return str(words[reason.kind]())


@pages.app_template_filter("when")
def when(moment: datetime) -> str:
    """Write a moment as the language of the interface does, in the zone of the site."""
    if "zone" not in g:  # a page shows many moments
        g.zone = the_desk().site.about().zone
    zone: ZoneInfo = g.zone
    return f"{format_datetime(moment.astimezone(zone), 'medium', rebase=False)} ({zone.key})"


@pages.app_template_filter("outcome")
def outcome(words: str) -> str:
    """Say in the reader's language what came of a planned release."""
    for begin, read in (
        (DONE, _("Edition %(number)s", number=words.removeprefix(DONE))),
        (CANCELLED, _("cancelled by %(name)s", name=words.removeprefix(CANCELLED))),
        (REFUSED, _("not done: %(why)s", why=told(words.removeprefix(REFUSED)))),
        (STOPPED, _("stopped in the middle; look at the editions, then plan it again")),
    ):
        if words.startswith(begin):
            return str(read)
    return words


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
        unsent=desk.site.deliveries.failing(desk.live()),
        schedules=desk.site.schedule.every(),
        titles={line.document.id: line.document.title for line in outlook},
        zone=desk.site.about().zone,
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


@pages.post("/schedule")
def schedule() -> Response:
    """Keep a release for a time; the time is that of the site's zone."""
    desk, zone = the_desk(), the_desk().site.about().zone
    try:
        given = datetime.fromisoformat(request.form.get("due", ""))
        due = given if given.tzinfo else given.replace(tzinfo=zone)
    except ValueError as error:
        raise InputError(_("No day and hour were given."), next_step=_("Choose when.")) from error
    deed = Deed.WITHDRAW if request.form.get("deed") == Deed.WITHDRAW else Deed.PUBLISH
    documents = [name for name in request.form.getlist("document") if name]
    desk.site.schedule.add(deed, documents, due, by=people.current().name, note=request.form.get("note", "").strip())
    flash(_("It is planned."), "good")
    return redirect(url_for("publish.show"))


@pages.post("/schedule/cancel")
def cancel() -> Response:
    """Take back a release to come."""
    the_desk().site.schedule.cancel(_number(request.form.get("number", "")), by=people.current().name)
    flash(_("It is cancelled."), "good")
    return redirect(url_for("publish.show"))


@pages.post("/rollback")
def rollback() -> Response:
    """Show readers an earlier edition again."""
    made = the_desk().rollback(_number(request.form.get("number", "")), by=people.current().name)
    flash(_("Readers see edition %(number)d again.", number=made.number), "good")
    return redirect(url_for("publish.show"))


@pages.get("/audit/<int:number>.jsonl")
def audit(number: int) -> Response:
    """Send the audit file of an edition: a JSON object for each published sentence."""
    rows = (asdict(line) | {"at": line.at.isoformat() if line.at else None} for line in the_desk().site.audit(number))
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    answer = make_response(text)
    answer.mimetype = "application/jsonl"
    answer.headers["Content-Disposition"] = f"attachment; filename=audit-{number}.jsonl"
    return answer


@pages.get("/words")
def words() -> str:
    """Show the words of the site in both languages, as readers will have them, and where they are translated."""
    desk = the_desk()
    return render_template("site_words.html", rows=wording.rows(desk), on_desk=wording.document(desk), names=naming)


@pages.post("/words")
def gather() -> Response:
    """Put the words of the site on the desk, or bring them up to date, and go on to their review."""
    document = the_desk().site.words.gather(wording.theme(the_desk()))
    flash(_("The words of the site are on the desk."), "good")
    return redirect(url_for("review.show", document=document.id))


@pages.get("/places")
def places() -> str:
    """Show where each page stands: section, order, place on the home page."""
    desk = the_desk()
    site = desk.site.about().site
    known = {placing.document: placing for placing in site.placings}
    rows = [(row.document, known.get(row.document.id)) for row in desk.documents() if row.document.is_page]
    return render_template("places.html", rows=rows, sections=site.sections, slots=SLOTS)


@pages.post("/places")
def place() -> Response:
    """Put pages where the form says; readers see it from the next edition on."""
    desk, form, by = the_desk(), request.form, people.current().name
    known = {placing.document: placing for placing in desk.site.about().site.placings}
    for name in form.getlist("document"):
        section, slot, words = (form.get(f"{key}:{name}", "") for key in ("section", "slot", "order"))
        if words and not re.fullmatch(r"-?[0-9]{1,6}", words):
            raise InputError(_("%(words)s is no number.", words=words), next_step=_("Give a whole number, or nothing."))
        old = known.get(name, Placing(name))
        wanted = replace(old, section=section, slot=slot, order=int(words or 0))
        if old != wanted:
            desk.site.place(name, section=section, slot=slot, order=wanted.order, by=by)
    flash(_("Saved; readers see it from the next edition on."), "good")
    return redirect(url_for("publish.places"))


def _number(words: str) -> int:
    if not (words.isascii() and words.isdecimal()):
        raise InputError(_("%(words)s is no edition.", words=words or "''"), next_step=_("Choose one from the list."))
    return int(words)
