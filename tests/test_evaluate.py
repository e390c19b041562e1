"""Scores: the same as sacrebleu's own, with signatures; terms by occurrence; numbers by value."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from translator import cli
from translator.errors import InputError
from translator.evaluate import Share, evaluate, term_accuracy
from translator.model import Glossary, Lang, Pair, Term

ZH_EN, EN_ZH = Pair.to(Lang.EN), Pair.to(Lang.ZH)
ZH = ["廊坊位于北京和天津之间。", "该项目投资1.5亿元。"]
EN = ["Langfang lies between Beijing and Tianjin.", "The project has an investment of 150 million yuan."]
OTHER_EN = ["Langfang is between Beijing and Tianjin.", "The project invests 15 million yuan."]
OTHER_ZH = ["廊坊在北京和天津之间。", "项目投资1.5亿元。"]


def glossary(*terms: Term) -> Glossary:
    return Glossary("test", terms, "0")


def sacrebleu(folder: Path, reference: list[str], hypothesis: list[str], *options: str) -> dict[str, object]:
    """Score with sacrebleu's own command line: the independent source of the expected numbers."""
    for name, lines in (("ref", reference), ("hyp", hypothesis)):
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "sacrebleu", str(folder / "ref"), "-i", str(folder / "hyp"), "-w", "6", *options]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found: dict[str, object] = json.loads(out)
    return found


def test_english_is_scored_as_sacrebleu_does(tmp_path: Path) -> None:
    got = evaluate(ZH, EN, OTHER_EN, ZH_EN)
    wanted = sacrebleu(tmp_path, EN, OTHER_EN, "-m", "bleu", "-tok", "13a")
    assert got.bleu.score == pytest.approx(wanted["score"], abs=1e-5)
    assert got.bleu.signature == wanted["signature"]
    assert got.chrf.score == pytest.approx(sacrebleu(tmp_path, EN, OTHER_EN, "-m", "chrf")["score"], abs=1e-5)
    assert got.ter.score == pytest.approx(sacrebleu(tmp_path, EN, OTHER_EN, "-m", "ter")["score"], abs=1e-5)


def test_chinese_is_scored_by_character_with_its_own_tokenizer(tmp_path: Path) -> None:
    got = evaluate(EN, ZH, OTHER_ZH, EN_ZH)
    bleu = sacrebleu(tmp_path, ZH, OTHER_ZH, "-m", "bleu", "-tok", "zh")
    ter = sacrebleu(tmp_path, ZH, OTHER_ZH, "-m", "ter", "--ter-asian-support", "--ter-normalized")
    assert (got.bleu.score, got.ter.score) == pytest.approx((bleu["score"], ter["score"]), abs=1e-5)
    assert "tok:zh" in got.bleu.signature
    assert "asian:yes" in got.ter.signature


def test_a_perfect_translation_has_perfect_scores() -> None:
    got = evaluate(ZH, EN, EN, ZH_EN)
    assert (got.bleu.score, got.chrf.score, got.ter.score) == pytest.approx((100, 100, 0))
    assert got.numbers.accuracy == 1.0


def test_a_wrong_number_counts() -> None:
    assert evaluate(ZH, EN, OTHER_EN, ZH_EN).numbers.accuracy == 0.0


def test_a_term_that_occurs_twice_must_be_there_twice() -> None:
    terms = glossary(Term("廊坊", "Langfang"))
    assert term_accuracy(["廊坊和廊坊"], ["Langfang and it"], ZH_EN, terms) == Share(1, 2)


def test_surplus_occurrences_earn_nothing() -> None:
    terms = glossary(Term("廊坊", "Langfang"), Term("耀华", "Yaohua"))
    assert term_accuracy(["廊坊的耀华"], ["Langfang, Langfang"], ZH_EN, terms) == Share(1, 2)


def test_words_of_a_longer_term_do_not_count_for_one_inside_it() -> None:
    terms = glossary(Term("河北", "Hebei"), Term("河北大学", "Hebei University"))
    assert term_accuracy(["河北的河北大学"], ["Hebei University"], ZH_EN, terms) == Share(1, 2)


def test_every_accepted_form_counts() -> None:
    terms = glossary(Term("世界银行", "World Bank", en_allowed=("the Bank",)))
    assert term_accuracy(["世界银行"], ["It is the Bank."], ZH_EN, terms) == Share(1, 1)


def test_two_terms_never_count_the_same_words() -> None:
    terms = glossary(Term("河北", "Hebei"), Term("河北省", "Hebei"))
    assert term_accuracy(["河北省在河北"], ["Hebei"], ZH_EN, terms) == Share(1, 2)


def test_nothing_to_get_right_has_no_accuracy() -> None:
    assert Share(0, 0).accuracy is None


def test_different_counts_are_refused() -> None:
    with pytest.raises(InputError, match="2 sources, 1 references, 2 hypotheses"):
        evaluate(ZH, EN[:1], EN, ZH_EN)


# --- the verb ---


def run(folder: Path, *options: str, **files: list[str]) -> Result:
    for name, lines in files.items():
        (folder / name).write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    names = [text for name in files for text in (f"--{name}", str(folder / name))]
    return CliRunner().invoke(cli.main, ["evaluate", *names, *options])


def test_json_has_exactly_the_promised_keys(tmp_path: Path) -> None:
    done = run(tmp_path, "--to", "en", "--json", source=ZH, reference=EN, hypothesis=OTHER_EN)
    got = json.loads(done.stdout)
    assert list(got) == ["bleu", "chrf", "ter", "signatures", "terms", "numbers", "segments_per_second"]
    assert set(got["signatures"]) == {"bleu", "chrf", "ter"}
    assert (got["terms"], got["segments_per_second"]) == (None, None)


def test_terms_are_counted_with_a_glossary(tmp_path: Path) -> None:
    terms = tmp_path / "terms.tsv"
    terms.write_text("zh\ten\n廊坊\tLangfang\n天津\tTientsin\n", encoding="utf-8")
    options = ("--to", "en", "--json", "--glossary", str(terms))
    done = run(tmp_path, *options, source=ZH, reference=EN, hypothesis=OTHER_EN)
    assert json.loads(done.stdout)["terms"] == {"right": 1, "total": 2, "accuracy": 0.5}


def test_counts_that_differ_are_both_named(tmp_path: Path) -> None:
    done = run(tmp_path, "--to", "en", source=ZH, reference=EN, hypothesis=EN[:1])
    assert done.exit_code == 2
    assert "has 2 lines but" in done.stderr
    assert "has 1 (" in done.stderr


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    done = run(tmp_path, "--to", "en", source=[], reference=[], hypothesis=[])
    assert (done.exit_code, "source is empty" in done.stderr) == (2, True)


@pytest.mark.parametrize("options", [(), ("--engine", "bundled")])
def test_either_a_hypothesis_or_an_engine(tmp_path: Path, options: tuple[str, ...]) -> None:
    files = {"hypothesis": EN} if options else {}
    done = run(tmp_path, "--to", "en", *options, source=ZH, reference=EN, **files)
    assert (done.exit_code, "either --hypothesis FILE or --engine NAME" in done.stderr) == (2, True)


def test_nothing_is_downloaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket, "create_connection", refused)
    monkeypatch.setattr(socket.socket, "connect", refused)
    assert run(tmp_path, "--to", "zh", source=EN, reference=ZH, hypothesis=OTHER_ZH).exit_code == 0
