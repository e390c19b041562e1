"""Any local Marian, M2M100, NLLB or mBART-50 checkpoint through transformers (extra ``hf``).

Law: an engine returns as many as it got, in order, and never raises for odd text. Nothing is downloaded: the name of
the engine is a folder. transformers 5 has no ``pipeline("translation")`` and no forced words: this calls ``generate``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translator.engines.checkpoint import Checkpoint
from translator.engines.pieces import cut, glued
from translator.errors import EngineError
from translator.model import Hypothesis, Pair, Request, Signature
from translator.text.chars import detect
from translator.text.normalize import target_punctuation

#: requests decoded at once; more gains nothing on a CPU
BATCH = 16
#: longer inputs are cut: models of this kind saw few longer sentences, whatever their position table allows
MOST_TOKENS = 400
#: decodings of a batch whose words are suppressed
TRIES = 6
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True, slots=True)
class _Task:
    """One piece of a request: what is decoded in one go."""

    text: str
    pair: Pair
    prefix: str = ""
    suppress: tuple[str, ...] = ()


#: source ids, prefix ids, and the task they are of
_Row = tuple[list[int], list[int], _Task]


class HuggingFaceEngine:
    """A checkpoint folder as ``save_pretrained`` leaves it; annotations are ignored, prefix and suppress are obeyed."""

    def __init__(self, folder: Path) -> None:
        """Load the checkpoint.

        Raises InputError where there is no such folder, EngineError where the extra is missing or the files are broken.
        """
        self._checkpoint = Checkpoint(folder)

    @property
    def signature(self) -> Signature:
        """``hf-<folder>``, the version of transformers, a digest over settings and weights."""
        return self._checkpoint.signature

    def translate(self, requests: Sequence[Request], *, beam: int = 4, alternatives: int = 1) -> list[list[Hypothesis]]:
        """Translate; see ports.Engine. ``alternatives`` beyond ``beam`` widen the beam. Raises EngineError."""
        beam = max(beam, alternatives)
        cuts = [self._cut(request) for request in requests]
        tasks = [task for pieces in cuts for task, _ in pieces if detect(task.text) is not None]
        done = self._decode(tasks, beam, alternatives)
        return [_together(pieces, done, request.pair) for request, pieces in zip(requests, cuts, strict=True)]

    def _cut(self, request: Request) -> list[tuple[_Task, str]]:
        """Cut a request into (task, glue after it); only the first piece can start with the prefix."""
        text = _CONTROL.sub(" ", request.text)
        limit = min(MOST_TOKENS, self._checkpoint.positions - 8)
        pieces = cut(text, request.pair.source, lambda words: len(self._checkpoint.source_ids(words)) <= limit)
        return [
            (_Task(words, request.pair, "" if n else request.prefix, tuple(filter(None, request.suppress))), glue)
            for n, (words, glue) in enumerate(pieces)
        ]

    def _decode(self, tasks: Sequence[_Task], beam: int, alternatives: int) -> dict[_Task, list[Hypothesis]]:
        """Decode tasks in batches that share direction, prefix length and suppressed words, shortest first."""
        groups: dict[tuple[Pair, int, tuple[str, ...]], list[_Row]] = defaultdict(list)
        for task in dict.fromkeys(tasks):
            prefix = self._checkpoint.target_ids(task.prefix)
            groups[task.pair, len(prefix), task.suppress].append((self._checkpoint.source_ids(task.text), prefix, task))
        done: dict[_Task, list[Hypothesis]] = {}
        for rows in groups.values():
            rows.sort(key=lambda row: len(row[0]))
            for at in range(0, len(rows), BATCH):
                batch = rows[at : at + BATCH]
                for (_, _, task), found in zip(batch, self._obeying(batch, beam, alternatives), strict=True):
                    done[task] = sorted(found, key=lambda h: any(words in h.text for words in task.suppress))
        return done

    def _obeying(self, batch: Sequence[_Row], beam: int, alternatives: int) -> list[list[Hypothesis]]:
        """Decode again, with the tokens forbidden that spelled suppressed words after all, until none slips through."""
        task = batch[0][2]
        head = len(self._checkpoint.frame(task.pair).target_head) + len(batch[0][1])
        bans = [ids for words in task.suppress for ids in self._checkpoint.forbidden(words, task.pair.target)]
        for _ in range(TRIES if bans else 1):
            rows, found = self._generate(batch, beam, alternatives, bans)
            slipped = [
                ids
                for row in rows
                for words in task.suppress
                for ids in self._checkpoint.spelling(row[head:], words, task.pair.target)
            ]
            bans = [*bans, *(ids for ids in slipped if ids not in bans)]
            if not slipped:
                break
        return found

    def _generate(
        self, batch: Sequence[_Row], beam: int, alternatives: int, bans: Sequence[list[int]]
    ) -> tuple[list[list[int]], list[list[Hypothesis]]]:
        """Return the token rows and the hypotheses they make."""
        import torch

        checkpoint, task = self._checkpoint, batch[0][2]
        frame, pad = checkpoint.frame(task.pair), checkpoint.pad
        sources = [[*frame.source_head, *ids, checkpoint.end] for ids, _, _ in batch]
        starts = [[*frame.target_head, *prefix] for _, prefix, _ in batch]
        width, start = max(map(len, sources)), len(starts[0])
        try:
            with torch.inference_mode():
                out = checkpoint.model.generate(
                    input_ids=torch.tensor([row + [pad] * (width - len(row)) for row in sources]),
                    attention_mask=torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in sources]),
                    decoder_input_ids=torch.tensor(starts),
                    num_beams=beam,
                    num_return_sequences=alternatives,
                    do_sample=False,
                    # generous for the source, within the position table
                    max_new_tokens=max(1, min(2 * width + 32, checkpoint.positions - start - 1)),
                    bad_words_ids=[*checkpoint.never, *bans],
                    return_dict_in_generate=True,
                    output_scores=True,
                )
        except (RuntimeError, ValueError, IndexError) as error:
            step = "check the checkpoint with transformers itself"
            raise EngineError(f"{checkpoint.folder}: cannot translate: {error}", next_step=step) from error
        rows, scores, head = out.sequences.tolist(), self._scores(out), len(frame.target_head)
        return rows, [
            [Hypothesis(self._words(rows[at], head, task), scores[at]) for at in range(k, k + alternatives)]
            for k, (_, _, task) in zip(range(0, len(rows), alternatives), batch, strict=True)
        ]

    def _words(self, row: list[int], head: int, task: _Task) -> str:
        """Return the text of a decoded row; the prefix stands as it was asked for, whatever its tokens decode to."""
        made = self._checkpoint.text(row[head:])
        prefix = self._checkpoint.text(row[head : head + len(self._checkpoint.target_ids(task.prefix))])
        rest = made.removeprefix(prefix)
        blank = " " if rest != rest.lstrip() and task.prefix == task.prefix.rstrip() else ""
        return task.prefix + (blank if prefix else "") + target_punctuation(rest.strip(), task.pair.target)[0]

    def _scores(self, out: Any) -> list[float]:
        """Return the mean log-probability of each sequence (beam search has it already)."""
        if getattr(out, "sequences_scores", None) is not None:
            return [min(0.0, score) for score in out.sequences_scores.tolist()]
        model = self._checkpoint.model
        steps = model.compute_transition_scores(out.sequences, out.scores, normalize_logits=True).tolist()
        kept = [[score for score in row if score < 0] for row in steps]
        return [sum(row) / len(row) if row else 0.0 for row in kept]


def _together(pieces: list[tuple[_Task, str]], done: dict[_Task, list[Hypothesis]], pair: Pair) -> list[Hypothesis]:
    """Put the k-th hypotheses of all pieces together; a piece without words is kept as it is."""
    columns = [done.get(task) or [Hypothesis(task.prefix or task.text, 0.0)] for task, _ in pieces]
    glues = [glue for _, glue in pieces]
    found = []
    for k in range(max(map(len, columns))):
        chosen = [column[min(k, len(column) - 1)] for column in columns]
        text = glued([hypothesis.text for hypothesis in chosen], glues, pair.target)
        found.append(Hypothesis(text, sum(hypothesis.score for hypothesis in chosen) / len(chosen)))
    return found
