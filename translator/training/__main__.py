"""``python -m translator.training STEP --config FILE``: one command per step, ``all`` for the chain."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from translator.errors import DuizhaoError
from translator.training import chain
from translator.training.settings import load


def main(arguments: list[str] | None = None) -> int:
    """Run the steps that were asked for; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m translator.training", description=__doc__)
    parser.add_argument("step", choices=["all", *chain.NAMES])
    parser.add_argument("--config", type=Path, required=True, help="a TOML file, see translator/training/configs")
    options = parser.parse_args(arguments)
    try:
        chain.run(load(options.config), None if options.step == "all" else options.step)
    except DuizhaoError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
