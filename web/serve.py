"""``duizhao serve``: the review pages and the site, on one address."""

from __future__ import annotations

import errno
import logging
import socket
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

import click

from translator.errors import DuizhaoError, InputError
from translator.model import Lang
from web import clockwork, workshop

if TYPE_CHECKING:
    from flask import Flask

    from translator.desk import Desk

HOST, PORT = "127.0.0.1", 8000
#: a save waits a little for the disk, so more than cores; each more only takes turns from the others (with 50 saves at
#: the same moment 16 threads answered no sooner than 4), but a release or an upload keeps one a while
THREADS = 8

host_option = click.option("--host", default=HOST, show_default=True, help="Address to listen on; 0.0.0.0: everywhere.")
port_option = click.option(
    "--port", default=PORT, show_default=True, type=click.IntRange(0, 65535), help="Port; 0: any free one."
)


@click.command(short_help="Open the review pages and the site in a browser.")
@host_option
@port_option
@click.option("--no-worker", is_flag=True, help="Leave drafting to duizhao worker, here or on other machines.")
def serve(host: str, port: int, no_worker: bool) -> None:
    """Serve the review pages and the published site until Ctrl+C; draft in the background what people ask for.

    \b
    Example:
      duizhao serve --port 8080
    """
    from web import create_app

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    with listen(host, port) as door:
        click.echo(f"Duizhao is at {address(door)}  (Ctrl+C ends it)", err=True)
        run(create_app(), door, worker=not no_worker)


def listen(host: str, port: int) -> socket.socket:
    """Take the port; raises InputError when somebody has it or may not give it."""
    try:
        family, *_, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(place[:2], family=family, backlog=1024)
    except OSError as error:
        raise _port_trouble(error, host, port) from error


def run(app: Flask, door: socket.socket, *, worker: bool = True) -> None:
    """Answer requests at the door until Ctrl+C; ``worker``: draft in the background as well."""
    from waitress import serve as answer

    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it tells of every request that waits its turn
    clockwork.start(app.extensions["desk"])
    if worker:
        workshop.start(app)
    Thread(target=_warm, args=(app.extensions["desk"],), daemon=True).start()
    answer(app, sockets=[door], threads=THREADS, ident="duizhao")


def _warm(desk: Desk) -> None:
    """Make the matchers before the first page asks for them; what is wrong with a glossary that page will tell."""
    with suppress(DuizhaoError):
        for lang in Lang:
            desk.terms.hits("", lang)


def _port_trouble(error: OSError, host: str, port: int) -> DuizhaoError:
    if error.errno == errno.EADDRINUSE:
        hint = f"stop the other program, or use another port: --port {port + 1 if port < 65535 else 8000}"
        return InputError(f"port {port} of {host} is in use", next_step=hint)
    if error.errno == errno.EACCES:
        return InputError(
            f"port {port} of {host} is not allowed for you", next_step="use a port over 1023: --port 8000"
        )
    return InputError(f"cannot listen on {host}:{port}: {error.strerror or error}", next_step="check --host and --port")


def address(door: socket.socket) -> str:
    """Return the address to open in a browser."""
    host, port = door.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"
