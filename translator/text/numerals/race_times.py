"""Read the clock of a race, the same in both languages: 1:05.33 is 1 minute 5.33 seconds, 2:05:33 begins with hours."""

from __future__ import annotations

import re
from decimal import Decimal

from translator.text.numerals.build import part, quantity
from translator.text.numerals.values import Kind, Quantity

_RACE = re.compile(
    r"(?P<minute>[0-5]?\d):(?P<second>[0-5]\d\.\d{1,3})(?!\d|\.\d)|"
    r"(?P<hour>\d):(?P<m>[0-5]\d):(?P<s>[0-5]\d(?:\.\d{1,3})?)(?!\d|[.:]\d|\s?[ap]\.?m)",
    re.IGNORECASE,
)
_UNITS = (("hour", "hour"), ("minute", "minute"), ("m", "minute"), ("second", "second"), ("s", "second"))


def read_race(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read 1:05.33 and 2:05:33 as hours, minutes and seconds."""
    match = _RACE.match(text, at)
    if match is None or text[at - 1 : at].isdigit():
        return None
    parts = []
    for name, unit in _UNITS:
        if match[name]:
            step = Decimal("0.01") if "." in match[name] else Decimal(1)
            parts.append(part(Kind.DURATION, Decimal(match[name]), *match.span(name), unit=unit, step=step))
    return quantity(text, *parts), match.end()
