"""Measures of coreference against cases worked out by hand."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.scoring.bootstrap import estimate
from reportedly.scoring.partitions import best_assignment, coreference_measures, count_agreement


def figures(gold: str, told: str) -> dict[str, float | int | str | None]:
    """Figures of two partitions, each written as a letter for the cluster of each mention."""
    sides = [{str(at): cluster for at, cluster in enumerate(side)} for side in (gold, told)]
    tallies = count_agreement(sides[0], sides[1], lambda _: "all")
    return {figure.name: figure.value for figure in estimate(coreference_measures(), list(tallies.values()))}


# gold, predicted: MUC, B3 and CEAFe, each as recall and precision
CASES = [
    ("AAABB", "AAABB", (100, 100), (100, 100), (100, 100)),
    # One mention is in the wrong cluster: 2 of 3 links; (3 * 2/3 + ...) of mentions.
    ("AAABB", "AABBB", (66.67, 66.67), (73.33, 73.33), (80, 80)),
    # All apart: no link found, and none was predicted, so its precision has nothing to divide by.
    ("AAAB", "ABCD", (0, None), (50, 100), (75, 37.5)),
    # All together: every link, two of three of them right; CEAFe gives the one cluster to one of two.
    ("AABB", "AAAA", (100, 66.67), (100, 50), (33.33, 66.67)),
    # Alone on both sides is right for mentions and clusters; there are no links.
    ("ABC", "ABC", (None, None), (100, 100), (100, 100)),
]


@pytest.mark.parametrize(("gold", "told", "muc", "b3", "ceafe"), CASES)
def test_recall_and_precision(gold: str, told: str, muc: object, b3: object, ceafe: object) -> None:
    found = figures(gold, told)
    for name, wanted in (("MUC", muc), ("B3", b3), ("CEAFe", ceafe)):
        assert (found[f"{name} recall"], found[f"{name} precision"]) == wanted


def test_conll_is_the_mean_of_the_three() -> None:
    found = figures("AAABB", "AABBB")
    assert found["CoNLL F1"] == 73.33


def test_groups_sum_to_the_whole() -> None:
    gold, told = {"a": 1, "b": 1, "c": 2, "d": 2}, {"a": 1, "b": 2, "c": 2, "d": 2}
    apart = count_agreement(gold, told, lambda mention: "first" if mention in "ab" else "second")
    whole = count_agreement(gold, told, lambda _: "all")
    measures = coreference_measures()
    values = [[figure.value for figure in estimate(measures, list(t.values()))] for t in (apart, whole)]
    assert len(apart) == 2
    assert values[0] == values[1]


TABLES = st.integers(1, 5).flatmap(
    lambda columns: st.lists(
        st.lists(st.integers(0, 9), min_size=columns, max_size=columns), min_size=1, max_size=5
    )
)


@settings(max_examples=40, deadline=None)
@given(TABLES)
def test_no_assignment_gains_more(table: list[list[int]]) -> None:
    gain = np.array(table, dtype=np.float64)
    rows, columns = gain.shape
    pairs = best_assignment(gain)
    flat = gain if rows <= columns else gain.T
    best = max(
        sum(flat[row, column] for row, column in enumerate(chosen))
        for chosen in permutations(range(flat.shape[1]), flat.shape[0])
    )
    assert sum(gain[pair] for pair in pairs) == best
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == min(rows, columns)
