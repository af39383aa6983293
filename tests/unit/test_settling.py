"""Rules against model: the more cautious reading holds, and status and factuality never part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import Certainty, Factuality, Frame, Polarity, Stage, Status
from reportedly.reading.learned.opinions import Opinion
from reportedly.reading.marks import Assessment
from reportedly.reading.settling import Told, settled
from reportedly.reading.status import status

CERTAIN = Factuality(Certainty.CERTAIN, Polarity.POSITIVE, 3.0)


def opinion(
    read: Status, probability: float = 0.95, stage: Stage | None = None, value: float = 3.0
) -> Opinion:
    return Opinion(0.9, "AID", read, probability, stage, value)


def reading(stage: Stage | None = None) -> Assessment:
    return Assessment(CERTAIN, stage, (), 0)


@pytest.mark.parametrize(
    ("rules", "model", "probability", "holds"),
    [
        ("occurred", "planned", 0.6, "planned"),  # "has agreed the delivery of": not there yet
        ("occurred", "planned", 0.5, "occurred"),  # "were shipped in January": the model cannot tell
        ("planned", "occurred", 0.99, "planned"),  # never bolder than the rules
        ("planned", "possible", 0.9, "planned"),
        ("asked", "occurred", 0.99, "asked"),  # a question in plain sight
        ("denied", "occurred", 0.99, "denied"),  # a negation in plain sight
        ("occurred", "not observed", 0.9, "not observed"),
        ("occurred", "denied", 0.5, "possible"),  # in doubt, neither
        ("under way", "occurred", 0.99, "under way"),
        ("occurred", "under way", 0.8, "under way"),
        ("occurred", "under way", 0.4, "occurred"),  # "has delivered 300 containers": real either way
    ],
)
def test_of_a_deal_the_more_cautious_holds(rules: str, model: str, probability: float, holds: str) -> None:
    outcome, read = settled(
        Told(Status(rules)), reading(), opinion(Status(model), probability), Frame.TRANSFER
    )
    assert outcome == holds
    assert read.reasons == (f"the rules read {rules}, the model {model} ({probability:.0%})",)


@pytest.mark.parametrize(
    ("model", "probability", "holds"),
    [
        ("planned", 0.3, "possible"),  # "consultations on the acquisition of": nobody says that it came about
        ("under way", 0.5, "possible"),
        ("under way", 0.8, "under way"),
        ("occurred", 0.5, "occurred"),
    ],
)
def test_a_deed_of_which_nothing_says_how_far_it_has_come_is_doubted(
    model: str, probability: float, holds: str
) -> None:
    told = Told(Status.OCCURRED, stated=False)
    outcome, _ = settled(told, reading(), opinion(Status(model), probability), Frame.TRANSFER)
    assert outcome == holds


@pytest.mark.parametrize(
    ("rules", "model", "probability", "holds"),
    [
        ("possible", "occurred", 0.9, "occurred"),  # "the President met": the model is sure
        ("possible", "occurred", 0.5, "possible"),
        ("asked", "occurred", 0.99, "asked"),
        ("denied", "under way", 0.99, "denied"),
        ("planned", "under way", 0.7, "under way"),
        ("occurred", "denied", 0.5, "possible"),
    ],
)
def test_of_other_events_the_model_is_believed_where_it_is_sure(
    rules: str, model: str, probability: float, holds: str
) -> None:
    outcome, _ = settled(Told(Status(rules)), reading(), opinion(Status(model), probability), None)
    assert outcome == holds


def test_readings_that_agree_need_no_reason() -> None:
    assert settled(Told(Status.OCCURRED), reading(), opinion(Status.OCCURRED), Frame.TRANSFER) == (
        Status.OCCURRED,
        reading(),
    )


@given(
    st.sampled_from(Status),
    st.builds(
        opinion, st.sampled_from(Status), st.floats(0, 1), st.sampled_from([None, *Stage]), st.floats(-3, 3)
    ),
    st.sampled_from([None, *Stage]),
    st.sampled_from([None, *Frame]),
)
def test_status_follows_from_what_is_settled(
    told: Status, model: Opinion, own: Stage | None, frame: Frame | None
) -> None:
    outcome, found = settled(Told(told), reading(own), model, frame)
    if outcome is not told:
        again = status(found.factuality, found.stage, asked=found.asked, declined=found.declined)
        assert again is outcome
    if frame and outcome is Status.OCCURRED and own is not Stage.SOUGHT:
        assert told is Status.OCCURRED
        assert model.status in (Status.OCCURRED, Status.UNDER_WAY) or model.status_probability < 0.6
