"""Charts as SVG, made on the server: they need no script, follow light and dark, and have a title and a description.

Places are given in per cent of the width and in px of the height, so that words keep their size on a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

#: px: a line of a bar chart (label above its bar), the bar itself, the columns, the words below them
LINE, BAR, HEIGHT, FOOT = 40, 12, 140, 22
#: columns for which there is room at least, so that two days are not two walls
FEWEST = 14
#: characters of a label that fit a phone beside the value
LABEL = 28


@dataclass(frozen=True, slots=True)
class Point:
    """One value under its label; ``shown`` is how a person reads the value, ``lang`` tags the label."""

    label: str
    value: float
    shown: str
    lang: str = ""


def bars(name: str, title: str, told: str, points: Sequence[Point]) -> Markup:
    """Draw values as lying bars, one below the other; ``name`` is unique on the page, ``told`` sums the chart up."""
    top = _top(points)
    drawn = Markup().join(_bar(point, number * LINE, point.value / top) for number, point in enumerate(points))
    return _svg(name, title, told, len(points) * LINE, drawn)


def _bar(point: Point, y: int, share: float) -> Markup:
    lang = Markup(' lang="{}"').format(point.lang) if point.lang else ""
    shape = Markup(
        '<text x="0" y="{}"{}>{}</text><text x="100%" y="{}" class="value">{}</text>'
        '<rect x="0" y="{}" width="100%" height="{}" rx="3" class="ground"/>'
        '<rect x="0" y="{}" width="{}%" height="{}" rx="3" class="amount"><title>{}</title></rect>'
    )
    words, line, below = f"{point.label}: {point.shown}", y + 15, y + 21
    label = shortened(point.label)
    return shape.format(line, lang, label, line, point.shown, below, BAR, below, _percent(share), BAR, words)


def columns(name: str, title: str, told: str, points: Sequence[Point]) -> Markup:
    """Draw values as standing columns in their order, with the span and the highest below them."""
    top, width = _top(points), 100 / max(len(points), FEWEST)
    drawn = Markup().join(_column(point, at * width, width, point.value / top) for at, point in enumerate(points))
    floor = Markup('<line x1="0" x2="100%" y1="{}" y2="{}" class="floor"/>').format(HEIGHT, HEIGHT)
    return _svg(name, title, told, HEIGHT + FOOT, drawn + floor + _below(points))


def _below(points: Sequence[Point]) -> Markup:
    """Name the first and the last column on the left, the highest with its value on the right."""
    if not points:
        return Markup()
    ends, high = dict.fromkeys((points[0].label, points[-1].label)), max(points, key=lambda point: point.value)
    words = '<text x="0" y="{}">{}</text><text x="100%" y="{}" class="value">↑ {}: {}</text>'
    return Markup(words).format(HEIGHT + FOOT - 5, " – ".join(ends), HEIGHT + FOOT - 5, high.label, high.shown)


def _column(point: Point, x: float, width: float, share: float) -> Markup:
    tall = round(share * (HEIGHT - 4), 1)
    gap = width * 0.12
    shape = '<rect x="{}%" y="{}" width="{}%" height="{}" class="amount"><title>{}</title></rect>'
    words = f"{point.label}: {point.shown}"
    return Markup(shape).format(round(x + gap, 3), round(HEIGHT - tall, 1), round(width - 2 * gap, 3), tall, words)


def _svg(name: str, title: str, told: str, height: int, inside: Markup) -> Markup:
    frame = (
        '<svg class="chart" role="img" aria-labelledby="{}-title {}-told" width="100%" height="{}">'
        '<title id="{}-title">{}</title><desc id="{}-told">{}</desc>{}</svg>'
    )
    return Markup(frame).format(name, name, height, name, title, name, told, inside)


def _top(points: Sequence[Point]) -> float:
    return max((point.value for point in points), default=0.0) or 1.0


def _percent(share: float) -> float:
    return round(100 * min(max(share, 0.0), 1.0), 2)


def shortened(label: str) -> str:
    """Cut a label to what fits; a Chinese character is as wide as two Latin ones.

    >>> shortened("廊坊经济技术开发区管理委员会关于进一步优化营商环境的若干措施")
    '廊坊经济技术开发区管理委员会…'
    """
    width = 0
    for at, character in enumerate(label):
        width += 2 if ord(character) > 0x2E7F else 1
        if width > LABEL:
            return f"{label[:at]}…"
    return label
