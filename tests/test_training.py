"""The training chain at toy size, on sentences it makes itself; needs the extra ``train``."""

from __future__ import annotations

import itertools
import json
import shutil
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

torch = pytest.importorskip("torch")
np = pytest.importorskip("numpy")
pytest.importorskip("transformers")

from translator.errors import InputError  # noqa: E402
from translator.training import ablate, carried, chain, export, judge, launch, settings, steps, thaw, vocabulary  # noqa: E402
from translator.training.batches import Example, lay, pack_rows, padded  # noqa: E402
from translator.training.checkpoint import Checkpoint  # noqa: E402
from translator.training.feed import Feed  # noqa: E402
from translator.training.finish import Finish  # noqa: E402
from translator.training.loss import losses, sides  # noqa: E402
from translator.training.network import Network  # noqa: E402
from translator.training.pack import EN, ZH, Packed  # noqa: E402
from translator.training.prepare import Prepare  # noqa: E402
from translator.training.rows import Row  # noqa: E402
from translator.training.stream import Stream  # noqa: E402
from translator.training.train import STARTED, Trainer  # noqa: E402

CONFIGS = Path(__file__).parent.parent / "translator/training/configs"
NOUNS = {"猫": "cat", "狗": "dog", "马": "horse", "鸟": "bird", "老师": "teacher", "医生": "doctor", "孩子": "child"}
VERBS = {"看见": "sees", "喜欢": "likes", "帮助": "helps", "找到": "finds", "听见": "hears"}
PLACES = {"廊坊": "Langfang", "燕郊": "Yanjiao", "任丘": "Renqiu", "霸州": "Bazhou"}


def corpus(folder: Path) -> None:
    draw = Random(3)
    pairs = [
        (f"{a}在{p}{v}{b}。", f"The {NOUNS[a]} {VERBS[v]} the {NOUNS[b]} in {PLACES[p]}.")
        for a, b, v, p in itertools.product(NOUNS, NOUNS, VERBS, PLACES)
    ]
    draw.shuffle(pairs)
    (folder / "domain").mkdir(parents=True)
    general, domain = pairs[:700], pairs[700:]
    template = [
        "{place}有{count}只猫。\tThere are {count} cats in {place}.",
        "{money}给{place}。\t{money} goes to {place}.",
    ]
    write(folder / "general-01.tsv", (f"{zh}\t{en}\tmade" for zh, en in general))
    write(folder / "domain/a_pairs.tsv", (f"{zh}\t{en}" for zh, en in domain))
    write(folder / "domain/a_templates.tsv", template)
    write(folder / "names.tsv", (f"{zh}\t{en}\tplace\tmade" for zh, en in PLACES.items()))


def write(path: Path, lines: object) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def toy(tmp_path_factory: pytest.TempPathFactory) -> settings.Settings:
    """The settings of a chain that has been run to its end."""
    base = tmp_path_factory.mktemp("toy")
    corpus(base / "corpus")
    made = settings.load(Path(shutil.copy(CONFIGS / "toy.toml", base)))
    chain.run(made, say=lambda line: None)
    return made


def logged(toy: settings.Settings, key: str) -> list[float]:
    lines = (toy.paths.work / "log.jsonl").read_text(encoding="utf-8").splitlines()
    return [entry[key] for entry in map(json.loads, lines) if key in entry]


def test_the_loss_falls_and_the_development_loss_is_probed(toy: settings.Settings) -> None:
    losses = logged(toy, "nll")
    assert losses[-1] < 0.6 * losses[0]
    assert logged(toy, "nll domain en")
    assert min(logged(toy, "utilisation")) > 0


def test_a_run_without_a_part_of_the_data_knows_less_of_it(toy: settings.Settings) -> None:
    rows = [line.split("|")[1:-1] for line in ablate.table(toy, updates=20).splitlines()]
    assert [cell.strip() for cell in rows[0]] == ["without", "domain", "annotated", "filled"]
    assert [row[0].strip() for row in rows[2:]] == list(ablate.PARTS)
    whole, *_, untagged = ([float(x) for cell in row[1:] for x in cell.split("/")] for row in rows[2:])
    assert sum(untagged[2:4]) > sum(whole[2:4])


def test_a_second_run_has_nothing_to_do(toy: settings.Settings) -> None:
    said: list[str] = []
    chain.run(toy, say=said.append)
    assert said
    assert all(line.endswith("nothing to do") for line in said)


