"""Files to text: encodings and everything that can be wrong with a path.

Law: a file that cannot be read whole is refused with its path and the next step; nothing is guessed.
"""

from __future__ import annotations

import codecs
from collections.abc import Collection
from pathlib import Path

from translator.errors import InputError

_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
#: control characters no text file has; tab, line ends, form feed, escape are allowed
_BINARY = frozenset(range(0x20)) - {0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B}
#: how other encodings announce themselves to iconv, with a sample of text each decodes (most likely first)
_LEGACY = ("gb18030", "big5", "shift_jis")


def load(path: Path, suffixes: Collection[str]) -> str:
    """Return the text of a file in UTF-8, or in UTF-16 with a byte-order mark; a UTF-8 mark stays in the text.

    Raises InputError (missing, folder, suffix not in ``suffixes``, binary, other encoding).
    """
    if path.is_dir():
        raise InputError(f"{path}: is a folder", next_step="give a file")
    if not path.exists():
        raise InputError(f"{path}: no such file", next_step="check the path")
    if path.suffix.lower() not in suffixes:
        known = " ".join(sorted(suffixes))
        raise InputError(f"{path}: unknown file type {path.suffix or '(no suffix)'!r}", next_step=f"use {known}")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}", next_step="give a readable file") from error
    return decode(data, str(path))


def decode(data: bytes, name: str) -> str:
    """Decode the bytes of a text file; ``name`` is for the message. Raises InputError."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, name)
    if b"\0" in data or sum(byte in _BINARY for byte in data[:4096]) > len(data[:4096]) // 50:
        raise InputError(f"{name}: a binary file, not text", next_step="save it as .txt, .md or .html in UTF-8")
    return _strictly(data, "utf-8", name)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(f"{name}:{line}: not {encoding.upper()}", next_step=_advice(data, name)) from error


def _advice(data: bytes, name: str) -> str:
    for encoding in _LEGACY:
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return f"it looks like {encoding.upper()}: iconv -f {encoding.upper()} -t UTF-8 {name} > utf8-{Path(name).name}"
    return f"convert it: iconv -f ENCODING -t UTF-8 {name} > utf8-{Path(name).name}"
