"""``duizhao demo``: the whole way on sample pages, in a folder of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from translator import config
from translator.config import Settings
from translator.errors import InputError, StoreError
from web import sample, wording
from web.serve import HOST, PORT, address, listen, port_option, run

if TYPE_CHECKING:
    from translator.desk import Desk

SAMPLE = Path(__file__).parent / "sample"
FOLDER = Path("var/demo")
#: what to click, in both languages
HINT = """
  Duizhao 对照 is at {address}    (Ctrl+C ends it · 按 Ctrl+C 结束)

  1. Open it, choose a page, read source and draft side by side   打开网址，选一篇，对照阅读原文和初稿
  2. Correct a sentence; Ctrl+Enter approves it and goes on       修改译文，按 Ctrl+Enter 批准并转到下一句
  3. Publishing > Publish; then Site, and 中文/English on it       在“发布”页发布，再打开“网站”，切换中文/English
"""


@click.command(short_help="Show the whole way on sample pages.")
@click.option("--folder", type=click.Path(path_type=Path), default=FOLDER, show_default=True, help="Where it is kept.")
@click.option("--host", default=HOST, hidden=True)
@port_option
def demo(folder: Path, host: str, port: int = PORT) -> None:
    """Draft the sample pages with the bundled model and serve them; started again it goes on where it was.

    \b
    Example:
      duizhao demo
    """
    from translator.desk import open_desk
    from web import create_app

    settings = settings_in(folder)
    # the door first: a taken port is said before the long work, and a browser that is early simply waits
    with listen(host, port) as door, open_desk(settings) as desk:
        lay_out(desk)
        draft_all(desk)
        click.echo(HINT.format(address=address(door)))
        run(create_app(settings, desk), door)


def settings_in(folder: Path) -> Settings:
    """Return the settings of a demo that keeps everything in ``folder``, which is made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: cannot be made: {error.strerror}", next_step="name another --folder") from error
    settings = replace(config.load(), database=f"sqlite:///{folder / 'duizhao.db'}", site_folder=str(folder / "site"))
    return replace(settings, site_file=str(SAMPLE / "site.toml"), jobs=f"sqlite:///{folder / 'jobs.db'}")


def lay_out(desk: Desk) -> None:
    """Put the sample pages on the desk and publish those whose translation comes with them.

    Where they are already, what people did to them stays.
    """
    pages = sorted(SAMPLE.rglob("*.md"))
    if not pages:
        raise InputError(f"{SAMPLE}: the sample pages are missing", next_step="install duizhao again")
    for path in pages:
        document = desk.add(path)
        if document.slug in sample.TRANSLATED:
            sample.approve(desk, document)
    desk.site.words.gather(wording.theme(desk))
    if not desk.live():
        desk.publish(by=sample.REVIEWER, note="sample · 示例")


def draft_all(desk: Desk) -> None:
    """Draft every page while a progress bar runs (on a terminal)."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    rows = [row for row in desk.documents() if row.waiting]
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("drafting · 起草", total=sum(row.waiting for row in rows))
        done = 0
        for row in rows:
            desk.draft(row.document.id, progress=lambda n, _, so_far=done: progress.update(task, completed=so_far + n))
            done += row.waiting
