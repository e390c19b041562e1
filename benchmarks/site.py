"""How long a large site takes to publish: everything, then one changed page. Run: python benchmarks/site.py [PAGES].

The pages are made up here (12 sentences each, both languages, approved); the whole way of ``Desk.publish`` counts:
gate, pinning, database (SQLite), pages, switch; no search index. Printed as JSON: wall and processor seconds.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from translator import formats
from translator.config import Settings
from translator.desk import Desk, open_desk
from translator.desk.desk import utcnow
from translator.model import SECTIONS, Document, Revision, State

WORDS = ["廊坊", "河北", "投资", "旅游", "文化", "开放", "企业", "大学", "港口", "机场", "展会", "长城", "运河", "玻璃"]
FIGURES: dict[str, float] = {}
#: documents approved at once
STEP = 100


def a_document(number: int) -> Document:
    rolled = random.Random(number)
    day = date(2020, 1, 1) + timedelta(days=number % 2400)
    section = SECTIONS[number % len(SECTIONS)].key

    def sentence(place: int) -> str:
        return f"{number}号页面第{place}句：" + "".join(rolled.choices(WORDS, k=12)) + "。"

    paragraphs = "\n\n".join("".join(sentence(3 * p + s) for s in range(3)) for p in range(3))
    head = f"---\nsection: {section}\ndate: {day}\n---\n# 第{number}页的标题"
    text = f"{head}\n\n{paragraphs}\n\n- 一项{number}\n- 二项{number}\n"
    return formats.read_text(text, name=f"page-{number}.md", format="markdown")


def fill(desk: Desk, pages: int) -> None:
    """Put approved documents on the desk; many are approved in one step, for each step waits for the disk."""
    rolled, at = random.Random(0), utcnow()
    for first in range(1, pages + 1, STEP):
        approved: list[Revision] = []
        for number in range(first, min(first + STEP, pages + 1)):
            document = a_document(number)
            desk.store.add_document(document)
            for s in document.segments:
                said = f"Sentence {s.ordinal} of page {number}: {rolled.randint(1, 999)} things."
                approved.append(Revision(s.id, 1, 0, State.APPROVED, said, "wang", at))
        desk.store.append_all(approved)


def timed(name: str, work: Callable[[], object]) -> None:
    """Keep wall seconds, and processor seconds of this process and those it started."""
    start, used = time.perf_counter(), _used()
    work()
    FIGURES[f"{name}_seconds"] = round(time.perf_counter() - start, 2)
    FIGURES[f"{name}_cpu"] = round(_used() - used, 2)


def _used() -> float:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in both)


def main(pages: int, folder: Path) -> None:
    site = folder / "site.toml"
    site.write_text('base_url = "https://site.example"\nsearch = false\n[policy]\nerrors_block = false\n')
    settings = Settings(
        database=f"sqlite:///{folder / 'desk.db'}", site_folder=str(folder / "site"), site_file=str(site)
    )
    with open_desk(settings) as desk:
        if not desk.documents():
            timed("fill", lambda: fill(desk, pages))
        timed("full", lambda: desk.publish(by="li"))
        segment = desk.document(desk.documents()[pages // 2].document.id).segments[-1]
        base = desk.row(segment.id).base_revision
        saved = desk.revise(segment.id, f"Changed {base}.", base_revision=base, by="li")
        desk.approve(segment.id, base_revision=saved.number, by="wang")
        timed("one_changed_page", lambda: desk.publish(by="li"))
        timed("outlook", desk.site.outlook)
        timed("rollback", lambda: desk.rollback(desk.live() - 1, by="li"))
    print(json.dumps({"page_pairs": pages, "cores": os.cpu_count(), **FIGURES}))


if __name__ == "__main__":
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp(prefix="duizhao-site-"))
    target.mkdir(parents=True, exist_ok=True)
    try:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, target)
    finally:
        if len(sys.argv) < 3:
            shutil.rmtree(target, ignore_errors=True)
