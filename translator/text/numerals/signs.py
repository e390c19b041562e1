"""Read the sign of a number: 零下15摄氏度, -15℃, minus 15, 15 degrees below zero.

Law: only a temperature is surely below zero; any other number may go without its sign (-3% is a fall of 3 percent).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from translator.model import Span
from translator.text.numerals.values import Kind, Part, Quantity

_BEFORE = re.compile(
    r"(?:零下|(?<![^，。、；：\s为到至约达降近])负|(?<![\dA-Za-z)）%.:/-])[-−–]"
    r"|\b(?:minus|negative) )(?:约|近|about )?$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"(?: degrees?(?: celsius| centigrade| fahrenheit)?)?,? below (?:zero|freezing)", re.I)


def signed(found: Sequence[Quantity], text: str) -> list[Quantity]:
    """Return ``found`` with the parts below zero made negative."""
    return [_signed(quantity, text) for quantity in found]


def _signed(quantity: Quantity, text: str) -> Quantity:
    parts: list[Part] = []
    for part in quantity.parts:
        sign = _BEFORE.search(text, max(0, part.span.start - 10), part.span.start)
        below = sign is not None or _AFTER.match(text, part.whole.end) or _AFTER.match(text, part.span.end)
        if below:
            part = _below(part, sign, text)
        elif parts and parts[0].value < 0:  # 零下5至10度: the sign may hold for both
            part = replace(part, others=(-part.value,))
        parts.append(part)
    if tuple(parts) == quantity.parts:
        return quantity
    value = parts[0].value if len(parts) == 1 else tuple(part.value for part in parts)
    span = Span(min(part.whole.start for part in parts), max(part.whole.end for part in parts))
    return replace(quantity, value=value, unit=parts[-1].unit, span=span, text=span.of(text), parts=tuple(parts))


def _below(part: Part, sign: re.Match[str] | None, text: str) -> Part:
    """Make a temperature negative, its sign a part of its number; let another number be read either way."""
    if sign and sign[0].startswith("零下") and text.startswith("度", part.whole.end):
        part = replace(part, kind=Kind.MEASURE, unit="C", whole=Span(part.whole.start, part.whole.end + 1))
    if part.unit in ("C", "F"):
        span = Span(sign.start(), part.span.end) if sign else part.span
        return replace(part, value=-part.value, span=span, whole=Span(span.start, part.whole.end))
    return replace(part, others=(*part.others, -part.value)) if part.kind is Kind.NUMBER else part
