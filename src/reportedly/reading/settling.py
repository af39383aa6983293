"""Where rules and model read an event's status differently: which reading holds.

The model has seen how people read such sentences; the rules see what stands in plain sight: a
question, a negation, a deed that is only named. A wrong "it happened" is the worst error there is,
so of a deal (an event with a frame) nothing is told as `occurred` that either of them takes for not
yet real, the model if it is sure, or for untrue, and the model says nothing bolder than the rules. Of
other events it is believed where it is sure. What the rules see of a question or a negation is never
overruled. The claim carries both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportedly.model import Certainty, Factuality, Frame, Polarity, Stage, Status
from reportedly.reading.learned.opinions import Opinion
from reportedly.reading.marks import Assessment
from reportedly.reading.status import AHEAD

# From the boldest down: each says more than those after it.
_BOLDNESS = (Status.OCCURRED, Status.UNDER_WAY, Status.PLANNED, Status.POSSIBLE, Status.UNCLEAR, Status.ASKED)
_NEGATIVE = frozenset({Status.DENIED, Status.NOT_OBSERVED, Status.CANCELLED})
# Frames of which a bare noun or gerund ("a forum on the transfer of arms") says the least.
_CHANGES_HANDS = frozenset({Frame.TRANSFER, Frame.AID})
# How sure the model must be to be believed against the rules.
_SURE = 0.6
_PRESENTED = {
    Status.OCCURRED: (Certainty.CERTAIN, Polarity.POSITIVE),
    Status.UNDER_WAY: (Certainty.CERTAIN, Polarity.POSITIVE),
    Status.PLANNED: (Certainty.CERTAIN, Polarity.POSITIVE),
    Status.POSSIBLE: (Certainty.POSSIBLE, Polarity.POSITIVE),
    Status.DENIED: (Certainty.CERTAIN, Polarity.NEGATIVE),
    Status.NOT_OBSERVED: (Certainty.PROBABLE, Polarity.NEGATIVE),
    Status.CANCELLED: (Certainty.CERTAIN, Polarity.NEGATIVE),
    Status.UNCLEAR: (Certainty.UNKNOWN, Polarity.UNKNOWN),
    Status.ASKED: (Certainty.UNKNOWN, Polarity.UNKNOWN),
}
# The stages that a status allows; the first stands where neither reading has one of them.
_STAGES: dict[Status, tuple[Stage | None, ...]] = {
    Status.OCCURRED: (None, Stage.COMPLETED, Stage.ENDED, Stage.SOUGHT),
    Status.UNDER_WAY: (Stage.UNDER_WAY,),
    Status.PLANNED: (Stage.PREPARED, *AHEAD),
    Status.CANCELLED: (Stage.CANCELLED,),
}


@dataclass(frozen=True, slots=True)
class Told:
    """The rules' status, and whether words say how far it has come ("delivered", "took place")."""

    status: Status
    stated: bool = True


def settled(
    rules: Told, reading: Assessment, opinion: Opinion, frame: Frame | None
) -> tuple[Status, Assessment]:
    """The status that holds, and the assessment that goes with it."""
    told, read = rules.status, opinion.status
    if read is told or reading.stage is Stage.SOUGHT:  # what is told is the seeking, which the rules know
        return told, reading
    outcome = _of_other(told, read, opinion) if frame is None else _of_deal(rules, read, opinion, frame)
    reason = f"the rules read {told}, the model {read} ({opinion.status_probability:.0%})"
    reading = replace(reading, reasons=(*reading.reasons, reason))
    return outcome, reading if outcome is told else _presented(reading, outcome, opinion)


def not_yet(outcome: Status, reading: Assessment, opinion: Opinion, day: str) -> tuple[Status, Assessment]:
    """The status of a deal that is dated after it was told: no tense makes it real by then."""
    if outcome not in (Status.OCCURRED, Status.UNDER_WAY):
        return outcome, reading
    reading = replace(reading, reasons=(*reading.reasons, f"{day}: after the day on which it was said"))
    return Status.PLANNED, _presented(reading, Status.PLANNED, opinion)


def _of_deal(rules: Told, read: Status, opinion: Opinion, frame: Frame) -> Status:
    told = rules.status
    if told in _NEGATIVE or told is Status.ASKED:
        return told
    if read in _NEGATIVE and opinion.status_probability >= _SURE:
        return read
    if told is not Status.OCCURRED:
        return told
    if read is Status.UNDER_WAY and frame is Frame.SANCTION:
        return told  # both take it for real; a sanction imposed goes on
    if read in _BOLDNESS and opinion.status_probability < _SURE:
        return told if rules.stated or frame not in _CHANGES_HANDS else Status.POSSIBLE
    return read if read in _BOLDNESS and read is not Status.ASKED else Status.POSSIBLE


def _of_other(told: Status, read: Status, opinion: Opinion) -> Status:
    if told in _NEGATIVE or told is Status.ASKED:
        return told
    if opinion.status_probability >= _SURE:
        return read
    return _weaker(told, read if read in _BOLDNESS else Status.POSSIBLE)


def _weaker(one: Status, two: Status) -> Status:
    return max(one, two, key=_BOLDNESS.index)


def _presented(reading: Assessment, outcome: Status, opinion: Opinion) -> Assessment:
    """The assessment as the status that holds has it, with a stage that the status allows."""
    certainty, polarity = _PRESENTED[outcome]
    observed = outcome is not Status.NOT_OBSERVED
    value = opinion.value if (opinion.value < 0) == (polarity is Polarity.NEGATIVE) else 0.0
    return replace(
        reading,
        factuality=Factuality(certainty, polarity, value, observed),
        stage=_stage(outcome, reading.stage, opinion.stage),
        declined=outcome is Status.UNCLEAR,
        asked=outcome is Status.ASKED,
    )


def _stage(outcome: Status, by_rule: Stage | None, by_model: Stage | None) -> Stage | None:
    allowed = _STAGES.get(outcome)
    if allowed is None:
        return by_rule if by_rule is not Stage.CANCELLED else None
    return next((stage for stage in (by_rule, by_model) if stage in allowed), allowed[0])
