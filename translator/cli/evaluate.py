"""``duizhao evaluate``: scores with their signatures."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from translator.cli import console, options, wire
from translator.model import Glossary, Lang, Pair

if TYPE_CHECKING:
    from translator.evaluate import Evaluation, Share


@click.command(short_help="Score a translation against a reference.")
@click.option("--source", type=options.FILE, required=True, help="Sentences, one per line.")
@click.option("--reference", type=options.FILE, required=True, help="Their translations by people.")
@click.option("--hypothesis", type=options.FILE, help="The translation to score.")
@options.engine
@options.lang_option("--to", "target", required=True, help="Language translated to.")
@options.glossary
@options.beam
@options.as_json
@options.quiet
def evaluate(
    source: Path,
    reference: Path,
    hypothesis: Path | None,
    engine: str | None,
    target: Lang,
    glossaries: tuple[Path, ...],
    beam: int | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Score a file (--hypothesis) or the drafts of an engine (--engine): BLEU, chrF2, TER, terms and numbers kept.

    Terms are counted only with --glossary; speed only with --engine, whose drafts then keep to the glossary.

    \b
    Example:
      duizhao evaluate --source dev.zh --reference dev.en --engine bundled --to en
    """
    if (hypothesis is None) == (engine is None):
        raise click.UsageError("give either --hypothesis FILE or --engine NAME")
    from translator import evaluate as room
    from translator.batch import check_direction
    from translator.batch.pairs import read_lines, same_length

    pair = Pair.to(target)
    sources, references = read_lines(source), read_lines(reference)
    same_length((wire.name(source), sources), (wire.name(reference), references))
    check_direction(sources, pair, wire.name(source))
    glossary, speed = _glossary(glossaries), None
    if hypothesis:
        hypotheses = read_lines(hypothesis)
        same_length((wire.name(source), sources), (wire.name(hypothesis), hypotheses))
    else:
        hypotheses, speed = _draft(sources, pair, engine, glossaries, beam, quiet)
    result = room.evaluate(sources, references, hypotheses, pair, glossary=glossary)
    if as_json:
        console.put_json(_wire(result, speed))
    else:
        _print(result, speed)


def _glossary(paths: tuple[Path, ...]) -> Glossary | None:
    from translator.glossary import open_glossary

    return open_glossary(paths) if paths else None


def _draft(
    sources: Sequence[str], pair: Pair, engine: str | None, glossaries: tuple[Path, ...], beam: int | None, quiet: bool
) -> tuple[list[str], float]:
    """Draft the sources as lines; return the drafts and the segments drafted in a second."""
    from translator import batch

    settings = options.settings_for(engine=engine, glossaries=glossaries, beam=beam, own_glossaries=False)
    settings = options.with_memories(settings, (), none=True)  # what is measured is the engine
    with options.open_desk(settings) as desk, console.bar(quiet=quiet) as bar, bar.task("drafting") as progress:
        desk.engine  # noqa: B018 - opened here so that loading is not timed
        start = time.perf_counter()
        texts, _ = batch.translate_lines(
            sources, lambda document: desk.translate_document(document, pair.target, progress=progress), pair
        )
        return texts, len(sources) / (time.perf_counter() - start)


def _share(share: Share | None) -> wire.Json | None:
    return None if share is None else {"right": share.right, "total": share.total, "accuracy": share.accuracy}


def _wire(result: Evaluation, speed: float | None) -> wire.Json:
    return {
        "bleu": round(result.bleu.score, 4),
        "chrf": round(result.chrf.score, 4),
        "ter": round(result.ter.score, 4),
        "signatures": {
            "bleu": result.bleu.signature,
            "chrf": result.chrf.signature,
            "ter": result.ter.signature,
        },
        "terms": _share(result.terms),
        "numbers": _share(result.numbers),
        "segments_per_second": None if speed is None else round(speed, 2),
    }


def _print(result: Evaluation, speed: float | None) -> None:
    for name, metric in (("BLEU", result.bleu), ("chrF2", result.chrf), ("TER", result.ter)):
        click.echo(f"{name:<8} {metric.score:6.2f}  {metric.signature}")
    for name, share in (("terms", result.terms), ("numbers", result.numbers)):
        if share is not None:
            rate = "     -" if share.accuracy is None else f"{100 * share.accuracy:6.2f}"
            click.echo(f"{name:<8} {rate}  {share.right} of {share.total} kept")
    if speed is not None:
        click.echo(f"speed    {speed:6.2f}  segments/s")
