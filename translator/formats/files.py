"""Files to text: encodings and everything that can be wrong with a path.

Law: a file that cannot be read whole is refused with its path and the next step; nothing is guessed. An HTML page may
say itself what it is written in.
"""

from __future__ import annotations

import codecs
import re
import shlex
from collections.abc import Collection
from pathlib import Path

from translator.errors import InputError
from translator.formats import html

#: byte-order marks; that of UTF-32 begins with that of UTF-16
_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
#: control characters no text file has; tab, line ends, form feed, escape are allowed
_BINARY = frozenset(range(0x20)) - {0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B}
#: how other encodings announce themselves to iconv, with a sample of text each decodes (most likely first)
_LEGACY = ("gb18030", "big5", "shift_jis")
#: where a page names its encoding (HTML Living Standard, 4.2.5.4: within its first 1024 bytes), and in XHTML
_DECLARED = re.compile(
    rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w-]+)|<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([\w-]+)", re.I
)
#: encodings of web pages by the name they give; browsers read GB2312 and GBK as GB18030 too (WHATWG Encoding, 4.2)
_PAGES = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs"), "big5hkscs"),
    **dict.fromkeys(("iso-8859-1", "latin1", "us-ascii", "windows-1252"), "windows-1252"),
}

_SAVE = "save it as .txt, .md or .html in UTF-8"


def load(path: Path, suffixes: Collection[str]) -> str:
    """Return the text of a file in UTF-8, or in UTF-16 with a byte-order mark; a UTF-8 mark stays in the text.

    Raises InputError (missing, folder, suffix not in ``suffixes``, binary, other encoding).
    """
    try:
        if path.is_dir():
            raise InputError(f"{path}: is a folder", next_step="give a file")
        if not path.exists():
            raise InputError(f"{path}: no such file", next_step="check the path")
        if path.suffix.lower() not in suffixes:
            known = " ".join(sorted(suffixes))
            raise InputError(f"{path}: unknown file type {path.suffix or '(no suffix)'!r}", next_step=f"use {known}")
        if not path.is_file():  # a named pipe would be waited for without end
            raise InputError(f"{path}: is no file of the disk", next_step="give a file")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}", next_step="give a readable file") from error
    return decode(data, str(path))


def decode(data: bytes, name: str) -> str:
    """Decode the bytes of a text file; ``name`` tells whether it is a page, and is for errors. Raises InputError."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            marked = _strictly(data[len(mark) :], encoding, name)
            if "\0" in marked:
                raise InputError(f"{name}: a binary file, not text", next_step=_SAVE)
            return marked
    if b"\0" in data or sum(byte in _BINARY for byte in data[:4096]) > len(data[:4096]) // 50:
        raise InputError(f"{name}: a binary file, not text", next_step=_if_wide(data, name))
    if Path(name).suffix.lower() in html.suffixes and (named := _declared(data)) and not _is_utf8(data):
        return _strictly(data, named, name)
    return _strictly(data, "utf-8", name)


def _declared(data: bytes) -> str | None:
    """Return the encoding a page says it is written in, where it is another than UTF-8 and known."""
    found = _DECLARED.search(data[:1024])
    return _PAGES.get((found[1] or found[2]).decode("ascii", "replace").lower()) if found else None


def _is_utf8(data: bytes) -> bool:
    """Say whether it is UTF-8, whatever the page says: many were converted and still name their old encoding."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(f"{name}:{line}: not {encoding.upper()}", next_step=_advice(data, name)) from error


def _advice(data: bytes, name: str) -> str:
    if _is_western(data):
        return f"it looks like WINDOWS-1252: {_iconv('WINDOWS-1252', name)}"
    for encoding in _LEGACY:
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return f"it looks like {encoding.upper()}: {_iconv(encoding.upper(), name)}"
    return f"convert it: {_iconv('ENCODING', name)}"


def _is_western(data: bytes) -> bool:
    """Say whether bytes beyond ASCII are rare and stand alone, as accents and quotes do; Chinese comes in pairs."""
    beyond = re.findall(rb"[\x80-\xff]+", data)
    return sum(map(len, beyond)) * 10 < len(data) and all(len(run) == 1 for run in beyond)


def _if_wide(data: bytes, name: str) -> str:
    """Advise on UTF-16 without its mark: every second byte of line ends and ASCII is zero."""
    odd, even = data[1::2].count(0), data[::2].count(0)
    if max(odd, even) > 4 * min(odd, even):
        encoding = "UTF-16LE" if odd > even else "UTF-16BE"
        try:
            if "\0" not in data.decode(encoding):
                return f"it looks like {encoding}: {_iconv(encoding, name)}"
        except UnicodeDecodeError:
            pass
    return _SAVE


def _iconv(encoding: str, name: str) -> str:
    return f"iconv -f {encoding} -t UTF-8 {shlex.quote(name)} > {shlex.quote('utf8-' + Path(name).name)}"
