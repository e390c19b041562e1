"""The laws of the rooms text and formats, by property."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator import formats
from translator.model import Document, Lang
from translator.text.lines import paragraphs
from translator.text.mask import mask, missing, protected, unmask
from translator.text.normalize import target_punctuation
from translator.text.occurrences import count_consuming, find
from translator.text.segment import split

#: what cuts, quotes and marks up, so that random texts are hard ones
BITS = [
    *"。！？；…“”‘’「」（）《》，、：.!?\"'()[]{}<>*_`~#|-+=&;\\/\n\r\t \u3000\ufeff",
    *(
        "……",
        "\r\n",
        "\n\n",
        "  \n",
        "<br>",
        "<x1>",
        "<x",
        "1>",
        "](",
        "](u)",
        "![",
        "```\n",
        "<!--",
        "-->",
        "<p>",
        "</p>",
    ),
    *(
        "<b>",
        "</b>",
        "<pre>",
        "<script>",
        "<td>",
        "<img alt='a b'>",
        "<html lang=en>",
        "&amp;",
        "http://a.cn/",
        "a@b.cn",
    ),
    *(
        "{n}",
        "%s",
        "Co., Ltd.",
        "U.S.",
        "No. 3",
        "Dec. 3",
        "3.5",
        "a.m.",
        "Mr. Li",
        "The",
        "word",
        "廊坊",
        "他说",
        "𠮷",
        "😀",
    ),
    *(
        "# ",
        "- ",
        "1. ",
        "> ",
        "|a|b|\n",
        "|---|---|\n",
        "---\n",
        "===\n",
        "[r]: u\n",
        "    code\n",
        "\x00",
        "\x0c",
        "e\u0301",
    ),
]
TEXTS = st.lists(st.sampled_from(BITS) | st.text(max_size=3), max_size=25).map("".join)
LANGS = st.sampled_from(Lang)
FORMATS = ["text", "markdown", "html"]


def whole(document: Document) -> str:
    return "".join(b.before + "".join(s.text + s.glue for s in b.segments) + b.after for b in document.blocks)


@given(TEXTS, LANGS, st.booleans())
def test_sentences_and_glue_are_the_text(text: str, lang: Lang, wrapped: bool) -> None:
    assert "".join(sentence + glue for sentence, glue in split(text, lang, wrapped=wrapped)) == text


@given(TEXTS, LANGS, st.booleans())
def test_a_sentence_has_no_blanks_at_its_ends(text: str, lang: Lang, wrapped: bool) -> None:
    assert all(sentence == sentence.strip() for sentence, _ in split(text, lang, wrapped=wrapped))


@given(TEXTS, LANGS)
def test_only_the_first_pair_may_lack_a_sentence(text: str, lang: Lang) -> None:
    assert all(sentence for sentence, _ in split(text, lang)[1:])


@given(TEXTS)
def test_paragraphs_and_line_ends_are_the_text(text: str) -> None:
    assert "".join(line + end for line, end in paragraphs(text)) == text


@given(TEXTS)
def test_unmasking_a_masked_text_gives_it_back(text: str) -> None:
    masked = mask(text)
    assert unmask(*masked) == text
    assert missing(*masked) == ()


@given(TEXTS)
def test_no_sentence_ends_inside_protected_text(text: str) -> None:
    spans, at = protected(text), 0
    for sentence, glue in split(text, Lang.EN, wrapped=True):
        at += len(sentence + glue)
        assert "<br" in glue or "\n" in glue or "\r" in glue or not any(s.start < at < s.end for s in spans)


@settings(max_examples=300)
@pytest.mark.parametrize("format", FORMATS)
@given(text=TEXTS)
def test_writing_what_was_read_gives_the_file(format: str, text: str) -> None:
    document = formats.read_text(text, name="page", format=format)
    assert formats.write(document, {}, document.lang) == text
    assert whole(document) == text


@pytest.mark.parametrize("format", FORMATS)
@given(text=TEXTS)
def test_segments_have_words_and_ids_of_their_own(format: str, text: str) -> None:
    segments = formats.read_text(text, name="page", format=format).segments
    assert len({segment.id for segment in segments}) == len(segments)
    assert [segment.ordinal for segment in segments] == list(range(1, len(segments) + 1))
    assert all(segment.text for segment in segments)


@pytest.mark.parametrize("format", FORMATS)
@given(text=TEXTS)
def test_translations_stand_in_the_written_file_in_order(format: str, text: str) -> None:
    document = formats.read_text(text, name="page", format=format)
    written = formats.write(document, {s.id: f"T{s.ordinal}T" for s in document.segments}, document.lang.other)
    at = -1
    for segment in document.segments:
        at = written.index(f"T{segment.ordinal}T", at + 1)


@given(TEXTS, LANGS)
def test_punctuating_twice_changes_nothing_more(text: str, lang: Lang) -> None:
    once = target_punctuation(text, lang)[0]
    assert target_punctuation(once, lang)[0] == once


@given(TEXTS, LANGS)
def test_a_change_of_marks_is_explained(text: str, lang: Lang) -> None:
    after, steps = target_punctuation(text, lang)
    assert (after != text) == bool(steps)


@given(TEXTS, st.sampled_from(["廊坊", "word", "The", "3"]))
def test_what_is_counted_is_found(text: str, needle: str) -> None:
    assert count_consuming(text, [needle])[needle] == len(find(text, needle))
