"""What the model was trained on, to prove that a test is not among it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from translator.training.rows import read_rows

_NUMBER = re.compile(r"\d[\d,.]*")


class Seen:
    """The training lines of a run: which names and which numbers stand in them."""

    def __init__(self, lines: Path) -> None:
        """Read the file that the step ``augment`` wrote."""
        self._text = "\n".join(f"{zh}\t{en}" for _, _, zh, en in read_rows(lines, 4))
        self._numbers = set(map(bare, _NUMBER.findall(self._text)))
        self._known: dict[str, bool] = {}

    def name(self, words: str) -> bool:
        """Say whether the words stand anywhere in the training lines; each is looked for once."""
        if words not in self._known:
            self._known[words] = words in self._text
        return self._known[words]

    def number(self, text: str) -> bool:
        """Say whether some number of the text, but a single digit, stands in the training lines."""
        return any(bare(number) in self._numbers for number in _NUMBER.findall(text) if len(bare(number)) > 1)

    def proof(self, names: Iterable[str]) -> int:
        """Count the names that stand in the training lines; 0 is the proof."""
        return sum(map(self.name, names))


def bare(number: str) -> str:
    """Return a number without separators and trailing marks.

    >>> bare("12,000."), bare("1.5")
    ('12000', '1.5')
    """
    return number.replace(",", "").rstrip(".")
