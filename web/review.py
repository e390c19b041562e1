"""The review page: source and translation side by side."""

from __future__ import annotations

from flask import Blueprint, render_template

from web import the_desk

pages = Blueprint("review", __name__, url_prefix="/documents/<document>")


@pages.get("/review")
def show(document: str) -> str:
    """Show a document sentence by sentence."""
    desk = the_desk()
    return render_template("review.html", document=desk.document(document), rows=desk.rows(document))
