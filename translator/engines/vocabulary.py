"""Words to pieces and back, with the place of every piece.

Law: the pieces of a text spell the text, but for blanks: ``"".join(spelled(encode(x)))`` is x with single blanks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from translator.engines.suppress import holding
from translator.engines.symbols import DIRECTION, MARKUP, SYMBOLS
from translator.errors import EngineError
from translator.model import Lang, Span
from translator.text.chars import has_han

#: end of a sentence, in source and target; the unknown word
END, UNKNOWN = "</s>", "<unk>"
#: how pieces write a blank
_BLANK = "\N{LOWER ONE EIGHTH BLOCK}"
_SMALL = re.compile("[a-z]")
_BYTE = re.compile(r"<0x([0-9A-F]{2})>")
#: how the UTF-8 of a Hanzi begins
_HANZI_BYTES = [
    *([f"<0x{first:X}>"] for first in range(0xE4, 0xEA)),
    *(["<0xE3>", f"<0x{second:X}>"] for second in range(0x90, 0xC0)),
    *(["<0xF0>", f"<0x{second:X}>"] for second in range(0xA0, 0xB4)),
]


class Vocabulary:
    """The SentencePiece model of a folder, and the pieces the weights know."""

    def __init__(self, folder: Path) -> None:
        """Load it; raises EngineError where the files are no vocabulary or do not belong together."""
        import sentencepiece

        try:
            self._spm: Any = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
            self.pieces: tuple[str, ...] = tuple(json.loads((folder / "shared_vocabulary.json").read_text("utf-8")))
        except (OSError, RuntimeError, ValueError, TypeError) as error:
            step = "copy the folder again from where it was made"
            raise EngineError(f"{folder}: the vocabulary cannot be read", next_step=step) from error
        own = set(self._spm.id_to_piece(list(range(self._spm.get_piece_size()))))
        if lost := sorted(own - set(self.pieces))[:3]:
            what = f"{folder}: source.spm and shared_vocabulary.json do not belong together ({', '.join(lost)})"
            raise EngineError(what, next_step="convert the model again, from one vocabulary")
        if lost := sorted(set(DIRECTION.values()) - own):
            raise EngineError(f"{folder}: the vocabulary has no {lost[0]}", next_step="train it with the symbols")
        #: what never comes out: symbols of the source, and bytes that are control characters
        self.never = [piece for piece in self.pieces if piece in (UNKNOWN, *MARKUP) or _is_control(piece)]

    @cached_property
    def _surfaces(self) -> dict[str, str]:
        """What each piece spells that is no symbol and no byte."""
        plain = (piece for piece in self.pieces if piece not in (END, UNKNOWN, *SYMBOLS) and not _BYTE.fullmatch(piece))
        return {piece: piece.replace(_BLANK, " ") for piece in plain}

    @cached_property
    def hanzi(self) -> list[list[str]]:
        """Runs that hold Hanzi or begin the bytes of one: none stand in English text unless somebody asked for them."""
        return [*([piece] for piece in self.pieces if has_han(piece)), *_HANZI_BYTES]

    @cached_property
    def letters(self) -> list[list[str]]:
        """Pieces with small Latin letters, and their bytes."""
        pieces = [[piece] for piece, surface in self._surfaces.items() if _SMALL.search(surface)]
        return [*pieces, *([f"<0x{byte:X}>"] for byte in range(ord("a"), ord("z") + 1))]

    def encode(self, text: str) -> list[str]:
        """Cut a text into pieces; a symbol in it is one piece."""
        return list(self._spm.encode(text, out_type=str))

    def cuts(self, words: str) -> list[tuple[str, ...]]:
        """Return how words are usually cut: at the start of a word, and behind a mark or another character."""
        lead = self.encode("。")
        inside = self.encode("。" + words)
        found = [self.encode(words), inside[len(lead) :] if inside[: len(lead)] == lead else []]
        return [tuple(pieces) for pieces in found if pieces]

    def forbidden(self, words: str, target: Lang) -> list[tuple[str, ...]]:
        """Return what must not come out so that ``words`` stay out: pieces that hold them, and their usual cuts."""
        return [*((piece,) for piece in holding(self._surfaces.items(), words, target)), *self.cuts(words)]


def spelled(pieces: Iterable[str]) -> list[str]:
    """Return what each piece spells: blanks as blanks; the last byte of a character spells it, a broken one nothing.

    >>> spelled(["▁廊坊", "<0xF0>", "<0xA0>", "<0xAE>", "<0xB7>", "<0xE5>", "!"])
    [' 廊坊', '', '', '', '𠮷', '', '!']
    """
    found: list[str] = []
    waiting = b""
    for piece in pieces:
        byte = _BYTE.fullmatch(piece)
        if byte is None:
            waiting = b""
            found.append(piece.replace(_BLANK, " "))
            continue
        value = bytes([int(byte[1], 16)])
        # a byte that begins a character throws away an unfinished one
        waiting = value if value[0] & 0xC0 != 0x80 else waiting + value
        char = _character(waiting)
        waiting = b"" if char else waiting
        found.append(char if char.isprintable() else "")
    return found


def places(surfaces: Sequence[str], text: str) -> list[Span]:
    """Return where in ``text`` each piece stands that it was cut into; a blank that stands nowhere is an empty span.

    >>> places([" W", "e", " two"], "We  two")
    [Span(start=0, end=1), Span(start=1, end=2), Span(start=2, end=7)]
    """
    found: list[Span] = []
    at = 0
    for surface in surfaces:
        start = at
        for char in surface:
            if char == " ":
                while at < len(text) and text[at].isspace():
                    at += 1
            else:
                there = text.find(char, at)
                at = there + 1 if there >= 0 else at
        found.append(Span(start, at))
    return found


def _character(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _is_control(piece: str) -> bool:
    byte = _BYTE.fullmatch(piece)
    return byte is not None and (int(byte[1], 16) < 0x20 or byte[1] == "7F")
