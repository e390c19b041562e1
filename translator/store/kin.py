"""What equal texts share: a short key that an index holds, so that the equals of a text are found without a walk."""

from __future__ import annotations

import hashlib


def kin(text: str) -> str:
    """Return the key of a text; spaces at its ends and its end mark do not count.

    >>> kin("Contents.") == kin(" Contents ") != kin("contents")
    True
    """
    return hashlib.blake2s(bare(text).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def bare(text: str) -> str:
    """Return a text without spaces at its ends and its end mark."""
    return text.rstrip(" \n\t。．.！!").lstrip(" ")
