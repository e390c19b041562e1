"""Templates filled in: each method returns one file of the site as text.

Law: a page links only to files this edition writes; hreflang stands only where both sides are published.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

from babel.dates import format_date
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from translator.model import Edition, Lang, PagePair, Section
from web.site import strings
from web.site.addresses import LABELS, TAGS, Side, absolute, pair_alternates, relative
from web.site.body import Wishes, body, facing_rows
from web.site.clean import Cleaner
from web.site.media import Media
from web.site.sitemap import SiteMap

THEME = Path(__file__).parent / "theme"
_LOCALES = {Lang.ZH: "zh_CN", Lang.EN: "en_GB"}


def environment(theme: Path | None) -> Environment:
    """Return the templates: those of the theme folder first, the built-in ones for the rest."""
    folders = [FileSystemLoader(folder) for folder in ([theme, THEME] if theme else [THEME])]
    return Environment(
        loader=ChoiceLoader(folders), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def day_words(day: date, lang: Lang) -> str:
    """Return a date in words.

    >>> day_words(date(2026, 10, 18), Lang.ZH), day_words(date(2026, 10, 18), Lang.EN)
    ('2026年10月18日', '18 October 2026')
    """
    return format_date(day, "long", locale=_LOCALES[lang])


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
    ) -> None:
        self.edition = edition
        self.maps = maps
        self._media = media
        self._base_url = base_url
        self._preview = preview
        self._env = environment(theme)
        self._strings = strings.load(theme)
        self._cards = {lang: {card.slug: card for card in shown.cards} for lang, shown in maps.items()}
        self._cleaners = {
            lang: Cleaner(
                {card.slug: f"{card.address}.html" for card in maps[lang].cards}, lambda src: media.address(src, "../")
            )
            for lang in Lang
        }

    def page(self, page: PagePair, lang: Lang) -> str:
        """Return a page in one of the languages it is published in."""
        card = self._cards[lang][page.slug]
        across = relative(card.path, f"{lang.other}/{card.address}.html")
        wishes = Wishes(partial(self._across, across, lang) if card.both else None)
        image = card.image.src if card.image and not card.image.src.endswith(".svg") else ""
        return self._render(
            "page.html",
            card.path,
            lang,
            card=card,
            body=body(page, lang, self._cleaners[lang], wishes),
            across=across,
            both_sides=card.both,
            facing=relative(card.path, f"both/{card.address}.html") if card.both and self.edition.site.facing else "",
            related=self.maps[lang].related(card),
            og_image=absolute(self._base_url, card.path, image) if image and self._base_url else "",
            here=card.section.key if card.section else None,
            tail=f"{card.address}.html",
            other_side=card.both,
        )

    def facing(self, page: PagePair) -> str:
        """Return both languages side by side; search engines are sent to the page itself."""
        source = page.document.lang
        card = self._cards[Lang.ZH][page.slug]
        path = f"both/{card.address}.html"
        titles = [body(page, lang, self._cleaners[lang]).title for lang in Lang]
        return self._render(
            "facing.html",
            path,
            Lang.ZH,
            card=card,
            rows=facing_rows(page, self._cleaners[Lang.ZH]),
            titles=titles,
            address=card.address,
            noindex=True,
            canonical=absolute(self._base_url, path, f"{source}/{card.address}.html"),
            alternates=[],
            sides=[Side(TAGS[each], LABELS[each], f"../{each}/{card.address}.html", False) for each in Lang],
        )

    def missing(self, page: PagePair, lang: Lang) -> str:
        """Return what stands where a side is not published: it says so and leads to the other side."""
        card = self._cards[lang.other][page.slug]
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
        path = f"{lang}/index.html"
        return self._render("home.html", path, lang, **lists, edition=self.edition, here="", tail="index.html")

    def section(self, section: Section, lang: Lang) -> str:
        """Return the page that lists a section."""
        tail = f"section/{section.key}.html"
        cards = self.maps[lang].shelf(section)
        there = section in self.maps[lang.other].sections
        options = {"section": section, "cards": cards, "here": section.key, "on_section": True}
        return self._render("section.html", f"{lang}/{tail}", lang, **options, tail=tail, other_side=there)

    def not_found(self, lang: Lang) -> str:
        """Return the 404 page; its links are absolute because it is shown at any depth."""
        say = strings.teller(self._strings, lang)
        words = {"heading": say("notfound_title"), "text": say("notfound_text"), "latest": self.maps[lang].latest}
        path = f"{lang}/404.html"
        sides = self._sides(path, lang, "404.html", True)
        return self._render(
            "message.html", path, lang, **words, card=None, noindex=True, canonical="", alternates=[], sides=sides
        )

    def choose(self) -> str:
        """Return the page at the root, where readers choose their language."""
        alternates = pair_alternates(self._base_url, "index.html", "index.html", "index.html")
        canonical = absolute(self._base_url, "index.html", "index.html")
        template = self._env.get_template("choose.html")
        return template.render(site=self.edition.site, canonical=canonical, alternates=alternates)

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
            "day": partial(_day, lang),
            "to": partial(relative, path),
            "sections": self.maps[lang].sections,
            "here": None,
            "on_section": False,
            "noindex": self._preview,
            "preview": self._preview,
        }
        if "alternates" not in given:
            common["canonical"] = absolute(self._base_url, path, path)
            common["alternates"] = pair_alternates(self._base_url, path, tail, default) if other_side else []
            common["sides"] = self._sides(path, lang, tail, other_side)
        return self._env.get_template(template).render({**common, **given})

    def _sides(self, path: str, lang: Lang, tail: str, published: bool) -> list[Side]:
        note = "" if published else strings.teller(self._strings, lang)("only_here")
        # a section without pages has no page of its own over there: the home page is the nearest that exists
        there = "index.html" if not published and tail.startswith("section/") else tail
        return [
            Side(TAGS[each], LABELS[each], relative(path, f"{each}/{there}"), each is lang, published, note)
            for each in Lang
        ]

    def _across(self, address: str, lang: Lang, anchor: str) -> str:
        words = self._strings["across"].get(lang)
        label = {Lang.ZH: "EN", Lang.EN: "中文"}[lang]
        tag = TAGS[lang.other]
        return f'<a class="across" href="{address}#{anchor}" hreflang="{tag}" lang="{tag}" title="{words}">{label}</a>'


def _day(lang: Lang, day: date) -> str:
    return day_words(day, lang)
