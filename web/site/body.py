"""A page's text as safe HTML, block by block, each block with the anchor both languages share.

Law: whatever was uploaded, only allow-listed tags come out, and the only ids are our own anchors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape

from translator.desk.pages import Part, parts, plain
from translator.model import BlockKind, Lang, PagePair
from web.site import markup
from web.site.clean import Cleaner
from web.site.rows import Body, Facing, Heading, Row

_H1 = re.compile(r"<h1([^>]*)>(.*?)</h1>\s*", re.DOTALL)
_ID = re.compile(r' id="([^"]+)"')
#: the same inside a tag of cleaned HTML: in a text about HTML such words stand, too
_OWN_ID = re.compile(r'(<[a-z][a-z0-9]*(?: [a-z-]+="[^"]*")*?) id="[^"]*"')
_HEADING = re.compile(r'<h2[^>]*?id="(?P<id>[^"]+)"[^>]*>(?P<words>.*?)</h2>', re.DOTALL)
_SPAN = re.compile(r'<h2>\s*<span id="(?P<id>[^"]+)"></span>(?P<words>.*?)</h2>', re.DOTALL)
_ACROSS = re.compile(r'<a [^>]*class="across"[^>]*>.*?</a>', re.DOTALL)
_GLOSS = re.compile(r'<span class="gloss"[^>]*>.*?</span>', re.DOTALL)
#: a first mention with its other form, as Names makes it
_MENTION = re.compile(r'<span class="name" tabindex="0">([^<]*)<span class="gloss"[^>]*>[^<]*</span></span>')
_TAG = re.compile(r"<[^>]+>")
_LEVEL = re.compile(r"<(/?)h([1-6])\b")
_IN_ATTRIBUTE = re.compile(r"=\s*[\"']\s*$")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a page wants of its body: ``across`` makes the link to the same block of the other language."""

    across: Callable[[str], str] | None = None
    names: tuple[tuple[str, str], ...] = ()


def body(page: PagePair, lang: Lang, cleaner: Cleaner, wishes: Wishes | None = None) -> Body:
    """Return title and rows of a page in one language."""
    wishes = wishes or Wishes()
    found = parts(page, lang)
    places = _places(page, found, lang)
    anchors = {part.anchor for part in found if part.anchor}
    if page.document.format == "markdown":
        rows = markup.rows(found, lang, wishes.across, wishes.names)
    elif page.document.format == "html":
        rows = [Row("", _with_anchors(found), lang)]
    else:
        rows = _grouped([_plain_row(part, wishes.across) for part in found if part.text])
    return _finished([Row(row.anchor, cleaner.clean(row.html, anchors, places), row.lang) for row in rows], page, lang)


def facing(page: PagePair, zh: Body, en: Body) -> Facing:
    """Return the blocks of both languages side by side: the page's own rows where they agree, else sentence blocks.

    Both sides stand on one page: only the Chinese has anchors, and neither leads to the other or says names twice.
    """
    titles = (zh.title, en.title)
    if len(zh.rows) == len(en.rows) and page.document.format == "markdown":
        sides = [[_quiet(row) for row in side.rows] for side in (zh, en)]
    else:
        sides = [_sentences(page, lang) for lang in (Lang.ZH, Lang.EN)]
    return Facing(titles, tuple(zip(sides[0], map(_without_ids, sides[1]), strict=True)))


def _quiet(row: Row) -> Row:
    """Return a row as it is where the other language stands beside it."""
    return replace(row, html=_MENTION.sub(r"\1", _ACROSS.sub("", row.html)))


def _without_ids(row: Row) -> Row:
    return replace(row, html=_OWN_ID.sub(r"\1", row.html))


def _sentences(page: PagePair, lang: Lang) -> list[Row]:
    """Return a row for each block a reader sees, in words only; the title stands above them already."""
    seen = [part for part in parts(page, lang) if part.text and not _IN_ATTRIBUTE.search(part.before)]
    if seen and seen[0].kind is BlockKind.HEADING:
        del seen[0]
    rows = (_plain_row(replace(part, text=plain(part.text, page)), None) for part in seen)
    items = [replace(r, html=f"<ul>{r.html}</ul>") if r.html.startswith("<li") else r for r in rows]
    return _in_steps(replace(row, html=_H1.sub(r"<h2\1>\2</h2>", row.html)) for row in items)


