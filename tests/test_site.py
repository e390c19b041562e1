"""The static site: both languages, valid and linked, what each page promises is there."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import html5lib
import pytest
from sites import Links, an_edition, files, page, the_sample

from translator.errors import InputError
from translator.model import Both
from web import sample
from web.site import write_site

BASE = "https://hebei.example/portal"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with one page of which English is not published."""
    folder = tmp_path_factory.mktemp("site")
    write_site(the_sample(one_sided="baiyangdian"), folder, base_url=BASE + "/", media=sample.FOLDER / "media")
    return folder


def written(folder: Path, *texts: str, **options: object) -> Path:
    """Write a site of these Markdown pages: page, page-2, ..."""
    pages = [page(text, f"page-{number}" if number > 1 else "page") for number, text in enumerate(texts, 1)]
    write_site(an_edition(*pages), folder, **options)  # type: ignore[arg-type]
    return folder


def test_every_page_is_valid_html(site: Path) -> None:
    for path in files(site, ".html"):
        parser = html5lib.HTMLParser(strict=True)
        parser.parse(path.read_text(encoding="utf-8"))
        assert parser.errors == [], path


def test_every_link_leads_to_a_file_and_to_an_anchor_that_is_there(site: Path) -> None:
    ids = {path: set(Links(path).ids) for path in files(site, ".html")}
    for path in ids:
        for link in Links(path).links:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            inside = parts.path.removeprefix("/portal/")  # the base of the 404 pages begins at the root of the server
            target = (site if inside != parts.path else path.parent) / unquote(inside) if inside else path
            assert target.is_file(), (path, link)
            assert not parts.fragment or parts.fragment in ids[Path(posixpath.normpath(target))], (path, link)


def test_no_page_asks_another_server(site: Path) -> None:
    for path in files(site, ".html"):
        for tag, values in Links(path).tags:
            asked = values.get("src", "") + (values.get("href", "") if tag == "link" else "")
            assert not urlsplit(asked).netloc or values.get("rel") in ("canonical", "alternate"), (path, values)
    assert "http" not in (site / "assets" / "site.css").read_text()


def test_ids_are_given_once_a_page(site: Path) -> None:
    for path in files(site, ".html"):
        found = Links(path).ids
        assert len(found) == len(set(found)), path


@pytest.mark.parametrize(("lang", "tag"), [("zh", "zh-CN"), ("en", "en")])
def test_each_side_says_its_language(site: Path, lang: str, tag: str) -> None:
    for path in files(site / lang, ".html"):
        assert next(Links(path).with_tag("html"))["lang"] == tag


def test_hreflang_is_mutual_and_only_where_both_sides_are_out(site: Path) -> None:
    sets = {}
    for path in files(site, ".html"):
        found = Links(path)
        canonical = [v["href"] for v in found.with_tag("link", rel="canonical")]
        pairs = {v["hreflang"]: v["href"] for v in found.with_tag("link", rel="alternate") if "hreflang" in v}
        if pairs:
            sets[canonical[0]] = pairs
    assert BASE + "/zh/baiyangdian.html" not in sets
    assert len(sets) > 20
    for address, pairs in sets.items():
        assert set(pairs) == {"zh-CN", "en", "x-default"}
        assert address in pairs.values()
        assert all(sets[pairs[tag]] == pairs for tag in ("zh-CN", "en"))


def test_both_sides_have_the_same_anchors_in_the_same_order(site: Path) -> None:
    for name in ("invest-langfang", "langfang-fair", "about-hebei"):
        zh, en = ([i for i in Links(site / lang / f"{name}.html").ids if i != "main"] for lang in ("zh", "en"))
        assert zh == en
        assert len(zh) > 6


def test_where_the_other_side_is_missing_the_page_says_so(site: Path) -> None:
    text = (site / "zh" / "baiyangdian.html").read_text(encoding="utf-8")
    stub = (site / "en" / "baiyangdian.html").read_text(encoding="utf-8")
    assert "英文版尚未发布" in text
    assert "not yet published in English" in stub
    assert '<meta name="robots" content="noindex">' in stub
    assert "白洋淀是华北平原上最大的淡水湖" not in stub
    assert not (site / "both" / "baiyangdian.html").exists()


def test_a_page_not_published_in_a_language_is_in_none_of_its_lists(site: Path) -> None:
    lists = [site / "en" / "index.html", site / "en" / "section" / "travel.html", site / "en" / "feed.xml"]
    assert all("baiyangdian" not in path.read_text(encoding="utf-8") for path in lists)
    assert "baiyangdian" in (site / "zh" / "section" / "travel.html").read_text(encoding="utf-8")


