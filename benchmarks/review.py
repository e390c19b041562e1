"""Measure the review desk on SQLite behind its own server: 10,000 sentences open, 50 people work at once.

    python benchmarks/review.py [SENTENCES] [PEOPLE] [SENTENCES_EACH]

Everybody has an account and an own stretch of the document, as the soft lock arranges it, types (two checks), saves and
approves, then reads for some seconds. People are threads of a second process that speak HTTP; so the server has its
interpreter to itself, and both share the processors. Server time is what the application takes for a request, waiting
for the database, the disk and its turn included; wall time is what the person waits. Then everybody saves at the same
moment, which nobody does, as the worst case; at last findings while typing, with a glossary of 100,000 rows too.
"""

from __future__ import annotations

import json
import logging
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from threading import Barrier, Thread
from time import perf_counter, sleep, thread_time
from typing import Any
from urllib.parse import urlencode

from translator.config import Settings
from translator.desk import Desk
from translator.glossary import load
from translator.model import Draft, Glossary, Origin, Revision, Role, State, Term
from translator.store import open_store
from web import create_app
from web.serve import THREADS, listen

#: s in which a person reads, and s between two rests of the keys: quicker than people are
READS, RESTS = 4.0, 0.5
#: times everybody saves at the same moment
ROUNDS = 4
WORD = "a long password"
ROOT = Path(__file__).parent.parent
Times = dict[str, list[float]]


def main(sentences: int = 10_000, people: int = 50, each: int = 10) -> None:
    """Print the figures."""
    print(f"{sentences} sentences, {people} people, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} before")
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    glossary = load(sorted((ROOT / "glossaries").glob("*.tsv")))
    with tempfile.TemporaryDirectory() as folder:
        desk = _desk(Path(folder), sentences, glossary)
        for number in range(people):
            desk.people.add(f"p{number}", WORD, Role.ADMIN if not number else Role.REVIEWER)
        served = _Served(desk)
        for task in ("opening", "working", "storming"):
            served.times.clear(), served.cpu.clear()
            wall = _people(task, served.port, people, each)
            print(f"\n{task} (load {os.getloadavg()[0]:.1f})")
            for kind in sorted(wall):
                _show(kind, served.times[kind], served.cpu[kind], wall[kind])
    print("\nfindings while typing, one person, in the process")
    _checking(glossary)
    from glossary import terms

    _checking(Glossary("large", tuple(terms(random.Random(1))), "1"))


def _desk(folder: Path, sentences: int, glossary: Glossary) -> Desk:
    settings = Settings(database=f"sqlite:///{folder}/d.db", secret="s" * 32, site_file=f"{folder}/site.toml")
    desk = Desk(lambda: open_store(settings.database), settings, engine=_no_engine, glossary=lambda: glossary)
    text = "\n\n".join(f"廊坊有{n}家企业从事智能制造和现代物流。" for n in range(sentences))
    document = desk.add_text(text, name="page.md", format="markdown")
    now = datetime.now(UTC)
    drafts = [Draft(s.id, s.text, f"Firms: {s.ordinal}.", Origin.ENGINE, "none", "0", 0.5) for s in document.segments]
    made = [Revision(d.segment, 1, 0, State.DRAFTED, d.text, "engine", now, origin=Origin.ENGINE) for d in drafts]
    desk.store.append_all(made, drafts)
    return desk


def _no_engine() -> None:  # type: ignore[misc]
    raise RuntimeError("nothing is drafted here")


class _Served:
    """The application behind waitress, as ``duizhao serve`` runs it, with a clock at its door."""

    def __init__(self, desk: Desk) -> None:
        from waitress import serve

        self.app = create_app(desk.settings, desk)
        self.times, self.cpu = defaultdict[str, list[float]](list), defaultdict[str, list[float]](list)
        self.app.config["WTF_CSRF_ENABLED"] = False
        door = listen("127.0.0.1", 0)
        self.port = door.getsockname()[1]
        given = {"sockets": [door], "threads": THREADS}
        Thread(target=serve, args=(self.timed,), kwargs=given, daemon=True).start()

    def timed(self, environ: dict[str, Any], answer: Callable[..., Any]) -> Iterable[bytes]:
        start, work, kind = perf_counter(), thread_time(), environ.get("HTTP_X_KIND", "")
        body = list(self.app.wsgi_app(environ, answer))
        self.times[kind].append((perf_counter() - start) * 1000)
        self.cpu[kind].append((thread_time() - work) * 1000)
        return body


def _people(task: str, port: int, people: int, each: int) -> Times:
    command = [sys.executable, __file__, "--people", task, str(port), str(people), str(each)]
    found: Times = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


# the people: another process


