"""Figures from counts: values as by hand, and intervals that hold them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.scoring.bootstrap import Counts, Figure, Tally, estimate
from reportedly.scoring.measures import (
    MISSED,
    NONE,
    accuracy,
    confusion,
    count,
    count_values,
    f1,
    macro_f1,
    mean_error,
    pearson,
    share,
)
from reportedly.scoring.reliability import calibration_error, count_reliability, reliability_table

if TYPE_CHECKING:
    from collections.abc import Sequence

MEASURES = (
    count("gold", "gold"),
    share("recall", ("hit",), ("gold",)),
    f1("F1", ("hit",), ("gold",), ("predicted",)),
)


def document(gold: int, predicted: int, hit: int) -> Counts:
    return {("gold",): gold, ("predicted",): predicted, ("hit",): hit}


def test_two_documents_are_summed_before_anything_is_divided() -> None:
    """Two of four, none of one: 40 per cent, not the mean of 50 and 0."""
    gold, recall, f1_figure = estimate(MEASURES, [document(4, 2, 2), document(1, 3, 0)])
    assert gold == Figure("gold", 5)
    assert (recall.value, f1_figure.value) == (40.0, 40.0)


counts = st.tuples(st.integers(1, 9), st.integers(1, 9)).flatmap(
    lambda sides: st.builds(document, st.just(sides[0]), st.just(sides[1]), st.integers(0, min(sides)))
)


@given(st.lists(counts, min_size=20, max_size=40))
def test_the_interval_holds_the_value_and_is_the_same_again(documents: list[Counts]) -> None:
    figures = estimate(MEASURES, documents)
    assert figures == estimate(MEASURES, documents)
    for figure in figures[1:]:
        assert figure.low is not None
        assert figure.high is not None
        assert isinstance(figure.value, float)
        assert figure.low <= figure.value <= figure.high


def test_the_interval_is_as_wide_as_theory_has_it() -> None:
    """A share of one half over 400 independent items: two standard errors are five points."""
    drawn = random.Random(1)
    documents = [document(1, 1, drawn.randint(0, 1)) for _ in range(400)]
    recall = estimate(MEASURES, documents)[1]
    assert recall.low is not None
    assert recall.high is not None
    assert recall.high - recall.low == pytest.approx(2 * 1.96 * 100 * np.sqrt(0.25 / 400), rel=0.1)


def test_one_document_has_no_interval_and_nothing_has_no_value() -> None:
    assert estimate(MEASURES, [document(2, 2, 1)])[1] == Figure("recall", 50.0)
    assert [figure.value for figure in estimate(MEASURES, [])] == [0, None, None]


def confused(*cells: tuple[str, str]) -> Counts:
    tally = Tally()
    for gold, predicted in cells:
        tally.add("status", gold, predicted)
    return tally


STATUSES = [
    confused(("planned", "planned"), ("planned", "occurred"), ("occurred", "occurred")),
    confused(("denied", MISSED), (NONE, "planned")),
]


@pytest.mark.parametrize(("missed", "expected"), [(False, (1 / 2 + 2 / 3) / 2), (True, (1 / 2 + 2 / 3) / 3)])
def test_macro_f1_is_over_the_labels_of_gold(missed: bool, expected: float) -> None:
    """Planned: one right of two in gold and two predicted. Occurred: one of one and two. Denied: none."""
    measure = macro_f1("macro-F1", "status", missed=missed)
    assert estimate([measure], STATUSES)[0].value == round(100 * expected, 2)


@pytest.mark.parametrize(("missed", "expected"), [(False, 50.0), (True, 40.0)])
def test_accuracy_with_and_without_what_was_missed(missed: bool, expected: float) -> None:
    assert estimate([accuracy("accuracy", "status", missed=missed)], STATUSES)[0].value == expected


def test_a_confusion_table_has_gold_down_and_predicted_across() -> None:
    assert confusion(STATUSES, "status", ("planned", "occurred", "denied", NONE, MISSED)) == [
        ["gold \\ predicted", "planned", "occurred", MISSED],
        ["planned", "1", "1", "0"],
        ["occurred", "0", "1", "0"],
        ["denied", "0", "0", "1"],
        [NONE, "1", "0", "0"],
    ]


def valued(pairs: Sequence[tuple[float, float]]) -> Counts:
    tally = Tally()
    for gold, predicted in pairs:
        count_values(tally, gold, predicted)
    return tally


@given(st.lists(st.tuples(st.integers(-30, 30), st.integers(-30, 30)), min_size=3, max_size=30))
def test_correlation_from_sums_is_numpys(tenths: list[tuple[int, int]]) -> None:
    pairs = [(one / 10, two / 10) for one, two in tenths]
    value = estimate([pearson("r")], [valued(pairs[:2]), valued(pairs[2:])])[0].value
    golds, said = zip(*pairs, strict=True)
    if len(set(golds)) == 1 or len(set(said)) == 1:
        assert value is None
    else:
        assert value == pytest.approx(np.corrcoef(golds, said)[0, 1], abs=1e-3)


def test_mean_absolute_error() -> None:
    assert estimate([mean_error("error")], [valued([(3, 2.5)]), valued([(-1, 0)])])[0].value == 0.75


def test_reliability_of_confidences_that_mean_what_they_say() -> None:
    """Of ten at 0.8, eight are right; of two that are certain, one."""
    tally = Tally()
    count_reliability(
        tally, [(0.8, True)] * 8 + [(0.8, False)] * 2 + [(1.0, True), (1.0, False), (None, False)]
    )
    heading, *rows = reliability_table([tally])
    assert heading == ["confidence", "mean", "share right", "count"]
    assert len(rows) == 10
    assert rows[8:] == [["0.8-0.9", "0.800", "0.800", "10"], ["0.9-1.0", "1.000", "0.500", "2"]]
    assert estimate(calibration_error([tally]), [tally])[0].value == round(1 / 12, 3)


def test_no_confidence_no_reliability() -> None:
    tally = Tally()
    count_reliability(tally, [(None, True)])
    assert (calibration_error([tally]), reliability_table([tally])) == ([], [])
