"""Characters, masks, marks, occurrences, grams."""

from __future__ import annotations

import pytest

from translator.model import Lang, Span
from translator.text.chars import detect, is_han
from translator.text.grams import grams
from translator.text.lines import unwrap
from translator.text.mask import mask, missing, names, unmask
from translator.text.normalize import line_ends, nfc, target_punctuation
from translator.text.occurrences import count_consuming, find


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("见http://www.lf.gov.cn/a?b=c，谢谢", "http://www.lf.gov.cn/a?b=c"),
        ("Visit www.lf.gov.cn.", "www.lf.gov.cn"),
        ("(http://a.cn/x_(y))", "http://a.cn/x_(y)"),
        ("写信到info@lf.gov.cn。", "info@lf.gov.cn"),
        ("run `a b` now", "`a b`"),
        ("use ``a ` b`` now", "``a ` b``"),
        ("R&amp;D", "&amp;"),
        ("您好{name}！", "{name}"),
        ("{{ user.name }} here", "{{ user.name }}"),
        ("%s封邮件", "%s"),
        ("%(count)d mails", "%(count)d"),
        ("注[^1]", "[^1]"),
        ("a\\*b", "\\*"),
        ("<img src='a.png' alt='a > b'>图", "<img src='a.png' alt='a > b'>"),
        ("看<!-- 注意 -->这里", "<!-- 注意 -->"),
        ("call <code>a.b(c)</code> now", "<code>a.b(c)</code>"),
        ("![图](a.png \"题\")", "](a.png \"题\")"),
        ("引文\n> 引文", "\n> "),
        ("<x3> stays", "<x3>"),
    ],
)  # fmt: skip
def test_what_must_survive_is_masked(text: str, kept: str) -> None:
    masked = mask(text)
    assert kept in masked.tokens
    assert kept not in masked.text or kept == "<x3>"
    assert unmask(*masked) == text


@pytest.mark.parametrize(
    "text", ["50% discount", "2*3*4 = 24", "snake_case_name", "AT&T", "5 < 6 > 4", "C:\\data", "[1]", "a * b * c"]
)
def test_plain_words_are_not_masked(text: str) -> None:
    assert mask(text).tokens == ()


def test_emphasis_goes_out_and_its_words_stay() -> None:
    assert mask("**廊坊**在*河北*") == ("<x1>廊坊<x2>在<x3>河北<x4>", ("**", "**", "*", "*"))


def test_a_lost_token_is_named() -> None:
    masked = mask("**廊坊**很近")
    assert names(masked) == ("<x1>", "<x2>")
    assert missing("<x1>Langfang is near", masked.tokens) == ("**",)


def test_a_token_nobody_made_stays() -> None:
    assert unmask("a <x7> b", ("u",)) == "a <x7> b"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("廊坊,河北.", "廊坊，河北。"),
        ('他说:"好!"', "他说：“好！”"),
        ("有3,000人,增长3.5%,很好", "有3,000人，增长3.5%，很好"),
        ("见http://a.cn/b,c吧", "见http://a.cn/b,c吧"),
        ("廊坊(Langfang)很近", "廊坊（Langfang）很近"),
        ("ＡＢＣ１２３", "ABC123"),
        ("他走了...", "他走了……"),
        ("Yaohua Glass Co., Ltd.", "Yaohua Glass Co., Ltd."),
        ("世界 遗产，约有 30 至 40 名", "世界遗产，约有 30 至 40 名"),
        ("首页 关于 政务", "首页 关于 政务"),
    ],
)
def test_chinese_gets_chinese_marks(text: str, expected: str) -> None:
    assert target_punctuation(text, Lang.ZH)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Langfang，Hebei。", "Langfang, Hebei."),
        ("He said：“Yes。”", 'He said: "Yes."'),
        ("the 《Hebei Daily》", 'the "Hebei Daily"'),
        ("at 10：30", "at 10:30"),
        ("Wait……", "Wait..."),
        ("It’s near", "It's near"),
        ("A、B and C（new）", "A, B and C (new)"),
    ],
)
def test_english_gets_english_marks(text: str, expected: str) -> None:
    assert target_punctuation(text, Lang.EN)[0] == expected


def test_each_change_of_marks_is_one_step() -> None:
    text, steps = target_punctuation("廊坊,ＡＢＣ", Lang.ZH)
    assert [step.name for step in steps] == ["half_width_letters", "full_width_marks"]
    assert (steps[0].before, steps[-1].after) == ("廊坊,ＡＢＣ", text)


def test_composing_and_line_ends_say_what_they_did() -> None:
    assert [step.name for step in (*nfc("e\u0301")[1], *line_ends("a\r\nb")[1])] == ["nfc", "line_ends"]
    assert nfc("廊坊") == ("廊坊", ())


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("廊坊位于河北", Lang.ZH),
        ("Langfang 廊坊 is a city", Lang.EN),
        ("Yaohua Glass公司成立", Lang.ZH),
        ("123 !", None),
    ],
)
def test_the_language_is_the_one_of_most_words(text: str, lang: Lang | None) -> None:
    assert detect(text) is lang


def test_rare_characters_are_han_and_marks_are_not() -> None:
    assert all(map(is_han, "𠮷〇㐀"))
    assert not any(map(is_han, "。，「あ１"))


def test_a_latin_word_is_not_found_inside_another() -> None:
    assert find("Hebeian Hebei-based Hebei", "Hebei") == [Span(8, 13), Span(20, 25)]
    assert find("用Langfang的", "langfang", case_sensitive=False) == [Span(1, 9)]


def test_a_longer_term_takes_its_characters_first() -> None:
    assert count_consuming("廊坊市廊坊", ["廊坊", "廊坊市", "坊市"]) == {"廊坊市": 1, "廊坊": 1, "坊市": 0}


def test_two_characters_are_one_gram_and_words_are_folded() -> None:
    assert grams("廊坊 Ｙaohua's 3.5") == ["廊坊", "yaohua", "s", "3.5"]
    assert set(grams("坊市")) <= set(grams("廊坊市"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("廊坊\n很近", "廊坊很近"), ("near\n  here", "near here"), ("用 ABC\r\n来做", "用 ABC 来做"), ("a\n> > b", "a b")],
)
def test_a_wrapped_sentence_comes_on_one_line(text: str, expected: str) -> None:
    assert unwrap(text) == expected
