"""What every layer's scorer takes and gives."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from reportedly.config import ReadingSettings
from reportedly.errors import GoldError
from reportedly.scoring.bootstrap import Counts, Figure, Measure, estimate
from reportedly.scoring.gold import Row, read_gold, write_predictions
from reportedly.scoring.reliability import calibration_error, reliability_table

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Options:
    """How to score: where to write predictions, whose to take instead of ours, from what confidence on.

    ``reading`` is what ours are read with.
    """

    predictions: Path | None = None
    against: Path | None = None
    min_confidence: float | None = None
    reading: ReadingSettings = field(default_factory=ReadingSettings)

    def keeps(self, confidence: float | None) -> bool:
        """Whether a prediction is judged; one that has no confidence always is."""
        return self.min_confidence is None or confidence is None or confidence >= self.min_confidence


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something to read: what kind of mistake, where, and gold beside predicted in words."""

    kind: str
    id: str
    context: str
    gold: str
    predicted: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under a title; the first row is the heading."""

    title: str
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Scores:
    """The figures of a layer, its tables, and every mistake."""

    figures: tuple[Figure, ...]
    tables: tuple[Table, ...]
    mistakes: tuple[Mistake, ...]

    def values(self) -> dict[str, float | int | str]:
        """The figures by name, without their intervals; 0 for what is undefined."""
        return plain(self.figures)


def plain(figures: Iterable[Figure]) -> dict[str, float | int | str]:
    """Values by name, 0 for what is undefined."""
    return {figure.name: 0.0 if figure.value is None else figure.value for figure in figures}


def scores_of(
    measures: Sequence[Measure],
    documents: Sequence[Counts],
    mistakes: Iterable[Mistake],
    tables: Iterable[Table] = (),
) -> Scores:
    """Figures with their intervals, and reliability where predictions carry a confidence."""
    figures = estimate([*measures, *calibration_error(documents)], documents)
    reliability = Table("reliability", reliability_table(documents))
    return Scores(figures, tuple(each for each in (*tables, reliability) if each.rows), tuple(mistakes))


def write_lines(options: Options, lines: Iterable[Row]) -> None:
    """Write the predictions where they are asked for."""
    if options.predictions is not None:
        write_predictions(options.predictions, lines)


def predictions_by(name: str, path: Path, known: Collection[str]) -> dict[str, list[Row]]:
    """Another system's lines by their field ``name`` (``id`` or ``article``), each of which gold knows.

    Raises `GoldError` for the first line without the field, or with a value that gold does not know.
    """
    found: dict[str, list[Row]] = {one: [] for one in known}
    if len(found) < len(known):
        raise GoldError(f"{path}: cannot be told apart, as ids of the gold file are there twice")
    for number, row in enumerate(read_gold(path), 1):
        value = row.get(name)
        if value is None or "predicted" not in row:
            missing = name if value is None else "predicted"
            raise GoldError(f"{path}, item {number}: no field {missing!r}; see docs/scoring.md")
        if str(value) not in found:
            raise GoldError(f"{path}, item {number}: {name} {str(value)[:80]!r} is not in the gold file")
        found[str(value)].append(row)
    return found


def prediction_of(path: Path, known: Collection[str]) -> dict[str, Row]:
    """Another system's lines, one at most for each gold item.

    Raises `GoldError` for an unknown or a repeated id.
    """
    found = predictions_by("id", path, known)
    for name, rows in found.items():
        if len(rows) > 1:
            raise GoldError(f"{path}: id {name!r} is there {len(rows)} times")
    return {name: rows[0] for name, rows in found.items() if rows}


def confidence_of(thing: object) -> float | None:
    """The confidence of what the reader gave, where it has one."""
    value = getattr(thing, "confidence", None)
    return None if value is None else float(value)


def number_in(row: Row, name: str, low: float, high: float, where: str) -> float | None:
    """A number between two bounds, or ``None`` where the field is missing or null."""
    value = row.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise GoldError(f"{where}: {name} {str(value)[:40]} is no number from {low:g} to {high:g}")
    return float(value)


def name_in(row: Row, name: str, where: str) -> str | None:
    """A word, or ``None`` where the field is missing or null."""
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise GoldError(f"{where}: {name} {str(value)[:40]} is no text")
    return value


def predicted_in(row: Row, where: str) -> dict[str, Any] | None:
    """The object under ``predicted``, or ``None``."""
    value = row["predicted"]
    if value is not None and not isinstance(value, dict):
        raise GoldError(f"{where}: predicted is neither an object nor null; see docs/scoring.md")
    return value


def unique(names: Sequence[str]) -> list[str]:
    """Names made different: the second "a" is "a#2".

    >>> unique(["a", "b", "a"])
    ['a', 'b', 'a#2']
    """
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return found


def best_first(
    gold: Sequence[T], predicted: Sequence[T], fit: Callable[[T, T], float]
) -> dict[int, tuple[int, float]]:
    """One-to-one partners by index, the best fits first; only what fits better than 0."""
    ranked = sorted(
        (-value, one, two)
        for one, item in enumerate(gold)
        for two, other in enumerate(predicted)
        if (value := fit(item, other)) > 0 and math.isfinite(value)
    )
    partner: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for value, one, two in ranked:
        if one not in partner and two not in taken:
            partner[one] = (two, -value)
            taken.add(two)
    return partner
