"""Documents translated on the machines of a Ray cluster: each machine loads the engine once.

Law: what comes back is what this machine would have made, in the order it was asked for. A worker that dies is
started again and its document with it.
"""

from __future__ import annotations

import os
import socket
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import Queue
from typing import Any, TypeVar
from urllib.parse import urlsplit

from translator.config import Settings
from translator.errors import DuizhaoError, EngineError, InputError
from translator.model import Document, Draft, Glossary, Lang, Unit
from translator.text.hant import Script

A = TypeVar("A")
B = TypeVar("B")

#: the address that means: start Ray here, for this call alone
HERE = "local"
#: how often a document is tried again when its worker dies
RETRIES = 3
#: how long a cluster may take to answer its door
SECONDS = 5.0


class Worker:
    """What runs on a machine of the cluster: a Desk that opens no database."""

    def __init__(self, settings: Settings, shared: Sequence[Any]) -> None:
        """``shared``: references to glossary and memory, in a list so that a worker started again finds them, too."""
        import ray

        from translator.desk import open_desk
        from translator.desk.recall import UnitIndex

        self._desk, (self._glossary, units) = open_desk(settings), ray.get(list(shared))
        self._index = UnitIndex(units)

    def translate(
        self, document: Document, target: Lang, script: Script | None
    ) -> list[Draft] | tuple[type[DuizhaoError], str, str]:
        """Return the drafts of a document, or what went wrong: family, message and next step."""
        try:
            given = {"glossary": self._glossary, "index": self._index}
            return self._desk.translate_document(document, target, **given, script=script)
        except DuizhaoError as error:
            return type(error), error.message, error.next_step


class Cluster:
    """The workers of a Ray cluster, one on each machine; ``address`` as Ray writes it, or ``local``.

    Raises InputError where Ray is not installed or the address is none, EngineError where nobody answers there.
    """

    def __init__(self, address: str, settings: Settings, glossary: Glossary, units: Sequence[Unit] = ()) -> None:
        self._ray = _joined(address)
        self._shared = [self._ray.put(glossary), self._ray.put(tuple(units))]
        named = {"max_restarts": -1, "max_task_retries": RETRIES, "num_cpus": 1}
        made = self._ray.remote(Worker)
        nodes = [node["NodeID"] for node in self._ray.nodes() if node["Alive"] and node["Resources"].get("CPU")]
        self._workers = [made.options(**named, **_on(node)).remote(settings, self._shared) for node in nodes]
        self._free: Queue[Any] = Queue()
        for worker in self._workers:
            self._free.put(worker)

    @property
    def size(self) -> int:
        """How many documents are worked on at once."""
        return len(self._workers)

    def translate(self, document: Document, target: Lang, script: Script | None = None) -> list[Draft]:
        """Translate a document on a worker that is free, or wait for one. Threads may share this."""
        worker = self._free.get()
        try:
            answer = self._ray.get(worker.translate.remote(document, target, script))
        except self._ray.exceptions.RayError as error:
            line = str(error).strip().splitlines()[0]
            hint = "see the logs of the cluster; is Duizhao installed on all of its machines?"
            raise EngineError(f"{document.title}: a worker failed: {line}", next_step=hint) from error
        finally:
            self._free.put(worker)
        if isinstance(answer, tuple):
            family, message, next_step = answer
            raise family(message, next_step=next_step)
        return list(answer)

    def spread(self, work: Callable[[A], B], many: Iterable[A]) -> Iterator[B]:
        """Yield ``work`` of each in order, while the next ones are under way; no more are taken than keep all busy."""
        with ThreadPoolExecutor(self.size) as pool:
            begun: deque[Future[B]] = deque()
            try:
                for one in many:
                    begun.append(pool.submit(work, one))
                    while begun and (begun[0].done() or len(begun) > 2 * self.size):
                        yield begun.popleft().result()
                while begun:
                    yield begun.popleft().result()
            finally:
                for future in begun:
                    future.cancel()

    def close(self) -> None:
        """Leave the cluster; its workers go."""
        self._ray.shutdown()


def _joined(address: str) -> Any:
    """Return Ray, connected."""
    try:
        import ray
        import ray.exceptions
    except ModuleNotFoundError as error:
        raise InputError(f"--ray: {error}", next_step="pip install 'duizhao[ray]'") from error
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")  # what fails comes back as an exception
    named: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR", "configure_logging": False}
    if address == HERE:
        named |= {"address": "local", "include_dashboard": False}
    else:
        _knock(address)
        named["address"] = address
    try:
        ray.init(**named)
    except (ConnectionError, RuntimeError, ValueError) as error:
        line = str(error).strip().splitlines()[0]
        raise EngineError(f"{address}: no Ray cluster answers: {line}", next_step=_NEXT) from error
    # what became of a worker comes back as an exception; Ray would print it among the translations on stdout
    ray._private.worker.print_to_stdstream = lambda *_, **__: None
    return ray


_NEXT = "start one with: ray start --head; or use --ray local"


def _knock(address: str) -> None:
    """See whether anybody is at the address: Ray itself tries for minutes."""
    if address == "auto":
        return
    parts = urlsplit(address if "://" in address else f"//{address}")
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or not port:
        hint = "write it like 10.0.0.1:6379, ray://10.0.0.1:10001, auto or local"
        raise InputError(f"{address!r} is no address of a Ray cluster", next_step=hint)
    try:
        socket.create_connection((host, port), timeout=SECONDS).close()
    except OSError as error:
        what = error.strerror or str(error)
        raise EngineError(f"{address}: no Ray cluster answers: {what}", next_step=_NEXT) from error


def _on(node: str) -> dict[str, Any]:
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

    return {"scheduling_strategy": NodeAffinitySchedulingStrategy(node, soft=True)}
