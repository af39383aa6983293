"""A network with fewer layers learns from the one that it was cut out of (Hinton et al. 2015).

Both have the same heads, so the student follows every output of the teacher at once, each column
counted by how much it varies; what annotators say counts beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from reportedly_training.batches import Piece, Tensors
from reportedly_training.network import Reader


class Teacher:
    """The outputs of a trained network, each window's computed once and kept in half precision."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader.eval()
        self._told: dict[tuple[str, int], Tensor] = {}

    def loss(self, output: Tensor, batch: Sequence[Piece], tensors: Tensors) -> Tensor:
        """Mean squared difference of ``output`` (windows, pieces, columns), in the teacher's variances."""
        wanted = self._outputs(batch, tensors)
        held = tensors.mask.bool()
        told = wanted[held]
        spread = told.var(dim=0) + 1e-2
        return (((output[held] - told) ** 2) / spread).mean()

    @torch.no_grad()
    def _outputs(self, batch: Sequence[Piece], tensors: Tensors) -> Tensor:
        names = [(one.example.id, one.window.first) for one in batch]
        if not all(name in self._told for name in names):
            output = self._reader(tensors.pieces, tensors.mask, tensors.features)
            for row, name in enumerate(names):
                self._told[name] = output[row, : int(tensors.mask[row].sum())].half()
        found = torch.zeros((*tensors.pieces.shape, self._told[names[0]].shape[1]))
        for row, name in enumerate(names):
            found[row, : len(self._told[name])] = self._told[name].float()
        return found
