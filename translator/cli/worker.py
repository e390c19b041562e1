"""``duizhao worker``: drafts in the background what ``duizhao draft --later`` put in the queue."""

from __future__ import annotations

import click

from translator.cli import console, options


@click.command(short_help="Draft in the background what waits.")
@click.option("--processes", type=click.IntRange(1, 64), default=1, show_default=True, help="Each with its own engine.")
@click.option("--once", is_flag=True, help="Leave when nothing waits.")
@click.option("--waiting", is_flag=True, help="Only say how many jobs wait.")
@options.as_json
def worker(processes: int, once: bool, waiting: bool, as_json: bool) -> None:
    """Draft the documents that wait in the queue, until Ctrl+C. Start it on as many machines as you like.

    The queue is the setting "jobs": a SQLite file, or Redis for many machines.

    \b
    Example:
      duizhao draft --later && duizhao worker --once
    """
    from translator.jobs import Jobs

    jobs = Jobs(options.settings_for(), tell=console.say)
    if waiting:
        count = jobs.waiting()
        console.put({"waiting": count}, f"{count} jobs wait", as_json)
    elif once:
        count = jobs.work_off()
        console.put({"done": count, "waiting": jobs.waiting()}, f"{count} jobs done", as_json)
    else:
        console.say(f"waiting for work in {jobs.place} (Ctrl+C ends)")
        jobs.work(processes=processes)
