"""The bundled engine: SentencePiece and CTranslate2 int8, one model for both directions.

Law: as many come back as went in, in order, whatever the text; a translation starts with its prefix to the letter;
symbols somebody typed never act. A decoding that goes round in circles, says what it must not or leaves Latin words in
Chinese is decoded again with that forbidden, and what cannot be helped is mended.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from translator.engines.answers import Answer, together
from translator.engines.manifest import BUNDLED, verified
from translator.engines.runner import Order, Runner
from translator.engines.tasks import Task, parts
from translator.engines.vocabulary import Vocabulary
from translator.model import Hypothesis, Request, Signature

#: decodings of one sentence; each one forbids what those before it did wrong
TRIES = 6


class MarianEngine:
    """A folder with ``manifest.json``, ``source.spm`` and a CTranslate2 model; safe to call from several threads."""

    def __init__(self, folder: Path = BUNDLED) -> None:
        """Load and verify it.

        Raises InputError where there is no such folder, EngineError where a file is missing or not as it was made.
        """
        manifest = verified(folder)
        self._signature = manifest.signature
        self._vocabulary = Vocabulary(folder)
        self._runner = Runner(folder, self._vocabulary, mapped=manifest.has("vmap.txt"))

    @property
    def signature(self) -> Signature:
        """Name, version, and a digest over all files of the model."""
        return self._signature

    def translate(self, requests: Sequence[Request], *, beam: int = 4, alternatives: int = 1) -> list[list[Hypothesis]]:
        """Translate; see ports.Engine. ``alternatives`` beyond ``beam`` widen the beam. Raises EngineError."""
        alternatives = max(alternatives, 1)
        cuts = [parts(request, self._vocabulary) for request in requests]
        tasks = dict.fromkeys(part.task for found in cuts for part in found if not part.task.copied)
        answers = self._decoded(list(tasks), max(beam, alternatives), alternatives)
        return [together(found, answers) for found in cuts]

    def branches(self, request: Request, *, most: int = 8) -> list[Hypothesis]:
        """Return ways to go on after the prefix; see ports.Branching. Of a long request only its first part is said."""
        part = parts(request, self._vocabulary)[0]
        if part.task.copied:
            return []
        order = Order(part.task, self._forbidden(part.task))
        return [answer.mended().hypothesis() for answer in self._runner.branch(order, most) if not answer.empty]

    def _decoded(self, tasks: Sequence[Task], beam: int, alternatives: int) -> dict[Task, list[Answer]]:
        """Return the answers to each task, best first: the fine ones, or where there are none, one that was mended."""
        done: dict[Task, list[Answer]] = {}
        orders = [Order(task, self._forbidden(task)) for task in tasks]
        for _ in range(TRIES):
            again: list[Order] = []
            for order, answers in zip(orders, self._runner.run(orders, beam, alternatives), strict=True):
                fine = [answer for answer in answers if answer.fine]
                done[order.task] = fine or [min(answers, key=_harm).mended()]
                if not fine and (stricter := _stricter(order, answers)) != order:
                    again.append(stricter)
            if not again:
                break
            orders = again
        return done

    def _forbidden(self, task: Task) -> frozenset[tuple[str, ...]]:
        """Return what must not come out from the start: pieces that hold suppressed words, and their usual cuts."""
        forbidden = (self._vocabulary.forbidden(words, task.pair.target) for words in task.suppress)
        return frozenset(run for every in forbidden for run in every)


def _stricter(order: Order, answers: Sequence[Answer]) -> Order:
    """Return an order that forbids what was wrong with all ``answers``; the same one where nothing can be done.

    Small letters are forbidden altogether where no name needs them: many such sentences are decoded in one batch.
    """
    strays = frozenset(run for answer in answers for run in answer.strays)
    chinese = order.chinese or bool(strays and not any(answer.named for answer in answers))
    bans = order.bans.union(*(answer.offending | answer.circles for answer in answers), () if chinese else strays)
    return replace(order, bans=bans, careful=order.careful or any(answer.wild for answer in answers), chinese=chinese)


def _harm(answer: Answer) -> tuple[int, bool, int]:
    return len(answer.offending), answer.wild, len(answer.strays)