def test_the_sitemap_names_every_page_with_its_other_side(site: Path) -> None:
    space = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    urls = ET.parse(site / "sitemap.xml").getroot().findall("m:url", space)
    named = {url.findtext("m:loc", "", space): len(url.findall("x:link", space)) for url in urls}
    assert named[BASE + "/en/great-wall-walk.html"] == 2
    assert named[BASE + "/zh/baiyangdian.html"] == 0
    assert BASE + "/en/baiyangdian.html" not in named
    assert f"Sitemap: {BASE}/sitemap.xml" in (site / "robots.txt").read_text()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_feeds_hold_what_atom_asks_for(site: Path, lang: str) -> None:
    space = {"a": "http://www.w3.org/2005/Atom"}
    feed = ET.parse(site / lang / "feed.xml").getroot()
    entries = feed.findall("a:entry", space)
    assert len(entries) == (9 if lang == "zh" else 8)
    for holder in [feed, *entries]:
        assert all(holder.findtext(f"a:{name}", "", space) for name in ("id", "title", "updated"))
    days = [entry.findtext("a:updated", "", space) for entry in entries]
    assert days == sorted(days, reverse=True)


def test_pictures_have_a_size_and_words(site: Path) -> None:
    pictures = list(Links(site / "en" / "great-wall-walk.html").with_tag("img"))
    assert pictures[0]["alt"].startswith("The Great Wall")
    for path in files(site, ".html"):
        assert all(v["width"] and v["height"] and "alt" in v for v in Links(path).with_tag("img")), path


def test_the_first_page_is_light(site: Path) -> None:
    for first in ("index.html", "zh/index.html", "en/langfang-fair.html"):
        size = sum((site / name).stat().st_size for name in (first, "assets/site.css", "assets/site.js"))
        assert size < 50_000  # half of what a first page may weigh, before it is compressed


def test_without_an_address_links_stay_relative_and_there_is_no_sitemap(tmp_path: Path) -> None:
    folder = written(tmp_path, "# 廊坊\n\n欢迎。\n")
    assert not (folder / "sitemap.xml").exists()
    found = Links(folder / "zh" / "page.html")
    assert next(found.with_tag("link", rel="canonical"))["href"] == "page.html"
    assert {v["href"] for v in found.with_tag("link", rel="alternate") if v.get("hreflang") == "en"} == {
        "../en/page.html"
    }


def test_an_edition_without_pages_is_still_a_site(tmp_path: Path) -> None:
    folder = written(tmp_path)
    assert "还没有发布内容" in (folder / "zh" / "index.html").read_text(encoding="utf-8")


def test_uploaded_markup_is_held_to_the_list(tmp_path: Path) -> None:
    bad = '# T\n\n<script>alert(1)</script>\n\nHi <img src=x onerror=a()> <b id="main">you</b> [x](javascript:y).\n'
    text = (written(tmp_path, bad) / "en" / "page.html").read_text(encoding="utf-8")
    body = text.split('<div class="text">')[1].split("</article>")[0]
    assert "alert(1)</script" not in text
    assert "onerror" not in text
    assert 'href="javascript' not in body
    assert "<b>you</b>" in body


@pytest.mark.parametrize("slug", ["../../etc/passwd", "a/b", ".hidden", "", "a b", "页"])
def test_a_slug_that_is_no_address_is_refused(tmp_path: Path, slug: str) -> None:
    one = page("# T\n\nText.\n")
    bad = replace(one, document=replace(one.document, slug=slug))
    with pytest.raises(InputError, match="address"):
        write_site(an_edition(bad), tmp_path)


@pytest.mark.parametrize("name", ["index", "404", "feed", "Section"])
def test_a_page_never_takes_a_file_of_the_site(tmp_path: Path, name: str) -> None:
    write_site(an_edition(page("# Title here\n\nA page.\n", name)), tmp_path)
    assert "A page." in (tmp_path / "en" / f"{name.lower()}-page.html").read_text(encoding="utf-8")


def test_links_between_files_become_links_between_pages(tmp_path: Path) -> None:
    folder = written(tmp_path, "# One\n\nSee [two](page-2.md#part) and [none](gone.md).\n", "# Two\n\nText.\n")
    links = Links(folder / "en" / "page.html").links
    assert "page-2.html" in links
    assert "gone.md" not in links
    assert "and none." in (folder / "en" / "page.html").read_text(encoding="utf-8")


def test_a_link_follows_the_page_it_leads_to_off_the_site_and_back(tmp_path: Path) -> None:
    one, two = page("# One here\n\nSee [the two](two.md).\n", "one"), page("# Two here\n\nText.\n", "two")
    folders = [tmp_path / name for name in "abc"]
    for folder, pages, earlier in zip(folders, ([one, two], [one], [one, two]), [None, *folders], strict=False):
        write_site(an_edition(*pages), folder, earlier=earlier)
    assert ["two.html" in Links(folder / "en" / "one.html").links for folder in folders] == [True, False, True]


def test_a_link_to_a_page_of_one_language_leads_to_the_notice(tmp_path: Path) -> None:
    two = replace(page("# Two here\n\nText.\n", "two"), one_sided=True)
    write_site(an_edition(page("# One here\n\nSee [the two](two.md).\n", "one"), two), tmp_path)
    assert "two.html" in Links(tmp_path / "zh" / "one.html").links


