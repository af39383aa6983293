"""When a source may be asked, and what an answer says of that. Pure functions; times have a zone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from reportedly.ledger.entries import Outcome
from reportedly.ledger.recordedsource import RecordedSource

FIRST_WAIT = timedelta(minutes=1)
"""How long a host is left alone that failed twice in a row; twice as long after each further failure."""

LONGEST_WAIT = timedelta(days=1)
"""How long a host that keeps failing is left alone."""

LONGEST_TOLD = timedelta(days=7)
"""The longest that a server can tell us to wait."""

UNTOLD_WAIT = timedelta(minutes=15)
"""How long to wait where a server says to and not how long."""

MISSING_BEFORE_GONE = 10
"""How often in a row a source must be missing (404) to be taken for gone, as 410 says at once."""

SLACK = timedelta(minutes=1)
"""How much sooner than its own period a source may be asked: what is run daily never starts to the second."""

_TO_WAIT = frozenset({429, 503})
_EVER = datetime.min.replace(tzinfo=UTC)


def host_of(url: str) -> str:
    """The host and port that are asked for a URL, by which requests are spaced.

    >>> host_of("https://News.example:8443/feed"), host_of("https://[::1/")
    ('news.example:8443', '')
    """
    with suppress(ValueError):
        return urlsplit(url).netloc.lower()
    return ""


def back_off(failures: int) -> timedelta:
    """How long to leave a host alone that has failed so often in a row; once may be chance.

    >>> [str(back_off(failures)) for failures in (0, 1, 2, 3, 6, 5_000)]
    ['0:00:00', '0:00:00', '0:01:00', '0:02:00', '0:16:00', '1 day, 0:00:00']
    """
    if failures < 2:
        return timedelta(0)
    doubled: int = 2 ** min(failures - 2, 20)
    return min(FIRST_WAIT * doubled, LONGEST_WAIT)


def retry_after(said: str | None, now: datetime) -> datetime | None:
    """When a ``Retry-After`` header says to come again: in so many seconds, or at a date (RFC 9110, 10.2.3).

    >>> now = datetime(2022, 7, 11, 12, tzinfo=UTC)
    >>> [retry_after(said, now) for said in (None, "soon")]
    [None, None]
    >>> [str(retry_after(said, now)) for said in ("120", "Mon, 11 Jul 2022 13:00:00 GMT", "9" * 30)]
    ['2022-07-11 12:02:00+00:00', '2022-07-11 13:00:00+00:00', '2022-07-18 12:00:00+00:00']
    """
    if said is None:
        return None
    latest = now + LONGEST_TOLD
    said = said.strip()
    if said.isascii() and said.isdigit():
        return latest if len(said) > 9 else min(now + timedelta(seconds=int(said)), latest)
    try:
        told = parsedate_to_datetime(said)
    except (ValueError, OverflowError):
        return None
    told = told if told.tzinfo else told.replace(tzinfo=UTC)
    return min(max(told, now), latest)


def told_to_wait(status: int, headers: Mapping[str, str], now: datetime) -> datetime | None:
    """Until when an answer says that its host is to be left alone; ``None`` where it says nothing of it."""
    if status not in _TO_WAIT:
        return None
    told = retry_after(headers.get("retry-after"), now)
    return told or (now + UNTOLD_WAIT if status == 429 else None)


def is_gone(source: RecordedSource, status: int) -> bool:
    """Whether a source that answers so is never to be asked again: it says so, or was missing too often."""
    return status == 410 or (status == 404 and source.failures + 1 >= MISSING_BEFORE_GONE)


def is_over(source: RecordedSource) -> bool:
    """Whether a source was found to be gone."""
    return source.visited is not None and source.visited.outcome is Outcome.GONE


def left_alone(sources: Iterable[RecordedSource]) -> Mapping[str, datetime]:
    """Until when each host told us to leave it alone, whichever of its sources was asked for."""
    found: dict[str, datetime] = {}
    for source in sources:
        until = source.visited.not_before if source.visited else None
        if until is not None:
            host = host_of(source.address)
            found[host] = max(until, found.get(host, until))
    return found


def failures_by_host(sources: Iterable[RecordedSource]) -> Mapping[str, int]:
    """How often in a row each host has failed: as often as the source of it that failed least."""
    found: dict[str, int] = {}
    for source in sources:
        host = host_of(source.address)
        found[host] = min(source.failures, found.get(host, source.failures))
    return found


def due(sources: Sequence[RecordedSource], now: datetime) -> list[RecordedSource]:
    """Which sources to ask now, for one who asks once."""
    return [source for at, source in due_at(sources) if at <= now]


def due_at(
    sources: Sequence[RecordedSource], every: timedelta = timedelta(0)
) -> list[tuple[datetime, RecordedSource]]:
    """When each source that is not gone is to be asked next.

    That is not sooner after it was last asked than ``every``, for one who keeps asking, or than what the
    source itself is followed with, nor while its host is left alone, because it said so or because it
    has failed often in a row.
    """
    waits, failures = left_alone(sources), failures_by_host(sources)
    return [
        (max(_after(source, every, failures), waits.get(host_of(source.address), _EVER)), source)
        for source in sources
        if not is_over(source)
    ]


def _after(source: RecordedSource, every: timedelta, failures: Mapping[str, int]) -> datetime:
    """When it may be asked again by how often that is wanted, and how often its host has failed."""
    if source.visited is None:
        return _EVER
    own = timedelta(minutes=(source.followed.every if source.followed else None) or 0)
    return source.visited.at + max(own - SLACK, every, back_off(failures[host_of(source.address)]))
