"""Who made a translation, for readers and for machines: page label, JSON-LD, and the marks two laws ask for.

Sources: EU AI Act (Regulation 2024/1689) art. 50; the Chinese measures on labelling generated content of 2025 and
GB 45438-2025, whose implicit label is the metadata field AIGC; IPTC digital source types. Whether a reviewed
translation falls under them is for the site's lawyers: the policy of the site switches the label.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

from translator.model import BlockKind, Lang, Made, PagePair, State
from web.site.addresses import TAGS

_IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_SOURCES = {
    Made.MACHINE: "trainedAlgorithmicMedia",
    Made.EDITED: "compositeWithTrainedAlgorithmicMedia",
    Made.REUSED: "digitalCreation",
    Made.HUMAN: "digitalCreation",
}


@dataclass(frozen=True, slots=True)
class Making:
    """How a page's translation came about. ``made``: the kind of the page as a whole, the most mechanical that occurs.

    ``counts``: sentences by kind, in the order of Made; ``approved``: a person approved every sentence.
    """

    made: Made
    counts: tuple[tuple[Made, int], ...]
    approved: bool
    reviewers: tuple[str, ...]
    at: datetime | None

    @property
    def by_machine(self) -> bool:
        """Whether a machine took part in any sentence, however few."""
        return any(kind in (Made.MACHINE, Made.EDITED) for kind, _ in self.counts)


def making(page: PagePair) -> Making | None:
    """Return how the translation of a page came about; None where the edition does not say."""
    kinds = Counter(segment.made for segment in page.segments if segment.made)
    if not kinds:
        return None
    order = [Made.MACHINE, Made.EDITED, Made.REUSED, Made.HUMAN]
    approved = all(segment.state is State.APPROVED for segment in page.segments)
    names = dict.fromkeys(s.by for s in page.segments if s.by and s.state is State.APPROVED)
    moments = [segment.at for segment in page.segments if segment.at]
    whole = next(kind for kind in order if kinds[kind])
    counts = tuple((kind, kinds[kind]) for kind in Made if kinds[kind])
    return Making(whole, counts, approved, tuple(names), max(moments, default=None))


def unmarked(page: PagePair) -> PagePair:
    """Return a page that does not say who made its sentences, for sites that do not tell machines."""
    return replace(page, segments=tuple(replace(segment, made=None) for segment in page.segments))


def linked_data(page: PagePair, lang: Lang, *, address: str, day: str, author: str) -> str:
    """Return the page as JSON-LD (schema.org): an original, or a translation with its kind, sentence by sentence."""
    source = page.document.lang
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": page.title(lang),
        "inLanguage": TAGS[lang],
        "url": address,
    }
    data |= {"datePublished": day} if day else {}
    data |= {"author": {"@type": "Person", "name": author}} if author else {}
    found = making(page) if lang is not source else None
    heads = {s.anchor for b in page.document.blocks if b.kind is BlockKind.META for s in b.segments}
    if found:
        data["translationOfWork"] = {"@type": "Article", "inLanguage": TAGS[source], "headline": page.title(source)}
        data["digitalSourceType"] = _IPTC + _SOURCES[found.made]
        data["creativeWorkStatus"] = "approved" if found.approved else "draft"
        data["contributor"] = [{"@type": "Person", "name": name} for name in found.reviewers]
        data["hasPart"] = [
            {"@id": f"#{s.anchor}", "digitalSourceType": _IPTC + _SOURCES[s.made]}
            for s in page.segments
            if s.made and s.anchor not in heads
        ]
    # "</" would end the script element that holds it
    return json.dumps(data, ensure_ascii=False).replace("</", "<\\/")


def generated_mark(page: PagePair, lang: Lang, producer: str) -> str:
    """Return the content of the AIGC field of GB 45438-2025 for a side a machine took part in, else ''.

    Annex E of the standard, as public implementations give it, has seven fields; Label 1 says that the content is
    generated. ``producer``: name or code of whoever answers for it; the site both makes and spreads the page. The two
    reserved fields are for signatures, of which there are none.
    """
    found = making(page) if lang is not page.document.lang else None
    if found is None or not found.by_machine:
        return ""
    newest = max(segment.revision for segment in page.segments)
    number = f"{page.slug}-{lang}-{page.document.digest[:12]}-{newest}"
    fields = {"Label": "1", "ContentProducer": producer, "ProduceID": number, "ReservedCode1": ""}
    fields |= {"ContentPropagator": producer, "PropagateID": number, "ReservedCode2": ""}
    return json.dumps(fields, ensure_ascii=False)
