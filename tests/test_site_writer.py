"""Writing many files: only what changed is made again, what fails is named, and a crash leaves the old site."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sites import an_edition, files, page, the_sample

from translator.desk.release import SiteFolder
from translator.desk.sitefile import SiteFile
from translator.model import Edition, PageFailure, PagePair
from web import sample
from web.site import body, markup, workers, write_site
from web.site.renderer import environment

MEDIA = sample.FOLDER / "media"


def numbered(count: int) -> list[PagePair]:
    head = "---\nsection: news\ndate: 2026-01-0{}\n---\n"
    return [page(head.format(n) + f"# Title {n}\n\nText of page {n}.\n", f"page-{n}.md") for n in range(1, count + 1)]


def with_text(one: PagePair, text: str) -> PagePair:
    return replace(one, segments=(*one.segments[:-1], replace(one.segments[-1], target=text)))


def same_files(old: Path, new: Path) -> set[str]:
    """Names of the files that are one file under two names."""
    found = {path.relative_to(new).as_posix() for path in new.rglob("*") if path.is_file()}
    return {name for name in found if (old / name).exists() and (old / name).samefile(new / name)}


def test_one_changed_page_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    pages = numbered(9)
    write_site(an_edition(*pages), tmp_path / "1")
    pages[0] = with_text(pages[0], "[Another text.]")
    write_site(an_edition(*pages, number=2), tmp_path / "2", earlier=tmp_path / "1")
    again = {path.relative_to(tmp_path / "2").as_posix() for path in files(tmp_path / "2", ".html")}
    made = again - same_files(tmp_path / "1", tmp_path / "2")
    assert {name for name in made if "/page-" in name} == {"zh/page-1.html", "both/page-1.html", "en/page-1.html"}
    assert "[Another text.]" in (tmp_path / "2" / "zh" / "page-1.html").read_text(encoding="utf-8")


def test_what_is_taken_over_is_what_a_full_build_makes(tmp_path: Path) -> None:
    pages = numbered(8)
    write_site(an_edition(*pages), tmp_path / "1", base_url="https://a.example")
    pages[3] = with_text(pages[3], "[New.]")
    del pages[6]
    second = an_edition(*pages, number=2)
    write_site(second, tmp_path / "2", base_url="https://a.example", earlier=tmp_path / "1")
    write_site(second, tmp_path / "whole", base_url="https://a.example")
    for path in files(tmp_path / "whole", ""):
        assert path.read_bytes() == (tmp_path / "2" / path.relative_to(tmp_path / "whole")).read_bytes(), path
    assert len(files(tmp_path / "2", "")) == len(files(tmp_path / "whole", ""))


def test_the_earlier_edition_is_never_changed(tmp_path: Path) -> None:
    pages = numbered(3)
    write_site(an_edition(*pages), tmp_path / "1")
    before = {path: path.read_bytes() for path in files(tmp_path / "1", "")}
    write_site(an_edition(with_text(pages[0], "x"), number=2), tmp_path / "2", earlier=tmp_path / "1")
    assert {path: path.read_bytes() for path in files(tmp_path / "1", "")} == before


@pytest.mark.parametrize("broken", ["", "[]", "{", "\x00"])
def test_a_broken_list_of_files_means_a_full_build(tmp_path: Path, broken: str) -> None:
    write_site(an_edition(*numbered(2)), tmp_path / "1")
    (tmp_path / "1" / ".build.json").write_text(broken)
    write_site(an_edition(*numbered(2)), tmp_path / "2", earlier=tmp_path / "1")
    assert same_files(tmp_path / "1", tmp_path / "2") == set()
    assert (tmp_path / "2" / "en" / "page-1.html").exists()


def test_processes_write_the_same_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(the_sample(), tmp_path / "one", media=MEDIA)
    monkeypatch.setattr(workers, "FEW", 1)
    monkeypatch.setattr(workers, "CHUNK", 7)
    told: list[tuple[int, int]] = []
    write_site(the_sample(), tmp_path / "many", media=MEDIA, progress=lambda done, total: told.append((done, total)))
    for path in files(tmp_path / "one", ".html"):
        assert path.read_bytes() == (tmp_path / "many" / path.relative_to(tmp_path / "one")).read_bytes(), path
    assert told[0][0] == 0
    assert told[-1] == (told[-1][1],) * 2


def test_a_page_that_fails_is_named_and_the_others_go_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = body.parts

    def broken(one: PagePair, lang: object) -> Sequence[object]:
        if one.slug == "page-2":
            raise ValueError("cannot be read")
        return whole(one, lang)  # type: ignore[arg-type]

    monkeypatch.setattr(body, "parts", broken)
    failures = write_site(an_edition(*numbered(3)), tmp_path / "1")
    assert {failure.path for failure in failures} == {"en/page-2.html", "zh/page-2.html", "both/page-2.html"}
    assert "ValueError: cannot be read" in str(failures[0])
    assert "cannot be shown at the moment" in (tmp_path / "1" / "en" / "page-2.html").read_text(encoding="utf-8")
    assert "Text of page 3." in (tmp_path / "1" / "en" / "page-3.html").read_text(encoding="utf-8")
    monkeypatch.undo()
    assert write_site(an_edition(*numbered(3)), tmp_path / "2", earlier=tmp_path / "1") == []
    assert "Text of page 2." in (tmp_path / "2" / "en" / "page-2.html").read_text(encoding="utf-8")


def test_long_sections_have_leaves_that_lead_to_each_other(tmp_path: Path) -> None:
    head = "---\nsection: news\n---\n"
    pages = [page(head + f"# Title {n}\n\nText {n}.\n", f"page-{n}.md") for n in range(1, 31)]
    write_site(an_edition(*pages), tmp_path)
    first, second = ((tmp_path / "en" / "section" / name).read_text() for name in ("news.html", "news-2.html"))
    assert 'href="news-2.html"' in first
    assert 'href="news.html"' in second
    assert sum(f"Title {n}</a>" in first + second for n in range(1, 31)) == 30


# the folder readers see


def made(number: int) -> Edition:
    return an_edition(page(f"# T\n\nEdition {number}.\n"), number=number)


def put(release: SiteFolder, number: int) -> None:
    with release.staged(made(number), write_site, SiteFile()):
        pass
    release.switch(made(number))


def test_old_folders_are_kept_by_number_and_never_the_one_readers_see(tmp_path: Path) -> None:
    release = SiteFolder(tmp_path)
    for number in range(1, 5):
        put(release, number)
    release.switch(made(1))
    release.keep(2, "site")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["current", "site-1", "site-3", "site-4"]


def test_failures_are_kept_beside_the_edition(tmp_path: Path) -> None:
    def failing(edition: Edition, folder: Path, **_: object) -> list[PageFailure]:
        return [PageFailure("a", "zh/a.html", "why")]

    release = SiteFolder(tmp_path)
    with release.staged(made(1), failing, SiteFile()) as failures:
        assert [str(failure) for failure in failures] == ["zh/a.html: why"]
    assert release.failures(made(1)) == [PageFailure("a", "zh/a.html", "why")]


CHURN = """
import sys
from pathlib import Path
sys.path[:0] = [{tests!r}, {root!r}]
from test_site_writer import put
from translator.desk.release import SiteFolder
number = 2
while True:
    put(SiteFolder(Path({folder!r})), number)
    number += 1
    print(number, flush=True)
