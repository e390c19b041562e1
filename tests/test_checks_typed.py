"""Checks while somebody types: they stay quick where every number is wrong yet, and copy long figures as they stand."""

from __future__ import annotations

import pytest
from growth import growth

from translator import checks
from translator.model import Lang, Pair

TO_EN, TO_ZH = Pair.to(Lang.EN), Pair.to(Lang.ZH)
ZH, EN = "投资1.5亿元，增长4.2%，占地200亩。", "It invested 15 million yuan, up 2.4 percent, on 20 hectares. "


def fix(source: str, target: str, pair: Pair) -> str | None:
    (found,) = (found for found in checks.run(source, target, pair) if found.check == "number")
    return found.fix


def test_many_wrong_numbers_cost_no_more_than_the_length_of_the_text() -> None:
    assert growth(lambda size: checks.run(ZH * size, EN * size, TO_EN), 4, 8) < 3
    assert growth(lambda size: checks.run(EN * size, ZH * size, TO_ZH), 4, 8) < 3


def test_fixes_come_forward_as_the_first_ones_are_used() -> None:
    left = EN * 6
    for _ in range(3 * 6):
        left = next(found.fix for found in checks.run(ZH * 6, left, TO_EN) if found.fix)
    assert left == "It invested 150 million yuan, up 4.2 percent, on 13.3 hectares. " * 6


@pytest.mark.parametrize("figures", ["03161234567", "123456789012345678", "62220202000112345678901234567890"])
def test_the_figures_of_a_telephone_and_an_account_are_copied_as_they_stand(figures: str) -> None:
    wrong = figures[:-2] + "19"
    assert fix(f"号码{figures}。", f"Number {wrong}.", TO_EN) == f"Number {figures}."
    assert fix(f"Number {figures}.", f"号码{wrong}。", TO_ZH) == f"号码{figures}。"


@pytest.mark.parametrize(
    "unit", [("亿元", " billion yuan"), ("亩", " hectares"), ("%", " percent"), ("世纪", "th century")]
)
def test_numbers_of_any_length_never_raise(unit: tuple[str, str]) -> None:
    zh, en = "9" * 5000 + unit[0], "8" * 5000 + unit[1]
    assert "number" in [found.check for found in checks.run(zh, en, TO_EN)]
    assert "number" in [found.check for found in checks.run(en, zh, TO_ZH)]
