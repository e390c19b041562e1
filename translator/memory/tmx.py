"""TMX 1.4 in and out, one unit at a time: a file may be larger than the machine's memory.

Law: entities, DTDs and addresses in a file are never followed. What TMX has no name for goes into ``x-`` props, so
that our own files come back without loss; files of others are read by what the standard says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

from translator import __version__
from translator.errors import InputError
from translator.model import Lang, Pair, Unit
from translator.text.codes import is_hant, lang_of
from translator.text.hant import simplified_characters
from translator.text.mask import protected

if TYPE_CHECKING:
    from lxml.etree import _Element

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TIME = "%Y%m%dT%H%M%SZ"
#: what we write; other programs know these two best
_CODES = {Lang.ZH: "zh-CN", Lang.EN: "en-US"}
#: elements that hold codes of a file format instead of text
_CODE_ELEMENTS = frozenset({"bpt", "ept", "ph", "it", "ut"})
#: characters that XML 1.0 cannot hold
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MAKE_ANEW = "export the file again as TMX 1.4"


def read_tmx(file: IO[bytes], path: Path) -> Iterator[Unit | None]:
    """Yield the units of an open file, and None for each one without a Chinese and an English text.

    Raises InputError naming the line where the file is no TMX.
    """
    from lxml import etree

    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    source, root = "", None
    elements = etree.iterparse(file, events=("end",), tag=("{*}header", "{*}tu"), collect_ids=False, **options)
    try:
        for _, element in elements:
            if root is None:
                root = _checked(element.getroottree().getroot(), path)
            if name_of(element) == "tu":
                yield _unit(element, source, path)
                _forget(element)
            else:
                source = str(element.get("srclang") or "")
        if root is None:
            _checked(elements.root, path)
    except etree.XMLSyntaxError as error:
        first = next(iter(elements.error_log), None)  # what comes after it is only its consequence
        line, message = (first.line, first.message) if first else (error.lineno, error.msg)
        raise InputError(f"{path}:{line}: not XML: {message}", next_step=_MAKE_ANEW) from error


def _checked(root: _Element, path: Path) -> _Element:
    if name_of(root) != "tmx":
        message = f"not TMX: the root is <{name_of(root)}>"
        raise InputError(f"{path}:{root.sourceline}: {message}", next_step="export it as TMX 1.4")
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise InputError(f"{path}: it declares XML entities", next_step="export the file again without a DTD")
    return root


def _forget(element: _Element) -> None:
    """Free a unit that was read, and the white space before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def name_of(element: _Element) -> str:
    """Return the name of an element without its namespace, '' for a comment or an entity."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _unit(tu: _Element, srclang: str, path: Path) -> Unit | None:
    texts = sides(tu, path)
    if len(texts) < 2 or not all(text.strip() for text in texts.values()):
        return None
    source = lang_of(str(tu.get("srclang") or srclang)) or next(iter(texts))
    pair = Pair(source, source.other)
    props = {str(p.get("type") or ""): p.text or "" for p in tu if name_of(p) == "prop"}
    return Unit(
        texts[source],
        texts[source.other],
        pair,
        before=props.get("x-context-pre", ""),
        after=props.get("x-context-post", ""),
        origin=props.get("x-origin") or path.name,
        document=props.get("x-document", ""),
        by=_attribute(tu, source.other, "changeid", "creationid"),
        at=_moment(_attribute(tu, source.other, "changedate", "creationdate")),
        reviewed=props.get("x-reviewed") != "no",
    )


def sides(tu: _Element, path: Path) -> dict[Lang, str]:
    """Return the texts of a <tu> by language, in the order of the file; Simplified goes before Traditional.

    Raises InputError naming the line of a side without a language.
    """
    found: dict[Lang, tuple[bool, str]] = {}
    for tuv in tu:
        if name_of(tuv) == "tuv":
            code = tuv.get(_LANG) or tuv.get("lang")
            if not code:
                raise InputError(f"{path}:{tuv.sourceline}: <tuv> without xml:lang", next_step=_MAKE_ANEW)
            lang, hant = lang_of(str(code)), is_hant(str(code))
            if lang is not None and (lang not in found or (found[lang][0] and not hant)):
                text = "".join(_text(seg, path) for seg in tuv if name_of(seg) == "seg")
                found[lang] = (hant, _unindented(text))
    return {lang: text.translate(simplified_characters()) if hant else text for lang, (hant, text) in found.items()}


def _text(element: _Element, path: Path) -> str:
    """Return the text of a segment; of inline codes those that a page of ours may hold: tags, placeholders."""
    from lxml import etree

    parts = [element.text or ""]
    for child in element:
        if child.tag is etree.Entity:
            what = f"the entity {child.text} is not known"
            raise InputError(f"{path}:{child.sourceline}: {what}", next_step="write the character itself")
        if name_of(child) in _CODE_ELEMENTS:
            code = _text(child, path)
            parts.append(code if any(span.of(code) == code for span in protected(code)) else "")
        elif name_of(child) != "sub":
            parts.append(_text(child, path) if name_of(child) else "")
        parts.append(child.tail or "")
    return "".join(parts)


def _unindented(text: str) -> str:
    """Take away line breaks around a text: they are the file's, not the text's."""
    bare = text.strip()
    head, _, tail = text.partition(bare) if bare else ("", "", "")
    return (bare if "\n" in head else head + bare) + ("" if "\n" in tail else tail)


def _attribute(tu: _Element, target: Lang, *names: str) -> str:
    """Return the first attribute there is, of the unit or of its target side."""
    sides = [tuv for tuv in tu if name_of(tuv) == "tuv" and lang_of(str(tuv.get(_LANG) or "")) is target]
    return next((str(e.get(name)) for name in names for e in (tu, *sides) if e.get(name)), "")


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None


def write_tmx(units: Iterable[Unit], file: IO[bytes]) -> int:
    """Write units as TMX 1.4; return how many."""
    from lxml import etree

    about = {"creationtool": "Duizhao", "creationtoolversion": __version__, "segtype": "sentence", "o-tmf": "Duizhao"}
    about |= {"adminlang": "en", "srclang": "*all*", "datatype": "plaintext"}
    count = 0
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("tmx", version="1.4"):
            xml.write("\n", etree.Element("header", about), "\n")
            with xml.element("body"):
                for unit in units:
                    xml.write("\n", _element(unit))
                    count += 1
            xml.write("\n")
    return count


def _element(unit: Unit) -> _Element:
    from lxml import etree

    attributes = {"srclang": _CODES[unit.pair.source], "segtype": "sentence"}
    attributes |= {"creationid": _xml(unit.by)} if unit.by else {}
    attributes |= {"creationdate": unit.at.astimezone(UTC).strftime(_TIME)} if unit.at else {}
    tu = etree.Element("tu", attributes)
    props = {"x-origin": unit.origin, "x-document": unit.document, "x-reviewed": "" if unit.reviewed else "no"}
    for name, value in {**props, "x-context-pre": unit.before, "x-context-post": unit.after}.items():
        if value:
            etree.SubElement(tu, "prop", type=name).text = _xml(value)
    for lang, text in ((unit.pair.source, unit.source), (unit.pair.target, unit.target)):
        tuv = etree.SubElement(tu, "tuv", {_LANG: _CODES[lang]})
        etree.SubElement(tuv, "seg").text = _xml(text)
    return tu


def _xml(text: str) -> str:
    return _NOT_XML.sub("", text)
