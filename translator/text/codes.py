"""Language codes of other programs: zh, zh-CN, ZH_cn, zh-Hans, zh-TW, en-US ..."""

from __future__ import annotations

from translator.model import Lang

_HANT = frozenset({"hant", "tw", "hk", "mo"})
#: old and ISO 639-2/3 names of Chinese and English
_NAMES = {"zh": Lang.ZH, "cmn": Lang.ZH, "zho": Lang.ZH, "chi": Lang.ZH, "en": Lang.EN, "eng": Lang.EN}


def lang_of(code: str) -> Lang | None:
    """Return the language of a code, None for any other than Chinese and English.

    >>> lang_of("zh-Hans-CN"), lang_of("EN_us"), lang_of("de"), lang_of("")
    (<Lang.ZH: 'zh'>, <Lang.EN: 'en'>, None, None)
    """
    return _NAMES.get(_parts(code)[0])


def is_hant(code: str) -> bool:
    """Say whether a code of Chinese means the Traditional script.

    >>> is_hant("zh-TW"), is_hant("zh-Hans-HK"), is_hant("zh")
    (True, False, False)
    """
    parts = _parts(code)
    return "hans" not in parts and not _HANT.isdisjoint(parts)


def _parts(code: str) -> list[str]:
    return code.strip().lower().replace("_", "-").split("-")
