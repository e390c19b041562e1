"""What a number in a text is worth: parts that can be compared across languages, whatever they look like.

Law: two parts are compared by value, never by digits; a unit is converted, a rounding is judged by the digits shown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from translator.model import Span
from translator.text.numerals.units import UNITS

Value = Decimal | tuple[Decimal | None, ...]


class Kind(StrEnum):
    """What a number counts or names."""

    NUMBER = "number"
    ORDINAL = "ordinal"
    SHARE = "share"
    POINTS = "percentage points"
    MONEY = "money"
    MEASURE = "measure"
    DURATION = "duration"
    DATE = "date"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    QUARTER = "quarter"
    HALF = "half-year"
    DECADE = "decade"
    CENTURY = "century"
    WEEKDAY = "weekday"
    TIME = "time"
    CODE = "code"
    VAGUE = "vague"


#: kinds that place something in time; a difference is a wrong date, not a wrong number
CALENDAR = frozenset(
    {
        Kind.YEAR,
        Kind.MONTH,
        Kind.DAY,
        Kind.QUARTER,
        Kind.HALF,
        Kind.DECADE,
        Kind.CENTURY,
        Kind.WEEKDAY,
        Kind.TIME,
        Kind.DATE,
    }
)
#: kinds that a bare number or an ordinal may stand for in the other language (8月 = the eighth lunar month)
BARE = frozenset({Kind.NUMBER, Kind.ORDINAL})
NAMED_DAYS = frozenset({Kind.WEEKDAY, Kind.HALF, Kind.TIME, Kind.CODE, Kind.VAGUE})


@dataclass(frozen=True, slots=True)
class Part:
    """One comparable value.

    ``value`` counts ``unit`` (a key of units.UNITS, '' when there is none); ``others`` are values it may mean as well
    (3点 is 3:00 or 15:00); ``step`` is the worth of the last digit shown; ``span`` covers the number, ``whole`` number
    and unit; ``per`` is the unit it is told by (每斤8元), '' where there is none. A ``weak`` part may be missing on the
    other side without harm (one, two, both, a third time).
    """

    kind: Kind
    value: Decimal
    unit: str
    span: Span
    whole: Span
    weak: bool = False
    others: tuple[Decimal, ...] = ()
    step: Decimal = Decimal(1)
    code: str = ""
    per: str = ""

    @property
    def values(self) -> tuple[Decimal, ...]:
        """Everything it may mean, the likeliest first."""
        return (self.value, *self.others)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what belongs to it, as it stands in a text.

    ``value`` is a Decimal, (low, high) for a range, or (year, month, day) with None where a date leaves one out.
    ``span`` are code points of the text given to parse; ``parts`` are what is compared.
    """

    kind: Kind
    value: Value
    unit: str
    span: Span
    text: str
    parts: tuple[Part, ...] = ()


class Fit(StrEnum):
    """How well two parts fit: SAME value and unit, EQUAL numbers of which one shows no unit, or another UNIT."""

    SAME = "same"
    EQUAL = "equal"
    UNIT = "unit"
    NONE = "none"


def fit(one: Part, two: Part) -> Fit:
    """Compare two parts of different languages."""
    if one.per != two.per and one.per and two.per and UNITS[one.per].dimension == UNITS[two.per].dimension:
        return _fit_rates(one, two)
    if one.kind in NAMED_DAYS or two.kind in NAMED_DAYS:
        return _fit_named(one, two)
    if one.kind is two.kind and _measures_alike(one, two):
        if _alike(one, two):
            return Fit.SAME
        return Fit.UNIT if one.unit != two.unit and _equal(one, two) else Fit.NONE
    if not _equal(one, two):
        return Fit.NONE
    if one.kind in BARE or two.kind in BARE or _loosely_one(one, two):
        return Fit.EQUAL
    return Fit.UNIT if _clashes(one, two) else Fit.EQUAL


def _fit_rates(one: Part, two: Part) -> Fit:
    """Compare 8 yuan for a jin with 16 yuan per kilogram; the same figure for another measure is wrong."""
    ratio = UNITS[one.per].factor / UNITS[two.per].factor
    values = [value * ratio for value in two.values]
    same = replace(two, value=values[0], others=tuple(values[1:]), step=two.step * ratio, per=one.per)
    how = fit(one, same)
    if how in (Fit.SAME, Fit.EQUAL):
        return how
    return Fit.UNIT if fit(one, replace(two, per=one.per)) in (Fit.SAME, Fit.EQUAL) else Fit.NONE


def _fit_named(one: Part, two: Part) -> Fit:
    if one.kind is two.kind:
        alike = one.code == two.code if one.kind is Kind.CODE else _equal(one, two)
        return Fit.SAME if alike else Fit.NONE
    if Kind.WEEKDAY in (one.kind, two.kind) or not _equal(one, two):
        return Fit.NONE
    if Kind.VAGUE in (one.kind, two.kind):
        return Fit.EQUAL
    return Fit.EQUAL if one.kind in BARE or two.kind in BARE else Fit.NONE


