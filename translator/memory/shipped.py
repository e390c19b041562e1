"""The phrases that come with Duizhao: what portals, notices and signs say again and again, for both directions.

Law: nobody of the user's has approved them, so they count as not reviewed and every pair of the user's goes before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from translator.config import BUNDLED, CURATED
from translator.errors import InputError
from translator.memory.files import UnitFile
from translator.model import Unit

#: where they come from, as people read it
ORIGIN = "phrases of Duizhao"


def open_files(names: Sequence[str | Path]) -> tuple[Unit, ...]:
    """Return the units of memory files (.tmx, .tsv), in order; ``bundled`` among the names stands for the phrases.

    Raises InputError naming file and line.
    """
    own = [unit for name in names if str(name) != BUNDLED for unit in UnitFile(Path(name))]
    return (*own, *(phrases() if BUNDLED in map(str, names) else ()))


def phrases() -> Iterator[Unit]:
    """Yield the phrases from Chinese and from English; of two translations the first is written."""
    files = next((files for place in CURATED if (files := sorted(place.glob("phrases/*.tsv")))), None)
    if files is None:
        hint = "install duizhao again, or set memories = []"
        raise InputError(f"the phrases of Duizhao are missing: nothing in {CURATED[0]}", next_step=hint)
    units = [replace(unit, origin=ORIGIN, reviewed=False) for path in files for unit in UnitFile(path)]
    yield from (*units, *(unit.reversed for unit in units))
