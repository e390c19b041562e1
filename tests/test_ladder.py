"""The decode ladder: every term in the translation, once for each time it is in the source."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from fakes import FakeEngine, ScriptedEngine
from hypothesis import given
from hypothesis import strategies as st

from translator.glossary import Matcher, make
from translator.ladder import Termed, locate, place_terms, translate_with_terms
from translator.ladder.climb import stutter
from translator.ladder.links import aligned, shifted
from translator.ladder.tidy import collapse
from translator.model import AnnotationForm, Hit, Lang, Link, Pair, Request, Rung, Span, Term, TermStatus
from translator.ports import Engine

TO_EN, TO_ZH = Pair.to(Lang.EN), Pair.to(Lang.ZH)
CITY = Term("廊坊", "Langfang", zh_variants=("廊坊市",))
SCHOOL = Term("廊坊师范学院", "Langfang Normal University")
PROVINCE = Term("河北", "Hebei")
ZONE = Term("开发区", "development zone")
GLOSSARY = make([CITY, SCHOOL, PROVINCE, ZONE])


def hits(text: str, lang: Lang = Lang.ZH) -> list[Hit]:
    return Matcher(GLOSSARY, lang).hits(text)


def places(source: str, target: str) -> list[str | None]:
    found = locate(hits(source), target, Lang.EN)
    return [place.target_span and place.target_span.of(target) for place in found]


def climbed(text: str, engine: Engine, pair: Pair = TO_EN, *, beam: int = 4) -> tuple[str, list[Rung]]:
    hypothesis, placed, _ = place_terms(Request(text, pair), hits(text, pair.source), engine, beam=beam)
    for place in placed:
        assert (place.target_span is None) == (place.rung is Rung.FLAGGED)
    return hypothesis.text, [place.rung for place in placed]


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("廊坊师范学院在廊坊", "Langfang Normal University is far away.", ["Langfang Normal University", None]),
        ("廊坊", "Langfanger", [None]),
        ("廊坊", "Langfang's people", ["Langfang"]),
        ("廊坊和廊坊", "Langfang is big", ["Langfang", None]),
        ("开发区", "two development zones", ["development zones"]),
        ("开发区", "Development zone opened", ["Development zone"]),
        ("廊坊", "langfang", [None]),
    ],
)
def test_terms_are_counted_by_occurrence(source: str, target: str, found: list[str | None]) -> None:
    assert places(source, target) == found


def test_an_allowed_form_and_an_abbreviation_count() -> None:
    bank = Term("世界银行", "World Bank", en_allowed=("the Bank",), abbreviation="WB")
    for target in ("World Bank", "the Bank", "WB"):
        assert locate([Hit(bank, Span(0, 4))], target, Lang.EN)[0].placed


def test_a_form_two_terms_share_is_shared_out() -> None:
    both = [Hit(Term("河北", "Hebei"), Span(0, 2)), Hit(Term("河北省", "Hebei"), Span(3, 6))]
    assert [place.placed for place in locate(both, "Hebei", Lang.EN)] == [True, False]
    assert [place.placed for place in locate(both, "Hebei and Hebei", Lang.EN)] == [True, True]


def test_a_kept_term_stays_as_it_is() -> None:
    kept = Term("京津冀", "Jing-Jin-Ji", status=TermStatus.KEEP)
    place = locate([Hit(kept, Span(0, 3))], "The 京津冀 region", Lang.EN)[0]
    assert (place.target, place.target_span) == ("京津冀", Span(4, 7))


def test_an_obedient_engine_needs_one_call() -> None:
    engine = ScriptedEngine({"廊坊很大。": ["Langfang is big."]})
    assert climbed("廊坊很大。", engine) == ("Langfang is big.", [Rung.ANNOTATED])
    assert len(engine.calls) == 1
    assert engine.calls[0][0].annotations[0].target == "Langfang"


def test_to_chinese_a_term_goes_over_the_words_that_came_from_it_and_all_else_stays() -> None:
    engine = ScriptedEngine({"They went to Langfang.": ["他们去了朗城。"]}, links=[("Langfang", "朗城")])
    assert climbed("They went to Langfang.", engine, TO_ZH) == ("他们去了廊坊。", [Rung.ALIGNED])
    assert [request.annotations for call in engine.calls for request in call] == [()]


@pytest.mark.parametrize(
    ("said", "came", "written"),
    [
        ("Langfang International展会", "ngfang", "廊坊 International展会"),
        ("他们去 Langfang 开会", "Langfang", "他们去廊坊开会"),
        ("到Langfang。", "L", "到廊坊。"),
        ("朗城 2024 年", "朗城", "廊坊 2024 年"),
    ],
)
def test_a_term_takes_the_place_of_whole_latin_words_and_leaves_no_blank_between_chinese_ones(
    said: str, came: str, written: str
) -> None:
    engine = ScriptedEngine({"They went to Langfang.": [said]}, links=[("Langfang", came)])
    assert climbed("They went to Langfang.", engine, TO_ZH)[0] == written


def test_to_chinese_an_engine_is_told_the_terms_where_nothing_came_from_them() -> None:
    engine = ScriptedEngine({"They went to Langfang.": ["他们去了。"]})
    climbed("They went to Langfang.", engine, TO_ZH)
    assert [one.target for one in engine.calls[1][0].annotations] == ["廊坊"]


def test_another_hypothesis_with_the_term_is_taken() -> None:
    engine = ScriptedEngine({"廊坊很大。": ["The city is big.", "Langfang is big."]})
    assert climbed("廊坊很大。", engine) == ("Langfang is big.", [Rung.NBEST])


def test_a_hypothesis_that_says_the_name_once_goes_before_one_that_says_it_twice() -> None:
    engine = ScriptedEngine({"廊坊很大。": ["Langfang is big, so is Langfang.", "Langfang is big."]})
    assert climbed("廊坊很大。", engine)[0] == "Langfang is big."


def test_the_replace_form_is_tried_with_a_wider_beam() -> None:
    class OnlyReplace(FakeEngine):
        def translate(self, requests: Sequence[Request], **options: int) -> list[list[object]]:  # type: ignore[override]
            beams.append(options["beam"])
            good = requests[0].form is AnnotationForm.REPLACE
            self.book = {"廊坊很大。": "Langfang is big." if good else "The city is big."}
            return super().translate(requests)  # type: ignore[return-value]

    beams: list[int] = []
    assert climbed("廊坊很大。", OnlyReplace(obeys=False)) == ("Langfang is big.", [Rung.REPLACE_FORM])
    assert beams == [4, 8]


def test_the_wrong_words_are_suppressed() -> None:
    engine = ScriptedEngine({"廊坊很大。": ["The town is big."]}, links=[("廊坊", "town")])
    climbed("廊坊很大。", engine)
    asked = [(request.suppress, request.form) for request in engine.calls[2]]
    assert asked == [(("town",), AnnotationForm.APPEND), (("town",), AnnotationForm.REPLACE)]


def test_prefix_repair_goes_on_behind_the_term() -> None:
    engine = ScriptedEngine({"欢迎来廊坊。": ["Welcome to town now."]}, links=[("廊坊", "town")])
    assert climbed("欢迎来廊坊。", engine) == ("Welcome to Langfang now.", [Rung.PREFIX])


def test_a_repair_that_loses_another_term_is_dropped() -> None:
    class Forgetful(ScriptedEngine):
        def _after(self, prefix: str, text: str) -> str:
            return f"{prefix} and nothing else at all" if prefix else text

    engine = Forgetful({"廊坊在河北。": ["The town lies in Hebei."]}, links=[("廊坊", "town")])
    text, rungs = climbed("廊坊在河北。", engine)
    assert (text, rungs) == ("The Langfang lies in Hebei.", [Rung.SUBSTITUTED, Rung.ANNOTATED])


def test_a_stubborn_engine_gets_the_term_written_over_its_words() -> None:
    class Stubborn(ScriptedEngine):
        def _after(self, prefix: str, text: str) -> str:
            return text

    engine = Stubborn({"廊坊的人很好。": ["Lanfang's people are good."]}, links=[("廊坊", "Lanfang")])
    assert climbed("廊坊的人很好。", engine) == ("Langfang's people are good.", [Rung.SUBSTITUTED])


class Deaf(FakeEngine):
    """Says the same whatever it is told, and gives no links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def _one(self, request: Request):  # type: ignore[no-untyped-def]
        from translator.model import Hypothesis

        return Hypothesis(self.text, -1.0)


