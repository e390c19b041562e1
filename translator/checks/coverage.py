"""Check coverage: nothing left untranslated, nothing lost, nothing invented, nothing said twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from translator.checks.names_left import names_left
from translator.checks.protected import HOLE, blank, patched
from translator.checks.registry import check
from translator.model import Finding, Lang, Pair, Placement, Severity, Span

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af〇"
_HAN_RUN = re.compile(rf"[{_HAN}]+(?:[·、，。《》“”（）\s]*[{_HAN}]+)*")
_HAN_CHAR = re.compile(f"[{_HAN}]")
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
#: lower-case words Chinese text does use as they are
_BORROWED_WORDS = (
    "app apps email wifi logo blog vlog vlogs vs etc online offline pinyin http https html iphone ipad npm git demo"
)
_BORROWED = frozenset(_BORROWED_WORDS.split())
#: words that no name is made of alone: a copied text that has one is no name
_SMALL_WORD = re.compile(r"\s(?:of|the|and|for|to|in|on|your|our|my|us|you|with|from)\b")
#: words that may stand twice in a row
_TWICE = frozenset(("had", "that", "very", "really", "many", "bye", "ha", "blah", "long", "far", "more"))
_ZH_TWICE = re.compile(rf"([{_HAN}]{{2,12}})\1")
_ZH_FUNCTION = re.compile(r"([的了在是和与及为将被把对从以于而但并也就都向由很已或让再她他它该须作])\1")
_ZH_ONE_WORD = re.compile(
    "的的确确|是是非非|和和[美气]|不甚了了|对对|目的的|的的士|[为除]了了解|罢了了|[现存实所内潜自何]在在|从从容容|[工合制著创写操动原力看当叫称名]作作|作作[品者为风业文家曲战案]|必须须|应该该|为为|向向|就就业业"
)
_LOOP = re.compile(r"(?=((\S.{4,40}?)(?:[\s,，、]*\2){2,}))")
_BRACKETED = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
#: a pair of texts is too short or too long when English letters per Chinese character leave these bounds; they hold for
#: 99.7 % of 11,000 pairs translated by people (sources of 12 to 60 Chinese characters)
_FEWEST, _MOST = 1.85, 6.2


@check("untranslated")
def untranslated(source: str, target: str, pair: Pair, terms: Sequence[Placement]) -> Iterable[Finding]:
    """Find empty translations, copied sources and words of the source language left in the target."""
    if not source.strip() or not target.strip():
        yield from _empty(source, target)
    elif pair.target is Lang.EN:
        yield from _han_left(source, target, terms)
    else:
        yield from _english_left(source, target, terms)


def _empty(source: str, target: str) -> Iterable[Finding]:
    if source.strip():
        yield Finding("untranslated", Severity.ERROR, "the translation is empty", Span(0, len(source)))
    elif target.strip():
        message = "the source is empty, the translation is not"
        yield Finding("untranslated", Severity.ERROR, message, None, Span(0, len(target)), "")


def _han_left(source: str, target: str, terms: Sequence[Placement]) -> Iterable[Finding]:
    """Find Chinese in English; the original of a name in brackets, or one character that is talked about, is fine."""
    text = blank(target)
    allowed = [Span(*match.span()) for match in _BRACKETED.finditer(text)]
    kept = [place.target for place in terms if _HAN_CHAR.search(place.target)]
    for match in _HAN_RUN.finditer(text):
        span = Span(*match.span())
        quoted = text[span.start - 1 : span.start] in tuple("\"'“‘") and span.end - span.start <= 4
        named = any(a.overlaps(span) and a.start > 0 for a in allowed)
        if quoted or named or any(match[0] in word for word in kept):
            continue
        message = f"Chinese left in the English text: “{match[0]}”"
        at = source.find(match[0])
        place = Span(at, at + len(match[0])) if at >= 0 else None
        yield Finding("untranslated", Severity.ERROR, message, place, span)


def _english_left(source: str, target: str, terms: Sequence[Placement]) -> Iterable[Finding]:
    text = blank(target)
    if not _HAN_CHAR.search(text):
        words, left = ([w for w in _WORD.findall(t) if w[0].islower() and len(w) > 2] for t in (blank(source), text))
        plain = any(len(word) > 3 and word not in _BORROWED for word in words) and len(_WORD.findall(text)) > 1
        copied = source.strip() == target.strip() and (plain or _SMALL_WORD.search(text))
        if (len(words) >= 2 or len(left) >= 2 or copied) and _WORD.search(text):
            yield Finding("untranslated", Severity.ERROR, "the text was left in English", None, Span(0, len(target)))
        return
    allowed = [Span(*match.span()) for match in _BRACKETED.finditer(text)]
    kept = {word for place in terms for word in _WORD.findall(place.target)}
    theirs = {word.lower() for word in _WORD.findall(source)}
    yield from names_left(source, text, allowed, kept)
    for match in _WORD.finditer(text):
        word, span = match[0], Span(*match.span())
        plain = word.islower() and len(word) >= 4 and word not in _BORROWED | kept and word in theirs
        near = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
        if near in ("“”", "‘’", "《》") or "、" in near:
            continue  # a foreign word that is talked about, or one of a list of names
        if plain and not any(a.overlaps(span) for a in allowed) and not re.search(r"[A-Za-z0-9/.:_@-]", near):
            yield Finding(
                "untranslated", Severity.WARNING, f"English word left in the Chinese text: “{word}”", None, span
            )


@check("length")
def length(source: str, target: str, pair: Pair, terms: Sequence[Placement]) -> Iterable[Finding]:
    """Find translations that are far too short or too long for their direction."""
    if not source.strip() or not target.strip():
        return
    chinese, english = (source, target) if pair.target is Lang.EN else (target, source)
    han, letters = _weigh_zh(chinese), _weigh_en(english)
    size = max(han, letters / 3.5)
    if size < 10:
        return
    # a few names and marks weigh much in short texts, so that they get more room
    room = (1 + 5 / size) * (1.3 if size < 30 else 1)
    room *= 1.25 if han < 6 and not re.search("[，。！？；]", chinese) else 1  # 三农
    ratio = letters / max(han, 0.5)
    too_little, too_much = ratio < _FEWEST / room, ratio > _MOST * room
    if too_little or too_much:
        short = too_little == (pair.target is Lang.EN)
        message = f"the translation is much too {'short' if short else 'long'} for its source"
        yield Finding("length", Severity.WARNING, message, Span(0, len(source)), Span(0, len(target)))


def _weigh_zh(text: str) -> float:
    """Count Chinese characters; a Latin word, a number or a date like 5月1日 weighs like two."""
    prose = re.sub(
        r"[(（][A-Za-z0-9 .,·'’-]*[)）]", "", blank(text)
    )  # the original of a name in brackets weighs nothing
    prose = re.sub(r"(?<=\d)[年月日号时点分秒至到]+(?=\d|至|到|\W|$)", "", prose)
    return len(_HAN_CHAR.findall(prose)) + 2 * len(re.findall(r"[A-Za-z0-9.,°′″]+", prose))


def _weigh_en(text: str) -> float:
    return len(re.findall(r"[A-Za-z0-9]", blank(text)))


@check("repeated")
def repeated(source: str, target: str, pair: Pair, terms: Sequence[Placement]) -> Iterable[Finding]:
    """Find a word written twice in a row, and phrases that go round in circles."""
    text = blank(target)
    seen = list(_repeats_en(text)) + list(_repeats_zh(text)) + list(_said_twice(source, text))
    last = -1
    for span, word in sorted(seen):
        if span.start < last or HOLE in word or _also_in(source, word, pair):
            continue
        last = span.end
        fix = patched(target, span, word)
        yield Finding("repeated", Severity.WARNING, f"“{word}” is repeated", None, span, fix)


_SENTENCE = re.compile(r"[^.!?。！？\s][^.!?。！？]*[.!?。！？]+[”\"’]?")


def _said_twice(source: str, text: str) -> Iterable[tuple[Span, str]]:
    """Find a sentence that follows itself, where the source has not as many."""
    ours, theirs = ([(m[0].strip(), Span(*m.span())) for m in _SENTENCE.finditer(one)] for one in (source, text))
    if len({words for words, _ in ours}) < len(ours) or len(theirs) <= len(ours):
        return
    for (before, first), (words, span) in pairwise(theirs):
        if before == words and len(words) >= 6:
            yield Span(first.start, span.end), words


def _repeats_en(text: str) -> Iterable[tuple[Span, str]]:
    for match in re.finditer(r"(?<![\w'’-])([A-Za-z]+)((?:\s+\1)+)(?![\w'’-])", text, re.IGNORECASE):
        word = match[1]
        name = word[0].isupper() and match[0].split()[1][0].isupper()
        if word.lower() not in _TWICE and not name:
            yield Span(*match.span()), word
    for match in re.finditer(r"(?<!\w)((?!and |or )(?:[A-Za-z'’]+ ){1,6}[A-Za-z'’]+)(?:[ ,]+\1)+(?!\w)", text):
        yield Span(*match.span()), match[1]


def _repeats_zh(text: str) -> Iterable[tuple[Span, str]]:
    for match in _ZH_FUNCTION.finditer(text):
        around = text[max(0, match.start() - 2) : match.end() + 2]
        if not _ZH_ONE_WORD.search(around) or match[1] in "将被把以于由":
            yield Span(*match.span()), match[1]
    for match in _ZH_TWICE.finditer(text):
        word = match[1]
        shades = word[-1] in "着啊呀来去" or (len(word) == 2 and text[match.end() : match.end() + 1] in ("的", "地"))
        if word[0] not in "一几我你您他她它咱" and len(set(word)) > 1 and word not in _ABAB and not shades:
            yield Span(*match.span()), word
    for match in re.finditer(rf"(?<![{_HAN}])([{_HAN}]{{2,10}})[，、]\1(?=[，、。])", text):
        if not re.search("[！“]", text):
            yield Span(*match.span()), match[1]
    for match in _LOOP.finditer(text):
        if not match[1].isdigit():  # an account may be 1234512345123451
            yield Span(*match.span(1)), match[2]


#: verbs and adjectives that Chinese doubles to mean "a little": 研究研究
_ABAB_WORDS = (
    "研究 讨论 商量 考虑 学习 休息 打扫 锻炼 了解 介绍 认识 参观 体验 比较 放松 活动 高兴 热闹 "
    "尝试 交流 沟通 收拾 整理 打听 观察 分析 合计 琢磨 凉快 暖和 轻松 快活 教育 照顾 帮助 表示 "
    "意思 感受 品尝 犒劳 检查 调查 解释 说明 准备 练习 复习 商讨 斟酌 溜达 走动 见识 很多 许多 非常 "
    "请进 请坐 再见 加油 恭喜 多谢 别急 保重 "
    "雪白 通红 笔直 冰凉 漆黑 哗啦 叮当 咕咚 轰隆 滴答 扑通 嘀嗒 咔嚓 慢慢 常常 刚刚 天天 年年 "
)
_ABAB = frozenset(_ABAB_WORDS.split())


def _also_in(source: str, word: str, pair: Pair) -> bool:
    """Say whether the source repeats itself as well (慢慢来, 慢慢来 -> slowly, slowly)."""
    if pair.target is Lang.EN:
        return bool(re.search(rf"([{_HAN}]{{2,}})[，、！\s]*\1", source)) and len(word) > 3
    return bool(re.search(r"\b([A-Za-z]+)[,!\s]+\1\b|([A-Za-z]{3,})-?\2", source, re.IGNORECASE))
