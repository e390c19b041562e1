"""A checkpoint folder of transformers: its tokenizer, model, language tokens and digest.

Law: the folder is all there is; nothing is downloaded and no code of the checkpoint is run.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2s
from pathlib import Path
from typing import Any

from translator.engines.suppress import holding, runs
from translator.errors import EngineError, InputError
from translator.model import Lang, Pair, Signature

#: how checkpoints name the two languages, one family a column (NLLB, M2M100, mBART-50, ours, Opus-MT); Chinese is
#: the simplified one wherever a family tells
LANGUAGE_TOKENS: dict[Lang, tuple[str, ...]] = {
    Lang.ZH: ("zho_Hans", "__zh__", "zh_CN", "<2zh>", ">>cmn_Hans<<", ">>zho_Hans<<", ">>cmn<<", ">>zho<<", ">>zh<<"),
    Lang.EN: ("eng_Latn", "__en__", "en_XX", "<2en>", ">>eng<<", ">>eng<<", ">>eng<<", ">>eng<<", ">>en<<"),
}
#: a token of this look names the target and stands before the source; the others name their own side
DIRECTION = re.compile(r">>\w+<<|<2\w+>")
CODES = {Lang.ZH: ("zh", "zho", "cmn", "cmn_Hans", "zho_Hans", "zh_CN"), Lang.EN: ("en", "eng")}
#: weights are sampled for the digest: reading gigabytes at each start would take longer than loading them
SAMPLES, SAMPLE_BYTES = 64, 1 << 14


@dataclass(frozen=True, slots=True)
class Frame:
    """Token ids around a sentence in one direction: before the source, and at the start of the target."""

    source_head: tuple[int, ...]
    target_head: tuple[int, ...]


class Checkpoint:
    """A folder as ``save_pretrained`` leaves it, loaded."""

    def __init__(self, folder: Path) -> None:
        if not (folder / "config.json").is_file():
            raise InputError(f"{folder}: no checkpoint there (no config.json)", next_step="give hf:PATH of its folder")
        self.folder = folder
        self.tokenizer, self.model, release = _load(folder)
        config = self.model.config
        self.positions = int(getattr(config, "max_position_embeddings", 512))
        self.pad, self.end = int(self.tokenizer.pad_token_id), int(self.tokenizer.eos_token_id)
        self.unknown = self.tokenizer.unk_token_id
        self.signature = Signature(f"hf-{folder.resolve().name}", release, digest(folder))
        #: what is never made: padding, unknown words, and the tokens that name a language
        self.never = [[index] for index in sorted(self._marks() - {self.end})]
        self._frames = {pair: self._find_frame(pair) for pair in (Pair.to(Lang.ZH), Pair.to(Lang.EN))}

    def source_ids(self, text: str) -> list[int]:
        """Cut source text into token ids, without special tokens."""
        return list(self.tokenizer(text, add_special_tokens=False).input_ids)

    def target_ids(self, text: str) -> list[int]:
        """Cut target text into token ids; Marian keeps a vocabulary for each side."""
        if not text:
            return []
        if self.model.config.model_type == "marian":
            return list(self.tokenizer(text_target=text, add_special_tokens=False).input_ids)
        return self.source_ids(text)

    def cuts(self, words: str) -> list[list[int]]:
        """Return how words are cut at the start of a text and after a mark (no blank before); unknown ones left out."""
        lead = self.target_ids("。")
        after = self.target_ids("。" + words)
        found = [self.target_ids(words), after[len(lead) :] if after[: len(lead)] == lead else []]
        return [ids for ids in found if ids and self.unknown not in ids]

    @cached_property
    def _surfaces(self) -> dict[int, str]:
        """What each token spells; SentencePiece writes a blank as a low block."""
        tokens = self.tokenizer.convert_ids_to_tokens(list(range(int(self.model.config.vocab_size))))
        return {k: str(token or "").replace("\N{LOWER ONE EIGHTH BLOCK}", " ") for k, token in enumerate(tokens)}

    def forbidden(self, words: str, target: Lang) -> list[list[int]]:
        """Return what must not be made so that ``words`` stay out: tokens that hold them, and their usual cuts."""
        return [*([index] for index in holding(self._surfaces.items(), words, target)), *self.cuts(words)]

    def spelling(self, ids: Sequence[int], words: str, target: Lang) -> list[list[int]]:
        """Return the runs of ``ids`` that spell ``words``."""
        spelled = [self._surfaces.get(k, "") for k in ids]
        return [list(ids[run.start : run.end]) for run in runs(spelled, words, target)]

    def text(self, ids: Sequence[int]) -> str:
        """Return the words of target token ids."""
        return str(self.tokenizer.decode(ids, skip_special_tokens=True)).strip()

    def frame(self, pair: Pair) -> Frame:
        """Return the frame of a direction; raises InputError where the checkpoint does not go that way."""
        frame = self._frames[pair]
        if frame is None:
            what = f"{self.folder}: this checkpoint does not translate {pair.source} to {pair.target}"
            raise InputError(what, next_step="give one for this direction")
        return frame

    def _find_frame(self, pair: Pair) -> Frame | None:
        start = int(self.model.config.decoder_start_token_id)
        for source, target in zip(LANGUAGE_TOKENS[pair.source], LANGUAGE_TOKENS[pair.target], strict=True):
            own, to = self._known(source), self._known(target)
            if to is not None and DIRECTION.fullmatch(target):
                return Frame((to,), (start,))
            if to is not None and own is not None:
                return Frame((own,), (start, to))
        plain = self.model.config.model_type == "marian" and self._goes(pair)
        return Frame((), (start,)) if plain else None

    def _known(self, token: str) -> int | None:
        found = self.tokenizer.convert_tokens_to_ids(token)
        return None if found is None or found == self.unknown else int(found)

    def _goes(self, pair: Pair) -> bool:
        """Say whether a checkpoint of one direction goes this way; one that does not tell is taken at its word."""
        ends = (getattr(self.tokenizer, "source_lang", None), getattr(self.tokenizer, "target_lang", None))
        if None in ends and (named := re.search(r"([A-Za-z_]+)-([A-Za-z_]+)$", self.folder.resolve().name)):
            ends = named.group(1), named.group(2)
        known = {code for codes in CODES.values() for code in codes}
        if not set(ends) & known:
            return True
        return ends[0] in CODES[pair.source] and ends[1] in CODES[pair.target]

    def _marks(self) -> set[int]:
        """Return the ids the model has that are no words: special tokens, languages, and rows that only fill it up."""
        vocabulary = self.tokenizer.get_vocab()
        marks = {index for token, index in vocabulary.items() if DIRECTION.fullmatch(token)}
        marks |= {self.pad, *self.tokenizer.all_special_ids, *self.tokenizer.get_added_vocab().values()}
        marks |= set(getattr(self.tokenizer, "lang_token_to_id", {}).values())  # M2M100 keeps them apart
        rows = int(self.model.config.vocab_size)
        marks |= set(range(max(marks | set(vocabulary.values())) + 1, rows))
        return {int(index) for index in marks if index < rows}


def _load(folder: Path) -> tuple[Any, Any, str]:
    """Load tokenizer and model without a word on the terminal; also return the release of transformers."""
    try:
        import torch  # noqa: F401 - transformers imports without it and fails later
        import transformers
        from transformers.utils import logging
    except ImportError as error:
        raise EngineError("the extra for hf: engines is missing", next_step="pip install 'duizhao[hf]'") from error
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Marian asks for sacremoses, which tokenising does not use
            tokenizer = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True)
            model = transformers.AutoModelForSeq2SeqLM.from_pretrained(folder, local_files_only=True)
    except Exception as error:  # the library raises nearly anything for a broken file
        reason = " ".join(str(error).split())[:200]
        step = "copy the checkpoint again: config.json, weights and tokenizer files"
        raise EngineError(f"{folder}: cannot load the checkpoint: {reason}", next_step=step) from error
    return tokenizer, model.eval(), str(transformers.__version__)


def digest(folder: Path) -> str:
    """Return 12 hex digits over names, sizes and contents of the files (samples of the big ones)."""
    total = blake2s(digest_size=6)
    for path in sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")):
        total.update(f"{path.name}:{path.stat().st_size}\n".encode())
        with path.open("rb") as file:
            size = path.stat().st_size
            for at in range(0, size, max(SAMPLE_BYTES, size // SAMPLES)):
                file.seek(at)
                total.update(file.read(SAMPLE_BYTES))
    return total.hexdigest()
