"""A proposed name, and how it becomes a term."""

from __future__ import annotations

from dataclasses import dataclass

from translator.errors import InputError
from translator.model import Lang, Span, Term, TermKind
from translator.text.chars import has_han

#: where proposals come from: what the term base remembers about them
AUTHORITY = {
    Lang.EN: "proposed by GB/T 30240 rules, Hanyu Pinyin by GB/T 16159",
    Lang.ZH: "proposed by transliteration tables",
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name found in a text and its form in the other language; ``target`` is empty where nobody can know it.

    ``confidence`` is 0..1; ``reason`` says in a sentence which rule or table was used.
    """

    span: Span
    source: str
    target: str
    kind: TermKind
    confidence: float
    reason: str
    alternatives: tuple[str, ...] = ()


def as_term(proposal: Proposal) -> Term:
    """Return an accepted proposal as a term for the term base; raises InputError where it has no target.

    >>> found = Proposal(Span(0, 2), "廊坊", "Langfang", TermKind.PLACE, 0.95, "Pinyin.")
    >>> as_term(found).en
    'Langfang'
    """
    if not proposal.target:
        raise InputError(
            f"{proposal.source}: no form in the other language is known", next_step="type it before accepting it"
        )
    to = Lang.EN if has_han(proposal.source) else Lang.ZH
    zh, en = (proposal.source, proposal.target) if to is Lang.EN else (proposal.target, proposal.source)
    return Term(zh, en, proposal.kind, note=proposal.reason, authority=AUTHORITY[to])
