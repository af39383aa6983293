"""Whether a confidence means what it says: of what is given 0.8, eight in ten should be right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from reportedly.scoring.bootstrap import Counts, Measure, Sums, Tally, Vector

BINS = 10


def count_reliability(tally: Tally, judged: Iterable[tuple[float | None, bool]]) -> None:
    """Count one document's predictions, as (confidence, right), by bin; those without one are left out."""
    for confidence, right in judged:
        if confidence is not None:
            place = str(min(int(confidence * BINS), BINS - 1))
            tally.add("in bin", place)
            tally.add("right in bin", place, by=right)
            tally.add("confidence in bin", place, by=confidence)


def calibration_error(documents: Sequence[Counts]) -> list[Measure]:
    """The expected calibration error as a measure; none where no prediction carries a confidence."""
    known = any(key[0] == "in bin" for counts in documents for key in counts)
    return [Measure("expected calibration error", _expected_error, digits=3)] if known else []


def reliability_table(documents: Sequence[Counts]) -> list[list[str]]:
    """Ten bins to read: bounds, mean confidence, share right, how many. Empty without confidences."""
    sums = Tally()
    for counts in documents:
        for key, many in counts.items():
            if key[0].endswith("in bin"):
                sums.add(*key, by=many)
    if not sums:
        return []
    rows = [["confidence", "mean", "share right", "count"]]
    for place in range(BINS):
        many = sums.get(("in bin", str(place)), 0)
        parts = [sums.get((f"{what} in bin", str(place)), 0) for what in ("confidence", "right")]
        shown = [f"{part / many:.3f}" if many else "-" for part in parts]
        rows.append([f"{place / BINS:.1f}-{(place + 1) / BINS:.1f}", *shown, str(round(many))])
    return rows


def _expected_error(sums: Sums) -> Vector:
    gaps, every = np.zeros_like(sums("in bin")), np.zeros_like(sums("in bin"))
    for place in map(str, range(BINS)):
        gaps += np.abs(sums("confidence in bin", place) - sums("right in bin", place))
        every += sums("in bin", place)
    return gaps / every
