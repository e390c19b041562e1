"""The translation memory as people work with it: asking it, files in and out.

Law: files come in all or none; where a pair came from, who is answerable and since when is never lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from translator import memory
from translator.desk.lazy import Once
from translator.desk.recall import FileMemory, Hits, Layers, StoreMemory, UnitIndex
from translator.errors import InputError, NotFound
from translator.model import Holding, Lang, Match, Pair, Unit
from translator.ports import Progressed, Store


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import did: ``units`` read, ``new`` of them, ``left_out`` for want of a Chinese or an English text."""

    units: int
    new: int
    left_out: int


class MemoryDesk:
    """The verbs around the memory, at ``desk.memory``. Threads may share it.

    ``files`` are the memory files of the settings: asked after what the store holds, never changed.
    """

    def __init__(self, store: Once[Store], files: Sequence[str], hits: Hits, clock: Callable[[], datetime]) -> None:
        self._store, self._hits, self._clock = store, hits, clock
        self._units = Once(lambda: memory.open_files(files))
        self._index = Once(lambda: UnitIndex(self.units))

    @property
    def units(self) -> Sequence[Unit]:
        """The units of the memory files; raises InputError naming file and line."""
        return self._units()

    @property
    def index(self) -> UnitIndex:
        """The same units, made ready to be asked."""
        return self._index()

    @property
    def recall(self) -> Layers:
        """The memory as the draft sees it."""
        return Layers(StoreMemory(self._store(), self._hits), FileMemory(self.index, self._hits))

    def for_segment(self, segment_id: str) -> list[Match]:
        """Return matches for a segment, best first; raises NotFound."""
        it = self._store().sentence(segment_id)
        return self.recall.matches(it.text, Pair.to(it.lang.other), before=it.before, after=it.after)

    def matches(self, text: str, target: Lang, *, most: int = 5, least: int = memory.LEAST) -> list[Match]:
        """Return matches of at least ``least`` for a text, best first."""
        return self.recall.matches(text, Pair.to(target), most=most, least=least)

    def search(self, words: str, *, most: int = 20) -> list[Match]:
        """Return pairs that contain ``words`` in either language, newest first, read from the side that has them."""
        return memory.as_found(words, self._store().concordance(words, most=most))

    def holding(self, *, most: int = 50) -> Holding:
        """Count what the memory holds, with the ``most`` largest origins from elsewhere."""
        return self._store().holding(most=most)

    def load(
        self, paths: Sequence[Path], *, by: str, reviewed: bool = True, progress: Progressed | None = None
    ) -> Brought:
        """Take the units of .tmx and .tsv files in, all or none; what is there already is left as it is.

        ``by`` and the time are written on units that do not say it themselves; ``reviewed`` False: nobody is known to
        have approved them. Others who want to write wait meanwhile (100,000 units take about ten seconds).
        Raises InputError naming file and line, or where there is no pair at all.
        """
        files = [memory.UnitFile(path, progress=progress) for path in paths]
        new = self._store().add_units(self._signed(files, by, reviewed))
        read, left_out = sum(file.read for file in files), sum(file.left_out for file in files)
        return Brought(read, new, left_out)

    def _signed(self, files: Sequence[memory.UnitFile], by: str, reviewed: bool) -> Iterator[Unit]:
        now = self._clock()
        for file in files:
            for unit in file:
                known = replace(unit, by=unit.by or by, at=unit.at or now)
                yield known if reviewed else replace(known, reviewed=False)
            if file.left_out == file.read:
                hint = "export both languages; codes such as zh-CN and en-US are understood"
                raise InputError(f"{file.path}: no pair of a Chinese and an English text", next_step=hint)

    def save(self, path: Path) -> int:
        """Write the whole memory to a .tmx or .tsv file, in place of what is there; return how many units.

        Raises InputError where the place may not be written, StoreError where the disk fails.
        """
        return memory.save(self._store().units(), path)

    def remove(self, origin: str) -> int:
        """Take out what came in under ``origin`` (the name of a file); return how many. Raises NotFound for none."""
        count = self._store().remove_units(origin)
        if not count:
            hint = "see which there are with: duizhao memory stats"
            raise NotFound(f"nothing in the memory came from {origin!r}", next_step=hint)
        return count