@pytest.mark.parametrize(
    ("source", "pair", "said", "written"),
    [
        ("我们昨天去了廊坊", TO_EN, "We went there yesterday.", "We went there Langfang yesterday."),
        ("廊坊", TO_EN, "", "Langfang"),
        ("开发区很大", TO_EN, "It is big.", "Development zone It is big."),
        ("We went to Langfang", TO_ZH, "我们去了。", "我们去廊坊了。"),
        ("Langfang", TO_ZH, "Langfang", "廊坊"),
        ("去廊坊", TO_EN, "Go to an Lang Fang.", "Go to a Langfang."),
        ("在廊坊办学", TO_EN, "A school in 廊坊 is", "A school in Langfang is"),
    ],
)
def test_a_term_is_placed_without_any_help_of_the_engine(source: str, pair: Pair, said: str, written: str) -> None:
    rung = (
        Rung.ALIGNED if said == source else Rung.SUBSTITUTED
    )  # left as it was, to Chinese: no doubt where it came from
    assert climbed(source, Deaf(said), pair) == (written, [rung])


@pytest.mark.parametrize(
    ("source", "said", "written"),
    [
        ("河北、廊坊和开发区都在", "Hebei and a zone", "Hebei, Langfang, development zone and a zone"),
        ("廊坊和河北都在", "All of Hebei is", "All of Langfang, Hebei is"),
    ],
)
def test_a_lost_member_of_a_list_goes_beside_its_neighbour(source: str, said: str, written: str) -> None:
    assert climbed(source, Deaf(said))[0] == written


