"""Which report stands inside which: the chain from the text down to the last source."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.reading.parse import Parse
from reportedly.reading.report import Report


def parents(parse: Parse, reports: Sequence[Report]) -> list[int | None]:
    """For each report the index of the innermost one whose content holds its cue, or ``None``.

    A parent's content is always larger than its child's, so the chains end.
    """
    order = sorted(range(len(reports)), key=lambda number: (-reports[number].size, number))
    inner: list[int | None] = [None] * len(parse)
    found: list[int | None] = [None] * len(reports)
    for number in order:
        report = reports[number]
        found[number] = inner[report.head]
        for first, last in report.content:
            inner[first:last] = [number] * (last - first)
    return found
