"""When sources are asked: by their own period, by what their host said, and by how often it failed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from reportedly.following.schedule import due, due_at
from reportedly.ledger.entries import Followed, Outcome, Visited
from reportedly.ledger.recordedsource import RecordedSource

ASKED = datetime(2022, 7, 1, 6, tzinfo=UTC)
FEED = "https://news.example/feed"


def source(
    outcome: Outcome = Outcome.FRESH,
    *,
    failures: int = 0,
    every: int | None = None,
    wait: int | None = None,
    url: str = FEED,
) -> RecordedSource:
    """A source that was asked once. ``every`` and ``wait``, which its server asked for, are in minutes."""
    until = None if wait is None else ASKED + timedelta(minutes=wait)
    visited = Visited(url, outcome, ASKED, not_before=until)
    return RecordedSource(url, url, Followed(url, None, every), visited, failures=failures)


# what came of the source, and after how many minutes it is asked again by one who runs once, and
# by one who runs every quarter of an hour
AGAIN: dict[str, tuple[RecordedSource, int, int]] = {
    "nothing wrong": (source(), 0, 15),
    "not modified": (source(Outcome.NOT_MODIFIED), 0, 15),
    "once an hour, and started a little sooner": (source(every=60), 59, 59),
    "failed once, which may be chance": (source(Outcome.FAILED, failures=1), 0, 15),
    "failed twice": (source(Outcome.FAILED, failures=2), 1, 15),
    "failed eight times": (source(Outcome.FAILED, failures=8), 64, 64),
    "failed for months": (source(Outcome.FAILED, failures=500), 24 * 60, 24 * 60),
    "told to wait": (source(Outcome.TOLD_TO_WAIT, failures=1, wait=120), 120, 120),
    "told to wait by a page of its host": (source(wait=120), 120, 120),
}


@pytest.mark.parametrize("name", AGAIN)
def test_when_a_source_is_asked_again(name: str) -> None:
    asked, once, every = AGAIN[name]
    for minutes, period in ((once, timedelta(0)), (every, timedelta(minutes=15))):
        assert due_at([asked], period) == [(ASKED + timedelta(minutes=minutes), asked)]


def test_a_host_that_gave_one_of_its_feeds_has_not_failed() -> None:
    bad = source(Outcome.FAILED, failures=9)
    good = source(url="https://news.example/other")
    assert due([bad], ASKED) == []
    assert due([bad, good], ASKED) == [bad, good]


def test_a_host_that_said_to_wait_is_asked_for_none_of_its_feeds() -> None:
    told = source(Outcome.TOLD_TO_WAIT, failures=1, wait=60)
    other, elsewhere = source(url="https://news.example/other"), source(url="https://other.example/feed")
    assert due([told, other, elsewhere], ASKED) == [elsewhere]


def test_what_was_never_asked_is_asked_and_what_is_gone_is_not() -> None:
    new = RecordedSource("https://new.example/feed", "https://new.example/feed", Followed("new"))
    assert due([new, source(Outcome.GONE, failures=1)], ASKED + timedelta(days=400)) == [new]
