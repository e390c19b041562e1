"""Every file of a site: what is unchanged is taken over from the edition before, the rest is rendered.

Law: a page that cannot be written does not stop the others; it is named, and a page that says so stands in its place.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from translator.model import Edition, PageFailure
from translator.ports import Progressed
from web.site import briefs, feeds, search, workers
from web.site.media import Media, link
from web.site.plan import Job, Planner
from web.site.renderer import THEME, Renderer
from web.site.sitemap import site_maps

_ASSETS = ("site.css", "site.js", "search.js", "found.js", "icon.svg")
#: keys of the files written, for the edition after this one; not for readers
MANIFEST = ".build.json"


def write_site(
    edition: Edition,
    folder: Path,
    *,
    base_url: str = "",
    media: Path | None = None,
    theme: Path | None = None,
    earlier: Path | None = None,
    progress: Progressed | None = None,
) -> list[PageFailure]:
    """Write both language versions of an edition below ``folder``, which must be empty.

    ``base_url``: where the site will live; without it links stay relative and no sitemap is written (its rules
    ask for full addresses). ``media``: folder of pictures; ``theme``: folder of templates that replace built-in ones;
    ``earlier``: an edition written before, whose unchanged files are linked. Returns the pages that failed.
    """
    base_url = base_url.rstrip("/")
    folder.mkdir(parents=True, exist_ok=True)
    pages = briefs.briefs(edition, briefs.load(earlier))
    store = Media(media)
    store.write(folder, (name for page in pages for name in page.shows), earlier)
    maps = site_maps(edition, store.picture, pages)
    searchable = edition.site.search and search.is_available()
    jobs = Planner(edition, pages, maps, base_url, theme, store.picture, search=searchable).jobs()
    _make_folders(folder, jobs)
    left = _with_pages(_take_over(jobs, folder, earlier), edition)
    renderer = Renderer(edition, maps, store, base_url=base_url, theme=theme, search=searchable)
    failures = workers.render(renderer, left, folder, progress, done=len(jobs) - len(left), total=len(jobs))
    for path, text in _for_machines(renderer, base_url):
        (folder / path).write_text(text, encoding="utf-8")
    _assets(folder / "assets", theme)
    if searchable:
        search.index(folder)
        search.offline(folder)
    failed = {failure.path for failure in failures}
    kept = {job.path: job.key for job in jobs if job.path not in failed}
    briefs.save(folder, pages)
    (folder / MANIFEST).write_text(json.dumps(kept, separators=(",", ":")), encoding="utf-8")
    return failures


def _make_folders(folder: Path, jobs: Sequence[Job]) -> None:
    for place in {os.path.dirname(job.path) for job in jobs}:
        (folder / place).mkdir(parents=True, exist_ok=True)


def _take_over(jobs: Sequence[Job], folder: Path, earlier: Path | None) -> list[Job]:
    """Link the files whose key is that of the earlier edition; return the jobs that are left."""
    known = _manifest(earlier)

    def is_left(job: Job) -> bool:
        return known.get(job.path) != job.key or not link(f"{earlier}/{job.path}", f"{folder}/{job.path}")

    with ThreadPoolExecutor(os.cpu_count()) as threads:  # the disk works on several folders at once
        found = threads.map(lambda some: [job.path for job in some if is_left(job)], _by_folder(jobs))
        left = {path for paths in found for path in paths}
    return [job for job in jobs if job.path in left]  # in their order: the files of a page share its text


def _by_folder(jobs: Sequence[Job]) -> Sequence[Sequence[Job]]:
    found: dict[str, list[Job]] = {}
    for job in jobs:
        found.setdefault(os.path.dirname(job.path), []).append(job)
    return list(found.values())


def _with_pages(jobs: Sequence[Job], edition: Edition) -> list[Job]:
    """Give the files that must be written their pages."""
    lines = {job.line.slug: job.line for job in jobs if job.line}
    pages = dict(zip(lines, edition.contents.read(list(lines.values())), strict=True))
    return [replace(job, page=pages[job.line.slug]) if job.line else job for job in jobs]


def _manifest(earlier: Path | None) -> dict[str, str]:
    try:
        found = json.loads((earlier / MANIFEST).read_text(encoding="utf-8")) if earlier else {}
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _for_machines(renderer: Renderer, base_url: str) -> Iterator[tuple[str, str]]:
    edition, maps = renderer.edition, renderer.maps
    for lang, shown in maps.items():
        yield f"{lang}/feed.xml", feeds.atom(edition, shown, base_url)
    yield "robots.txt", feeds.robots(base_url)
    if base_url:
        yield from feeds.sitemaps(list(maps.values()), base_url)
    yield "edition.json", _label(edition)


def _label(edition: Edition) -> str:
    """Return what this release is, for people and machines that look at the folder."""
    made = {"site": edition.slug, "number": edition.number, "digest": edition.digest, "note": edition.note}
    made |= {"made_at": edition.made_at.isoformat(), "pages": len(edition.pages)}
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _assets(folder: Path, theme: Path | None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in _ASSETS:
        own = theme / name if theme else None
        shutil.copyfile(own if own and own.is_file() else THEME / name, folder / name)
