"""The laws of the house: who may import whom, what stays lazy, how long a module may get."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

#: a room may import rooms of a lower floor, and itself; siblings on one floor never import each other
FLOORS = [
    {"translator.errors"},
    {"translator.model"},
    {"translator.ports", "translator.config", "translator.text"},
    {
        "translator.glossary",
        "translator.memory",
        "translator.formats",
        "translator.checks",
        "translator.engines",
        "translator.names",
        "translator.store",
        "translator.targets",
    },
    {"translator.ladder"},
    {"translator.draft", "translator.edition", "translator.evaluate", "translator.figures"},
    {"translator.desk"},
    {"translator.jobs", "translator.batch"},
    {"translator.cli", "web"},
    {"translator.training"},
]
LEVEL = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}
SLOW = {"ctranslate2", "sentencepiece", "transformers", "torch", "ray"}
MODULES = sorted([*(ROOT / "translator").rglob("*.py"), *(ROOT / "web").rglob("*.py")])


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def room(name: str) -> str | None:
    """Name the room a module belongs to; None for the front door and for strangers."""
    return next((r for r in LEVEL if name == r or name.startswith(r + ".")), None)


def imports(path: Path, *, top_level_only: bool = False) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if top_level_only else list(ast.walk(tree))
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.update({node.module, *(f"{node.module}.{alias.name}" for alias in node.names)})
    return found


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_a_room_imports_only_rooms_below_it(path: Path) -> None:
    here = room(dotted(path))
    if here is None:  # the front door imports nouns only
        assert {room(name) for name in imports(path)} <= {
            None,
            "translator.model",
            "translator.desk",
            "translator.config",
        }
        return
    for name in imports(path):
        there = room(name)
        assert there in (None, here) or LEVEL[there] < LEVEL[here], f"{dotted(path)} must not import {name}"


def test_every_module_lives_in_a_known_room() -> None:
    strangers = [dotted(p) for p in MODULES if room(dotted(p)) is None and dotted(p) != "translator"]
    assert strangers == []


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_slow_libraries_are_imported_inside_functions(path: Path) -> None:
    if room(dotted(path)) == "translator.training":
        return
    assert not {name.split(".")[0] for name in imports(path, top_level_only=True)} & SLOW


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_no_module_is_longer_than_the_wall(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def loaded_after(statement: str) -> set[str]:
    code = f"import sys, json; {statement}; print(json.dumps(sorted({{m.split('.')[0] for m in sys.modules}})))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(json.loads(out.stdout.splitlines()[-1]))


def test_the_front_door_loads_nothing_slow() -> None:
    assert not loaded_after("import translator") & (SLOW | {"sqlalchemy", "flask", "sacrebleu", "click"})


def test_the_command_line_loads_no_engine_and_no_database() -> None:
    assert not loaded_after("import translator.cli") & (SLOW | {"sqlalchemy", "flask", "sacrebleu"})


def test_the_web_application_loads_no_engine() -> None:
    assert not loaded_after("import web; web.create_app()") & SLOW


def test_web_reaches_the_product_only_through_the_desk() -> None:
    allowed = {
        "translator.errors",
        "translator.model",
        "translator.ports",
        "translator.config",
        "translator.text",
        "translator.desk",
        "translator.jobs",  # long work goes through the queue, to the Desk of a worker
        "web",
    }
    for path in (ROOT / "web").rglob("*.py"):
        rooms = {room(name) for name in imports(path) if name.startswith(("translator", "web"))}
        assert rooms - {None} <= allowed, dotted(path)
