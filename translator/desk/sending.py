"""Sending the edition readers see to its targets, and telling webhooks of it.

Law: what goes wrong out there never undoes a release; it is logged, returned and shown.
"""

from __future__ import annotations

import json
import logging
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.desk.sitefile import SiteFile
from translator.errors import DuizhaoError, NotFound
from translator.model import Edition, FileChange, TargetSpec
from translator.ports import Target

log = logging.getLogger(__name__)
#: a hook that does not answer must not hold the editors up
_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of sending to a target: the changes made, or why not."""

    target: str
    changes: tuple[FileChange, ...]
    trouble: str = ""


class Sender:
    """The verbs around targets, at ``desk.site.targets``. ``live``: edition and folder readers see, None before."""

    def __init__(self, about: Callable[[], SiteFile], live: Callable[[], tuple[Edition, Path] | None]) -> None:
        self._about, self._live = about, live

    def every(self) -> tuple[TargetSpec, ...]:
        """Return the targets of the site."""
        return self._about().targets

    def plan(self, name: str) -> list[FileChange]:
        """Return what sending would change there; raises NotFound, InputError, StoreError."""
        return self._open(name).plan(self._shown()[1])

    def send(self, name: str) -> Sent:
        """Make the target equal to the edition readers see; raises NotFound, InputError, StoreError."""
        made, folder = self._shown()
        target = self._open(name)
        changes = target.plan(folder)
        if changes:
            target.send(folder, changes, f"Edition {made.number} {made.digest[:12]} {made.note}".strip())
        log.info("edition %s is at %s: %s files changed", made.number, name, len(changes))
        return Sent(name, tuple(changes))

    def follow(self, made: Edition) -> list[Sent]:
        """Send to every target that follows releases, then tell the webhooks; trouble is returned, not raised."""
        about, done = self._about(), []
        for spec in about.targets:
            if spec.follows:
                try:
                    done.append(self.send(spec.name))
                except DuizhaoError as error:
                    log.error("target %s: %s", spec.name, error)
                    done.append(Sent(spec.name, (), str(error)))
        tell(about.webhooks, made)
        return done

    def _open(self, name: str) -> Target:
        from translator.targets import open_target

        spec = next((spec for spec in self.every() if spec.name == name), None)
        if spec is None:
            known = ", ".join(spec.name for spec in self.every()) or "none yet; write [[targets]] in site.toml"
            raise NotFound(f"the site has no target {name!r}", next_step=f"there is: {known}")
        return open_target(spec.kind, dict(spec.options))

    def _shown(self) -> tuple[Edition, Path]:
        found = self._live()
        if found is None:
            raise NotFound("nothing is published yet", next_step="make the first edition with: duizhao publish")
        return found


def tell(hooks: Sequence[str], made: Edition) -> None:
    """Post a release to webhooks as JSON: {site, number, digest, note, made_by, made_at, pages}."""
    data: dict[str, object] = {"site": made.slug, "number": made.number, "digest": made.digest, "note": made.note}
    data |= {"made_by": made.made_by, "made_at": made.made_at.isoformat(), "pages": [line.slug for line in made.lines]}
    body = json.dumps(data, ensure_ascii=False).encode()
    for hook in hooks:
        request = urllib.request.Request(hook, body, {"Content-Type": "application/json"}, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
                log.info("%s was told of edition %s: %s", hook, made.number, answer.status)
        except OSError as error:
            log.error("%s could not be told of edition %s: %s", hook, made.number, error)
