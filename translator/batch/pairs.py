"""Bilingual texts to check: TSV files (source, tab, target), or two files whose lines belong together.

Other bilingual files (TMX, XLIFF, PO, CSV, XLSX) are read by bilingual.py into the same pairs.

Law: every pair knows the line it came from; a line that is no pair is named, not skipped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.errors import InputError
from translator.model import Lang, Pair
from translator.text.chars import detect

#: first cells of a header line, and the language of that column where they tell it
_HEADS: dict[str, Lang | None] = {
    "source": None, "src": None, "target": None, "tgt": None, "translation": None,
    "zh": Lang.ZH, "chinese": Lang.ZH, "中文": Lang.ZH, "en": Lang.EN, "english": Lang.EN, "英文": Lang.EN,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TextPair:
    """A source text, its translation, and the line (from 1) they stand on."""

    line: int
    source: str
    target: str


def read_tsv(path: Path) -> list[TextPair]:
    """Read ``source<TAB>target`` lines; a header line and empty lines are left out, further columns are ignored.

    Raises InputError naming the line without a tab.
    """
    found = []
    for number, line in enumerate(read_lines(path), 1):
        if not line.strip():
            continue
        source, tab, rest = line.partition("\t")
        if not tab:
            raise InputError(f"{path}:{number}: no tab", next_step="give source, tab, target on each line")
        pair = TextPair(number, source, rest.partition("\t")[0])
        if not (number == 1 and is_header(pair)):
            found.append(pair)
    if not found:
        raise InputError(f"{path}: no pairs in it", next_step="give source, tab, target on each line")
    return found


def is_header(pair: TextPair) -> bool:
    """Tell whether both cells name a side or a language, as the first line of a table may."""
    return all(cell.strip().lower() in _HEADS for cell in (pair.source, pair.target))


def read_two(source: Path, target: Path) -> list[TextPair]:
    """Pair the lines of two files; raises InputError naming both counts where they differ."""
    sources, targets = read_lines(source), read_lines(target)
    same_length((str(source), sources), (str(target), targets))
    lines = enumerate(zip(sources, targets, strict=True), 1)
    return [TextPair(number, a, b) for number, (a, b) in lines if a.strip() or b.strip()]


def direction(pairs: Sequence[TextPair], to: Lang | None) -> Pair:
    """Return the direction: as told, or the one most pairs run in; raises InputError where the texts do not show it."""
    if to is not None:
        return Pair.to(to)
    votes = {Lang.ZH: 0, Lang.EN: 0}
    for pair in pairs:
        source, target = detect(pair.source), detect(pair.target)
        if source is not target and (lang := target or (source.other if source else None)):
            votes[lang] += 1
    if votes[Lang.ZH] == votes[Lang.EN]:
        raise InputError("the texts do not show which side is Chinese", next_step="say it with --to zh or --to en")
    return Pair.to(max(votes, key=lambda lang: votes[lang]))


def directions(pairs: Sequence[TextPair], to: Lang | None) -> list[Pair]:
    """Return the direction of each pair: one for all, unless some lines clearly run one way and some the other."""
    shown = [(detect(pair.source), detect(pair.target)) for pair in pairs]
    clear = {target for source, target in shown if source and target and source is not target}
    if to is not None or len(clear) < 2:
        return [direction(pairs, to)] * len(pairs)
    return [Pair.to(source.other if source else target or Lang.EN) for source, target in shown]


def read_lines(path: Path) -> list[str]:
    """Read lines of UTF-8; a line end after the last line makes no empty line.

    Raises InputError where the file is missing, a folder, or not UTF-8.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file", next_step="check the path") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8", next_step="convert it with iconv -t UTF-8") from error
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}", next_step="give a readable file") from error
    return [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")] if text else []


def same_length(*named: tuple[str, Sequence[str]]) -> None:
    """Raise InputError unless all line lists are as long as the first and none is empty.

    >>> same_length(("a.zh", ["一", "二"]), ("a.en", ["one"]))
    Traceback (most recent call last):
      ...
    translator.errors.InputError: a.zh has 2 lines but a.en has 1 (line k of each must be the same sentence)
    """
    first, lines = named[0]
    for name, others in named:
        if not others:
            raise InputError(f"{name} is empty", next_step="give one sentence per line")
        if len(others) != len(lines):
            count = "1 line" if len(lines) == 1 else f"{len(lines)} lines"
            what = f"{first} has {count} but {name} has {len(others)}"
            raise InputError(what, next_step="line k of each must be the same sentence")
