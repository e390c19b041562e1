"""Many proposals of the same name as one: how often it stands, and the best form found for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from translator.names.proposal import Proposal


@dataclass(frozen=True, slots=True)
class Gathered:
    """A name with the surest proposal for it and how often it was found."""

    proposal: Proposal
    count: int


def gather(found: Iterable[Proposal]) -> list[Gathered]:
    """Return one entry for each name, the most frequent first, then the surest, then by spelling.

    >>> from translator.model import Lang
    >>> from translator.names import propose
    >>> [(name.proposal.source, name.count) for name in gather(propose("廊坊、霸州、廊坊", Lang.ZH))]
    [('廊坊', 2), ('霸州', 1)]
    """
    names: dict[str, Gathered] = {}
    for proposal in found:
        known = names.get(proposal.source)
        best = max((known.proposal, proposal), key=lambda p: p.confidence) if known else proposal
        names[proposal.source] = Gathered(best, (known.count if known else 0) + 1)
    return sorted(names.values(), key=lambda n: (-n.count, -n.proposal.confidence, n.proposal.source))
