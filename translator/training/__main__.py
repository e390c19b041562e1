"""``python -m translator.training STEP --config FILE``: one command per step, ``all`` for the chain.

Besides the steps: ``learn`` trains without asking what is up to date; ``shard``, ``remote`` and ``collect`` are for a
borrowed machine (see launch.py). ``terms``, ``numbers`` and ``calibrate`` measure the bundled weights; ``ablate`` what
each part of the data is good for.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from translator.errors import DuizhaoError, InputError
from translator.training import ablate, calibrate, card, chain, figures, launch, score, terms
from translator.training.prepare import Prepare
from translator.training.settings import Settings, load

_EXTRA = ("learn", "shard", "remote", "collect", "terms", "numbers", "calibrate", "ablate")


def main(arguments: list[str] | None = None) -> int:
    """Run what was asked for; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m translator.training", description=__doc__)
    parser.add_argument("step", choices=["all", *chain.NAMES, *_EXTRA])
    parser.add_argument("--config", type=Path, required=True, help="a TOML file, see translator/training/configs")
    parser.add_argument("--minutes", type=float, default=9.0, help="remote: how long to wait before sending weights")
    parser.add_argument("--out", type=Path, help="remote: where to leave the weights; collect: where they lie")
    parser.add_argument("--count", type=int, default=1000, help="terms, numbers: sentences of the test")
    parser.add_argument("--updates", type=int, default=120, help="ablate: updates of each of the short runs")
    parser.add_argument("--seed", type=int, default=0, help="terms, numbers: 0 draws one")
    options = parser.parse_args(arguments)
    try:
        _run(options, load(options.config))
    except DuizhaoError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code
    return 0


def _run(options: argparse.Namespace, settings: Settings) -> None:
    if options.step in ("remote", "collect") and options.out is None:
        raise InputError(f"{options.step} needs a folder", next_step="give --out FOLDER")
    if options.step == "learn":
        chain.train_model(settings)
    elif options.step == "shard":
        print(*launch.shard(settings), sep="\n")
    elif options.step == "remote":
        launch.remote(settings, options.config, options.minutes, options.out)
    elif options.step == "collect":
        launch.collect(settings, options.out)
    elif options.step == "ablate":
        card.ablations(settings, ablate.table(settings, options.updates), options.updates)
    elif options.step in ("terms", "numbers", "calibrate"):
        print(*_measured(options, settings), sep="\n")
    else:
        chain.run(settings, None if options.step == "all" else options.step)


def _measured(options: argparse.Namespace, settings: Settings) -> Sequence[object]:
    prepared, model = Prepare(settings), settings.paths.bundled
    if options.step == "calibrate":
        dev = settings.paths.dev
        return calibrate.report(model, [score.domain(prepared.domain_dev), *([score.flores(dev)] if dev else [])])
    if options.step == "terms":
        rows = prepared.rows(prepared.domain_dev)
        return terms.report(model, rows, prepared.names(), prepared.lines, options.count, options.seed)
    templates = settings.paths.corpus / "domain"
    return figures.report(model, templates, prepared.names(), prepared.lines, options.count, options.seed)


if __name__ == "__main__":
    sys.exit(main())
