"""``python -m translator.training STEP --config FILE``: one command per step, ``all`` for the chain.

Besides the steps: ``learn`` trains without asking what is up to date; ``shard``, ``remote`` and ``collect`` are for a
borrowed machine (see launch.py).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from translator.errors import DuizhaoError, InputError
from translator.training import chain, launch
from translator.training.settings import Settings, load

_EXTRA = ("learn", "shard", "remote", "collect")


def main(arguments: list[str] | None = None) -> int:
    """Run what was asked for; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m translator.training", description=__doc__)
    parser.add_argument("step", choices=["all", *chain.NAMES, *_EXTRA])
    parser.add_argument("--config", type=Path, required=True, help="a TOML file, see translator/training/configs")
    parser.add_argument("--minutes", type=float, default=9.0, help="remote: how long to wait before sending weights")
    parser.add_argument("--out", type=Path, help="remote: where to leave the weights; collect: where they lie")
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
    else:
        chain.run(settings, None if options.step == "all" else options.step)


if __name__ == "__main__":
    sys.exit(main())
