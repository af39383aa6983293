"""Figures from counts, each with an interval from resampling the documents.

    a document's counts -> one row of a table -+-> sums over all rows -----------> value
                                               +-> sums over rows drawn again ---> low, high

A measure is a function of sums, so the value and the thousand resampled values come from the same
code. Whatever is averaged, correlated or looked up in a confusion table is a sum of counts first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Key: TypeAlias = tuple[str, ...]
Counts: TypeAlias = Mapping[Key, float]
Vector: TypeAlias = npt.NDArray[np.float64]

RESAMPLES = 1000
SEED = 20220726
# Rows drawn at a time, so that ten thousand documents do not need a thousand copies of themselves.
_CHUNK = 50
_OUTSIDE = (2.5, 97.5)


class Tally(dict[Key, float]):
    """The counts of one document while they grow."""

    def add(self, *key: str, by: float = 1) -> None:
        """Count ``key`` once, or add ``by`` to its sum."""
        self[key] = self.get(key, 0) + by


@dataclass(frozen=True, slots=True)
class Figure:
    """One number (or name) with its 95 % interval, where one can be given; ``None`` is undefined."""

    name: str
    value: float | int | str | None
    low: float | None = None
    high: float | None = None


class Sums:
    """Counts summed over documents: one entry for each time that they were drawn."""

    def __init__(self, columns: Mapping[Key, int], matrix: Vector) -> None:
        self._columns = columns
        self._matrix = matrix

    def __call__(self, *key: str) -> Vector:
        """The sums of one count; zeros where no document has it."""
        column = self._columns.get(key)
        return np.zeros(len(self._matrix)) if column is None else self._matrix[:, column]

    def parts(self, name: str) -> list[Key]:
        """What follows ``name`` in the keys that begin with it."""
        return [key[1:] for key in self._columns if key[0] == name and len(key) > 1]


@dataclass(frozen=True, slots=True)
class Measure:
    """A named function of sums; ``counted`` ones are whole numbers and have no interval."""

    name: str
    of: Callable[[Sums], Vector]
    digits: int = 2
    counted: bool = False


def estimate(measures: Sequence[Measure], documents: Sequence[Counts]) -> tuple[Figure, ...]:
    """The figures over all documents, in the order of the measures.

    The interval is the percentile bootstrap's, over documents; none where fewer than two documents
    were judged. Where there is nothing to divide by there is no value either.
    """
    columns = {key: at for at, key in enumerate(sorted({key for one in documents for key in one}))}
    table = np.zeros((len(documents), len(columns)))
    for row, counts in enumerate(documents):
        for key, count in counts.items():
            table[row, columns[key]] = count
    whole = Sums(columns, table.sum(axis=0, keepdims=True))
    drawn = Sums(columns, _resampled(table)) if len(documents) > 1 else None
    with np.errstate(divide="ignore", invalid="ignore"):
        return tuple(_figure(measure, whole, drawn) for measure in measures)


def _resampled(table: Vector) -> Vector:
    """Sums of the rows, drawn with replacement as many times as there are rows, again and again."""
    size = len(table)
    generator = np.random.default_rng(SEED)
    chunks = []
    for _ in range(RESAMPLES // _CHUNK):
        drawn = generator.integers(size, size=(_CHUNK, size))
        times = np.stack([np.bincount(row, minlength=size) for row in drawn]).astype(np.float64)
        chunks.append(times @ table)
    return np.concatenate(chunks)


def _figure(measure: Measure, whole: Sums, drawn: Sums | None) -> Figure:
    value = float(measure.of(whole)[0])
    if not np.isfinite(value):
        return Figure(measure.name, None)
    if measure.counted:
        return Figure(measure.name, round(value))
    shown = round(value, measure.digits) + 0.0
    if drawn is None:
        return Figure(measure.name, shown)
    values = measure.of(drawn)
    low, high = np.percentile(values[np.isfinite(values)], _OUTSIDE)
    return Figure(measure.name, shown, round(float(low), measure.digits), round(float(high), measure.digits))
