"""The network: a post-norm transformer with tied embeddings, computed as MarianMTModel computes it.

All parameters are views of one flat tensor, so that the optimiser, the average and a checkpoint are one array each.
Rows may hold several sentences: pieces see only pieces of the same segment.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from translator.training.settings import Shape

_ACTIVATIONS = {"relu": functional.relu, "swish": functional.silu}


@dataclass(frozen=True)
class Side:
    """Piece numbers [rows, length], their segments (0 = padding) and their positions within the segment."""

    ids: Tensor
    segments: Tensor
    positions: Tensor


def sinusoids(positions: int, width: int) -> Tensor:
    """Return float32 [positions, width]: sines in the first half, cosines in the second (as Marian has it)."""
    rates = torch.exp(torch.arange(0, width, 2, dtype=torch.float64) * (-math.log(10000.0) / width))
    angles = torch.arange(positions, dtype=torch.float64).unsqueeze(1) * rates
    return torch.cat([angles.sin(), angles.cos()], dim=1).float()


def bias_of(queries: Tensor, keys: Tensor, dtype: torch.dtype, causal: bool = False) -> Tensor:
    """Return what is added to attention scores [rows, 1, queries, keys]: 0 within a segment, -10000 elsewhere.

    Padding sees padding, so no row of scores is without a place to look.
    """
    allowed = queries.unsqueeze(2) == keys.unsqueeze(1)
    if causal:
        allowed = allowed & torch.ones(allowed.shape[1:], dtype=torch.bool, device=queries.device).tril()
    return torch.zeros_like(allowed, dtype=dtype).masked_fill_(~allowed, -1e4).unsqueeze(1)


def _attended(query: Tensor, key: Tensor, value: Tensor, bias: Tensor) -> Tensor:
    """Scaled dot-product attention; written out on CPUs, where the fused backward pass is four times as slow."""
    if query.device.type != "cpu":
        return functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
    scores = (query * key.shape[3] ** -0.5) @ key.transpose(2, 3) + bias
    return scores.softmax(dim=3) @ value


class Attention(nn.Module):
    """Multi-head attention; q, k and v are one matrix product in self-attention, k and v one in cross-attention."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.inputs = nn.Linear(shape.width, 3 * shape.width)
        self.output = nn.Linear(shape.width, shape.width)

    def _split(self, states: Tensor, parts: int) -> tuple[Tensor, ...]:
        rows, length, width = states.shape
        return (
            states.view(rows, length, parts, self.heads, width // parts // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        )

    def _joined(self, heads: Tensor) -> Tensor:
        return self.output(heads.transpose(1, 2).flatten(2))

    def itself(self, states: Tensor, bias: Tensor) -> Tensor:
        """Attend to the same states."""
        query, key, value = self._split(self.inputs(states), 3)
        return self._joined(_attended(query, key, value, bias))

    def across(
        self, states: Tensor, memory: Tensor, bias: Tensor, weights: bool = False
    ) -> tuple[Tensor, Tensor | None]:
        """Attend to the encoder's states; with ``weights`` also return logs [rows, heads, queries, keys]."""
        width = states.shape[2]
        (query,) = self._split(functional.linear(states, self.inputs.weight[:width], self.inputs.bias[:width]), 1)
        key, value = self._split(functional.linear(memory, self.inputs.weight[width:], self.inputs.bias[width:]), 2)
        if not weights:
            return self._joined(_attended(query, key, value, bias)), None
        scores = (query @ key.transpose(2, 3)) * key.shape[3] ** -0.5 + bias
        logs = scores.float().log_softmax(dim=3)
        return self._joined(logs.exp().to(value.dtype) @ value), logs


class Layer(nn.Module):
    """An encoder layer, or with ``cross`` a decoder layer."""

    def __init__(self, shape: Shape, cross: bool) -> None:
        super().__init__()
        self.attention = Attention(shape)
        self.attention_norm = nn.LayerNorm(shape.width)
        if cross:
            self.cross = Attention(shape)
            self.cross_norm = nn.LayerNorm(shape.width)
        self.wide = nn.Linear(shape.width, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.width)
        self.norm = nn.LayerNorm(shape.width)
        self.activation = _ACTIVATIONS[shape.activation]
        self.dropout = shape.dropout

    def _added(self, states: Tensor, update: Tensor, norm: nn.LayerNorm) -> Tensor:
        return norm(states + functional.dropout(update, self.dropout, self.training and self.dropout > 0))

    def encode(self, states: Tensor, bias: Tensor) -> Tensor:
        """Self-attention and feed-forward."""
        states = self._added(states, self.attention.itself(states, bias), self.attention_norm)
        return self._added(states, self.narrow(self.activation(self.wide(states))), self.norm)

    def decode(
        self, states: Tensor, memory: Tensor, bias: Tensor, cross_bias: Tensor, weights: bool
    ) -> tuple[Tensor, Tensor | None]:
        """Self-attention, attention to the source, feed-forward."""
        states = self._added(states, self.attention.itself(states, bias), self.attention_norm)
        update, logs = self.cross.across(states, memory, cross_bias, weights)
        states = self._added(states, update, self.cross_norm)
        return self._added(states, self.narrow(self.activation(self.wide(states))), self.norm), logs


class Network(nn.Module):
    """Encoder, decoder, and one table of pieces for both ends. ``rows`` counts ``<pad>``, whose row stays zero."""

    def __init__(self, shape: Shape, rows: int) -> None:
        super().__init__()
        self.shape, self.rows = shape, rows
        self.table = nn.Parameter(torch.empty(rows, shape.width))
        self.logit_bias = nn.Parameter(torch.zeros(rows))
        self.encoder = nn.ModuleList(Layer(shape, cross=False) for _ in range(shape.encoder))
        self.decoder = nn.ModuleList(Layer(shape, cross=True) for _ in range(shape.decoder))
        self.register_buffer("places", sinusoids(shape.positions, shape.width), persistent=False)
        self.scale = shape.width**0.5
        self._start()

    @property
    def pad(self) -> int:
        """The number of ``<pad>``: the last row."""
        return self.rows - 1

    def _start(self) -> None:
        nn.init.normal_(self.table, std=self.shape.width**-0.5)
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.xavier_uniform_(module.weight)
                nn.init.zeros_(module.bias)
        with torch.no_grad():
            self.table[self.pad] = 0

    def _embedded(self, side: Side) -> Tensor:
        return functional.embedding(side.ids, self.table) * self.scale + self.places[side.positions].to(
            self.table.dtype
        )

    def encode(self, source: Side) -> Tensor:
        """Return the encoder's states [rows, length, width]."""
        states = self._embedded(source)
        bias = bias_of(source.segments, source.segments, states.dtype)
        for layer in self.encoder:
            states = layer.encode(states, bias)
        return states

    def decode(self, target: Side, memory: Tensor, source: Side, weights: bool = False) -> tuple[Tensor, Tensor | None]:
        """Return the decoder's states, and the attention of the last layer to the source where asked for."""
        states = self._embedded(target)
        bias = bias_of(target.segments, target.segments, states.dtype, causal=True)
        cross_bias = bias_of(target.segments, source.segments, states.dtype)
        logs = None
        for number, layer in enumerate(self.decoder, 1):
            last = weights and number == len(self.decoder)
            states, logs = layer.decode(states, memory, bias, cross_bias, last)
        return states, logs

    def forward(self, source: Side, target: Side, weights: bool = False) -> tuple[Tensor, Tensor | None]:
        """Return the decoder's states for ``target``, shifted right by the caller."""
        return self.decode(target, self.encode(source), source, weights)

    def logits(self, states: Tensor, chosen: Tensor | None = None) -> Tensor:
        """Return logits over ``chosen`` pieces, over all but ``<pad>`` where None."""
        if chosen is None:
            return functional.linear(states, self.table[:-1], self.logit_bias[:-1])
        return functional.linear(states, self.table[chosen], self.logit_bias[chosen])

    def flops(self) -> tuple[float, float]:
        """Return multiply-add flops of one forward pass per source piece and per target piece, without the logits."""
        width, inner = self.shape.width, self.shape.inner
        source = self.shape.encoder * (8 * width**2 + 4 * width * inner) + self.shape.decoder * 4 * width**2
        return source, self.shape.decoder * (12 * width**2 + 4 * width * inner)


class Flat:
    """The parameters of a network as one tensor and their gradients as another; the network's are views of them."""

    def __init__(self, network: nn.Module) -> None:
        parameters = list(network.parameters())
        self.values = torch.cat([parameter.detach().flatten() for parameter in parameters])
        self.gradients = torch.zeros_like(self.values)
        start = 0
        for parameter in parameters:
            end = start + parameter.numel()
            parameter.data = self.values[start:end].view_as(parameter)
            parameter.grad = self.gradients[start:end].view_as(parameter)
            start = end