def test_plain_text_and_html_become_pages_too(tmp_path: Path) -> None:
    plain = page("Welcome to Langfang\n\nThe city lies <between> Beijing & Tianjin.\n\n- One\n- Two\n", "plain", "text")
    html = page(
        "<html lang=en><title>T</title><body><h1>Big</h1><p>One. Two.</p><ul><li>Three</li></ul></body></html>",
        "web",
        "html",
    )
    write_site(an_edition(plain, html), tmp_path)
    words = (tmp_path / "en" / "plain.html").read_text(encoding="utf-8")
    assert "Beijing &amp; Tianjin" in words
    assert words.count("<ul>\n") + words.count("<ul><li id=") >= 1
    assert Links(tmp_path / "zh" / "web.html").ids == Links(tmp_path / "en" / "web.html").ids
    assert "<h1" in (tmp_path / "zh" / "web.html").read_text(encoding="utf-8")
    for path in files(tmp_path, ".html"):
        html5lib.HTMLParser(strict=True).parse(path.read_text(encoding="utf-8"))


def test_wrapped_chinese_lines_are_joined_without_a_blank(tmp_path: Path) -> None:
    text = (written(tmp_path, "# 题目\n\n廊坊位于北京\n和天津之间。\n") / "zh" / "page.html").read_text(
        encoding="utf-8"
    )
    assert "廊坊位于北京和天津之间。" in text


def test_a_theme_folder_replaces_templates_and_words(tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "section.html").write_text(
        "{% extends 'base.html' %}{% block main %}MINE {{ cards|length }}{% endblock %}"
    )
    (theme / "strings.toml").write_text('[home]\nzh = "主页"\nen = "Start"\n', encoding="utf-8")
    folder = written(tmp_path / "out", "---\nsection: news\n---\n# T\n\nText.\n", theme=theme)
    assert "MINE 1" in (folder / "en" / "section" / "news.html").read_text(encoding="utf-8")
    assert ">主页<" in (folder / "zh" / "index.html").read_text(encoding="utf-8")


def test_no_heading_skips_a_level(tmp_path: Path) -> None:
    text = "# T\n\n#### Deep\n\nText.\n\n#### Deep too\n\n##### Deeper\n\n## Up\n\n# Again\n\n### Down\n"
    for name in ("zh/page.html", "en/page.html"):
        tags = [tag for tag, _ in Links(written(tmp_path / name[:2], text) / name).tags if tag in ("h2", "h3", "h4")]
        assert tags[:6] == ["h2", "h2", "h3", "h2", "h2", "h3"], name


@pytest.mark.parametrize("name", ["day-two-the-hills", "Day-two-the-hills"])
def test_a_link_to_a_heading_of_the_page_finds_it_in_both_languages(tmp_path: Path, name: str) -> None:
    folder = written(tmp_path, f"# T\n\nSee [there](#{name}) or [nowhere](#gone).\n\n## Day two: the hills\n\nText.\n")
    for lang in ("zh", "en"):
        found = Links(folder / lang / "page.html")
        assert found.links.count(f"#{found.ids[-2]}") == 1
        assert "#gone" not in found.links


def test_files_are_linked_where_they_lie(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "the plan.pdf").write_bytes(b"%PDF-1.4\n")
    folder = written(tmp_path / "1", "# T\n\nRead [it](<media/the plan.pdf>).\n", media=tmp_path / "media")
    assert "../media/the%20plan.pdf" in Links(folder / "en" / "page.html").links


def test_a_plain_text_stands_side_by_side_once_and_whole(tmp_path: Path) -> None:
    write_site(an_edition(page("The title\n\nText <in> marks.\n\n- One\n- Two\n", "p", "text")), tmp_path)
    text = (tmp_path / "both" / "p.html").read_text(encoding="utf-8")
    assert text.split("<main")[1].count("The title") == 2  # once in each language
    assert "Text &lt;in&gt; marks." in text
    assert '<div lang="en"><ul><li>One</li></ul></div>' in text


def test_side_by_side_a_name_has_no_second_form_and_a_table_speaks_its_own_language(tmp_path: Path) -> None:
    one = page('# 标题\n\n廊坊在河北，文中写着 id="x"。\n\n| 甲 | 乙 |\n|---|---|\n| 一 | 二 |\n')
    write_site(an_edition(replace(one, names=(Both("廊坊", "Langfang"),))), tmp_path)
    text = (tmp_path / "both" / "page.html").read_text(encoding="utf-8")
    labels = [
        values.get("aria-label") for values in Links(tmp_path / "both" / "page.html").with_tag("div", role="group")
    ]
    assert labels == ["表格", "Table"]
    assert not re.search("gloss|across", text.split("<main")[1])
    assert text.count('id="x"') == 2  # words of the text, in each language, and no anchor
    assert "gloss" in (tmp_path / "zh" / "page.html").read_text(encoding="utf-8")
