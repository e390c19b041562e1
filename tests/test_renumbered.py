"""Numbers that came out wrong are given to the model, as terms are."""

from __future__ import annotations

import pytest
from fakes import FakeEngine

from translator.draft.renumbered import renumbered
from translator.glossary import Matcher, make
from translator.ladder import Termed, translate_with_terms
from translator.model import Lang, Pair, Request, Term

TO_EN, TO_ZH = Pair.to(Lang.EN), Pair.to(Lang.ZH)
CITY = make([Term("廊坊", "Langfang")])


def again(source: str, said: str, pair: Pair, *, obeys: bool = True) -> Termed:
    engine = FakeEngine({source: said}, obeys=obeys)
    asked = [(Request(source, pair), Matcher(CITY, pair.source).hits(source))]
    return renumbered(asked, translate_with_terms(asked, engine), engine)[0]


@pytest.mark.parametrize(
    ("source", "said", "pair", "text"),
    [
        ("投资1.5亿元，建房3万套。", "1.5亿元 in 3万 homes", TO_EN, "150 million yuan in 30,000 homes"),
        ("增长三成，来了50多万人。", "up 三成, 50多万 came", TO_EN, "up 30 percent, more than 500,000 came"),
        (
            "Three thousand people, forty buses.",
            "昨天来了Three thousand人，坐着forty辆车。",
            TO_ZH,
            "昨天来了3000人，坐着40辆车。",
        ),
    ],
)
def test_numbers_the_model_cannot_work_out_are_given_to_it(source: str, said: str, pair: Pair, text: str) -> None:
    made = again(source, said, pair)
    assert made.hypothesis.text == text
    assert made.steps[-1].name == "numbers"


def test_a_model_that_does_not_obey_keeps_its_first_answer() -> None:
    made = again("投资1.5亿元，建房3万套。", "It built homes for money.", TO_EN, obeys=False)
    assert (made.hypothesis.text, made.steps) == ("It built homes for money.", ())


def test_terms_stay_when_numbers_are_given() -> None:
    made = again("廊坊投资1.5亿元，建房3万套。", "廊坊 put 1.5亿元 in 3万 homes", TO_EN)
    assert made.hypothesis.text == "Langfang put 150 million yuan in 30,000 homes"
    assert [place.target for place in made.placements] == ["Langfang"]


def test_right_numbers_are_not_asked_for_twice() -> None:
    engine = FakeEngine({"投资1.5亿元。": "150 million yuan was put in."})
    asked = [(Request("投资1.5亿元。", TO_EN), [])]
    renumbered(asked, translate_with_terms(asked, engine), engine)
    assert len(engine.requests) == 1


def test_steps_lead_from_the_first_answer_to_the_text() -> None:
    made = again("廊坊投资1.5亿元，建房3万套。", "廊坊 put 1.5亿元 in 3万 homes", TO_EN)
    assert all(one.after == two.before for one, two in zip(made.steps, made.steps[1:], strict=False))
    assert made.steps[-1].after == made.hypothesis.text
