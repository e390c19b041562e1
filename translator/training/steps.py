"""A chain of steps, each done once: a step runs again only where its settings or its inputs have changed."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Step:
    """``run`` makes ``outputs`` from ``inputs`` under ``settings``."""

    name: str
    run: Callable[[], object]
    settings: Any
    inputs: Sequence[Path]
    outputs: Sequence[Path]

    def digest(self) -> str:
        """Return what this step depends on, as one hexadecimal number."""
        plain = (
            asdict(self.settings)
            if is_dataclass(self.settings) and not isinstance(self.settings, type)
            else self.settings
        )
        state = hashlib.blake2b(json.dumps(plain, sort_keys=True, default=str).encode(), digest_size=16)
        for path in self.inputs:
            state.update(path.name.encode())
            with path.open("rb") as data:
                state.update(hashlib.file_digest(data, "sha256").digest())
        return state.hexdigest()


def run(step: Step, work: Path, *, say: Callable[[str], None] = print) -> bool:
    """Run a step unless its outputs are there and its digest is the one of the last run; return whether it ran."""
    stamp = work / "stamps" / step.name
    digest = step.digest()
    done = stamp.exists() and stamp.read_text(encoding="utf-8") == digest
    if done and all(path.exists() for path in step.outputs):
        say(f"{step.name}: nothing to do")
        return False
    start = time.monotonic()
    step.run()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    part = stamp.with_suffix(".part")
    part.write_text(digest, encoding="utf-8")
    os.replace(part, stamp)
    say(f"{step.name}: {time.monotonic() - start:.0f} s")
    return True
