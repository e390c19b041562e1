"""One sentence per line, in order: what comes in as n lines goes out as n lines.

Law: line ends (LF, CR LF, none after the last line), empty lines and the blanks around a line stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from translator.batch.run import Translate, check_direction
from translator.errors import InputError
from translator.model import Block, BlockKind, Document, Draft, Origin, Pair, Segment

#: what ``str.splitlines`` takes for a line end besides ``\n``: none of it may reach the output, or lines would multiply
_BREAKS = re.compile("[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]+")
#: how much is read at once; about the size of a pipe, so a slow writer gets answers line by line and a file big batches
CHUNK_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class Line:
    """A line cut into indent, words, blanks after them and line end; glued together it is the line."""

    indent: str
    words: str
    tail: str
    end: str

    @classmethod
    def of(cls, raw: str) -> Line:
        r"""Cut a raw line.

        >>> Line.of(" 你好。\r\n")
        Line(indent=' ', words='你好。', tail='', end='\r\n')
        """
        body = raw.removesuffix("\n")
        body = body.removesuffix("\r") if body != raw else body
        words = body.strip()
        at = body.find(words)
        return cls(body[:at], words, body[at + len(words) :], raw[len(body) :])

    def with_words(self, words: str) -> str:
        """Return the line with other words; line breaks in them become blanks."""
        return self.indent + _BREAKS.sub(" ", words) + self.tail + self.end


def raw_lines(read: Callable[[int], bytes], *, name: str = "stdin") -> Iterator[list[str]]:
    """Yield the complete lines of each chunk that ``read`` returns; the last one may lack its line end.

    ``read`` is like ``BufferedReader.read1``: it returns what is there, and b"" at the end. Only a newline ends a line.
    Raises InputError naming the line that is not UTF-8.
    """
    rest, done = b"", 0
    while chunk := read(CHUNK_BYTES):
        *whole, rest = (rest + chunk).split(b"\n")
        if whole:
            yield [_decode(line + b"\n", number, name) for number, line in enumerate(whole, done + 1)]
            done += len(whole)
    if rest:
        yield [_decode(rest, done + 1, name)]


def _decode(line: bytes, number: int, name: str) -> str:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}:{number}: not UTF-8", next_step="convert it with iconv -t UTF-8") from error
    return text.removeprefix("\ufeff") if number == 1 else text


def translate_lines(lines: Sequence[str], translate: Translate, pair: Pair) -> tuple[list[str], list[Draft]]:
    """Return the translated lines and a draft for each of them (an empty one for a line without words)."""
    cut = [Line.of(raw) for raw in lines]
    document = as_document([line.words for line in cut], pair)
    drafted = {draft.segment: draft for draft in (translate(document) if document.blocks else ())}
    drafts = [drafted.get(str(number)) or _nothing(number) for number in range(1, len(cut) + 1)]
    return [line.with_words(draft.text) for line, draft in zip(cut, drafts, strict=True)], drafts


def _nothing(number: int) -> Draft:
    return Draft(str(number), "", "", Origin.ENGINE, "", "", 1.0)


def as_document(sentences: Sequence[str], pair: Pair, *, name: str = "lines") -> Document:
    """Return a document of one block a sentence; segment ids are the line numbers, empty sentences are left out."""
    segments = [Segment(str(n), n, text, "", f"l{n}") for n, text in enumerate(sentences, 1) if text]
    blocks = tuple(Block(BlockKind.PARAGRAPH, 0, "", "\n", (segment,)) for segment in segments)
    return Document(name, name, name, pair.source, "lines", blocks, "")


class DirectionWatch:
    """Checks the direction once, on the first lines that show a language."""

    def __init__(self, pair: Pair, *, name: str = "stdin") -> None:
        self._pair = pair
        self._name = name
        self._passed = False

    def look(self, lines: Sequence[str]) -> None:
        """Raise InputError when the lines seen so far are already in the target language."""
        if not self._passed and any(line.strip() for line in lines):
            check_direction([line.strip() for line in lines], self._pair, self._name)
            self._passed = True
