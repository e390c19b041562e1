"""The interface in 中文: every message of code and templates is in the catalogue, with the same places to fill."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from web.language import CATALOGUES, load

WEB = Path(__file__).parents[1] / "web"
METHODS = [("**/templates/**.html", "jinja2"), ("site/**.py", "ignore"), ("**.py", "python")]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
#: messages that read the same in both languages, or are put together elsewhere
HOLE = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def messages() -> set[str]:
    found = extract_from_dir(str(WEB), METHODS, keywords=KEYWORDS)
    return {each[0] if isinstance(each, tuple) else each for _, _, each, _, _ in found if each}


def test_every_message_has_a_chinese_one() -> None:
    wanted, chinese = messages(), load("zh")
    assert len(wanted) > 300
    assert [
        each for each in sorted(wanted) if chinese.gettext(each) == each and chinese.ngettext(each, "", 2) == ""
    ] == []


def test_no_message_means_two_things() -> None:
    said: dict[str, set[str]] = {}
    for path in CATALOGUES.glob("zh/*.po"):
        for entry in read_po(BytesIO(path.read_bytes())):
            if entry.id:
                said.setdefault(str(entry.id), set()).add(str(entry.string))
    assert {english: chinese for english, chinese in said.items() if len(chinese) > 1} == {}


def test_every_chinese_message_fills_the_same_places() -> None:
    chinese = load("zh")
    texts = {each: chinese.gettext(each) for each in messages()}
    assert [
        each
        for each, said in texts.items()
        if said != each and sorted(HOLE.findall(each)) != sorted(HOLE.findall(said))
    ] == []
