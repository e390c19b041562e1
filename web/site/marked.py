"""A page as readers see it, before and after, with what changed marked in its text.

The marks travel through Markdown and templates as private characters no upload holds, and become tags at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from translator.desk import PageChange, SentenceChange
from translator.model import Edition, Lang, PagePair
from translator.text.compare import difference
from web.site.media import Media
from web.site.renderer import Renderer
from web.site.sitemap import site_maps

#: begin and end of a changed stretch: the last two code points of the last private plane
BEGIN, END = "\U0010fffc", "\U0010fffd"
#: a whole element that can hold no tags, a tag, or a stretch of text
_PIECE = re.compile(r"<(title|script|style)\b.*?</\1>|<[^>]*>|[^<]+", re.DOTALL | re.IGNORECASE)
_MARK = re.compile(f"[{BEGIN}{END}]")


def rendered(change: PageChange, edition: Edition, lang: Lang, *, after: bool, theme: Path | None) -> str:
    """Return the page of one edition in one language as HTML; what changed stands in ``<ins>`` or ``<del>``."""
    page = change.after if after else change.before
    assert page is not None, "the side that is asked for exists"
    made = replace(edition, pages=(_marked(page, change, after=after),), site=replace(edition.site, facing=False))
    media = Media(None)
    renderer = Renderer(made, site_maps(made, media.picture), media, theme=theme, preview=True)
    side = lang if lang in page.sides else lang.other
    return tagged(renderer.page(made.pages[0], side), "ins" if after else "del")


def _marked(page: PagePair, change: PageChange, *, after: bool) -> PagePair:
    """Put marks around what differs, in both languages; a page that is new or gone is not marked all over."""
    if change.before is None or change.after is None:
        return page
    sides = {id(each.after if after else each.before): each for each in change.changed}
    texts = [_texts(sides.get(id(pinned)), pinned.source, pinned.target, after=after) for pinned in page.segments]
    pinned = tuple(replace(s, source=a, target=b) for s, (a, b) in zip(page.segments, texts, strict=True))
    sources = iter(a for a, _ in texts)
    blocks = tuple(
        replace(block, segments=tuple(replace(s, text=next(sources)) for s in block.segments))
        for block in page.document.blocks
    )
    return replace(page, document=replace(page.document, blocks=blocks), segments=pinned)


def _texts(each: SentenceChange | None, source: str, target: str, *, after: bool) -> tuple[str, str]:
    if each is None:
        return source, target
    was = (each.before.source, each.before.target) if each.before else ("", "")
    now = (each.after.source, each.after.target) if each.after else ("", "")
    one, other = ("".join(_stretches(a, b, after=after)) for a, b in zip(was, now, strict=True))
    return one, other


def _stretches(old: str, new: str, *, after: bool) -> Iterator[str]:
    for piece in difference(old, new):
        words = piece.new if after else piece.old
        yield words if piece.same or not words.strip() else f"{BEGIN}{words}{END}"


def tagged(html: str, tag: str) -> str:
    """Return HTML with the marks as tags in its text; in attributes and the head they are taken out.

    >>> tagged(f'<p title="{BEGIN}a{END}">x {BEGIN}y <b>z</b>{END}</p>', "ins")
    '<p title="a">x <ins>y </ins><b><ins>z</ins></b></p>'
    """
    made, on = [], False
    for match in _PIECE.finditer(html):
        whole = match[0]
        if whole.startswith("<"):
            made.append(_MARK.sub("", whole))
            marks = _MARK.findall(whole)
            on = on if not marks else marks[-1] == BEGIN
            continue
        for words in re.split(f"([{BEGIN}{END}])", whole):
            if words in (BEGIN, END):
                on = words == BEGIN
            elif words:
                made.append(f"<{tag}>{words}</{tag}>" if on and words.strip() else words)
    return "".join(made)
