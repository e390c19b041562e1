"""Differences in the browser: which pages change between two versions of the site, and each page side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, Response, make_response, render_template, request, url_for
from flask_babel import gettext as _

from translator.desk import Change, SentenceChange, Stage, page_facts
from translator.errors import InputError, NotFound
from translator.model import Lang
from translator.text.compare import Piece, difference
from web import the_desk
from web.site import marked

pages = Blueprint("differences", __name__, url_prefix="/publishing/difference")

#: the frames run no script, and take their style from the preview of the site
_POLICY = "default-src 'self'; script-src 'none'; object-src 'none'; base-uri 'self'; frame-ancestors 'self'"


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of one language before and after; ``pieces`` is empty where it did not change."""

    lang: Lang
    pieces: tuple[Piece, ...]


@pages.app_template_filter("fact")
def fact(name: str) -> str:
    """Name a field of a page or of the site in the reader's language; one this page does not know keeps its name."""
    words = {
        "title": _("Title"),
        "section": _("Section"),
        "date": _("Date"),
        "author": _("Author"),
        "tags_zh": _("Tags, Chinese"),
        "tags_en": _("Tags, English"),
        "image": _("Picture"),
        "alt": _("Picture in words"),
        "caption": _("Caption"),
        "slot": _("Home page"),
        "order": _("Order"),
        "summary": _("Summary"),
        "name": _("Name of the site"),
        "tagline": _("Tagline"),
        "notice": _("Notice"),
        "sections": _("Sections"),
        "placings": _("Places of pages"),
        "strings": _("Words of the site"),
    }
    return str(words.get(name, name))


@pages.get("")
def show() -> str:
    """List the pages that differ between two versions of the site."""
    old, new = _versions()
    found = the_desk().site.differences.between(old, new)
    facts = {change.slug: page_facts(change) for change in found.pages}
    return render_template("difference.html", found=found, facts=facts, **_frame(old, new))


@pages.get("/<slug>")
def page(slug: str) -> str:
    """Show a page before and after: its changed sentences (``all``: every one), or as readers see it (``seen``)."""
    old, new = _versions()
    change = the_desk().site.differences.page(slug, old, new)
    seen = request.args.get("seen", "")
    shown = change.sentences if request.args.get("all") else change.changed
    return render_template(
        "difference_page.html",
        change=change,
        facts=page_facts(change),
        rows=[(each, list(lines(each, change.page.document.lang))) for each in shown],
        seen=Lang(seen) if seen in list(Lang) else None,
        **_frame(old, new),
    )


@pages.get("/<slug>/<side>-<lang>.html")
def frame(slug: str, side: str, lang: str) -> Response:
    """Send a page as readers see it, before or after, with what changed marked."""
    old, new = _versions()
    desk, after = the_desk(), side == "after"
    change = desk.site.differences.page(slug, old, new)
    if side not in ("before", "after") or lang not in list(Lang) or (change.after if after else change.before) is None:
        raise NotFound(_("There is nothing at this address."), next_step=_("Go to the list of documents."))
    edition = desk.site.differences.edition(new if after else old)
    html = marked.rendered(change, edition, Lang(lang), after=after, theme=desk.site.about().theme)
    base = url_for("reading.preview", path=f"{lang}/{slug}.html")
    style = url_for("static", filename="marks.css")
    answer = make_response(
        html.replace("<head>", f'<head><base href="{base}"><link rel="stylesheet" href="{style}">', 1)
    )
    answer.headers["Content-Security-Policy"] = _POLICY
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def lines(each: SentenceChange, source: Lang) -> Iterator[Line]:
    """Yield what differs in a sentence, its own language first."""
    was = (each.before.source, each.before.target) if each.before else ("", "")
    now = (each.after.source, each.after.target) if each.after else ("", "")
    for lang, old, new in zip((source, source.other), was, now, strict=True):
        yield Line(lang, difference(old, new))


def _frame(old: int | Stage, new: int | Stage) -> dict[str, object]:
    """Return what both pages need to name and to choose the versions."""
    numbers = [head.number for head in the_desk().site.editions()][::-1]
    names: dict[int | Stage, str] = {number: _("Edition %(number)d", number=number) for number in numbers}
    names |= {0: _("nothing"), Stage.READY: _("what is ready"), Stage.DRAFT: _("the newest texts, approved or not")}
    return {"old": old, "new": new, "names": names, "live": the_desk().live(), "Change": Change}


def _versions() -> tuple[int | Stage, int | Stage]:
    """Read which versions are wanted; without a wish what is ready beside what readers have."""
    desk = the_desk()
    new = _version(request.args.get("new") or Stage.READY)
    given = request.args.get("old", "")
    if given:
        return _version(given), new
    if isinstance(new, Stage):
        return desk.live(), new
    earlier = [head.number for head in desk.site.editions() if head.number < new]
    return max(earlier, default=0), new


def _version(words: str) -> int | Stage:
    if words in list(Stage):
        return Stage(words)
    if not (words.isascii() and words.isdecimal() and len(words) < 10):
        raise InputError(_("%(words)s is no edition.", words=words or "''"), next_step=_("Choose one from the list."))
    return int(words)
