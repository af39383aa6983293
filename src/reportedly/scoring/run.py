"""Which scorer judges which layer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from reportedly.scoring import attribution, claims, coreference, event_type, factuality, stance, timex
from reportedly.scoring.scores import Options, Scores

_SCORERS: Mapping[str, Callable[[Path, Options], Scores]] = {
    "attribution": attribution.judge,
    "timex": timex.judge,
    "factuality": factuality.judge,
    "event-type": event_type.judge,
    "claims": claims.judge,
    "coreference": coreference.judge,
    "stance": stance.judge,
}
LAYERS = tuple(_SCORERS)


def score_file(layer: str, file: str, options: Options | None = None) -> Scores:
    """Judge a layer on a gold file: figures in the order to print them, tables and mistakes.

    Raises GoldError where the file, or the predictions to judge, are not in their documented form.
    """
    return _SCORERS[layer](Path(file), options or Options())
