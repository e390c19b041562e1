"""Files to documents and back: kinds, titles, markup, and everything that can be wrong with a path."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from translator import formats
from translator.errors import InputError
from translator.model import BlockKind, Document, Lang

PAGE = """---
title: "廊坊新闻"
date: 2009-12-03
---

# 廊坊**新闻** #

第一句。第二句，
还没有完。

- 一项
  - 嵌套的项
    接着写
1. 编号

> 引文一
> 引文二。

| 城市 | 人口 |
|:-----|-----:|
| 廊坊 | a \\| b |

```python
print("不译")
```

<!-- 注释 -->

[ref]: http://a.cn "x"
最后一段"""

HTML = """<!DOCTYPE html>
<html lang="en-US">
<head><meta charset="utf-8"><title>Hebei &amp; Langfang</title>
<meta name="description" content="About the province"><style>p{color:red}</style></head>
<body><!-- note --><h1>About <em>Hebei</em></h1>
<p class="a>b">First. <b>Second</b> one<br>third</p>
<ul><li><a href="/en/">Home</a></li></ul><img src="a.png" alt="A map">
<script>if (a < b) { x("Text.") }</script><pre>code. Here.</pre><input placeholder='Search here'>
<p>Unclosed <i>tag</p>tail</body></html>"""


def texts(document: Document, kind: BlockKind) -> list[str]:
    return [segment.text for block in document.blocks if block.kind is kind for segment in block.segments]


def page(ends: str = "\n") -> Document:
    return formats.read_text(PAGE.replace("\n", ends), name="news.zh.md", format="markdown")


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_markdown_page_comes_back_to_the_last_character(ends: str) -> None:
    source = PAGE.replace("\n", ends)
    assert formats.write(page(ends), {}, Lang.ZH) == source
    assert formats.write(formats.read_text(source + ends, name="a", format="md"), {}, Lang.ZH) == source + ends


def test_markdown_blocks_know_what_they_are() -> None:
    document = page()
    assert texts(document, BlockKind.HEADING) == ["廊坊**新闻**"]
    assert texts(document, BlockKind.LIST_ITEM) == ["一项", "嵌套的项\n    接着写", "编号"]
    assert texts(document, BlockKind.QUOTE) == ["引文一\n> 引文二。"]
    assert texts(document, BlockKind.CELL) == ["城市", "人口", "廊坊", "a \\| b"]
    assert texts(document, BlockKind.PARAGRAPH) == ["第一句。", "第二句，\n还没有完。", "最后一段"]


def test_code_comments_and_front_matter_are_not_text() -> None:
    segments = " ".join(segment.text for segment in page().segments)
    assert not any(words in segments for words in ("不译", "注释", "2009", "http", "---"))


def test_levels_say_how_deep_a_heading_or_an_item_is() -> None:
    levels = {block.segments[0].text[:3]: block.level for block in page().blocks if block.segments}
    assert (levels["廊坊*"], levels["一项"], levels["嵌套的"]) == (1, 1, 2)


def test_underlined_headings_are_headings() -> None:
    document = formats.read_text("题目\n===\n\n小标题\n---\n正文", name="a", format="md")
    assert [(b.level, b.segments[0].text) for b in document.blocks if b.kind is BlockKind.HEADING] == [
        (1, "题目"),
        (2, "小标题"),
    ]


def test_html_inside_markdown_is_read_too() -> None:
    source = "前言。\n\n<div>\n<p>正文 <b>粗</b></p>\n</div>\n\n结语。\n"
    document = formats.read_text(source, name="a", format="md")
    assert [s.text for s in document.segments] == ["前言。", "正文 <b>粗</b>", "结语。"]


def test_an_html_page_comes_back_to_the_last_character() -> None:
    document = formats.read_text(HTML, name="about.html", format="html")
    assert formats.write(document, {}, document.lang) == HTML


def test_html_gives_text_title_and_visible_attributes() -> None:
    document = formats.read_text(HTML, name="about.html", format="html")
    assert texts(document, BlockKind.HEADING) == ["Hebei &amp; Langfang", "About <em>Hebei</em>"]
    assert texts(document, BlockKind.PARAGRAPH) == ["First.", "<b>Second</b> one", "third", "Unclosed <i>tag", "tail"]
    assert texts(document, BlockKind.CELL) == ["About the province", "A map", "Search here"]
    assert texts(document, BlockKind.LIST_ITEM) == ["Home"]


def test_the_written_page_names_its_language() -> None:
    document = formats.read_text(HTML, name="about.html", format="html")
    assert '<html lang="zh">' in formats.write(document, {}, Lang.ZH)


def test_a_translation_cannot_break_out_of_an_attribute_or_a_cell() -> None:
    html = formats.read_text('<img alt="A map">', name="a", format="html")
    table = formats.read_text("|a|\n|-|\n|b|\n", name="a", format="md")
    assert formats.write(html, {html.segments[0].id: '“图”"x'}, Lang.ZH) == '<img alt="“图”&quot;x">'
    assert formats.write(table, {table.segments[1].id: "x|y"}, Lang.ZH) == "|a|\n|-|\n|x\\|y|\n"


def test_glue_follows_the_target_language() -> None:
    document = formats.read_text("一。二。\n\n三。\n", name="a", format="txt")
    english = dict(zip((s.id for s in document.segments), ("One.", "Two.", "Three."), strict=True))
    assert formats.write(document, english, Lang.EN) == "One. Two.\n\nThree.\n"


def test_a_segment_without_a_text_keeps_its_source() -> None:
    document = formats.read_text("一。二。", name="a", format="txt")
    assert formats.write(document, {document.segments[0].id: "One."}, Lang.EN) == "One. 二。"


def test_anchors_survive_edits_elsewhere_and_repeats_are_numbered() -> None:
    before = formats.read_text("甲。乙。甲。", name="a", format="txt").segments
    after = formats.read_text("新的。乙。", name="a", format="txt").segments
    assert before[1].anchor == after[1].anchor
    assert before[2].anchor == f"{before[0].anchor}-2"


@pytest.mark.parametrize(
    ("text", "format", "title"),
    [
        ("# 廊坊 [新闻](u) `x`\n", "md", "廊坊 新闻 x"),
        ("---\ntitle: 前言\n---\n# 题\n", "md", "前言"),
        ("<title>A &amp; B</title><p>x y", "html", "A & B"),
        ("<title>A</title><h1>B <b>c</b></h1>", "html", "B c"),
        ("Langfang today\n\nIt grew. It is near.", "txt", "Langfang today"),
        ("没有标题的一句话。\n", "txt", "我的页"),
        ("", "md", "我的页"),
    ],
)
def test_a_title_is_found_or_the_name_is_taken(text: str, format: str, title: str) -> None:
    assert formats.read_text(text, name="我的页.zh.md", format=format).title == title


@pytest.mark.parametrize(("text", "lang"), [("廊坊", Lang.ZH), ("Hebei", Lang.EN), ("2009", Lang.EN), ("", Lang.EN)])
def test_the_language_is_detected_and_never_crashes(text: str, lang: Lang) -> None:
    assert formats.read_text(text, name="a", format="txt").lang is lang


def test_a_bullet_is_markup_and_a_chinese_number_is_text() -> None:
    document = formats.read_text("- one\n2. two\n一、总则\n", name="a", format="txt")
    assert [s.text for s in document.segments] == ["one", "two", "一、总则"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_files_are_read_whatever_their_mark(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "页.md"
    path.write_bytes("# 廊坊\r\n\r\n很近。".encode(encoding))
    document = formats.read(path)
    assert [s.text for s in document.segments] == ["廊坊", "很近。"]
    assert formats.write(document, {}, Lang.ZH).removeprefix("\ufeff") == "# 廊坊\r\n\r\n很近。"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", "廊坊很近".encode("gb18030"), "a.txt:1: not UTF-8 (it looks like GB18030: iconv -f GB18030"),
        ("a.md", "一\n二\n".encode() + b"\xff\xfe\xfa", "a.md:3: not UTF-8"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0", "a.txt: a binary file"),
        (
            "a.txt",
            "廊坊 is near\n".encode("utf-16-le"),
            "a.txt: a binary file, not text (it looks like UTF-16LE: iconv",
        ),
        (
            "a.txt",
            "The café beside the museum is “open” today.\n".encode("windows-1252"),
            "it looks like WINDOWS-1252: iconv -f WINDOWS",
        ),
        ("a.docx", b"PK", "a.docx: unknown file type '.docx' (use .htm"),
        ("README", b"x", "README: unknown file type '(no suffix)'"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as caught:
        formats.read(tmp_path / name)
    assert message in str(caught.value)
    assert caught.value.next_step


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="gb2312">', "gb18030"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=big5">', "big5"),
        ('<?xml version="1.0" encoding="GBK"?>', "gb18030"),
        ('<meta charset="gb2312">', "utf-8"),  # converted since, and never told
    ],
)
def test_a_page_is_read_in_the_encoding_it_names_and_written_as_utf8(tmp_path: Path, head: str, encoding: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(f"{head}<p>廊坊市位于北方。</p>".encode(encoding))
    document = formats.read(path)
    assert [segment.text for segment in document.segments] == ["廊坊市位于北方。"]
    assert "utf-8" in formats.write(document, {}, Lang.EN)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(InputError, match="no file of the disk"):
        formats.read(tmp_path / "a.txt")


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        formats.read(tmp_path / "no.md")
    with pytest.raises(InputError, match="is a folder"):
        formats.read(tmp_path)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(InputError, match="unknown format 'pdf'"):
        formats.read_text("x", name="x", format="pdf")


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ('<p><a href="/">首页</a> | <a href="/zw">政务</a></p>', ["首页", "政务"]),
        (
            "<p>您的位置：<a href='/'>首页</a> &gt; <b><a href=/x>新闻</a></b> &gt; 正文</p>",
            ["您的位置：", "首页", "新闻", "正文"],
        ),
        ("<div><a href=1>简介</a>&nbsp;<a href=2>联系我们</a></div>", ["简介", "联系我们"]),
        ("<p>上一篇：<a href=1>廊坊概况</a></p>", ["上一篇：", "廊坊概况"]),
        ("<p>Home | About | Travel</p>", ["Home", "About", "Travel"]),
        ("<p>见<a href=1>公告</a> 和 <a href=2>通知</a>。</p>", ["见<a href=1>公告</a> 和 <a href=2>通知</a>。"]),
        ("<p>3 > 2, News | Site</p>", ["3 > 2, News | Site"]),
    ],
)
def test_entries_of_a_menu_are_texts_of_their_own(html: str, texts: list[str]) -> None:
    document = formats.read_text(html, name="a.html", format="html", lang=Lang.ZH)
    assert [segment.text for segment in document.segments] == texts
    assert formats.write(document, {}, Lang.ZH) == html


def test_a_label_before_a_link_is_parted_from_it_in_english_only() -> None:
    document = formats.read_text("<p>上一篇：<a href=1>概况</a></p>", name="a.html", format="html", lang=Lang.ZH)
    texts = dict(zip((segment.id for segment in document.segments), ("Previous:", "Overview"), strict=True))
    assert formats.write(document, texts, Lang.EN) == "<p>Previous: <a href=1>Overview</a></p>"
