"""Fakes that keep the contracts of ports; shared by all tests."""

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


class ScriptedEngine:
    """Answer each text from a list, best first; with a prefix it goes on where the prefix ends, word by word.

    ``links`` are (source words, target words) pairs: a link is given wherever both stand in request and answer.
    """

    def __init__(self, script: Mapping[str, Sequence[str]], *, links: Sequence[tuple[str, str]] = ()) -> None:
        self.script = dict(script)
        self.links = tuple(links)
        self.calls: list[list[Request]] = []

    @property
    def signature(self) -> Signature:
        return Signature("scripted", "1", "0" * 8)

    def translate(self, requests: Sequence[Request], *, beam: int = 4, alternatives: int = 1) -> list[list[Hypothesis]]:
        self.calls.append(list(requests))
        return [self._answers(request)[:alternatives] for request in requests]

    def _answers(self, request: Request) -> list[Hypothesis]:
        texts = self.script.get(request.text, [f"[{request.text}]"])
        return [self._hypothesis(request, self._after(request.prefix, text), -0.3 - k) for k, text in enumerate(texts)]

    def _after(self, prefix: str, text: str) -> str:
        if not prefix:
            return text
        words = text.split()
        return " ".join([prefix, *words[len(prefix.split()) :]])

    def _hypothesis(self, request: Request, text: str, score: float) -> Hypothesis:
        found = [
            Link(Span(at, at + len(source)), Span(there, there + len(target)), 0.9)
            for source, target in self.links
            if (at := request.text.find(source)) >= 0 and (there := text.find(target)) >= 0
        ]
        return Hypothesis(text, score, tuple(sorted(found, key=lambda link: link.target)))
