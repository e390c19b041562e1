"""Draw the learning curves of a run as an SVG that needs no library and reads in light and dark pages."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_WIDTH, _HEIGHT = 720, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 190, 36, 48
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#8a6d00")


@dataclass(frozen=True)
class Curve:
    """Points of one line: millions of target pieces, nats a piece."""

    name: str
    points: tuple[tuple[float, float], ...]


def read(log: Path) -> list[Curve]:
    """Return the curves of a log: training loss, smoothed over ten entries, and the development losses."""
    found: dict[str, list[tuple[float, float]]] = {}
    recent: list[float] = []
    for line in log.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if "nll" in entry:
            recent = [*recent[-9:], entry["nll"]]
            found.setdefault("training (sampled)", []).append((entry["pieces"] / 1e6, sum(recent) / len(recent)))
        for name in entry:
            if name.startswith("nll "):
                label = name.removeprefix("nll ").replace(" zh", ", to Chinese").replace(" en", ", to English")
                found.setdefault(label, []).append((entry["pieces"] / 1e6, entry[name]))
    return [Curve(name, tuple(points)) for name, points in found.items()]


def draw(curves: Sequence[Curve], title: str) -> str:
    """Return the SVG; an empty frame where there are no points."""
    points = [point for curve in curves for point in curve.points] or [(1.0, 1.0)]
    right, top = max(x for x, _ in points) or 1.0, math.ceil(max(y for _, y in points))
    low = math.floor(min(y for _, y in points))
    across, down = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM

    def place(x: float, y: float) -> tuple[float, float]:
        return _LEFT + across * x / right, _TOP + down * (top - y) / max(1, top - low)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{title}">',
        "<style>text{font:13px sans-serif;fill:#333}.axis{stroke:#888;stroke-width:1}.grid{stroke:#8884;stroke-width:1}"
        "@media(prefers-color-scheme:dark){text{fill:#ddd}}</style>",
        f'<text x="{_LEFT}" y="20" style="font-weight:bold">{title}</text>',
    ]
    for level in range(low, top + 1):
        x, y = place(0, level)
        parts.append(f'<path class="grid" d="M{x:.1f} {y:.1f}h{across}"/>')
        parts.append(f'<text x="{x - 8:.1f}" y="{y + 4:.1f}" text-anchor="end">{level}</text>')
    step = 10 ** math.floor(math.log10(right)) if right >= 2 else right
    while right / step < 4:
        step /= 2
    for number in range(int(right / step) + 1):
        x, y = place(number * step, low)
        parts.append(f'<text x="{x:.1f}" y="{y + 18:.1f}" text-anchor="middle">{number * step:g}</text>')
    parts.append(f'<text x="{_LEFT + across / 2}" y="{_HEIGHT - 10}" text-anchor="middle">million target pieces</text>')
    parts.append(
        f'<text transform="translate(18 {_TOP + down / 2}) rotate(-90)" text-anchor="middle">nats a piece</text>'
    )
    for number, curve in enumerate(curves):
        colour = _COLOURS[number % len(_COLOURS)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*point) for point in curve.points))
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        if "training" not in curve.name:
            dots = (place(*point) for point in curve.points)
            parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in dots]
        y_label = _TOP + 14 + 20 * number
        parts.append(f'<rect x="{_WIDTH - _RIGHT + 14}" y="{y_label - 9}" width="12" height="4" fill="{colour}"/>')
        parts.append(f'<text x="{_WIDTH - _RIGHT + 32}" y="{y_label}">{curve.name}</text>')
    return "\n".join([*parts, "</svg>", ""])
