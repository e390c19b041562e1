"""What keeps a browser session safe: the signing key, forms that only our pages can send, and strict headers."""

from __future__ import annotations

import contextlib
import os
import secrets
from datetime import timedelta
from pathlib import Path

from flask import Flask, Response
from flask_wtf.csrf import CSRFProtect

from translator.config import Settings
from translator.errors import StoreError

#: no inline script or style anywhere: a text that slips through unescaped can still run nothing
POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def set_up(app: Flask, settings: Settings) -> None:
    """Give the application its key, its CSRF check and its headers."""
    app.config.update(
        SECRET_KEY=settings.secret or find_or_make_key(settings.database),
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_NAME="duizhao",
        PERMANENT_SESSION_LIFETIME=timedelta(days=30),
        # a page may stay open all day: its token is good as long as the session is
        WTF_CSRF_TIME_LIMIT=None,
        # behind a proxy that ends TLS the Referer may name another scheme
        WTF_CSRF_SSL_STRICT=False,
    )
    CSRFProtect(app)
    app.after_request(_add_headers)


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def find_or_make_key(database: str) -> str:
    """Return the key that signs sessions, kept in a file beside the database; made at the first start.

    A database in memory lives as long as the process, and so does its key.
    """
    scheme, _, place = database.partition("://")
    if not scheme.startswith("sqlite"):
        return _read_or_write(Path("var/secret"))
    path = place.removeprefix("/").partition("?")[0]
    return secrets.token_hex(32) if path in ("", ":memory:") else _read_or_write(Path(path).parent / "secret")


def _read_or_write(path: Path) -> str:
    try:
        path.parent.mkdir(exist_ok=True)
        if not path.exists():
            _put_whole(path, secrets.token_hex(32))
        key = path.read_text(encoding="ascii", errors="replace").strip()
    except OSError as error:
        hint = "allow writing there, or give a key in DUIZHAO_SECRET"
        raise StoreError(f"{path}: the key for sessions cannot be kept: {error.strerror}", next_step=hint) from error
    if len(key) < 16:
        raise StoreError(f"{path}: the key for sessions is damaged", next_step="delete the file; people sign in again")
    return key


def _put_whole(path: Path, key: str) -> None:
    """Write the file aside and link it to its name: of two servers that start at once the second finds it there."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(key)
    with contextlib.suppress(FileExistsError):
        os.link(aside, path)
    aside.unlink()
