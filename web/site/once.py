"""``{% once 'brand', lang, folder %}...{% endonce %}``: a part of a template that many pages share is made once.

Law: whatever the part says must follow from what the tag names, or a page shows what was meant for another one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from jinja2 import Environment, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser


class Once(Extension):
    """The tag; what was made is kept as long as the environment, which serves one edition."""

    tags = {"once"}  # noqa: RUF012 - so it is named in Jinja

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._made: dict[Hashable, str] = {}

    def parse(self, parser: Parser) -> nodes.Node:
        """Read the tag: what the part depends on, and the part."""
        line = next(parser.stream).lineno
        on = parser.parse_tuple()
        part = parser.parse_statements(("name:endonce",), drop_needle=True)
        return nodes.CallBlock(self.call_method("_once", [on]), [], [], part).set_lineno(line)

    def _once(self, on: Hashable, caller: Callable[[], str]) -> str:
        if on not in self._made:
            self._made[on] = caller()
        return self._made[on]
