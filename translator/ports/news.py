"""What a Store keeps for people to hear: mentions, answers, returns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from translator.model import FoundNews, News


class NewsStore(Protocol):
    """What concerns a person, until it was seen and after. Each call is all or nothing."""

    def tell(self, many: Sequence[News]) -> None:
        """Keep news; their numbers are given here."""

    def news(self, to: str, *, most: int = 100) -> list[FoundNews]:
        """Return what somebody was told, the newest first."""

    def unseen(self, to: str) -> int:
        """Count what somebody was told and has not seen."""

    def see(self, to: str, last: int, *, at: datetime) -> None:
        """Mark what somebody was told as seen, up to number ``last``."""
