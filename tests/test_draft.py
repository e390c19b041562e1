"""Drafts: memory, engine, terms, tokens, numbers, punctuation and checks as one explained proposal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from fakes import FakeEngine, ScriptedEngine, a_document
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.desk.recall import FileMemory, UnitIndex
from translator.draft import Drafter
from translator.draft.confidence import confidence, doubts
from translator.draft.prepared import pairs, prepare
from translator.errors import InputError
from translator.glossary import EMPTY, load, make
from translator.model import (
    Draft,
    Finding,
    Glossary,
    Hit,
    Hypothesis,
    Lang,
    Link,
    Match,
    MatchKind,
    Origin,
    Pair,
    Placement,
    Rung,
    Segment,
    Severity,
    Span,
    Term,
    TermStatus,
    Unit,
)
from translator.ports import Engine
from translator.text.mask import mask

TO_EN, TO_ZH = Pair.to(Lang.EN), Pair.to(Lang.ZH)
GLOSSARY = make([Term("廊坊", "Langfang"), Term("河北", "Hebei"), Term("开发区", "development zone")])


def segments(*texts: str) -> list[Segment]:
    return [Segment(f"d/{k}", k, text, "", str(k)) for k, text in enumerate(texts, 1)]


def draft(text: str, engine: Engine, *, pair: Pair = TO_EN, glossary: Glossary = GLOSSARY) -> Draft:
    return Drafter(engine, glossary, checks=()).draft(segments(text), pair)[0]


class FakeMemory:
    def __init__(self, *matches: Match) -> None:
        self.found = list(matches)
        self.asked: list[tuple[str, str, str]] = []

    def matches(
        self, source: str, pair: Pair, *, before: str = "", after: str = "", most: int = 5, least: int = 70
    ) -> list[Match]:
        self.asked.append((before, source, after))
        return [match for match in self.found if match.source == source]


def test_a_draft_carries_engine_glossary_terms_and_steps() -> None:
    made = draft("廊坊很大。", ScriptedEngine({"廊坊很大。": ["Langfang is big."]}))
    assert (made.segment, made.source, made.text) == ("d/1", "廊坊很大。", "Langfang is big.")
    assert (made.origin, made.signature, made.glossary) == (Origin.ENGINE, "scripted:1:00000000", GLOSSARY.digest)
    assert [(place.target, place.target_span, place.rung) for place in made.terms] == [
        ("Langfang", Span(0, 8), Rung.ANNOTATED)
    ]
    assert [step.name for step in made.steps] == ["engine"]


def test_drafts_come_in_order_and_identical_sentences_are_translated_once() -> None:
    engine = FakeEngine({"一。": "One.", "二。": "Two."}, obeys=False)
    drafts = Drafter(engine, EMPTY).draft(segments("一。", "二。", "一。"), TO_EN)
    assert [(d.segment, d.text) for d in drafts] == [("d/1", "One."), ("d/2", "Two."), ("d/3", "One.")]
    assert [request.text for request in engine.requests] == ["一。", "二。"]


@pytest.mark.parametrize("text", ["", "2009", "😀 — ！", "Atofina", "  "])
def test_a_segment_without_words_of_the_source_language_is_copied(text: str) -> None:
    engine = FakeEngine()
    assert draft(text, engine).text == text
    assert engine.requests == []


def test_a_document_is_drafted_to_the_other_language_only() -> None:
    drafter = Drafter(FakeEngine({"标题": "A title"}), EMPTY)
    assert [d.text for d in drafter.draft_document(a_document("标题"), Lang.EN)] == ["A title"]
    with pytest.raises(InputError):
        drafter.draft_document(a_document("标题"), Lang.ZH)


def test_progress_is_told_up_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    texts = [f"第{k}句话。" for k in range(70)] + ["2009"]
    Drafter(FakeEngine(), EMPTY).draft(segments(*texts), TO_EN, progress=lambda *n: told.append(n))
    assert told == [(65, 71), (71, 71)]


def test_an_approved_sentence_needs_no_engine() -> None:
    match = Match("廊坊很大。", "Langfang is large.", 101, MatchKind.CONTEXT, "news/s1")
    memory, engine = FakeMemory(match), FakeEngine()
    made = Drafter(engine, GLOSSARY, memory=memory).draft(segments("前", "廊坊很大。", "后"), TO_EN)[1]
    assert (made.text, made.origin, made.signature) == ("Langfang is large.", Origin.MEMORY, "memory:news/s1")
    assert made.terms[0].placed
    assert memory.asked[1] == ("前", "廊坊很大。", "后")
    assert [request.text for request in engine.requests] == ["前", "后"]


def test_a_fuzzy_match_is_no_draft() -> None:
    unit = Unit("廊坊市人民非常好客。", "The people of Langfang are hospitable.", TO_EN)
    memory = FileMemory(UnitIndex([unit]), lambda *_: ())
    texts = ("廊坊市人民非常好学。", "廊坊市人民非常好客。")
    made = Drafter(FakeEngine(), EMPTY, memory=memory).draft(segments(*texts), TO_EN)
    assert [draft.origin for draft in made] == [Origin.ENGINE, Origin.MEMORY]


def test_markup_around_the_whole_segment_never_meets_the_engine() -> None:
    engine = FakeEngine({"廊坊": "Langfang"})
    assert draft("**[廊坊](http://lf.gov.cn)**", engine).text == "**[Langfang](http://lf.gov.cn)**"
    assert engine.requests[0].text == "廊坊"


def test_terms_are_where_the_source_and_the_draft_have_them() -> None:
    source = "**注意**：见[廊坊](http://lf.gov.cn)。"
    engine = ScriptedEngine({"<x1>注意<x2>：见<x3>廊坊<x4>。": ["<x1>Note<x2>: see <x3>Langfang<x4>."]})
    made = draft(source, engine)
    assert made.text == "**Note**: see [Langfang](http://lf.gov.cn)."
    place = made.terms[0]
    assert place.hit.span.of(source) == "廊坊"
    assert place.target_span is not None
    assert place.target_span.of(made.text) == "Langfang"


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("See Langfang now.", "See [Langfang](http://a.b) now."),
        ("See <x1>Langfang now.", "See [Langfang](http://a.b) now."),
        ("See <x1><x2>Langfang now.", "See [Langfang](http://a.b) now."),
        ("See <x2>Langfang<x1> now.", "See [Langfang](http://a.b) now."),
        ("See <x1>Langfang<x2> now<x2>.", "See [Langfang](http://a.b) now."),
        ("See <x1>Langfang<x2> now<x7>.", "See [Langfang](http://a.b) now."),
    ],
)
def test_a_link_an_engine_lost_or_turned_is_put_back_around_its_name(said: str, written: str) -> None:
    made = draft("看[廊坊](http://a.b)吧。", ScriptedEngine({"看<x1>廊坊<x2>吧。": [said]}))
    assert made.text == written


def test_inline_code_and_addresses_never_vanish() -> None:
    made = draft("用`pip`访问 http://a.cn/x 即可", ScriptedEngine({"用<x1>访问 <x2> 即可": ["Just use it to visit"]}))
    assert made.text.count("`pip`") == made.text.count("http://a.cn/x") == 1
    assert [step.name for step in made.steps] == ["mask", "engine", "tokens", "unmask"]


def test_a_name_inside_an_address_is_no_placed_term() -> None:
    glossary = make([Term("廊坊", "Langfang", case_sensitive=False)])
    made = draft("廊坊见http://www.langfang.cn", ScriptedEngine({}), glossary=glossary)
    assert made.terms[0].target_span is not None
    assert made.terms[0].target_span.of(made.text) == "Langfang"


def test_a_wrong_number_is_repaired_and_explained() -> None:
    made = draft("投资1.5亿元。", FakeEngine({"投资1.5亿元。": "An investment of 15 million yuan."}))
    assert made.text == "An investment of 150 million yuan."
    assert [step.name for step in made.steps] == ["engine", "number"]


def test_marks_are_those_of_the_target() -> None:
    assert draft("廊坊很大。", FakeEngine({"廊坊很大。": "Langfang，is big。"})).text == "Langfang, is big."
    assert draft("Hebei, we", FakeEngine({"Hebei, we": "河北,我们."}), pair=TO_ZH).text == "河北，我们。"


def test_a_kept_term_is_copied() -> None:
    glossary = make([Term("京津冀", "Jing-Jin-Ji", status=TermStatus.KEEP)])
    made = draft("发展京津冀吧", FakeEngine({"发展京津冀吧": "Develop the region 京津冀 now"}), glossary=glossary)
    assert (made.terms[0].target, made.terms[0].placed) == ("京津冀", True)


def test_a_forbidden_term_is_reported_not_placed() -> None:
    glossary = make([Term("北京", "Peking", status=TermStatus.FORBIDDEN)])
    engine = FakeEngine({"北京很大。": "Peking is big."})
    made = Drafter(engine, glossary).draft(segments("北京很大。"), TO_EN)[0]
    assert made.terms == ()
    assert "forbidden term" in {finding.check for finding in made.findings}


def test_an_engine_that_says_nothing_leaves_the_source_and_a_finding() -> None:
    made = Drafter(FakeEngine({"你好吗": ""}), EMPTY).draft(segments("你好吗"), TO_EN)[0]
    assert made.text == "你好吗"
    assert made.findings


def test_checks_can_be_chosen() -> None:
    class Grumpy:
        name = "grumpy"

        def __call__(self, source: str, target: str, pair: Pair, terms: Sequence[Placement]) -> list[Finding]:
            return [Finding("grumpy", Severity.NOTE, f"{len(terms)} terms")]

    made = Drafter(FakeEngine(), GLOSSARY, checks=[Grumpy()]).draft(segments("廊坊"), TO_EN)[0]
    assert [finding.message for finding in made.findings] == ["1 terms"]


def sure(score: float = -0.3, links: tuple[Link, ...] = (), rung: Rung | None = None, *findings: Severity) -> float:
    places = [Placement(Hit(Term("廊坊", "L"), Span(0, 2)), "L", None, rung)] if rung else []
    found = [Finding("x", severity, "x") for severity in findings]
    return confidence(doubts("廊坊很大", Hypothesis("Langfang is big", score, links), places, found, Lang.EN))


def test_confidence_falls_with_every_reason_to_doubt() -> None:
    assert sure(-0.2) > sure(-0.5) > sure(-2.0)
    rungs = [sure(-0.3, (), rung) for rung in Rung]
    assert rungs == sorted(rungs, reverse=True)
    assert sure() > sure(-0.3, (), None, Severity.NOTE) > sure(-0.3, (), None, Severity.ERROR)
    half, full = Link(Span(0, 2), Span(0, 8), 1.0), Link(Span(0, 4), Span(0, 15), 1.0)
    assert sure(-0.3, (full,)) > sure(-0.3, (half,))


@given(st.floats(-1000, 0), st.integers(0, 9))
def test_confidence_stays_between_0_and_1(score: float, errors: int) -> None:
    assert 0 <= sure(score, (), Rung.FLAGGED, *[Severity.ERROR] * errors) <= 1


def test_pairs_are_found_among_tokens() -> None:
    assert pairs(mask("<b>河北</b>和**[廊坊](x)**`a`")) == {1: 2, 3: 4}


@given(st.text("廊坊ab *_`[](http://x.y)<b></b>{n}&amp;\n", max_size=40))
@settings(max_examples=200)
def test_head_core_and_tail_are_the_masked_source(text: str) -> None:
    ready = prepare(text)
    assert ready.whole(ready.core) == ready.masked.text
    assert ready.in_source(Span(0, len(ready.core))).end <= len(text)


@given(
    st.text("廊坊河北，。**`[](http://x.y){n} 12", max_size=40),
    st.lists(st.sampled_from(["Langfang", "<x1>", "<x2>", "<x9>", "the", ",", "(", "12"]), max_size=12),
)
@settings(max_examples=200)
def test_no_token_and_no_term_is_ever_lost(source: str, words: list[str]) -> None:
    engine = FakeEngine({prepare(source).core: " ".join(words)}, obeys=False)
    made = draft(source, engine)
    for token in mask(source).tokens:
        assert token in made.text
    assert all(place.placed for place in made.terms)


SOURCES = st.one_of(
    st.text("廊坊河北，。**`[](http://x.y){n} 12", max_size=40),
    st.lists(
        st.sampled_from(["廊坊", "河北", "投资1.5亿元", "**", "，", "。", " ", "[官网](http://a.b)", "3月18日", "“好”"])
    ).map("".join),
)
ANSWERS = st.lists(
    st.sampled_from(
        ["Langfang", "<x1>", "<x2>", "the", "，", "。", "(廊坊)", "15 million yuan", "March 8", '"', "Hebei", "  "]
    ),
    max_size=12,
)


@given(SOURCES, st.lists(ANSWERS, min_size=1, max_size=3), st.booleans())
@settings(max_examples=200, deadline=None)
def test_steps_lead_from_source_to_draft_without_a_gap_and_all_the_way_back(
    source: str, answers: list[list[str]], spaced: bool
) -> None:
    texts = [(" " if spaced else "").join(words) for words in answers]
    made = draft(source, ScriptedEngine({prepare(source).core: texts}))
    text = made.text
    for step in reversed(made.steps):
        assert (step.after, bool(step.why)) == (text, True)
        text = step.before
    assert text == source


def test_an_end_mark_the_engine_drew_into_a_link_comes_out_again() -> None:
    source = "详情见[官网](http://a.b)。"
    engine = FakeEngine({prepare(source).core: "See the <x1>website.<x2>"}, obeys=False)
    assert draft(source, engine).text == "See the [website](http://a.b)."


def test_a_draft_shows_each_change_to_the_engines_text() -> None:
    source = "**廊坊**投资1.5亿元，见[河北](http://a.b)。"
    engine = FakeEngine({prepare(source).core: "It invested 15 million yuan。"}, obeys=False)
    made = draft(source, engine)
    assert [step.name for step in made.steps[:2]] == ["mask", "engine"]
    assert {"aligned-replacement", "tokens", "unmask", "number", "ascii_marks"} <= {step.name for step in made.steps}


def test_the_portal_page_drafts_with_every_term_of_the_hebei_glossary() -> None:
    glossary = load([Path(__file__).parent.parent / "glossaries" / "hebei.tsv"])
    source = (
        "The Qinhuangdao Yaohua Glass Co Ltd teamed up with the US Atofina Chemical Co Ltd to produce low-e glass. "
        "Langfang's government met officials of the China Agricultural University, the World Bank and the Food and "
        "Agriculture Organization of the United Nations in Zhangjiakou, Chengde and Langfang."
    )
    made = draft(
        source,
        FakeEngine({source: "耀华玻璃公司与美国公司合作生产玻璃。廊坊政府会见了大学和银行的官员。"}),
        pair=TO_ZH,
        glossary=glossary,
    )
    assert len(made.terms) == 11
    assert [place.target for place in made.terms if not place.placed] == []
