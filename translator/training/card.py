"""Keep the tables and the figure of the model card true: they are written between its markers, never by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from translator.errors import InputError
from translator.training import curve
from translator.training.score import Score
from translator.training.settings import Settings

_DIRECTIONS = {"en": "Chinese to English", "zh": "English to Chinese"}


def scores(found: Sequence[Score]) -> str:
    """Return one table a sample and direction, best first, and the signatures under it."""
    parts = []
    for sample, to in dict.fromkeys((entry.sample, entry.to) for entry in found):
        rows = sorted((e for e in found if (e.sample, e.to) == (sample, to)), key=lambda entry: -entry.bleu)
        parts += [
            f"**{sample}, {_DIRECTIONS[to]}**", "", "| system | BLEU | chrF2 | numbers kept | empty | looping |",
            "| --- | --- | --- | --- | --- | --- |", *map(_row, rows), "",
            f"BLEU `{rows[0].bleu_signature}`, chrF2 `{rows[0].chrf_signature}`", "",
        ]  # fmt: skip
    return "\n".join(parts).rstrip()


def _row(entry: Score) -> str:
    name = f"**{entry.system}**" if entry.per_second else entry.system
    numbers = f"{100 * entry.numbers:.1f} %"
    return f"| {name} | {entry.bleu:.1f} | {entry.chrf:.1f} | {numbers} | {entry.empty} | {entry.looping} |"


def sources(rows: Iterable[tuple[str, str]], counts: dict[str, int]) -> str:
    """Return the table of training sources: how many pairs of each, under which licence."""
    licences = dict(rows)
    lines = ["| source | pairs | licence |", "| --- | --- | --- |"]
    for source, count in sorted(counts.items(), key=lambda item: -item[1]):
        lines.append(f"| {source} | {count:,} | {licences.get(source, 'see the corpus notes')} |")
    return "\n".join(lines)


def licences(notes: Path) -> list[tuple[str, str]]:
    """Read source and licence from the tables of the corpus notes."""
    if not notes.exists():
        return []
    rows = [
        line.strip("| \n").split(" | ")
        for line in notes.read_text(encoding="utf-8").splitlines()
        if line.startswith("| ")
    ]
    return [
        (row[0].strip(), row[2].strip()) for row in rows if len(row) > 4 and row[0].strip() not in ("source", "---")
    ]


def fill(text: str, marker: str, content: str) -> str:
    """Put content between ``<!-- marker -->`` and ``<!-- /marker -->``; raises InputError where they are missing.

    >>> fill("a <!-- n -->old<!-- /n --> b", "n", "new")
    'a <!-- n -->\\nnew\\n<!-- /n --> b'
    """
    pattern = re.compile(rf"(<!-- {marker} -->).*?(<!-- /{marker} -->)", re.DOTALL)
    if not pattern.search(text):
        raise InputError(f"the model card has no <!-- {marker} --> ... <!-- /{marker} -->", next_step="put both in")
    return pattern.sub(lambda match: f"{match[1]}\n{content}\n{match[2]}", text)


def write(settings: Settings, log: Path, found: Sequence[Score], counts: dict[str, int]) -> None:
    """Fill the card and draw the figure beside it; nothing to do where the settings name no card."""
    path = settings.paths.card
    if path is None:
        return
    text = fill(path.read_text(encoding="utf-8"), "scores", scores(found))
    text = fill(text, "sources", sources(licences(settings.paths.corpus / "SOURCES.md"), counts))
    path.write_text(text, encoding="utf-8")
    figure = path.parent / "docs" / "learning-curve.svg"
    figure.parent.mkdir(exist_ok=True)
    figure.write_text(curve.draw(curve.read(log), f"{settings.name} {settings.version}"), encoding="utf-8")
