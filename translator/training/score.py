"""Score a folder of weights as the product uses it, and the drafts of other systems, with sacreBLEU signatures."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.engines import open_engine
from translator.evaluate import number_accuracy
from translator.model import Lang, Pair, Request
from translator.training.rows import read_rows

#: drafts of other systems beside the development set: file part -> name in the card
SYSTEMS = {
    "argos": "Argos Translate", "opusmt": "Opus-MT", "nllb": "NLLB-600M", "bergamot-base": "Firefox (bergamot base)",
    "google": "Google Translate",
}  # fmt: skip


@dataclass(frozen=True)
class Sample:
    """Line k of both sides is the same sentence."""

    name: str
    zh: tuple[str, ...]
    en: tuple[str, ...]

    def side(self, lang: Lang) -> tuple[str, ...]:
        """Return the lines of a language."""
        return self.zh if lang is Lang.ZH else self.en


@dataclass(frozen=True)
class Score:
    """One system on one sample in one direction. ``numbers``: share of values kept; ``empty``, ``looping``: drafts."""

    system: str
    sample: str
    to: str
    bleu: float
    chrf: float
    numbers: float
    empty: int
    looping: int
    per_second: float
    bleu_signature: str
    chrf_signature: str


def flores(folder: Path) -> Sample:
    """Read flores-dev."""
    zh, en = (tuple((folder / f"flores-dev.{lang}").read_text(encoding="utf-8").splitlines()) for lang in ("zh", "en"))
    return Sample("flores-dev", zh, en)


def domain(path: Path) -> Sample:
    """Read the development split that the clean step kept apart."""
    rows = list(read_rows(path, 3))
    return Sample("domain-dev", tuple(row[0] for row in rows), tuple(row[1] for row in rows))


def drafts(folder: Path, sources: Sequence[str], to: Lang, beam: int = 4) -> tuple[list[str], float]:
    """Translate with the weights in ``folder`` as the product does; return the drafts and lines per second."""
    engine = open_engine(f"bundled:{folder}")
    start = time.perf_counter()
    found = engine.translate([Request(text, Pair.to(to)) for text in sources], beam=beam)
    return [hypotheses[0].text for hypotheses in found], len(sources) / (time.perf_counter() - start)


def score(system: str, sample: Sample, to: Lang, hypotheses: Sequence[str], per_second: float = 0.0) -> Score:
    """Score the drafts of a sample."""
    from sacrebleu.metrics import BLEU, CHRF

    bleu, chrf = BLEU(tokenize="zh" if to is Lang.ZH else "13a"), CHRF()
    sources, references = sample.side(to.other), [list(sample.side(to))]
    kept = number_accuracy(sources, hypotheses, Pair.to(to)).accuracy
    return Score(
        system, sample.name, str(to), bleu.corpus_score(list(hypotheses), references).score,
        chrf.corpus_score(list(hypotheses), references).score, kept or 0.0,
        sum(not text.strip() for text in hypotheses), sum(map(loops, hypotheses)), per_second,
        str(bleu.get_signature()), str(chrf.get_signature()),
    )  # fmt: skip


def loops(text: str) -> bool:
    """Say whether a draft goes round in circles: some stretch of 3 to 20 characters three times in a row.

    >>> loops("the bank of the bank of the bank of the bank of"), loops("一些一些"), loops("It is a nice day.")
    (True, False, False)
    """
    return any(
        text[start : start + size] * 3 == text[start : start + 3 * size] and len(set(text[start : start + size])) > 1
        for size in range(3, 21)
        for start in range(len(text) - 3 * size + 1)
    )


def peers(folder: Path, sample: Sample) -> list[Score]:
    """Score the drafts of other systems that lie beside flores-dev."""
    found = []
    for to in (Lang.EN, Lang.ZH):
        for part, name in SYSTEMS.items():
            path = folder / f"flores-dev.{to.other}-{to}.{part}.{to}"
            if path.exists():
                found.append(score(name, sample, to, path.read_text(encoding="utf-8").splitlines()))
    return found


def ours(folder: Path, samples: Sequence[Sample], name: str, beam: int = 4) -> list[Score]:
    """Score our weights on every sample in both directions."""
    found = []
    for sample in samples:
        for to in (Lang.EN, Lang.ZH):
            hypotheses, speed = drafts(folder, sample.side(to.other), to, beam)
            found.append(score(name, sample, to, hypotheses, speed))
    return found
