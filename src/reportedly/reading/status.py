"""The one-word reading of a claim, as a table over factuality and stage.

First match decides; `docs/factuality.md` has an example for each row.
"""

from __future__ import annotations

from reportedly.model import Certainty, Factuality, Polarity, Stage, Status

# Stages of what has been agreed or arranged and has not begun.
AHEAD = frozenset({Stage.NEGOTIATED, Stage.AGREED, Stage.PREPARED})


def status(
    factuality: Factuality, stage: Stage | None, *, asked: bool = False, declined: bool = False
) -> Status:
    """What people call it. `OCCURRED` needs a certain, positive event that is not merely ahead."""
    if asked:
        return Status.ASKED
    if declined:
        return Status.UNCLEAR
    if not factuality.observed:
        return Status.NOT_OBSERVED
    if factuality.polarity is Polarity.POSITIVE:
        return _positive(factuality.certainty, stage)
    if factuality.polarity is Polarity.NEGATIVE:
        return _negative(factuality.certainty, stage)
    return Status.UNCLEAR


def _negative(certainty: Certainty, stage: Stage | None) -> Status:
    if certainty in (Certainty.POSSIBLE, Certainty.UNKNOWN):
        return Status.UNCLEAR
    return Status.CANCELLED if stage is Stage.CANCELLED else Status.DENIED


def _positive(certainty: Certainty, stage: Stage | None) -> Status:
    if certainty in (Certainty.POSSIBLE, Certainty.UNKNOWN):
        return Status.POSSIBLE
    if stage in AHEAD:
        return Status.PLANNED
    if certainty is Certainty.PROBABLE:
        return Status.PLANNED if stage is Stage.SOUGHT else Status.POSSIBLE
    return Status.UNDER_WAY if stage is Stage.UNDER_WAY else Status.OCCURRED
