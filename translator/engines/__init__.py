"""Engines: ``open_engine(name)`` gives the machine that a name stands for, loading its libraries only then."""

from __future__ import annotations

from pathlib import Path

from translator.errors import InputError
from translator.ports import Engine


def open_engine(name: str) -> Engine:
    """Open an engine by name; raises InputError for names it does not know, EngineError where it cannot load.

    ``bundled`` is the model that comes with the product, ``bundled:FOLDER`` another one of its kind, ``hf:FOLDER`` a
    checkpoint of transformers.
    """
    kind, _, rest = name.partition(":")
    if kind == "bundled":
        from translator.engines.marian import MarianEngine

        return MarianEngine(Path(rest)) if rest else MarianEngine()
    if kind == "hf" and rest:
        from translator.engines.huggingface import HuggingFaceEngine

        return HuggingFaceEngine(Path(rest))
    raise InputError(f"no engine {name!r}", next_step="use bundled, bundled:FOLDER or hf:FOLDER")
