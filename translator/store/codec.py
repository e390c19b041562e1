"""Nouns to JSON and back, by their type hints; what does not fit its hint is an error, never a guess."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Maker = Callable[[Any], Any]


def dump(value: object) -> str:
    """Return a noun as JSON; equal nouns give equal text.

    >>> from translator.model import Span
    >>> dump(Span(0, 2))
    '{"start":0,"end":2}'
    """
    plainer = _plainer(cast(Any, type(value)))
    return json.dumps(plainer(value) if plainer else value, ensure_ascii=False, separators=(",", ":"))


def load(kind: type[T], text: str) -> T:
    """Return the noun that ``dump`` wrote.

    >>> from translator.model import Span
    >>> load(Span, '{"start":0,"end":2}')
    Span(start=0, end=2)
    """
    return cast(T, _maker(cast(Any, kind))(json.loads(text)))


@cache
def _plainer(hint: Any) -> Maker | None:
    """Return the function that makes JSON of a value of this type, None where the value serves; built once per type."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        some = _plainer(next(arg for arg in args if arg is not NoneType))
        return some and (lambda value: None if value is None else some(value))
    if origin is tuple:
        item = _plainer(args[0])
        return item and (lambda value: [item(part) for part in value])
    if hint is datetime:
        return datetime.isoformat
    if isinstance(hint, type) and is_dataclass(hint):
        return _dataclass_plainer(hint)
    return None  # our enumerations are text or numbers, too


def _dataclass_plainer(kind: type) -> Maker:
    names, hints = _names(kind), get_type_hints(kind)
    fields_of = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
    deep = [(name, plainer) for name in names if (plainer := _plainer(hints[name]))]

    def plain(value: Any) -> dict[str, Any]:
        made = dict(zip(names, fields_of(value), strict=True))
        for name, plainer in deep:
            made[name] = plainer(made[name])
        return made

    return plain


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _maker(hint: Any) -> Maker:
    """Return the function that makes a value of this type from JSON; built once per type."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        some = _maker(next(arg for arg in args if arg is not NoneType))
        return lambda value: None if value is None else some(value)
    if origin is tuple:
        item = _maker(args[0])
        return lambda value: tuple(item(part) for part in value)
    if isinstance(hint, type) and is_dataclass(hint):
        return _dataclass_maker(hint)
    if hint is datetime:
        return datetime.fromisoformat
    return cast(Maker, hint)


def _dataclass_maker(kind: type) -> Maker:
    hints = get_type_hints(kind)
    makers = {name: _maker(hints[name]) for name in _names(kind)}
    # a field that an older version did not write keeps its default
    return lambda value: kind(**{name: make(value[name]) for name, make in makers.items() if name in value})
