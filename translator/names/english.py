"""English name to Chinese name: the same generic parts read backwards, known names, and transliteration for the rest.

Law: pinyin does not tell its Hanzi; a Chinese name that no table knows gets no Chinese form, never an invented one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from unicodedata import combining, normalize

from translator.model import TermKind
from translator.names import regions, tables
from translator.names.transliterate import transliterate

#: a syllable of Hanyu Pinyin without tones
_SYLLABLE = (
    r"(?:[bpmf]?(?:a[ino]?|ang|ei|en|eng|ia[no]?|ie|in|ing|iu|o|ou|u|i)|"
    r"[dtnl](?:a[ino]?|ang|e|ei|en|eng|i|ia[no]?|iang|ie|in|ing|iu|ong|ou|u|uan|ue|ui|un|uo|ü|v)|"
    r"(?:g|k|h|zh|ch|sh|r|z|c|s)(?:a[ino]?|ang|e|ei|en|eng|i|ong|ou|u|ua|uai|uan|uang|ui|un|uo)|"
    r"[jqx](?:i|ia|ian|iang|iao|ie|in|ing|iong|iu|u|uan|ue|un)|"
    r"y(?:a|an|ang|ao|e|i|in|ing|o|ong|ou|u|uan|ue|un)|w(?:a|ai|an|ang|ei|en|eng|o|u)|a|o|e|ai|ei|ao|ou|an|en|ang|er)"
)
_PINYIN = re.compile(rf"{_SYLLABLE}(?:'?{_SYLLABLE})*", re.I)
_ONE_SYLLABLE = re.compile(_SYLLABLE, re.I)
_OF_CITIES = ("province", "region", "city", "prefecture")


@dataclass(frozen=True, slots=True)
class Han:
    """A Chinese form: the form, what it names, how sure, why, other forms."""

    zh: str
    kind: TermKind
    confidence: float
    reason: str
    others: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def compose(name: str) -> Han | None:
    """Return the Chinese form of an English name; None where no table and no rule gives one.

    >>> compose("University of Manchester").zh, compose("Langfang Economic and Technological Development Zone").zh
    ('曼彻斯特大学', '廊坊经济技术开发区')
    """
    name = re.sub(r"^[Tt]he ", "", " ".join(name.replace("’", "'").split()))
    if not name:
        return None
    return known(name) or _place(name) or _department(name) or _of_a_land(name) or _generic(name)


def known(name: str) -> Han | None:
    """Return a form that a table has, of foreign names or of Chinese ones with an English form of their own."""
    if found := tables.foreign().get(name) or tables.foreign().get(_plain(name)):
        sure = 0.8 if found.others else 0.93
        reason = found.note or "well-known name, from the table of foreign names"
        return Han(found.form, found.kind, sure, reason, found.others)
    if zh := tables.persons_en().get(name):
        return Han(zh, TermKind.PERSON, 0.9, "well-known person, by the table of people")
    if zh := _established().get(name):
        return Han(zh, tables.established()[zh].kind, 0.93, "established English name of a Chinese one")
    return None


def _plain(name: str) -> str:
    """Return a name without its accents: São Paulo stands as Sao Paulo in the table."""
    return "".join(ch for ch in normalize("NFD", name) if not combining(ch)).replace("ø", "o").replace("ł", "l")


@cache
def _established() -> dict[str, str]:
    found: dict[str, str] = {}
    own = [(zh, row) for zh, row in tables.established().items() if row.kind is not TermKind.PERSON]
    for zh, row in own:
        found.setdefault(row.form, zh)
    for zh, row in own:
        for en in row.others:
            found.setdefault(en, zh)
    return found


@cache
def _divisions() -> dict[str, tuple[str, ...]]:
    """Return China's divisions by their English name in full, and by the bare one for provinces and cities."""
    found: dict[str, list[str]] = {}
    order = {level: rank for rank, level in enumerate((*_OF_CITIES, "county", "district"))}
    places = filter(None, (regions.region(zh) for zh in tables.divisions()))
    for region in sorted(places, key=lambda r: order.get(r.level, 9)):
        bare = region.zh[:-1] if len(region.zh) > 2 and region.level in ("city", "province") else region.zh
        forms = {region.full: region.zh, f"{region.name} City" if region.level == "city" else region.full: region.zh}
        if region.level in _OF_CITIES:
            forms[region.name] = bare if region.level != "region" else region.zh[:2]
        elif region.level == "county" and len(region.zh) > 2 and "自治" not in region.zh:
            forms[region.name] = region.zh[:-1]
        for form, zh in forms.items():
            found.setdefault(form.replace("ü", "u"), []).append(zh)
    found["Inner Mongolia"] = ["内蒙古"]
    return {en: tuple(dict.fromkeys(many)) for en, many in found.items()}


