"""The steps before training: clean, vocabulary, augment, pack, lexicon."""

from __future__ import annotations

from pathlib import Path
from random import Random

from translator.engines.manifest import BUNDLED
from translator.training import augment, clean, judge, lexicon, vocabulary
from translator.training.annotate import Finder
from translator.training.names import Names
from translator.training.pack import Packed, pack
from translator.training.rows import Line, Row, read_rows, write_rows
from translator.training.settings import Settings
from translator.training.steps import Step


class Prepare:
    """The files of a run under its work folder, and the steps that make them."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.work = settings.paths.work
        self.corpus = settings.paths.corpus
        self.clean = self.work / "clean.tsv"
        self.domain = self.work / "domain.tsv"
        self.domain_dev = self.work / "domain-dev.tsv"
        self.pieces = self.work / "source.spm"
        self.lines = self.work / "lines.tsv"
        self.packed = self.work / "packed"
        self.lexicon = self.work / "lexicon.npy"

    def steps(self) -> list[Step]:
        """Return the steps in order."""
        settings = self.settings
        general = sorted(self.corpus.glob("general-*"))
        written = sorted((self.corpus / "domain").glob("*.tsv"))
        names = [path for path in (self.corpus / "names.tsv", self.corpus / "cedict.tsv.zst") if path.exists()]
        groups = self.packed / "done"
        start = settings.paths.start
        learnt_from = [start / "source.spm"] if start else [self.clean, self.domain, *names]
        return [
            Step("clean", self.run_clean, [settings.clean, settings.train.seed], [*general, *written],
                 [self.clean, self.domain, self.domain_dev]),
            Step("vocabulary", self.run_vocabulary, settings.vocabulary, learnt_from, [self.pieces]),
            Step("augment", self.run_augment, [settings.augment, settings.train.seed],
                 [self.clean, self.domain, *written, *names], [self.lines]),
            Step("pack", self.run_pack, settings.pack, [self.lines, self.pieces], [groups]),
            Step("lexicon", self.run_lexicon, settings.vocabulary.size, [self.lines, self.pieces], [self.lexicon]),
        ]  # fmt: skip

    def run_clean(self) -> None:
        """Write the clean general pairs, the domain pairs and their development split."""
        self.work.mkdir(parents=True, exist_ok=True)
        train, dev = clean.domain(self.corpus / "domain", self.settings.train.seed)
        write_rows(self.domain, train)
        write_rows(self.domain_dev, dev)
        held = clean.held_out(self.settings.paths.dev)
        held |= {clean.letters(side) for row in dev for side in row[:2]}
        rules = self.settings.clean
        kept = list(clean.general(sorted(self.corpus.glob("general-*")), rules, held))
        if rules.drop_worst:
            kept = judge.keep(kept, Path(rules.judge) if rules.judge else BUNDLED, rules.drop_worst)
        write_rows(self.clean, kept)

    def run_vocabulary(self) -> None:
        """Train SentencePiece on the clean text, the domain pairs three times, and the names; or take it over."""
        if self.settings.paths.start is not None:
            vocabulary.take(self.settings.paths.start / "source.spm", self.settings.vocabulary, self.pieces)
            return
        rows = [*self.rows(self.clean), *self.rows(self.domain) * 3]
        names = self.names()
        fill = augment.templates(self.corpus / "domain", names, self.settings.augment, Random(1), copies=3)
        sentences = [side for row in rows for side in (row.zh, row.en)]
        sentences += [side for line in fill for side in (line.zh, line.en) if "<" not in side]
        sentences += [side for zh, en in names.pairs.items() for side in (zh, en[0])]
        Random(self.settings.train.seed).shuffle(sentences)
        hanzi = {char for zh in names.pairs for char in zh if "一" <= char <= "鿿"}
        common = set(vocabulary.frequent_hanzi((row.zh for row in rows), 3))
        vocabulary.train(sentences, hanzi | common, self.settings.vocabulary, self.pieces)

    def run_augment(self) -> None:
        """Write the training lines."""
        rules, draw = self.settings.augment, Random(self.settings.train.seed)
        names = self.names()
        finder = Finder(names)
        dictionary = self.corpus / "cedict.tsv.zst"
        lines: list[Line] = [*augment.lines(self.rows(self.clean), "general", names, finder, rules, draw)]
        for _ in range(rules.domain_copies):
            lines += augment.lines(self.rows(self.domain), "domain", names, finder, rules, draw)
        lines += augment.templates(self.corpus / "domain", names, rules, draw)
        lines += augment.words(names, dictionary if dictionary.exists() else None, rules, draw)
        draw.shuffle(lines)
        write_rows(self.lines, lines)

    def run_pack(self) -> None:
        """Write one array file a group."""
        self.packed.mkdir(parents=True, exist_ok=True)
        lines = [Line(*cells) for cells in read_rows(self.lines, 4)]
        for group, arrays in pack(lines, vocabulary.load(self.pieces), self.settings.pack).items():
            arrays.save(self.packed / f"{group}.npz")
        (self.packed / "done").touch()

    def run_lexicon(self) -> None:
        """Estimate the lexicon from the untagged lines."""
        groups = self.groups()
        order = [groups[name] for name in ("domain", "templates", "short", "general", "words") if name in groups]
        lexicon.save(lexicon.estimate(order, self.settings.vocabulary.size), self.lexicon)

    def names(self) -> Names:
        """Return the names of the corpus."""
        return Names.read(self.corpus / "names.tsv")

    def groups(self) -> dict[str, Packed]:
        """Return the packed groups; what came in shards (``general@01.npz``) is joined."""
        parts: dict[str, list[Packed]] = {}
        for path in sorted(self.packed.glob("*.npz")):
            parts.setdefault(path.stem.split("@")[0], []).append(Packed.load(path))
        return {group: Packed.joined(found) for group, found in parts.items()}

    def shards(self) -> list[str]:
        """Return the names of what is packed and whole."""
        return sorted(path.name for path in self.packed.glob("done*"))

    @staticmethod
    def rows(path: Path) -> list[Row]:
        """Read what the clean step wrote."""
        return [Row(*cells) for cells in read_rows(path, 3)]
