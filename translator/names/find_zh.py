"""Names in a Chinese text: where they begin, where they end, what they are in English.

Law: a name ends where a word ends and begins where one begins; something in it is proper (a known place, a word the
dictionary calls a name, or one it does not know). A compound of everyday words is no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from translator.model import Span, TermKind
from translator.names import address, asia, chains, foreign_zh, people, regions, schools, tables
from translator.names.compose import Rendering, compose
from translator.names.proposal import Proposal
from translator.names.tokens import Finder, Token, in_dictionary, known_names, tokens
from translator.text.chars import has_han

#: parts of speech that end the walk to the left from a generic part
_STOPS = ("p", "c", "u", "r", "t", "q", "y", "e", "o", "z", "d", "v", "l", "i")
#: how many words a name may have before its generic part
_WALK = 9
#: the longest generic part is shorter
_TAIL = 20
#: a name of this many characters or more is a sentence, not a name
_TOO_LONG = 40
_ORDINAL = re.compile(r"第?[一二三四五六七八九十百\d]+(号)?")
#: 财政部 is none in 财政部门 (finance departments), nor 外交部 in 外交部长 (the minister)
_AFTER_BU = ("门", "分", "队", "署", "长")
_BRACKETS = "()（）"


def find(text: str) -> list[Proposal]:
    """Return the names of a text, not overlapping, in order; pure regions one by one, each with its own form."""
    words = tokens(text)
    named = asia.retell(text, people.find(text, words))
    found = [*_composed(text, words), *_chained(text, words), *_known(text, words), *named]
    found += [*asia.find(text, words), *address.find(text, words), *foreign_zh.find(text, words)]
    return _longest(found)


def _longest(found: list[Proposal]) -> list[Proposal]:
    """Keep the longest of names that overlap, the surer one among equals."""
    kept: list[Proposal] = []
    taken: set[int] = set()
    for proposal in sorted(found, key=lambda p: (p.span.start - p.span.end, -p.confidence)):
        places = range(proposal.span.start, proposal.span.end)
        if taken.isdisjoint(places):
            kept.append(proposal)
            taken.update(places)
    return sorted(kept, key=lambda p: p.span)


def _known(text: str, words: Sequence[Token]) -> Iterator[Proposal]:
    """Yield regions and established names, where they stand as words."""
    edges = {word.start for word in words} | {len(text)}
    by_start = {word.start: word for word in words}
    for start, end in known_names().spans(text):
        name = text[start:end]
        if name in tables.ordinary("whole") or _crosses(name, start, end, edges, by_start):
            continue
        if name[-1] == "部" and text.startswith(_AFTER_BU, end):
            continue
        rendering = compose(name)
        if rendering and name != "中国":
            yield _proposal(name, start, rendering)


def _crosses(name: str, start: int, end: int, edges: set[int], by_start: dict[int, Token]) -> bool:
    """Say whether a known name found in the text is only a part of other words."""
    bare = name in regions.bare_names() and name not in tables.established()
    if start in edges and end in edges:
        if len(name) == 2 and by_start[start].end < end:  # 市和县
            return by_start[start].tag[0] in "cpdruvm"
        return bare and not _reads_as_place(by_start[start], end)
    known = tables.established().get(name)
    if known and known.kind is TermKind.PERSON and start in edges:  # 玄奘 + 西行
        return False
    return len(name) < 4 or bare  # a long full name is right even where the words are cut wrong


def _reads_as_place(word: Token, end: int) -> bool:
    """Say whether a bare name is a place to the dictionary: 廊坊, but not 资源 or 新建."""
    city = word.text in tables.ordinary("city")
    return word.end == end and (city or word.tag in ("ns", "nr", "nz", "j")) and word.text not in tables.words()


def _chained(text: str, words: Sequence[Token]) -> Iterator[Proposal]:
    """Yield the towns that stand behind the division they lie in."""
    for start, end in chains.find(text, words):
        if rendering := compose(text[start:end]):
            yield _proposal(text[start:end], start, rendering)


def _composed(text: str, words: Sequence[Token]) -> Iterator[Proposal]:
    """Yield the names that end in a generic part."""
    spans = [*known_names().spans(text), *_long_fields().spans(text)]
    inside_known = {place for start, end in spans for place in range(start, end)}
    for place, word in enumerate(words):
        if not has_han(word.text) and word.text not in ("）", ")"):
            continue
        generic = _ending(text[max(0, word.end - _TAIL) : word.end])
        if generic and (proposal := _from_left(text, words, place, generic, inside_known)):
            yield proposal


@cache
def _long_fields() -> Finder:
    """Return the finder of fields of study that the dictionary cuts: 新闻 + 传播."""
    return Finder(zh for zh in tables.fields() if len(zh) > 3)


@cache
def _ending_pattern() -> re.Pattern[str]:
    literal = [re.escape(zh).replace(r"\#", "#") for zh in sorted(tables.generics(), key=len, reverse=True)]
    either = "|".join(zh.replace("#", r"[一二三四五六七八九十百\d]+") for zh in literal)
    return re.compile(f"(?:{either})$")


def _ending(text: str) -> str:
    """Return the longest generic part a text ends in."""
    tail = text.replace("（", "(").replace("）", ")")
    match = _ending_pattern().search(tail)
    return match[0] if match else ""


def _from_left(text: str, words: Sequence[Token], place: int, generic: str, inside_known: set[int]) -> Proposal | None:
    """Return the longest sound name that ends with word ``place``."""
    end = words[place].end
    split = end - len(generic)
    for start in _starts(text, words, place, split, inside_known):
        name = text[start:end]
        inside = [word for word in words[max(0, place - _WALK) : place + 1] if word.end > start]
        if len(name) > _TOO_LONG or start >= split or not _sound(name, start, split, inside):
            continue
        if _holds_known(name):
            continue
        rendering = compose(name)
        if rendering and rendering.named and not _only_regions(name):
            return _proposal(name, start, rendering)
    return None


def _holds_known(name: str) -> bool:
    """Say whether a name is a country and something with an English name of its own, which is proposed alone."""
    if any(name.startswith(c) and name[len(c) :] in tables.established() for c in ("中国", "中华人民共和国")):
        return True
    abroad = tables.spelt_abroad()
    bare = name.removesuffix("公司")
    if bare in abroad and abroad[bare][1] is TermKind.COMPANY:  # 西门子公司: Siemens is found by itself
        return True
    country = next((size for size in (2, 3, 4) if abroad.get(name[:size], ("", None))[1] is TermKind.PLACE), 0)
    if country and name[country:] in tables.established():
        return True
    return bool(country) and any(name[country : country + size] in abroad for size in (2, 3, 4, 5))


def _only_regions(name: str) -> bool:
    """Say whether a name is regions only: those are proposed one by one."""
    return regions.read(name)[1] == ""


def _starts(text: str, words: Sequence[Token], place: int, split: int, inside_known: set[int]) -> list[int]:
    """Return where a name could begin, the leftmost first."""
    found: list[int] = []
    depth, right = 0, None
    for word in reversed(words[max(0, place - _WALK) : place + 1]):
        if word.start >= split:
            continue
        if word.text in _BRACKETS:
            depth += 1 if word.text in ")）" else -1
            if depth < 0:
                break
            continue
        line = any(text[word.start : word.start + size] in tables.words() for size in (2, 3))  # 京 + 港澳
        part = line or word.start in inside_known or (word.text in "和与及" and _joined(text, word.start))
        if not part and not _nameable(word):
            break
        if right and _parts_ways(word, right, split, text[right.start : words[place].end]):
            break
        right = word
        if depth == 0:
            found.append(word.start)
    return found[::-1]


def _parts_ways(word: Token, right: Token, split: int, rest: str) -> bool:
    """Say whether a name begins right of a word: 祖籍 + 江西铅山县, 赵州桥 + 又名 + 安济桥."""
    if right.end <= split and _is_common(right):
        return _is_feature(word) and not regions.first_region(word.text)
    if not _is_common(word):
        return False
    region = regions.first_region(rest)
    return bool(region and (len(region.zh) > 2 or region.whole or right.text == region.zh)) or _is_feature(right)


def _is_feature(word: Token) -> bool:
    """Say whether a word is a whole name with its generic part: 滹沱河, 安济桥."""
    return len(word.text) > 2 and word.proper and word.text[-1] in tables.characters("ends a feature")


def _is_common(word: Token) -> bool:
    """Say whether the dictionary has a word as an everyday noun or verb that no table translates."""
    common = word.tag in ("n", "v", "vn") and len(word.text) > 1 and in_dictionary(word.text)
    told = (tables.words(), tables.generics(), tables.established())
    return common and not any(word.text in table for table in told) and not regions.first_region(word.text)


def _joined(text: str, place: int) -> bool:
    """Say whether 和 stands inside a word of the table, or between two fields: 发展和改革, 材料科学与工程学院."""
    words, fields = tables.words(), tables.fields()
    if any(text[a:place] in fields for a in range(max(0, place - 7), place - 1)) and any(
        text[place + 1 : b] in fields for b in range(place + 3, place + 8)
    ):
        return True
    return any(text[a:b] in words for a in range(max(0, place - 6), place) for b in range(place + 2, place + 8))


def _nameable(word: Token) -> bool:
    """Say whether a word can be a part of a name."""
    if word.text in tables.ordinary("start"):
        return word.text in tables.words() and len(word.text) > 1
    if word.text in tables.words() or word.text in tables.established() or regions.first_region(word.text):
        return True
    if word.text in tables.ordinary("street"):
        return True
    if word.tag == "m" or word.tag == "mq":
        return bool(_ORDINAL.fullmatch(word.text))
    if word.tag == "x":
        return word.text.isascii() and word.text.isalnum()
    if len(word.text) == 1 and word.tag in ("d", "a", "v", "vg", "zg", "z", "q", "t"):
        return word.text in tables.characters("in a brand")
    return (has_han(word.text) and not word.tag.startswith(_STOPS)) or word.tag == "vn" or word.tag == "eng"


def _is_whole_region(text: str) -> bool:
    region = regions.first_region(text)
    return bool(region and region.whole and len(region.zh) > 2)


def _sound(name: str, start: int, split: int, inside: Sequence[Token]) -> bool:
    """Say whether a stretch is a name: something in it is proper, and it is no everyday word."""
    if any(ch in "和与及" and _is_whole_region(name[at + 1 :]) for at, ch in enumerate(name)):  # two names
        return False
    first, last = inside[0], inside[-1]
    if first.text in tables.ordinary("street") and name[split - start :].endswith(("路", "街", "道")):
        ending = name[-2:] if len(name) - (split - start) == 1 else name  # 前进道路 is none
        return first.end <= split and ending not in tables.ordinary("whole")
    if name in tables.ordinary("whole") or first.text in tables.ordinary("start"):
        return False
    if len(name) - (split - start) == 1 and name[-2:] in tables.ordinary("whole"):  # 国家机关, 在城镇
        return False
    head = name[: split - start]
    if name.startswith(_above()) or "-" in tables.words().get(head, ""):  # 京港澳 is one word to the table
        return True
    if last.start < split < last.end and _is_place(head):  # 氹 + 仔岛
        return True
    known = regions.first_region(name)
    if known and known.whole and known.zh == head and name[split - start :] == "古城":  # the old town of Langzhong City
        return False
    if not known and _EMPTY_HEAD.fullmatch(name[: split - start]):
        return False
    large = bool(known and known.level in ("province", "region", "city") and known.zh not in tables.words())
    if last.start < split and not (
        large and first is last and last.proper
    ):  # only the end of a word: 思路, 永定河, 教育厅
        found, rest = regions.read(name)
        into_last = bool(found) and len(name) - len(rest) > last.start - start  # 广西壮族 + 自治区人民政府
        cut = last.text[: split - last.start]
        worded = first is not last and (cut in tables.words() or cut in tables.fields() or schools.split(name))
        full = into_last and (first is not last or found[-1].whole)
        return full or bool(worded) or _sound_word(last, first is last)
    if known and len(known.zh) <= split - start and (large or first.end <= start + len(known.zh)):
        return large or known.whole or first.end == start + len(known.zh) or len(known.zh) > 2
    if split - start < 2:  # a character that is no word of every day: 洹河
        return first.tag in ("g", "zg") and name[1:] in ("河", "江", "水")
    if first.text in tables.characters("direction") and len(inside) > 1 and inside[1].proper and inside[1].end <= split:
        return True
    if first.tag == "nt" or first.text in tables.established():  # 河北大学 + 附属医院
        return first.text not in tables.ordinary("whole")
    if in_dictionary(first.text) and len(first.text) > 1:
        weak = last.text in tables.ordinary("weak") or name[split - start :] in tables.ordinary("weak")
        return first.text not in tables.ordinary("whole") and (first.tag == "ns" if weak else first.proper)
    return len(first.text) > 1 or _brand(inside, split)


def _is_place(name: str) -> bool:
    known = tables.established().get(name)
    return known is not None and known.kind is TermKind.PLACE


@cache
def _above() -> tuple[str, ...]:
    """Return bodies that stand before the name of one below them: 中共廊坊市委员会."""
    kinds = (TermKind.ORGANISATION, TermKind.COMPANY)
    return ("中共", *(zh for zh, known in tables.established().items() if known.kind in kinds))


#: nothing but levels and brackets before a body: 县（市、区）人民政府, 由市人民政府
_EMPTY_HEAD = re.compile(
    r".?[省市县区乡镇村州旗级()（）、和及或]+|[省市县区乡镇村](?:以上|以下)?|[一二三四五六七八九十两\d]+[楼层号座栋室]"
)


def _sound_word(word: Token, alone: bool) -> bool:
    """Say whether a word that ends like a generic part is a name of its own."""
    text = word.text
    if text in tables.ordinary("whole") or text in tables.established() or text in regions.bare_names():
        return False
    if not word.proper:
        return False
    return len(text) > 2 or (alone and word.tag == "ns" and in_dictionary(text))


def _brand(inside: Sequence[Token], split: int) -> bool:
    """Say whether a name begins with two single characters, as brands do that the dictionary does not know."""
    head = [word for word in inside if word.start < split]
    return len(head) > 1 and len(head[0].text) == len(head[1].text) == 1 and not head[0].tag.startswith(("m", "q"))


def _proposal(name: str, start: int, found: Rendering) -> Proposal:
    span = Span(start, start + len(name))
    return Proposal(span, name, found.en, found.kind, found.confidence, _sentence(found.reason), found.others)


def _sentence(reason: str) -> str:
    return reason[:1].upper() + reason[1:] + "."
