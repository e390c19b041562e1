"""Bring a text to the conventions of its language, and say what changed.

Law: each function returns the text and one Step for each kind of change; without a change there is no Step.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from translator.model import Lang, Step
from translator.text.chars import FULL_ALNUM_TO_HALF, HAN, has_han
from translator.text.mask import mask, unmask

Steps = tuple[Step, ...]
_H = HAN.pattern[1:-1]

#: GB/T 15834-2011, 4.1-4.17: the marks of Chinese text are full-width
_TO_FULL = {",": "，", ".": "。", "!": "！", "?": "？", ";": "；", ":": "：", "(": "（", ")": "）"}
#: Chinese marks and what English writes for them; a blank is added where a word follows
_TO_ASCII = {
    "，": ",", "、": ",", "。": ".", "．": ".", "！": "!", "？": "?", "；": ";", "：": ":", "％": "%", "～": "~",
    "（": "(", "）": ")", "［": "[", "］": "]", "【": "[", "】": "]", "〔": "[", "〕": "]",
    "《": '"', "》": '"', "〈": '"', "〉": '"', "「": '"', "」": '"', "『": '"', "』": '"',
    "\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'", "\u3000": " ",
}  # fmt: skip
_STOPS = "，、。！？；："
_OPENERS = "（［【〔《〈「『\u201c\u2018"
_CLOSERS = "）］】〕》〉」』\u201d"


def nfc(text: str) -> tuple[str, Steps]:
    r"""Compose characters (Unicode NFC), so that one letter has one spelling.

    >>> nfc("e\u0301")[0] == "\u00e9"
    True
    """
    return _step("nfc", text, unicodedata.normalize("NFC", text), "characters composed (Unicode NFC)")


def line_ends(text: str) -> tuple[str, Steps]:
    r"""Turn CR LF and CR into LF.

    >>> line_ends("一\r\n二")[0]
    '一\n二'
    """
    return _step("line_ends", text, text.replace("\r\n", "\n").replace("\r", "\n"), "line ends written as LF")


def target_punctuation(text: str, lang: Lang) -> tuple[str, Steps]:
    """Write marks as the language does: full-width and “” in Chinese, ASCII and straight quotes in English.

    Markup, URLs, code, numbers and, in Chinese, Latin stretches stay as they are.

    >>> target_punctuation('廊坊,"京津走廊"(Langfang, Hebei).', Lang.ZH)[0]
    '廊坊，“京津走廊”（Langfang, Hebei）。'
    >>> target_punctuation("Langfang，Hebei；“3.5％”。", Lang.EN)[0]
    'Langfang, Hebei; "3.5%".'
    """
    rules = _CHINESE if lang is Lang.ZH else _ENGLISH
    masked = mask(text)
    work = masked.text
    steps: list[Step] = []
    for name, change, why in rules:
        before = work
        work = change(work)
        if work != before:
            steps.append(Step(name, unmask(before, masked.tokens), unmask(work, masked.tokens), why))
    return unmask(work, masked.tokens), tuple(steps)


def _step(name: str, before: str, after: str, why: str) -> tuple[str, Steps]:
    return after, (Step(name, before, after, why),) if after != before else ()


def _alnum(text: str) -> str:
    return text.translate(FULL_ALNUM_TO_HALF)


def _full_width(text: str) -> str:
    """Write a mark full-width where a Chinese character, quote or bracket stands before it; brackets go in pairs."""
    if not has_han(text):
        return text
    text = re.sub(rf"\(([^()]*[{_H}][^()]*)\)", r"（\1）", text)
    text = re.sub(rf"(?<=[{_H}”》])\(([^()]*)\)", r"（\1）", text)
    text = re.sub(rf"(?<=[{_H}”》）])[ ]?([,!?;:])(?!//)[ ]*", lambda m: _TO_FULL[m[1]], text)
    # after a Latin word or a number the mark is the sentence's when Chinese goes on behind it
    text = re.sub(rf"(?<=[A-Za-z0-9%>])([,!?;:])[ ]*(?=[{_H}“《])", lambda m: _TO_FULL[m[1]], text)
    text = re.sub(rf"(?<=[{_H}”》）])\.(?=$|[\s{_H}“”])[ ]*", "。", text)
    return re.sub(r"(?<=[A-Za-z0-9%>])(?<!\.)([!?])$", lambda m: _TO_FULL[m[1]], text)


def _ellipsis_zh(text: str) -> str:
    return re.sub(rf"(?<=[{_H}”！？])(?:\.{{3,}}|…(?!…))(?<!……)", "……", text) if has_han(text) else text


def _closed(text: str) -> str:
    """Take single blanks between Chinese characters out of a sentence; a menu or a motto is set off by them."""
    return re.sub(rf"(?<=[{_H}])[ ](?=[{_H}])", "", text) if re.search("[，。！？；]", text) else text


def _curly(text: str) -> str:
    """Turn straight double quotes in pairs into “”; an odd one out leaves all as they are (it may mean inches)."""
    if not has_han(text) or text.count('"') % 2:
        return text
    marks = iter("\u201c\u201d" * (text.count('"') // 2))
    return re.sub('"', lambda _: next(marks), text)


def _ascii(text: str) -> str:
    text = re.sub(rf"[ ]*([{_STOPS}])[ ]*(?=[^\s{_STOPS}{_CLOSERS}\"')\]]|$)", _stop, text)
    text = re.sub(rf"(?<=[A-Za-z0-9%.,;:!?)>])([{_OPENERS}])", _opener, text)
    text = re.sub(rf"([{_CLOSERS}])(?=[A-Za-z0-9(])", lambda m: _TO_ASCII[m[1]] + " ", text)
    return text.translate({ord(mark): half for mark, half in _TO_ASCII.items()})


def _stop(match: re.Match[str]) -> str:
    at_end = match.end() == len(match.string)
    # 10：30 and 1，000 are numbers
    digits = match.string[match.start() - 1 : match.start()].isdigit() and match.string[match.end() :][:1].isdigit()
    tight = match[0] == match[1] and match[1] in "，：" and digits
    return _TO_ASCII[match[1]] + ("" if at_end or tight else " ")


def _opener(match: re.Match[str]) -> str:
    # an apostrophe typed as an opening quote is not the start of a quotation
    return (" " if match[1] != "\u2018" else "") + _TO_ASCII[match[1]]


def _dashes(text: str) -> str:
    text = re.sub("\u2026{1,2}|。{3,}", "...", text)
    return re.sub(r"(?<=\S)[ ]*\u2014{2,}[ ]*(?=\S)", " \u2014 ", text)


_Rule = tuple[str, Callable[[str], str], str]
_CHINESE: tuple[_Rule, ...] = (
    ("half_width_letters", _alnum, "letters and digits are half-width"),
    ("quotes", _curly, "Chinese quotes are “ ”"),
    ("full_width_marks", _full_width, "Chinese marks are full-width (GB/T 15834)"),
    ("blanks", _closed, "Chinese words have no blanks between them"),
    ("ellipsis", _ellipsis_zh, "a Chinese ellipsis is ……"),
)
_ENGLISH: tuple[_Rule, ...] = (
    ("half_width_letters", _alnum, "letters and digits are half-width"),
    ("dashes", _dashes, "English writes ... and one dash"),
    ("ascii_marks", _ascii, "English marks are ASCII, with a blank after them"),
)
