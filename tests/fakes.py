"""Fakes that keep the contracts of ports.py; shared by all tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from translator.model import AnnotationForm, Hypothesis, Link, Request, Signature, Span


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
