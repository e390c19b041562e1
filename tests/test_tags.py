"""Tags: one list per tag and language, both sides of a pair under one address, linked and in the sitemap."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest
from sites import Links, an_edition, page

from translator.model import Lang, PageFacts
from web.site import write_site
from web.site.tags import Tags

PAIRED = PageFacts(tags_zh=("长城", "承德"), tags_en=("Great Wall", "Chengde"))


def keys(facts: PageFacts, lang: Lang, *others: PageFacts) -> list[str]:
    return [tag.key for tag in Tags([facts, *others]).of(facts, lang)]


def test_both_words_of_a_tag_have_one_address() -> None:
    assert keys(PAIRED, Lang.ZH) == keys(PAIRED, Lang.EN) == ["great-wall", "chengde"]


def test_a_page_that_gives_a_tag_in_one_language_joins_the_others() -> None:
    assert keys(PageFacts(tags_zh=("长城",)), Lang.ZH, PAIRED) == ["great-wall"]
    assert keys(PageFacts(tags_en=("great wall", "ＧＲＥＡＴ wall")), Lang.EN, PAIRED) == ["great-wall"]


@pytest.mark.parametrize("words", ["长城", "../../etc", "C++", "100%", "🐉", "a/b", "é" * 300, "Ａ"])
def test_any_word_makes_an_address(words: str) -> None:
    for lang, facts in ((Lang.ZH, PageFacts(tags_zh=(words,))), (Lang.EN, PageFacts(tags_en=(words,)))):
        (key,) = keys(facts, lang)
        assert 0 < len(key) <= 60
        assert key.replace("-", "").isalnum()
        assert key.isascii()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tags")
    front = "---\ntags_zh: 长城, 排行-2\ntags_en: Great Wall, top 2\n---\n"
    many = [page(f"# 第{n}页\n\n第{n}段。\n", f"p{n}") for n in range(2)]
    tagged = [page(f"{front}# 登第{n}段长城\n\n走{n}里。\n", f"walk-{n}") for n in range(26)]
    lone = page("---\ntags: 只有中文\n---\n# 独\n\n一句。\n", "lone")
    write_site(an_edition(*many, *tagged, lone), folder, base_url="https://a.example")
    return folder


def test_a_page_leads_to_its_tags_and_a_tag_to_its_pages_in_both_languages(site: Path) -> None:
    for lang in ("zh", "en"):
        links = [v["href"] for v in Links(site / lang / "walk-3.html").with_tag("a", rel="tag")]
        assert links == ["tag/great-wall.html", "tag/top-2.html"]
        shown = {urljoin(f"/{lang}/tag/", link) for link in Links(site / lang / "tag" / "great-wall.html").links}
        assert f"/{lang}/walk-3.html" in shown
    assert "长城" in (site / "zh" / "tag" / "great-wall.html").read_text(encoding="utf-8")


def test_long_lists_have_leaves_that_no_other_tag_takes(site: Path) -> None:
    names = sorted(path.name for path in (site / "en" / "tag").iterdir())
    assert names == ["great-wall.2.html", "great-wall.html", "top-2.2.html", "top-2.html"]


def test_lists_are_in_the_sitemap_with_their_other_language(site: Path) -> None:
    text = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert '<loc>https://a.example/zh/tag/great-wall.html</loc><xhtml:link rel="alternate" hreflang="zh-CN"' in text
    (lone,) = [path.name for path in (site / "zh" / "tag").iterdir() if not path.name.startswith(("great", "top"))]
    assert f"<loc>https://a.example/zh/tag/{lone}</loc></url>" in text
