"""Formats: files to Documents and back, chosen by suffix.

Law: ``write(read(x), {}, its language) == x`` for every text x of every format.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from translator.errors import InputError
from translator.formats import html, markdown, plain
from translator.formats.build import anchor_of
from translator.formats.build import plain as plain_text
from translator.formats.files import decode, load
from translator.formats.render import bodies, write
from translator.model import Document, Lang
from translator.ports import Format

__all__ = ["FORMATS", "SUFFIXES", "anchor_of", "bodies", "decode", "plain_text", "read", "read_text", "write"]

#: reader by name, as in ``Document.format``
FORMATS: Mapping[str, Format] = {"text": plain, "markdown": markdown, "html": html}
#: format name by suffix (lower case, with its dot)
SUFFIXES: Mapping[str, str] = {suffix: name for name, reader in FORMATS.items() for suffix in reader.suffixes}
#: other names callers use
_ALIASES = {"txt": "text", "plain": "text", "md": "markdown", "htm": "html"}


def read(path: Path, *, lang: Lang | None = None) -> Document:
    """Read a file; the suffix chooses the format, ``lang`` None means: detect it.

    Raises InputError for a missing file, a folder, an unknown suffix, a binary file, an unreadable encoding.
    """
    suffix = path.suffix.lower()
    text = load(path, SUFFIXES)
    return read_text(text, name=path.name, format=SUFFIXES[suffix], lang=lang)


def read_text(text: str, *, name: str, format: str, lang: Lang | None = None) -> Document:
    """Cut ``text`` into a Document; ``format`` is a format name or a suffix; raises InputError for an unknown one."""
    key = format.lower()
    key = SUFFIXES.get(key if key.startswith(".") else f".{key}", _ALIASES.get(key, key))
    if key not in FORMATS:
        raise InputError(f"unknown format {format!r}", next_step=f"use one of {', '.join(FORMATS)}")
    return FORMATS[key].read(text, name=name, lang=lang)
