"""The network: a small BERT with extra input features, and linear heads on its last layer."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from reportedly.reading.learned.features import FEATURES
from reportedly.reading.learned.heads import HEADS, LAYER_TAGS, forbidden_steps
from reportedly_training.crf import ChainCrf


@dataclass(frozen=True)
class Shape:
    """How the network is built."""

    layers: int = 6
    dropout: float = 0.1


class Reader(nn.Module):
    """Word pieces and features in, one number for each output of each head and piece out."""

    def __init__(self, weights: Path, shape: Shape) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(
            weights,
            add_pooling_layer=False,
            hidden_dropout_prob=shape.dropout,
            attention_probs_dropout_prob=0.0,
            num_hidden_layers=shape.layers,
        )
        width = self.bert.config.hidden_size
        self.features = nn.ModuleList(nn.Embedding(size, width) for size in FEATURES.values())
        for table in self.features:
            nn.init.normal_(table.weight, std=0.02)
        self.dropout = nn.Dropout(shape.dropout)
        self.heads = nn.ModuleDict({name: nn.Linear(width, size) for name, size in HEADS.items()})
        forbidden = torch.tensor(forbidden_steps())
        self.outer, self.inner = ChainCrf(len(LAYER_TAGS), forbidden), ChainCrf(len(LAYER_TAGS), forbidden)

    def encode(self, pieces: Tensor, mask: Tensor, features: Tensor) -> Tensor:
        """Hidden states (windows, pieces, width)."""
        embedded = self.bert.embeddings.word_embeddings(pieces)
        for number, table in enumerate(self.features):
            embedded = embedded + table(features[:, :, number])
        return self.bert(inputs_embeds=embedded, attention_mask=mask).last_hidden_state

    def forward(self, pieces: Tensor, mask: Tensor, features: Tensor) -> Tensor:
        """All heads side by side, in their order."""
        hidden = self.dropout(self.encode(pieces, mask, features))
        return torch.cat([head(hidden) for head in self.heads.values()], dim=2)


def thinned(reader: Reader, keep: Sequence[int]) -> Reader:
    """A copy with only the named layers of the encoder, from 0, in their order."""
    found = copy.deepcopy(reader)
    found.bert.encoder.layer = nn.ModuleList(found.bert.encoder.layer[number] for number in keep)
    found.bert.config.num_hidden_layers = len(keep)
    return found
