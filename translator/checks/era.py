"""Check years before our era: 公元前221年 is 221 BC, neither 221 nor AD 221."""

from __future__ import annotations

import re
from collections.abc import Iterable

from translator.checks.align import compare
from translator.model import Finding, Lang, Pair, Severity
from translator.text.numerals import Part

_BEFORE_ZH = re.compile(r"(?:公元|纪元|西元)前\s?(?:约)?$")
_MAYBE_ZH = re.compile(r"前|BCE?|[夏商周秦汉]")
_BC = re.compile(r"\bB\.?\s?C\.?(?:\s?E\.?)?(?![A-Za-z])|\bbefore (?:Christ|the Common Era)\b", re.IGNORECASE)
_AFTER_EN = re.compile(rf"(?:s|th|st|nd|rd|-century|\s(?:century|millennium))*\s?(?:{_BC.pattern})", re.IGNORECASE)


def misdated(source: str, target: str, pair: Pair) -> Iterable[Finding]:
    """Yield the years that lie before our era in one text and after it in the other."""
    chinese, english = (source, target) if pair.source is Lang.ZH else (target, source)
    for ours, theirs, _ in compare(source, target, pair).linked:
        zh, en = (ours, theirs) if pair.source is Lang.ZH else (theirs, ours)
        lost = bool(_BEFORE_ZH.search(chinese, 0, zh.whole.start)) and not _BC.search(english)
        if lost or (_AFTER_EN.match(english, en.span.end) and not _MAYBE_ZH.search(chinese)):
            yield _finding(source, ours, theirs)


def _finding(source: str, ours: Part, theirs: Part) -> Finding:
    message = f"“{ours.whole.of(source)}” lies before our era in one text only"
    return Finding("date", Severity.ERROR, message, ours.whole, theirs.whole)
