"""Languages, directions and spans: what every other noun is measured in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from translator.errors import InputError


class Lang(StrEnum):
    """A language of the house; Traditional Chinese is converted at the edge."""

    ZH = "zh"
    EN = "en"

    @property
    def other(self) -> Lang:
        """The language on the other side of the pair."""
        return Lang.EN if self is Lang.ZH else Lang.ZH


@dataclass(frozen=True, slots=True)
class Pair:
    """A direction of translation."""

    source: Lang
    target: Lang

    def __post_init__(self) -> None:
        if self.source is self.target:
            raise InputError(f"source and target are both {self.source}", next_step="translate to the other language")

    @classmethod
    def to(cls, target: Lang) -> Pair:
        """Return the pair that ends in ``target``.

        >>> Pair.to(Lang.EN)
        Pair(source=<Lang.ZH: 'zh'>, target=<Lang.EN: 'en'>)
        """
        return cls(target.other, target)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points ``start`` (included) to ``end`` (excluded) of a string."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end
