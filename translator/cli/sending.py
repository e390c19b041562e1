"""``duizhao send``: editions to targets, and what did not arrive once more."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from translator.cli import console, options, wire
from translator.desk import Desk
from translator.errors import DuizhaoError
from translator.model import Address, Delivery, FileChange


@click.command(short_help="Send the edition readers see to the targets of the site.")
@click.argument("targets", metavar="[TARGET]...", nargs=-1)
@click.option("--dry-run", is_flag=True, help="List what would change there; change nothing.")
@click.option("--failed", is_flag=True, help="Try again what did not arrive, targets and webhooks.")
@options.as_json
def send(targets: tuple[str, ...], dry_run: bool, failed: bool, as_json: bool) -> None:
    """Make each TARGET of site.toml (all of them when none is named) equal to the edition readers see.

    Where one fails the others go on; the exit code is 1 then.

    \b
    Example:
      duizhao send bucket --dry-run
    """
    if failed and (targets or dry_run):
        raise click.UsageError("--failed stands alone")
    with options.open_desk() as desk:
        rows = list(_again(desk, as_json) if failed else _each(desk, targets, dry_run, as_json))
        if not rows and not as_json:
            console.say("nothing has failed" if failed else "the site has no targets; write [[targets]] in site.toml")
        if not all(rows):
            sys.exit(1)


def _each(desk: Desk, names: tuple[str, ...], dry_run: bool, as_json: bool) -> Iterator[bool]:
    """Send to each target, saying whether it worked; what was mistyped is said before anything is sent."""
    known = [desk.site.targets.spec(name).name for name in names] or [spec.name for spec in desk.site.targets.every()]
    desk.site.targets.shown()
    for name in known:
        try:
            changes = desk.site.targets.plan(name) if dry_run else desk.site.targets.send(name).changes
        except DuizhaoError as error:
            _put(as_json, name, dry_run, (), str(error))
            yield False
            continue
        for change in changes if dry_run and not as_json else ():
            click.echo(f"{change.kind}  {change.path}")
        _put(as_json, name, dry_run, tuple(changes))
        yield True


def _put(as_json: bool, name: str, dry_run: bool, changes: tuple[FileChange, ...], trouble: str = "") -> None:
    row: wire.Json = {"target": name, "dry_run": dry_run, "changes": [[c.kind, c.path] for c in changes]}
    if trouble and not as_json:
        console.say(f"not sent: {name}: {trouble}")
        return
    words = "would change" if dry_run else "changed"
    console.put(row | ({"trouble": trouble} if trouble else {}), f"{name}: {len(changes)} files {words}", as_json)


def _again(desk: Desk, as_json: bool) -> Iterator[bool]:
    for each in desk.site.deliveries.retry():
        row: wire.Json = {"to": each.name, "edition": each.edition, "tries": each.tries, "trouble": each.trouble}
        if each.done or as_json:
            console.put(row, f"{each.name}: edition {each.edition} arrived", as_json)
        else:
            tell((each,))
        yield bool(each.done)


def tell(failing: tuple[Delivery, ...] | list[Delivery]) -> None:
    """Say what did not arrive."""
    for each in failing:
        verb = "sent" if each.kind is Address.TARGET else "told"
        console.say(f"not {verb}: {each.name}: {each.trouble}")
    if failing:
        console.say("it is tried again while duizhao serve runs; or try now with: duizhao send --failed")
