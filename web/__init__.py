"""The web side: review, publishing, the published site. Talks to the Desk, and through the queue to workers."""

from __future__ import annotations

import logging
from importlib import import_module
from typing import cast

from flask import Blueprint, Flask, current_app

from translator import config
from translator.config import Settings
from translator.desk import Desk, open_desk
from translator.desk.lazy import Once
from translator.jobs import Jobs

log = logging.getLogger(__name__)

#: the parts of the web side, as module:blueprint; each part brings its own pages and templates
BLUEPRINTS = (
    "web.language:pages",
    "web.accounts:pages",
    "web.documents:pages",
    "web.review:pages",
    "web.saving:pages",
    "web.talk:pages",
    "web.me:pages",
    "web.search:pages",
    "web.terms:pages",
    "web.figures:pages",
    "web.flow:pages",
    "web.ranges:pages",
    "web.rewording:pages",
    "web.replacing:pages",
    "web.cuts:pages",
    "web.publish:pages",
    "web.differences:pages",
    "web.facts:pages",
    "web.targets:pages",
    "web.reading:pages",
)
#: a page pair of the size of a book is under 4 MB; more than this is a mistake
LARGEST_UPLOAD = 16 * 1024 * 1024


def create_app(settings: Settings | None = None, desk: Desk | None = None) -> Flask:
    """Make the application on a Desk (that of the settings when None); raises StoreError."""
    from web import guard, language, people, problems, said

    opened = desk or open_desk(settings or config.load())
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_UPLOAD
    app.extensions["desk"] = opened
    app.extensions["jobs"] = Once(lambda: Jobs(opened.settings, desk=lambda: opened, tell=log.info))
    for part in (guard, language, people, problems, said):
        part.set_up(app, opened.settings)
    for name in BLUEPRINTS:
        module, _, blueprint = name.partition(":")
        app.register_blueprint(cast(Blueprint, getattr(import_module(module), blueprint)))
    return app


def the_jobs() -> Jobs:
    """Return the queue for work nobody waits for; raises StoreError where it does not answer."""
    return cast(Jobs, current_app.extensions["jobs"]())


def the_desk() -> Desk:
    """Return the Desk of the application that answers this request."""
    return cast(Desk, current_app.extensions["desk"])
