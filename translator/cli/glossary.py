"""``duizhao glossary``: look after the terms, in files and on the desk."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translator.cli import console, options, wire
from translator.errors import InputError
from translator.model import Direction, Term, TermKind, TermStatus

if TYPE_CHECKING:
    from translator.model import Glossary

_FILES = click.argument("files", metavar="[FILE]...", nargs=-1, type=options.FILE)
_force = click.option("--force", is_flag=True, help="Overwrite a file that exists.")
by = click.option("--by", default="command line", metavar="NAME", help="Who brings the terms.")


@click.group(short_help="Look after glossary files and the terms on the desk.")
def glossary() -> None:
    """Look after glossary files (.tsv, .csv, .xlsx, .tbx; columns: glossaries/README.md) and the terms on the desk."""


@glossary.command(short_help="Check that glossary files are sound.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=options.FILE)
@options.as_json
def check(files: tuple[Path, ...], as_json: bool) -> None:
    """Check glossary files, also against each other: columns, values, duplicate and conflicting terms.

    Everything that is wrong is listed with file, line and rule; the exit code is 2 then.

    \b
    Example:
      duizhao glossary check glossaries/*.tsv
    """
    from translator.glossary import EMPTY, examine, make

    terms, problems = examine(files)
    sound = EMPTY if problems else make(terms, name="+".join(path.stem for path in files))
    told: dict[str, Any] = {"name": sound.name, "digest": sound.digest, "terms": len(terms)}
    told |= {"kinds": _count(terms, "kind"), "statuses": _count(terms, "status")}
    told["problems"] = [wire.problem(problem) for problem in problems]
    counts = ", ".join(f"{count} {kind}" for kind, count in told["kinds"].items())
    text = "\n".join(map(str, problems)) or f"{len(terms)} terms are sound ({counts}); digest {sound.digest}"
    console.put(told, text, as_json)
    if problems:
        console.say(f"duizhao: {len(problems)} {'problem' if len(problems) == 1 else 'problems'}")
        sys.exit(InputError.exit_code)


@glossary.command("import", short_help="Take the terms of files into a file or onto the desk.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=options.FILE)
@click.option("--into", type=options.FILE, metavar="FILE", help="Glossary file to write; default: the desk.")
@click.option("--replace", "replaces", is_flag=True, help="Let these terms take the place of those they contradict.")
@by
@options.as_json
def import_(files: tuple[Path, ...], into: Path | None, replaces: bool, by: str, as_json: bool) -> None:
    """Take the terms of .tsv, .csv, .xlsx and .tbx files onto the desk, or --into a glossary file. All or none.

    \b
    Example:
      duizhao glossary import partner.xlsx --by li
      duizhao glossary import partner.tbx --into glossaries/partner.tsv
    """
    from translator.glossary import EMPTY, load, overlay, save

    new = load(files)
    if into is not None:
        old = load([into]) if into.exists() else EMPTY
        made = overlay(old, new.terms) if replaces else load([*([into] if into.exists() else []), *files])
        save(made, into)
    else:
        with options.open_desk() as desk:
            desk.terms.add_all(new.terms, by=by, replaces=replaces)
    place = wire.name(into) if into else "desk"
    console.put({"imported": len(new.terms), "into": place}, f"{len(new.terms)} terms -> {place}", as_json)


@glossary.command(short_help="Write terms as .tsv, .csv, .xlsx or .tbx.")
@_FILES
@click.option(
    "--out", required=True, type=options.FILE, metavar="FILE", help="File to write; its suffix is its format."
)
@_force
@options.as_json
def export(files: tuple[Path, ...], out: Path, force: bool, as_json: bool) -> None:
    """Write the terms of FILEs, or those documents are drafted with (the files of the settings and the desk's own).

    \b
    Example:
      duizhao glossary export glossaries/hebei.tsv --out hebei.tbx
      duizhao glossary export --out all.xlsx
    """
    from translator.glossary import save

    if out.exists() and not force:
        raise InputError(f"{wire.name(out)}: it is there already", next_step="give --force to overwrite it")
    chosen = _chosen(files)
    save(chosen, out)
    told = {"file": wire.name(out), "terms": len(chosen.terms), "digest": chosen.digest}
    console.put(told, f"{len(chosen.terms)} terms -> {wire.name(out)}", as_json)


@glossary.command(short_help="Find terms by any of their forms.")
@click.argument("words")
@options.glossary
@click.option("--most", type=click.IntRange(1), default=20, show_default=True, help="Terms to show.")
@options.as_json
def search(words: str, glossaries: tuple[Path, ...], most: int, as_json: bool) -> None:
    """Find terms with WORDS in a Chinese or English form: whole forms first, then beginnings.

    \b
    Example:
      duizhao glossary search 廊坊 --glossary glossaries/hebei.tsv
    """
    from translator.glossary import search as found_in

    found = found_in(_chosen(glossaries), words, most=most)
    lines = "\n".join(f"{term.zh}\t{term.en}\t{term.origin}" for term in found)
    if as_json or found:
        console.put({"terms": [wire.entry(term) for term in found]}, lines, as_json)
    else:
        console.say(f"no term with {words!r}")


@glossary.command(short_help="Add one term to a file or to the desk.")
@click.argument("zh")
@click.argument("en")
@click.option("--into", type=options.FILE, metavar="FILE", help="TSV file to append to; default: the desk.")
@click.option("--kind", type=click.Choice([str(kind) for kind in TermKind]), default="other", show_default=True)
@click.option("--status", type=click.Choice([str(one) for one in TermStatus]), default="preferred", show_default=True)
@click.option("--direction", type=click.Choice([str(way) for way in Direction]), default="both", show_default=True)
@click.option("--variant", "variants", multiple=True, metavar="ZH", help="Another Chinese form; may be repeated.")
@click.option("--allowed", multiple=True, metavar="EN", help="Another English form; may be repeated.")
@click.option("--forbidden", multiple=True, metavar="EN", help="A wrong English form; may be repeated.")
@click.option("--abbreviation", default="", metavar="EN")
@click.option("--any-case", is_flag=True, help="Found in any case.")
@click.option("--domain", default="")
@click.option("--authority", default="", help="Who says so.")
@click.option("--note", default="")
@click.option("--replace", "replaces", is_flag=True, help="On the desk: take the place of a term it contradicts.")
@by
@options.as_json
def add(
    zh: str, en: str, into: Path | None, kind: str, status: str, direction: str, variants: tuple[str, ...],
    allowed: tuple[str, ...], forbidden: tuple[str, ...], abbreviation: str, any_case: bool, domain: str,
    authority: str, note: str, replaces: bool, by: str, as_json: bool,
) -> None:  # fmt: skip
    """Add a term; one that contradicts another is refused, and nothing is written then.

    \b
    Example:
      duizhao glossary add 廊坊 Langfang --kind place --authority "Ministry of Civil Affairs" --into my.tsv
    """
    term = Term(
        zh, en, TermKind(kind), TermStatus(status), not any_case, variants, allowed,
        en_forbidden=forbidden, abbreviation=abbreviation, direction=Direction(direction),
        domain=domain, note=note, authority=authority,
    )  # fmt: skip
    if into is None:
        with options.open_desk() as desk:
            added, place = desk.terms.add(term, by=by, replaces=replaces).term, "desk"
    else:
        from translator.glossary import append

        added = append(into, term)
        place = added.origin
    console.put({"added": wire.entry(added), "place": place}, f"{added.zh} = {added.en} -> {place}", as_json)


@glossary.command(short_help="Count terms.")
@_FILES
@options.as_json
def stats(files: tuple[Path, ...], as_json: bool) -> None:
    """Count the terms of FILEs, or those documents are drafted with, by kind, status, authority and more.

    \b
    Example:
      duizhao glossary stats glossaries/*.tsv
    """
    chosen = _chosen(files)
    told: dict[str, Any] = {"name": chosen.name, "digest": chosen.digest, "terms": len(chosen.terms)}
    for name in ("kind", "status", "direction", "domain", "authority"):
        told[f"by_{name}"] = _count(chosen.terms, name)
    for name in ("zh_variants", "zh_hant", "en_allowed", "en_forbidden", "abbreviation", "authority"):
        told[f"with_{name}"] = sum(bool(getattr(term, name)) for term in chosen.terms)
    console.put(told, _table(told), as_json)


@glossary.command(short_help="List the sentences a changed glossary concerns.")
@options.glossary
@options.as_json
def affected(glossaries: tuple[Path, ...], as_json: bool) -> None:
    """List the sentences on the desk whose terms changed since they were drafted.

    Those nobody has touched are drafted again by: duizhao draft --terms-changed

    \b
    Example:
      duizhao glossary affected --json
    """
    with options.open_desk(options.settings_for(glossaries=glossaries)) as desk:
        found = desk.terms.affected()
    lines = [f"{one.segment}  {one.state}  {_changes(one.gone, one.come)}" for one in found]
    redrafts = sum(one.redrafts for one in found)
    told = {"affected": [wire.affected(one) for one in found], "redrafts": redrafts}
    last = f"{len(found)} sentences; nobody has touched {redrafts} of them"
    console.put(told, "\n".join([*lines, last]), as_json)


def _changes(gone: tuple[str, ...], come: tuple[str, ...]) -> str:
    return ", ".join([*(f"no longer {one}" for one in gone), *(f"now {one}" for one in come)])


def _chosen(files: tuple[Path, ...]) -> Glossary:
    """Return the glossary of files, or of the desk where none are given."""
    from translator.glossary import open_glossary

    if files:
        return open_glossary(files)
    with options.open_desk() as desk:
        return desk.terms.glossary


def _count(terms: Any, name: str) -> dict[str, int]:
    return dict(Counter(str(getattr(term, name)) for term in terms if getattr(term, name)).most_common())


def _table(told: dict[str, Any]) -> str:
    lines = []
    for name, value in told.items():
        if isinstance(value, dict):
            lines += [f"{name.replace('_', ' ')}:", *(f"  {count:>7}  {key}" for key, count in value.items())]
        else:
            lines.append(f"{name.replace('_', ' ')}: {value}")
    return "\n".join(lines)
