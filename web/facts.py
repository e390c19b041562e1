"""What a page says of itself, edited in the browser: date, author, tags, picture in words, place on the site."""

from __future__ import annotations

import re

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from translator.desk import SLOTS, facts
from translator.errors import InputError
from translator.model import Both, Placing
from web import people, the_desk

pages = Blueprint("facts", __name__, url_prefix="/publishing/page")

#: nobody writes more about a picture
LONGEST = 500


@pages.get("/<document>")
def show(document: str) -> str:
    """Show what the page says of itself beside what people decided."""
    desk = the_desk()
    page, site = desk.preview(document), desk.site.about().site
    placing = next((p for p in site.placings if p.document == document), Placing(document))
    options = {"sections": site.sections, "slots": SLOTS}
    return render_template("facts.html", document=page.document, own=facts(page), placing=placing, **options)


@pages.post("/<document>")
def save(document: str) -> Response:
    """Keep what was decided; readers see it from the next edition on."""
    order = _words("order")
    if order and not re.fullmatch(r"-?[0-9]{1,6}", order):
        raise InputError(_("%(words)s is no number.", words=order), next_step=_("Give a whole number, or nothing."))
    placing = Placing(
        document=the_desk().store.head(document).id,
        section=_words("section"),
        slot=_words("slot"),
        order=int(order or 0),
        day=_words("day"),
        author=_both("author"),
        tags_zh=_tags("tags_zh"),
        tags_en=_tags("tags_en"),
        alt=_both("alt"),
        caption=_both("caption"),
        summary=_both("summary"),
    )
    the_desk().site.describe(placing, by=people.current().name)
    flash(_("Saved; readers see it from the next edition on."), "good")
    return redirect(url_for("facts.show", document=document))


def _words(name: str) -> str:
    words = " ".join(request.form.get(name, "").split())
    if len(words) > LONGEST:
        raise InputError(_("This text is too long."), next_step=_("Use 500 characters or less."))
    return words


def _both(name: str) -> Both:
    return Both(_words(f"{name}_zh"), _words(f"{name}_en"))


def _tags(name: str) -> tuple[str, ...]:
    return tuple(tag for tag in (part.strip() for part in re.split("[,\uff0c\u3001]", _words(name))) if tag)
