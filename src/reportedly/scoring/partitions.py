"""How alike two partitions of the same mentions are: MUC, B-cubed, CEAFe, and their mean.

    MUC    links: a cluster of n needs n - 1, one fewer for each part that the other side makes of it
           (Vilain et al. 1995); a mention alone neither gains nor loses
    B3     mentions: how much of a mention's cluster is in its cluster on the other side
           (Bagga and Baldwin 1998)
    CEAFe  clusters: the one-to-one alignment with the most 2|K & R| / (|K| + |R|) (Luo 2005)

CoNLL F1 is the mean of the three F1 (Pradhan et al. 2012). Mentions alone count, as clusters of one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from reportedly.scoring.bootstrap import Measure, Sums, Tally, Vector
from reportedly.scoring.measures import f1_of, share

Partition = Mapping[str, Hashable]
Cluster = frozenset[str]

_PAIRS = {
    name: ((f"{name} recalled", f"{name} gold"), (f"{name} precise", f"{name} told"))
    for name in ("MUC", "B3", "CEAFe")
}


def count_agreement(gold: Partition, told: Partition, group_of: Callable[[str], str]) -> dict[str, Tally]:
    """What the three measures are made of, by group of mentions; summed over groups it is exact.

    Both partitions have the same mentions. What belongs to a cluster is counted for the group of its
    first mention.
    """
    tallies: dict[str, Tally] = defaultdict(Tally)

    def add(mention: str, key: str, by: float) -> None:
        tallies[group_of(mention)].add(key, by=by)

    for one, other, hit, whole in (
        (gold, told, "recalled", "gold"),
        (told, gold, "precise", "told"),
    ):
        for cluster in clusters_of(one):
            first = min(cluster)
            parts = _parts(cluster, other)
            add(first, f"MUC {hit}", len(cluster) - len(parts))
            add(first, f"MUC {whole}", len(cluster) - 1)
            add(first, f"CEAFe {whole}", 1)
            for mention in cluster:
                add(mention, f"B3 {hit}", len(parts[other[mention]]) / len(cluster))
                add(mention, f"B3 {whole}", 1)
    for pair, likeness in aligned(clusters_of(gold), clusters_of(told)):
        for hit in ("recalled", "precise"):
            add(min(pair), f"CEAFe {hit}", likeness)
    return dict(tallies)


def coreference_measures() -> tuple[Measure, ...]:
    """CoNLL F1, then recall, precision and F1 of each measure, in per cent."""
    found = [Measure("CoNLL F1", _conll)]
    for name, ((hit, gold), (right, told)) in _PAIRS.items():
        found.append(share(f"{name} recall", (hit,), (gold,)))
        found.append(share(f"{name} precision", (right,), (told,)))
        found.append(_f1(name))
    return tuple(found)


def clusters_of(partition: Partition) -> list[Cluster]:
    """The clusters of a partition, in the order of their first mentions."""
    found: dict[Hashable, set[str]] = defaultdict(set)
    for mention in sorted(partition):
        found[partition[mention]].add(mention)
    return [frozenset(cluster) for cluster in found.values()]


def aligned(gold: Sequence[Cluster], told: Sequence[Cluster]) -> list[tuple[Cluster, float]]:
    """The best one-to-one alignment: each gold cluster that has a partner, and how alike they are.

    Clusters that share no mention, directly or through others, cannot compete for a partner, so each
    connected group of clusters is aligned by itself.
    """
    pairs = []
    for rows, columns in _competing(gold, told):
        table = np.array([[_likeness(gold[row], told[column]) for column in columns] for row in rows])
        for row, column in best_assignment(table):
            if table[row, column] > 0:
                pairs.append((gold[rows[row]], float(table[row, column])))
    return pairs


def best_assignment(gain: Vector) -> list[tuple[int, int]]:
    """Rows and columns one to one with the greatest sum of gains (Kuhn 1955, with potentials)."""
    turned = gain.shape[0] > gain.shape[1]
    cost = -(gain.T if turned else gain)
    size, width = cost.shape
    row_price, column_price = np.zeros(size), np.zeros(width)
    owner = np.full(width, -1)
    for row in range(size):
        _augment(cost, row, owner, (row_price, column_price))
    pairs = [(int(owner[column]), column) for column in range(width) if owner[column] >= 0]
    return sorted((column, row) if turned else (row, column) for row, column in pairs)


def _augment(cost: Vector, start: int, owner: npt.NDArray[np.int64], prices: tuple[Vector, Vector]) -> None:
    """Give ``start`` a column along the cheapest alternating path, and mend the prices."""
    row_price, column_price = prices
    slack = np.full(cost.shape[1], np.inf)
    before = np.full(cost.shape[1], -1)
    done = np.zeros(cost.shape[1], dtype=bool)
    row, column = start, -1
    while True:
        reduced = cost[row] - row_price[row] - column_price
        if column >= 0:
            reduced = reduced + slack[column]
        better = ~done & (reduced < slack)
        slack[better] = reduced[better]
        before[better] = column
        column = int(np.argmin(np.where(done, np.inf, slack)))
        done[column] = True
        if owner[column] < 0:
            break
        row = int(owner[column])
    _reprice(start, owner, (slack, done, slack[column]), prices)
    while column >= 0:
        owner[column] = start if before[column] < 0 else owner[before[column]]
        column = int(before[column])


def _reprice(
    start: int,
    owner: npt.NDArray[np.int64],
    search: tuple[Vector, npt.NDArray[np.bool_], float],
    prices: tuple[Vector, Vector],
) -> None:
    """Keep reduced costs from falling below zero, and at zero along the path."""
    slack, done, least = search
    row_price, column_price = prices
    row_price[start] += least
    for column in np.flatnonzero(done):
        change = least - slack[column]
        column_price[column] -= change
        if owner[column] >= 0:
            row_price[owner[column]] += change


def _competing(gold: Sequence[Cluster], told: Sequence[Cluster]) -> Iterable[tuple[list[int], list[int]]]:
    """Groups of gold and predicted clusters that are connected by shared mentions."""
    place = {mention: number for number, cluster in enumerate(told) for mention in cluster}
    at = {mention: number for number, cluster in enumerate(gold) for mention in cluster}
    seen: set[int] = set()
    for first in range(len(gold)):
        if first in seen:
            continue
        rows: list[int] = []
        columns: set[int] = set()
        waiting = [first]
        seen.add(first)
        while waiting:
            row = waiting.pop()
            rows.append(row)
            for column in {place[mention] for mention in gold[row]} - columns:
                columns.add(column)
                beside = {at[mention] for mention in told[column]} - seen
                seen |= beside
                waiting.extend(beside)
        yield sorted(rows), sorted(columns)


def _likeness(one: Cluster, other: Cluster) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def _parts(cluster: Cluster, other: Partition) -> dict[Hashable, set[str]]:
    """What the other side makes of a cluster."""
    parts: dict[Hashable, set[str]] = defaultdict(set)
    for mention in cluster:
        parts[other[mention]].add(mention)
    return parts


def _f1(name: str) -> Measure:
    (hit, gold), (right, told) = _PAIRS[name]
    return f1_of(f"{name} F1", ((right,), (told,)), ((hit,), (gold,)))


def _conll(sums: Sums) -> Vector:
    mean: Vector = np.mean([_f1(name).of(sums) for name in _PAIRS], axis=0)
    return mean
