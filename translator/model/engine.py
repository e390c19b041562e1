"""What goes into an engine and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from translator.model.language import Pair, Span


@dataclass(frozen=True, slots=True)
class Signature:
    """Which engine made a text; a score or a draft never travels without it.

    >>> str(Signature("bundled", "1", "9f2c"))
    'bundled:1:9f2c'
    """

    name: str
    version: str
    digest: str

    def __str__(self) -> str:
        return f"{self.name}:{self.version}:{self.digest}"


class AnnotationForm(StrEnum):
    """Inline term annotation: APPEND shows source and target form, REPLACE only the target form."""

    APPEND = "append"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Annotation:
    """Ask an engine to render ``span`` of the request as ``target``."""

    span: Span
    target: str


@dataclass(frozen=True, slots=True)
class Request:
    """One sentence for an engine.

    ``prefix``: target text the translation must start with. ``suppress``: target strings it must not contain.
    An engine that cannot annotate ignores ``annotations``; the ladder checks the result anyway.
    """

    text: str
    pair: Pair
    annotations: tuple[Annotation, ...] = ()
    form: AnnotationForm = AnnotationForm.APPEND
    prefix: str = ""
    suppress: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Word alignment: this stretch of the target came from that stretch of the source; ``weight`` in 0..1."""

    source: Span
    target: Span
    weight: float


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A translation of a request. ``score``: mean log-probability per piece (<= 0). ``links`` in target order."""

    text: str
    score: float
    links: tuple[Link, ...] = ()
