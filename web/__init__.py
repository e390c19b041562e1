"""The web side of Duizhao: review, publishing, and the published site. Talks only to the Desk."""

from __future__ import annotations

from flask import Flask

from translator.config import Settings
from translator.desk import Desk, open_desk


def create_app(settings: Settings | None = None, desk: Desk | None = None) -> Flask:
    """Make the application on a Desk (that of the settings when None)."""
    app = Flask(__name__)
    app.extensions["desk"] = desk or open_desk(settings)
    return app
