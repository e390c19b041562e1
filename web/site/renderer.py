"""Templates filled in: each method returns one file of the site as text.

Law: a page links only to files this edition writes; hreflang stands only where both sides are published.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache, partial
from pathlib import Path
from urllib.parse import urlsplit

from babel.dates import format_date
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from translator.model import Edition, Lang, PagePair, Section
from web.site import strings, titles
from web.site.addresses import LABELS, TAGS, Side, absolute, pair_alternates, relative, way
from web.site.bodies import Bodies
from web.site.cards import Card
from web.site.clean import Cleaner
from web.site.media import Media
from web.site.once import Once
from web.site.plan import Job, Kind
from web.site.provenance import generated_mark, linked_data, making
from web.site.sitemap import SiteMap, leaf_address

THEME = Path(__file__).parent / "theme"
_LOCALES = {Lang.ZH: "zh_CN", Lang.EN: "en_GB"}


def environment(theme: Path | None) -> Environment:
    """Return the templates: those of the theme folder first, the built-in ones for the rest."""
    folders = [FileSystemLoader(folder) for folder in ([theme, THEME] if theme else [THEME])]
    made = Environment(
        loader=ChoiceLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[Once],
        auto_reload=False,  # a renderer serves one edition, and looking at the files for each page takes time
    )
    made.filters["words"] = titles.words
    return made


@lru_cache(maxsize=10_000)
def day_words(day: date, lang: Lang) -> str:
    """Return a date in words.

    >>> day_words(date(2026, 10, 18), Lang.ZH), day_words(date(2026, 10, 18), Lang.EN)
    ('2026年10月18日', '18 October 2026')
    """
    return format_date(day, "long", locale=_LOCALES[lang])


@dataclass(frozen=True, slots=True)
class Shared:
    """A picture for those who show a link to a page; ``src`` is a full address."""

    src: str
    width: int
    height: int
    alt: str


class Renderer:
    """Renders one edition. ``maps``: the site map of each language."""

    def __init__(
        self,
        edition: Edition,
        maps: Mapping[Lang, SiteMap],
        media: Media,
        *,
        base_url: str = "",
        theme: Path | None = None,
        preview: bool = False,
        search: bool = False,
    ) -> None:
        self.edition = edition
        self.maps = maps
        self._media = media
        self._base_url = base_url
        self._theme = theme
        self._preview = preview
        self._search = search
        self._env = environment(theme)
        self._strings = strings.load(theme, edition.site.strings)
        # a page of one language has a file in the other one, too: it says so there
        pages = {card.slug: f"{card.address}.html" for shown in maps.values() for card in shown.cards}
        cleaners = {lang: Cleaner(pages, media, self._strings["table"].get(lang)) for lang in Lang}
        self._bodies = Bodies(maps, cleaners, self._strings["across"], marks=edition.site.marks)

    def __reduce__(self) -> tuple[object, ...]:
        """Travel to another process as what it was made of, without the pages; templates are loaded again there."""
        made = partial(Renderer, base_url=self._base_url, theme=self._theme, search=self._search)
        return made, (replace(self.edition, pages=()), self.maps, self._media)

    def file(self, job: Job) -> str:
        """Return the text of a file of the plan."""
        if job.kind is Kind.CHOOSE:
            return self.choose()
        if job.kind is Kind.LOST:
            return self.lost()
        if job.section:
            return self.section(job.section, job.lang, job.leaf, job.kind)
        if job.page is not None:
            return self._of_page(job.kind, job.page, job.lang)
        single = {Kind.HOME: self.home, Kind.NOT_FOUND: self.not_found, Kind.SEARCH: self.search}
        return single[job.kind](job.lang)

    def _of_page(self, kind: Kind, page: PagePair, lang: Lang) -> str:
        if kind is Kind.FACING:
            return self.facing(page)
        return self.page(page, lang) if kind is Kind.PAGE else self.missing(page, lang)

    def failed(self, job: Job) -> str:
        """Return the notice that stands where a file could not be written."""
        say = strings.teller(self._strings, job.lang)
        words: dict[str, object] = {
            "heading": say("failed_title"),
            "text": say("failed_text"),
            "latest": [],
            "card": None,
        }
        sides = self._sides(job.path, job.lang, "index.html", True)
        links = {"noindex": True, "canonical": "", "alternates": [], "sides": sides}
        return self._render("message.html", job.path, job.lang, **words, **links)

    def page(self, page: PagePair, lang: Lang) -> str:
        """Return a page in one of the languages it is published in."""
        card = self.maps[lang].by_slug[page.slug]
        across = relative(card.path, f"{lang.other}/{card.address}.html")
        opened = self._bodies.open(page)
        return self._render(
            "page.html",
            card.path,
            lang,
            card=card,
            body=opened.body(lang),
            across=across,
            both_sides=card.both,
            facing=relative(card.path, f"both/{card.address}.html") if card.both and self.edition.site.facing else "",
            related=self.maps[lang].related(card),
            shared=self._shared(card),
            here=card.section.key if card.section else None,
            tail=f"{card.address}.html",
            other_side=card.both,
            **self._provenance(page, opened.said, lang, card),
        )

    def _shared(self, card: Card | None) -> Shared | None:
        """Return the picture that goes along where a page is shared; such places ask for full addresses, and no SVG."""
        image = card.image if card else None
        if card is None or image is None or not self._base_url or image.src.lower().endswith(".svg"):
            return None
        return Shared(absolute(self._base_url, card.path, image.src), image.width, image.height, image.alt)

    def _provenance(self, page: PagePair, said: PagePair, lang: Lang, card: Card) -> dict[str, object]:
        """Return what a page says about who made it: to readers by policy, and always where nobody approved it.

        ``said``: the page as it tells machines.
        """
        found = making(page) if lang is not page.document.lang else None
        told = found is not None and (self.edition.site.label or not found.approved)
        address = absolute(self._base_url, card.path, card.path)
        day = card.date.isoformat() if card.date else ""
        data = linked_data(said, lang, address=address, day=day, author=card.author)
        producer = self.edition.site.producer or self.edition.site.name.get(Lang.ZH)
        mark = generated_mark(said, lang, producer)
        return {"making": found if told else None, "linked_data": data, "generated": mark}

    def facing(self, page: PagePair) -> str:
        """Return both languages side by side; search engines are sent to the page itself."""
        source = page.document.lang
        card = self.maps[Lang.ZH].by_slug[page.slug]
        path = f"both/{card.address}.html"
        found = self._bodies.open(page).facing
        return self._render(
            "facing.html",
            path,
            Lang.ZH,
            card=card,
            rows=found.rows,
            titles=found.titles,
            address=card.address,
            shelves=self._shelves,
            here=card.section.key if card.section else None,
            noindex=True,
            canonical=absolute(self._base_url, path, f"{source}/{card.address}.html"),
            alternates=[],
            sides=[Side(TAGS[each], LABELS[each], f"../{each}/{card.address}.html", False) for each in Lang],
        )

    @cached_property
    def _shelves(self) -> list[tuple[Section, bool, bool]]:
        """The sections that have pages, and whether they have Chinese and English ones."""
        zh, en = ({section.key for section in self.maps[lang].sections} for lang in (Lang.ZH, Lang.EN))
        return [(s, s.key in zh, s.key in en) for s in self.edition.site.sections if s.key in zh | en]

    def missing(self, page: PagePair, lang: Lang) -> str:
        """Return what stands where a side is not published: it says so and leads to the other side."""
        card = self.maps[lang.other].by_slug[page.slug]
        say = strings.teller(self._strings, lang)
        path = f"{lang}/{card.address}.html"
        return self._render(
            "message.html",
            path,
            lang,
            heading=say("missing_title"),
            text=say("missing_text"),
            card=card,
            across=relative(path, card.path),
            latest=self.maps[lang].latest,
            noindex=True,
            canonical="",
            alternates=[],
            sides=self._sides(path, lang, f"{card.address}.html", True),
        )

    def home(self, lang: Lang) -> str:
        """Return the home page of a language."""
        shown = self.maps[lang]
        lists = {"lead": shown.lead, "feature": shown.feature, "latest": shown.latest, "shelves": shown.shelves}
        more = {"edition": self.edition, "here": "", "shared": self._shared(shown.lead), "tail": "index.html"}
        return self._render("home.html", f"{lang}/index.html", lang, **lists, **more)

    def section(self, section: Section, lang: Lang, leaf: int = 1, kind: Kind = Kind.SECTION) -> str:
        """Return a leaf of the list of a section, or of a tag."""
        tail = leaf_address(section, leaf, kind)
        leaves = self.maps[lang].leaves(section, kind)
        there = leaf <= len(self.maps[lang.other].leaves(section, kind))
        around = {number: f"{lang}/{leaf_address(section, number, kind)}" for number in range(1, len(leaves) + 1)}
        own = kind is Kind.SECTION
        options = {"section": section, "cards": leaves[leaf - 1], "is_tag": not own}
        here = {"here": section.key if own else None, "on_section": own and leaf == 1}
        pager = {"leaf": leaf, "leaves": len(leaves), "newer": around.get(leaf - 1), "older": around.get(leaf + 1)}
        pager |= {"first": around[1]}
        path = f"{lang}/{tail}"
        return self._render("section.html", path, lang, **options, **here, **pager, tail=tail, other_side=there)

    def search(self, lang: Lang) -> str:
        """Return the page that searches the index beside it."""
        return self._render("search.html", f"{lang}/search.html", lang, tail="search.html")

    def not_found(self, lang: Lang) -> str:
        """Return the 404 page of a language; it is shown at any depth, so it says from where its links go."""
        say = strings.teller(self._strings, lang)
        words = {"heading": say("notfound_title"), "text": say("notfound_text"), "latest": self.maps[lang].latest}
        path = f"{lang}/404.html"
        sides = self._sides(path, lang, "404.html", True)
        links = {"noindex": True, "canonical": "", "alternates": [], "sides": sides, "base": self._base(path)}
        return self._render("message.html", path, lang, **words, card=None, **links)

    def choose(self) -> str:
        """Return the page at the root, where readers choose their language."""
        alternates = pair_alternates(self._base_url, "index.html", "index.html", "index.html")
        canonical = absolute(self._base_url, "index.html", "index.html")
        template = self._env.get_template("choose.html")
        links = {"canonical": canonical, "alternates": alternates, "noindex": self._preview, "base": ""}
        return template.render(site=self.edition.site, **links)

    def lost(self) -> str:
        """Return the 404 page for servers that know only one."""
        say, say_other = (strings.teller(self._strings, lang) for lang in (Lang.ZH, Lang.EN))
        links = {"canonical": "", "alternates": [], "noindex": True, "base": self._base("404.html")}
        template = self._env.get_template("lost.html")
        return template.render(site=self.edition.site, say=say, say_other=say_other, **links)

    def _base(self, path: str) -> str:
        return urlsplit(absolute(self._base_url, path, path)).path if self._base_url else ""

    def _render(self, template: str, path: str, lang: Lang, **given: object) -> str:
        tail, other_side = str(given.pop("tail", "")), bool(given.pop("other_side", True))
        default = "index.html" if tail == "index.html" else f"en/{tail}"
        common: dict[str, object] = {
            "site": self.edition.site,
            "lang": lang,
            "other": lang.other,
            "tag": TAGS[lang],
            "other_tag": TAGS[lang.other],
            "say": strings.teller(self._strings, lang),
            "say_other": strings.teller(self._strings, lang.other),
            "base": "",
            "shared": None,
            "day": partial(_day, lang),
            "folder": posixpath.dirname(path),
            "to": way(path),
            "sections": self.maps[lang].sections,
            "here": None,
            "on_section": False,
            "noindex": self._preview,
            "preview": self._preview,
            "search": self._search,
            "number": self.edition.number,
        }
        if "alternates" not in given:
            common["canonical"] = absolute(self._base_url, path, path)
            common["alternates"] = pair_alternates(self._base_url, path, tail, default) if other_side else []
            common["sides"] = self._sides(path, lang, tail, other_side)
        return self._env.get_template(template).render({**common, **given})

    def _sides(self, path: str, lang: Lang, tail: str, published: bool) -> list[Side]:
        note = "" if published else strings.teller(self._strings, lang)("only_here")
        # a section without pages has no page of its own over there: the home page is the nearest that exists
        there = "index.html" if not published and tail.startswith(("section/", "tag/")) else tail
        return [
            Side(TAGS[each], LABELS[each], relative(path, f"{each}/{there}"), each is lang, published, note)
            for each in Lang
        ]


def _day(lang: Lang, day: date) -> str:
    return day_words(day, lang)
