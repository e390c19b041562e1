"""What a Store keeps of what goes out after a release."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from translator.model import Delivery


class DeliveryStore(Protocol):
    """What a Store keeps of deliveries. Each call is all or nothing."""

    def add_deliveries(self, slug: str, many: Iterable[Delivery]) -> None:
        """Keep deliveries; one to a target takes the place of older ones to it that have not arrived."""

    def deliveries(self, slug: str, *, most: int) -> list[Delivery]:
        """Return the newest deliveries of a site, newest first."""

    def due_deliveries(self, slug: str, *, at: datetime) -> list[Delivery]:
        """Return the deliveries to be tried by now, oldest first."""

    def claim_delivery(self, delivery: Delivery, *, until: datetime) -> bool:
        """Take a delivery for oneself and count a try; it is due again at ``until`` if nothing more is heard of it.

        False when somebody else has tried it meanwhile.
        """

    def settle_delivery(self, delivery: Delivery) -> None:
        """Write down what came of a try: ``due``, ``done``, ``trouble``, ``changed``."""
