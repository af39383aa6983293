"""Softmax regression over named signs: the learner of the small models that ship as text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reportedly.scoring.bootstrap import Vector

_STEPS = 120
_PACE = 0.05
# The decay of the first and second moments in Adam (Kingma and Ba 2015).
_MOMENTS = (0.9, 0.999)


@dataclass(frozen=True, slots=True)
class Recipe:
    """In how many groups a sign has to be, how much weights cost, and how far rare labels count for more.

    ``balance`` 0 counts each example alike, 1 each label alike.
    """

    least: int
    cost: float
    balance: float


@dataclass(frozen=True, slots=True)
class _Cells:
    """The non-zero cells of a table, row by row; no row is empty. ``firsts`` are the rows' first cells."""

    columns: npt.NDArray[np.int64]
    values: Vector
    firsts: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Example:
    """Signs with the label that they should give; examples of one group are about the same thing."""

    signs: Mapping[str, float]
    label: str
    group: str


def learn(examples: Sequence[Example], order: Sequence[str], recipe: Recipe) -> dict[str, tuple[float, ...]]:
    """Weights by sign, one for each label in ``order``; the same for the same examples.

    What is in few groups only is about these, not about the labels, and is left out. Every example needs
    a sign that all have, which then carries the bias.
    """
    groups: dict[str, set[str]] = defaultdict(set)
    for one in examples:
        for name, value in one.signs.items():
            if value:
                groups[name].add(one.group)
    least = min(recipe.least, len({one.group for one in examples}))
    names = sorted(name for name, within in groups.items() if len(within) >= least)
    cells = _cells([one.signs for one in examples], {name: at for at, name in enumerate(names)})
    wanted = np.array([[each.label == one for one in order] for each in examples], dtype=np.float64)
    importance = wanted @ wanted.mean(axis=0).clip(min=1e-6) ** -recipe.balance
    weights = _descended(cells, wanted, importance / importance.mean(), (len(names), recipe.cost))
    return {name: tuple(map(float, row)) for name, row in zip(names, weights, strict=True)}


def _cells(examples: Sequence[Mapping[str, float]], columns: Mapping[str, int]) -> _Cells:
    kept = [
        (row, columns[name], value)
        for row, signs in enumerate(examples)
        for name, value in signs.items()
        if value and name in columns
    ]
    rows = np.array([row for row, _, _ in kept], dtype=np.int64)
    return _Cells(
        columns=np.array([column for _, column, _ in kept], dtype=np.int64),
        values=np.array([value for _, _, value in kept], dtype=np.float64),
        firsts=np.searchsorted(rows, np.arange(len(examples))),
        rows=rows,
    )


def _descended(cells: _Cells, wanted: Vector, importance: Vector, size: tuple[int, float]) -> Vector:
    """Weights after so many steps of Adam down the cross-entropy."""
    columns, cost = size
    weights = np.zeros((columns, wanted.shape[1]))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        told = np.add.reduceat(weights[cells.columns] * cells.values[:, None], cells.firsts)
        wrong = (_shares(told) - wanted) * importance[:, None] / len(wanted)
        slope = _back(cells, wrong, columns) + cost * weights
        first += (1 - _MOMENTS[0]) * (slope - first)
        second += (1 - _MOMENTS[1]) * (slope**2 - second)
        ahead = first / (1 - _MOMENTS[0] ** step)
        weights -= _PACE * ahead / (np.sqrt(second / (1 - _MOMENTS[1] ** step)) + 1e-8)
    return weights


def _back(cells: _Cells, wrong: Vector, columns: int) -> Vector:
    """What each column has to do with what went wrong in the rows."""
    return np.stack(
        [
            np.bincount(cells.columns, wrong[cells.rows, label] * cells.values, minlength=columns)
            for label in range(wrong.shape[1])
        ],
        axis=1,
    )


def _shares(values: Vector) -> Vector:
    raised = np.exp(values - values.max(axis=1, keepdims=True))
    shares: Vector = raised / raised.sum(axis=1, keepdims=True)
    return shares
