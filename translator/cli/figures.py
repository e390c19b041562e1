"""``duizhao figures``: what was done, by document and by person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import click

from translator.cli import console, options, wire
from translator.model import Asked, Effort, Figures, Work

_DAY = click.DateTime(["%Y-%m-%d"])
TABLES = ("documents", "people", "days", "terms", "too-fast")


@click.command(short_help="Count work: sentences, characters, time, post-editing effort.")
@click.option("--from", "since", type=_DAY, metavar="DAY", help="First day, like 2026-05-01.")
@click.option("--to", "until", type=_DAY, metavar="DAY", help="Last day; it counts too.")
@click.option("--document", default="", metavar="ID", help="Only this document.")
@click.option("--person", default="", metavar="NAME", help="Only what this person did.")
@click.option("--csv", "table", type=click.Choice(TABLES), help="Print a table as CSV.")
@click.option("--bom", is_flag=True, help="Begin the CSV with the mark by which Excel knows UTF-8.")
@options.as_json
def figures(
    since: datetime | None,
    until: datetime | None,
    document: str,
    person: str,
    table: str | None,
    bom: bool,
    as_json: bool,
) -> None:
    """Count sentences, characters, time and post-editing effort, by document and by person.

    Time is what lies between two saves of a person; gaps over five minutes are pauses. TER goes by characters for
    Chinese and by words for English. Days are those of the site's time zone.

    \b
    Example:
      duizhao figures --from 2026-05-01 --csv people --bom > people.csv
    """
    asked = Asked(since.date() if since else None, until.date() if until else None, document, person)
    with options.open_desk() as desk:
        if document:
            desk.store.head(document)
        found = desk.figures.count(asked)
        if table:
            click.echo(desk.figures.sheet(found, table, bom=bom), nl=False)
            return
    for kind, works in (("document", found.documents), ("person", found.people)):
        for work in works:
            console.put(_work(kind, work), _line(kind, work), as_json)
    for value, line in _rest(found):
        console.put(value, line, as_json)
    if not found.documents and not as_json:
        console.say("no work in this time")


def _work(kind: str, work: Work) -> wire.Json:
    told: wire.Json = {kind: work.name, "segments": work.segments, "characters": work.characters}
    told |= {"edited": work.edited, "approved": work.approved, "seconds": round(work.seconds or 0)}
    told |= {"ter": work.effort.ter and round(work.effort.ter, 1), "measured": work.effort.sentences}
    return told | {"untouched": work.untouched, "too_fast": work.hasty}


def _line(kind: str, work: Work) -> str:
    time = f"{(work.seconds or 0) / 3600:.1f} h"
    done = f"{work.segments} sentences, {work.characters} characters, {work.approved} approved, {time}"
    return f"{kind} {work.name}: {done}, TER {_ter(work.effort)}, {work.hasty} of {work.untouched} untouched too fast"


def _ter(effort: Effort) -> str:
    return "-" if effort.ter is None else f"{effort.ter:.1f} %"


def _rest(found: Figures) -> Iterator[tuple[wire.Json, str]]:
    for term in found.terms:
        value: wire.Json = {"term": term.zh, "en": term.en, "replaced": term.replaced, "used": term.used}
        where = f"{term.replaced} of {term.used} corrected drafts ({term.segments[0]})"
        yield value | {"segments": list(term.segments)}, f"term {term.zh} = {term.en}: replaced in {where}"
