"""How long a large site takes: a full build, then one changed page. Run: python benchmarks/site.py [PAGES] [FOLDER].

The pages are made up here (12 sentences each, both languages), without search index; the figures are printed as JSON.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from translator import edition, formats
from translator.desk.release import SiteFolder
from translator.desk.sitefile import SiteFile
from translator.model import SECTIONS, PagePair, Revision, Site, State
from web.site import write_site

AT = datetime(2026, 11, 25, tzinfo=UTC)
WORDS = ["廊坊", "河北", "投资", "旅游", "文化", "开放", "企业", "大学", "港口", "机场", "展会", "长城", "运河", "玻璃"]


def a_page(number: int) -> PagePair:
    rolled = random.Random(number)
    day = date(2020, 1, 1) + timedelta(days=number % 2400)
    section = SECTIONS[number % len(SECTIONS)].key

    def sentence(place: int) -> str:
        return f"{number}号页面第{place}句：" + "".join(rolled.choices(WORDS, k=12)) + "。"

    paragraphs = "\n\n".join("".join(sentence(3 * p + s) for s in range(3)) for p in range(3))
    head = f"---\nsection: {section}\ndate: {day}\n---\n# 第{number}页的标题"
    text = f"{head}\n\n{paragraphs}\n\n- 一项{number}\n- 二项{number}\n"
    document = formats.read_text(text, name=f"page-{number}.md", format="markdown")
    english = {
        s.id: f"Sentence {s.ordinal} of page {number} speaks of {rolled.randint(1, 999)} things."
        for s in document.segments
    }
    latest = {name: Revision(name, 2, 1, State.APPROVED, words, "li", AT) for name, words in english.items()}
    return edition.pin(document, latest)


def main(pages: int, folder: Path) -> None:
    made = [a_page(number) for number in range(1, pages + 1)]
    release, about = SiteFolder(folder), SiteFile(base_url="https://site.example")
    figures: dict[str, float] = {}

    def publish(name: str, number: int) -> None:
        start = time.perf_counter()
        built = edition.make(number, "site", made, "li", AT, "", Site(search=False))
        with release.staged(built, write_site, about):
            pass
        release.switch(built)
        figures[name] = round(time.perf_counter() - start, 2)

    publish("full_seconds", 1)
    place = pages // 2
    segment = made[place].segments[-1]
    changed = replace(segment, target=segment.target + " Changed.", revision=3)
    made[place] = replace(made[place], segments=(*made[place].segments[:-1], changed))
    publish("one_changed_page_seconds", 2)
    print(json.dumps({"page_pairs": pages, "cores": os.cpu_count(), **figures}))


if __name__ == "__main__":
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp(prefix="duizhao-site-"))
    try:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, target)
    finally:
        shutil.rmtree(target, ignore_errors=True)
