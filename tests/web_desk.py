"""A desk with a page on it and the application over it, for the tests of the web side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from fakes import FakeEngine, a_document
from flask import Flask

from translator.config import Settings
from translator.desk import Desk
from translator.desk.desk import utcnow
from translator.model import Glossary, Term
from translator.store import open_store
from web import create_app

TERMS = Glossary("test", (Term("廊坊", "Langfang"), Term("河北", "Hebei")), "1")
TEXTS = ("廊坊", "廊坊在河北。", "这里有30家企业。", "欢迎您。")
BOOK = {
    "廊坊": "Langfang",
    "廊坊在河北。": "Langfang is in Hebei.",
    "这里有30家企业。": "There are 30 企业 here.",
    "欢迎您。": "Welcome.",
}


def a_desk(folder: Path, *texts: str, glossary: Glossary = TERMS, clock: Callable[[], datetime] = utcnow) -> Desk:
    """Open a desk in ``folder`` with a drafted page called ``page``."""
    settings = Settings(database=f"sqlite:///{folder}/d.db", site_folder=str(folder / "site"), secret="s" * 32)
    settings = replace(settings, jobs=f"sqlite:///{folder}/jobs.db")
    desk = Desk(
        lambda: open_store(settings.database),
        settings,
        engine=lambda: FakeEngine(BOOK),
        glossary=lambda: glossary,
        clock=clock,
    )
    desk.store.add_document(a_document(*(texts or TEXTS)))
    desk.draft("page")
    return desk


def an_app(desk: Desk) -> Flask:
    """Make the application; its forms need no token."""
    app = create_app(desk.settings, desk)
    app.config["WTF_CSRF_ENABLED"] = False
    return app
