"""How fast terms are found: 100,000 terms in 1 MB of text, in both languages. Run: python benchmarks/glossary.py.

Sparse text is ordinary prose with a term in every few sentences, dense text is nothing but terms. Seeded, so that two
runs compare; prints MB (UTF-8 bytes) a second of processor
time, the best of three runs, and how long the matcher takes to be made.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from time import process_time

from translator.glossary import Matcher, make
from translator.model import Lang, Term

TERMS, BYTES = 100_000, 1_000_000
_SYLLABLES = (
    "ba",
    "bei",
    "chang",
    "cheng",
    "da",
    "dong",
    "fu",
    "gu",
    "guang",
    "hai",
    "he",
    "jin",
    "lang",
    "li",
    "nan",
    "ping",
)
_PROSE = {
    Lang.ZH: "项目建成后，将进一步提高当地群众的生活水平，推动经济社会持续健康发展。",
    Lang.EN: "Once completed, the project will raise living standards and keep the local economy growing. ",
}


def terms(rng: random.Random) -> list[Term]:
    """Make names of places, bodies and companies: short and long, many with the same beginning."""
    found: dict[str, Term] = {}
    while len(found) < TERMS:
        han = "".join(chr(rng.randrange(0x4E00, 0x7000)) for _ in range(rng.choice((2, 2, 3))))
        latin = "".join(rng.choices(_SYLLABLES, k=3)).capitalize() + str(len(found))
        tail, generic = rng.choice(
            [("", ""), ("县", " County"), ("经济开发区", " development zone"), ("公司", " company")]
        )
        found.setdefault(han + tail, Term(han + tail, latin + generic, case_sensitive=rng.random() < 0.8))
    return list(found.values())


def text(rng: random.Random, known: list[Term], lang: Lang, *, dense: bool) -> str:
    """Make 1 MB of text: prose with a term in every fourth sentence, or only terms."""
    parts: list[str] = []
    size = 0
    while size < BYTES:
        part = rng.choice(known).form(lang) + (" " if lang is Lang.EN else "")
        if not dense:
            part = _PROSE[lang] * 4 + part
        parts.append(part)
        size += len(part.encode())
    return "".join(parts)


def best(run: Callable[[], object]) -> float:
    """Return the seconds of the best of three runs."""
    times = []
    for _ in range(3):
        start = process_time()
        run()
        times.append(process_time() - start)
    return min(times)


def main() -> None:
    """Print the table."""
    rng = random.Random(2009)
    known = terms(rng)
    glossary = make(known)
    for lang in Lang:
        start = process_time()
        matcher = Matcher(glossary, lang)
        matcher.hits("")
        print(f"{lang}: matcher of {len(known)} terms made in {process_time() - start:.2f} s")
        for dense in (False, True):
            kind = "dense" if dense else "sparse"
            page = text(rng, known, lang, dense=dense)
            count = len(matcher.hits(page))
            speed = len(page.encode()) / 1e6 / best(lambda page=page, matcher=matcher: matcher.hits(page))
            print(f"{lang}: {kind} text, {count} hits in {len(page)} characters: {speed:.1f} MB/s")


if __name__ == "__main__":
    main()
