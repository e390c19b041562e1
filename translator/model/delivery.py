"""What goes out after a release: an edition to a target, news of it to a webhook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit


class Event(StrEnum):
    """What happened to the site that readers see."""

    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    ROLLED_BACK = "rolled_back"
    SENT = "sent"


class Address(StrEnum):
    """Where a delivery goes: a target of the site by its name, or a webhook by its address."""

    TARGET = "target"
    WEBHOOK = "webhook"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One thing that goes out. ``tries``: how often it was tried; ``due``: when it is tried next (None: no more).

    ``done``: when it arrived; ``trouble``: why the last try failed; ``changed``: files changed at a target.
    """

    number: int
    kind: Address
    to: str
    event: Event
    edition: int
    by: str
    at: datetime
    tries: int = 0
    due: datetime | None = None
    done: datetime | None = None
    trouble: str = ""
    changed: int = 0

    @property
    def given_up(self) -> bool:
        """Whether it failed and nothing will try it again by itself."""
        return self.done is None and self.due is None

    @property
    def name(self) -> str:
        """What people may read of where it goes: the path of a webhook may hold a secret.

        >>> moment = datetime(2026, 11, 26)
        >>> Delivery(1, Address.WEBHOOK, "https://ci.example.org/x?key=1", Event.PUBLISHED, 1, "li", moment).name
        'https://ci.example.org/…'
        """
        if self.kind is Address.TARGET:
            return self.to
        parts = urlsplit(self.to)
        host = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/"
        return f"{host}…" if parts.path.strip("/") or parts.query else host
