"""What a changed glossary means for a sentence that was drafted with the old one.

Law: only what a draft would do differently counts; a note or an authority that changed affects nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from translator.draft.prepared import prepare, terms_of
from translator.glossary import Matcher
from translator.ladder import locate
from translator.model import Draft, Hit, Lang
from translator.text.placing import accepted_forms, target_form

_Asked = tuple[int, int, str, tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """What a draft asked for and would no longer, and what it would ask for now: ``廊坊 → Langfang``."""

    gone: tuple[str, ...]
    come: tuple[str, ...]


def change(draft: Draft, matcher: Matcher, target: Lang) -> Change | None:
    """Return how the terms of a drafted sentence have changed; None where a new draft would be asked for the same."""
    before = {_asked(place.hit, target): place.hit for place in draft.terms}
    now = {_asked(hit, target): hit for hit in terms_of(prepare(draft.source), matcher)}
    if before.keys() == now.keys():
        return None
    gone = [hit for asked, hit in before.items() if asked not in now]
    come = [hit for asked, hit in now.items() if asked not in before]
    return Change(_told(gone, draft.source, target), _told(come, draft.source, target))


def fulfilled(source: str, text: str, matcher: Matcher, target: Lang) -> bool:
    """Say whether a text a person has touched has every term of its source as the glossary wants it now."""
    return all(place.placed for place in locate(terms_of(prepare(source), matcher), text, target))


def _asked(hit: Hit, target: Lang) -> _Asked:
    forbidden = hit.term.en_forbidden if target is Lang.EN else ()
    form, forms = target_form(hit.term, target), accepted_forms(hit.term, target)
    return hit.span.start, hit.span.end, form, tuple(sorted(forms)), tuple(sorted(forbidden))


def _told(hits: Sequence[Hit], source: str, target: Lang) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{hit.span.of(source)} → {target_form(hit.term, target)}" for hit in hits))