def test_a_forbidden_form_is_replaced() -> None:
    term = Term("廊坊", "Langfang", en_forbidden=("Noodle Square",))
    hypothesis, placed, steps = place_terms(
        Request("到廊坊", TO_EN), [Hit(term, Span(1, 3))], Deaf("To Noodle Square!")
    )
    assert hypothesis.text == "To Langfang!"
    assert steps[-1].name == placed[0].rung == Rung.SUBSTITUTED


def test_numbers_tokens_and_other_names_are_not_written_over() -> None:
    engine = Deaf("In <x1>2,009<x2> Hebei grew.")
    text, _ = climbed("2009年河北廊坊增长", engine)
    assert "<x1>2,009<x2>" in text
    assert "Hebei" in text
    assert "Langfang" in text


@pytest.mark.parametrize(
    ("source", "target", "tidy"),
    [
        ("廊坊欢迎您", "Langfang (Langfang) welcomes you", "Langfang welcomes you"),
        ("廊坊欢迎您", "Langfang (廊坊) welcomes you", "Langfang welcomes you"),
        ("廊坊欢迎您", "Langfang Langfang welcomes you", "Langfang welcomes you"),
        ("廊坊欢迎您", "Langfang (Langfang, Hebei) welcomes you", "Langfang (Hebei) welcomes you"),
        ("廊坊和廊坊", "Langfang, Langfang", "Langfang, Langfang"),
        ("廊坊师范学院在廊坊", "Langfang, Langfang Normal University", "Langfang, Langfang Normal University"),
    ],
)
def test_a_name_is_not_said_twice(source: str, target: str, tidy: str) -> None:
    assert collapse(hits(source), target, Lang.EN)[0] == tidy


def test_a_chinese_echo_goes_with_its_full_width_bracket() -> None:
    assert collapse(hits("Langfang", Lang.EN), "欢迎来廊坊（廊坊）！", Lang.ZH)[0] == "欢迎来廊坊！"


