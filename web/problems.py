"""Trouble as a page: every error family becomes a status, a plain sentence and a next step, in one place."""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from translator.config import Settings
from translator.errors import Conflict, DuizhaoError, EngineError, Forbidden, InputError, NotFound, StoreError
from web.said import said

log = logging.getLogger(__name__)

STATUS: dict[type[DuizhaoError], int] = {
    InputError: 400,
    NotFound: 404,
    Forbidden: 403,
    Conflict: 409,
    EngineError: 503,
    StoreError: 503,
}
OTHERWISE = 500


def set_up(app: Flask, settings: Settings) -> None:
    """Answer all trouble here."""
    app.register_error_handler(DuizhaoError, _ours)
    app.register_error_handler(CSRFError, _stale)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def status_of(error: DuizhaoError) -> int:
    """Return the HTTP status of an error of the product.

    >>> status_of(NotFound("no such page"))
    404
    """
    return next((STATUS[family] for family in type(error).__mro__ if family in STATUS), OTHERWISE)


def _ours(error: DuizhaoError) -> Response:
    status = status_of(error)
    if status >= 500:
        log.error("%s", error)
    extra: dict[str, Any] = {}
    if isinstance(error, Conflict):
        extra = {"yours": error.yours, "theirs": error.theirs, "current": error.current}
    message, next_step = said(error.message, "trouble"), said(error.next_step, "trouble")
    return answer(status, str(message), str(next_step), **extra)


def _stale(error: CSRFError) -> Response:
    return answer(400, _("This page is from an older session."), _("Reload the page and try again."), code="csrf")


def _http(error: HTTPException) -> Response:
    if error.response is not None and error.code and error.code < 400:  # a redirect of the router
        return make_response(error.get_response())
    words = {
        404: (_("There is nothing at this address."), _("Go to the list of documents.")),
        405: (_("This address does not take that kind of request."), _("Go to the list of documents.")),
        413: (_("This file is too large."), _("Cut it into pages of at most 16 MB.")),
    }
    status = error.code or OTHERWISE
    message, next_step = words.get(status, (error.description or error.name, ""))
    return answer(status, message, next_step)


def _unexpected(error: Exception) -> Response:
    log.exception("unexpected trouble at %s", request.path)
    return answer(
        OTHERWISE,
        _("Something went wrong here; nothing was changed."),
        _("Try again. If it stays, report it with the lines of the server's log."),
    )


def answer(status: int, message: str, next_step: str, **extra: Any) -> Response:
    """Answer a script with JSON and a person with a page."""
    if request.accept_mimetypes.best == "application/json" or request.is_json:
        made = jsonify(status=status, message=message, next_step=next_step, **extra)
    else:
        made = make_response(render_template("problem.html", status=status, message=message, next_step=next_step))
    made.status_code = status
    return made
