"""``duizhao memory``: ask the translation memory, take files in and out."""

from __future__ import annotations

from pathlib import Path

import click

from translator.cli import console, options, wire
from translator.errors import InputError
from translator.model import Lang, Match

_most = click.option("--most", type=click.IntRange(1, 1000), default=20, show_default=True, help="Finds at most.")
_by = click.option("--by", default="command line", metavar="NAME", help="Who brings pairs that do not say it.")
_force = click.option("--force", is_flag=True, help="Overwrite a file that exists.")
_unreviewed = click.option("--unreviewed", is_flag=True, help="Nobody has approved these pairs: they score less.")


@click.group(short_help="Ask the translation memory; take TMX files in and out.")
def memory() -> None:
    """Ask the translation memory; take .tmx and .tsv files in and out.

    \b
    Example:
      duizhao memory import partner.tmx && duizhao memory match 廊坊欢迎您。 --to en
    """


@memory.command("import", short_help="Take pairs from files into the memory.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=options.FILE)
@_by
@_unreviewed
@options.as_json
@options.quiet
def import_(files: tuple[Path, ...], by: str, unreviewed: bool, as_json: bool, quiet: bool) -> None:
    """Take the pairs of .tmx and .tsv files into the memory: all or none. What is there already is left as it is.

    \b
    Example:
      duizhao memory import partner.tmx --by li
    """
    with options.open_desk() as desk, console.bar(quiet=quiet) as bar, bar.task("import") as progress:
        done = desk.memory.load(files, by=by, reviewed=not unreviewed, progress=progress)
    known = done.units - done.new - done.left_out
    told: wire.Json = {"files": [wire.name(path) for path in files], "units": done.units, "new": done.new}
    told |= {"known": known, "left_out": done.left_out}
    text = f"{done.new} new of {done.units} units ({known} known already, {done.left_out} without both languages)"
    console.put(told, text, as_json)


@memory.command(short_help="Write the whole memory to a file.")
@click.argument("file", metavar="FILE", type=options.FILE)
@_force
@options.as_json
def export(file: Path, force: bool, as_json: bool) -> None:
    """Write the whole memory as .tmx (1.4) or .tsv.

    \b
    Example:
      duizhao memory export memory.tmx
    """
    if file.exists() and not force:
        raise InputError(f"{wire.name(file)} exists", next_step="name another file or give --force")
    with options.open_desk() as desk:
        count = desk.memory.save(file)
    console.put({"file": wire.name(file), "units": count}, f"{count} units written to {wire.name(file)}", as_json)


@memory.command(short_help="Find pairs that contain words.")
@click.argument("words", metavar="WORDS...", nargs=-1, required=True)
@_most
@options.as_json
def search(words: tuple[str, ...], most: int, as_json: bool) -> None:
    """Find pairs that contain WORDS in either language, newest first; one Chinese character is enough.

    \b
    Example:
      duizhao memory search 廊坊
    """
    with options.open_desk() as desk:
        _show(desk.memory.search(" ".join(words), most=most), as_json, scored=False)


@memory.command(short_help="Find the matches for a sentence.")
@click.argument("text", metavar="SENTENCE")
@options.lang_option("--to", "target", required=True, help="Language of the translation.")
@click.option("--least", type=click.IntRange(1, 100), default=70, show_default=True, help="Lowest score to show.")
@_most
@options.as_json
def match(text: str, target: Lang, least: int, most: int, as_json: bool) -> None:
    """Find the matches for a sentence: exact (100), numbers or terms put in (95-98), fuzzy; best first.

    \b
    Example:
      duizhao memory match 廊坊欢迎您。 --to en
    """
    with options.open_desk() as desk:
        _show(desk.memory.matches(text, target, most=most, least=least), as_json, scored=True)


def _show(found: list[Match], as_json: bool, *, scored: bool) -> None:
    for one in found:
        score = f"{one.score} {one.kind}  " if scored else ""
        changed = "".join(f"\n  put in: {step.why}" for step in one.steps)
        console.put(wire.match(one), f"{score}{one.source}\n  {one.target}\n  from {one.origin}{changed}", as_json)
    if not found and not as_json:
        console.say("nothing in the memory")


@memory.command(short_help="Count what the memory holds.")
@options.as_json
def stats(as_json: bool) -> None:
    """Count the pairs of the memory: reviewed ones, by direction, and by the files they came from.

    \b
    Example:
      duizhao memory stats --json
    """
    with options.open_desk() as desk:
        held = desk.memory.holding()
    origins = [{"origin": name, "units": count} for name, count in held.origins]
    told: wire.Json = {"units": held.units, "reviewed": held.reviewed, "documents": held.documents}
    told |= {"from": {"zh": held.from_zh, "en": held.units - held.from_zh}, "origins": origins}
    directions = f"{held.from_zh} from zh, {held.units - held.from_zh} from en"
    lines = [f"{held.units} units, {held.reviewed} reviewed; {directions}"]
    lines += [f"{count}  {name}" for name, count in held.origins]
    console.put(told, "\n".join(lines), as_json)


@memory.command(short_help="Take out what a file brought.")
@click.argument("origin", metavar="FILE_NAME")
@options.as_json
def remove(origin: str, as_json: bool) -> None:
    """Take out the pairs that came from a file (its name, as "stats" shows it). Approved sentences of pages stay.

    \b
    Example:
      duizhao memory remove partner.tmx
    """
    with options.open_desk() as desk:
        count = desk.memory.remove(origin)
    console.put({"origin": origin, "removed": count}, f"{count} units from {origin} are out of the memory", as_json)
