"""The second step: one SentencePiece vocabulary for both languages.

Ids: ``</s>`` 0, ``<unk>`` 1, then the reserved symbols; ``<pad>`` is no piece but the row after the last one.
"""

from __future__ import annotations

import io
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from translator.errors import InputError
from translator.training.settings import Vocabulary

SYMBOLS = ("<2zh>", "<2en>", "<t>", "<s2>", "</t>", *(f"<x{number}>" for number in range(1, 10)))
EOS, UNK, TO_ZH, TO_EN = 0, 1, 2, 3


def train(sentences: Iterable[str], hanzi: Iterable[str], rules: Vocabulary, path: Path) -> None:
    """Learn the pieces and write the model file. ``hanzi``: characters that must be in whatever their frequency."""
    import sentencepiece

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences),
        model_writer=model,
        vocab_size=rules.size,
        input_sentence_size=rules.sample,
        character_coverage=0.9998,
        required_chars="".join(sorted(set(hanzi))),
        normalization_rule_name="identity",
        user_defined_symbols=list(SYMBOLS),
        byte_fallback=True,
        split_digits=True,
        max_sentence_length=4000,
        eos_id=EOS,
        unk_id=UNK,
        bos_id=-1,
        pad_id=-1,
        num_threads=os.cpu_count() or 1,
        minloglevel=2,
    )
    part = path.with_name(path.name + ".part")
    part.write_bytes(model.getvalue())
    os.replace(part, path)


def take(given: Path, rules: Vocabulary, path: Path) -> None:
    """Put the vocabulary of earlier weights in the place of a new one; raises InputError where its size is another."""
    found = len(load(given))
    if found != rules.size:
        raise InputError(f"{given} has {found} pieces, the settings say {rules.size}", next_step=f"set size = {found}")
    part = path.with_name(path.name + ".part")
    shutil.copyfile(given, part)
    os.replace(part, path)


def load(path: Path) -> Any:
    """Return the SentencePiece processor of a model file."""
    import sentencepiece

    return sentencepiece.SentencePieceProcessor(model_file=str(path))


def frequent_hanzi(texts: Iterable[str], least: int) -> Iterator[str]:
    """Yield the Hanzi that stand at least ``least`` times in the texts."""
    counts = Counter(char for text in texts for char in text if "一" <= char <= "鿿")
    return (char for char, count in counts.items() if count >= least)
