"""How the model is measured: fitted confidence, names and numbers that training never saw."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("ahocorasick_rs")

from translator.draft.confidence import confidence, doubts  # noqa: E402
from translator.model import Hypothesis, Lang, Link, Span  # noqa: E402
from translator.training import calibrate, figures, terms  # noqa: E402
from translator.training.calibrate import Judged, Report  # noqa: E402
from translator.training.names import Names  # noqa: E402
from translator.training.rows import Row, write_rows  # noqa: E402
from translator.training.unseen import Seen  # noqa: E402

NAMES = Names([("廊坊", "Langfang", "place"), ("北京", "Beijing", "place")])


def judged(doubts: object, quality: object) -> Judged:
    columns = np.array(doubts)
    kinds = tuple(f"kind {k}" for k in range(columns.shape[1]))
    return Judged("made", "en", kinds, columns, np.zeros(len(columns)), np.array(quality))


def test_a_fit_weighs_the_doubt_that_tells_and_never_rewards_one() -> None:
    draw = np.random.default_rng(1)
    made = draw.random((600, 3))
    quality = -made[:, 0] + made[:, 2] + 0.2 * draw.normal(size=600)  # the third speaks for a draft
    _, weights = calibrate.fit([judged(made, quality)])
    assert weights[0] > 5 * weights[1]
    assert weights[2] == 0
    found = Report.of(judged(made, quality), calibrate.crossed(judged(made, quality)), "fitted")
    assert found.first_fifth > 0.35
    assert found.auc > 0.7


def test_weights_are_judged_on_drafts_they_were_not_fitted_to() -> None:
    draw = np.random.default_rng(2)
    noise = judged(draw.random((150, 40)), draw.random(150))
    own = calibrate.auc(noise.trust(*calibrate.fit([noise])), noise.bad)
    assert own > 0.6
    assert calibrate.auc(calibrate.crossed(noise), noise.bad) < own - 0.05


def test_ranks_are_equal_for_equal_values() -> None:
    assert calibrate.ranks(np.array([3.0, 1.0, 3.0, 2.0])).tolist() == [2.5, 0.0, 2.5, 1.0]
    assert calibrate.spearman(np.arange(5.0), np.arange(5.0) ** 3) == pytest.approx(1)
    assert calibrate.auc(np.array([0.1, 0.9, 0.5, 0.7]), np.array([True, False, True, False])) == 1


@pytest.mark.parametrize(
    ("worse", "kind"),
    [
        (Hypothesis("The bank of the river of the bank of the river", -0.4), "repeated"),
        (Hypothesis("The bank of the 河流", -0.4), "foreign"),
        (Hypothesis("The bank of the river", -1.4), "unsure"),
        (Hypothesis("The", -0.4), "length"),
        (Hypothesis("The bank of the river", -0.4, (Link(Span(0, 2), Span(0, 3), 0.9),)), "unlinked"),
        (Hypothesis("The bank of the river", -0.4, (Link(Span(0, 5), Span(0, 3), 0.4),)), "faint"),
    ],
)
def test_each_reason_to_doubt_is_seen_where_it_is(worse: Hypothesis, kind: str) -> None:
    good = Hypothesis("The bank of the river", -0.4, (Link(Span(0, 5), Span(0, 21), 0.9),))
    before, after = (doubts("河流的两岸", one, (), (), Lang.EN).measured()[kind] for one in (good, worse))
    assert after > before
    assert confidence(doubts("河流的两岸", worse, (), (), Lang.EN)) <= 1


def test_test_names_stand_nowhere_in_the_training_lines(tmp_path: Path) -> None:
    lines = tmp_path / "lines.tsv"
    rows = [Row("廊坊很大。", "Langfang is big.", "made"), Row("他住在北京。", "He lives in Beijing.", "made")]
    draw = Random(4)
    known = [NAMES.invented(draw) for _ in range(300)]
    write_rows(lines, [("domain", "-", f"{name.zh}很大。", f"{name.en} is big.") for name in known])
    seen = Seen(lines)
    made = terms.cases(rows, NAMES, seen, 20, Random(4))
    given = {side for case in made for name in case.names for side in name}
    assert len(made) == 20
    assert seen.proof(given) == 0
    assert seen.proof(known[0]) == 2
    assert given.isdisjoint({side for name in known for side in name})


def test_test_numbers_stand_nowhere_in_the_training_lines(tmp_path: Path) -> None:
    write_rows(tmp_path / "t_templates.tsv", [("{place}有{count}只猫。", "There are {count} cats in {place}.")])
    lines = tmp_path / "lines.tsv"
    write_rows(lines, [("domain", "-", f"有{number}只猫。", f"{number} cats.") for number in range(0, 4000, 2)])
    made = figures.figures(tmp_path, NAMES, Seen(lines), 40, Random(6))
    assert len(made) == 40
    assert not any(Seen(lines).number(figure.zh) for figure in made)
