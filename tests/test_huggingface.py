"""The ``hf`` engine, on tiny random checkpoints made here: Marian, M2M100 and NLLB."""

from __future__ import annotations

import io
import json
import sys
import warnings
from pathlib import Path

import pytest

# `make test` installs the extra; a plain `.venv` of the product does without torch
torch = pytest.importorskip("torch", reason="needs the extra hf: pip install -e '.[hf]'")
transformers = pytest.importorskip("transformers")

from translator.engines.huggingface import HuggingFaceEngine  # noqa: E402
from translator.errors import EngineError, InputError  # noqa: E402
from translator.model import Annotation, Lang, Pair, Request, Span  # noqa: E402

ZH_EN, EN_ZH = Pair.to(Lang.EN), Pair.to(Lang.ZH)
TEXT = [
    "廊坊欢迎您。",
    "河北省位于中国北方，靠近北京。",
    "Welcome to Langfang.",
    "Hebei lies in the north, near Beijing.",
]
SHAPE = dict.fromkeys(("encoder_layers", "decoder_layers"), 1) | dict.fromkeys(
    ("encoder_attention_heads", "decoder_attention_heads"), 2
) | dict.fromkeys(("d_model", "encoder_ffn_dim", "decoder_ffn_dim"), 16) | {"init_std": 0.5}  # fmt: skip

pytestmark = pytest.mark.filterwarnings("ignore")


def sentencepiece_model() -> bytes:
    import sentencepiece

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(TEXT * 20), model_writer=model, vocab_size=90, hard_vocab_limit=False,
        eos_id=0, unk_id=1, bos_id=-1, pad_id=-1, minloglevel=2, normalization_rule_name="identity",
    )  # fmt: skip
    return model.getvalue()


def pieces(model: bytes) -> list[str]:
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    return [processor.id_to_piece(index) for index in range(processor.get_piece_size())]


