"""Terms that a translation says in short, and English names that only look like terms."""

from __future__ import annotations

import pytest

from translator import checks
from translator.glossary import Matcher, make
from translator.ladder import locate
from translator.model import Lang, Pair, Term, TermKind

PLACE = TermKind.PLACE
TERMS = make([
    Term("长江", "Yangtze River", PLACE),
    Term("敦煌市", "Dunhuang", PLACE),
    Term("北京", "Beijing", PLACE),
    Term("兰州", "Lanzhou", PLACE),
    Term("新疆", "Xinjiang", PLACE),
    Term("得克萨斯州", "Texas", PLACE),
    Term("海阳市", "Haiyang", PLACE),
    Term("卫生部", "Ministry of Health"),
    Term("副市长", "vice mayor"),
    Term("南京大学", "Nanjing University"),
    Term("首席执行官", "chief executive officer"),
    Term("北京大学", "Peking University", zh_accepted=("北大",)),
])  # fmt: skip


def missing(source: str, target: str, to: Lang) -> list[str]:
    pair = Pair.to(to)
    hits = Matcher(TERMS, pair.source).hits(source)
    found = checks.run(source, target, pair, locate(hits, target, to))
    return [finding.message for finding in found if finding.check == "term"]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("长江两岸", "both banks of the Yangtze"),
        ("北京市副市长", "Beijing's vice-mayor"),
        ("首席执行官辞职", "CEO resigns"),
        ("卫生部官员", "a health ministry official"),
        ("北京，2月4日", "BEIJING, Feb. 4"),
    ],
)
def test_an_english_short_form_of_a_term_is_no_missing_term(zh: str, en: str) -> None:
    assert missing(zh, en, Lang.EN) == []


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("The grottoes of Dunhuang", "敦煌石窟"),
        ("The Lanzhou-Xinjiang railway", "兰新铁路"),
        ("Between Beijing and Tianjin", "京津之间"),
        ("Farmers in Texas", "得克萨斯农民"),
        ("A student of Peking University", "一名北大学生"),
    ],
)
def test_a_chinese_short_form_of_a_term_is_no_missing_term(en: str, zh: str) -> None:
    assert missing(en, zh, Lang.ZH) == []


def test_what_is_no_short_form_is_still_missing() -> None:
    assert missing("长江两岸", "both banks of the Long River", Lang.EN) != []
    assert missing("Beijing is large", "首都很大", Lang.ZH) != []
    assert missing("The Lanzhou-Xinjiang railway", "一条铁路", Lang.ZH) != []


def test_a_form_that_is_only_accepted_is_not_looked_for() -> None:
    assert Matcher(TERMS, Lang.ZH).hits("湖北大地") == []


def test_a_longer_english_name_of_a_school_or_a_person_is_no_hit() -> None:
    english = Matcher(TERMS, Lang.EN)
    assert english.hits("Nanjing University of the Arts") == english.hits("said Tong Haiyang") == []
    assert [hit.term.zh for hit in english.hits("Nanjing University in Haiyang")] == ["南京大学", "海阳市"]