#: 元 alone is the money of the place: in a text about Hong Kong the Hong Kong dollar
_LOCAL_YUAN = frozenset({"HKD", "MOP", "TWD", "SGD"})


def _clashes(one: Part, two: Part) -> bool:
    """Say whether two equal numbers contradict each other by their units; a second meaning contradicts nothing."""
    units = {one.unit, two.unit}
    return one.value == two.value and not units & {"fraction", "off"} and not ("CNY" in units and units & _LOCAL_YUAN)


def _equal(one: Part, two: Part) -> bool:
    return any(value in two.values for value in one.values)


def _measures_alike(one: Part, two: Part) -> bool:
    """Say whether both measure the same thing: two lengths, two amounts of yuan, two months."""
    first, second = UNITS.get(one.unit), UNITS.get(two.unit)
    if first is None or second is None:
        return first is second
    return first.dimension == second.dimension


def _loosely_one(one: Part, two: Part) -> bool:
    """Let kinds pass that the other language often swaps: 7日 is the 7th or seven days, 8月 the first eight months."""
    kinds = {one.kind, two.kind}
    if kinds == {Kind.DURATION, Kind.DAY}:
        return "day" in (one.unit, two.unit)
    if kinds == {Kind.DURATION, Kind.MONTH}:
        return "month" in (one.unit, two.unit)
    return kinds in (
        {Kind.DURATION, Kind.YEAR},
        {Kind.DURATION, Kind.DECADE},
        {Kind.DAY, Kind.YEAR},
        {Kind.DURATION, Kind.QUARTER},
    )


def _alike(one: Part, two: Part) -> bool:
    if one.kind is Kind.SHARE:
        return _shares_alike(one, two)
    if one.unit == two.unit or one.unit not in UNITS:
        return _equal(one, two)
    return any(_converts(one, a, two, b) for a in one.values for b in two.values)


def _shares_alike(one: Part, two: Part) -> bool:
    """Compare 30 %, three tenths, 三成, half, 1.5倍; growth by 200 % is the same as tripling."""
    if one.unit == two.unit and one.unit in ("fraction", "off"):  # what else they may mean holds for other units only
        return abs(one.value - two.value) <= Decimal("0.0001")
    first, second = _ratios(one), _ratios(two)
    if any(abs(a - b) <= _slack(one, two) for a in first for b in second):
        return True
    if (one.unit == "times") is (two.unit == "times"):
        return False
    times, percent = (first, second) if one.unit == "times" else (second, first)
    return any(a - 1 == b for a in times for b in percent)


def _ratios(part: Part) -> list[Decimal]:
    return [value * UNITS[part.unit].factor for value in part.values]


def _slack(one: Part, two: Part) -> Decimal:
    """A third is 33.3 percent: let a fraction differ from a decimal by half the last digit shown."""
    if "fraction" not in (one.unit, two.unit) or one.unit == two.unit:
        return Decimal("0.0001") if "fraction" in (one.unit, two.unit) else Decimal(0)
    shown = two if one.unit == "fraction" else one
    return shown.step * UNITS[shown.unit].factor / 2


#: a converted measure may be off by half of the last digit shown, or by this share where it was rounded further
ROUNDING = Decimal("0.012")
#: or by this share where no more than two figures are shown: 3,000 feet are about 900 metres
_ROUGHLY = Decimal("0.03")


def _converts(one: Part, a: Decimal, two: Part, b: Decimal) -> bool:
    first, second = UNITS[one.unit], UNITS[two.unit]
    x, y = a * first.factor + first.zero, b * second.factor + second.zero
    if one.kind is Kind.MONEY or (one.kind is Kind.DURATION and x == y):
        return x == y
    slack = max(one.step * first.factor, two.step * second.factor) / 2
    ratio = first.factor / second.factor if first.factor > second.factor else second.factor / first.factor
    if ratio * 10 == int(ratio * 10) and not (
        first.zero or second.zero
    ):  # 2 jin are a kilogram, 1000 metres a kilometre: nothing was lost in converting
        return abs(x - y) <= slack
    share = _ROUGHLY if min(_figures(a), _figures(b)) <= 2 else ROUNDING
    return abs(x - y) <= max(slack, share * max(abs(x), abs(y)))


def _figures(value: Decimal) -> int:
    """Return how many significant figures a value has: 900 has one."""
    return len(value.normalize().as_tuple().digits)


def with_unit(part: Part, kind: Kind, unit: str, whole: Span) -> Part:
    """Return ``part`` counted in another unit."""
    return replace(part, kind=kind, unit=unit, whole=whole)
