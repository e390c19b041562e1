"""Write files whole.

Law: a reader sees the old file or the new one, never half of it, whatever breaks in between.
"""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from translator.errors import InputError, StoreError

#: what the disk says -> what we say, and what helps
_TOLD = {
    errno.ENOSPC: ("the disk is full", "make room and run it again"),
    errno.EDQUOT: ("your share of the disk is full", "make room and run it again"),
    errno.EFBIG: ("larger than a file may be here", "raise the limit (ulimit -f), or give --out DIR elsewhere"),
    errno.EROFS: ("the disk can only be read", "give --out DIR that you may write"),
    errno.ENAMETOOLONG: ("the name is too long", "give the source a shorter name"),
}


def write_whole(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8 so that a reader sees the old file or the new one, never half of it.

    Raises InputError where the place may not be written, StoreError where the disk fails.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, text.encode("utf-8"))
    except PermissionError as error:
        raise InputError(f"{path}: no permission to write", next_step="give --out DIR that you may write") from error
    except OSError as error:
        what, hint = _TOLD.get(error.errno or 0, (error.strerror or str(error), "see to the disk and run it again"))
        raise StoreError(f"{path}: {what}; nothing was written", next_step=hint) from error


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:80]}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, _mode(path))
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """Return the permissions of a new file (or of the one replaced): mkstemp's are for its owner only."""
    if path.exists():
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
