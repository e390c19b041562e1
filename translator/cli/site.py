"""``duizhao gate``, ``differences``, ``withdraw`` and ``schedule``: the site before and between releases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import click

from translator.cli import console, options, wire
from translator.cli.releases import by, user_name
from translator.cli.sending import tell
from translator.desk import Change, Stage
from translator.desk.differing import Version
from translator.errors import InputError
from translator.model import Deed, Schedule


@click.command(short_help="Say which pages may go out, and what holds the others back.")
@options.as_json
def gate(as_json: bool) -> None:
    """List every page: ready, on the site as it is, or held back and why, with the sentences in the way.

    \b
    Example:
      duizhao gate
    """
    with options.open_desk() as desk:
        for line in desk.site.outlook():
            state = "held" if not line.goes_out else "ready" if line.changed else "live"
            reasons: list[wire.Json] = [
                {"kind": r.kind, "message": r.message, "sentences": [s.ordinal for s in r.sentences]}
                for r in line.reasons
            ]
            row: wire.Json = {"id": line.document.id, "state": state, "live": line.live, "reasons": reasons}
            console.put(row, f"{line.document.id}  {state}  {line.document.title}", as_json)
            for reason in line.reasons if not as_json else ():
                places = ", ".join(str(s.ordinal) for s in reason.sentences[:10])
                more = ", ..." if len(reason.sentences) > 10 else ""
                click.echo(f"    {reason.message}{f' (sentences {places}{more})' if places else ''}")


def _version(words: str) -> Version:
    if words in list(Stage):
        return Stage(words)
    if words.isascii() and words.isdecimal():
        return int(words)
    raise InputError(f"{words!r} is no edition", next_step="give a number, ready, or draft")


@click.command(short_help="Show what differs between two editions, or before the next one.")
@click.argument("old", required=False)
@click.argument("new", required=False, default="ready")
@options.as_json
def differences(old: str | None, new: str, as_json: bool) -> None:
    """List the pages and sentences that differ for readers between OLD and NEW: numbers of editions, ready, or draft.

    Without OLD it is what readers see; without NEW what is ready to go out.

    \b
    Example:
      duizhao differences 3 5
    """
    with options.open_desk() as desk:
        found = desk.site.differences.between(_version(old) if old else desk.live(), _version(new))
        for fact in found.site:
            row: wire.Json = {"site": fact.name, "before": fact.before, "after": fact.after}
            console.put(row, f"site  {fact.name}: {fact.before or '-'} -> {fact.after or '-'}", as_json)
        for page in found.pages:
            sentences = [
                {"change": each.change, "before": _sides(each.before), "after": _sides(each.after)}
                for each in page.changed
            ]
            put: wire.Json = {"page": page.slug, "change": page.change, "sentences": sentences}
            console.put(put, f"{page.change}  {page.slug}  {page.page.document.title}", as_json)
            for each in page.changed if page.change is Change.CHANGED and not as_json else ():
                for mark, side in (("-", each.before), ("+", each.after)):
                    for text in _sides(side):
                        click.echo(f"    {mark} {console.one_line(text)}")
        if not found.site and not found.pages and not as_json:
            console.say("readers would see no difference")


def _sides(sentence: object) -> list[str]:
    return [getattr(sentence, "source", ""), getattr(sentence, "target", "")] if sentence else []


@click.command(short_help="Take pages off the site.")
@click.argument("documents", metavar="DOC...", nargs=-1, required=True)
@click.option("--note", default="", help="Why; it stands with the edition.")
@by
@options.as_json
def withdraw(documents: tuple[str, ...], note: str, by: str | None, as_json: bool) -> None:
    """Make an edition without these pages; they stay off until they are published by name.

    \b
    Example:
      duizhao withdraw old-news
    """
    with options.open_desk() as desk:
        made = desk.site.withdraw(documents, by=user_name(by), note=note)
        row: wire.Json = {"number": made.number, "withdrawn": list(documents), "pages": len(made.lines)}
        console.put(
            row, f"edition {made.number}: {len(made.lines)} page pairs, without {', '.join(documents)}", as_json
        )
        tell(desk.site.deliveries.failing(made.number))


@click.command(short_help="Plan releases: publish or withdraw at a time.")
@click.argument("deed", required=False, type=click.Choice([deed.value for deed in Deed]))
@click.argument("documents", metavar="[DOC]...", nargs=-1)
@click.option("--at", "when", metavar="TIME", help='When, in the zone of the site: "2026-12-01 08:00".')
@click.option("--note", default="", help="What is new in the edition.")
@click.option("--cancel", metavar="N", type=click.IntRange(min=1), help="Take back a release to come.")
@click.option("--run", "run", is_flag=True, help="Run what is due now, where no duizhao serve does.")
@by
@options.as_json
def schedule(
    deed: str | None,
    documents: tuple[str, ...],
    when: str | None,
    note: str,
    cancel: int | None,
    run: bool,
    by: str | None,
    as_json: bool,
) -> None:
    """Keep a release for a time (everything that is ready, or the DOCs named); without words list what is planned.

    duizhao serve runs it; without a server let cron call duizhao schedule --run.

    \b
    Example:
      duizhao schedule publish spring-fair --at "2026-12-01 08:00"
    """
    with options.open_desk() as desk:
        zone, plans = desk.site.about().zone, desk.site.schedule
        if deed:
            made = plans.add(Deed(deed), documents, _moment(when, zone), by=user_name(by), note=note)
            _tell([made], zone, as_json)
        elif cancel:
            plans.cancel(cancel, by=user_name(by))
            _tell([item for item in plans.every() if item.number == cancel], zone, as_json)
        else:
            _tell(plans.run_due() if run else plans.every(), zone, as_json)


def _moment(words: str | None, zone: ZoneInfo) -> datetime:
    try:
        given = datetime.fromisoformat(words or "")
    except ValueError as error:
        hint = 'give it like --at "2026-12-01 08:00"'
        raise InputError(f"{words!r} is no time" if words else "no time was given", next_step=hint) from error
    return given if given.tzinfo else given.replace(tzinfo=zone)


def _tell(items: Sequence[Schedule], zone: ZoneInfo, as_json: bool) -> None:
    for item in items:
        row: wire.Json = {"number": item.number, "deed": item.deed, "documents": list(item.documents), "by": item.by}
        row |= {"due": item.due.isoformat(), "note": item.note, "outcome": item.outcome}
        what = ", ".join(item.documents) or "everything that is ready"
        due = f"{item.due.astimezone(zone):%Y-%m-%d %H:%M} {zone.key}"
        console.put(row, f"{item.number}  {item.deed}  {what}  {due}  {item.outcome or 'to come'}", as_json)
    if not items and not as_json:
        console.say("nothing is planned, or due")
