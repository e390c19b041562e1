"""From cut-up text to a Document: what all formats share.

Law: the ``before``, text, glue and ``after`` of all pieces, glued together, are the file to the last character.
"""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from translator.model import Block, BlockKind, Document, Lang, Segment
from translator.text.chars import detect, has_han
from translator.text.lines import unwrap
from translator.text.mask import mask
from translator.text.segment import split

#: longer slugs make bad addresses
_SLUG_LENGTH = 60
#: what stands around the words of a block
_LEAD = re.compile(r"(?:\s|\ufeff|<br\s*/?>)*", re.IGNORECASE)
_LAST_BREAK = re.compile(r"<br\s*/?>\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a file: ``before`` + ``text`` + ``after``; a RAW piece has no text. ``wrapped``: see split."""

    kind: BlockKind
    before: str
    text: str = ""
    after: str = ""
    level: int = 0
    wrapped: bool = True


def document(pieces: Iterable[Piece], *, name: str, format: str, lang: Lang | None, title: str = "") -> Document:
    """Return the Document the pieces make; ``title`` wins over the first heading, the heading over ``name``."""
    tidied = _join_raw([_tidy(piece) for piece in pieces])
    source = "".join(piece.before + piece.text + piece.after for piece in tidied)
    lang = lang or detect("\n".join(mask(piece.text).text for piece in tidied)) or Lang.EN
    slug = slug_of(name)
    blocks = _blocks(tidied, slug, lang)
    headings = ("".join(s.text + s.glue for s in b.segments) for b in blocks if b.kind is BlockKind.HEADING)
    found = title or plain(next(headings, ""), format) or stem_of(name)
    digest = hashlib.blake2s(source.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(slug, found, slug, lang, format, blocks, digest)


def _join_raw(pieces: Iterable[Piece]) -> list[Piece]:
    """Make one RAW piece of neighbours."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and piece.kind is joined[-1].kind is BlockKind.RAW:
            joined[-1] = Piece(BlockKind.RAW, joined[-1].before + piece.before)
        else:
            joined.append(piece)
    return joined


def _tidy(piece: Piece) -> Piece:
    """Move outer blanks and line breaks out of the text; text without a letter or digit is markup."""
    lead, body, tail = _edges(piece.text)
    if not _speaks(body):
        return Piece(BlockKind.RAW, piece.before + piece.text + piece.after)
    return replace(piece, before=piece.before + lead, text=body, after=tail + piece.after)


def _edges(text: str) -> tuple[str, str, str]:
    opening = _LEAD.match(text)
    at = opening.end() if opening else 0
    body = text[at:].rstrip()
    while closing := _LAST_BREAK.search(body[-12:]):
        body = body[: len(body) - len(closing[0])].rstrip()
    return text[:at], body, text[at + len(body) :]


def _speaks(text: str) -> bool:
    """Say whether there is anything to translate: letters or digits outside markup."""
    bare = re.sub(r"<x\d+>", "", mask(text).text)
    return any(ch.isalnum() for ch in bare)


def _blocks(pieces: Sequence[Piece], slug: str, lang: Lang) -> tuple[Block, ...]:
    blocks: list[Block] = []
    seen: Counter[str] = Counter()
    ordinal = 0
    for piece in pieces:
        segments = []
        for text, glue in split(piece.text, lang, wrapped=piece.wrapped) if piece.text else ():
            ordinal += 1
            anchor = _anchor(text, seen)
            segments.append(Segment(f"{slug}/{anchor}", ordinal, text, glue, anchor))
        if segments or piece.before or piece.after:
            blocks.append(Block(piece.kind, piece.level, piece.before, piece.after, tuple(segments)))
    return tuple(blocks)


def anchor_of(text: str) -> str:
    """Return the anchor of the first segment with this text in a document; the n-th gets ``-n`` behind it."""
    return "s" + hashlib.blake2s(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _anchor(text: str, seen: Counter[str]) -> str:
    anchor = anchor_of(text)
    seen[anchor] += 1
    return anchor if seen[anchor] == 1 else f"{anchor}-{seen[anchor]}"


def stem_of(name: str) -> str:
    """Return a file name without folders, suffix and language mark.

    >>> stem_of("pages/news.en.md")
    'news'
    """
    stem = re.split(r"[/\\]", name)[-1]
    stem = re.sub(r"\.(?:txt|text|md|markdown|html?)$", "", stem, flags=re.IGNORECASE)
    return re.sub(r"\.(?:zh|en)$", "", stem) or stem or "page"


def slug_of(name: str) -> str:
    """Return an address for a file name: ASCII words and hyphens; a Chinese name gives a short hash.

    >>> slug_of("About Hebei.en.md"), slug_of("新闻.md")
    ('about-hebei', 'page-cf428d')
    """
    stem = stem_of(name)
    ascii_only = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:_SLUG_LENGTH].strip("-")
    lost = has_han(stem) or (not slug)
    tag = hashlib.blake2s(stem.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"{slug or 'page'}-{tag}" if lost else slug


def plain(text: str, format: str) -> str:
    """Return what a reader sees of a segment: without inline markup, on one line; for titles, search and memory.

    >>> plain("**廊坊** [官网](http://a.cn) &amp; `x`", "markdown")
    '廊坊 官网 & x'
    """
    if format == "text":
        return unwrap(text).strip()
    bare = re.sub(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])", r"\1", text) if format == "markdown" else text
    masked = mask(re.sub(r"<[^<>]+>", "", bare))
    kept = (_shown(token, format) for token in masked.tokens)
    shown = re.sub(r"<x\d+>", lambda _: next(kept, ""), masked.text)
    return " ".join(html.unescape(unwrap(shown)).split())


def _shown(token: str, format: str) -> str:
    if token.startswith(("*", "_", "~")) and format == "markdown":
        return ""
    return token.strip("`").removeprefix("\\") if format == "markdown" else token
