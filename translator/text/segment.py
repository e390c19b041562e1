r"""Cut text into sentences, losing no character.

Law: ``"".join(sentence + glue for sentence, glue in split(x, lang)) == x``; a sentence has no blanks at its ends.

Rules: a matched quotation or bracket is not cut inside; a quotation and its speaker are one sentence; ；never ends a
sentence (GB/T 15834-2011, 4.6: it parts the clauses of one); …… ends one only before a blank, an opening quote or the
end; a full stop is judged by its neighbours (abbreviations.py); line ends by width (lines.py), in wrapped text only
behind two blanks, a backslash or as <br>.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from translator.model import Lang, Span
from translator.text.abbreviations import SAID, is_abbreviation, keeps_going
from translator.text.chars import CLOSER_OF, OPENER_OF, has_han, is_han, is_latin
from translator.text.closing import CLOSERS, END_MARKS
from translator.text.lines import paragraphs
from translator.text.mask import protected

_MARK = re.compile(rf"(?:[{END_MARKS}]|…|\.(?:\s?\.)*|．)+")
#: a forced line break: in HTML, and in Markdown two blanks or a backslash before the line end
_BREAK = re.compile(r"(?<!\s)\s*<br\s*/?>\s*|\\(?:\r\n|\r|\n)[ \t]*|(?<![ \t])[ \t]{2,}(?:\r\n|\r|\n)[ \t]*")
#: longer matched quotations are whole paragraphs: they may be cut inside
_LONGEST_QUOTE = 400
#: as much of what follows, and of the sentence so far, as a decision needs: text without an end stays linear
_AHEAD, _BEHIND = 160, 240
_FORGOTTEN = re.compile(r"(?:^|\s)[a-z]{2,}[.!?]$"), re.compile(r"(?:[A-Z][a-z]+|A|I)[\s,]")
_MARKUP_AHEAD = re.compile(r"^(?:<[^<>]*>|[\"'“‘(（\[《*_`~#])+")
_WORD = re.compile(r"[^\W_]|[\u2190-\u2bff\U0001f000-\U0001faff]")
#: names that end in a mark: Yahoo! Inc.
_FIRM = re.compile(r"(?:Inc|Ltd|Corp|Co|LLC)\b")
_BLANKS = re.compile(r"\s*")
#: how far behind a Chinese quotation its speaker may be named
_SPEAKER = re.compile(
    r"[^，。！？；：“”\s]{0,14}?(?:说|說|道|问|問|喊|叫|表示|指出|强调|介绍|告诉|告訴|写|寫|称|稱|回答|笑|感叹|感慨|解释|补充|透露|认为|答|念|唱)"
    r"(?:着|了|过)?(?:[，。！？：；\s]|$|[^，。！？；：]{0,8}[，。！？；：])"
)
_GOES_ON_ZH = "，、；：,;:）)》」』】]—~～·"


def split(text: str, lang: Lang, *, wrapped: bool = False) -> list[tuple[str, str]]:
    """Cut ``text`` into (sentence, glue) pairs; leading blanks make a first pair with an empty sentence.

    ``wrapped``: every line end is a blank (Markdown, HTML); otherwise lines.py tells wraps from paragraphs.

    >>> split("“欢迎投资！”他说。廊坊很近。", Lang.ZH)
    [('“欢迎投资！”他说。', ''), ('廊坊很近。', '')]
    >>> split("Yaohua Glass Co., Ltd. opened on Dec. 3. It grew.", Lang.EN)
    [('Yaohua Glass Co., Ltd. opened on Dec. 3.', ' '), ('It grew.', '')]
    """
    pairs: list[tuple[str, str]] = []
    for part, end in _breaks(text) if wrapped else paragraphs(text):
        body = part.lstrip()
        _glue(pairs, part[: len(part) - len(body)])
        for span in _sentences(body, lang):
            raw = span.of(body)
            sentence = raw.rstrip()
            pairs.append((sentence, raw[len(sentence) :]))
        _glue(pairs, end)
    return pairs


def _glue(pairs: list[tuple[str, str]], blanks: str) -> None:
    """Hang blanks on the last sentence; without one they make a pair of their own."""
    if blanks:
        sentence, glue = pairs.pop() if pairs else ("", "")
        pairs.append((sentence, glue + blanks))


def glue_for(target: Lang, glue: str, before: str, after: str) -> str:
    r"""Return what stands between two target sentences: line ends stay; Chinese has no blank, English one.

    >>> glue_for(Lang.EN, "", "It grew.", "It is near."), glue_for(Lang.ZH, " ", "它很近。", "它很大。")
    (' ', '')
    >>> glue_for(Lang.ZH, "\n\n", "一。", "二。")
    '\n\n'
    """
    if glue.strip(" ") or not before or not after:
        return glue
    if target is Lang.EN:
        return glue or " "
    # two Latin sentences, or no end mark at all, would run together
    joins = is_latin(after[0]) and before[-1].isascii()
    return " " if joins or not (glue == "" or before[-1] in "。！？…”）》」』；：，") else ""


def _breaks(text: str) -> list[tuple[str, str]]:
    parts, at = [], 0
    for match in _BREAK.finditer(text):
        parts.append((text[at : match.start()], match[0]))
        at = match.end()
    return [*parts, (text[at:], "")] if at < len(text) else parts


def _sentences(text: str, lang: Lang) -> Iterator[Span]:
    start = 0
    for end in _ends(text, lang):
        if text[start:end].strip():
            yield Span(start, end)
            start = end
    if start < len(text):
        yield Span(start, len(text))


def _ends(text: str, lang: Lang) -> Iterator[int]:
    """Yield where sentences end, behind the blanks that follow them."""
    opaque, closed = protected(text), _closed(text)
    start, at = 0, 0
    while match := _MARK.search(text, at):
        at = match.end()
        end = at + len(closers[0]) if (closers := CLOSERS.match(text, at)) else at
        if (link := _around(end - 1, opaque)) and link.start >= match.end():
            end = max(end, link.end)
        quotation = _around(match.start(), closed)
        if _around(match.start(), opaque) or (quotation and end < quotation.end):
            continue
        if _is_end(text, start, match, end, quotation.start if quotation else None, lang):
            blanks = _BLANKS.match(text, end)
            at = start = blanks.end() if blanks else end
            yield at


def _around(at: int, spans: list[Span]) -> Span | None:
    """Return which of the spans (disjoint, in order) covers ``at``."""
    index = bisect_right(spans, at, key=lambda span: span.start) - 1
    return spans[index] if index >= 0 and at < spans[index].end else None


def _closed(text: str) -> list[Span]:
    """Return the outermost matched quotations and brackets, opener and closer included."""
    found: list[Span] = []
    stack: list[tuple[str, int]] = []
    for at, ch in enumerate(text):
        quote = _curly(stack) if ch == '"' else ch
        if quote in CLOSER_OF and not (ch == "‘" and text[at + 1 : at + 2] == "’"):
            stack.append((quote, at))
        elif quote in OPENER_OF and not _is_apostrophe(text, at):
            index = next((i for i in range(len(stack) - 1, -1, -1) if stack[i][0] == OPENER_OF[quote]), None)
            if index is not None:
                found.append(Span(stack[index][1], at + 1))
                del stack[index:]
    outermost: list[Span] = []
    for span in sorted(span for span in found if span.end - span.start <= _LONGEST_QUOTE):
        if not outermost or span.start >= outermost[-1].end:
            outermost.append(span)
    return outermost


def _curly(stack: list[tuple[str, int]]) -> str:
    """Tell whether a straight double quote opens or closes, in curly terms."""
    opened = any(opener == "\u201c" for opener, _ in stack)
    return "\u201d" if opened else "\u201c"


def _is_apostrophe(text: str, at: int) -> bool:
    return text[at] == "’" and text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()


def _is_end(text: str, start: int, mark: re.Match[str], end: int, opened: int | None, lang: Lang) -> bool:
    rest = text[end : end + _AHEAD]
    after = rest.lstrip()
    if not after or not (_WORD.search(after) or len(rest) == _AHEAD):
        return False  # marks alone make no sentence
    blank = rest[0].isspace()
    ascii_mark = mark[0].strip().isascii() or mark[0] == "．"
    if opened is not None and not _quotation_ends(text, start, mark, end, opened, after, blank):
        return False
    if "…" in mark[0] and not set(mark[0]) & set(END_MARKS):
        return (blank or after[0] in '“「『"') and not after[0].islower()
    return (
        _ascii_end(text[max(start, end - _BEHIND) : end], mark, after, blank, lang)
        if ascii_mark
        else _chinese_end(after) and not (lang is Lang.EN and after[0].islower())
    )


def _chinese_end(after: str) -> bool:
    return after[0] not in _GOES_ON_ZH and not after.startswith(("——", "……"))


def _ascii_end(sentence: str, mark: re.Match[str], after: str, blank: bool, lang: Lang) -> bool:
    ahead = _MARKUP_AHEAD.sub("", after)
    first = ahead[:1] or after[0]
    if first.islower() or after[0] in ",;:)]}/%&=+—–-，、；：）》”’…":
        return False
    dot = mark[0][-1] in ".．"
    if not blank and not is_han(first) and after[0] not in "“「『《（":
        # "the province.The city": a blank forgotten; not "Node.Js" or "a.B"
        return lang is Lang.EN and _FORGOTTEN[0].search(sentence) is not None and _FORGOTTEN[1].match(after) is not None
    if len(mark[0].replace(" ", "")) > 2 and dot:  # three dots
        return blank
    if not dot:
        return _FIRM.match(ahead) is None
    if (
        not blank
        and is_latin(sentence.rstrip("\"'”’)*_`").rstrip(".．")[-1:] or " ")
        and _has_abbreviation(sentence, ahead)
    ):
        return False
    return not (mark[0] in ".．" and sentence.endswith(mark[0]) and keeps_going(sentence, ahead))


def _has_abbreviation(sentence: str, ahead: str) -> bool:
    """A Latin word with a full stop straight before Chinese: an abbreviation in Chinese text, unless all is Latin.

    The stop that ends a quotation is none: 他说：“Ask him.”我去问了。
    """
    bare = sentence.rstrip("\"'”’)*_`")
    quoted = bare != sentence and sentence[-1] in '”"' and not is_abbreviation(bare)
    return (has_han(sentence) and not quoted) or is_abbreviation(bare) or keeps_going(sentence, ahead)


#: what hangs a quotation on the words behind it: “稳中求进。”的要求, “好！”等口号
_HANGS = re.compile(r"的(?!确|士)|之(?!后|前|所以)|等(?!到|了|着)|[一二两三四][字词语句]|这[个一][词字句口]|字样")


def _quotation_ends(text: str, start: int, mark: re.Match[str], end: int, opened: int, after: str, blank: bool) -> bool:
    """Say whether a sentence ends with a quotation or bracket that closes behind an end mark."""
    opener = text[opened]
    lead = text[max(start, opened - _BEHIND) : opened].strip(" \t\u3000*_`")
    if opener in "《〈":
        return False
    if opener not in '“‘「『"':  # a bracket: its own sentence, or a part of one
        return not lead
    latin = _MARKUP_AHEAD.sub("", after)[:1]
    if is_latin(latin) and latin.isupper():
        clause = re.split(r"[,;!?]|(?<![A-Z][a-z])(?<!Mrs)(?<!Prof)\. ", after, maxsplit=1)[0]
        return bool(lead) or SAID.search(" ".join(clause.split()[:7])) is None
    if not is_han(after[0]):
        return True
    if lead and not blank and _HANGS.match(after):
        return False
    if not lead:
        return _SPEAKER.match(after) is None
    return lead[-1] in "：:" or mark[0][-1] in "。." or blank
