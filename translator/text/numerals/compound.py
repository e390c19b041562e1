"""Read measures told in two units, the same in both languages: 6 feet 4 inches, 7磅4盎司."""

from __future__ import annotations

import re
from decimal import Decimal

from translator.text.numerals.build import part, quantity
from translator.text.numerals.values import Kind, Quantity

_SMALL = r"(?P<{}>\d{{1,2}}(?:\.\d+)?)"
_TWO = re.compile(
    rf"(?P<whole>\d+)(?:[ -]?(?:feet|foot|ft)\.?,?[ -](?:and )?{_SMALL.format('inch')}[ -]?(?:inches|inch|in\b)"
    rf"|['′]{_SMALL.format('sign')}[\"″]|英尺{_SMALL.format('cun')}英寸"
    rf"|[ -]?(?:pounds?|lbs?)\.?,?[ -](?:and )?{_SMALL.format('ounce')}[ -]?(?:ounces?|oz)"
    rf"|磅{_SMALL.format('liang')}盎司)",
    re.IGNORECASE,
)


def read_two_units(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read feet with inches as feet, pounds with ounces as pounds."""
    match = _TWO.match(text, at)
    if match is None or text[at - 1 : at].isdigit():
        return None
    unit, base = ("ft", 12) if match.lastgroup in ("inch", "sign", "cun") else ("lb", 16)
    value = Decimal(match["whole"]) + Decimal(match[match.lastgroup or "whole"]) / base
    found = part(Kind.MEASURE, value, at, match.end(), unit=unit, step=Decimal(1) / base)
    return quantity(text, found), match.end()
