"""Find English names left in a Chinese text that every Chinese text says in Chinese: Southeast Asia, Monday, Hebei.

Law: only names whose every word is in the list count; a brand, a person or a title may stay as it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from translator.model import Finding, Severity, Span

_PLACES = (
    "China Chinese Beijing Shanghai Tianjin Chongqing Hebei Shanxi Shaanxi Liaoning Jilin Heilongjiang Jiangsu "
    "Zhejiang Anhui Fujian Jiangxi Shandong Henan Hubei Hunan Guangdong Hainan Sichuan Guizhou Yunnan Gansu Qinghai "
    "Tibet Xizang Xinjiang Ningxia Guangxi Guangzhou Shenzhen Shijiazhuang Tangshan Qinhuangdao Langfang Baoding "
    "Cangzhou Hengshui Xingtai Handan Zhangjiakou Chengde Nanjing Hangzhou Wuhan Chengdu Xi'an Taiwan Macao Hong Kong "
    "Asia Africa Europe America Oceania Asian African European American Japan Japanese Korea Korean Germany German "
    "France French Britain British England Russia Russian India Indian Brazil Canada Australia Italy Spain Mexico "
    "Egypt Singapore Thailand Vietnam London Paris Moscow Tokyo New York Washington"
)
_DAYS = (
    "January February March April June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
)
_GENERIC = (
    "Southeast Northeast Central East West North South Eastern Western Northern Southern Province City County District "
    "University Hospital Museum River Lake Mountain Government Ministry Bureau Department Committee Conference"
)
_TRANSLATED = frozenset(f"{_PLACES} {_DAYS} {_GENERIC}".split())
_JOINING = frozenset({"and", "of", "the", "in", "to", "for"})
_RUN = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z']+(?: (?:[A-Z][A-Za-z']+|and|of|the|in|to|for))*(?![A-Za-z0-9])")
#: beside these a word is part of something longer, or is talked about
_BESIDE = re.compile(r"[“”‘’《》A-Za-z0-9/.:@_-]")


def names_left(source: str, text: str, allowed: Sequence[Span], kept: Collection[str]) -> Iterable[Finding]:
    """Yield what is left; ``allowed`` spans (brackets) and ``kept`` words (of terms) are no fault."""
    for match in _RUN.finditer(text):
        words, span = match[0].split(), Span(*match.span())
        near = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
        known = words[0] in _TRANSLATED and all(word in _TRANSLATED or word in _JOINING for word in words)
        if not known or match[0] not in source or any(word in kept for word in words) or _BESIDE.search(near):
            continue
        if not any(place.overlaps(span) for place in allowed):
            message = f"English name left in the Chinese text: “{match[0]}”"
            yield Finding("untranslated", Severity.WARNING, message, None, span)
