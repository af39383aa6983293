"""Which scorer judges which layer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from reportedly.scoring import attribution, event_type, factuality, timex

Figures = Mapping[str, float | int | str]

_SCORERS: Mapping[str, Callable[[Path, Path | None], Figures]] = {
    "attribution": attribution.score,
    "timex": timex.score,
    "factuality": factuality.score,
    "event-type": event_type.score,
}
LAYERS = tuple(_SCORERS)


def score_file(layer: str, file: str, predictions: str | None = None) -> Figures:
    """Run a layer on a gold file; figures by name, in the order to print them.

    Raises GoldError where the file is not in its documented form.
    """
    return _SCORERS[layer](Path(file), Path(predictions) if predictions else None)
