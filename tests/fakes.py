"""Fakes that keep the contracts of ports.py; shared by all tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2s

from translator.model import (
    AnnotationForm,
    Block,
    BlockKind,
    Document,
    Draft,
    Hypothesis,
    Lang,
    Link,
    Origin,
    Pair,
    Request,
    Segment,
    Signature,
    Span,
)
from translator.ports import Progressed


class FakeEngine:
    """Translate by a phrase book; obeys annotations when told to, and honours prefix and suppress."""

    def __init__(self, book: Mapping[str, str] | None = None, *, obeys: bool = True) -> None:
        self.book = dict(book or {})
        self.obeys = obeys
        self.requests: list[Request] = []

    @property
    def signature(self) -> Signature:
        return Signature("fake", "1", "0" * 8)

    def translate(self, requests: Sequence[Request], *, beam: int = 4, alternatives: int = 1) -> list[list[Hypothesis]]:
        self.requests.extend(requests)
        return [[self._one(request)] for request in requests]

    def _one(self, request: Request) -> Hypothesis:
        text = self.book.get(request.text, f"[{request.text}]" if request.text else "")
        if self.obeys and request.form is AnnotationForm.APPEND:
            for annotation in request.annotations:
                text = text.replace(annotation.span.of(request.text), annotation.target)
        if request.prefix and not text.startswith(request.prefix):
            text = request.prefix + text
        for words in request.suppress:
            text = text.replace(words, "")
        whole = Link(Span(0, len(request.text)), Span(0, len(text)), 1.0)
        return Hypothesis(text, -0.5, (whole,) if text else ())


class FakeDrafter:
    """Draft every sentence as ``[sentence]``."""

    def draft(self, segments: Sequence[Segment], pair: Pair, *, progress: Progressed | None = None) -> list[Draft]:
        drafts = [Draft(s.id, s.text, f"[{s.text}]", Origin.ENGINE, "fake:1:0", "0", 0.5) for s in segments]
        if progress:
            progress(len(drafts), len(drafts))
        return drafts


def a_document(*texts: str, name: str = "page", lang: Lang = Lang.ZH, title: str = "") -> Document:
    """Make a page: the first text is its heading, each other one a paragraph; anchors are made from the texts."""
    blocks: list[Block] = []
    seen: dict[str, int] = {}
    for ordinal, text in enumerate(texts, 1):
        seen[text] = seen.get(text, 0) + 1
        anchor = "s" + blake2s(text.encode()).hexdigest()[:8] + (f"-{seen[text]}" if seen[text] > 1 else "")
        segment = Segment(f"{name}/{anchor}", ordinal, text, "", anchor)
        kind, before = (BlockKind.HEADING, "# ") if ordinal == 1 else (BlockKind.PARAGRAPH, "")
        blocks.append(Block(kind, int(ordinal == 1), before, "\n\n", (segment,)))
    digest = blake2s("\n".join(texts).encode()).hexdigest()[:16]
    return Document(name, title or texts[0], name, lang, "markdown", tuple(blocks), digest)
