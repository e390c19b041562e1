"""Sending the edition readers see to its targets: what would change there, and changing it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from translator.desk.sitefile import SiteFile
from translator.errors import NotFound
from translator.model import Edition, FileChange, TargetSpec
from translator.ports import Target

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of sending to a target: the changes made."""

    target: str
    changes: tuple[FileChange, ...]


class Sender:
    """The verbs around targets, at ``desk.site.targets``. ``live``: edition and folder readers see, None before."""

    def __init__(self, about: Callable[[], SiteFile], live: Callable[[], tuple[Edition, Path] | None]) -> None:
        self._about, self._live = about, live

    def every(self) -> tuple[TargetSpec, ...]:
        """Return the targets of the site."""
        return self._about().targets

    def plan(self, name: str) -> list[FileChange]:
        """Return what sending would change there; raises NotFound, InputError, StoreError."""
        return self._open(name).plan(self.shown()[1])

    def send(self, name: str) -> Sent:
        """Make the target equal to the edition readers see; raises NotFound, InputError, StoreError."""
        made, folder = self.shown()
        target = self._open(name)
        changes = target.plan(folder)
        if changes:
            target.send(folder, changes, f"Edition {made.number} {made.digest[:12]} {made.note}".strip())
        log.info("edition %s is at %s: %s files changed", made.number, name, len(changes))
        return Sent(name, tuple(changes))

    def spec(self, name: str) -> TargetSpec:
        """Return a target of the site; raises NotFound, naming those there are."""
        spec = next((spec for spec in self.every() if spec.name == name), None)
        if spec is None:
            known = ", ".join(spec.name for spec in self.every()) or "none yet; write [[targets]] in site.toml"
            raise NotFound(f"the site has no target {name!r}", next_step=f"there is: {known}")
        return spec

    def _open(self, name: str) -> Target:
        from translator.targets import open_target

        spec = self.spec(name)
        return open_target(spec.kind, dict(spec.options))

    def shown(self) -> tuple[Edition, Path]:
        """Return the edition readers see and its folder; raises NotFound before the first one."""
        found = self._live()
        if found is None:
            raise NotFound("nothing is published yet", next_step="make the first edition with: duizhao publish")
        return found
