"""Tags as lists of pages: one tag in both languages has one address, so its two lists find each other.

Tags that a page gives in both languages in equal number belong together in that order; the English one makes the
address. A tag no page gives in the other language stands alone, under an address made from its words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from hashlib import blake2s

from translator.model import Both, Lang, PageFacts, Section

#: the folder of their lists; a page of that name cannot be in the way, it ends in .html
FOLDER = "tag"


class Tags:
    """The tags of a site."""

    def __init__(self, pages: Iterable[PageFacts]) -> None:
        self._pairs: dict[tuple[Lang, str], Section] = {}
        for facts in pages:
            if len(facts.tags_zh) == len(facts.tags_en):
                for zh, en in zip(facts.tags_zh, facts.tags_en, strict=True):
                    self._pair(zh, en)

    def _pair(self, zh: str, en: str) -> None:
        """Let two words be one tag; the first pair that was said counts."""
        known = self._pairs.get((Lang.EN, _folded(en))) or self._pairs.get((Lang.ZH, _folded(zh)))
        tag = known or Section(_address(en), Both(zh, en))
        for lang, words in ((Lang.ZH, zh), (Lang.EN, en)):
            self._pairs.setdefault((lang, _folded(words)), tag)

    def of(self, facts: PageFacts, lang: Lang) -> tuple[Section, ...]:
        """Return the tags of a page in one language, each once."""
        found = [self._pairs.get((lang, _folded(words))) or _alone(words, lang) for words in facts.tags(lang)]
        return tuple({tag.key: tag for tag in found}.values())


def _alone(words: str, lang: Lang) -> Section:
    return Section(_address(words), Both(words, "") if lang is Lang.ZH else Both("", words))


def _folded(words: str) -> str:
    return unicodedata.normalize("NFKC", words).casefold()


def _address(words: str) -> str:
    """Return the file name of a tag: Latin letters as they are, anything else by a digest of the words.

    >>> _address("Great Wall"), _address("长城")[:1], len(_address("长城"))
    ('great-wall', 't', 9)
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    whole = slug and not re.search(r"[^\W_]", re.sub(r"[ -\u024f]", "", unicodedata.normalize("NFC", words)))
    return slug[:60] if whole else "t" + blake2s(_folded(words).encode(), digest_size=4).hexdigest()
