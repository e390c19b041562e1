"""A bundled model of random weights, made in seconds: it talks nonsense, and everything around it must still hold."""

from __future__ import annotations

import io
import json
import warnings
from hashlib import sha256
from pathlib import Path

import pytest

SYMBOLS = ["<2zh>", "<2en>", "<t>", "<s2>", "</t>", *(f"<x{number}>" for number in range(1, 10))]
TEXT = [
    "廊坊欢迎您。",
    "河北省位于中国北方，靠近北京。",
    "耀华玻璃公司2009年的销售额为1.5亿元。",
    "Welcome to Langfang.",
    "Hebei lies in the north, near Beijing.",
    "Yaohua Glass sold goods worth 150 million yuan in 2009.",
]


def make(folder: Path, *, seed: int = 7) -> Path:
    """Write a folder as ``open_engine("bundled:FOLDER")`` reads it."""
    import ctranslate2

    folder.mkdir(parents=True)
    spm = sentencepiece_model()
    checkpoint = _checkpoint(folder.parent / f"{folder.name}-hf", spm, seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        converter = ctranslate2.converters.TransformersConverter(str(checkpoint))
        converter.convert(str(folder), quantization="int8", force=True)
    (folder / "source.spm").write_bytes(spm)
    return sealed(folder)


def sealed(folder: Path) -> Path:
    """Write the manifest over the files that are there."""
    names = sorted(path.name for path in folder.iterdir() if path.name != "manifest.json")
    data = {name: (folder / name).read_bytes() for name in names}
    files = {name: {"sha256": sha256(raw).hexdigest(), "bytes": len(raw)} for name, raw in data.items()}
    manifest = {"name": "tiny", "version": "0", "licence": "CC0", "files": files, "training": {}, "scores": {}}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def sentencepiece_model() -> bytes:
    """Train a vocabulary as the bundled model has it: symbols, digits one by one, bytes for what is rare."""
    import sentencepiece

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(TEXT * 20), model_writer=model, vocab_size=420, hard_vocab_limit=False,
        eos_id=0, unk_id=1, bos_id=-1, pad_id=-1, minloglevel=2, normalization_rule_name="identity",
        byte_fallback=True, split_digits=True, user_defined_symbols=SYMBOLS,
    )  # fmt: skip
    return model.getvalue()


def _checkpoint(folder: Path, spm: bytes, seed: int) -> Path:
    torch = pytest.importorskip("torch", reason="needs the extra train")
    transformers = pytest.importorskip("transformers")
    import sentencepiece

    folder.mkdir()
    processor = sentencepiece.SentencePieceProcessor(model_proto=spm)
    pieces = [processor.id_to_piece(index) for index in range(processor.get_piece_size())]
    vocabulary = {piece: index for index, piece in enumerate([*pieces, "<pad>"])}
    for name in ("source.spm", "target.spm"):
        (folder / name).write_bytes(spm)
    (folder / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    names = (str(folder / name) for name in ("source.spm", "target.spm", "vocab.json"))
    pad = len(pieces)
    config = transformers.MarianConfig(
        vocab_size=len(vocabulary), max_position_embeddings=512, pad_token_id=pad, eos_token_id=0,
        decoder_start_token_id=pad, forced_eos_token_id=None, d_model=16, encoder_layers=1, decoder_layers=1,
        encoder_attention_heads=2, decoder_attention_heads=2, encoder_ffn_dim=32, decoder_ffn_dim=32, init_std=0.5,
    )  # fmt: skip
    torch.manual_seed(seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        transformers.MarianTokenizer(*names, additional_special_tokens=[]).save_pretrained(folder)
        model = transformers.MarianMTModel(config)
        # CTranslate2 starts from a zero embedding and drops the row of the padding token
        with torch.no_grad():
            model.get_input_embeddings().weight[pad] = 0
        model.save_pretrained(folder)
    return folder
