"""Measure the review desk: opening a document of 10,000 sentences, and saving with 50 people at once, on SQLite.

    python benchmarks/review.py [SENTENCES] [PEOPLE] [SAVES]

Server time only: requests go straight into the application. Every person saves in a sentence of their own, as the soft
lock arranges it, with the checks that each save runs.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, sleep

from flask import Flask

from translator.config import Settings
from translator.desk import Desk
from translator.model import Draft, Glossary, Origin, Revision, State
from translator.store import open_store
from web import create_app

#: s between two saves of one person: reading and correcting a sentence takes longer, autosave is quicker
PAUSE = 5.0


def main(sentences: int = 10_000, people: int = 50, saves: int = 10) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        desk = _desk(Path(folder), sentences)
        app = create_app(desk.settings, desk)
        app.config["WTF_CSRF_ENABLED"] = False
        client = app.test_client()
        _show("open", [_timed(lambda: client.get("/documents/page/review")) for _ in range(20)])
        _show("list, 100 lines", [_timed(lambda: client.get("/documents/page/queue?start=5000")) for _ in range(20)])
        anchors = [row.anchor for row in desk.review.queue("page", count=people * saves).rows]
        with ThreadPoolExecutor(people) as pool:
            each = [(app, anchors[n * saves : (n + 1) * saves], n / people) for n in range(people)]
            times = [time for many in pool.map(lambda given: _person(*given), each) for time in many]
        _show(f"save, {people} people", times)
        desk.close()


def _desk(folder: Path, sentences: int) -> Desk:
    settings = Settings(database=f"sqlite:///{folder}/d.db", secret="s" * 32)
    no_terms = Glossary("", (), "0")
    desk = Desk(lambda: open_store(settings.database), settings, engine=_no_engine, glossary=lambda: no_terms)
    text = "\n\n".join(f"这里有{n}家企业从事智能制造和现代物流。" for n in range(sentences))
    document = desk.add_text(text, name="page.md", format="markdown")
    now = datetime.now(UTC)
    drafts = [Draft(s.id, s.text, f"Firms: {s.ordinal}.", Origin.ENGINE, "none", "0", 0.5) for s in document.segments]
    made = [Revision(d.segment, 1, 0, State.DRAFTED, d.text, "engine", now, origin=Origin.ENGINE) for d in drafts]
    desk.store.append_all(made, drafts)
    return desk


def _no_engine() -> None:  # type: ignore[misc]
    raise RuntimeError("nothing is drafted here")


def _person(app: Flask, anchors: list[str], late: float) -> list[float]:
    client, times = app.test_client(), []
    sleep(late * PAUSE)
    for number, anchor in enumerate(anchors):
        body = {"text": f"There are {number} firms in smart manufacturing here.", "base": 1, "act": "save"}
        times.append(_timed(lambda a=anchor, b=body: client.post(f"/documents/page/segments/{a}", json=b)))
        sleep(PAUSE)
    return times


def _timed(call: Callable[[], object]) -> float:
    start = perf_counter()
    answer = call()
    assert getattr(answer, "status_code", 0) == 200, answer
    return (perf_counter() - start) * 1000


def _show(name: str, times: list[float]) -> None:
    ranked = sorted(times)
    high = ranked[int(len(ranked) * 0.95)]
    print(f"{name:20} median {statistics.median(times):7.1f} ms   95 % {high:7.1f} ms   n = {len(times)}")


if __name__ == "__main__":
    main(*(int(given) for given in sys.argv[1:]))
