"""Whose claim it is: the chain of voices, and how far each cue reaches."""

from __future__ import annotations

from typing import Any

import pytest

from reportedly.desk import read
from reportedly.model import Claim, Mode
from reportedly.reading.reader import Reading
from reportedly.threads.telling import viewpoint_of


def told(text: str, **metadata: Any) -> Reading:
    return read(text, published="2023-03-10", outlet="The Daily", **metadata)


def claim_at(reading: Reading, trigger: str) -> Claim:
    return next(claim for claim in reading.claims if claim.event.trigger.text == trigger)


@pytest.mark.parametrize(
    ("text", "trigger", "names"),
    [
        ("Poland delivered tanks to Ukraine.", "delivered", ["The Daily"]),
        ("Poland delivered tanks to Ukraine, Ann Bell said.", "delivered", ["Ann Bell"]),
        (
            "Ann Bell said the White House had not seen China deliver missiles to Iran.",
            "deliver",
            ["Ann Bell", "White House"],
        ),
        ("Serbia denied selling rifles to Kenya.", "selling", ["Serbia"]),
        ("There is no evidence that China sold missiles to Iran.", "sold", ["The Daily"]),
        (
            "French officials warned Niger against such deals, which appear not to have gone through.",
            "warned",
            ["French officials"],
        ),
    ],
)
def test_the_chain_is_outermost_first(text: str, trigger: str, names: list[str]) -> None:
    assert [actor.name for actor in claim_at(told(text), trigger).viewpoint] == names


def test_what_stands_beside_a_denial_is_not_denied_with_it() -> None:
    reading = told(
        "India said it had not seen Iran buy any drones from China despite earlier reports "
        "that Tehran was planning to buy missiles from Russia."
    )
    statuses = {c.event.item.cls: c.status.value for c in reading.claims if c.event.item}
    assert statuses["uav"] == "not observed"
    assert statuses["missile"] == "planned"


def test_earlier_reports_were_made_on_some_day_before() -> None:
    reading = told("Earlier reports that Serbia planned to sell rifles to Kenya were false, Ann Bell said.")
    assert {claim.said for claim in reading.claims if claim.event.item} <= {"../2023-03-10", "2023-03-10"}


def test_two_speakers_are_two_viewpoints() -> None:
    reading = told("Norway and Denmark said Poland delivered tanks to Ukraine.")
    speakers = {c.viewpoint[-1].actor for c in reading.claims if c.event.trigger.text == "delivered"}
    assert speakers == {"NOR", "DNK"}


def test_every_text_has_its_own_voice() -> None:
    reading = told("Poland delivered tanks to Ukraine.")
    (own,) = [one for one in reading.attributions if one.mode is Mode.OWN]
    assert not own.source
    assert not own.cue
    assert own.content[0].text == reading.article.text


@pytest.mark.parametrize(
    ("turn", "view"),
    [
        ("As Anna mentioned last week, Poland delivered tanks to Ukraine.", "USA"),
        ("As Anna Kovac mentioned last week, Poland delivered tanks to Ukraine.", "Anna Kovac"),
        ("As Telmex mentioned last week, Poland delivered tanks to Ukraine.", "Telmex"),
    ],
)
def test_who_is_called_by_a_given_name_alone_is_a_colleague(turn: str, view: str) -> None:
    text = f"SENIOR ADMINISTRATION OFFICIAL:  {turn}"
    reading = read(text, published="2023-03-10", title="Background Press Call", outlet="The White House")
    assert viewpoint_of(claim_at(reading, "delivered")) == view


@pytest.mark.parametrize(
    ("turn", "chain"),
    [
        ("As you know, Poland delivered tanks to Ukraine.", ["Tom Bell"]),
        ("You may have seen that Poland delivered tanks to Ukraine.", ["Tom Bell"]),
        ("As you said, Poland delivered tanks to Ukraine.", ["Tom Bell", "you"]),
        ("As they know, Poland delivered tanks to Ukraine.", ["Tom Bell", "unnamed"]),
    ],
)
def test_what_a_listener_is_said_to_know_is_the_speakers_word(turn: str, chain: list[str]) -> None:
    reading = told(f"MR. BELL:  {turn}", title="Press Briefing by Press Secretary Tom Bell")
    assert [actor.name for actor in claim_at(reading, "delivered").viewpoint] == chain


def test_a_turn_is_its_speakers_voice() -> None:
    text = "MR. BELL:  Poland delivered tanks to Ukraine.\n\nQ    Did Spain deliver tanks to Ukraine?\n"
    reading = told(text, title="Press Briefing by Press Secretary Tom Bell")
    kinds = {c.viewpoint[-1].name: c.status.value for c in reading.claims if c.event.frame == "transfer"}
    assert kinds == {"Tom Bell": "occurred", "reporter": "asked"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Poland delivered tanks to Ukraine.", 3.0),
        ("Poland may have delivered tanks to Ukraine.", 1.0),
        ("Poland has not delivered tanks to Ukraine.", -3.0),
        ("Ann Bell has seen no evidence that Poland delivered tanks to Ukraine.", 0.0),
        ("Poland denied that it delivered tanks to Ukraine.", -3.0),
    ],
)
def test_the_value_goes_with_degree_and_polarity(text: str, value: float) -> None:
    assert claim_at(told(text), "delivered").event.factuality.value == value


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Yet Ann Bell said that Poland delivered tanks to Ukraine.", "occurred"),
        ("Ann Bell did not say that Poland delivered tanks to Ukraine.", "unclear"),
        ("Nobody said that Poland delivered tanks to Ukraine.", "unclear"),
        ("Ann Bell has yet to confirm that Poland delivered tanks to Ukraine.", "unclear"),
    ],
)
def test_what_nobody_said_is_not_stated(text: str, status: str) -> None:
    assert claim_at(told(text), "delivered").status.value == status


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("Serbia denied selling rifles to Kenya.", "selling", "denied"),
        ("Serbia denied that it may have sold rifles to Kenya.", "sold", "denied"),
        (
            "We have warned Mali against the purchase of Chinese missiles, Ann Bell said.",
            "purchase",
            "unclear",
        ),
    ],
)
def test_what_a_cue_is_set_against_has_not_happened(text: str, trigger: str, status: str) -> None:
    assert claim_at(told(text), trigger).status.value == status


def test_a_text_that_is_all_turns_has_no_own_voice() -> None:
    reading = told("MR. BELL:  Poland delivered tanks to Ukraine.\n\nQ    Did it?\n")
    assert reading.attributions
    assert all(one.content for one in reading.attributions)


def test_a_line_that_breaks_off_goes_on() -> None:
    claim = claim_at(told("Ann Bell said on Tuesday that\nPoland delivered tanks to Ukraine."), "delivered")
    assert claim.viewpoint[-1].name == "Ann Bell"
    assert {participant.actor for participant in claim.event.participants} == {"POL", "UKR"}