def _place(name: str) -> Han | None:
    """Return a division of China by its English name; several that share it are told as alternatives."""
    if not (many := _divisions().get(name.replace("ü", "u"))):
        return None
    sure = 0.9 if len(many) == 1 and not _is_county(name, many[0]) else 0.6
    reason = "division of China" + (f"; also the name of {'、'.join(many[1:4])}" if len(many) > 1 else "")
    return Han(many[0], TermKind.PLACE, sure, reason, many[1:])


def _is_county(name: str, zh: str) -> bool:
    """Say whether a bare name stands for a county: nothing in the English says so."""
    return " " not in name and f"{zh}市" not in tables.divisions() and f"{zh}县" in tables.divisions()


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, TermKind, int], ...]:
    """Return English patterns as regular expressions with their Chinese ones, the most words first."""
    found: dict[str, tuple[str, TermKind]] = {}
    for zh, rows in tables.generics().items():
        for row in rows:
            for en in (row.en, *row.others):
                pattern = re.sub(r"\{(attr|gov|of)\}( \{w\})?", "{}", en)
                usable = pattern.count("{}") == 1 and "{" not in pattern.replace("{}", "")
                if usable and not re.search(r"[#(]", zh) and row.style != "region":
                    found.setdefault(pattern, ("{}" + zh, row.kind))
    found |= {en: (zh, kind) for en, zh, kind in tables.generics_en() if en not in found or kind is TermKind.COMPANY}
    ordered = sorted(found.items(), key=lambda item: -len(item[0]))
    return tuple((_compiled(en), zh, kind, len(en)) for en, (zh, kind) in ordered if en.replace("{}", "").strip())


def _compiled(pattern: str) -> re.Pattern[str]:
    before, _, after = pattern.partition("{}")
    rest = r"(?:the )?(.+)" if before.endswith("of ") else "(.+)"
    return re.compile(re.escape(before) + rest + re.escape(after))


def _generic(name: str) -> Han | None:
    """Return a name with a generic part: the rest goes through the same rules."""
    for pattern, zh, kind, _ in _patterns():
        if (match := pattern.fullmatch(name)) and not (kind is TermKind.COMPANY and ", " in match[1]):  # a list
            inner = _inner(match[1])
            if inner:
                inner = replace(inner, zh=inner.zh.strip("《》"))
                generic = zh.replace("{}", "")
                if inner.zh.endswith(generic):  # the Danube River: 多瑙河 has its generic part
                    return inner
                reason = f"{inner.reason}; generic part {generic} by the table after GB/T 30240"
                form, sure = zh.replace("{}", inner.zh), round(inner.confidence - 0.05, 2)
                if generic.endswith("大学") and inner.reason.startswith("division of China"):
                    other = form.removesuffix("大学") + "学院"  # which of them calls itself a university only they say
                    return Han(form, kind, min(sure, 0.65), f"{reason}; it may be a 学院", (other,))
                if kind is TermKind.PLACE and inner.kind is TermKind.PERSON:
                    sure = min(sure, 0.6)  # Lake Constance: the place may be called otherwise
                return Han(form, kind, sure, reason)
    return None


#: bodies that a country or region has one of, named before it: Ministry of Finance of Japan
_BODY = re.compile(
    r"((?:Ministry|Department|Bureau|Academy|Institute|Supreme|Constitutional|Central|National|Federal|State|Foreign|"
    r"General|People's|Chamber|Federation|Council|Permanent|Prime)\b.+) of (?:the )?(.+)"
)


def _of_a_land(name: str) -> Han | None:
    """Return a body whose country or region stands last (Ministry of Finance of Japan) or first (French Senate)."""
    if match := _BODY.fullmatch(name):
        body, land = compose(match[1]), known(match[2]) or _place(match[2])
    elif match := re.fullmatch(r"(\w+) ((?:Ministry|Department) of .+|Embassy|Parliament|Senate|Supreme Court)", name):
        land = _adjective(match[1])
        body = compose(match[2]) or (Han("大使馆", TermKind.ORGANISATION, 0.9, "") if match[2] == "Embassy" else None)
    else:
        return None
    if not body or not land or land.kind is not TermKind.PLACE or body.kind is not TermKind.ORGANISATION:
        return None
    if match.re is _BODY and not body.zh.endswith(("部", "局", "院", "会", "署")):
        return None
    if land.zh in tables.divisions() and body.zh.endswith("部"):  # a province has a 厅, a city or county a 局
        body = replace(body, zh=body.zh[:-1] + ("厅" if land.zh.endswith(("省", "自治区")) else "局"))
    return Han(land.zh + body.zh, body.kind, 0.82, f"{land.zh} before {body.zh}, as Chinese puts the land first")


