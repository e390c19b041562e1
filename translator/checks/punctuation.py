"""Check punctuation: width, end mark, quotes and brackets, in the convention of the target language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from translator.checks.protected import HOLE, blank
from translator.checks.registry import check
from translator.model import Finding, Lang, Pair, Placement, Severity, Span

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff〇"
_TO_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", ".": "。"}
_TO_HALF = {full: half for half, full in _TO_FULL.items()} | {
    "、": ",",
    "％": "%",
    "～": "-",
    "【": "[",
    "】": "]",
    "「": '"',
    "」": '"',
    "『": "'",
    "』": "'",
    "．": ".",
    "＄": "$",
    "＆": "&",
    "／": "/",
    "　": " ",
}
_WIDE = "".join(_TO_HALF) + "０-９Ａ-Ｚａ-ｚ"
_HALF_IN_ZH = re.compile(
    rf"(?<=[{_HAN}》”’）])[,;:?!]+(?!\))|(?<=[{_HAN}》”）)])\.(?=[{_HAN}“《\s]|$)|\((?=[^()（）]*[{_HAN}][^()（）]*[)）])|"
    rf"(?<=[A-Za-z0-9%])[,;?!](?=[{_HAN}“《])|(?<=[{_HAN}])\.\.\.+"
)
_FULL_IN_EN = re.compile(rf"[{_WIDE}]")
_WIDE_ALNUM = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+")
_CLOSERS = "”’\"'」』）)]】》>*_" + HOLE
_MARKS = {"。": "stop", ".": "stop", "．": "stop", "？": "question", "?": "question", "！": "shout", "!": "shout"} | {
    "…": "ellipsis",
    "：": "colon",
    ":": "colon",
    "；": "semicolon",
    ";": "semicolon",
    "，": "comma",
    ",": "comma",
    "、": "comma",
}
_ABBREVIATION = re.compile(r"(?:\b(?:Ltd|Inc|Co|Corp|Jr|Sr|etc|St|No|Dr|a\.m|p\.m|[A-Z])|\.[A-Za-z])\.$")


_RIGHTS = re.compile(r"(?:版权所有|保留(?:所有|一切)权利|翻印必究|不得转载)\s*$")


@check("width")
def width(source: str, target: str, pair: Pair, terms: Sequence[Placement]) -> Iterable[Finding]:
    """Find half-width marks in Chinese and full-width marks in English."""
    found = _half_in_zh(target) if pair.target is Lang.ZH else _full_in_en(target)
    fix = to_full(target) if pair.target is Lang.ZH else to_half(target)
    for span, kind in found:
        message = f"{kind} “{span.of(target)}” in {'Chinese' if pair.target is Lang.ZH else 'English'} text"
        yield Finding("width", Severity.WARNING, message, None, span, fix if fix != target else None)


def _half_in_zh(target: str) -> list[tuple[Span, str]]:
    text = blank(target)
    found = [(Span(*match.span()), "half-width") for match in _HALF_IN_ZH.finditer(text)]
    found += [(Span(*match.span()), "full-width") for match in _WIDE_ALNUM.finditer(text)]
    found += [(span, "half-width") for span in _mixed_brackets(text)]
    return sorted(set(found))


def _mixed_brackets(text: str) -> list[Span]:
    """Find （2024) and (2024）: one bracket of each width."""
    mixed = re.compile(r"（[^()（）]*(?P<a>\))|(?P<b>\()[^()（）]*）")
    return [Span(*match.span(match.lastgroup or 0)) for match in mixed.finditer(text)]


def _full_in_en(target: str) -> list[tuple[Span, str]]:
    text = blank(target)
    pattern = re.compile(rf"[{_WIDE}]+|……|——")
    found = []
    for match in pattern.finditer(text):
        inside_chinese = re.search(rf"[{_HAN}]", text[max(0, match.start() - 1) : match.end() + 1])
        if not inside_chinese:
            found.append((Span(*match.span()), "full-width"))
    return found


def to_full(target: str) -> str:
    """Return Chinese text with its half-width marks made full-width.

    >>> to_full("协议,占地200亩(约13公顷).")
    '协议，占地200亩（约13公顷）。'
    """
    text = blank(target)
    chars = list(target)
    for match in _HALF_IN_ZH.finditer(text):
        for i in range(*match.span()):
            chars[i] = _TO_FULL[chars[i]]
        gap = re.compile(rf"[ \t]+(?=[{_HAN}])").match(text, match.end())
        if gap and match[0] != "(":
            chars[gap.start() : gap.end()] = [""] * (gap.end() - gap.start())
        if match[0].startswith("..."):
            chars[match.start() : match.end()] = ["……", *[""] * (len(match[0]) - 1)]
        if match[0] == "(":
            close = re.compile(r"[)）]").search(text, match.end())
            if close:
                chars[close.start()] = "）"
    for span in _mixed_brackets(text):
        chars[span.start] = _TO_FULL.get(chars[span.start], chars[span.start])  # the rule above may have been here
    for match in _WIDE_ALNUM.finditer(text):
        for i in range(*match.span()):
            chars[i] = chr(ord(chars[i]) - 0xFEE0)
    return "".join(chars)


def to_half(target: str) -> str:
    """Return English text with its full-width marks made ASCII, with the spaces English wants.

    >>> to_half("Langfang，Hebei（north）。")
    'Langfang, Hebei (north).'
    """
    text = (
        re.sub(r"[０-９Ａ-Ｚａ-ｚ]", lambda m: chr(ord(m[0]) - 0xFEE0), target).replace("……", "...").replace("——", "—")
    )
    text = re.sub(r"(?<=[.!?])。", "", re.sub(r"(?<=\w)（", " (", text))
    text = re.sub(r"[，；：、？！。](?=[\w“\"(])", lambda m: _TO_HALF[m[0]] + " ", text)
    text = re.sub(r"）(?=\w)", ") ", text)
    return "".join(_TO_HALF.get(char, char) for char in text)


@check("end mark")
def end_mark(source: str, target: str, pair: Pair, terms: Sequence[Placement]) -> Iterable[Finding]:
    """Find a lost, added or different mark at the end."""
    ours, theirs = ending(source), ending(target)
    if not theirs and _ABBREVIATION.search(source.rstrip(_CLOSERS + " ")):
        return  # the stop may belong to the abbreviation
    if not theirs and _RIGHTS.search(target):
        return  # the line at the foot of a page has no end mark in Chinese
    if not source.strip() or not target.strip() or ours == theirs:
        return
    place = Span(max(0, len(target.rstrip()) - 1), len(target.rstrip()))
    if ours in ("stop", "shout", "question") and not theirs:
        mark = {"stop": "。.", "shout": "！!", "question": "？?"}[ours][pair.target is Lang.EN]
        fix = _closed(target, mark)
        yield Finding("end mark", Severity.WARNING, f"the end mark “{mark}” is missing", None, place, fix)
    elif ours in ("stop", "shout", "question") and theirs in ("comma", "colon", "semicolon"):
        fix = target.rstrip()[:-1] + ("." if pair.target is Lang.EN else "。") if ours == "stop" else None
        yield Finding("end mark", Severity.WARNING, f"the sentence ends with a {theirs}", None, place, fix)
    elif not ours and theirs == "stop" and not _ABBREVIATION.search(target.rstrip()) and _is_heading(source, target):
        fix = target.rstrip()[:-1] if target.rstrip()[-1] in ".。" else None
        yield Finding("end mark", Severity.WARNING, "the source has no end mark", None, place, fix)
    elif (
        "question" in (ours, theirs)
        and {ours, theirs} & {"stop", "shout", ""}
        and not _may_differ(source, target, lost=ours == "question", stop=theirs == "stop")
    ):
        lost = ours == "question"
        message = "the question mark became another mark" if lost else "a question mark that the source has not"
        yield Finding("end mark", Severity.WARNING, message, None, place)


#: a particle at the very end that only a question has
_ASKED = re.compile(
    r"(?:[吗么呢谁]|多少钱?|哪[里儿]|几[点个岁天]|怎么[样办])[。.！!][”’」』）]*$|^(?:why|what|how|who|where|when|which)\b[^,;]*\.$",
    re.IGNORECASE,
)
#: words by which a sentence may ask without a question mark, or answer one with it
_ASKING = re.compile(
    r"[吗呢谁何哪]|什么|怎|多少|是否|能否|几|可否|\b(?:whether|how|what|why|who|whom|where|when|which|if|ask|asks|asked|wonder\w*|question)\b",
    re.IGNORECASE,
)


#: a question that is one sentence by itself, and a Chinese answer to it that only tells of a question
_DIRECT = re.compile(
    r"(?:how|what|why|who|where|when|which|is|are|do|does|did|can|could|will|would|should|has|have)\b[^,.;:!?]*\?[\"”’)]*",
    re.IGNORECASE,
)
_TOLD = re.compile("问|询|不知|想知道|疑|答|要看|取决|看看|说明|介绍|欢迎|请|不妨|可以")


def _may_differ(source: str, target: str, *, lost: bool, stop: bool) -> bool:
    """Say whether one of the two may ask without a question mark: "He asked why." and 他问为什么？"""
    if lost and stop and _DIRECT.fullmatch(source.strip()) and not _TOLD.search(target):
        return False
    return bool(_ASKING.search(target if lost else source)) and not _ASKED.search(target)


def _is_heading(source: str, target: str) -> bool:
    """Say whether both texts are one phrase without inner marks, as headings are."""
    return not re.search(r"[，；。,;]", source.strip()) and not re.search(r"[.。!?！？;；]\s*\S", target.strip()[:-1])


def ending(text: str) -> str:
    """Return what kind of mark ends ``text``, looking through closing quotes and brackets; '' for none."""
    text = blank(text).rstrip()
    if re.search(r"\.\.\.[”\"’')）]*$", text):
        return "ellipsis"
    text = text.rstrip(_CLOSERS + " ")
    return _MARKS.get(text[-1:], "")


def _closed(target: str, mark: str) -> str | None:
    text = target.rstrip()
    return None if text[-1:] in _CLOSERS else text + mark + target[len(text) :]


_PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "「": "」", "『": "』"}
_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】", "{": "}"}
_SAME = {"(": "（", ")": "）", "[": "【", "]": "】"}


@check("quotes")
def quotes(source: str, target: str, pair: Pair, terms: Sequence[Placement]) -> Iterable[Finding]:
    """Find quotation and title marks without a partner, and marks of the other language."""
    text = _without_apostrophes(blank(target))
    for span, message in _unpaired(text, _PAIRS):
        if not list(_unpaired(_without_apostrophes(blank(source)), _PAIRS)) and not _straight_odd(source):
            yield Finding("quotes", Severity.WARNING, message, None, span)
    if pair.target is Lang.EN:
        for match in re.finditer("[《》〈〉]", text):
            message = f"Chinese title mark “{match[0]}” in English text"
            fix = target.translate(str.maketrans("《》〈〉", '""""'))
            yield Finding("quotes", Severity.WARNING, message, None, Span(*match.span()), fix)
    straight = [match.start() for match in re.finditer(r'(?<!\d)"|(?<=\d)"(?!\s*[x×]|\s*(?:tall|wide|screen))', text)]
    if len(straight) % 2 and not _straight_odd(source) and not list(_unpaired(_without_apostrophes(source), _PAIRS)):
        place = Span(straight[-1], straight[-1] + 1)
        yield Finding("quotes", Severity.WARNING, 'the quotation mark " has no partner', None, place)
    elif pair.target is Lang.ZH and straight and re.search(rf"[{_HAN}]", text):
        fix = re.sub(r'"([^"]*)"', "“\\1”", target)
        place = Span(straight[0], straight[-1] + 1)
        message = 'straight quotation marks " in Chinese text'
        yield Finding("quotes", Severity.WARNING, message, None, place, fix if "<" not in target else None)


def _straight_odd(text: str) -> bool:
    return blank(text).count('"') % 2 == 1


def _without_apostrophes(text: str) -> str:
    """Blank out apostrophes and feet, which have no partner."""
    return re.sub(r"(?<=[A-Za-z0-9])[’‘'](?=[A-Za-z])|(?<=s)’(?=[\s.,;:!?]|$)|’(?=\d0s|\d\d\b)", HOLE, text)


def _unpaired(text: str, pairs: dict[str, str]) -> Iterable[tuple[Span, str]]:
    """Yield each mark that opens without closing or closes without opening, in order of trouble."""
    closers = {close: open_ for open_, close in pairs.items()}
    stack: list[tuple[str, int]] = []
    for at, char in enumerate(text):
        if char in pairs:
            stack.append((char, at))
        elif char in closers:
            if stack and stack[-1][0] == closers[char]:
                stack.pop()
            else:
                yield (
                    Span(at, at + 1),
                    f"“{char}” closes nothing" if char != "”" else "the closing quotation mark ” closes nothing",
                )
    for char, at in stack:
        yield (
            Span(at, at + 1),
            f"“{char}” is not closed" if char != "“" else "the opening quotation mark “ is not closed",
        )


@check("brackets")
def brackets(source: str, target: str, pair: Pair, terms: Sequence[Placement]) -> Iterable[Finding]:
    """Find brackets without a partner; those of lists, 1) and a), have none."""
    if list(_unpaired(_alike(source), _ROUND)):
        return
    for span, message in _unpaired(_alike(target), _ROUND):
        yield Finding("brackets", Severity.WARNING, message, None, span)


_ROUND = {"（": "）", "【": "】", "{": "}"}


def _list_mark(match: re.Match[str]) -> str:
    """Blank the bracket of "a)" and "1)", unless it closes one that stands open: (Building 3)."""
    before = match.string[: match.start()]
    is_open = max(before.rfind("("), before.rfind("（")) > max(before.rfind(")"), before.rfind("）"))
    return match[0] if is_open else match[1] + HOLE


def _alike(text: str) -> str:
    """Return ``text`` with both widths of brackets made one and list marks blanked out."""
    text = re.sub(r"(?:^|(?<=[\s；;：:，,。]))([0-9A-Za-z一二三四五六七八九十]{1,2})[)）]", _list_mark, blank(text))
    text = re.sub(r"[:;]-?[()]", HOLE * 2, text) if re.search(r"[:;]-?[()](?:\s|$)", text) else text
    return "".join(_SAME.get(char, char) for char in text)


_DOUBLED = re.compile(
    r"[，。；：、]{2,}|[。！？]\.(?!\.)|(?<![.])\.\.(?![.])|,[,.;:]|;[,.;:]|[?？]{1}[.。]|(?<![.])[.](?=[,;])(?<![a-zA-Z0-9][.])"
)


@check("doubled mark")
def doubled(source: str, target: str, pair: Pair, terms: Sequence[Placement]) -> Iterable[Finding]:
    """Find two marks where one belongs: ，。 or ".." (but ... and ？！ are fine)."""
    if _DOUBLED.search(blank(source)):
        return
    for match in _DOUBLED.finditer(blank(target)):
        last = match[0][-1]
        fix = (
            target[: match.start()]
            + (last if last in "。." and match[0][0] not in "。！？" else match[0][0])
            + target[match.end() :]
        )
        message = f"two marks in a row: “{match[0]}”"
        yield Finding("doubled mark", Severity.WARNING, message, None, Span(*match.span()), fix)
