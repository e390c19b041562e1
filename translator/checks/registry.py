"""What a check is: a function with a name, gathered where it is defined."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from translator.model import Finding, Pair, Placement

CheckFunction = Callable[[str, str, Pair, Sequence[Placement]], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class NamedCheck:
    """A check of one segment; keeps the contract of ports.Check."""

    name: str
    function: CheckFunction

    def __call__(self, source: str, target: str, pair: Pair, terms: Sequence[Placement] = ()) -> Iterable[Finding]:
        """Yield findings, in reading order of the target."""
        return self.function(source, target, pair, terms)


def check(name: str) -> Callable[[CheckFunction], NamedCheck]:
    """Turn a function into a check called ``name``."""
    return lambda function: NamedCheck(name, function)