"""


def test_whoever_is_killed_while_publishing_leaves_a_whole_site(tmp_path: Path) -> None:
    tests = Path(__file__).parent
    put(SiteFolder(tmp_path), 1)
    code = CHURN.format(tests=str(tests), root=str(tests.parent), folder=str(tmp_path))
    for pause in (0.0, 0.013, 0.05):
        child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()  # it publishes now
        time.sleep(pause)
        os.kill(child.pid, signal.SIGKILL)
        child.communicate()
        whole = {path.relative_to(tmp_path / "site-1") for path in files(tmp_path / "site-1", "")}
        current = (tmp_path / "current").resolve()
        assert whole == {path.relative_to(current) for path in files(current, "")}
        put(SiteFolder(tmp_path), 1)  # and the next one is not in the way of what was left


def test_what_pages_share_is_made_once_for_each_of_what_it_depends_on(tmp_path: Path) -> None:
    (tmp_path / "base.html").write_text("{% once 'x', lang %}{{ lang }} {{ next() }};{% endonce %}{{ lang }}")
    made, count = environment(tmp_path), iter("12345")
    shown = [made.get_template("base.html").render(lang=lang, next=lambda: next(count)) for lang in ("zh", "en", "zh")]
    assert shown == ["zh 1;zh", "en 2;en", "zh 1;zh"]


def test_the_text_of_a_page_is_read_once_in_each_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    made = markup.rows
    monkeypatch.setattr(markup, "rows", lambda *given: [asked.append(given[1]), *made(*given)][1:])
    write_site(an_edition(*numbered(3)), tmp_path)
    assert sorted(asked) == ["en"] * 3 + ["zh"] * 3
