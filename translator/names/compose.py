"""Chinese name to English name: regions in front, a specific part, a generic part at the end, nested as deep as needed.

Law: by GB/T 30240 the specific part goes into Hanyu Pinyin and the generic part is translated; a middle is translated
only where the table of words has it, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from translator.model import TermKind
from translator.names import people, pinyin, regions, schools, tables
from translator.names.heads import Head, foreign_looking, lends_its_form, mixed_head, place_head, region_head
from translator.names.middle import middle
from translator.names.regions import Region
from translator.names.tables import Generic, Known
from translator.text.chars import has_han
from translator.text.numerals.zh_words import value_of

#: 第 (number) and (number) 号线: the number in a name
_NUMBER = re.compile(r"(?<=第)[一二三四五六七八九十百\d]+|[一二三四五六七八九十\d]+(?=号线|国道|省道)")
_ORDINALS = ("Zeroth", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")
#: the longest generic part of the table has this many characters or fewer
_LONGEST = 14


#: names that take "the" inside another one
_WITH_ARTICLE = re.compile(r" of |(Government|Congress|Committee|Commission|Department|Bureau|Office|Court)\b")
#: levels of heads that have bodies of the state
_REGIONAL = ("province", "region", "city", "prefecture", "county", "district", "town", "zone", "country")


@dataclass(frozen=True, slots=True)
class Rendering:
    """An English name: the form, what it names, how sure, why, other forms.

    ``article``: takes "the" inside another name. ``region``: the region it is, if it is one. ``named``: whether
    anything in it is a proper name at all.
    """

    en: str
    kind: TermKind
    confidence: float
    reason: str
    others: tuple[str, ...] = ()
    article: bool = False
    region: Region | None = None
    named: bool = True


@lru_cache(maxsize=4096)
def compose(name: str) -> Rendering | None:
    """Return the English form of a Chinese name of a place, body or company; None where the rules give none.

    >>> compose("廊坊经济技术开发区").en
    'Langfang Economic and Technological Development Zone'
    >>> compose("河北省人民政府办公厅").en
    "General Office of the People's Government of Hebei Province"
    """
    name = name.replace("（", "(").replace("）", ")")
    if known := tables.established().get(name):
        reason = f"established English name ({known.note})"
        return Rendering(known.form, known.kind, 0.97, reason, known.others, article=_takes_article(known.form))
    abroad = tables.spelt_abroad().get(name)
    if abroad and abroad[1] in (TermKind.ORGANISATION, TermKind.COMPANY):
        return Rendering(abroad[0], abroad[1], 0.9, f"{abroad[0]} by the table of foreign names")
    return _whole_region(name) or _school(name) or _below(name) or next(_by_generics(name), None)


def _below(name: str) -> Rendering | None:
    """Return a name that begins with the body above it: 中共廊坊市委员会, 国家税务总局廊坊市税务局."""
    if name.startswith("中共") and len(name) > 4:
        return compose(re.sub("委员会$", "委", name.removeprefix("中共")))
    for above, known in tables.established().items():
        if known.kind in (TermKind.ORGANISATION, TermKind.COMPANY) and name.startswith(above):
            rest = re.sub("委员会$", "委", name[len(above) :])
            found = compose(rest) if regions.first_region(rest) else None
            if found and not found.region:
                form = found.en.removeprefix("CPC ") if rest.endswith("委") else found.en
                return replace(found, en=f"{form}, {known.form}", kind=known.kind, others=())
    return None


def _school(name: str) -> Rendering | None:
    """Return a school, department or institute of a university or an academy."""
    if part := schools.alone(name):
        return Rendering(part, TermKind.ORGANISATION, 0.5, "a school of no body the text names", named=False)
    body, part = schools.split(name) or ("", "")
    whole = compose(body) if body else None
    if not whole or whole.kind is not TermKind.ORGANISATION:
        return None
    reason = f"{whole.reason}; {name.removeprefix(body)} by the table of fields"
    return Rendering(f"{part}, {whole.en}", whole.kind, min(whole.confidence, 0.85), reason, named=whole.named)


def _takes_article(form: str) -> bool:
    return bool(re.search(r" of |Republic|^(Ministry|State Council|CPC|National)", form))


def _whole_region(name: str) -> Rendering | None:
    """Return a name that is nothing but regions: the smallest first, as in an English address."""
    found, rest = regions.read(name)
    if rest or not found:
        return None
    last = found[-1]
    form = ", ".join([last.full if last.whole else last.name, *(part.name for part in reversed(found[:-1]))])
    others = (f"{last.name} City",) if last.level == "city" and last.whole else ()
    known = tables.established().get(last.zh) or tables.established().get(last.zh[:-1])
    reason = f"division of China; {_why(last, bool(known))}"
    return Rendering(form, TermKind.PLACE, 0.95, reason, (*others, *(known.others if known else ())), region=last)


def _why(region: Region, known: bool) -> str:
    if known:
        return f"{region.name} is the established form of {region.zh}"
    return f"specific part in Hanyu Pinyin, {region.name} (GB/T 30240)"


def _by_generics(name: str) -> Iterator[Rendering]:
    """Yield the renderings by generic part, the longest ending first."""
    numbers = [match[0] for match in _NUMBER.finditer(name)]
    pattern_name = _NUMBER.sub("#", name)
    table = tables.generics()
    for size in range(min(_LONGEST, len(pattern_name) - 1), 0, -1):
        ending = pattern_name[-size:]
        if ending not in table:
            continue
        used = ending.count("#")
        head = name[: len(name) - size - sum(len(number) - 1 for number in numbers[len(numbers) - used :])]
        if _cuts_a_name(name, len(head)):  # 西门子 + 公司, not 西门 + 子公司
            continue
        if head and (found := _with_head(table[ending], head, int(_value(numbers[-1])) if used else 0)):
            yield found


def _cuts_a_name(name: str, place: int) -> bool:
    """Say whether a cut goes through a foreign name that a table has."""
    starts, ends = range(max(0, place - 4), place), range(place + 1, place + 4)
    known = tables.spelt_abroad()
    return any(b - a > 2 and name[a:b] in known for a in starts for b in ends if b <= len(name))


def _value(number: str) -> int:
    return int(number) if number.isdigit() else int(value_of(number) or 0)


def _with_head(rows: tuple[Generic, ...], head: str, number: int) -> Rendering | None:
    """Fill the pattern of the first row that is for such a head."""
    if rows[0].style == "region":
        return _unlisted_region(rows[0], head)
    for row in rows:
        made = _head(row, head)
        if made and (row.level in ("", made.level) or (row.level == "region" and made.level in _REGIONAL)):
            return _filled(row, made, number)
    return None


def _unlisted_region(row: Generic, head: str) -> Rendering | None:
    """Return a region the official list does not have (a historic county, a foreign-sounding banner)."""
    larger, rest = regions.read(head)
    region = regions.region((rest or head) + row.zh)
    if not region or (not rest and larger) or len(rest or head) < 2 or not has_han(rest or head):
        return None
    form = ", ".join([region.full, *(part.name for part in reversed(larger))])
    reason = f"not on the list of divisions; specific part in Hanyu Pinyin, {row.zh} is {row.en.split('}')[-1].strip()}"
    return Rendering(form, TermKind.PLACE, 0.6, reason, pinyin.doubtful(rest or head), region=region)


def _head(row: Generic, head: str) -> Head | None:
    """Read what stands before a generic part."""
    found, rest = regions.read(head)
    if row.style == "after":
        return _feature_head(row, found, rest)
    if (known := tables.established().get(head)) and lends_its_form(row, known):
        return place_head(known.form, found[-1] if found and not rest else None, head)

    if not rest:
        return region_head(found)
    if nested := _nested(row, head):
        return nested
    if any(head.startswith(zh) for zh in _bodies()):  # 国务院 + 铁路: two things
        return None
    if len(rest) == 1 and len(row.zh) > 1 and found and not found[-1].whole:  # 麦积山石窟
        found, rest = found[:-1], found[-1].zh + rest
    made = middle(rest)
    person = row.zh in _PERSONAL and made.spelt == (rest,) and people.is_person(rest)
    if person:
        made = replace(made, en=people.english(rest))
    if ("{w}" in row.en and made.spelt) or (len(row.zh) == 1 and len(rest) == 1):
        return None
    mixed = mixed_head(found, made, row)
    return replace(mixed, level="person") if mixed and person else mixed


_NUMERALS = frozenset("一二三四五六七八九十两几0123456789")


def _feature_head(row: Generic, found: list[Region], rest: str) -> Head | None:
    """Read the head of a river, road, town: the specific part is pinyin to the last character."""
    if len(rest) < 2 and found and not found[-1].whole:  # 北京路, 嘉陵江大桥: the region is in the specific part
        found, rest = found[:-1], found[-1].zh + rest
    if (
        not rest
        or any(rest.startswith(zh) for zh in _bodies())
        or set(rest) <= set("一二三四五六七八九十两几0123456789")
    ):
        return None
    single = len(rest) == 1 and len(row.zh) == 1
    known = tables.established().get(rest) or _inner_feature(row, rest)
    if known and known.note == "convention" and row.zh.endswith(("路", "街", "道", "巷")):
        known = None
    if "-" in (line := tables.words().get(rest, "")):  # 港珠澳大桥
        known = Known(line, TermKind.PLACE, (), "")
    abroad = tables.spelt_abroad().get(rest)
    if abroad and len(rest) > 2 and not known:
        known = Known(abroad[0], TermKind.PLACE, (), "")
    form = known.form if known and known.kind is TermKind.PLACE else pinyin.place(rest + row.zh if single else rest)
    tail = "".join(f", {part.full if part.level != 'province' else part.name}" for part in reversed(found))
    reason = f"specific part {rest} in Hanyu Pinyin"
    sure = 0.88 if found else 0.8
    if pinyin.doubtful(rest):
        sure -= 0.2
    begins = next((size for size in (5, 4, 3) if rest[:size] in tables.spelt_abroad()), 0)
    if not known and not begins and not found and set(rest) <= tables.transliterating():
        sure, reason = min(sure, 0.5), f"{reason}; it may be a foreign name"
    if not known and begins:
        form, sure = f"{tables.spelt_abroad()[rest[:begins]][0]} {middle(rest[begins:]).en}".strip(), 0.5
        reason = f"{rest[:begins]} by the table of foreign names"
    elif not known and foreign_looking(rest):
        sure, reason = 0.3, f"{reason}, but it looks like a foreign name: look its spelling up"
    return Head(form, form, form, "", form, "", tail, sure, reason, named=True)


#: features that give another one its name: a pagoda of a temple (开元寺塔), a subdistrict along a road
_INNER = {
    "塔": ("寺", "庙"),
    "大桥": ("河", "江", "湖"),
    "桥": ("河", "江"),
    "街道": ("路", "道", "街"),
    "社区": ("路", "道", "街"),
}


@cache
def _bodies() -> tuple[str, ...]:
    return tuple(zh for zh, known in tables.established().items() if known.kind is TermKind.ORGANISATION)


def _inner_feature(row: Generic, rest: str) -> Known | None:
    """Return the feature another one is named after, in English."""
    found = compose(rest) if len(rest) > 2 and rest.endswith(_INNER.get(row.zh, ("\0",))) else None
    return Known(found.en, TermKind.PLACE, (), "") if found else None


#: places that are named after people
_PERSONAL = ("故居", "旧居", "纪念馆", "墓", "纪念园", "雕像", "祠")


def _nested(row: Generic, head: str) -> Head | None:
    """Read a head that is a body or a place itself, with translated words after it: 河北大学 + 工商 + 学院."""
    for cut in range(len(head), 2, -1):
        inner, between = head[:cut], head[cut:]
        words = _between(between)
        everyday = inner[-2:] in tables.ordinary("whole") and not any(
            inner[-n:] in tables.generics() for n in range(2, 9)
        )
        if words is None or everyday:  # no township ends 住房和城乡
            continue
        whole = compose(inner)
        if not whole or (whole.region and whole.region.level != "town") or not _is_name(row, inner, whole):
            continue
        return _nested_head(row, whole, words)
    return None


def _everyday_end(inner: str) -> bool:
    """Say whether the end is an everyday word with one generic character: no township ends 住房和城乡."""
    longer = any(inner[-size:] in tables.generics() for size in range(2, 9))
    return inner[-2:] in tables.ordinary("whole") and not longer


def _between(text: str) -> str | None:
    """Return the English of what stands between a body and the generic part: translated words or a region."""
    found, rest = regions.read(text)
    if found and not rest:
        return found[-1].name
    words = middle(text)
    return None if words.spelt else words.en


#: places that lie on the feature they are named after
_ON_A_FEATURE = ("景区", "风景区", "风景名胜区", "公园", "流域", "保护区", "度假区", "水电站")


def _is_name(row: Generic, inner: str, whole: Rendering) -> bool:
    """Say whether a nested name holds something proper, and is no street or river that gave a school its name.

    A park may be named after a feature all the same: 大明湖公园 is Daming Lake Park; 三女河机场 is Sannühe Airport.
    """
    feature = any(
        other.style == "after" and other.zh not in ("镇", "乡", "村", "街道", "社区")
        for size in range(1, 4)
        for other in tables.generics().get(inner[-size:], ())[:1]
    )
    return whole.named and (not feature or (len(inner) > 2 and row.zh.endswith(_ON_A_FEATURE)))


#: places that are no part of a body: 国务院 + 铁路 are two things
_NO_PART = ("铁路", "公路", "高速公路", "国道", "港", "口岸", "流域", "海峡", "平原")


def _nested_head(row: Generic, whole: Rendering, words: str) -> Head | None:
    if ("{w}" in row.en and not words) or (whole.kind is TermKind.ORGANISATION and row.zh in _NO_PART):
        return None
    of = f"the {whole.en}" if whole.article or (whole.kind is TermKind.PLACE and whole.region is None) else whole.en
    reason, sure = whole.reason, whole.confidence - 0.03
    if whole.region:  # a town: 万庄镇人民政府
        return Head(whole.en, whole.en, whole.en, words, whole.en, "town", "", sure, reason, named=True)
    level = {TermKind.ORGANISATION: "body", TermKind.PLACE: "zone"}.get(whole.kind, "")
    if words and row.kind is TermKind.COMPANY:
        both = f"{whole.en} {words}"
        return Head(both, both, both, words, both, level, "", sure - 0.05, reason, named=True)
    if words:
        tail = f" of {of}" if whole.article or whole.kind is TermKind.PLACE else f", {whole.en}"
        return Head(words, "", words, words, whole.en, level, tail, sure - 0.05, reason, named=True)
    if whole.article and "{of}" not in row.en:
        return Head("", "", of, "", whole.en, level, f" of {of}", sure - 0.05, reason, named=True)
    return Head(whole.en, whole.en, of, "", whole.en, level, "", sure, reason, named=True)


def _filled(row: Generic, head: Head, number: int) -> Rendering:
    forms = [" ".join(_fill(pattern, head, number).split()) + head.tail for pattern in (row.en, *row.others)]
    kind = row.kind
    article = bool(_WITH_ARTICLE.search(forms[0]))
    reason = f"{head.reason}; generic part {row.zh.replace('#', str(number))} by the table after GB/T 30240"
    others = tuple(dict.fromkeys(form for form in forms[1:] if form != forms[0]))
    town = None
    if row.zh in ("镇", "乡", "村", "街道", "社区"):
        town = Region(row.zh, "town", forms[0], forms[0], whole=True)
    forms = [re.sub(r"(River|Lake) River Basin", r"\1 Basin", form) for form in forms]
    forms = [form.replace("Airport Airport", "Airport") for form in forms]
    numbered = "#" in row.zh and row.zh.startswith("第")  # 第三小学 is a name in its town
    sure = round(head.confidence, 2)
    return Rendering(forms[0], kind, sure, reason, others, article, town, head.named or numbered)


#: how the table's adjectives end a field: Rural and Agricultural Bureau, Bureau of Agriculture
_NOUNS = {
    "Agricultural": "Agriculture", "Financial": "Finance", "Cultural": "Culture", "Industrial": "Industry",
    "Economic": "Economy", "Chemical": "Chemical Industry", "Medical": "Medicine", "Environmental": "Environment",
    "Educational": "Education", "Electric": "Electricity", "Sports": "Sport", "National Defense": "National Defense",
}  # fmt: skip


def _noun(words: str) -> str:
    """Return words of a field as they stand after "of": Agriculture for Agricultural."""
    before, _, last = words.rpartition(" ")
    return " ".join(filter(None, (before, _NOUNS.get(last, last))))


def _fill(pattern: str, head: Head, number: int) -> str:
    ordinal = _ORDINALS[number] if 0 < number < len(_ORDINALS) else f"{number}th"
    words = _noun(head.words) if "of {w}" in pattern else head.words
    return pattern.format(
        attr=head.attr, gov=head.gov, of=head.of, w=words, py=head.pinyin, n=number, o=ordinal
    ).strip()
