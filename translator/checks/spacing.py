"""Check spaces: at the ends, doubled, around marks, between Chinese and Latin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from translator.checks.protected import blank
from translator.checks.registry import check
from translator.model import Finding, Lang, Pair, Placement, Severity, Span

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff〇"
_BETWEEN_HAN = re.compile(
    rf"(?<=[{_HAN}，。；：？！、])[ \t]+(?=[{_HAN}，。；：？！、])|"
    r"(?<=[A-Za-z0-9%])[ \t]+(?=[，。；：？！])|"
    r"(?<=[“‘（《〈【])[ \t]+|[ \t]+(?=[”’）》〉】])|"
    rf"(?<=[{_HAN}，。；：？！、])[ \t]+(?=[“（《])|(?<=”)[ \t]+(?=[{_HAN}])"
)
#: a space that belongs: headings (第一章 总则), bylines (记者 王伟 刘洋), names of two characters (王 伟)
_HEADING = re.compile(
    r"(?:第[一二三四五六七八九十百\d]+(?:[章节条编部分课期版届卷讲回集册]|单元)|[上中下][篇编]|(?:^|\s|附件|附表|附录|表|图|单元|专题|任务|板块)[一二三四五六七八九十]+、?|日电|来源|"
    rf"(?:记者|编辑|作者|摄影|摄|通讯员|责编)(?: ?[{_HAN}]{{2,4}})*|[{_HAN}]社)$"
)
#: fields of a line: 联系人：李女士 电话：0316-2024567
_FIELD = re.compile(rf"[{_HAN}]{{1,6}}(?:（[^（）]*）)?：")
#: footers set their fields off by spaces, headlines their halves: 携手同行 共创未来
_FOOTER = re.compile(r"©|版权所有|备\d{6,}号|网安备")
_HEADLINE = re.compile(rf"(?:[{_HAN}“”《》、：\d]{{4,}}[ \t\u3000]+)+[{_HAN}“”《》、：\d]{{4,}}[！？]?")
#: columns, menus, mottoes: 姓名 性别 年龄
_COLUMNS = re.compile(rf"[{_HAN}]+(?:[ \t]+[{_HAN}]+){{2,}}")
_IN_BRACKETS = re.compile(r"(?<=[(\[])[ \t]+(?=\S)|(?<=\S)[ \t]+(?=[)\]])")
_BEFORE_MARK = re.compile(r"(?<=[A-Za-z0-9)\"])[ \t]+(?=[,;](?!\S*[()])|[:!?](?:\s|$)|[!?](?=[A-Z])|\.(?:\s|$))")
_AFTER_MARK = re.compile(r"(?<=[a-z)])([,;!?])(?=[A-Za-z])|(?<=[a-z]{2})\.(?=[A-Z][a-z])")
_BEFORE_BRACKET = re.compile(r"(?<=[a-z]{3})(?=\((?!(?:e?s|ren|ing|ed|al|ly)\))[A-Za-z]{3})")
#: the parts of a date stand together in either policy
_DATE = re.compile(r"\d[\d年月日时分]*[年月日时分]")
_JOINT = re.compile(rf"(?<=[{_HAN}])( ?)(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])( ?)(?=[{_HAN}])")


@check("space at the ends")
def ends(source: str, target: str, pair: Pair, terms: Sequence[Placement]) -> Iterable[Finding]:
    """Find spaces before or after the text that the source has not."""
    if not target.strip():
        return
    front, back = len(target) - len(target.lstrip()), len(target) - len(target.rstrip())
    want_front, want_back = len(source) - len(source.lstrip()), len(source) - len(source.rstrip())
    fix = source[:want_front] + target.strip() + (source[len(source) - want_back :] if want_back else "")
    if target[:front] != source[:want_front] if source.strip() else front:
        word = "extra" if front > want_front else "missing"
        yield Finding(
            "space at the ends", Severity.WARNING, f"{word} space at the beginning", None, Span(0, front), fix
        )
    if back != want_back:
        word = "extra" if back > want_back else "missing"
        place = Span(len(target) - back, len(target))
        yield Finding("space at the ends", Severity.WARNING, f"{word} space at the end", None, place, fix)


@check("double space")
def double(source: str, target: str, pair: Pair, terms: Sequence[Placement]) -> Iterable[Finding]:
    """Find two or more spaces in a row inside the text."""
    text = target.strip()
    shift = len(target) - len(target.lstrip())
    if re.search(r"\S {2,}\S", source.strip()):
        return
    fix = target[:shift] + re.sub(r"(?<=\S)[ \u00a0]{2,}(?=\S)", " ", text) + target[shift + len(text) :]
    for match in re.finditer(r"(?<=\S)[ \u00a0]{2,}(?=\S)", text):
        place = Span(match.start() + shift, match.end() + shift)
        yield Finding("double space", Severity.WARNING, "two spaces in a row", None, place, fix)


@check("spacing")
def spacing(source: str, target: str, pair: Pair, terms: Sequence[Placement]) -> Iterable[Finding]:
    """Find spaces that Chinese does not write, and spaces that English misses."""
    text = blank(target)
    if pair.target is Lang.ZH:
        listed = _COLUMNS.fullmatch(text.strip()) and source.strip()[-1:] not in ".!?"
        places = [match for match in _BETWEEN_HAN.finditer(text) if not listed and not _belongs(text, match)]
        fix = _cut(target, [Span(*m.span()) for m in places])
        for match in places:
            yield Finding("spacing", Severity.WARNING, "space inside Chinese text", None, Span(*match.span()), fix)
        yield from _mixed(text)
        return
    for match in _BEFORE_MARK.finditer(text):
        place = Span(*match.span())
        yield Finding("spacing", Severity.WARNING, "space before a mark", None, place, _closed_up(target, place))
    if not _IN_BRACKETS.search(blank(source)):
        inside = [Span(*match.span()) for match in _IN_BRACKETS.finditer(text)]
        for place in inside:
            yield Finding("spacing", Severity.WARNING, "space inside brackets", None, place, _cut(target, inside))
    for match in _BEFORE_BRACKET.finditer(text):
        at = match.start()
        fix = target[:at] + " " + target[at:]
        yield Finding("spacing", Severity.WARNING, "no space before a bracket", None, Span(at, at + 1), fix)
    for match in _AFTER_MARK.finditer(text):
        at = match.end()
        fix = target[:at] + " " + target[at:]
        yield Finding("spacing", Severity.WARNING, "no space after a mark", None, Span(*match.span()), fix)


def _belongs(text: str, space: re.Match[str]) -> bool:
    """Say whether a space inside Chinese text sets off a heading, a byline, or a field of a line."""
    before = text[: space.start()]
    if _FOOTER.search(text) or _HEADLINE.fullmatch(text.strip()) or _HEADING.search(before[-16:]):
        return True
    if re.search(rf"(?:^|[\s：])[{_HAN}]$", before):  # 王 伟 is a name, 请 勿触摸 none
        return not re.match(rf"[{_HAN}]{{2}}", text[space.end() :])
    return "：" in before and bool(_FIELD.match(text, space.end()))


def _closed_up(target: str, place: Span) -> str:
    """Cut the space before a mark, and put it behind the mark where it misses there."""
    mark, after = target[place.end], target[place.end + 1 :]
    gap = " " if after[:1].isalnum() else ""
    return target[: place.start] + mark + gap + after


def _cut(text: str, spans: list[Span]) -> str:
    for span in reversed(spans):
        text = text[: span.start] + text[span.end :]
    return text


def _mixed(text: str) -> Iterable[Finding]:
    """Note when one sentence spaces Latin words and figures off from Chinese in some places and not in others.

    Either policy is fine (GB/T 15834 asks for neither); only mixing them is noted.
    """
    text = _DATE.sub(lambda date: "日" * len(date[0]), text)
    joints = [bool(match[1] or match[2]) for match in _JOINT.finditer(text)]
    spaced = [m for m in _JOINT.finditer(text) if m[1] or m[2]]
    if len(joints) >= 4 and not _FOOTER.search(text) and 0 < sum(joints) < len(joints) and spaced:
        place = Span(*spaced[0].span())
        yield Finding("spacing", Severity.NOTE, "some Latin words are spaced off, some are not", None, place)
