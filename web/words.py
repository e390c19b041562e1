"""Names of states, origins and checks in the language of the page."""

from __future__ import annotations

from flask_babel import gettext

from translator.model import Category, Gravity, MatchKind, NewsKind, Origin, Role, Severity, State, TermKind


def _(message: str) -> str:
    return str(gettext(message))


def state(value: State | str) -> str:
    """Name a state by what it means for whoever reads it."""
    return {
        State.MISSING: _("Not translated"),
        State.DRAFTED: _("Draft"),
        State.EDITED: _("In review"),
        State.APPROVED: _("Approved"),
        State.REJECTED: _("Returned"),
    }[State(value)]


def origin(value: Origin) -> str:
    """Name what made a text."""
    return {
        Origin.ENGINE: _("machine"),
        Origin.MEMORY: _("memory"),
        Origin.HUMAN: _("person"),
    }[value]


def severity(value: Severity) -> str:
    """Name how bad a finding is."""
    return {Severity.ERROR: _("Error"), Severity.WARNING: _("Warning"), Severity.NOTE: _("Note")}[value]


def match(value: MatchKind) -> str:
    """Name how a memory match fits."""
    return {
        MatchKind.CONTEXT: _("same sentence, same neighbours"),
        MatchKind.EXACT: _("same sentence"),
        MatchKind.ADAPTED: _("same sentence, numbers or names put in"),
        MatchKind.FUZZY: _("similar"),
    }[value]


#: the checks of the product, for the filter
CHECKS = (
    "number",
    "date",
    "unit",
    "term",
    "forbidden term",
    "untranslated",
    "length",
    "repeated",
    "markup",
    "width",
    "end mark",
    "quotes",
    "brackets",
    "doubled mark",
    "space at the ends",
    "double space",
    "spacing",
    "inconsistent",
    "same translation",
)


def check(name: str) -> str:
    """Name a check; one this page does not know keeps its own name."""
    return {
        "number": _("Number"),
        "date": _("Date"),
        "unit": _("Unit"),
        "term": _("Term"),
        "forbidden term": _("Forbidden form"),
        "untranslated": _("Untranslated"),
        "length": _("Length"),
        "repeated": _("Repeated words"),
        "markup": _("Markup"),
        "width": _("Full or half width"),
        "end mark": _("End mark"),
        "quotes": _("Quotation marks"),
        "brackets": _("Brackets"),
        "doubled mark": _("Doubled mark"),
        "space at the ends": _("Outer spaces"),
        "double space": _("Double space"),
        "spacing": _("Spacing"),
        "inconsistent": _("Inconsistent"),
        "same translation": _("Same translation"),
    }.get(name, name)


def role(value: Role) -> str:
    """Name a role by what it may do."""
    return {
        Role.TRANSLATOR: _("Translator: edits and submits"),
        Role.REVIEWER: _("Reviewer: approves and returns"),
        Role.EDITOR: _("Editor: publishes"),
        Role.ADMIN: _("Admin: looks after people"),
    }[value]


def category(value: Category) -> str:
    """Name what an issue is about."""
    return {
        Category.ACCURACY: _("Accuracy"),
        Category.TERMINOLOGY: _("Terminology"),
        Category.FLUENCY: _("Fluency"),
        Category.STYLE: _("Style"),
        Category.LOCALE: _("Local conventions"),
    }[value]


def news(value: NewsKind, by: str) -> str:
    """Say why somebody is told."""
    return {
        NewsKind.MENTION: str(gettext("%(name)s calls you", name=by)),
        NewsKind.REMARK: str(gettext("%(name)s wrote about a sentence of yours", name=by)),
        NewsKind.RETURNED: str(gettext("%(name)s returned your text", name=by)),
    }[value]


def gravity(value: Gravity) -> str:
    """Name how bad an issue is."""
    return {Gravity.MINOR: _("Minor"), Gravity.MAJOR: _("Major"), Gravity.CRITICAL: _("Critical")}[value]


def kind(value: TermKind) -> str:
    """Say what a term names."""
    return {
        TermKind.PLACE: _("Place"),
        TermKind.ORGANISATION: _("Organisation"),
        TermKind.COMPANY: _("Company"),
        TermKind.PERSON: _("Person’s name"),
        TermKind.PRODUCT: _("Product"),
        TermKind.TITLE: _("Title or office"),
        TermKind.LAW: _("Law or document"),
        TermKind.OTHER: _("Other"),
    }[value]
