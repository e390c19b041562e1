"""The sample portal: nine pages about Hebei, four written in English and five in Chinese, with reviewed translations.

Written for this product; places, bodies and companies are those of ``glossaries/``, the events are made up.
"""

from __future__ import annotations

from pathlib import Path

from translator.desk import Desk
from translator.model import Document, State

FOLDER = Path(__file__).parent
PAGES = FOLDER / "pages"
SITE_FILE = FOLDER / "site.toml"
#: pages whose translation comes with the sample; the others are drafted and reviewed in the demo
TRANSLATED = frozenset({"about-hebei", "baiyangdian", "invest-langfang", "great-wall-walk", "low-e-glass"})
#: who translated the sample
TRANSLATOR, REVIEWER = "sample translator", "sample reviewer"


def paths() -> list[Path]:
    """Return the pages."""
    return sorted(PAGES.glob("*.md"))


def translations() -> dict[str, str]:
    """Return the reviewed translation of each sentence of the sample."""
    lines = (FOLDER / "translations.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {source: target for source, _, target in (line.partition("\t") for line in lines)}


def approve(desk: Desk, document: Document) -> int:
    """Give a sample page its translation and approve it; return how many sentences.

    What a person or the engine has touched, and a sentence that is not the sample's any more, is left alone.
    """
    known, count = translations(), 0
    for row in desk.rows(document.id):
        if row.segment.text in known and row.state is State.MISSING:
            text = known[row.segment.text]
            saved = desk.revise(row.segment.id, text, base_revision=row.base_revision, by=TRANSLATOR)
            desk.approve(row.segment.id, base_revision=saved.number, by=REVIEWER)
            count += 1
    return count
