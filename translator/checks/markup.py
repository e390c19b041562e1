"""Check markup: addresses, e-mail, placeholders, tags and Markdown marks must come through unharmed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from translator.checks.protected import CODE, EMAIL, ENTITY, PLACEHOLDER, PROTECTED, TAG, URL, patched
from translator.checks.registry import check
from translator.model import Finding, Pair, Placement, Severity, Span

_KINDS = (
    ("tag", re.compile(TAG)),
    ("URL", re.compile(URL)),
    ("e-mail address", re.compile(EMAIL)),
    ("code", re.compile(CODE)),
    ("placeholder", re.compile(PLACEHOLDER)),
    ("entity", re.compile(ENTITY)),
    # a domain that begins in lower case is an address; Ctrip.com is a name and may be translated
    ("URL", re.compile(r"[a-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:/\S*)?")),
)
#: entities that are only another way to write a sign
_SIGNS = frozenset({"&nbsp;", "&quot;", "&ldquo;", "&rdquo;", "&lsquo;", "&rsquo;", "&hellip;", "&mdash;", "&ndash;"})
#: where a link of the same site leads; whole addresses are tokens
_TARGET = re.compile(r"(?<=\]\()(?!https?:|www\.)[^()\s]+")
_MARKS = re.compile(r"\*\*|__|~~|(?<=\])\(|!\[")


@check("markup")
def markup(source: str, target: str, pair: Pair, terms: Sequence[Placement]) -> Iterable[Finding]:
    """Find tags, placeholders, addresses and code that were lost, changed or added."""
    ours, theirs = _tokens(source), _tokens(target)
    lost, added = _less(ours, theirs), _less(theirs, ours)
    for kind, word, span in lost:
        twin = next((other for other in added if other[0] == kind), None)
        if twin is None:
            yield Finding("markup", Severity.ERROR, f"{kind} {word} is missing from the translation", span)
            continue
        added.remove(twin)
        message = f"{kind} {word} was changed to {twin[1]}"
        fix = patched(target, twin[2], word)
        yield Finding("markup", Severity.ERROR, message, span, twin[2], fix)
    for kind, word, span in added:
        message = f"{kind} {word} is not in the source"
        yield Finding("markup", Severity.WARNING, message, None, span, None)
    yield from _marks(source, target)


def _tokens(text: str) -> list[tuple[str, str, Span]]:
    found = []
    for match in PROTECTED.finditer(text):
        word = match[0]
        kind = next((name for name, pattern in _KINDS if pattern.fullmatch(word)), None)
        if kind and word not in _SIGNS:
            found.append((kind, word, Span(*match.span())))
    return found


def _less(some: list[tuple[str, str, Span]], others: list[tuple[str, str, Span]]) -> list[tuple[str, str, Span]]:
    """Return the tokens of ``some`` that have no counterpart among ``others``."""
    left = Counter(_key(word) for _, word, _ in others)
    kept = []
    for token in some:
        if left[_key(token[1])] > 0:
            left[_key(token[1])] -= 1
        else:
            kept.append(token)
    return kept


def _key(word: str) -> str:
    """Compare tags by their words, other tokens as they stand."""
    return (
        re.sub(r"\s+", " ", word).replace(" />", "/>").rstrip("/")
        if not word.startswith("<")
        else " ".join(word.split())
    )


def _marks(source: str, target: str) -> Iterable[Finding]:
    links, others = Counter(_TARGET.findall(source)), Counter(_TARGET.findall(target))
    if links.total() == others.total() and links != others:
        gone, come = next(iter(links - others)), next(iter(others - links))
        yield Finding("markup", Severity.ERROR, f"link to {gone} was changed to {come}")
    ours, theirs = Counter(_MARKS.findall(source)), Counter(_MARKS.findall(target))
    names = {"(": "link"}
    for mark in sorted({*ours, *theirs}):
        if ours[mark] != theirs[mark] and (ours[mark] % 2 == 0 or mark in ("(", "![")):
            name = names.get(mark, mark)
            message = f"Markdown {name}: {ours[mark]} in the source, {theirs[mark]} in the translation"
            yield Finding("markup", Severity.ERROR, message)