class _Person:
    """Somebody with a browser."""

    def __init__(self, port: int, name: str) -> None:
        self.line, self.times, self.cookie = HTTPConnection("127.0.0.1", port, timeout=120), defaultdict(list), ""
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        self.line.request("POST", "/sign-in", urlencode({"name": name, "password": WORD}), form)
        answer = self.line.getresponse()
        answer.read()
        self.cookie = (answer.headers["Set-Cookie"] or "").partition(";")[0]

    def ask(self, kind: str, path: str, body: object = None) -> Any:
        start, head = perf_counter(), {"Cookie": self.cookie, "X-Kind": kind, "Content-Type": "application/json"}
        self.line.request(
            "POST" if body else "GET", f"/documents/page/{path}", json.dumps(body) if body else None, head
        )
        answer = self.line.getresponse()
        told = answer.read()
        self.times[kind].append((perf_counter() - start) * 1000)
        assert answer.status == 200, (kind, answer.status, told[:200])
        return json.loads(told) if answer.headers.get_content_type() == "application/json" else None

    def opening(self, rows: list[dict[str, Any]]) -> None:
        for number in range(25):
            self.ask("open", "review")
            self.ask("list, 100 lines", f"queue?start={number * 300}")
            self.ask("sentence", f"segments/{rows[number]['anchor']}")

    def working(self, rows: list[dict[str, Any]], late: float) -> None:
        sleep(late * (READS + 3 * RESTS))
        for row in rows:
            address, text = f"segments/{row['anchor']}", _text(row)
            given = {"text": text, "base": 1}
            for stage in (text[:-20], text):
                self.ask("findings", f"{address}/check", given | {"text": stage})
                sleep(RESTS)
            base = self.ask("save", address, given | {"act": "save"})["base"]
            sleep(RESTS)
            self.ask("approve", address, {"text": text, "base": base, "act": "approve", "sure": True})
            sleep(READS)

    def storming(self, rows: list[dict[str, Any]], all_ready: Barrier) -> None:
        for row in rows[:ROUNDS]:
            all_ready.wait()
            self.ask("save, all at once", f"segments/{row['anchor']}", {"text": _text(row), "base": 1, "act": "save"})


def _text(row: dict[str, Any]) -> str:
    number = "".join(filter(str.isdigit, row["source"]))
    return f"Langfang has {int(number):,} enterprises engaged in intelligent manufacturing and modern logistics."


def _crowd(task: str, port: int, people: int, each: int) -> None:
    """Let people work and print their times as JSON."""
    crowd = [_Person(port, f"p{number}") for number in range(1 if task == "opening" else people)]
    start = 5000 if task == "storming" else 0
    rows = [row for at in range(start, start + people * each, 100) for row in _lines(crowd[0], at)]
    crowd[0].times.clear()
    barrier = Barrier(people)
    with ThreadPoolExecutor(people) as pool:
        for number, person in enumerate(crowd):
            mine = rows[number * each : (number + 1) * each]
            extra = {"working": [number / people], "storming": [barrier], "opening": []}[task]
            pool.submit(_safely, getattr(person, task), rows if task == "opening" else mine, *extra)
    found: Times = defaultdict(list)
    for person in crowd:
        for kind, times in person.times.items():
            found[kind] += times
    print(json.dumps(found))


def _lines(person: _Person, at: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = person.ask("", f"queue?start={at}")["rows"]
    return found


def _safely(work: Callable[..., None], *given: object) -> None:
    try:
        work(*given)
    except BaseException as error:  # a thread that fails must not hold up the others at the barrier
        print(repr(error), file=sys.stderr)
        os._exit(1)


# findings


def _checking(glossary: Glossary) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = _desk(Path(folder), 20, glossary)
        name = desk.document("page").segments[3].id
        first = _timed(lambda: desk.review.findings(name, "Langfang has 3 firms."))
        usual = [_timed(lambda: desk.review.findings(name, "Langfang has 3 firms.")) for _ in range(100)]
        desk.terms.add(Term("试验词条", "Trial Entry"), by="li")
        changed = _timed(lambda: desk.review.findings(name, "Langfang has 3 firms."))
        told = f"first {first:.0f} ms, after a term was added {changed:.0f} ms"
        print(f"{len(glossary.terms):7} rows: {_ranked(usual)}; {told}")
        desk.close()


def _timed(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return (perf_counter() - start) * 1000


def _show(kind: str, server: list[float], cpu: list[float], wall: list[float]) -> None:
    work = f"processor {statistics.median(cpu):4.1f} ms"
    print(f"{kind:18} server {_ranked(server)}   {work}   wall {_ranked(wall)}   n = {len(wall)}")


def _ranked(times: list[float]) -> str:
    return f"median {statistics.median(times):6.1f} ms, 95 % {sorted(times)[int(len(times) * 0.95)]:6.1f} ms"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--people"]:
        _crowd(sys.argv[2], *(int(given) for given in sys.argv[3:]))
    else:
        main(*(int(given) for given in sys.argv[1:]))
