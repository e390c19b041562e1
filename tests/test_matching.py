"""Finding terms: words that hold a name by chance, either script, other numbers and times, both directions."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.glossary import Matcher, make
from translator.glossary.guards import guard
from translator.model import Direction, Lang, Span, Term, TermKind, TermStatus

CITY, SCHOOL = Term("廊坊", "Langfang"), Term("廊坊师范学院", "Langfang Normal University")


def found(text: str, lang: Lang, *terms: Term) -> list[str]:
    return [hit.span.of(text) for hit in Matcher(make(terms), lang).hits(text)]


@pytest.mark.parametrize(
    ("name", "text", "hits"),
    [
        ("定州市", "定州市场、定州市民和定州市", 1),
        ("正定县", "正定县域经济、正定县城、正定县城关镇", 1),
        ("长安区", "长安区别、长安区域、长安区", 1),
        ("河北省", "河北省会、河北省份、河北省会计学会", 1),
        ("河北大学", "河北大学生、河北大学生物系、河北大学", 2),
        ("河北银行", "河北银行业、河北银行", 1),
        ("统计局", "统计局长、统计局面、统计局", 1),
        ("市长", "城市长期、超市长久、市长", 1),
        ("发改委", "发改委员、发改委", 1),
        ("外事办", "外事办法、外事办", 1),
        ("国务院", "国务院长、国务院", 1),
    ],
)
def test_a_name_is_no_hit_where_its_last_character_begins_another_word(name: str, text: str, hits: int) -> None:
    assert len(found(text, Lang.ZH, Term(name, "X"))) == hits


def test_a_guard_takes_the_long_form_and_leaves_the_short_one() -> None:
    assert found("定州市场", Lang.ZH, Term("定州", "Dingzhou", zh_variants=("定州市",))) == ["定州"]
    assert guard("河北") is None


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("今日本报讯", []),
        ("今日本报记者在日本", ["日本"]),
        ("日本", ["日本"]),
        ("今日本日本", ["日本"]),
        ("今日日本", ["日本"]),
    ],
)
def test_a_word_that_holds_a_name_by_chance_is_no_hit(text: str, hits: list[str]) -> None:
    japan = Term("日本", "Japan", zh_not_in=("今日本", "明日本"))
    assert found(text, Lang.ZH, japan) == hits


def test_a_chance_word_takes_away_its_own_name_only() -> None:
    terms = (Term("南非", "South Africa", zh_not_in=("云南非",)), Term("云南", "Yunnan"))
    assert found("云南非常美，云南和南非", Lang.ZH, *terms) == ["云南", "云南", "南非"]
    yuncheng = Term("运城", "Yuncheng", zh_variants=("运城市",), zh_not_in=("奥运城",))
    assert found("奥运城市，运城市", Lang.ZH, yuncheng) == ["运城市"]


def test_a_chance_word_that_is_a_term_is_a_hit_all_the_same() -> None:
    south_africa = Term("南非", "South Africa", zh_not_in=("云南非",))
    assert found("云南非常", Lang.ZH, south_africa, Term("云南非", "Yunnan not")) == ["云南非"]


@pytest.mark.parametrize("text", ["廊坊師範學院在廊坊", "廊坊师范學院在廊坊"])
def test_traditional_characters_are_found_with_their_own_offsets(text: str) -> None:
    hits = Matcher(make([CITY, SCHOOL]), Lang.ZH).hits(text)
    assert [(hit.term.en, hit.span) for hit in hits] == [(SCHOOL.en, Span(0, 6)), (CITY.en, Span(7, 9))]


def test_a_term_written_in_traditional_characters_is_found_in_simplified_ones() -> None:
    assert found("世界银行和世界銀行", Lang.ZH, Term("世界銀行", "World Bank")) == ["世界银行", "世界銀行"]
    assert found("網路、网络", Lang.ZH, Term("网络", "network", zh_hant="網路")) == ["網路", "网络"]


def test_latin_letters_in_a_chinese_form_keep_their_case_in_either_script() -> None:
    glass = Term("Low-E玻璃术", "low-e")
    assert found("Low-E玻璃術 low-e玻璃术", Lang.ZH, glass) == ["Low-E玻璃術"]


@pytest.mark.parametrize(
    ("term", "text", "hits"),
    [
        ("company", "companies, company's, companiesx", ["companies", "company"]),
        ("development zones", "a development zone", ["development zone"]),
        ("Development Zone", "Development Zones and Development Zone", ["Development Zones", "Development Zone"]),
        ("Hebei Companies", "Hebei Company", ["Hebei Company"]),
        ("Free Trade Zones", "the Free Trade Zone's", ["Free Trade Zone"]),
        ("Bureau of Statistics", "Bureaus of Statistics", ["Bureaus of Statistics"]),
        ("United States", "the United State", []),
        ("Netherlands", "a Netherland", []),
        ("politics", "politic", []),
        ("Langfang", "Langfangs", ["Langfangs"]),
        ("glass", "glasses glas", ["glasses"]),
        ("bus", "buses bu", ["buses"]),
        ("US", "us Us US", ["US"]),
    ],
)
def test_english_numbers_and_possessives_are_found_but_names_are_not_bent(
    term: str, text: str, hits: list[str]
) -> None:
    assert found(text, Lang.EN, Term("词", term)) == hits


def test_a_form_that_is_only_accepted_is_not_looked_for() -> None:
    japan = Term("日本", "Japan", en_accepted=("Japanese",))
    assert found("Japanese is spoken in Japan", Lang.EN, japan) == ["Japan"]
    assert japan.accepted(Lang.EN) == ("Japan", "Japanese")


def test_two_terms_that_differ_in_case_only_are_told_apart() -> None:
    terms = (Term("美国", "US"), Term("我们", "us"), Term("全美", "uS", case_sensitive=False))
    hits = Matcher(make(terms), Lang.EN).hits("US us Us uS")
    assert [hit.term.zh for hit in hits] == ["美国", "我们", "全美", "全美"]


def test_a_term_is_found_in_its_direction_only() -> None:
    terms = (Term("西安", "Xi'an", direction=Direction.EN_ZH), Term("西安市", "Xi'an", direction=Direction.ZH_EN))
    assert found("陕西安康、西安市", Lang.ZH, *terms) == ["西安市"]
    assert [hit.term.zh for hit in Matcher(make(terms), Lang.EN).hits("Xi’an")] == ["西安"]


@pytest.mark.parametrize(
    ("on", "en"), [((2017, 1, 1), "Old"), ((2018, 3, 31), "Old"), ((2018, 4, 1), "New"), ((2030, 1, 1), "New")]
)
def test_the_name_of_the_day_counts_and_after_all_of_them_the_last(on: tuple[int, int, int], en: str) -> None:
    terms = [Term("部", "Old", valid_to="2018-03"), Term("部", "New", valid_from="2018-04", valid_to="2026")]
    for order in (terms, terms[::-1]):
        assert [hit.term.en for hit in Matcher(make(order), Lang.ZH, on=date(*on)).hits("部")] == [en]


def test_overlaps_are_told_with_what_took_their_place() -> None:
    across = Term("学院路", "College Road")
    told = Matcher(make([CITY, SCHOOL, across]), Lang.ZH).overlaps("廊坊师范学院路")
    assert [(one.lost.term.en, one.lost.span, one.taken.term.en) for one in told] == [
        ("Langfang", Span(0, 2), SCHOOL.en), ("College Road", Span(4, 7), SCHOOL.en)
    ]  # fmt: skip
    assert Matcher(make([CITY]), Lang.ZH).overlaps("廊坊，廊坊") == []


def test_a_sentence_may_begin_far_into_a_text() -> None:
    zone = Term("开发区", "development zone")
    far = "x " * 60
    assert found(far + "Development zone", Lang.EN, zone) == []
    assert found(far + "End. “Development zone", Lang.EN, zone) == ["Development zone"]


forms = st.text("廊坊市廠厂aAsy ’'", min_size=1, max_size=5).map(str.strip).filter(bool)


@given(st.lists(st.tuples(forms, forms, st.booleans()), max_size=5), st.text("廊坊市廠厂aAsy’'.\n İ", max_size=30))
def test_every_hit_is_a_form_of_its_term_whatever_the_terms(rows: list[tuple[str, str, bool]], text: str) -> None:
    terms = [Term(zh, en, case_sensitive=exact, status=TermStatus.ALLOWED) for zh, en, exact in rows]
    for lang in Lang:
        for hit in Matcher(make(dict(zip([(t.zh, t.en) for t in terms], terms, strict=True)).values()), lang).hits(
            text
        ):
            assert 0 <= hit.span.start < hit.span.end <= len(text)
            assert len(hit.span.of(text)) <= max(map(len, hit.term.accepted(lang))) + 3


MINISTRY = Term("外交部", "Ministry of Foreign Affairs", kind=TermKind.ORGANISATION)


@pytest.mark.parametrize("text", ["法国外交部", "日本的外交部", "俄罗斯联邦外交部", "據法國外交部", "美国政府外交部"])
def test_a_ministry_of_another_country_is_not_the_chinese_one(text: str) -> None:
    assert Matcher(make([MINISTRY]), Lang.ZH).hits(text) == []


@pytest.mark.parametrize("text", ["外交部", "中国外交部", "法国和外交部", "他访问法国。外交部说", "就法国问题，外交部"])
def test_the_chinese_ministry_stays_a_hit(text: str) -> None:
    assert len(Matcher(make([MINISTRY]), Lang.ZH).hits(text)) == 1


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("the French Ministry of Foreign Affairs", 0),
        ("Japan's Ministry of Foreign Affairs", 0),
        ("the Ministry of Foreign Affairs of Vietnam", 0),
        ("the Chinese Ministry of Foreign Affairs", 1),
        ("In Fujian the Ministry of Foreign Affairs", 1),
    ],
)
def test_an_english_ministry_of_another_country_is_not_the_chinese_one(text: str, hits: int) -> None:
    assert len(Matcher(make([MINISTRY]), Lang.EN).hits(text)) == hits


def test_a_committee_abroad_is_still_a_committee() -> None:
    assert len(Matcher(make([Term("委员会", "committee")]), Lang.ZH).hits("法国委员会")) == 1
