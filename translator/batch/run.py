"""Translate and write a planned file.

Law: one file that cannot be read or runs the wrong way stops nobody else; trouble of the machine stops all.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from translator import formats
from translator.batch.files import write_whole
from translator.batch.plan import Job
from translator.errors import DuizhaoError, InputError
from translator.model import Document, Draft, Lang, Pair
from translator.text.chars import detect
from translator.text.mask import mask

#: below this share of source-language letters a text runs the wrong way; bilingual pages lie well above it
LEAST_SOURCE_SHARE = 0.1
#: a Chinese character says about as much as three Latin letters
LETTERS_PER_HAN = 3
NAMES = {Lang.ZH: "Chinese", Lang.EN: "English"}

#: drafts every segment of a document, in order
Translate = Callable[[Document], Sequence[Draft]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: drafts in reading order, or the failure. ``seconds`` is the time spent drafting."""

    job: Job
    drafts: tuple[Draft, ...] = ()
    seconds: float = 0.0
    failure: DuizhaoError | None = None


def attempt(job: Job, translate: Translate, pair: Pair) -> Outcome:
    """Translate and write one job.

    The caller's mistakes (an unreadable file, the wrong direction) come back as its failure, so that others can go on;
    trouble of the machine (disk full, broken weights) would hit the next job too and is raised.
    """
    try:
        return _translate_file(job, translate, pair)
    except DuizhaoError as failure:
        if failure.exit_code != InputError.exit_code:
            raise
        return Outcome(job, failure=failure)


def _translate_file(job: Job, translate: Translate, pair: Pair) -> Outcome:
    document = formats.read(job.source, lang=pair.source)
    check_direction([segment.text for segment in document.segments], pair, str(job.source))
    start = time.perf_counter()
    drafts = tuple(translate(document))
    seconds = time.perf_counter() - start
    texts = {draft.segment: draft.text for draft in drafts}
    write_whole(job.output, formats.write(document, texts, pair.target))
    return Outcome(job, drafts, seconds)


def check_direction(texts: Sequence[str], pair: Pair, name: str) -> None:
    """Raise InputError when ``texts`` are already in the target language.

    Bilingual pages, bare numbers and lone Latin names (which stand in Chinese text too) are let through.
    """
    weights = {Lang.ZH: 0, Lang.EN: 0}
    running = False
    for text in texts:
        if (lang := detect(text)) is not None:
            weights[lang] += len(text) * (LETTERS_PER_HAN if lang is Lang.ZH else 1)
            running = running or lang is Lang.ZH or is_running_english(text)
    total = sum(weights.values())
    if total and running and weights[pair.source] < LEAST_SOURCE_SHARE * total:
        already, other = NAMES[pair.target], pair.source
        raise InputError(
            f"{name}: already {already}, so there is nothing to translate to {already}", next_step=f"use --to {other}"
        )


def is_running_english(text: str) -> bool:
    """Say whether a Latin text is more than names and figures: it has a small-letter word outside links and tags.

    >>> is_running_english("Atofina, IBM 2009"), is_running_english("Welcome to Langfang")
    (False, True)
    """
    return re.search(r"(?<![A-Za-z])[a-z]{2,}", mask(text).text) is not None
