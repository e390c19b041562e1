"""The interface in 中文 and English: whose language, which catalogue, and the toggle that keeps place."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Blueprint, Flask, redirect, request
from flask_babel import Babel, Domain, get_locale
from flask_login import current_user
from werkzeug.wrappers import Response

from translator.config import Settings
from translator.errors import NotFound
from translator.model import Lang
from web import the_desk

pages = Blueprint("language", __name__)

#: the messages are written in English in code and templates; each part of the web side has its own catalogue
CATALOGUES = Path(__file__).parent / "locale"
#: what a language is called in itself
NAMES = {"zh": "中文", "en": "English"}
#: what goes into lang="..."
TAGS = {"zh": "zh-CN", "en": "en"}
A_YEAR = 365 * 24 * 3600


class Catalogues(Domain):  # type: ignore[misc]  # flask-babel carries no types
    """Messages straight from the .po files: nothing to compile after a clone."""

    def get_translations(self) -> NullTranslations:
        """Return the messages of the language of this request."""
        return load(str(get_locale()))


@cache
def load(locale: str) -> NullTranslations:
    """Read all catalogues of a language; English needs none."""
    merged = Catalog(locale=locale)
    for path in sorted((CATALOGUES / locale).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=locale):
                if message.id:
                    merged[message.id] = message
    compiled = BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return Translations(compiled)


def set_up(app: Flask, settings: Settings) -> None:
    """Make gettext and the language of the page known to views and templates."""
    babel = Babel(app, default_locale="en", locale_selector=chosen)
    babel.domain_instance = Catalogues()
    app.context_processor(_for_templates)


def _for_templates() -> dict[str, Any]:
    lang = str(get_locale())
    return {"ui": lang, "ui_tag": TAGS[lang], "lang_tag": TAGS, "lang_name": NAMES, "other_ui": Lang(lang).other.value}


def chosen() -> str:
    """Return the language of this request: what the person chose, else what the browser prefers."""
    kept = request.cookies.get("language", "")
    return kept if kept in NAMES else request.accept_languages.best_match(list(NAMES), default="en") or "en"


@pages.get("/language/<name>")
def switch(name: str) -> Response:
    """Change the language of the interface and go back to the same place."""
    if name not in NAMES:
        raise NotFound(f"no interface language {name!r}", next_step="use zh or en")
    if current_user.is_authenticated:  # it comes along to other machines
        the_desk().choices.keep_language(current_user.person.name, name)
    return remembered(redirect(inside(request.args.get("next", "/"))), name)


def remembered(answer: Response, name: str) -> Response:
    """Return the answer with the language ``name`` ('': nothing was chosen) for this browser to keep."""
    if name in NAMES:
        answer.set_cookie("language", name, max_age=A_YEAR, samesite="Lax")
    return answer


def inside(target: str) -> str:
    """Return an address of this server; anything else leads home, so that no link can send people away."""
    safe = target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()
    return target if safe else "/"
