"""Softmax regression over named signs: the learner of the small models that ship as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from reportedly.scoring.bootstrap import Vector

Signs = Mapping[str, float]

_STEPS = 300
_PACE = 0.05
# The decay of the first and second moments in Adam (Kingma and Ba 2015).
_MOMENTS = (0.9, 0.999)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How often a sign has to be there, how much weights cost, and how far rare labels count for more.

    ``balance`` 0 counts each example alike, 1 each label alike.
    """

    least: int = 4
    cost: float = 0.002
    balance: float = 0.0


def learn(
    examples: Sequence[Signs], labels: Sequence[str], order: Sequence[str], recipe: Recipe
) -> dict[str, tuple[float, ...]]:
    """Weights by sign, one for each label in ``order``; the same for the same examples, in any process."""
    many = Counter(name for signs in examples for name, value in signs.items() if value)
    names = sorted(name for name, count in many.items() if count >= recipe.least)
    table = table_of(examples, names)
    wanted = np.array([[label == one for one in order] for label in labels], dtype=np.float32)
    share = wanted.mean(axis=0).clip(min=1e-6) ** -recipe.balance
    importance = (wanted * share).sum(axis=1, keepdims=True)
    weights = _descended(table, wanted, importance / importance.mean(), recipe.cost)
    return {name: tuple(map(float, row)) for name, row in zip(names, weights, strict=True)}


def table_of(examples: Sequence[Signs], names: Sequence[str]) -> np.ndarray:
    """One row an example, one column a name."""
    columns = {name: at for at, name in enumerate(names)}
    table = np.zeros((len(examples), len(names)), dtype=np.float32)
    for row, signs in enumerate(examples):
        for name, value in signs.items():
            if (column := columns.get(name)) is not None:
                table[row, column] = value
    return table


def _descended(table: np.ndarray, wanted: np.ndarray, importance: np.ndarray, cost: float) -> np.ndarray:
    weights = np.zeros((table.shape[1], wanted.shape[1]), dtype=np.float32)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        slope = table.T @ ((_shares(table @ weights) - wanted) * importance) / len(table) + cost * weights
        first += (1 - _MOMENTS[0]) * (slope - first)
        second += (1 - _MOMENTS[1]) * (slope**2 - second)
        ahead = first / (1 - _MOMENTS[0] ** step)
        weights -= _PACE * ahead / (np.sqrt(second / (1 - _MOMENTS[1] ** step)) + 1e-8)
    return weights


def _shares(values: Vector) -> Vector:
    raised = np.exp(values - values.max(axis=1, keepdims=True))
    shares: Vector = raised / raised.sum(axis=1, keepdims=True)
    return shares
