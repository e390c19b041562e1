"""Nouns to JSON and back, by their type hints; what does not fit its hint is an error, never a guess."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
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
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def load(kind: type[T], text: str) -> T:
    """Return the noun that ``dump`` wrote.

    >>> from translator.model import Span
    >>> load(Span, '{"start":0,"end":2}')
    Span(start=0, end=2)
    """
    return cast(T, _maker(cast(Any, kind))(json.loads(text)))


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if is_dataclass(value):
        return {name: _plain(getattr(value, name)) for name in _names(cast(Any, type(value)))}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.value if isinstance(value, Enum) else value


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
