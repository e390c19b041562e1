"""Killed outright while publishing, going back or withdrawing: readers see the old site or the new one, whole."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from pkgutil import resolve_name

import pytest
from sites import files
from test_publish import put
from test_web import desk_in

from translator.desk import Desk

#: what is done, where the plug is pulled (at the first call of that), and whether after it; in the order of a release
MOMENTS = [
    ("publish", "web.site.workers:render", False),
    ("publish", "web.site.briefs:save", True),
    ("publish", "translator.store.sql:SqlStore.add_edition", True),
    ("publish", "translator.desk.release:SiteFolder.switch", False),
    ("publish", "translator.desk.release:SiteFolder.switch", True),
    ("publish", "translator.store.sql:SqlStore.set_live", True),
    ("publish", "pathlib:Path.rename", True),
    ("rollback", "web.site.briefs:save", True),
    ("rollback", "translator.desk.release:SiteFolder.switch", False),
    ("rollback", "translator.desk.release:SiteFolder.switch", True),
    ("withdraw", "os:sync", False),
]
NAMES = ("one", "two", "three")
#: starts quickly, with everything loaded
children = get_context("forkserver")
children.set_forkserver_preload(["test_killed"])


def opened(folder: Path) -> Desk:
    desk = desk_in(folder)
    (folder / "site.toml").write_text("search = false\n[policy]\nkeep = 2\n")
    object.__setattr__(desk.settings, "site_file", str(folder / "site.toml"))
    return desk


def write(desk: Desk, words: str) -> None:
    """Give every page these words in English, approved."""
    for name in NAMES:
        document = put(desk, f"# 标题 {name}\n\n正文。\n", f"{name}.md")
        for row in desk.rows(document.id):
            saved = desk.revise(row.segment.id, f"The {words}", base_revision=row.base_revision, by="li")
            desk.approve(row.segment.id, base_revision=saved.number, by="wang")


def back(desk: Desk) -> None:
    shutil.rmtree(desk.settings.site_folder + "/site-1")  # it must be written anew
    desk.rollback(1, by="li")


VERBS: dict[str, Callable[[Desk], object]] = {
    "publish": lambda desk: desk.publish(by="li"),
    "rollback": back,
    "withdraw": lambda desk: desk.site.withdraw(["three"], by="li"),
}


def die(folder: Path, verb: str, moment: str, after: bool) -> None:
    """Do the deed and pull the plug at the first call of what ``moment`` names."""
    owner, _, name = moment.rpartition("." if "." in moment.partition(":")[2] else ":")
    whole = getattr(resolve_name(owner), name)

    def killed(*given: object, **named: object) -> None:
        if after:
            whole(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(resolve_name(owner), name, killed)
    with opened(folder) as desk:
        VERBS[verb](desk)


def seen(folder: Path) -> tuple[int, set[str]]:
    """Return number and words of the site readers have; every page of it must say the same, and no file may lack."""
    current = (folder / "site" / "current").resolve()
    number = json.loads((current / "edition.json").read_text(encoding="utf-8"))["number"]
    there = {path.relative_to(current).as_posix() for path in files(current, "")}
    pages = [current / "en" / f"{name}.html" for name in NAMES if f"zh/{name}.html" in there]
    said = {word for page in pages for word in re.findall(r"The (\w+)", page.read_text(encoding="utf-8"))}
    assert {"index.html", "404.html", "robots.txt", "assets/site.css", "en/feed.xml", ".build.json"} <= there
    assert set(json.loads((current / ".build.json").read_text(encoding="utf-8"))) <= there
    return number, said


@pytest.mark.parametrize(("verb", "moment", "after"), MOMENTS)
def test_readers_have_the_old_or_the_new_site_and_the_next_release_works(
    tmp_path: Path, verb: str, moment: str, after: bool
) -> None:
    with opened(tmp_path) as desk:
        for words in ("first", "second"):
            write(desk, words)
            desk.publish(by="li")
        write(desk, "third")
    child = children.Process(target=die, args=(tmp_path, verb, moment, after))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    number, said = seen(tmp_path)
    assert said == {{1: "first", 2: "second", 3: "third" if verb == "publish" else "second"}[number]}
    with opened(tmp_path) as desk:
        desk.site.recover()
        assert desk.live() == seen(tmp_path)[0]
        write(desk, "fourth")
        assert desk.publish(by="li").number == seen(tmp_path)[0]
    assert seen(tmp_path)[1] == {"fourth"}
    assert [path.name for path in (tmp_path / "site").iterdir() if path.name.startswith(".")] == []
