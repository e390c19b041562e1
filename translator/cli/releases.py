"""``duizhao publish``, ``rollback`` and ``editions``: what readers see."""

from __future__ import annotations

import getpass
import logging
import sys
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import click

from translator.cli import console, options, wire
from translator.cli.sending import tell
from translator.errors import NotFound
from translator.model import Edition

# what failed is said by the verbs themselves; a log without a place to go would say it twice
logging.getLogger("translator.desk").addHandler(logging.NullHandler())
by = click.option("--by", metavar="NAME", help="Who does it; you, when not given.")


def user_name(given: str | None) -> str:
    """Return the name that revisions and editions carry: as given, of the account, or ``cli`` where it has none."""
    if given:
        return given
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "cli"


@click.command(short_help="Publish the approved page pairs.")
@click.argument("documents", metavar="[DOC]...", nargs=-1)
@click.option("--unapproved", is_flag=True, help="Also let pages out that are not approved sentence by sentence.")
@click.option("--note", default="", help="What is new in this edition.")
@by
@options.as_json
def publish(documents: tuple[str, ...], unapproved: bool, note: str, by: str | None, as_json: bool) -> None:
    """Write a new edition of the site with every approved page pair (or those named by id).

    \b
    Example:
      duizhao publish --note "spring investment pages"
    """
    with options.open_desk() as desk:
        name = user_name(by)
        names = list(documents) or None
        with console.bar(quiet=as_json) as bar, bar.task("pages") as progress:
            edition = desk.publish(by=name, documents=names, unapproved=unapproved, note=note, progress=progress)
        folder = str(Path(desk.settings.site_folder) / "current")
        text = f"edition {edition.number}: {len(edition.pages)} page pairs are in {folder}"
        console.put({**_edition(edition, live=edition.number), "folder": folder}, text, as_json)
        held_back = [] if unapproved else [str(reason) for reason in desk.held_back()]
        if not as_json:
            _tell(held_back)
        failures, unsent = desk.site.failures(edition.number), desk.site.deliveries.failing(edition.number)
        for failure in failures:
            console.say(f"not written: {failure}")
        tell(unsent)
        if failures or unsent:
            sys.exit(1)


def _tell(held_back: Sequence[str]) -> None:
    for reason in held_back:
        console.say(f"held back: {reason}")


@click.command(short_help="Show readers an earlier edition again.")
@click.argument("number", type=click.IntRange(min=1))
@by
@options.as_json
def rollback(number: int, by: str | None, as_json: bool) -> None:
    """Make edition NUMBER the one readers see; nothing is lost, later editions stay.

    \b
    Example:
      duizhao rollback 3
    """
    with options.open_desk() as desk:
        edition = desk.rollback(number, by=user_name(by))
        console.put(_edition(edition, live=desk.live()), f"edition {edition.number} is live", as_json)
        tell(desk.site.deliveries.failing(edition.number))


@click.command(short_help="List the editions of the site.")
@options.as_json
def editions(as_json: bool) -> None:
    """List the editions, oldest first; * marks the one readers see.

    \b
    Example:
      duizhao editions
    """
    with options.open_desk() as desk:
        live, found = desk.live(), desk.editions()
        for edition in found:
            console.put(_edition(edition, live=live), _edition_line(edition, live), as_json)
        if not found and not as_json:
            console.say("no editions yet; make the first with: duizhao publish")


@click.command(short_help="Write who made and approved each published sentence.")
@click.argument("number", type=click.IntRange(min=1), required=False)
def audit(number: int | None) -> None:
    """Print the audit file of edition NUMBER (the one readers see when not given): one JSON object a sentence.

    \b
    Example:
      duizhao audit 3 > edition-3.jsonl
    """
    with options.open_desk() as desk:
        chosen = number or desk.live()
        if not chosen:
            raise NotFound("there is no edition yet", next_step="make the first with: duizhao publish")
        for line in desk.site.audit(chosen):
            row = {field.name: getattr(line, field.name) for field in fields(line)}
            console.put({**row, "at": line.at.isoformat() if line.at else None}, "", True)


def _edition(edition: Edition, *, live: int) -> wire.Json:
    return {
        "number": edition.number,
        "site": edition.slug,
        "live": edition.number == live,
        "pages": [line.slug for line in edition.lines],
        "made_by": edition.made_by,
        "made_at": edition.made_at.isoformat(),
        "digest": edition.digest,
        "note": edition.note,
    }


def _edition_line(edition: Edition, live: int) -> str:
    mark, day = "*" if edition.number == live else " ", f"{edition.made_at:%Y-%m-%d %H:%M} UTC"
    return (
        f"{mark} {edition.number}  {day}  {edition.made_by}  {len(edition.pages)} page pairs  {edition.note}".rstrip()
    )
