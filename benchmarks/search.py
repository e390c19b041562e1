"""How long the search of the desk takes over many pages. Run: python benchmarks/search.py [PAGES] [DATABASE URL].

Pages of 12 made-up sentences in both languages; wall time of the slowest of three searches, as JSON.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert

from translator.desk import asked
from translator.store import open_store
from translator.store.connect import writing
from translator.store.schema import documents, revisions, segments

AT = datetime(2026, 11, 25, tzinfo=UTC)
ZH = ["廊坊", "河北", "投资", "旅游", "文化", "开放", "企业", "大学", "港口", "机场", "展会", "长城", "运河", "玻璃"]
EN = ["city", "industry", "zone", "invests", "glass", "port", "airport", "firms", "from", "abroad", "with", "many"]
ASKED = {
    "two characters, everywhere": "玻璃",
    "one sentence": "第7777页第3句",
    "nowhere": "zeppelin",
    "two words": "第77页 glass",
}


def main(pages: int, url: str) -> None:
    store, rolled = open_store(url), random.Random(1)
    with writing(store._engine) as connection:  # type: ignore[attr-defined]
        for d in range(pages):
            name = f"page-{d}"
            head = {"id": name, "position": d, "title": f"第{d}页", "slug": name, "lang": "zh"}
            connection.execute(insert(documents).values(**head, format="markdown", digest="", origin=""))
            names = [f"{name}/s{n}" for n in range(12)]
            texts = ["".join(rolled.choices(ZH, k=20)) + f"第{d}页第{n}句。" for n in range(12)]
            fixed = {"document": name, "present": True, "block": 0, "glue": "", "newest": 2, "state": "approved"}
            rows = [
                fixed | {"id": i, "ordinal": n, "text": t, "anchor": f"s{n}"}
                for n, (i, t) in enumerate(zip(names, texts, strict=True))
            ]
            connection.execute(insert(segments), rows)
            words = {"state": "approved", "by": "li", "at": AT, "note": "", "origin": "engine", "signature": ""}
            made = [
                words | {"segment": i, "number": k, "parent": k - 1, "text": " ".join(rolled.choices(EN, k=25))}
                for i in names
                for k in (1, 2)
            ]
            connection.execute(insert(revisions), made)
    seconds: dict[str, float] = {}
    for what, query in ASKED.items():
        for _ in range(3):
            start = time.perf_counter()
            store.find(asked(query))
            seconds[what] = round(max(seconds.get(what, 0.0), time.perf_counter() - start), 3)
    print(json.dumps({"pages": pages, "sentences": 12 * pages, "seconds": seconds}, ensure_ascii=False))


if __name__ == "__main__":
    folder = Path(tempfile.mkdtemp(prefix="duizhao-search-"))
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 10_000,
        sys.argv[2] if len(sys.argv) > 2 else f"sqlite:///{folder}/d.db",
    )
