"""Decode tasks with CTranslate2: batches of like length, threads by the amount of work.

Law: as many answers come back as orders went in, in order; what fails in the library is an EngineError.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from translator.engines.answers import Answer
from translator.engines.tasks import Task
from translator.engines.vocabulary import Vocabulary
from translator.errors import EngineError
from translator.model import Lang
from translator.text.chars import has_han

#: sentences in a batch; more gains nothing on a CPU (measured with 6+2 layers of 512)
BATCH = 32
#: pieces a translation may have beyond twice those of its source, and in all (the smallest position table has 512)
_ROOM, _MOST = 24, 500
#: with care, no four pieces are said twice
_CAREFUL_NGRAM = 4


@dataclass(frozen=True, slots=True)
class Order:
    """A task, the runs of pieces that must not come out, and whether to guard against circles and Latin words."""

    task: Task
    bans: frozenset[tuple[str, ...]] = frozenset()
    careful: bool = False
    chinese: bool = False

    @property
    def free(self) -> bool:
        """Whether nothing is forbidden and nothing given: only then the vocabulary map is safe to use."""
        return not (self.bans or self.careful or self.chinese or self.task.start)

    @property
    def latin(self) -> bool:
        """Whether Hanzi have no place in the answer: it is English, and no term or start that was asked for has any."""
        return self.task.pair.target is Lang.EN and not has_han(self.task.asked)

    @property
    def size(self) -> int:
        """About how much work it is, in pieces."""
        return len(self.task.source) + len(self.task.start)

    @property
    def most(self) -> int:
        """The most pieces an answer may have, the start included."""
        return min(_MOST, 2 * len(self.task.source) + _ROOM + len(self.task.start))


class Runner:
    """The weights, loaded once for single sentences, and once more, when asked, for documents."""

    def __init__(self, folder: Path, vocabulary: Vocabulary, *, mapped: bool) -> None:
        """Load the weights; ``mapped``: a vocabulary map says which pieces may come out. Raises EngineError."""
        self._folder, self._vocabulary, self._mapped = folder, vocabulary, mapped
        self._never = [[piece] for piece in vocabulary.never]
        self._cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        self._lock = Lock()
        self._single = self._load(inter_threads=1, intra_threads=self._cores)
        self._many: Any = self._single if self._cores == 1 else None

    def branch(self, order: Order, most: int) -> list[Answer]:
        """Return answers that differ in their first piece, likeliest first. Raises EngineError."""
        with self._reported():
            started = self._start(self._single, [order], 1, most, return_alternatives=True)
            return list(_answers(order, started[0].result()))

    def run(self, orders: Sequence[Order], beam: int, alternatives: int) -> list[list[Answer]]:
        """Return ``alternatives`` answers to each order, best first. Raises EngineError."""
        batches = list(_batches(orders))
        translator = self._single if len(batches) < 2 else self._parallel()
        found: list[list[Answer]] = [[] for _ in orders]
        with self._reported():
            running = [
                (batch, self._start(translator, [orders[k] for k in batch], beam, alternatives)) for batch in batches
            ]
            for batch, results in running:
                for k, result in zip(batch, results, strict=True):
                    found[k] = list(_answers(orders[k], result.result()))
        return found

    @contextmanager
    def _reported(self) -> Iterator[None]:
        """Make what fails in the library an EngineError."""
        try:
            yield
        except (RuntimeError, ValueError, IndexError) as error:
            what = f"{self._folder}: the model failed: {' '.join(str(error).split())[:200]}"
            raise EngineError(what, next_step="report it with the text that was to be translated") from error

    def _start(self, translator: Any, batch: Sequence[Order], beam: int, alternatives: int, **more: bool) -> list[Any]:
        return list(
            translator.translate_batch(
                [list(order.task.source) for order in batch],
                target_prefix=[list(order.task.start) or None for order in batch],
                beam_size=beam,
                num_hypotheses=alternatives,
                max_decoding_length=max(order.most for order in batch),
                suppress_sequences=[
                    *self._never,
                    *(self._vocabulary.hanzi if batch[0].latin else ()),
                    *(self._vocabulary.letters if batch[0].chinese else ()),
                    *map(list, sorted(batch[0].bans)),
                ],
                no_repeat_ngram_size=_CAREFUL_NGRAM if batch[0].careful else 0,
                # where words are forbidden, the few of the map could all be; a start may hold pieces the map lacks:
                # the library crashes then (4.8.5)
                use_vmap=self._mapped and batch[0].free,
                return_scores=True,
                return_attention=True,
                asynchronous=True,
                **more,
            )
        )

    def _parallel(self) -> Any:
        """Return the translator that decodes one batch on each core."""
        with self._lock:
            if self._many is None:
                self._many = self._load(inter_threads=self._cores, intra_threads=1)
            return self._many

    def _load(self, *, inter_threads: int, intra_threads: int) -> Any:
        try:
            import ctranslate2

            return ctranslate2.Translator(
                str(self._folder),
                compute_type="int8",
                inter_threads=inter_threads,
                intra_threads=intra_threads,
            )
        except ImportError as error:
            raise EngineError("CTranslate2 is missing", next_step="pip install duizhao") from error
        except (RuntimeError, ValueError) as error:
            what = f"{self._folder}: the weights cannot be loaded: {' '.join(str(error).split())[:200]}"
            raise EngineError(what, next_step="convert them with the CTranslate2 that is installed here") from error


def _batches(orders: Sequence[Order]) -> Iterator[list[int]]:
    """Yield batches as numbers of orders: alike in what they forbid, the shortest first, the sizes even."""
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for k, order in enumerate(orders):
        groups[order.bans, order.careful, order.chinese, order.free, order.latin].append(k)
    for group in groups.values():
        group.sort(key=lambda k: orders[k].size)
        size = -(-len(group) // -(-len(group) // BATCH))
        for at in range(0, len(group), size):
            yield group[at : at + size]


def _answers(order: Order, result: Any) -> Iterator[Answer]:
    """Yield what CTranslate2 made of an order; its score is a mean over all pieces, those of the start included.

    A batch is decoded up to the length of its longest; what is beyond the length of an order is left out.
    """
    first = len(order.task.start)
    for pieces, score, attention in zip(result.hypotheses, result.scores, result.attention, strict=True):
        mean = min(0.0, score * len(pieces) / max(1, len(pieces) - first))
        said = tuple(pieces[first : order.most])
        yield Answer(order.task, said, attention[: order.most], mean, len(pieces) < order.most)
