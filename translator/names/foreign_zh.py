"""Foreign names in Chinese text: known ones go back to their spelling; the spelling of others nobody can tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from translator.model import Span, TermKind
from translator.names import tables
from translator.names.proposal import Proposal
from translator.names.tokens import Finder, Token

_DOTTED = re.compile(r"[\u4e00-\u9fff]{1,8}(?:[·•‧・][\u4e00-\u9fff]{1,8}|[·•‧・][A-Z]\.)+")


@cache
def _finder() -> Finder:
    return Finder(zh for zh in tables.spelt_abroad() if len(zh) > 1)


def find(text: str, words: Sequence[Token]) -> Iterator[Proposal]:
    """Yield foreign names: in full with a dot between the parts, or known ones that stand as words."""
    for match in _DOTTED.finditer(text):
        yield _dotted(match[0], match.start())
    edges = {word.start for word in words} | {len(text)}
    for start, end in _finder().spans(text):
        if start in edges and end in edges:
            en, kind = tables.spelt_abroad()[text[start:end]]
            sure = 0.9 if kind is not TermKind.PERSON else 0.6
            reason = f"Well-known foreign name: {en} by the table of foreign names."
            yield Proposal(Span(start, end), text[start:end], en, kind, sure, reason)


def _dotted(name: str, start: int) -> Proposal:
    parts = re.split(r"[·•‧・]", name)
    spelt = [tables.spelt_abroad().get(part, ("", TermKind.PERSON))[0] or (part if part.isascii() else "") for part in parts]
    span = Span(start, start + len(name))
    if all(spelt):
        reason = "Each part is in the table of foreign names; check the spelling of this person."
        return Proposal(span, name, " ".join(spelt), TermKind.PERSON, 0.7, reason)
    unknown = "、".join(part for part, form in zip(parts, spelt, strict=True) if not form)
    reason = f"A foreign name whose spelling the Chinese form {unknown} does not tell; look it up."
    return Proposal(span, name, "", TermKind.PERSON, 0.2, reason)
