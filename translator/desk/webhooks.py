"""Telling webhooks of a release, signed so that they can trust it.

Headers and signature are those of Standard Webhooks (standardwebhooks.com, 1.0.0): ``webhook-id`` stays the same when a
message is tried again, ``webhook-signature`` is ``v1,`` and the HMAC-SHA256 of ``id.timestamp.body`` in base64.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from translator.errors import InputError, StoreError
from translator.model import Delivery, Edition

#: a hook that does not answer must not hold the others up
SECONDS = 10
_PREFIX = "whsec_"


class _Straight(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: a POST would arrive as a GET, without its body."""

    def redirect_request(self, *given: Any, **more: Any) -> None:
        """Refuse."""


def message(made: Edition, delivery: Delivery) -> bytes:
    """Return what a webhook is told: {event, site, number, digest, note, made_by, made_at, by, at, pages}."""
    data: dict[str, object] = {"event": delivery.event, "site": made.slug, "number": made.number}
    data |= {"digest": made.digest, "note": made.note, "made_by": made.made_by, "made_at": made.made_at.isoformat()}
    data |= {"by": delivery.by, "at": delivery.at.isoformat(), "pages": [line.slug for line in made.lines]}
    return json.dumps(data, ensure_ascii=False).encode()


def headers(body: bytes, identity: str, now: datetime, secret: str) -> Mapping[str, str]:
    """Return the headers of a message; without a secret it is not signed."""
    stamp = str(int(now.timestamp()))
    found = {"Content-Type": "application/json", "webhook-id": identity, "webhook-timestamp": stamp}
    if secret:
        signed = hmac.digest(_key(secret), f"{identity}.{stamp}.".encode() + body, "sha256")
        found["webhook-signature"] = f"v1,{base64.b64encode(signed).decode()}"
    return found


def _key(secret: str) -> bytes:
    """Return the bytes of a secret: those behind ``whsec_`` are in base64, others as they are."""
    if not secret.startswith(_PREFIX):
        return secret.encode()
    try:
        return base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except binascii.Error as error:
        raise InputError("webhook_secret is no base64 behind whsec_", next_step="copy it again, whole") from error


def post(address: str, body: bytes, given: Mapping[str, str]) -> None:
    """Send a message; raises StoreError, without the address, unless the other side takes it (2xx)."""
    try:
        request = urllib.request.Request(address, body, dict(given), method="POST")
        with urllib.request.build_opener(_Straight).open(request, timeout=SECONDS):
            return
    except urllib.error.HTTPError as error:
        raise StoreError(f"it answered {error.code} {error.reason}", next_step="look at the other side") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        why = getattr(error, "reason", None) or error
        hint = "check the address in site.toml and the other side"
        raise StoreError(f"it cannot be reached: {why}", next_step=hint) from error