def test_all_sentences_share_one_call_for_each_rung() -> None:
    texts = ["廊坊很大。", "河北很大。", "你好。"]
    engine = ScriptedEngine({text: ["It is big."] for text in texts})
    done = translate_with_terms([(Request(text, TO_EN), hits(text)) for text in texts], engine)
    assert [len(call) for call in engine.calls[:2]] == [3, 2]
    assert len(engine.calls) == 3  # first, replace form, prefix repair
    assert [len(one.placements) for one in done] == [1, 1, 0]


def test_no_sentences_ask_for_nothing_more_than_nothing() -> None:
    assert translate_with_terms([], ScriptedEngine({})) == []


def test_every_change_of_the_text_is_a_step() -> None:
    source = "廊坊师范学院在廊坊，廊坊在河北。"
    engine = ScriptedEngine({source: ["The school is in Hebei."]}, links=[("廊坊师范学院", "school")])
    done = translate_with_terms([(Request(source, TO_EN), hits(source))], engine)[0]
    text = done.steps[0].before
    for step in done.steps:
        assert step.before == text
        text = step.after
    assert text == done.hypothesis.text


def spans_are_right(done: Termed) -> bool:
    taken = [place.target_span for place in done.placements if place.target_span]
    apart = all(not a.overlaps(b) for k, a in enumerate(taken) for b in taken[k + 1 :])
    return apart and all(span.end <= len(done.hypothesis.text) for span in taken)


@given(st.text("Langfang Hebei the, .(<x1>'s", max_size=60), st.sampled_from(["廊坊在河北，", "廊坊师范学院<x1>廊坊"]))
def test_whatever_an_engine_says_all_terms_stand_in_the_end(said: str, source: str) -> None:
    done = translate_with_terms([(Request(source, TO_EN), hits(source))], Deaf(said), beam=1)[0]
    assert all(place.placed for place in done.placements)
    assert spans_are_right(done)


@given(st.text("廊坊河北的，。（Hebei 12<x1>", max_size=40))
def test_whatever_an_engine_says_all_terms_stand_in_chinese_too(said: str) -> None:
    source = "Langfang and Langfang are in Hebei"
    done = translate_with_terms([(Request(source, TO_ZH), hits(source, Lang.EN))], Deaf(said))[0]
    assert all(place.placed for place in done.placements)
    assert spans_are_right(done)


def test_a_link_that_covers_the_sentence_tells_nothing() -> None:
    whole = Link(Span(0, 20), Span(0, 30), 1.0)
    assert aligned([whole], Span(2, 4), "x" * 30) == []


def test_neighbouring_links_are_one_stretch_and_faint_ones_are_noise() -> None:
    links = [Link(Span(0, 2), Span(4, 8), 0.9), Link(Span(0, 2), Span(9, 13), 0.5), Link(Span(0, 2), Span(20, 24), 0.1)]
    assert aligned(links, Span(0, 2), "The Lang Fang is a big city today") == [Span(4, 13)]


def test_links_follow_a_change() -> None:
    links = [Link(Span(0, 1), Span(0, 3), 1.0), Link(Span(1, 2), Span(4, 8), 1.0), Link(Span(2, 3), Span(9, 11), 1.0)]
    moved = shifted(links, "The town is", "The Langfang is")
    assert [link.target for link in moved] == [Span(0, 3), Span(4, 12), Span(13, 15)]


def test_chinese_stutters_too() -> None:
    assert stutter("廊坊市人民政府廊坊市人民政府") > 0
    assert stutter("廊坊市人民政府在河北省的中部地区") == 0


@pytest.mark.parametrize(
    ("said", "clean"),
    [
        ("关于河北北", "关于河北"),
        ("关于河北北。", "关于河北。"),
        ("河河北很大", "河北很大"),
        ("在，河河北北北，", "在，河北，"),
        ("河北北部", "河北北部"),
        ("黄河河北岸", "黄河河北岸"),
        ("河北，北", "河北，北"),
    ],
)
def test_a_character_of_a_name_is_not_said_again_beside_it(said: str, clean: str) -> None:
    text, steps = collapse([Hit(Term("河北", "Hebei"), Span(0, 5))], said, Lang.ZH)
    assert (text, bool(steps)) == (clean, said != clean)
