"""A PostgreSQL server of its own for the tests: in a temporary folder, on a Unix socket, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

#: where Debian keeps the programs that are not on the path
PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
_NUMBERS = count(1)


def program(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path=os.pathsep.join(map(str, PROGRAMS)))


def available() -> bool:
    return program("initdb") is not None and program("pg_ctl") is not None


@contextmanager
def server() -> Iterator[str]:
    """Start a server; the value is the address of its database."""
    # not below pytest's folder: that is root's alone, and PostgreSQL does not run as root
    folder = Path(tempfile.mkdtemp(prefix="duizhao-pg-"))
    data, as_other = folder / "data", []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        as_other = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]

    def run(*words: str) -> None:
        subprocess.run([*as_other, *words], check=True, cwd=folder, stdout=subprocess.DEVNULL, timeout=120)

    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
    try:
        run(str(program("initdb")), "-D", str(data), "-U", "duizhao", "-A", "trust", "-E", "UTF8", "--no-sync")
        run(str(program("pg_ctl")), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql://duizhao@/postgres?host={folder}"
        finally:
            run(str(program("pg_ctl")), "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def schema(address: str) -> Iterator[str]:
    """Make an empty schema in the database; the value is the address that sees only that."""
    import psycopg

    name = f"s{next(_NUMBERS)}"

    def do(statement: str) -> None:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(statement)

    do(f"CREATE SCHEMA {name}")
    yield f"{address}&options=-csearch_path%3D{name}"
    do(f"DROP SCHEMA {name} CASCADE")
