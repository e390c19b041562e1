"""Bodies of the Chinese state are no hits behind the name of another country: 法国外交部 is not its ministry.

Many states have a ministry of that name; the glossary knows the English of one. Law: this only ever takes a hit away.
"""

from __future__ import annotations

import re
from functools import lru_cache

from translator.model import Lang, Term

#: how a body or a title of a state ends; embassies (驻华大使馆) are named after their country anyway
_BODY = re.compile(
    r"(?<!中国)(?:部|委|委员会|局|署|院|总会|办公室|银监会|证监会|部长|副部长|主任|局长|署长|院长|发言人|总理|主席|大会|人民银行)$"
)
_OWN = re.compile("^(?:驻|中国|中华|国际|世界|联合国)")
#: regions of China that the list of countries has too
_AT_HOME = ("CN", "HK", "MO", "TW")
#: common names that the list does not have
_MORE = {
    Lang.ZH: frozenset({"朝鲜", "韩国", "苏联", "缅甸", "阿联酋", "波黑", "沙特"}),
    Lang.EN: frozenset({"Republic of Korea", "Britain", "America"}),
}
_LOOK_BACK = 16
_DEMONYMS = (
    r"(?!Chinese\b|Fujian\b|Dalian\b)(?:[A-Z][a-z]+(?:ese|ian|ean|ish|ican|oman)|German|French|Dutch|Greek|Thai|Swiss|"
    r"Czech|Filipino|Israeli|Iraqi|Pakistani|Saudi|Kazakh|Uzbek|U\.S\.|US|U\.K\.|UK)"
)


def is_state_body(term: Term) -> bool:
    """Say whether a term names one body or office of a state, without the name of the state.

    >>> is_state_body(Term("外交部", "Ministry of Foreign Affairs")), is_state_body(Term("委员会", "committee"))
    (True, False)
    """
    return term.en[:1].isupper() and bool(_BODY.search(term.zh)) and not _OWN.match(term.zh)


def is_abroad(text: str, start: int, end: int, lang: Lang) -> bool:
    """Say whether ``text[start:end]``, a body of a state, is that of another country.

    >>> is_abroad("法国外交部", 2, 5, Lang.ZH), is_abroad("中国外交部", 2, 5, Lang.ZH)
    (True, False)
    """
    before, after = _patterns(lang)
    return bool(before.search(text, max(0, start - _LOOK_BACK), start) or after.match(text, end))


@lru_cache
def _patterns(lang: Lang) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what stands before, and what stands after, a body of another country."""
    names = "|".join(map(re.escape, sorted(_countries(lang), key=len, reverse=True)))
    if lang is Lang.ZH:
        return re.compile(rf"(?:{names}|外国)(?:联邦|共和国|王国)?(?:政府)?的?$"), re.compile(r"(?!)")
    before = rf"\b(?:(?:{_DEMONYMS}) |(?:{names})(?:['’]s)? )(?:[Ff]ederal )?$"
    return re.compile(before), re.compile(rf" of (?:the )?(?:{names})\b")


def _countries(lang: Lang) -> set[str]:
    from babel import Locale

    territories = Locale(lang.value).territories
    names = {name for code, name in territories.items() if len(code) == 2 and code not in (*_AT_HOME, "ZZ", "EU")}
    return names | _MORE[lang]