def test_a_step_runs_again_when_its_settings_change(tmp_path: Path) -> None:
    ran: list[int] = []
    for number in (1, 1, 2):
        steps.run(steps.Step("s", lambda: ran.append(1), number, [], []), tmp_path, say=lambda line: None)
    assert len(ran) == 2


def test_marian_computes_what_the_network_computes(toy: settings.Settings) -> None:
    values = torch.load(toy.paths.work / "values.pt")
    network = export.network(toy, values)
    batch = padded(
        [Example(np.array([9, 30, 40]), np.array([50, 60]), EN), Example(np.array([70]), np.array([80]), ZH)], 440
    )
    source, target = sides(batch)
    with torch.no_grad():
        ours = network.logits(network(source, target)[0])
        theirs = export.marian(network)(
            input_ids=source.ids, attention_mask=source.segments, decoder_input_ids=target.ids
        ).logits  # fmt: skip
    real = target.segments > 0
    assert torch.allclose(ours[real], theirs[real][:, :-1], atol=1e-4)


def test_ctranslate2_says_what_hugging_face_says(toy: settings.Settings, tmp_path: Path) -> None:
    import ctranslate2
    from transformers import MarianMTModel

    export.convert(toy.paths.work / "marian", tmp_path / "float", quantization="float32")
    pieces = vocabulary.load(toy.paths.work / "source.spm")
    source = ["<2en>", *pieces.encode("猫在廊坊看见狗。", out_type=str), "</s>"]
    found = ctranslate2.Translator(str(tmp_path / "float")).translate_batch(
        [source], beam_size=1, return_scores=True, max_decoding_length=50
    )[0]
    ids = torch.tensor([[pieces.piece_to_id(piece) for piece in source]])
    model = MarianMTModel.from_pretrained(toy.paths.work / "marian")
    out = model.generate(
        ids, num_beams=1, do_sample=False, max_length=60, output_scores=True, return_dict_in_generate=True
    )
    said = [pieces.id_to_piece(int(piece)) for piece in out.sequences[0, 1:] if int(piece) < 440]
    assert said == [*found.hypotheses[0], "</s>"]
    step = torch.stack(out.scores).log_softmax(2)[:, 0].gather(1, out.sequences[0, 1:, None]).mean()
    assert float(step) == pytest.approx(found.scores[0], abs=1e-3)


