"""Which scorer judges which layer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from reportedly.scoring.attribution import score as score_attribution
from reportedly.scoring.event_type import score as score_event_type
from reportedly.scoring.factuality import score as score_factuality
from reportedly.scoring.timex import score as score_timex

Figures = Mapping[str, float | int | str]

_SCORERS: Mapping[str, Callable[[Path, Path | None], Figures]] = {
    "attribution": score_attribution,
    "timex": score_timex,
    "factuality": score_factuality,
    "event-type": score_event_type,
}
LAYERS = tuple(_SCORERS)


def score_file(layer: str, file: str, predictions: str | None = None) -> Figures:
    """Run a layer on a gold file; figures by name, in the order to print them.

    Raises GoldError where the file is not in its documented form.
    """
    return _SCORERS[layer](Path(file), Path(predictions) if predictions else None)
