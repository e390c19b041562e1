"""TBX (ISO 30042): version 3 written, versions 2 and 3 read.

Law: entities, DTDs and addresses in a file are never followed. What TBX has no name for goes into ``x-`` admin
elements, so that our own files come back without loss; files of others are read by what the standard says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from translator.errors import InputError
from translator.glossary.cells import parse, render
from translator.glossary.grids import read_bytes
from translator.glossary.problems import Problem, Unsound
from translator.model import Term, TermStatus

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFERRED, _ADMITTED, _DEPRECATED = "preferredTerm-admn-sts", "admittedTerm-admn-sts", "deprecatedTerm-admn-sts"
_BAD = (_DEPRECATED, "supersededTerm-admn-sts", "deprecated", "obsolete", "forbidden")
_GOOD = (_PREFERRED, "preferred", "standardizedTerm")
#: columns that have no data category of their own
_OWN = (
    "kind", "status", "case_sensitive", "zh_accepted", "zh_not_in", "en_accepted", "valid_from", "valid_to", "direction"
)  # fmt: skip
_SHORT = frozenset({"abbreviation", "acronym", "initialism"})


@dataclass(slots=True)
class _Forms:
    """The terms of one language in one entry."""

    good: list[str] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)
    short: list[str] = field(default_factory=list)


def read_tbx(path: Path) -> tuple[list[Term], list[Problem]]:
    """Return the terms of a TBX file and what is wrong with it, entry by entry."""
    terms: list[Term] = []
    problems: list[Problem] = []
    for entry in _entries(path):
        place = f"{path}:{entry.sourceline}"
        try:
            terms.append(parse(_cells(entry), place))
        except Unsound as error:
            problems += [Problem(p.place, p.rule, p.message, "complete the entry or delete it") for p in error.problems]
    return terms, problems


def _entries(path: Path) -> Iterator[_Element]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(read_bytes(path), parser)
    except etree.XMLSyntaxError as error:
        place = f"{path}:{error.lineno}"
        raise Unsound([Problem(place, "xml", f"not XML: {error.msg}", "export the file again as TBX")]) from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise InputError(f"{path}: it declares XML entities", next_step="export the file again without a DTD")
    if _name(root) not in ("tbx", "martif"):
        raise InputError(f"{path}: not TBX: the root is <{_name(root)}>", next_step="export it as TBX 2 or 3")
    yield from (element for element in root.iter() if _name(element) in ("conceptEntry", "termEntry"))


def _name(element: _Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _text(element: _Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _cells(entry: _Element) -> dict[str, str]:
    """Return an entry as the cells of a row."""
    own = {"": _Forms(), "zh": _Forms(), "zh_hant": _Forms(), "en": _Forms()}
    row: dict[str, str] = {}
    for element in entry.iter():
        name, kind = _name(element), str(element.get("type") or "")
        if name in ("langSec", "langSet"):
            _collect(element, own[_column(str(element.get(_LANG) or ""))])
        elif name == "note" and "note" not in row:
            row["note"] = _text(element)
        elif kind == "subjectField":
            row["domain"] = _text(element)
        elif kind == "source" and "authority" not in row:
            row["authority"] = _text(element)
        elif kind.removeprefix("x-").replace("-", "_") in _OWN and kind.startswith("x-"):
            row[kind.removeprefix("x-").replace("-", "_")] = _text(element)
    return {**_named(own["zh"], own["zh_hant"], own["en"]), **row}


def _column(lang: str) -> str:
    """Return which column a language belongs to; '' for languages the house does not know."""
    code = lang.lower().replace("_", "-")
    if code.split("-")[0] == "zh":
        return "zh_hant" if any(part in ("hant", "tw", "hk", "mo") for part in code.split("-")) else "zh"
    return "en" if code.split("-")[0] == "en" else ""


def _collect(section: _Element, forms: _Forms) -> None:
    for element in section.iter():
        if _name(element) == "term":
            notes = [note for note in _around(element).iter() if _name(note) == "termNote"]
            said = {str(note.get("type") or ""): _text(note) for note in notes}
            status, kind = said.get("administrativeStatus", ""), said.get("termType", "")
            if status in _BAD:
                forms.bad.append(_text(element))
            elif kind in _SHORT:
                forms.short.append(_text(element))
            elif status in _GOOD:
                forms.good.insert(0, _text(element))
            else:
                forms.good.append(_text(element))


def _around(term: _Element) -> _Element:
    """Return the section of a term: what its notes hang on, at whatever depth."""
    for parent in term.iterancestors():
        if _name(parent) in ("termSec", "tig", "ntig"):
            return parent
    return term


def _named(zh: _Forms, hant: _Forms, en: _Forms) -> dict[str, str]:
    row: dict[str, str] = {}
    chinese = [*zh.good, *zh.short]
    english = en.good or en.short[:1] or en.bad[:1]
    if not en.good and not en.short and en.bad:
        row["status"], en.bad[:1] = str(TermStatus.FORBIDDEN), []
    short = en.short if en.good else en.short[1:]
    if chinese:
        row["zh"], row["zh_variants"] = chinese[0], _listed(chinese[1:])
    if english:
        row["en"], row["en_allowed"] = english[0], _listed([*english[1:], *short[1:]])
    return row | {
        "abbreviation": short[0] if short else "",
        "zh_hant": (hant.good or [""])[0],
        "en_forbidden": _listed(en.bad),
    }


def _listed(forms: Sequence[str]) -> str:
    return "|".join(form.replace("\\", "\\\\").replace("|", "\\|") for form in forms)


def write_tbx(terms: Sequence[Term]) -> bytes:
    """Return the terms as TBX 3."""
    from lxml import etree

    root = etree.Element(_tag("tbx"), {"type": "TBX-Basic", "style": "dca", _LANG: "en"}, nsmap={None: NAMESPACE})
    about = _under(_under(_under(root, "tbxHeader"), "fileDesc"), "sourceDesc")
    _under(about, "p", "Duizhao glossary")
    body = _under(_under(root, "text"), "body")
    for number, term in enumerate(terms, 1):
        _write_entry(_under(body, "conceptEntry", id=f"c{number}"), term)
    etree.indent(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _write_entry(entry: _Element, term: Term) -> None:
    cells, plain = render(term), render(Term(term.zh, term.en))
    if term.domain:
        _under(entry, "descrip", cells["domain"], type="subjectField")
    if term.authority:
        _under(entry, "admin", cells["authority"], type="source")
    for name in _OWN:
        if cells[name] != plain[name]:
            _under(entry, "admin", cells[name], type="x-" + name.replace("_", "-"))
    if term.note:
        _under(entry, "note", cells["note"])
    status = _DEPRECATED if term.status is TermStatus.FORBIDDEN else _PREFERRED
    zh = _under(entry, "langSec", **{_LANG: "zh"})
    _write_term(zh, term.zh, _PREFERRED)
    for form in term.zh_variants:
        _write_term(zh, form, _ADMITTED)
    if term.zh_hant:
        _write_term(_under(entry, "langSec", **{_LANG: "zh-Hant"}), term.zh_hant, _PREFERRED)
    en = _under(entry, "langSec", **{_LANG: "en"})
    _write_term(en, term.en, status)
    for form in term.en_allowed:
        _write_term(en, form, _ADMITTED)
    for form in term.en_forbidden:
        _write_term(en, form, _DEPRECATED)
    if term.abbreviation:
        _write_term(en, term.abbreviation, _ADMITTED, kind="abbreviation")


def _write_term(section: _Element, form: str, status: str, *, kind: str = "") -> None:
    inside = _under(section, "termSec")
    _under(inside, "term", " ".join(form.split()))
    _under(inside, "termNote", status, type="administrativeStatus")
    if kind:
        _under(inside, "termNote", kind, type="termType")


def _under(parent: _Element, name: str, text: str | None = None, /, **attributes: str) -> _Element:
    from lxml import etree

    element = etree.SubElement(parent, _tag(name), attributes)
    element.text = text
    return element


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
