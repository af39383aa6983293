"""What the model says of each token as an event: whether it is one, which, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reportedly.model import Stage, Status
from reportedly.reading.learned.decode import Range, Scores
from reportedly.reading.learned.heads import (
    COLUMNS,
    LINK_WIDTH,
    ROOT_TYPES,
    SCALES,
    STAGES,
    STATUSES,
    TRIGGERS,
)
from reportedly.reading.learned.model import Model

_ROOTS = slice(TRIGGERS.index(ROOT_TYPES[0]), None)


@dataclass(frozen=True, slots=True)
class Opinion:
    """One token read as an event: how likely it is one, and the likeliest of each kind of label.

    ``type`` is PLOVER's root type, ``None`` for an event of a frame that has none. ``value`` is how
    certain it is, from -3 to 3, as our own gold has it. The probability of ``status`` is given that
    it is an event.
    """

    event: float
    type: str | None
    status: Status
    status_probability: float
    stage: Stage | None
    value: float


class Opinions:
    """The model's opinion of every token of a parse."""

    def __init__(self, model: Model, scores: Scores) -> None:
        self._model = model
        self._scores = scores
        self._trigger = model.probabilities(scores, "trigger")
        self._status = model.probabilities(scores, "status")
        self._stage = scores[:, COLUMNS["stage"]]
        self._value = scores[:, COLUMNS["value"]]

    def likely(self, least: float) -> list[int]:
        """The tokens that are events with at least this probability, in text order."""
        found: list[int] = np.flatnonzero(1.0 - self._trigger[:, 0] >= least).tolist()
        return found

    def at(self, token: int) -> Opinion:
        """What the model makes of a token."""
        trigger = self._trigger[token]
        kind = TRIGGERS[1 + int(trigger[1:].argmax())]
        status = 1 + int(self._status[token, 1:].argmax())
        return Opinion(
            event=float(1.0 - trigger[0]),
            type=None if kind == "OTHER" else kind,
            status=STATUSES[status - 1],
            status_probability=float(self._status[token, status]),
            stage=STAGES[int(self._stage[token].argmax())],
            value=float(self._value[token, SCALES.index("own")].clip(-3, 3)),
        )

    def confidence(self, token: int, status: Status) -> float:
        """How likely it is right to tell the token as an event with this status, from 0 to 1."""
        event = 1.0 - self._trigger[token, 0]
        return self._model.confidence("claim", float(event * self._status[token, 1 + STATUSES.index(status)]))

    def value(self, token: int, scale: str) -> float:
        """How certain it is on the scale of one corpus's annotators, from -3 to 3."""
        return float(self._value[token, SCALES.index(scale)].clip(-3, 3))

    def between(self, actor: Range, target: Range) -> tuple[str, int]:
        """The root type of what one stretch does to another, and the token that tells it best.

        Every token's scores for the types count by how well the token links the two.
        """
        asked = sum(
            self._scores[first:last, COLUMNS[name]].mean(axis=0)
            for name, (first, last) in (("actor", actor), ("target", target))
        )
        weights = np.exp(self._scores[:, COLUMNS["deed"]] @ asked / LINK_WIDTH**0.5)
        types = (weights / weights.sum()) @ self._scores[:, COLUMNS["trigger"]][:, _ROOTS]
        return ROOT_TYPES[int(types.argmax())], int(weights.argmax())
