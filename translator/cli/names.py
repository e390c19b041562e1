"""``duizhao names``: proper nouns of files that have no entry in the glossary."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from translator.cli import console, options, wire
from translator.errors import InputError
from translator.model import Hit, Lang

if TYPE_CHECKING:
    from translator.model import Document, Term
    from translator.names import Gathered


@click.command(short_help="List the proper nouns of files that no glossary has.")
@click.argument("paths", metavar="FILE...", nargs=-1, required=True, type=options.PATH)
@options.to_maybe
@options.glossary
@click.option("--tsv", "as_tsv", is_flag=True, help="Print a glossary file of the names that have a form.")
@options.as_json
def names(
    paths: tuple[Path, ...], target: Lang | None, glossaries: tuple[Path, ...], as_tsv: bool, as_json: bool
) -> None:
    """List the proper nouns of .txt, .md and .html files that no glossary has, with a form in the other language.

    The most frequent come first. Chinese names follow GB/T 30240: the specific part in pinyin, the generic part
    translated; foreign ones the transliteration tables. Look them over: --tsv writes a glossary file to edit.

    \b
    Example:
      duizhao names pages/ --glossary glossaries/hebei.tsv
      duizhao names news.md --tsv > new.tsv && duizhao glossary check new.tsv
    """
    if as_tsv and as_json:
        raise click.UsageError("give either --tsv or --json")
    from translator.desk.naming import in_documents

    documents = [_read(path, target) for path in options.expanded(paths)]
    found = in_documents(documents, _Matchers(glossaries))
    if as_tsv:
        click.echo(_tsv(found), nl=False)
    elif as_json:
        console.put_json({"names": [_wire(name) for name in found]})
    else:
        _print(found)


def _read(path: Path, target: Lang | None) -> Document:
    from translator import formats

    return formats.read(path, lang=target.other if target else None)


class _Matchers:
    """Finds the terms of the glossaries on the command line (or of the settings), without opening the database."""

    def __init__(self, glossaries: tuple[Path, ...]) -> None:
        from translator.glossary import Matcher, open_glossary

        terms = open_glossary(options.settings_for(glossaries=glossaries).glossaries)
        self._of = {lang: Matcher(terms, lang) for lang in Lang}

    def __call__(self, text: str, lang: Lang) -> Sequence[Hit]:
        return self._of[lang].hits(text)


def _tsv(found: Sequence[Gathered]) -> str:
    """Return the names with a form as a glossary file; of two that ask for the same Chinese, the first."""
    from translator.glossary import dump, make
    from translator.names import as_term

    terms: dict[str, Term] = {}
    for name in found:
        if name.proposal.target:
            term = as_term(name.proposal)
            terms.setdefault(term.zh, term)
    if not terms:
        raise InputError("no names without an entry", next_step="look at them without --tsv")
    return dump(make(terms.values())).decode()


def _wire(name: Gathered) -> wire.Json:
    it = name.proposal
    return {
        "source": it.source,
        "target": it.target,
        "kind": str(it.kind),
        "count": name.count,
        "confidence": round(it.confidence, 2),
        "reason": it.reason,
        "alternatives": list(it.alternatives),
    }


def _print(found: Sequence[Gathered]) -> None:
    for name in found:
        it = name.proposal
        click.echo(f"{name.count:>4}  {it.confidence:.2f}  {it.source} -> {it.target or '?'}  ({it.kind})")
        others = f" Or: {'; '.join(it.alternatives)}." if it.alternatives else ""
        click.echo(f"            {it.reason}{others}")
    if not found:
        console.say("no names without an entry")
