"""What the checks find, what they leave alone, how they mend it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypedDict

import pytest
from growth import growth
from hypothesis import given
from hypothesis import strategies as st

from translator import checks
from translator.checks import numbers
from translator.checks.align import compare
from translator.checks.repair import repair
from translator.model import Finding, Hit, Lang, Link, Pair, Placement, Rung, Severity, Span, Term, TermStatus

PAIRS = sorted((Path(__file__).parent / "cases").glob("checks_pairs*.json"))
TO_EN, TO_ZH = Pair.to(Lang.EN), Pair.to(Lang.ZH)


class TermSpec(TypedDict):
    zh: str
    en: str
    forbidden: list[str]


class Case(TypedDict, total=False):
    to: str
    check: str
    source: str
    target: str
    terms: list[TermSpec]


def cases(name: str) -> list[Case]:
    path = Path(__file__).parent / "cases" / f"checks_{name}.json"
    return list(json.loads(path.read_text(encoding="utf-8"))["cases"])


def place(spec: TermSpec, source: str, to: Lang) -> Placement:
    term = Term(spec["zh"], spec["en"], en_forbidden=tuple(spec["forbidden"]))
    at = source.index(term.form(to.other))
    hit = Hit(term, Span(at, at + len(term.form(to.other))))
    return Placement(hit, term.form(to), None, Rung.FLAGGED)


def findings(case: Case) -> list[Finding]:
    to = Lang(case["to"])
    terms = [place(spec, case["source"], to) for spec in case.get("terms", [])]
    return checks.run(case["source"], case["target"], Pair.to(to), terms)


def names(source: str, target: str, pair: Pair = TO_EN) -> list[str]:
    return [finding.check for finding in checks.run(source, target, pair)]


def only(source: str, target: str, pair: Pair = TO_EN) -> Finding:
    (found,) = checks.run(source, target, pair)
    return found


def test_at_least_95_percent_of_the_faulty_pairs_are_found() -> None:
    faulty = cases("faulty")
    missed = [case for case in faulty if not findings(case)]
    assert len(faulty) >= 200
    assert len(missed) <= 0.05 * len(faulty), missed


def test_at_least_95_percent_of_the_faults_are_called_by_their_name() -> None:
    faulty = cases("faulty")
    misnamed = [case for case in faulty if case["check"] not in [finding.check for finding in findings(case)]]
    assert len(misnamed) <= 0.05 * len(faulty), misnamed


def test_at_most_3_percent_of_the_tricky_good_pairs_raise_a_false_alarm() -> None:
    good = cases("good")
    alarms = [(case, findings(case)) for case in good if findings(case)]
    assert len(good) >= 150
    assert len(alarms) <= 0.03 * len(good), alarms


@pytest.mark.parametrize("to", ["en", "zh"])
def test_the_bars_hold_in_each_direction(to: str) -> None:
    faulty = [case for case in cases("faulty") if case["to"] == to]
    good = [case for case in cases("good") if case["to"] == to]
    assert sum(bool(findings(case)) for case in faulty) >= 0.95 * len(faulty)
    assert sum(bool(findings(case)) for case in good) <= 0.03 * len(good)


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.stem)
def test_faults_of_sets_that_once_were_unseen_are_found(path: Path) -> None:
    faulty = json.loads(path.read_text(encoding="utf-8"))["faulty"]
    missed = [case for case in faulty if not names(case[2], case[3], Pair.to(Lang(case[0])))]
    assert len(faulty) >= 100
    assert len(missed) <= 0.05 * len(faulty), missed


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.stem)
def test_good_pairs_that_once_were_unseen_stay_silent_in_both_directions(path: Path) -> None:
    pairs = json.loads(path.read_text(encoding="utf-8"))["good"]
    good = [(zh, en, TO_EN) for zh, en in pairs] + [(en, zh, TO_ZH) for zh, en in pairs]
    alarms = [(case, found) for case in good if (found := names(*case))]
    assert len(good) >= 200
    assert len(alarms) <= 0.03 * len(good), alarms


def test_a_fix_puts_right_what_its_finding_found() -> None:
    for case in cases("faulty"):
        for finding in findings(case):
            if finding.fix is None:
                continue
            left = findings({**case, "target": finding.fix})
            assert finding.message not in [other.message for other in left], (case, finding)


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.stem)
def test_a_fix_of_a_once_unseen_fault_brings_no_new_finding(path: Path) -> None:
    for to, _, source, target in json.loads(path.read_text(encoding="utf-8"))["faulty"]:
        before = checks.run(source, target, Pair.to(Lang(to)))
        for finding in (one for one in before if one.fix is not None):
            after = checks.run(source, finding.fix or "", Pair.to(Lang(to)))
            assert finding.message not in [other.message for other in after], (source, target, finding)
            assert len(after) < len(before), (source, target, finding, after)


def test_spans_lie_inside_their_texts() -> None:
    for case in cases("faulty"):
        for finding in findings(case):
            for span, text in ((finding.source_span, case["source"]), (finding.target_span, case["target"])):
                assert span is None or 0 <= span.start <= span.end <= len(text), finding


def test_checking_costs_grow_with_the_length_of_a_segment() -> None:
    zh, en = (
        "2020年廊坊市投资1.5亿元，同比增长两倍。",
        "In 2020 Langfang invested 150 million yuan, three times as much. ",
    )
    assert growth(lambda size: checks.run(zh * size, en * size, TO_EN), 10, 8) < 4


MARKS = "（）()“”《》,.。，:：;?!%$万亿十百一两3点倍成折月年日第每分之元亩’'\" aEof"
ODD = st.text(max_size=80) | st.text(MARKS, max_size=60)


@given(ODD, ODD, st.sampled_from([TO_EN, TO_ZH]))
def test_odd_text_never_raises(source: str, target: str, pair: Pair) -> None:
    found = checks.run(source, target, pair)
    starts = [finding.target_span.start if finding.target_span else -1 for finding in found]
    assert starts == sorted(starts)


def test_every_check_has_a_name_of_its_own() -> None:
    every = [check.name for check in checks.ALL]
    assert len(every) == len(set(every))


@pytest.mark.parametrize(
    ("source", "target", "pair", "fix"),
    [
        ("公司投资90亿元。", "The company invested 90 billion yuan.", TO_EN, "The company invested 9 billion yuan."),
        ("占地200亩。", "It covers 133 hectares.", TO_EN, "It covers 13.3 hectares."),
        ("展会12月开幕。", "The fair opens in November.", TO_EN, "The fair opens in December."),
        ("来了三位客人。", "Four guests came.", TO_EN, "Three guests came."),
        ("They invested $500 million.", "他们投资5亿元。", TO_ZH, "他们投资5亿美元。"),
        ("The plant covers 20 hectares.", "该厂占地30亩。", TO_ZH, "该厂占地300亩。"),
    ],
)
def test_a_wrong_number_is_mended_in_the_convention_of_the_target(
    source: str, target: str, pair: Pair, fix: str
) -> None:
    assert only(source, target, pair).fix == fix


@pytest.mark.parametrize(
    ("source", "target", "pair", "fix"),
    [
        ("A new deal, and more.", "新协议,以及更多。", TO_ZH, "新协议，以及更多。"),
        ("北京、天津和河北。", "Beijing，Tianjin and Hebei.", TO_EN, "Beijing, Tianjin and Hebei."),
        ("He left early.", "他很早就离开了", TO_ZH, "他很早就离开了。"),
        ("概况", "Overview.", TO_EN, "Overview"),
        ("他来了。", "He  came.", TO_EN, "He came."),
        ("他来了。", "He came. ", TO_EN, "He came."),
        ("他来到了这里。", "He came to to this place.", TO_EN, "He came to this place."),
        ("我们在那里见面。", "We met there ,at last.", TO_EN, "We met there, at last."),
        ("见 www.lf.gov.cn。", "See www.lt.gov.cn.", TO_EN, "See www.lf.gov.cn."),
        ("他说“好”。", '他说"好"。', TO_ZH, "他说“好”。"),
    ],
)
def test_a_mark_is_mended_where_that_is_safe(source: str, target: str, pair: Pair, fix: str) -> None:
    assert fix in [finding.fix for finding in checks.run(source, target, pair)]


def test_markup_that_is_missing_is_an_error() -> None:
    found = only("<b>通知</b>", "Notice <b>")
    assert (found.check, found.severity) == ("markup", Severity.ERROR)


def test_chinese_left_in_english_is_an_error() -> None:
    found = only("廊坊位于河北。", "Langfang is in 河北.")
    assert (found.check, found.severity, found.target_span) == ("untranslated", Severity.ERROR, Span(15, 17))


def test_the_original_of_a_name_in_brackets_is_no_leftover() -> None:
    assert names("耀华玻璃公司成立了。", "Yaohua Glass (耀华玻璃) was founded.") == []


def test_an_empty_translation_is_found_and_an_empty_pair_is_not() -> None:
    assert names("你好。", "") == ["untranslated"]
    assert names("", "") == []


def test_mixed_spacing_is_only_a_note() -> None:
    found = only("In 2024, 30 firms had 5G and AI.", "2024年，有 30家企业使用5G和AI。", TO_ZH)
    assert (found.check, found.severity) == ("spacing", Severity.NOTE)


def test_a_conversion_in_brackets_is_no_extra_number() -> None:
    assert names("总投资15亿元。", "Total investment is 1.5 billion yuan ($210 million).") == []


@pytest.mark.parametrize(
    ("source", "target", "pair"),
    [
        ("销量增长5%。", "Sales grew by 5.", TO_EN),
        ("投资1.5亿元。", "The investment is 150 million.", TO_EN),
        ("It costs $300.", "价格为300。", TO_ZH),
    ],
)
def test_an_amount_that_lost_its_unit_is_found(source: str, target: str, pair: Pair) -> None:
    assert only(source, target, pair).check == "unit"


def test_repair_puts_a_wrong_number_right_and_says_why() -> None:
    text, steps = repair("总投资1.5亿元。", "The total investment is 15 million yuan.", TO_EN)
    assert text == "The total investment is 150 million yuan."
    assert [(step.name, step.before, step.after) for step in steps] == [
        ("number", "The total investment is 15 million yuan.", text)
    ]
    assert "1.5亿元" in steps[0].why


@pytest.mark.parametrize(
    ("source", "target", "pair", "want"),
    [
        ("投资1.5亿元，占地200亩。", "15 million yuan on 133 hectares.", TO_EN, "150 million yuan on 13.3 hectares."),
        ("出口1.5亿美元。", "Exports of 150 million yuan.", TO_EN, "Exports of 150 million U.S. dollars."),
        (
            "同比增长12.6%，达90亿元。",
            "Up 16.2 percent to 90 billion yuan.",
            TO_EN,
            "Up 12.6 percent to 9 billion yuan.",
        ),
        ("会议于3月18日召开。", "The meeting opens on March 8.", TO_EN, "The meeting opens on March 18."),
        ("The population is 32 million.", "人口为三百二十万。", TO_ZH, "人口为3200万。"),
        ("It opened in December.", "它于11月开业。", TO_ZH, "它于12月开业。"),
        ("出口额同比增长两倍。", "Exports doubled year on year.", TO_EN, "Exports tripled year on year."),
        ("约三分之二的人同意。", "About one third agreed.", TO_EN, "About two thirds agreed."),
        ("气温降至零下15摄氏度。", "It fell to 12 degrees Celsius.", TO_EN, "It fell to -15 degrees Celsius."),
        ("第19届亚运会", "The 18th Asian Games", TO_EN, "The 19th Asian Games"),
        ("占地200亩。", "It covers 200 hectares.", TO_EN, "It covers 13.3 hectares."),
        ("Up to 30% off!", "低至三折！", TO_ZH, "低至7折！"),
    ],
)
def test_each_number_whose_place_is_certain_is_put_right(source: str, target: str, pair: Pair, want: str) -> None:
    assert repair(source, target, pair)[0] == want


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("甲厂投资3亿元，乙厂投资5亿元。", "Factory A invested 30 million yuan, factory B 50 million yuan."),
        ("投资1.5亿元。", "An investment."),
        ("投资1.5亿元。", "An investment of 150 million yuan."),
        ("", "15 million yuan"),
        ("投资1.5亿元。", ""),
    ],
)
def test_repair_leaves_alone_what_is_right_or_uncertain(source: str, target: str) -> None:
    assert repair(source, target, TO_EN) == (target, ())


def linked(source: str, target: str, *words: tuple[str, str]) -> list[Link]:
    spans = [(source.index(a), len(a), target.index(b), len(b)) for a, b in words]
    return [Link(Span(s, s + n), Span(t, t + m), 0.9) for s, n, t, m in spans]


def test_links_tell_which_of_two_wrong_numbers_is_which() -> None:
    source, target = "甲厂投资3亿元，乙厂投资5亿元。", "B invested 50 million yuan, A invested 30 million yuan."
    links = linked(source, target, ("3亿", "30 million"), ("5亿", "50 million"))
    text, steps = repair(source, target, TO_EN, links)
    assert text == "B invested 500 million yuan, A invested 300 million yuan."
    assert [step.name for step in steps] == ["number", "number"]


def test_links_that_lead_elsewhere_forbid_a_repair() -> None:
    source, target = "投资1.5亿元。", "An investment, of 15 million yuan."
    assert repair(source, target, TO_EN, linked(source, target, ("投资", "15 million")))[1] == ()


@given(
    st.text(alphabet="0123456789一二十百万亿年月日元亩投资增长倍%，。 ", max_size=40),
    st.text(alphabet="0123456789 million billion yuan percent March,.%", max_size=60),
)
def test_every_repair_can_be_undone_and_leaves_fewer_wrong_numbers(source: str, target: str) -> None:
    text, steps = repair(source, target, TO_EN)
    for step in reversed(steps):
        assert text == step.after
        text = step.before
    assert text == target
    counts = [len(compare(source, shown, TO_EN).wrong) for shown in (target, *(step.after for step in steps))]
    assert counts == sorted(counts, reverse=True)


def test_accuracy_counts_values_of_the_source() -> None:
    assert numbers.accuracy("3月18日投资90亿元", "90 billion yuan on March 18", TO_EN) == (2, 3)


def test_one_source_with_two_translations_is_inconsistent() -> None:
    found = checks.consistency([("概况", "Overview"), ("新闻", "News"), ("概况", "About")])
    assert [(index, f.check, f.fix) for index, all_ in found.items() for f in all_] == [(2, "inconsistent", "Overview")]


def test_two_sources_with_one_translation_are_pointed_out_at_both() -> None:
    found = checks.consistency([("开发区", "Zone"), ("园区", "Zone"), ("新闻", "News")])
    assert {index: [f.check for f in all_] for index, all_ in found.items()} == {
        0: ["same translation"],
        1: ["same translation"],
    }


def test_a_consistent_document_has_no_findings() -> None:
    assert checks.consistency([("概况", "Overview"), ("概况", "Overview"), ("", ""), ("概况 ", "Overview.")]) == {}


def placed(term: Term, source: str, to: Lang) -> list[Placement]:
    at = source.index(term.form(to.other))
    return [Placement(Hit(term, Span(at, at + len(term.form(to.other)))), term.form(to), None, Rung.FLAGGED)]


def of_terms(source: str, target: str, *terms: Term, to: Lang = Lang.EN) -> list[tuple[str, str | None]]:
    places = [place for term in terms for place in placed(term, source, to)]
    return [(f.check, f.fix) for f in checks.run(source, target, Pair.to(to), places)]


CITY = Term("廊坊", "Langfang", en_forbidden=("Langfeng",))
ZONE = Term("开发区", "development zone", case_sensitive=True)


def test_a_term_in_any_accepted_form_is_there() -> None:
    assert of_terms("廊坊的开发区多。", "Langfang's development zones are many.", CITY, ZONE) == []
    assert of_terms("开发区多。", "Development zones are many.", ZONE) == []


def test_a_term_in_the_wrong_case_is_put_right() -> None:
    assert of_terms("廊坊很美。", "langfang is beautiful.", CITY) == [("term", "Langfang is beautiful.")]


def test_a_forbidden_form_is_replaced_by_the_preferred_one() -> None:
    found = of_terms("廊坊很美。", "Langfeng is beautiful.", CITY)
    assert ("forbidden term", "Langfang is beautiful.") in found


def test_a_term_inside_a_longer_one_does_not_count_for_itself() -> None:
    school = Term("廊坊师范学院", "Langfang Normal University")
    found = of_terms(
        "廊坊师范学院在廊坊。", "Langfang Normal University is there.", school, Term("在廊坊", "in Langfang")
    )
    assert [check for check, _ in found] == ["term"]


def test_a_kept_term_may_stay_as_it_is() -> None:
    kept = Term("福", "fu", status=TermStatus.KEEP)
    assert of_terms("一个福字。", 'The character "福".', kept) == []


@pytest.mark.parametrize(
    ("source", "target", "pair"),
    [
        ("消费价格指数同比上涨0.5%。", "The consumer price index fell 0.5% year on year.", TO_EN),
        ("Exports saw a 3.2% decline.", "出口增长3.2%。", TO_ZH),
        ("日产能由5000吨提升至8000吨。", "Daily capacity rose from 8,000 tonnes to 5,000 tonnes.", TO_EN),
    ],
)
def test_a_figure_that_goes_the_other_way_is_found(source: str, target: str, pair: Pair) -> None:
    assert names(source, target, pair) == ["number"]


def test_a_fall_may_be_told_as_less_and_a_rise_from_its_end() -> None:
    assert names("能耗降低四成。", "It uses 40 percent less energy.") == []
    assert names("价格由12元涨到14.5元。", "The price rose to 14.5 yuan from 12 yuan.") == []
    assert names("亏损减少3%。", "Losses narrowed by 3%, up from last year.") == []


def test_a_sentence_written_twice_and_a_name_left_in_english_are_found() -> None:
    twice = "The meeting discussed water. The meeting discussed water."
    assert names("会议讨论了水的问题。", twice) == ["repeated"]
    assert names("It exports to Southeast Asia and Africa.", "产品出口Southeast Asia and Africa。", TO_ZH) == [
        "untranslated"
    ]
