"""The list of documents: how far each is, putting new ones on the desk, drafting them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from translator.desk import DocumentRow
from translator.errors import InputError
from translator.model import Document, Lang, Progress
from web import the_desk, the_jobs, words

pages = Blueprint("documents", __name__)


@pages.get("/")
def home() -> Response:
    """Lead to the list."""
    return redirect(url_for("documents.show"))


@pages.get("/documents/")
def show() -> str:
    """Show the documents, the newest first."""
    rows = the_desk().documents()[::-1]
    return render_template("documents.html", rows=rows, total=_total(rows), words=words, tasks=the_desk().later.tasks())


@pages.get("/list/documents")
def listed() -> str:
    """Show the list alone: the page asks for it again while something is under way."""
    rows = the_desk().documents()[::-1]
    return render_template("documents/rows.html", rows=rows, words=words, tasks=the_desk().later.tasks())


@pages.post("/documents/")
def add() -> Response:
    """Put uploaded files on the desk; a bad one is named and does not stop the others."""
    lang = Lang(request.form["lang"]) if request.form.get("lang") in list(Lang) else None
    added = list(_added(lang))
    if added:
        flash(ngettext("%(num)d page is on the desk.", "%(num)d pages are on the desk.", len(added)), "good")
    if request.form.get("draft"):
        for document in added:
            the_jobs().add(document.id)
    return redirect(url_for("documents.show"))


def _added(lang: Lang | None) -> Iterator[Document]:
    files = [file for file in request.files.getlist("files") if file.filename]
    if not files:
        raise InputError(_("No file was chosen."), next_step=_("Choose one or more files, then add them."))
    for file in files:
        try:
            yield the_desk().add_upload(file.read(), name=file.filename or "", lang=lang)
        except InputError as error:
            flash(str(error), "error")


@pages.post("/documents/<document>/draft")
def draft(document: str) -> Response:
    """Let a document be drafted in the background: what has no translation yet, or all that nobody has touched."""
    the_jobs().add(document, redo=bool(request.form.get("redo")))
    return redirect(url_for("documents.show"))


def _total(rows: Sequence[DocumentRow]) -> Progress:
    each = [row.progress for row in rows]
    return Progress(
        segments=sum(p.segments for p in each),
        drafted=sum(p.drafted for p in each),
        edited=sum(p.edited for p in each),
        approved=sum(p.approved for p in each),
        rejected=sum(p.rejected for p in each),
        characters=sum(p.characters for p in each),
    )
