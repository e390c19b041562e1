"""Terms of people over terms of files: what is decided later and nearer to the work wins.

Law: the result is sound whatever the layers say; a form is decided by the upper layer alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from translator.glossary.agreement import Decisions, decided
from translator.glossary.table import make
from translator.model import Glossary, Term


def overlay(base: Glossary, own: Sequence[Term]) -> Glossary:
    """Return ``base`` with ``own`` terms over it, the later of them first.

    A row of the base whose Chinese form an own term decides is left out; one that only shares a variant loses that.

    >>> base = make([Term("廊坊", "Lang Fang"), Term("河北", "Hebei")])
    >>> [term.en for term in overlay(base, [Term("廊坊", "Langfang")]).terms]
    ['Hebei', 'Langfang']
    """
    if not own:
        return base
    decisions, pairs = Decisions(), set[tuple[str, str]]()
    upper = _under(reversed(own), decisions, pairs)[::-1]
    return make([*_under(base.terms, decisions, pairs), *upper], name=base.name)


def _under(terms: Iterable[Term], decisions: Decisions, pairs: set[tuple[str, str]]) -> list[Term]:
    """Return what the terms still say under what is decided already, and let that decide too."""
    kept: list[Term] = []
    for term in terms:
        if (term.zh, term.en) in pairs or (decided(term) and decisions.decides(term.zh, term)):
            continue
        left = tuple(f for f in term.zh_variants if not (decided(term) and decisions.decides(f, term)))
        kept.append(replace(term, zh_variants=left) if left != term.zh_variants else term)
        decisions.add(kept[-1])
        pairs.add((term.zh, term.en))
    return kept
