"""Terms nobody has seen: development sentences in which names are swapped for invented ones, given as a glossary.

Law: no name of the test stands in the training lines; the report counts, it does not assume.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random

from translator.engines import open_engine
from translator.evaluate import term_accuracy
from translator.glossary import Matcher
from translator.ladder import translate_with_terms
from translator.model import Glossary, Lang, Pair, Request, Term
from translator.training.amounts import Said
from translator.training.annotate import Finder
from translator.training.names import Names
from translator.training.rows import Row
from translator.training.unseen import Seen


@dataclass(frozen=True)
class Case:
    """A sentence pair with invented names on both sides."""

    zh: str
    en: str
    names: tuple[Said, ...]


@dataclass(frozen=True)
class Report:
    """``placed`` of ``total`` occurrences; ``rungs``: how; BLEU with the names masked, with and without glossary."""

    seed: int
    to: str
    sentences: int
    placed: int
    total: int
    rungs: dict[str, int]
    bleu: float
    bleu_without: float
    seen_in_training: int

    def __str__(self) -> str:
        share = 100 * self.placed / max(1, self.total)
        rungs = ", ".join(f"{rung} {count}" for rung, count in sorted(self.rungs.items(), key=lambda item: -item[1]))
        return (
            f"to {self.to}: {self.placed} of {self.total} invented names placed ({share:.2f} %), "
            f"{self.sentences} sentences, seed {self.seed}\n"
            f"  rungs: {rungs}\n  BLEU with names masked {self.bleu:.2f}, without glossary "
            f"{self.bleu_without:.2f}; test names in the training data: {self.seen_in_training}"
        )


def cases(rows: Sequence[Row], names: Names, seen: Seen, wanted: int, draw: Random) -> list[Case]:
    """Return ``wanted`` cases, or as many as the names found in the rows allow (each row up to ten times)."""
    finder = Finder(names)
    found = [(row, hits) for row in rows if (hits := finder.hits(row.zh, row.en))]
    made: list[Case] = []
    for row, hits in (found * 10)[:wanted]:
        zh, en, given = row.zh, row.en, []
        for hit in sorted(hits, key=lambda hit: -hit.zh):
            name = _new(names, seen, draw)
            given.append(name)
            zh = zh[: hit.zh] + name.zh + zh[hit.zh + len(hit.name.zh) :]
        for hit, name in sorted(zip(sorted(hits, key=lambda hit: -hit.zh), given, strict=True), key=lambda p: -p[0].en):
            en = en[: hit.en] + name.en + en[hit.en + len(hit.name.en) :]
        made.append(Case(zh, en, tuple(given)))
    return made


def _new(names: Names, seen: Seen, draw: Random) -> Said:
    while True:
        name = names.invented(draw)
        if not seen.name(name.zh) and not seen.name(name.en):
            return name


def measure(model: Path, tests: Sequence[Case], to: Lang, seed: int, seen: Seen, beam: int = 4) -> Report:
    """Translate the cases with and without their glossary; count by occurrence."""
    engine, pair = open_engine(f"bundled:{model}"), Pair.to(to)
    terms = tuple(dict.fromkeys(Term(name.zh, name.en) for case in tests for name in case.names))
    glossary = Glossary("invented", terms, sha256(str(seed).encode()).hexdigest()[:12])
    matcher = Matcher(glossary, pair.source)
    sources = [case.zh if to is Lang.EN else case.en for case in tests]
    asked = [(Request(text, pair), matcher.hits(text)) for text in sources]
    termed = translate_with_terms(asked, engine, beam=beam)
    plain = [found[0].text for found in engine.translate([request for request, _ in asked], beam=beam)]
    drafts = [one.hypothesis.text for one in termed]
    share = term_accuracy(sources, drafts, pair, glossary)
    rungs = Counter(str(place.rung) for one in termed for place in one.placements)
    references = [case.en if to is Lang.EN else case.zh for case in tests]
    return Report(
        seed, str(to), len(tests), share.right, share.total, dict(rungs), _masked(tests, drafts, references, to),
        _masked(tests, plain, references, to), seen.proof({side for term in terms for side in (term.zh, term.en)}),
    )  # fmt: skip


def _masked(tests: Sequence[Case], drafts: Sequence[str], references: Sequence[str], to: Lang) -> float:
    """Return BLEU after names are taken out of both sides, so that copying earns nothing."""
    from sacrebleu.metrics import BLEU

    def without(text: str, case: Case) -> str:
        for name in case.names:
            text = text.replace(name.en if to is Lang.EN else name.zh, " ")
        return text

    hypotheses = [without(text, case) for text, case in zip(drafts, tests, strict=True)]
    wanted = [without(text, case) for text, case in zip(references, tests, strict=True)]
    return BLEU(tokenize="13a" if to is Lang.EN else "zh").corpus_score(hypotheses, [wanted]).score


def report(model: Path, rows: Sequence[Row], names: Names, lines: Path, count: int, seed: int = 0) -> list[Report]:
    """Measure both directions; a seed of 0 is drawn now."""
    seed = seed or secrets.randbits(32)
    seen = Seen(lines)
    tests = cases(rows, names, seen, count, Random(seed))
    return [measure(model, tests, to, seed, seen) for to in (Lang.EN, Lang.ZH)]
