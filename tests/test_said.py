"""What the library says, in the language of the page: nothing of it may come out in English in Chinese pages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from test_checks import cases, findings
from test_names import CASES as NAMES
from web_desk import a_desk, an_app

from translator.model import Lang
from translator.names import propose
from web.said import load, said

ROOT = Path(__file__).parents[1] / "translator"
#: the rooms whose sentences reach the review desk: what, where, the names its sentences stand under
ROOMS = (
    ("findings", "checks/*.py", {"message"}),
    ("trouble", "desk/re[vp]*.py", {"message", "next_step", "hint"}),
    ("trouble", "desk/[cnr][uoa]*s.py", {"message", "next_step", "hint"}),
    ("trouble", "desk/choices.py", {"message", "next_step", "hint"}),
    ("trouble", "desk/people.py", {"message", "next_step", "hint"}),
    ("trouble", "desk/s[cei]*.py", {"message", "next_step", "hint"}),
    ("trouble", "desk/webhooks.py", {"message", "next_step", "hint"}),
    ("trouble", "desk/release.py", {"message", "next_step", "hint"}),
    ("trouble", "targets/*.py", {"message", "next_step", "hint"}),
)
RAISED = {"InputError", "NotFound", "Forbidden", "Conflict", "StoreError"}


def sentences(path: Path, names: set[str]) -> Iterator[ast.expr]:
    """Yield what stands under such a name, and what a finding or an error is made with."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) | ast.keyword(arg=name, value=value):
                if name in names:
                    yield value
            case ast.Call(func=ast.Name(id="Finding"), args=[_, _, message, *_]):
                yield message
            case ast.Call(func=ast.Name(id=name), args=[message, *_]) if name in RAISED:
                yield message


def spellings(node: ast.expr) -> Iterator[str]:
    """Yield patterns of what an expression can say: any words for what is put in, each way of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield re.escape(node.value)
    elif isinstance(node, ast.IfExp):
        yield from (*spellings(node.body), *spellings(node.orelse))
    elif isinstance(node, ast.FormattedValue):
        yield from list(spellings(node.value)) or [".*"]
    elif isinstance(node, ast.JoinedStr):
        yield from map("".join, product(*(list(spellings(part)) for part in node.values)))


@pytest.mark.parametrize(("kind", "where", "names"), ROOMS)
def test_every_sentence_in_the_code_has_a_translation(kind: str, where: str, names: set[str]) -> None:
    known = load("zh", kind)
    assert known is not None
    samples = list(known.samples())
    wanted = {said for path in ROOT.glob(where) for node in sentences(path, names) for said in spellings(node)}
    assert len(wanted) > 1
    assert [said for said in wanted if not any(re.fullmatch(said, sample) for sample in samples)] == []


def test_every_finding_of_the_cases_is_said_in_chinese() -> None:
    known = load("zh", "findings")
    assert known is not None
    pairs = [*cases("faulty"), *cases("good")]
    messages = {each.message for case in pairs for each in findings(case)}
    assert len(messages) > 100
    assert [message for message in messages if known.read(message) is None] == []


def test_every_reason_of_the_cases_is_said_in_chinese() -> None:
    known = load("zh", "reasons")
    assert known is not None
    reasons = {name.reason for _, case in NAMES for name in propose(str(case["text"]), Lang(case["lang"]))}
    assert len(reasons) > 200
    assert [reason for reason in reasons if known.read(reason) is None] == []


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("“1.5亿” is missing from the translation", "译文缺少“1.5亿”"),
        ("URL a.cn/x is missing from the translation", "译文缺少网址 a.cn/x"),
        ("“Langfan” is a forbidden form of 廊坊; use “Langfang”", "“Langfan”是“廊坊”的禁用译法，应为“Langfang”"),
        ("“5%” goes up in the source and down in the translation", "“5%”在原文中是上升，在译文中是下降"),
        ("the glossary term “a; b” should read “100% c”", "术语“a; b”应译为“100% c”"),
    ],
)
def test_a_finding_reads_as_chinese_does(english: str, chinese: str) -> None:
    assert load("zh", "findings").read(english) == chinese  # type: ignore[union-attr]


def test_what_nobody_knows_stays_english_and_says_so(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk, an_app(desk).test_request_context(headers={"Accept-Language": "zh-CN"}):
        assert (said("a new kind of trouble", "findings").tag, said("the translation is empty", "findings").tag) == (
            "en",
            "zh-CN",
        )


def test_a_note_of_a_revision_and_trouble_are_said_in_chinese(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        client = an_app(desk).test_client()
        chinese = {"Accept-Language": "zh-CN"}
        anchor = desk.rows("page")[0].segment.anchor
        desk.review.submit(f"page/{anchor}", "Langfang City", base_revision=1, by="li")
        assert "已提交" in client.get(f"/documents/page/segments/{anchor}/history", headers=chinese).text
        assert "没有这份文档" in client.get("/documents/nothing/review", headers=chinese).text


def test_where_a_pair_of_the_memory_came_from_is_said_too() -> None:
    known = load("zh", "origins")
    assert known is not None
    assert known.read("news.tmx (not reviewed)") == "news.tmx（未审校）"
    assert known.read("phrases of Duizhao (not reviewed)") == "对照短语集（未审校）"
