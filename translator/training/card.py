"""Keep the tables and the figure of the model card true: they are written between its markers, never by hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from translator.errors import InputError
from translator.training import curve
from translator.training.score import Score
from translator.training.settings import Settings

#: how the card calls the domain pairs
OWN = "written for this project (domain)"
#: sources with fewer pairs share a line
_SMALL = 500
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


def sources(known: Mapping[str, str], counts: Mapping[str, int]) -> str:
    """Return the table of training sources: how many pairs of each, under which licence."""
    lines = ["| source | pairs | licence |", "| --- | --- | --- |"]
    small: Counter[str] = Counter()
    for source, count in sorted(counts.items(), key=lambda item: -item[1]):
        licence = known.get(source, "open, in the repository of that name")
        if count < _SMALL:
            small[licence] += count
        else:
            lines.append(f"| {source} | {count:,} | {licence} |")
    lines += [f"| smaller sources | {count:,} | {licence} |" for licence, count in small.most_common()]
    return "\n".join(lines)


def licences(notes: Path) -> dict[str, str]:
    """Read the licence of each source, in few words, from the tables of the corpus notes."""
    found: dict[str, str] = {}
    column = 0
    for line in notes.read_text(encoding="utf-8").splitlines() if notes.exists() else ():
        cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        if cells[0] == "source":
            column = next((k for k, cell in enumerate(cells) if cell.startswith("licence")), 0)
        elif line.startswith("| ") and 0 < column < len(cells):
            found[cells[0]] = re.split(r" ?[(;,]", cells[column])[0].replace("CC-BY-", "CC BY-").replace("BY-4", "BY 4")
    return found


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
    known = {**licences(settings.paths.corpus / "SOURCES.md"), OWN: "CC BY-SA 4.0, like the model"}
    text = fill(text, "sources", sources(known, counts))
    path.write_text(text, encoding="utf-8")
    # a run that goes on from earlier weights leaves their curve in its place
    figure = path.parent / "docs" / ("learning-curve-continued.svg" if settings.paths.start else "learning-curve.svg")
    figure.parent.mkdir(exist_ok=True)
    figure.write_text(curve.draw(curve.read(log), f"{settings.name} {settings.version}"), encoding="utf-8")


def ablations(settings: Settings, table: str, updates: int) -> None:
    """Write what each part of the data is good for into the card; print it where the settings name none."""
    said = f"{updates} updates each; nats a piece, to English / to Chinese.\n\n{table}"
    if settings.paths.card is None:
        print(said)
        return
    text = fill(settings.paths.card.read_text(encoding="utf-8"), "ablations", said)
    settings.paths.card.write_text(text, encoding="utf-8")
