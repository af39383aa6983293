"""The measures that the layers share, as functions of summed counts; in per cent where they can be.

A confusion table is counted under ``(name, gold, predicted)``, with `NONE` where a side says nothing
and `MISSED` where nothing was predicted at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from reportedly.scoring.bootstrap import Counts, Key, Measure, Sums, Tally, Vector

NONE = "(none)"
MISSED = "(missed)"


def count(name: str, *key: str) -> Measure:
    """A plain count."""
    return Measure(name, lambda sums: sums(*key), counted=True)


def share(name: str, part: Key, whole: Key, digits: int = 2) -> Measure:
    """The share of ``part`` in ``whole``: a precision, a recall, an accuracy."""
    return Measure(name, lambda sums: 100 * sums(*part) / sums(*whole), digits)


def f1(name: str, hits: Key, gold: Key, predicted: Key) -> Measure:
    """F1 of one-to-one matches."""
    return Measure(name, lambda sums: 200 * sums(*hits) / (sums(*gold) + sums(*predicted)))


def f1_of(name: str, precise: tuple[Key, Key], recalled: tuple[Key, Key]) -> Measure:
    """F1 where precision and recall count their hits apart: each is (hits, all)."""

    def of(sums: Sums) -> Vector:
        precision = sums(*precise[0]) / sums(*precise[1])
        recall = sums(*recalled[0]) / sums(*recalled[1])
        both = precision + recall
        missing = np.isnan(both) & ((sums(*precise[1]) > 0) | (sums(*recalled[1]) > 0))
        return np.where(missing | (both == 0), 0.0, 200 * precision * recall / both)

    return Measure(name, of)


def accuracy(name: str, table: str, *, missed: bool = True, digits: int = 2) -> Measure:
    """The share of the diagonal of a confusion table; ``missed`` says whether that counts as wrong."""

    def of(sums: Sums) -> Vector:
        cells = [key for key in sums.parts(table) if missed or key[1] != MISSED]
        right = _total(sums, table, [key for key in cells if key[0] == key[1]])
        return 100 * right / _total(sums, table, cells)

    return Measure(name, of, digits)


def label_f1(name: str, table: str, label: str, digits: int = 2) -> Measure:
    """F1 of one label of a confusion table."""
    return Measure(name, lambda sums: 100 * _label_f1(sums, table, label, missed=True), digits)


def macro_f1(
    name: str, table: str, labels: Sequence[str] | None = None, *, missed: bool = True, digits: int = 2
) -> Measure:
    """The mean F1 over ``labels``, or over the labels that gold has (`NONE` is no label)."""

    def of(sums: Sums) -> Vector:
        given = labels or sorted({key[0] for key in sums.parts(table)} - {NONE})
        total, present = np.zeros_like(sums(table)), np.zeros_like(sums(table))
        for label in given:
            counted = (_gold_of(sums, table, label, missed=missed) > 0) | bool(labels)
            total += np.where(counted, np.nan_to_num(_label_f1(sums, table, label, missed=missed)), 0)
            present += counted
        return 100 * total / present

    return Measure(name, of, digits)


def count_values(tally: Tally, gold: float, predicted: float) -> None:
    """Count what mean absolute error and correlation are made of, for one value beside its gold."""
    tally.add("n")
    tally.add("error", by=abs(gold - predicted))
    for name, value in (("x", gold), ("y", predicted)):
        tally.add(name, by=value)
        tally.add(name * 2, by=value * value)
    tally.add("xy", by=gold * predicted)


def mean_error(name: str) -> Measure:
    """Mean absolute error over what `count_values` counted."""
    return Measure(name, lambda sums: sums("error") / sums("n"), digits=3)


def pearson(name: str) -> Measure:
    """Pearson's correlation over what `count_values` counted; undefined where one side does not vary."""

    def of(sums: Sums) -> Vector:
        n = sums("n")
        spread = _variation(n, sums("x"), sums("xx")) * _variation(n, sums("y"), sums("yy"))
        shared = n * sums("xy") - sums("x") * sums("y")
        return np.where(spread > 0, shared / np.sqrt(spread), np.nan)

    return Measure(name, of, digits=3)


def confusion(documents: Sequence[Counts], table: str, order: Sequence[str]) -> list[list[str]]:
    """A confusion table to read: a heading, then a row for each gold label; predicted across."""
    cells: Counter[tuple[str, str]] = Counter()
    for counts in documents:
        for key, many in counts.items():
            if key[0] == table:
                cells[key[1], key[2]] += int(many)
    places = {label: place for place, label in enumerate(order)}

    def sorted_labels(labels: set[str]) -> list[str]:
        return sorted(labels, key=lambda label: (places.get(label, len(places)), label))

    rows = sorted_labels({gold for gold, _ in cells})
    across = sorted_labels({predicted for _, predicted in cells})
    body = [[gold, *(str(cells[gold, predicted]) for predicted in across)] for gold in rows]
    return [["gold \\ predicted", *across], *body]


def _variation(n: Vector, plain: Vector, squared: Vector) -> Vector:
    """The variance, n squared times; 0 where what is left is only rounding."""
    variation = n * squared - plain * plain
    return np.where(variation > 1e-9 * n * squared, variation, 0.0)


def _label_f1(sums: Sums, table: str, label: str, *, missed: bool) -> Vector:
    said = _total(sums, table, [key for key in sums.parts(table) if key[1] == label])
    return 2 * sums(table, label, label) / (_gold_of(sums, table, label, missed=missed) + said)


def _gold_of(sums: Sums, table: str, label: str, *, missed: bool) -> Vector:
    cells = [key for key in sums.parts(table) if key[0] == label and (missed or key[1] != MISSED)]
    return _total(sums, table, cells)


def _total(sums: Sums, table: str, cells: Sequence[Key]) -> Vector:
    return sum((sums(table, *cell) for cell in cells), start=np.zeros_like(sums(table)))
