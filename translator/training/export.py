"""The sixth and seventh step: the trained values as a MarianMTModel folder, then as a CTranslate2 int8 folder."""

from __future__ import annotations

import json
import shutil
import warnings
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from translator.training.network import Attention, Flat, Layer, Network
from translator.training.settings import Settings
from translator.training.vocabulary import EOS

_NEVER = -1e4


def network(settings: Settings, values: Tensor) -> Network:
    """Return a float32 network that holds the values of a checkpoint."""
    made = Network(settings.shape, settings.vocabulary.size + 1)
    Flat(made).values.copy_(values.float())
    return made.eval()


def marian(trained: Network) -> Any:
    """Return the MarianMTModel that computes what ``trained`` computes."""
    from transformers import MarianConfig, MarianMTModel

    shape, pad = trained.shape, trained.pad
    config = MarianConfig(
        vocab_size=trained.rows, decoder_vocab_size=trained.rows, d_model=shape.width,
        encoder_layers=shape.encoder, decoder_layers=shape.decoder,
        encoder_attention_heads=shape.heads, decoder_attention_heads=shape.heads,
        encoder_ffn_dim=shape.inner, decoder_ffn_dim=shape.inner, activation_function=shape.activation,
        max_position_embeddings=shape.positions, scale_embedding=True, share_encoder_decoder_embeddings=True,
        tie_word_embeddings=True, pad_token_id=pad, eos_token_id=EOS, bos_token_id=None, forced_eos_token_id=None,
        decoder_start_token_id=pad, dropout=shape.dropout, attention_dropout=0.0, activation_dropout=0.0,
    )  # fmt: skip
    model = MarianMTModel(config)
    missing, unexpected = model.load_state_dict(_named(trained), strict=False)
    left = [
        name
        for name in missing
        if "embed_positions" not in name and "embed_tokens" not in name and "lm_head" not in name
    ]
    if left or unexpected:
        raise RuntimeError(f"MarianMTModel has other names: {left[:3]} {unexpected[:3]}")
    model.tie_weights()
    model.generation_config.bad_words_ids = [[pad]]
    model.generation_config.max_length = shape.positions // 2
    return model.eval()


def _named(trained: Network) -> dict[str, Tensor]:
    bias = trained.logit_bias.detach().clone()
    bias[trained.pad] = _NEVER
    named = {"model.shared.weight": trained.table.detach().clone(), "final_logits_bias": bias.unsqueeze(0)}
    for side, layers in (("encoder", trained.encoder), ("decoder", trained.decoder)):
        for number, layer in enumerate(layers):
            for name, value in _layer(layer).items():
                named[f"model.{side}.layers.{number}.{name}"] = value.detach().clone()
    return named


def _layer(layer: Layer) -> dict[str, Tensor]:
    named = _attention("self_attn", layer.attention)
    parts = {
        "self_attn_layer_norm": layer.attention_norm,
        "fc1": layer.wide,
        "fc2": layer.narrow,
        "final_layer_norm": layer.norm,
    }
    if hasattr(layer, "cross"):
        named |= _attention("encoder_attn", layer.cross)
        parts["encoder_attn_layer_norm"] = layer.cross_norm
    for name, part in parts.items():
        named |= {f"{name}.weight": part.weight, f"{name}.bias": part.bias}
    return named


def _attention(name: str, attention: Attention) -> dict[str, Tensor]:
    named: dict[str, Tensor] = {
        f"{name}.out_proj.weight": attention.output.weight,
        f"{name}.out_proj.bias": attention.output.bias,
    }
    weights, biases = attention.inputs.weight.chunk(3), attention.inputs.bias.chunk(3)
    for part, weight, bias in zip("qkv", weights, biases, strict=True):
        named |= {f"{name}.{part}_proj.weight": weight, f"{name}.{part}_proj.bias": bias}
    return named


def save(trained: Network, pieces: Path, folder: Path) -> None:
    """Write a MarianMTModel folder with its tokenizer files."""
    import sentencepiece

    folder.mkdir(parents=True, exist_ok=True)
    marian(trained).save_pretrained(folder)
    processor = sentencepiece.SentencePieceProcessor(model_file=str(pieces))
    vocabulary = {processor.id_to_piece(index): index for index in range(len(processor))} | {"<pad>": trained.pad}
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    for name in ("source.spm", "target.spm"):
        shutil.copyfile(pieces, folder / name)
    tokenizer = {
        "tokenizer_class": "MarianTokenizer", "additional_special_tokens": [], "eos_token": "</s>",
        "unk_token": "<unk>", "pad_token": "<pad>", "model_max_length": trained.shape.positions,
        "source_lang": "zh", "target_lang": "en",
        "separate_vocabs": False,
    }  # fmt: skip
    (folder / "tokenizer_config.json").write_text(json.dumps(tokenizer), encoding="utf-8")


def convert(folder: Path, output: Path, vocabulary_map: Path | None = None, quantization: str = "int8") -> None:
    """Write the CTranslate2 folder of a MarianMTModel folder."""
    from ctranslate2.converters import TransformersConverter

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*sacremoses")  # we do our own normalising
        TransformersConverter(str(folder), copy_files=["source.spm"]).convert(
            str(output), quantization=quantization, force=True, vmap=str(vocabulary_map) if vocabulary_map else None
        )


def finite(values: Tensor) -> bool:
    """Say whether all values are numbers."""
    return bool(torch.isfinite(values).all())
