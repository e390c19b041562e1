"""One name once: take back what an engine says twice when it is told how to call something.

Law: only a surplus goes. A name that stands twice in the source stays twice in the target.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from translator.model import Hit, Lang, Span, Step, Term, TermStatus
from translator.text.placing import accepted_forms, stretches

#: what may stand between a name and its echo: "Langfang (Langfang)", "廊坊（廊坊）", "Langfang, Langfang"
_BETWEEN = re.compile(r"\s*[(（,，、/]?\s*(?:the )?")

#: what ends a word of Chinese on this side or begins one on the other
_MARKS = "，。、；：！？（）《》“”\\s"


def collapse(hits: Sequence[Hit], target: str, lang: Lang) -> tuple[str, tuple[Step, ...]]:
    """Take echoes of the terms out of ``target``: the same name again right after it, or its source form.

    >>> hit = Hit(Term("廊坊", "Langfang"), Span(0, 2))
    >>> collapse([hit], "Welcome to Langfang (Langfang)!", Lang.EN)[0]
    'Welcome to Langfang!'
    >>> collapse([hit], "Welcome to Langfang (廊坊)!", Lang.EN)[0]
    'Welcome to Langfang!'
    """
    steps: list[Step] = []
    for term in dict.fromkeys(hit.term for hit in hits):
        forms = set(accepted_forms(term, lang))
        wanted = sum(not forms.isdisjoint(accepted_forms(hit.term, lang)) for hit in hits)
        while (shorter := _one_less(term, wanted, _places(term, hits, target, lang), target, lang)) is not None:
            why = f"“{term.form(lang)}” stood there twice"
            steps.append(Step("term", target, shorter, why))
            target = shorter
    if lang is Lang.ZH:
        for term in dict.fromkeys(hit.term for hit in hits):
            clean = _unstuttered(_places(term, hits, target, lang), target)
            if clean != target:
                why = f"a character of “{term.form(lang)}” was said again beside it"
                steps.append(Step("term", target, clean, why))
                target = clean
    return target, tuple(steps)


def _unstuttered(spans: Sequence[Span], target: str) -> str:
    """Take out a first or last character of a Chinese name that stands again right beside it: 关于河北北, 博博深公司.

    Only where nothing else it could belong to stands there (the end or a mark), as 河北北部 and 中国国防 are words.
    """
    for span in sorted((span for span in spans if span.end - span.start > 1), reverse=True):
        first, last = target[span.start], target[span.end - 1]
        after = re.compile(f"{re.escape(last)}+(?=[{_MARKS}]|$)").match(target, span.end)
        if after:
            target = target[: span.end] + target[after.end() :]
        before = re.search(f"(?:^|(?<=[{_MARKS}])){re.escape(first)}+$", target[: span.start])
        if before:
            target = target[: before.start()] + target[span.start :]
    return target


def _one_less(term: Term, wanted: int, spans: Sequence[Span], target: str, lang: Lang) -> str | None:
    """Return the target without one echo of ``term``, None where there is none."""
    foreign = () if term.status is TermStatus.KEEP else _foreign(term, target, lang)
    for span in spans:
        following = [other for other in (*foreign, *(spans if len(spans) > wanted else ())) if other.start >= span.end]
        for other in sorted(following):
            gap = target[span.end : other.start]
            if _BETWEEN.fullmatch(gap):
                return _without(target, span.end, other.end, gap)
    return None


def _places(term: Term, hits: Sequence[Hit], target: str, lang: Lang) -> list[Span]:
    """Return where ``term`` stands on its own, in reading order: not inside the name of another term."""
    forms = accepted_forms(term, lang)
    return sorted(span for form, span in stretches([hit.term for hit in hits], target, lang) if form in forms)


def _foreign(term: Term, target: str, lang: Lang) -> list[Span]:
    """Return where the source form was left in the target, unless it is a form of the target language too."""
    good = accepted_forms(term, lang)
    forms = [form for form in term.accepted(lang.other) if form not in good and form != term.abbreviation]
    return [Span(*match.span()) for form in forms for match in re.finditer(re.escape(form), target)]


def _without(target: str, start: int, end: int, gap: str) -> str:
    """Cut an echo with its bracket; an echo with more words behind it in the bracket leaves those where they are."""
    rest = target[end:]
    opened = gap.strip()[:1]
    if opened in ("(", "（") and opened:
        closed = re.match(r"\s*[)）]", rest)
        rest = rest[closed.end() :] if closed else f"{gap}{rest.lstrip(' ,，、')}"
    return target[:start] + rest
