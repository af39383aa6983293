"""The drone deal of 2022 as the ten bundled transcripts tell it: one thread, and what was known when."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from reportedly.model import Article, Claim
from reportedly.reading.reader import read_article
from reportedly.sources.files import SourceSettings, articles
from reportedly.threadmodel import Thread
from reportedly.threads.build import threads_of
from reportedly.threads.form import proposition_form
from reportedly.threads.history import as_of, history, status_on

pytestmark = [pytest.mark.data, pytest.mark.slow]

TRANSCRIPTS = Path(__file__).parents[2] / "demo" / "transcripts"


@lru_cache
def read() -> tuple[tuple[Claim, ...], ...]:
    found = [one for one in articles([str(TRANSCRIPTS)], SourceSettings()) if isinstance(one, Article)]
    return tuple(read_article(one).claims for one in found)


@lru_cache
def threads() -> tuple[Thread, ...]:
    return threads_of(read())


@pytest.fixture
def wanted(gold: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((gold / "threads" / "iran-russia-drones.json").read_text("utf-8"))
    return told


@pytest.fixture
def drones(wanted: dict[str, Any]) -> Thread:
    (thread,) = [one for one in threads() if proposition_form(one.proposition) == wanted["proposition"]]
    return thread


def fold(text: str) -> str:
    return " ".join(text.split())


def shows(claim: Claim, wanted: dict[str, Any]) -> bool:
    """Whether a claim is the wanted one: its status, and most of the shorter words in the longer."""
    short, long = sorted((fold(claim.evidence[0].text), fold(wanted["evidence"])), key=len)
    half = len(short) // 2
    return claim.status == wanted["status"] and (long[:half] in short or short[:half] in long)


def test_every_claim_that_is_read_of_the_deal_is_in_one_thread(
    drones: Thread, wanted: dict[str, Any]
) -> None:
    held = {one.claim.id for one in drones.told}
    of_the_deal = {
        claim.id
        for told in read()
        for claim in told
        for one in wanted["claims"]
        if claim.event.item is not None and claim.event.item.cls == "uav" and claim.event.frame == "transfer"
        if {"IRN", "RUS"} <= {who.actor for who in claim.event.participants} and shows(claim, one)
    }
    assert of_the_deal
    assert of_the_deal <= held
    missed = [
        one["evidence"] for one in wanted["claims"] if not any(shows(m.claim, one) for m in drones.members)
    ]
    assert len(missed) <= 1, missed


def test_the_doubled_briefing_counts_once(drones: Thread) -> None:
    doubled = [member for member in drones.members if member.postings]
    assert [str(member.said_by) for member in doubled] == ["2022-07-19"] * len(doubled)
    assert "not observed" in {member.claim.status.value for member in doubled}
    assert not [m for m in drones.members if "2022-07-20" in m.claim.external_id]


def test_every_status_as_of_a_day_is_right(drones: Thread, wanted: dict[str, Any]) -> None:
    stretches = history(drones)
    for row in wanted["as_of"]:
        day = date.fromisoformat(row["date"])
        stretch = status_on(stretches, row["viewpoint"], day)
        assert stretch is not None, row
        assert stretch.status == row["status"], row
        assert as_of(drones, day).status[row["viewpoint"]] == row["status"], row


def test_no_thread_has_two_suppliers() -> None:
    for thread in threads():
        parties = [who for m in thread.members for who in m.claim.event.participants]
        suppliers = {who.actor for who in parties if who.role == "supplier" and who.actor}
        assert len(suppliers) <= 1 or "+" in str(thread.proposition), thread.proposition