def _places(page: PagePair, found: Sequence[Part], lang: Lang) -> dict[str, str]:
    """Return the anchors of the headings by the names Markdown tools give them, from the words of either language."""
    if not any("](#" in part.text or "href" in part.text for part in found):
        return {}
    both = [found, parts(page, lang.other)] if len(page.sides) == 2 else [found]
    named = [(part, _name(plain(part.text, page))) for side in both for part in side if part.kind is BlockKind.HEADING]
    return {name: part.anchor for part, name in reversed(named)}


def _name(words: str) -> str:
    """Return the name of a heading.

    >>> _name("Day two: the wild half"), _name("小节 二")
    ('day-two-the-wild-half', '小节-二')
    """
    return re.sub(r"[^\w\- ]", "", words.strip().lower()).replace(" ", "-")


def _with_anchors(found: Sequence[Part]) -> str:
    """Glue an HTML file together with an empty anchor before each text a reader sees."""
    whole = ""
    for part in found:
        seen = part.anchor and not _IN_ATTRIBUTE.search(part.before)
        mark = f'<span id="{part.anchor}"></span>' if seen else ""
        whole += part.before + mark + part.text + part.after
    return whole


_TAGS = {BlockKind.LIST_ITEM: "li", BlockKind.QUOTE: "blockquote", BlockKind.CELL: "li"}


def _plain_row(part: Part, across: Callable[[str], str] | None) -> Row:
    tag = f"h{min(max(part.level, 1), 6)}" if part.kind is BlockKind.HEADING else _TAGS.get(part.kind, "p")
    words = escape(part.text, quote=False)
    link = across(part.anchor) if across and part.anchor else ""
    return Row(part.anchor, f'<{tag} id="{part.anchor}">{words}{link}</{tag}>', part.lang)


def _grouped(rows: Sequence[Row]) -> list[Row]:
    """Put neighbouring list items into one list."""
    made: list[Row] = []
    for row in rows:
        if row.html.startswith("<li") and made and made[-1].html.endswith("</ul>"):
            made[-1] = Row(made[-1].anchor, made[-1].html.removesuffix("</ul>") + row.html + "</ul>", row.lang)
        elif row.html.startswith("<li"):
            made.append(Row(row.anchor, f"<ul>{row.html}</ul>", row.lang))
        else:
            made.append(row)
    return made


def _finished(rows: Sequence[Row], page: PagePair, lang: Lang) -> Body:
    """Take the first heading out as title of the page; what else claims to be one becomes a section heading."""
    title, anchor, kept = "", "", list(rows)
    for place, row in enumerate(kept):
        first = _H1.search(row.html)
        if first:
            title, anchor = _bare(first[2]), (_ID.search(first[0]) or ["", ""])[1]
            kept[place] = Row(row.anchor, row.html.replace(first[0], "", 1), row.lang)
            break
    demoted = _in_steps(replace(r, html=_H1.sub(r"<h2\1>\2</h2>", r.html)) for r in kept if r.html.strip())
    whole = "".join(row.html for row in demoted)
    found = [*_HEADING.finditer(whole), *_SPAN.finditer(whole)]
    outline = tuple(Heading(match["id"], _bare(match["words"])) for match in found)
    return Body(title or escape(page.title(lang), quote=False), anchor, tuple(demoted), outline)


def _in_steps(rows: Iterable[Row]) -> list[Row]:
    """Let no heading skip a level: who listens to a page goes from heading to heading by their levels."""
    above: list[tuple[int, int]] = []

    def level(match: re.Match[str]) -> str:
        asked = int(match[2])
        if not match[1]:
            while above and above[-1][0] >= asked:
                above.pop()
            above.append((asked, above[-1][1] + 1 if above else 2))
        return f"<{match[1]}h{above[-1][1] if above else asked}"

    return [replace(row, html=_LEVEL.sub(level, row.html)) for row in rows]


def _bare(html: str) -> str:
    """Return the words of a heading, still escaped, without links and names' other forms."""
    return " ".join(_TAG.sub("", _GLOSS.sub("", _ACROSS.sub("", html))).split())
