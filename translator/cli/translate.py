"""``duizhao translate``: files, folders, or one sentence per line."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from translator.cli import console, options, wire
from translator.model import Document, Draft, Lang, Pair
from translator.ports import Progressed
from translator.text.hant import Script

if TYPE_CHECKING:
    from translator.batch import DirectionWatch, Job, Outcome
    from translator.batch.cluster import Cluster
    from translator.desk import Desk


@dataclass(frozen=True, slots=True)
class Call:
    """What every way of translating needs: the open Desk, the direction, how to show results."""

    desk: Desk
    pair: Pair
    as_json: bool
    quiet: bool
    script: Script | None = None
    cluster: Cluster | None = None

    @property
    def to(self) -> str:
        """What ``--to`` said."""
        return str(self.script or self.pair.target)

    def translate(self, document: Document, progress: Progressed | None) -> Sequence[Draft]:
        """Draft a document without storing anything, here or on the cluster."""
        if self.cluster is not None:
            return self.cluster.translate(document, self.pair.target, self.script)
        return self.desk.translate_document(document, self.pair.target, script=self.script, progress=progress)

    def show_json(self, file: str, drafts: Sequence[Draft], seconds: float) -> None:
        """Print the JSON object of one input."""
        signature, digest = str(self.desk.engine.signature), self.desk.glossary.digest
        console.put_json(wire.translation(file, self.to, signature, digest, drafts, seconds))


@click.command(short_help="Translate files, folders, or lines from stdin.")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=options.PATH)
@options.to
@click.option("--lines", "by_line", is_flag=True, help="One sentence per line from stdin to stdout, in order.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Write below DIR.")
@options.glossary
@options.engine
@options.beam
@options.first_mention
@options.as_json
@options.quiet
@click.option("--no-glossary", is_flag=True, help="Use no glossary at all, not even the curated ones.")
@click.option(
    "--memory", "memories", type=options.FILE, multiple=True, help='Translation memory (.tmx, .tsv), or "bundled" for '
    "the phrases of Duizhao; may be repeated. Default: those of the settings."
)  # fmt: skip
@click.option("--no-memory", is_flag=True, help="Use no translation memory, not even the phrases of Duizhao.")
@click.option("--force", is_flag=True, help="Overwrite translations that exist.")
@click.option(
    "--resume", is_flag=True, help="Leave out files whose translation exists: goes on after a call broke off."
)
@click.option(
    "--ray", "ray", metavar="[ADDRESS]", is_flag=False, flag_value="local",
    help="Spread the work over a Ray cluster: auto, HOST:PORT, ray://HOST:PORT; nothing: one started here.",
)  # fmt: skip
def translate(
    paths: tuple[Path, ...],
    target: str,
    by_line: bool,
    out: Path | None,
    glossaries: tuple[Path, ...],
    engine: str | None,
    beam: int | None,
    first_mention: str | None,
    as_json: bool,
    quiet: bool,
    no_glossary: bool,
    memories: tuple[Path, ...],
    no_memory: bool,
    force: bool,
    resume: bool,
    ray: str | None,
) -> None:
    """Translate .txt, .md and .html files, and folders of them, to Chinese or English.

    The translation of name.md lies beside it as name.zh.md (or name.en.md), or below --out DIR in the same folders.
    Nothing is overwritten without --force; after a break --resume goes on with the files that are left. With --lines,
    stdin goes to stdout, one sentence per line.

    --json prints one object for each input, with every segment, its glossary terms and findings; the files are
    written all the same. With --lines it replaces the text: one object, segment k for line k.

    \b
    Example:
      duizhao translate pages/ --to en --glossary glossaries/hebei.tsv
      echo 廊坊欢迎您。 | duizhao translate --lines --to en
    """
    if by_line == bool(paths):
        raise click.UsageError("give files or folders, or --lines to read stdin; not both")
    if by_line and first_mention not in (None, "off"):
        raise click.UsageError("--first-mention needs documents; --lines has none")
    if by_line and (out or force or resume):
        raise click.UsageError("--lines writes to stdout: it takes neither --out nor --force nor --resume")
    if force and resume:
        raise click.UsageError("--force makes all translations again, --resume none that exist: give one of them")
    if no_glossary and glossaries:
        raise click.UsageError("give either --glossary or --no-glossary")
    if no_memory and memories:
        raise click.UsageError("give either --memory or --no-memory")
    script = Script(target) if target in list(Script) else None
    pair = Pair.to(Lang.ZH if script else Lang(target))
    jobs = [] if by_line else _plan(paths, pair.target, out, force, resume, target)
    if resume and not jobs:
        console.say("every translation is there already")
        return
    settings = options.settings_for(
        engine=engine, glossaries=glossaries, beam=beam, first_mention=first_mention, own_glossaries=not no_glossary
    )
    settings = options.with_memories(settings, memories, none=no_memory)
    with options.open_desk(settings) as desk:
        desk.glossary, desk.memory.units  # noqa: B018 - a broken file is said before any work
        with _cluster(ray, desk) as cluster:
            call = Call(desk, pair, as_json, quiet, script, cluster)
            if by_line:
                _lines(call)
            else:
                sys.exit(_files(call, jobs))


@contextmanager
def _cluster(address: str | None, desk: Desk) -> Iterator[Cluster | None]:
    if address is None:
        yield None
        return
    from translator.batch.cluster import Cluster

    cluster = Cluster(address, desk.settings, desk.glossary, desk.memory.units)
    try:
        yield cluster
    finally:
        cluster.close()


def _plan(paths: Sequence[Path], target: Lang, out: Path | None, force: bool, resume: bool, label: str) -> list[Job]:
    from translator import batch

    return batch.plan(paths, target, out=out, force=force, resume=resume, label=label)


# --- files -----------------------------------------------------------------------------------------------------------


def _files(call: Call, jobs: list[Job]) -> int:
    """Translate the planned files; return the exit code: that of the first failure, or 0."""
    failures = []
    with console.bar(quiet=call.quiet) as bar:
        for outcome in _outcomes(call, bar, jobs):
            if outcome.failure:
                failures.append(outcome.failure)
                console.trouble(outcome.failure)
            else:
                _report(call, outcome)
    if failures and len(jobs) > 1:
        console.say(f"duizhao: {len(failures)} of {len(jobs)} files were not translated")
    return failures[0].exit_code if failures else 0


def _outcomes(call: Call, bar: console.Bar, jobs: Sequence[Job]) -> Iterator[Outcome]:
    """Yield what became of each file, in order; on a cluster many are under way at once."""
    from translator import batch

    if call.cluster is not None:
        with bar.task("files") as progress:
            done = call.cluster.spread(
                lambda job: batch.attempt(job, lambda d: call.translate(d, None), call.pair), jobs
            )
            for number, outcome in enumerate(done, 1):
                if progress is not None:
                    progress(number, len(jobs))
                yield outcome
        return
    for number, job in enumerate(jobs, 1):
        place = f"[{number}/{len(jobs)}] " if len(jobs) > 1 else ""
        yield _one_file(call, bar, job, place + wire.name(job.source))


def _one_file(call: Call, bar: console.Bar, job: Job, label: str) -> Outcome:
    from translator import batch

    with bar.task(label) as progress:
        return batch.attempt(job, lambda document: call.translate(document, progress), call.pair)


def _report(call: Call, outcome: Outcome) -> None:
    if call.as_json:
        call.show_json(wire.name(outcome.job.source), outcome.drafts, outcome.seconds)
    elif not call.quiet:
        counts = wire.totals(outcome.drafts, outcome.seconds)
        console.say(f"{wire.name(outcome.job.source)} -> {wire.name(outcome.job.output)}  {_summary(counts)}")


def _summary(counts: wire.Json) -> str:
    """Say a file's totals in words."""
    parts = [_some(counts["segments"], "segment")]
    if counts["terms"]:
        parts.append(f"{counts['terms_placed']} of {_some(counts['terms'], 'term')} placed")
    parts += [_some(counts[key], key[:-1]) for key in ("errors", "warnings") if counts[key]]
    if counts["segments_per_second"]:
        parts.append(f"{counts['segments_per_second']:.1f} segments/s")
    return ", ".join(parts)


def _some(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


# --- lines -----------------------------------------------------------------------------------------------------------


def _lines(call: Call) -> None:
    """Translate stdin to stdout as it comes; with --json keep everything for one object at the end."""
    from translator import batch

    source, sink = cast(BufferedReader, sys.stdin.buffer), sys.stdout.buffer
    watch, drafts, start = batch.DirectionWatch(call.pair), list[Draft](), time.perf_counter()
    with console.bar(quiet=call.quiet or sys.stdout.isatty()) as bar, bar.task("stdin") as progress:

        def done(lines: list[str]) -> tuple[list[str], list[Draft]]:
            return batch.translate_lines(lines, lambda document: call.translate(document, progress), call.pair)

        chunks = _watched(batch.raw_lines(source.read1), watch)
        for translated, new in call.cluster.spread(done, chunks) if call.cluster else map(done, chunks):
            if call.as_json:
                drafts += new
            else:
                sink.write("".join(translated).encode())
                sink.flush()
    if call.as_json:
        call.show_json("-", drafts, time.perf_counter() - start)


def _watched(chunks: Iterable[list[str]], watch: DirectionWatch) -> Iterator[list[str]]:
    for lines in chunks:
        watch.look(lines)
        yield lines