def marian(folder: Path, *tokens: str, positions: int = 64, **tokenizer: str) -> Path:
    folder.mkdir()
    model = sentencepiece_model()
    vocabulary = {piece: index for index, piece in enumerate([*pieces(model), *tokens, "<pad>"])}
    for name in ("source.spm", "target.spm"):
        (folder / name).write_bytes(model)
    (folder / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    names = (str(folder / name) for name in ("source.spm", "target.spm", "vocab.json"))
    transformers.MarianTokenizer(*names, additional_special_tokens=[], **tokenizer).save_pretrained(folder)
    pad = vocabulary["<pad>"]
    config = transformers.MarianConfig(
        vocab_size=len(vocabulary), max_position_embeddings=positions, pad_token_id=pad, eos_token_id=0,
        decoder_start_token_id=pad, forced_eos_token_id=None, **SHAPE,
    )  # fmt: skip
    return saved(transformers.MarianMTModel, config, folder)


def m2m(folder: Path) -> Path:
    folder.mkdir()
    model = sentencepiece_model()
    words = dict.fromkeys(["<s>", "<pad>", "</s>", "<unk>", *pieces(model)])
    (folder / "vocab.json").write_text(json.dumps({word: n for n, word in enumerate(words)}), encoding="utf-8")
    (folder / "sentencepiece.bpe.model").write_bytes(model)
    tokenizer = transformers.M2M100Tokenizer(str(folder / "vocab.json"), str(folder / "sentencepiece.bpe.model"))
    tokenizer.save_pretrained(folder)
    config = transformers.M2M100Config(vocab_size=len(words) + 108, max_position_embeddings=64, **SHAPE)
    return saved(transformers.M2M100ForConditionalGeneration, config, folder)


def nllb(folder: Path) -> Path:
    folder.mkdir()
    words = dict.fromkeys(["<s>", "<pad>", "</s>", "<unk>", "▁", *sorted(set("".join(TEXT)))])
    tokenizer = transformers.NllbTokenizer(vocab={word: n for n, word in enumerate(words)}, merges=[])
    tokenizer.save_pretrained(folder)
    config = transformers.M2M100Config(vocab_size=len(tokenizer), max_position_embeddings=64, **SHAPE)
    return saved(transformers.M2M100ForConditionalGeneration, config, folder)


def saved(model: type, config: object, folder: Path) -> Path:
    torch.manual_seed(7)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> HuggingFaceEngine:
    """A Marian checkpoint that goes both ways, with Opus-MT's direction tokens."""
    return HuggingFaceEngine(marian(tmp_path_factory.mktemp("hf") / "tiny", ">>cmn_Hans<<", ">>eng<<"))


def test_as_many_come_back_as_went_in_whatever_the_text(engine: HuggingFaceEngine) -> None:
    odd = ["", " ", "😀", "2009", "……", "𠮷野家", "a\x00b", "字" * 2000, "word " * 400, *TEXT]
    found = engine.translate([Request(text, ZH_EN) for text in odd], beam=1)
    assert [len(hypotheses) for hypotheses in found] == [1] * len(odd)
    assert [hypotheses[0].text for hypotheses in found[:5]] == odd[:5]


def test_order_does_not_depend_on_what_is_asked_together(engine: HuggingFaceEngine) -> None:
    together = [h[0].text for h in engine.translate([Request(text, ZH_EN) for text in TEXT])]
    alone = [engine.translate([Request(text, ZH_EN)])[0][0].text for text in TEXT]
    assert together == alone


def test_the_direction_changes_the_translation(engine: HuggingFaceEngine) -> None:
    [[to_en], [to_zh]] = engine.translate([Request(TEXT[0], ZH_EN), Request(TEXT[0], EN_ZH)])
    assert to_en.score != to_zh.score


def test_a_translation_starts_with_its_prefix(engine: HuggingFaceEngine) -> None:
    found = engine.translate([Request(TEXT[0], ZH_EN, prefix=prefix) for prefix in ("Welcome", "Hebei lies", "")])
    assert found[0][0].text.startswith("Welcome")
    assert found[1][0].text.startswith("Hebei lies")


def test_suppressed_words_stay_out(engine: HuggingFaceEngine) -> None:
    [[free]] = engine.translate([Request(TEXT[0], ZH_EN)])
    for words in (free.text[0], free.text[-1], free.text[:2]):
        [[without]] = engine.translate([Request(TEXT[0], ZH_EN, suppress=(words, ""))])
        assert words not in without.text


def test_alternatives_come_best_first(engine: HuggingFaceEngine) -> None:
    [found] = engine.translate([Request(TEXT[1], ZH_EN)], beam=2, alternatives=3)
    scores = [hypothesis.score for hypothesis in found]
    assert len(found) == 3
    assert scores == sorted(scores, reverse=True)
    assert max(scores) <= 0


def test_direction_tokens_never_reach_the_text(engine: HuggingFaceEngine) -> None:
    found = engine.translate([Request(text, EN_ZH) for text in TEXT], alternatives=4)
    assert not any(">>" in hypothesis.text for hypotheses in found for hypothesis in hypotheses)


def test_annotations_are_ignored(engine: HuggingFaceEngine) -> None:
    plain, annotated = Request(TEXT[0], ZH_EN), Request(TEXT[0], ZH_EN, (Annotation(Span(0, 2), "Langfang"),))
    assert engine.translate([plain]) == engine.translate([annotated])


@pytest.mark.parametrize("make", [m2m, nllb])
def test_many_language_models_start_with_the_target_language(make, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    engine = HuggingFaceEngine(make(tmp_path / "tiny"))
    [[to_en], [to_zh]] = engine.translate([Request(TEXT[0], ZH_EN), Request(TEXT[2], EN_ZH)], beam=2)
    assert all(text and "Latn" not in text and "__" not in text for text in (to_en.text, to_zh.text))


def test_our_own_direction_tokens_are_understood(tmp_path: Path) -> None:
    engine = HuggingFaceEngine(marian(tmp_path / "tiny", "<2zh>", "<2en>"))
    assert engine.translate([Request(TEXT[0], ZH_EN)])[0][0].text


def test_a_checkpoint_of_one_direction_refuses_the_other(tmp_path: Path) -> None:
    engine = HuggingFaceEngine(marian(tmp_path / "opus-mt-zh-en", source_lang="zh", target_lang="en"))
    assert engine.translate([Request(TEXT[0], ZH_EN)])[0][0].text
    with pytest.raises(InputError, match="does not translate en to zh"):
        engine.translate([Request(TEXT[2], EN_ZH)])


def test_the_signature_is_that_of_the_weights(tmp_path: Path) -> None:
    folder = marian(tmp_path / "tiny")
    first = HuggingFaceEngine(folder).signature
    weights = folder / "model.safetensors"
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(data)
    assert first.name == "hf-tiny"
    assert HuggingFaceEngine(folder).signature.digest != first.digest


def test_a_missing_folder_is_the_callers_mistake(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no checkpoint there"):
        HuggingFaceEngine(tmp_path / "gone")


def test_broken_weights_are_one_line_with_a_next_step(tmp_path: Path) -> None:
    folder = marian(tmp_path / "tiny")
    (folder / "model.safetensors").write_bytes(b"broken")
    with pytest.raises(EngineError, match=r"cannot load the checkpoint.*copy the checkpoint again"):
        HuggingFaceEngine(folder)


def test_a_missing_extra_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = marian(tmp_path / "tiny")
    monkeypatch.setitem(sys.modules, "transformers", None)
    with pytest.raises(EngineError, match=r"pip install 'duizhao\[hf\]'"):
        HuggingFaceEngine(folder)
