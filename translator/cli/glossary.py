"""``duizhao glossary``: look after glossary files."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from translator.cli import console, options


@click.group(short_help="Look after glossary files.")
def glossary() -> None:
    """Look after glossary files (TSV; the columns are explained in glossaries/README.md)."""


@glossary.command(short_help="Check that glossary files are sound.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=options.FILE)
@options.as_json
def check(files: tuple[Path, ...], as_json: bool) -> None:
    """Check glossary files, also against each other: columns, values, duplicate and conflicting terms.

    The first thing that is wrong is named with file and line, with exit code 2.

    \b
    Example:
      duizhao glossary check glossaries/hebei.tsv
    """
    from translator.glossary import load

    loaded = load(files)
    kinds = Counter(str(term.kind) for term in loaded.terms)
    statuses = Counter(str(term.status) for term in loaded.terms)
    told = {"name": loaded.name, "digest": loaded.digest, "terms": len(loaded.terms)}
    counts = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    text = f"{len(loaded.terms)} terms are sound ({counts}); digest {loaded.digest}"
    console.put({**told, "kinds": dict(kinds), "statuses": dict(statuses)}, text, as_json)
