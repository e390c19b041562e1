"""Who is at the keyboard, as far as pages and the Desk need to know."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import Flask, g

from translator.config import Settings


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works here; ``name`` is what revisions and editions carry."""

    name: str


def set_up(app: Flask, settings: Settings) -> None:
    """Make the person known to templates."""
    app.context_processor(_for_templates)


def _for_templates() -> dict[str, Any]:
    return {"person": current()}


def current() -> Person:
    """Return the person of this request; on a machine of one's own that is the one who is logged in there."""
    if "person" not in g:
        g.person = Person(_local_name())
    found: Person = g.person
    return found


@cache
def _local_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in some containers
        return "local"