def test_the_bundled_folder_opens_as_an_engine_and_names_its_training(toy: settings.Settings) -> None:
    from translator.engines import open_engine
    from translator.model import Lang, Pair, Request

    engine = open_engine(f"bundled:{toy.paths.bundled}")
    (found,) = engine.translate([Request("猫在廊坊看见狗。", Pair.to(Lang.EN))])
    assert found[0].text
    assert engine.signature.name == "toy"
    manifest = json.loads((toy.paths.bundled / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["training"]["target_pieces"] > 1000
    assert manifest["scores"]["domain-dev zh-en"]["bleu"] >= 0


def test_a_thawed_network_loses_what_the_engine_loses(toy: settings.Settings) -> None:
    import ctranslate2

    network = Network(toy.shape, 441)
    thaw.thaw(toy.paths.bundled, network)
    pieces = vocabulary.load(toy.paths.work / "source.spm")
    source, target = (pieces.encode(text, out_type=str) for text in ("猫在廊坊看见狗。", "The cat sees the dog."))
    engine = ctranslate2.Translator(str(toy.paths.bundled), compute_type="float32")
    said = engine.score_batch([["<2en>", *source, "</s>"]], [target])[0].log_probs
    ids = [np.array([pieces.piece_to_id(piece) for piece in side]) for side in (source, target)]
    batch = padded([Example(*ids, EN)], 440)
    lost = losses(network.eval(), batch, smoothing=0, guide=0, every_head=False, table=None, chosen=None)
    assert float(lost.nll) == pytest.approx(-np.mean(said), abs=1e-4)


def test_a_run_begins_at_the_weights_it_goes_on_from(toy: settings.Settings, tmp_path: Path) -> None:
    begun = replace(toy, paths=replace(toy.paths, start=toy.paths.bundled, work=tmp_path))
    values = Trainer(begun, Prepare(toy).groups(), None, tmp_path).checkpoint().values
    shipped = torch.load(toy.paths.work / "values.pt")
    assert torch.allclose(values, shipped, atol=0.03)  # what int8 rounds off
    assert not torch.equal(values, shipped)
    assert json.loads((tmp_path / STARTED).read_text(encoding="utf-8"))["name"] == "toy"
    Prepare(begun).run_vocabulary()
    assert (tmp_path / "source.spm").read_bytes() == (toy.paths.work / "source.spm").read_bytes()


def test_a_manifest_names_the_training_its_weights_went_on_from(toy: settings.Settings, tmp_path: Path) -> None:
    begun = replace(toy, paths=replace(toy.paths, start=toy.paths.bundled, work=tmp_path))
    Trainer(begun, Prepare(toy).groups(), None, tmp_path).checkpoint().save(tmp_path / "checkpoint.pt")
    shutil.copytree(toy.paths.bundled, tmp_path / "shipped")
    Finish(begun).seal([])
    made, before = (
        json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        for folder in (tmp_path / "shipped", toy.paths.bundled)
    )
    assert made["training"]["target_pieces"] == 0
    assert made["training"]["went_on_from"]["target_pieces"] == before["training"]["target_pieces"]
    assert made["training"]["went_on_from"]["model.bin"] == before["files"]["model.bin"]["sha256"]


def test_weights_of_another_shape_are_not_gone_on_from(toy: settings.Settings, tmp_path: Path) -> None:
    for shape in (replace(toy.shape, encoder=2), replace(toy.shape, width=64), replace(toy.shape, decoder=0)):
        with pytest.raises(InputError, match="shape"):
            thaw.thaw(toy.paths.bundled, Network(shape, 441))
    begun = replace(toy, paths=replace(toy.paths, start=toy.paths.bundled, work=tmp_path))
    with pytest.raises(InputError, match="440 pieces"):
        Prepare(replace(begun, vocabulary=settings.Vocabulary(size=441))).run_vocabulary()


def trainer(toy: settings.Settings, work: Path) -> Trainer:
    work.mkdir(exist_ok=True)
    return Trainer(toy, Prepare(toy).groups(), None, work)


def test_a_resumed_run_goes_on_exactly(toy: settings.Settings, tmp_path: Path) -> None:
    whole, first = trainer(toy, tmp_path / "a"), trainer(toy, tmp_path / "b")
    whole_losses = [whole.update(whole.stream.next(0.3)) for _ in range(40)]
    for _ in range(17):
        first.update(first.stream.next(0.3))
    first.checkpoint().save(tmp_path / "b/checkpoint.pt")
    second = trainer(toy, tmp_path / "b")
    assert [second.update(second.stream.next(0.3)) for _ in range(23)] == whole_losses[17:]


def test_the_row_of_pad_stays_zero(toy: settings.Settings) -> None:
    saved = Checkpoint.load(toy.paths.work / "checkpoint.pt")
    assert saved is not None
    assert not export.network(toy, saved.values).table[-1].any()


def test_workers_take_different_batches_of_one_pool(toy: settings.Settings) -> None:
    rules = replace(toy.train, workers=2)
    one, two = (Stream(Prepare(toy).groups(), rules, 440, rank=rank) for rank in (0, 1))
    for _ in range(30):
        assert not np.array_equal(one.next(0.1).targets, two.next(0.1).targets)
    assert one.state() == two.state()


def test_no_development_line_is_trained_on(toy: settings.Settings) -> None:
    prepared = Prepare(toy)
    dev = {side for row in prepared.rows(prepared.domain_dev) for side in row[:2]}
    assert dev
    assert not any(set(row[:2]) & dev for row in prepared.rows(prepared.clean) + prepared.rows(prepared.domain))


def test_packed_rows_lose_what_sentences_alone_lose(toy: settings.Settings) -> None:
    network = export.network(toy, torch.load(toy.paths.work / "values.pt"))
    examples = [
        Example(np.arange(20, 20 + n), np.arange(40, 43 + n), to) for n, to in ((3, EN), (9, ZH), (5, EN), (2, ZH))
    ]
    table = torch.rand(440, 440)
    alone, packed = (
        losses(network, batch, smoothing=0.1, guide=0.5, every_head=True, table=table, chosen=None)
        for batch in (padded(examples, 440), lay([examples[:3], examples[3:]], 440, 40))
    )
    assert packed.total.item() == pytest.approx(alone.total.item(), abs=1e-4)


def test_packing_keeps_every_row_within_its_width_and_says_each_sentence_once() -> None:
    draw = Random(5)
    examples = [Example(np.full(draw.randint(1, 60), k), np.full(draw.randint(1, 60), k), EN) for k in range(900)]
    rows = [row for batch in pack_rows(examples, 128, 8) for row in batch]
    assert max(sum(example.size[side] for example in row) for row in rows for side in (0, 1)) <= 128
    packed = [int(example.source[0]) for row in rows for example in row]
    assert len(set(packed)) == len(packed) > 500
    assert sum(example.size[1] for row in rows for example in row) > 0.8 * 128 * len(rows)


@pytest.mark.parametrize("text", ["[train]\nsecnds = 3", "nme = 'x'", "[train", "name = 'x'\nversion = '1'"])
def test_a_wrong_settings_file_is_told_apart(text: str, tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        settings.load(path)


def test_a_step_whose_input_is_missing_says_so(toy: settings.Settings, tmp_path: Path) -> None:
    elsewhere = replace(toy, paths=replace(toy.paths, work=tmp_path))
    with pytest.raises(InputError, match="is missing"):
        chain.run(elsewhere, "train")


@pytest.mark.parametrize("name", sorted(path.name for path in CONFIGS.glob("*.toml")))
def test_every_settings_file_is_understood(name: str) -> None:
    assert settings.load(CONFIGS / name).name


def test_weights_come_home_from_a_borrowed_machine(toy: settings.Settings, tmp_path: Path) -> None:
    shards = launch.shard(toy)
    away = replace(toy, paths=replace(toy.paths, work=tmp_path / "away"), train=replace(toy.train, updates=5))
    shutil.copytree(shards[0].parent, away.paths.work / "travel")
    launch.take_in(Prepare(away))
    chain.train_model(away)
    saved = Checkpoint.load(away.paths.work / "checkpoint.pt")
    assert saved is not None
    network = export.network(away, saved.best)
    carried.send(
        carried.squeeze(network, saved.best), {"step": 5, "seconds": 1, "pieces": 9, "flops": 1}, tmp_path / "out"
    )
    home = replace(toy, paths=replace(toy.paths, work=tmp_path / "home"))
    home.paths.work.mkdir()
    launch.collect(home, tmp_path / "out")
    back = Checkpoint.load(home.paths.work / "checkpoint.pt")
    assert back is not None
    assert torch.allclose(back.values, saved.best, atol=0.02)
    (tmp_path / "out/weights-00.part").write_bytes(b"half")
    with pytest.raises(InputError, match="instead of"):
        launch.collect(home, tmp_path / "out")


def test_shards_join_to_the_lines_they_were_cut_from(toy: settings.Settings) -> None:
    for packed in Prepare(toy).groups().values():
        joined = Packed.joined([packed.part(number, 3) for number in range(3)])
        for index in (0, len(packed) // 2, len(packed) - 1):
            assert all(map(np.array_equal, joined.line(index), packed.line(index)))


def test_new_shards_are_asked_for_at_every_checkpoint(toy: settings.Settings, tmp_path: Path) -> None:
    groups = Prepare(toy).groups()
    rules = replace(toy.train, updates=4, checkpoint_seconds=-1.0)
    asked: list[int] = []

    def more() -> dict[str, Packed]:
        asked.append(1)
        return groups

    Trainer(replace(toy, train=rules), groups, None, tmp_path, more=more).run()
    assert len(asked) == 4


def test_the_judge_finds_wrong_pairs_costly(toy: settings.Settings) -> None:
    prepared = Prepare(toy)
    rows = prepared.rows(prepared.clean)[:40]
    wrong = [Row(row.zh[::-1], " ".join(row.en.split()[::-1]), "made") for row in rows[:5]]
    costs = judge.cost([*rows, *wrong], toy.paths.bundled, threads=1)
    assert costs[-5:].mean() > costs[:-5].mean()


def test_the_worst_of_each_source_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [Row(str(k), "", origin) for k, origin in enumerate("aaaabbbb")]
    monkeypatch.setattr(judge, "cost", lambda *_: np.array([1.0, 9.0, 2.0, 3.0, 50.0, 80.0, 60.0, 90.0]))
    assert [row.zh for row in judge.keep(rows, Path(), 0.25)] == ["0", "2", "3", "4", "5", "6"]


def test_feeders_give_what_the_slices_hold_and_resume(toy: settings.Settings) -> None:
    rules = replace(toy.train, feeders=2)
    whole = Feed(Prepare(toy).groups(), rules, 440)
    given = [whole.next(0.2).targets for _ in range(3)]
    again = Feed(Prepare(toy).groups(), rules, 440, whole.state())
    assert all(np.array_equal(again.next(0.2).targets, whole.next(0.2).targets) for _ in range(4))
    assert len(given) == 3