def _adjective(word: str) -> Han | None:
    """Return the land an adjective stands for: French, German."""
    zh = tables.words_en().get(word)
    return Han(zh, TermKind.PLACE, 0.9, "") if zh and zh in tables.spelt_abroad() else None


def _department(name: str) -> Han | None:
    """Return a department that names its region first: Hebei Provincial Department of Justice."""
    match = re.fullmatch(r"(.+) (Provincial|Municipal) (Department|Bureau|Commission) of (.+)", name)
    place, field = (_place(match[1]), _inner(match[4])) if match else (None, None)
    if not match or not place or not field:
        return None
    level = "省" if match[2] == "Provincial" else "市"
    ending = {"Department": "厅", "Bureau": "局", "Commission": "委员会"}[match[3]]
    return Han(
        f"{place.zh}{level}{field.zh}{ending}", TermKind.ORGANISATION, 0.8, f"{field.reason}; {match[3]} is {ending}"
    )


def _inner(rest: str) -> Han | None:
    """Return the Chinese of what a generic part leaves: a name, or words and names one after the other."""
    whole = compose(rest)
    if whole:
        return whole
    parts = list(_parts(rest.split()))
    if not parts or any(not part.zh for part in parts):
        return None
    sure = min(part.confidence for part in parts)
    reason = "; ".join(dict.fromkeys(part.reason for part in parts))
    return Han("".join(part.zh for part in parts), parts[0].kind, sure, reason)


def _parts(words: list[str]) -> Iterator[Han]:
    """Yield the Chinese of words in order, the longest stretch that a table has first."""
    place = 0
    while place < len(words):
        for size in range(min(6, len(words) - place), 0, -1):
            stretch = " ".join(words[place : place + size])
            if found := _part(stretch, single=size == 1):
                yield found
                place += size
                break
        else:
            yield Han("", TermKind.OTHER, 0.0, "")
            return


def _part(stretch: str, *, single: bool) -> Han | None:
    if word := tables.words_en().get(stretch.rstrip(",")):
        return Han(word, TermKind.OTHER, 0.85, f"{stretch} is {word}")
    if single and not stretch[0].isupper():
        return Han("和", TermKind.OTHER, 0.6, "and is 和") if stretch in ("and", "&") else None
    if found := known(stretch) or _place(stretch):
        return found
    return spelt(stretch) if single and stretch not in generic_words() else None


@cache
def generic_words() -> frozenset[str]:
    """Return the words of English generic parts."""
    return frozenset(word for en, _, _ in tables.generics_en() for word in en.replace("{}", "").split())


def spelt(word: str, *, female: bool = False) -> Han:
    """Return a word by transliteration; an empty form for pinyin, whose Hanzi nobody can tell."""
    if is_pinyin(word):
        return Han("", TermKind.OTHER, 0.1, f"{word} reads as pinyin: its Hanzi cannot be told from the spelling")
    parts = [_spelt_part(part, female) for part in re.split(r"[-–]", word) if part]
    reason = f"{word} by the transliteration table for English names; check whether a form is established"
    return Han("-".join(parts), TermKind.OTHER, 0.5, reason)


def _spelt_part(part: str, female: bool) -> str:
    found = known(part) or _place(part)
    return found.zh if found else transliterate(part.removesuffix("'s"), female=female)


@lru_cache(maxsize=4096)
def is_pinyin(word: str) -> bool:
    """Say whether a word is spelt as Hanyu Pinyin; a short one only where it is one syllable.

    >>> is_pinyin("Yanjiao"), is_pinyin("Kowalski")
    (True, False)
    """
    plain = word.replace("’", "'")
    pattern = _PINYIN if len(plain) > 4 else _ONE_SYLLABLE
    return len(plain) > 2 and bool(pattern.fullmatch(plain)) and plain not in tables.foreign()


def is_pinyin_surname(word: str) -> bool:
    """Say whether a word is a Chinese surname in pinyin: Albert Wang has Hanzi nobody can tell."""
    return word in _pinyin_surnames()


def is_chinese_person(words: list[str]) -> bool:
    """Say whether two words are a Chinese name in pinyin: a surname, then one or two syllables."""
    if len(words) != 2 or words[0] not in _pinyin_surnames():
        return False
    return bool(re.fullmatch(rf"{_SYLLABLE}(?:['-]?{_SYLLABLE})?", words[1], re.I))


@cache
def _pinyin_surnames() -> frozenset[str]:
    from translator.names import pinyin

    return frozenset(pinyin.surname(zh) for zh in tables.surnames()) | {"Lü", "Lv", "Nie"}
