"""Engines: ``open_engine(name)`` gives the machine that a name stands for, loading its libraries only then."""

from __future__ import annotations

from pathlib import Path

from translator.errors import InputError
from translator.ports import Engine


def open_engine(name: str) -> Engine:
    """Open ``hf:PATH``, a local checkpoint; raises InputError for other names, EngineError where it cannot load."""
    kind, _, rest = name.partition(":")
    if kind == "hf" and rest:
        from translator.engines.huggingface import HuggingFaceEngine

        return HuggingFaceEngine(Path(rest))
    raise InputError(f"no engine {name!r}", next_step="use bundled or hf:PATH")
