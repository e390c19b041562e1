"""Terms that people correct: the glossary's form stood in the draft and is gone from the approved text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from translator.model import Corrected, Finished, Hit, Lang, Term

#: segments named for a term
SHOWN = 5
Hits = Callable[[str, Lang], Sequence[Hit]]


def corrected(finished: Iterable[Finished], hits: Hits, *, most: int = 20) -> tuple[Corrected, ...]:
    """Return the terms people replaced most; every accepted form counts as the term. Case does not."""
    used: dict[Term, int] = defaultdict(int)
    replaced: dict[Term, list[str]] = defaultdict(list)
    for one in finished:
        draft, text, target = one.draft.casefold(), one.text.casefold(), one.lang.other
        for term in dict.fromkeys(hit.term for hit in hits(one.source, one.lang)):
            forms = [form.casefold() for form in term.accepted(target)]
            if not any(form in draft for form in forms):
                continue
            used[term] += 1
            if not any(form in text for form in forms):
                replaced[term].append(one.segment)
    found = [Corrected(t.zh, t.en, used[t], len(where), tuple(where[:SHOWN])) for t, where in replaced.items()]
    return tuple(sorted(found, key=lambda each: (-each.replaced, each.used, each.zh))[:most])
