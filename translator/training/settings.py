"""The settings of a training run, read from TOML: every number that shapes the model stands in one of these files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from translator.errors import InputError


@dataclass(frozen=True, slots=True)
class Paths:
    """Where the corpus and the development sets are read, where the work goes, where bundled folder and card lie.

    ``start``: a folder of weights to go on from; the run takes its vocabulary over.
    """

    corpus: Path
    work: Path
    bundled: Path
    dev: Path | None = None
    card: Path | None = None
    start: Path | None = None


@dataclass(frozen=True, slots=True)
class Clean:
    """Rules for the general corpus. ``weights``: share of a source that is kept (0 drops it; 1 is the default).

    ``judge``: folder of an earlier model, which finds the worst ``drop_worst`` of every source ("" for the bundled).
    """

    min_chars: int = 4
    max_chars: int = 120
    drop_worst: float = 0.0
    judge: str = ""
    weights: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A joint SentencePiece vocabulary. ``size`` counts every row of the model but ``<pad>``."""

    size: int = 16000
    sample: int = 300_000


@dataclass(frozen=True, slots=True)
class Augment:
    """How the training lines are dressed. Shares are of lines, ``*_copies`` are versions of one line."""

    annotated: float = 0.28
    invented: float = 0.4
    replace_form: float = 0.3
    placeholders: float = 0.03
    cased: float = 0.03
    open_ended: float = 0.05
    domain_copies: int = 6
    template_copies: int = 120
    words: int = 60_000


@dataclass(frozen=True, slots=True)
class Pack:
    """Length limits in pieces, the tags of a line not counted twice."""

    max_pieces: int = 90
    short_pieces: int = 18


@dataclass(frozen=True, slots=True)
class Shape:
    """The network: a post-norm transformer that MarianMTModel and CTranslate2 can express."""

    width: int = 256
    inner: int = 1024
    heads: int = 4
    encoder: int = 4
    decoder: int = 2
    activation: str = "relu"
    positions: int = 1024
    dropout: float = 0.0


@dataclass(frozen=True, slots=True)
class Train:
    """The schedule. Progress is elapsed training seconds over ``seconds``, so the rate always reaches its end; steps
    over ``updates`` where these are given.

    ``mix``: group -> shares at progress 0, 1/3, 2/3 and 1, interpolated in between. ``row``: pieces a packed row
    holds; 0 puts one sentence in each row. ``precision``: what the network computes in, "bfloat16" or "float32"; the
    latter for processors that only emulate the former, at a twentieth of the speed.
    """

    seconds: float = 5400.0
    updates: int = 0
    tokens: int = 3000
    row: int = 0
    rate: float = 1.5e-3
    warmup: float = 0.04
    decay_from: float = 0.3
    smoothing: float = 0.1
    guide: float = 0.5
    guide_end: float = 0.05
    guide_all_heads: float = 0.1
    shortlist_until: float = 0.88
    shortlist_common: int = 1000
    shortlist_random: int = 1000
    average_from: float = 0.85
    average_decay: float = 0.998
    workers: int = 1
    feeders: int = 0
    threads: int = 1
    device: str = "cpu"
    precision: str = "bfloat16"
    compiled: bool = False
    seed: int = 20
    checkpoint_seconds: float = 240.0
    evaluate_seconds: float = 900.0
    peak_flops: float = 4.1e11
    mix: dict[str, list[float]] = field(default_factory=lambda: {"general": [1.0]})


@dataclass(frozen=True, slots=True)
class Ship:
    """The vocabulary map: candidates for each piece and pieces that are always allowed; no map where ``map_each`` is 0.

    A map makes single sentences faster and costs quality where the lexicon is thin.
    """

    map_each: int = 0
    map_always: int = 2000


@dataclass(frozen=True, slots=True)
class Settings:
    """All of one run. ``name`` and ``version`` go into the manifest of the bundled model."""

    name: str
    version: str
    paths: Paths
    clean: Clean = Clean()
    vocabulary: Vocabulary = Vocabulary()
    augment: Augment = Augment()
    pack: Pack = Pack()
    shape: Shape = Shape()
    train: Train = Train()
    ship: Ship = Ship()


def load(path: Path) -> Settings:
    """Read a settings file; relative paths in it count from the file's folder.

    Raises InputError for a missing file, an unknown section or an unknown key.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"{path}: no such settings file", next_step="see translator/training/configs/") from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: {error}") from None
    return parse(table, path.resolve().parent, str(path))


def parse(table: dict[str, Any], base: Path, where: str = "settings") -> Settings:
    """Return the settings of a parsed table; paths count from ``base``."""
    sections = {
        "clean": Clean, "vocabulary": Vocabulary, "augment": Augment, "pack": Pack, "shape": Shape, "train": Train,
        "ship": Ship,
    }  # fmt: skip
    table = dict(table)
    folders = {key: base / value for key, value in table.pop("paths", {}).items()}
    made: dict[str, Any] = {"paths": _section(Paths, folders, where)}
    for key, kind in sections.items():
        made[key] = _section(kind, table.pop(key, {}), where)
    return _section(Settings, {**table, **made}, where)


def _section(kind: Any, table: dict[str, Any], where: str) -> Any:
    unknown = set(table) - {entry.name for entry in fields(kind)}
    if unknown:
        raise InputError(f"{where}: {kind.__name__} knows no {', '.join(sorted(unknown))}")
    try:
        return kind(**table)
    except TypeError as error:
        raise InputError(f"{where}: {error}") from None
