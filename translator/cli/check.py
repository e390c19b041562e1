"""``duizhao check``: what is wrong with a translation."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from translator.cli import console, options, wire
from translator.errors import InputError
from translator.model import Finding, Lang, Pair, Placement, Rung, Severity

if TYPE_CHECKING:
    from translator.batch.pairs import TextPair


@click.command(short_help="Check a translation without changing it.")
@click.argument("file", required=False, type=options.FILE)
@click.option("--pair", "two", nargs=2, metavar="SRC TGT", help="Two texts, or two files whose lines belong together.")
@options.to_maybe
@options.glossary
@click.option("--strict", is_flag=True, help="Exit code 1 when there is a finding of severity error.")
@options.as_json
def check(
    file: Path | None,
    two: tuple[str, str] | None,
    target: Lang | None,
    glossaries: tuple[Path, ...],
    strict: bool,
    as_json: bool,
) -> None:
    """Check numbers, terms, punctuation, markup and more of a bilingual FILE or a --pair.

    A file may be TSV (source, tab, target), CSV, XLSX, TMX, XLIFF (1.2, 2.0) or PO; fuzzy and empty units are left out.
    The lines of a file are also held against each other: one source translated in two ways, two sources in one.
    Findings are the result, not a failure: the exit code is 0 whatever is found, unless --strict is given.
    With --json a finding of a file also tells its line.

    \b
    Example:
      duizhao check --pair "投资1.5亿元。" "An investment of 15 million yuan."
      duizhao check reviewed.tsv --glossary glossaries/hebei.tsv --json
      duizhao check returned.xlf --strict
    """
    if (file is None) == (two is None):
        raise click.UsageError("give either a bilingual FILE or --pair SRC TGT")
    from translator.batch.bilingual import read_pairs
    from translator.batch.pairs import directions

    pairs, by_line = (read_pairs(file), True) if file else _read_two(*(two or ("", "")))
    found = _findings(pairs, directions(pairs, target), glossaries)
    if as_json:
        console.put_json({"findings": [_wire(at, finding, by_line) for at, finding in found]})
    else:
        _print(found, by_line)
    errors = any(finding.severity is Severity.ERROR for _, finding in found)
    sys.exit(1 if strict and errors else 0)


def _read_two(source: str, target: str) -> tuple[list[TextPair], bool]:
    """Read --pair: two files where both exist, else two texts; say whether lines count."""
    from translator.batch.pairs import TextPair, read_two

    files = [_is_file(source), _is_file(target)]
    if all(files):
        return read_two(Path(source), Path(target)), True
    if any(files):
        missing = target if files[0] else source
        raise InputError(f"{missing}: no such file", next_step="give two files or two texts")
    return [TextPair(1, source, target)], False


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # too long for a name, or a NUL in it: a text then
        return False


def _findings(
    pairs: Sequence[TextPair], ways: Sequence[Pair], glossaries: tuple[Path, ...]
) -> list[tuple[TextPair, Finding]]:
    """Check each pair for itself, then all of them against each other; findings stay with their pair."""
    from translator import checks
    from translator.glossary import Matcher, open_glossary
    from translator.ladder import locate

    settings = options.settings_for(glossaries=glossaries, curated=False)
    glossary = open_glossary(settings.glossaries)
    matchers = {lang: Matcher(glossary, lang) for lang in {way.source for way in ways}}
    places = [f"line {at.line}" for at in pairs]
    across = checks.consistency([(at.source, at.target) for at in pairs], places=places)
    found: list[tuple[TextPair, Finding]] = []
    for index, (at, way) in enumerate(zip(pairs, ways, strict=True)):
        matcher = matchers[way.source]
        warned = [Placement(hit, "", None, Rung.FLAGGED) for hit in matcher.warnings(at.source)]
        terms = (*locate(matcher.hits(at.source), at.target, way.target), *warned)
        mine = (*checks.run(at.source, at.target, way, terms), *across.get(index, ()))
        found += ((at, finding) for finding in mine)
    return found


def _wire(at: TextPair, finding: Finding, by_line: bool) -> wire.Json:
    return wire.finding(finding) | ({"line": at.line} if by_line else {})


def _print(found: Sequence[tuple[TextPair, Finding]], by_line: bool) -> None:
    for at, finding in found:
        where = f"{at.line}: " if by_line else ""
        click.echo(f"{where}{finding.severity} {finding.check}: {finding.message}")
        if finding.fix is not None:
            click.echo(f"   fix: {finding.fix}")
    if not found:
        console.say("nothing found")
