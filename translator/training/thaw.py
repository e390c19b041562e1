"""From a CTranslate2 folder back to float32 values, so that a run can go on from weights that were shipped.

Rounding to int8 moved each weight by at most 1/254 of the largest of its row; what is lost is the optimiser's state.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from translator.errors import InputError
from translator.training.network import Attention, Layer, Network
from translator.training.pack import Array

#: the file format this can read (ctranslate2.specs.model_spec writes it), and its types of numbers
_BINARY_VERSION = 6
_TYPES = ("float32", "int8", "int16", "int32", "float16")


@dataclass
class _Reader:
    data: bytes
    at: int = 0

    def number(self, kind: str) -> int:
        value: int = struct.unpack_from(f"<{kind}", self.data, self.at)[0]
        self.at += struct.calcsize(kind)
        return value

    def name(self) -> str:
        size = self.number("H")
        self.at += size
        return self.data[self.at - size : self.at - 1].decode()

    def array(self) -> Array:
        shape = [self.number("I") for _ in range(self.number("B"))]
        kind, size = self.number("B"), self.number("I")
        self.at += size
        return np.frombuffer(self.data[self.at - size : self.at], dtype=_TYPES[kind]).reshape(shape)


def variables(model: Path) -> dict[str, Array]:
    """Return the float32 variables of a ``model.bin`` by their CTranslate2 names, int8 multiplied out.

    Raises InputError where the file has a format this does not know.
    """
    reader = _Reader(model.read_bytes())
    if (version := reader.number("I")) != _BINARY_VERSION:
        raise InputError(f"{model}: binary version {version}", next_step=f"convert to version {_BINARY_VERSION}")
    reader.name(), reader.number("I")  # the kind of model and its revision: the names below tell whether they fit
    found = {reader.name(): reader.array() for _ in range(reader.number("I"))}
    for _ in range(reader.number("I")):
        alias = reader.name()
        found[alias] = found[reader.name()]
    return {name: _float(found, name) for name in found if not name.endswith("_scale")}


def _float(found: Mapping[str, Array], name: str) -> Array:
    value, scale = found[name].astype(np.float32), found.get(f"{name}_scale")
    return value if scale is None else value / scale[:, None]


def thaw(folder: Path, into: Network) -> None:
    """Put the weights of a CTranslate2 folder into a network of the same shape.

    Raises InputError where the folder holds another shape.
    """
    found = variables(folder / "model.bin")
    with torch.no_grad():
        for name, parameter in _places(into).items():
            value = torch.from_numpy(found.pop(name, np.empty(0, dtype=np.float32)))
            if value.shape != parameter.shape:
                what = f"{folder}: {name} is {list(value.shape)}, the settings say {list(parameter.shape)}"
                raise InputError(what, next_step="give the shape and the vocabulary size of those weights")
            parameter.copy_(value)
        into.table[into.pad] = 0
        into.logit_bias[into.pad] = 0
    if deeper := [name for name in found if name.endswith("/linear_0/weight")]:
        raise InputError(f"{folder} has more layers: {deeper[0]}", next_step="give the shape of those weights")


def _places(network: Network) -> dict[str, Tensor]:
    """Return the parts of a network by the names CTranslate2 has for them; ``<pad>`` has no row there."""
    places = {"decoder/embeddings/weight": network.table[:-1], "decoder/projection/bias": network.logit_bias[:-1]}
    for side, layers in (("encoder", network.encoder), ("decoder", network.decoder)):
        for number, layer in enumerate(layers):
            places |= {f"{side}/layer_{number}/{name}": value for name, value in _layer(layer).items()}
    return places


def _layer(layer: Layer) -> dict[str, Tensor]:
    parts = _linear("self_attention/linear_0", layer.attention.inputs)
    parts |= _linear("self_attention/linear_1", layer.attention.output)
    parts |= _norm("self_attention", layer.attention_norm)
    if hasattr(layer, "cross"):
        parts |= _across(layer.cross) | _norm("attention", layer.cross_norm)
    return (
        parts | _linear("ffn/linear_0", layer.wide) | _linear("ffn/linear_1", layer.narrow) | _norm("ffn", layer.norm)
    )


def _across(cross: Attention) -> dict[str, Tensor]:
    weight, bias, width = cross.inputs.weight, cross.inputs.bias, cross.output.weight.shape[0]
    query = {"attention/linear_0/weight": weight[:width], "attention/linear_0/bias": bias[:width]}
    both = {"attention/linear_1/weight": weight[width:], "attention/linear_1/bias": bias[width:]}
    return query | both | _linear("attention/linear_2", cross.output)


def _linear(name: str, part: nn.Linear) -> dict[str, Tensor]:
    return {f"{name}/weight": part.weight, f"{name}/bias": part.bias}


def _norm(name: str, part: nn.LayerNorm) -> dict[str, Tensor]:
    return {f"{name}/layer_norm/gamma": part.weight, f"{name}/layer_norm/beta": part.bias}
