"""People named by their surname alone: 张先生 Mr. Zhang, 王总, 老李, 陈某; and emperors by their temple name.

Law: the surname begins where a word begins; what a word of respect means in English is told with its other readings,
and is never surer than the word allows (王总 may be a man, a woman, a president).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from translator.model import Span, TermKind
from translator.names import pinyin, tables
from translator.names.proposal import Proposal
from translator.names.tokens import Token

#: the surname alone says nothing of what follows; these would make another word of the honorific
_NOT_AFTER = {
    "总": r"(?=$|[^\u4e00-\u9fff]|[的和与及对在也说表已将就给让请跟带把被很刚正等])",
    "工": r"(?=$|[^\u4e00-\u9fff]|[的和与说表])",
    "某": r"(?![些个种人一家地年月日时位天次])",
    "部长": r"(?!期)",
    "博士": r"(?!后)",
}
_YOUNG_OLD = {"老": "Lao", "小": "Xiao", "阿": "Ah"}
#: what makes a place or a thing of 老李, 小李
_NO_PERSON = "子庄村店沟湾屯桥河营镇乡路街区岭坡山塘坝寨铺堡"
_PUNCTUATION = re.compile(r"(?:^|[^\u4e00-\u9fff]|[的是叫为])$")
_DYNASTIES = {
    "汉": "Han", "晋": "Jin", "隋": "Sui", "唐": "Tang", "宋": "Song", "金": "Jin", "元": "Yuan", "明": "Ming",
    "清": "Qing", "魏": "Wei", "梁": "Liang",
}  # fmt: skip
_EMPEROR = re.compile(
    rf"([{''.join(_DYNASTIES)}])([文武景昭宣元成哀平明章和安顺桓灵献惠怀炀恭]帝|[高太世成圣]祖|"
    "[太高中睿玄肃代德宪穆敬文武宣懿僖昭真仁英神哲徽钦孝光宁理度世章惠成景思熹毅]宗)"
)


def find(text: str, words: Sequence[Token]) -> Iterator[Proposal]:
    """Yield surnames with a word of respect, 老李 and 小李, 陈某, 汉武帝."""
    tags = {word.start: word for word in words}
    edges = {word.end for word in words}
    for match in _addressed().finditer(text):
        if match.start() in tags and _is_surname(match["family"], tags[match.start()], text):
            yield _with_honorific(match)
    for match in _by_age().finditer(text):
        word = tags.get(match.start())
        if word and len(word.text) <= 2 and match.end() in edges:
            yield _with_age(match)
    for match in _EMPEROR.finditer(text):
        if match.start() in tags:
            yield _emperor(match)


@cache
def _addressed() -> re.Pattern[str]:
    families = "|".join(sorted(tables.surnames(), key=len, reverse=True))
    respect = "|".join(f"{zh}{_NOT_AFTER.get(zh, '')}" for zh in sorted(tables.honorifics(), key=len, reverse=True))
    return re.compile(f"(?P<family>{families})(?P<respect>{respect})")


@cache
def _by_age() -> re.Pattern[str]:
    common = "".join(sorted(tables.characters("commonest surname")))
    return re.compile(f"(?P<age>[{''.join(_YOUNG_OLD)}])(?P<family>[{common}])(?![{_NO_PERSON}])")


#: words of grammar that are surnames too: 于, 和, 向, 应
_FUNCTION = frozenset({"c", "p", "d", "u", "ul", "uj", "r", "v", "m"})


def _is_surname(family: str, word: Token, text: str) -> bool:
    """Say whether a surname is meant: the word there is not longer, and no word of grammar in a sentence."""
    if len(word.text) > len(family) and word.text[len(family) :] not in tables.honorifics():
        return False
    grammar = word.text == family and word.tag in _FUNCTION and family not in tables.characters("commonest surname")
    return not grammar or bool(_PUNCTUATION.search(text[: word.start]))


def _with_honorific(match: re.Match[str]) -> Proposal:
    honorific = tables.honorifics()[match["respect"]]
    family = pinyin.surname(match["family"])
    reason = f"Surname {match['family']} in Hanyu Pinyin (GB/T 28039), {honorific.zh} is {honorific.en.format('...')}"
    if honorific.zh.startswith("某"):
        reason = f"Surname {match['family']} in Hanyu Pinyin; the given name is withheld in the text"
    elif honorific.others:
        reason += "; the text alone does not tell which of the forms is meant"
    return _proposal(match, honorific.en.format(family), honorific.sure, reason, *honorific.others)


def _with_age(match: re.Match[str]) -> Proposal:
    word, family = _YOUNG_OLD[match["age"]], match["family"]
    reason = f"{match['age']} before the surname {family}, as friends and colleagues say it; kept in pinyin"
    others = {"老": ("Old {}",), "小": ("Young {}",)}.get(match["age"], ())
    return _proposal(match, f"{word} {pinyin.surname(family)}", 0.65, reason, *others)


def _emperor(match: re.Match[str]) -> Proposal:
    dynasty, name = _DYNASTIES[match[1]], match[2]
    spelt = pinyin.place(name[0]) if name[1] == "帝" else pinyin.place(name)
    reason = f"{name} of the {dynasty} Dynasty: the name of an emperor in pinyin"
    return _proposal(match, f"Emperor {spelt} of {dynasty}", 0.85, reason)


def _proposal(match: re.Match[str], form: str, sure: float, reason: str, *others: str) -> Proposal:
    family = pinyin.surname(match.groupdict().get("family") or "")
    forms = tuple(dict.fromkeys(other.format(family) for other in others))
    return Proposal(Span(*match.span()), match[0], form, TermKind.PERSON, sure, f"{reason}.", forms)
