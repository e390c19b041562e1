"""Bilingual files of other programs to check: TMX, XLIFF 1.2 and 2, PO, CSV and XLSX; anything else is read as TSV.

Law: entities, DTDs and addresses in a file are never followed; every pair knows the line (or row) it came from.
Sources: TMX 1.4b (LISA), XLIFF 1.2 and 2.0 (OASIS), the PO format (GNU gettext).
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from translator.batch.pairs import TextPair, is_header, read_tsv
from translator.errors import InputError
from translator.glossary import grids
from translator.memory.tmx import name_of, sides
from translator.text.codes import lang_of

if TYPE_CHECKING:
    from lxml.etree import _Element

#: XLIFF elements that hold native codes, not text
_CODES = frozenset({"bpt", "ept", "ph", "it", "bx", "ex", "x", "sub"})


def read_pairs(path: Path) -> list[TextPair]:
    """Read the pairs of a bilingual file, by the ending of its name; leave out what has no translation yet.

    Raises InputError where the file is missing or not what its name says, and where it holds no pair.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        return read_tsv(path)
    if not path.is_file():
        what = "is a folder" if path.is_dir() else "no such file"
        raise InputError(f"{path}: {what}", next_step="give a bilingual file")
    found = [pair for pair in reader(path) if pair.source.strip() and pair.target.strip()]
    if not found:
        raise InputError(f"{path}: no translated pairs in it", next_step="give a file with sources and targets")
    return found


def _tmx(path: Path) -> Iterator[TextPair]:
    root = _xml(path, "tmx")
    header = next(iter(_all(root, "header")), None)
    usual = "" if header is None else header.get("srclang", "")
    for unit in _all(root, "tu"):
        texts = sides(unit, path)
        if len(texts) == 2:
            source = lang_of(unit.get("srclang") or usual) or next(iter(texts))
            yield TextPair(unit.sourceline or 0, texts[source], texts[source.other])


def _xliff(path: Path) -> Iterator[TextPair]:
    """Read the segments of XLIFF 2, and the units of 1.2, by their marked segments where both sides have the same."""
    root = _xml(path, "xliff")
    for unit in (*_all(root, "trans-unit"), *_all(root, "segment")):
        source, target = (next(iter(_children(unit, name)), None) for name in ("source", "target"))
        if source is None or target is None:
            continue
        parted = next(iter(_children(unit, "seg-source")), source)
        marked = [{mark.get("mid"): mark for mark in _segments(side)} for side in (parted, target)]
        if marked[0] and marked[0].keys() == marked[1].keys():
            both = [(marked[0][mid], marked[1][mid]) for mid in marked[0]]
        else:
            both = [(source, target)]
        yield from (TextPair(b.sourceline or 0, _text(a), _text(b)) for a, b in both)


def _po(path: Path) -> Iterator[TextPair]:
    from babel.messages.pofile import PoFileError, read_po

    try:
        catalogue = read_po(io.BytesIO(path.read_bytes()), ignore_obsolete=True, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError, LookupError) as error:
        line = f":{error.lineno}" if isinstance(error, PoFileError) and error.lineno is not None else ""
        raise InputError(f"{path}{line}: not a PO file: {error}", next_step="check it with msgfmt -c") from error
    for message in catalogue:
        if message.id and not message.fuzzy:
            yield from (TextPair(message.lineno or 0, a, b) for a, b in _plurals(message.id, message.string))


def _plurals(source: object, target: object) -> Iterator[tuple[str, str]]:
    """Pair each form of a translation with the form of its source; a language with fewer forms says the last."""
    sources, targets = (side if isinstance(side, tuple | list) else (side,) for side in (source, target))
    for index, text in enumerate(targets):
        # one form for all numbers, as Chinese has: the plural is what it stands for
        at = -1 if len(targets) < len(sources) else min(index, len(sources) - 1)
        yield str(sources[at] or ""), str(text or "")


def _grid(rows: Callable[[Path], Iterator[grids.Numbered]]) -> Callable[[Path], Iterator[TextPair]]:
    def read(path: Path) -> Iterator[TextPair]:
        for at, (line, cells) in enumerate(rows(path)):
            if len(cells) < 2:
                raise InputError(f"{path}:{line}: one column", next_step="give source and target in each row")
            pair = TextPair(line, cells[0], cells[1])
            if at or not is_header(pair):
                yield pair

    return read


_READERS: dict[str, Callable[[Path], Iterator[TextPair]]] = {
    ".tmx": _tmx, ".xlf": _xliff, ".xliff": _xliff, ".sdlxliff": _xliff, ".mqxliff": _xliff, ".po": _po,
    ".csv": _grid(grids.read_csv), ".xlsx": _grid(grids.read_xlsx),
}  # fmt: skip


def _xml(path: Path, name: str) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.parse(str(path), parser).getroot()
    except etree.XMLSyntaxError as error:
        raise InputError(f"{path}:{error.lineno}: not XML: {error.msg}", next_step="export the file again") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error}", next_step="give a readable file") from error
    if name_of(root) != name:
        what = f"{path}:{root.sourceline}: the root is <{name_of(root)}>, not <{name}>"
        raise InputError(what, next_step="name the file by what it holds")
    return root


def _all(root: _Element, name: str) -> Iterator[_Element]:
    yield from root.iter("{*}" + name)


def _children(element: _Element, name: str) -> Iterator[_Element]:
    return (child for child in element if name_of(child) == name)


def _segments(side: _Element) -> Iterator[_Element]:
    return (mark for mark in _all(side, "mrk") if mark.get("mtype") == "seg")


def _text(element: _Element) -> str:
    parts = [element.text or ""]
    for child in element:
        parts += ["" if name_of(child) in _CODES or not name_of(child) else _text(child), child.tail or ""]
    return "".join(parts)
