"""Moments and days as the numbers that a store compares.

A moment is microseconds since 1970 in UTC. A day is its ordinal; before every day is `NEVER`,
after every day, and where nothing is known, `ALWAYS`: what has no date is said by no day.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from reportedly.times import bounds

NEVER, ALWAYS = 0, 4_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment_of(at: datetime) -> int:
    """The number of a moment; one without a time zone is in UTC.

    >>> moment_of(datetime(1970, 1, 1, 0, 0, 1))
    1000000
    """
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return (aware - _EPOCH) // timedelta(microseconds=1)


def moment(number: int) -> datetime:
    """The moment of a number, in UTC."""
    return _EPOCH + timedelta(microseconds=number)


def now() -> int:
    """The number of this moment."""
    return moment_of(datetime.now(tz=UTC))


@lru_cache(maxsize=10_000)  # many claims are said on the same few days
def days_of(edtf: str | None) -> tuple[int, int]:
    """First and last day on which something may have been said.

    >>> days_of("2022-07-26") == (date(2022, 7, 26).toordinal(),) * 2
    True
    >>> days_of(None)
    (4000000, 4000000)
    """
    try:
        first, last = bounds(edtf) if edtf else (None, None)
    except ValueError:
        return ALWAYS, ALWAYS
    if first is None and last is None:
        return ALWAYS, ALWAYS
    return first.toordinal() if first else NEVER, last.toordinal() if last else ALWAYS


def is_said_by(said: str | None, day: date | None) -> bool:
    """Whether something (EDTF) had been said for certain by the end of a day; by no day always.

    >>> is_said_by("2022-07", date(2022, 7, 30)), is_said_by("2022-07", date(2022, 7, 31))
    (False, True)
    """
    return day is None or days_of(said)[1] <= day.toordinal()


def number_of(day: date | None) -> int:
    """The number of a day, `ALWAYS` where none is known."""
    return day.toordinal() if day else ALWAYS


def day(number: int) -> date | None:
    """The day of a number, ``None`` for one that is no day."""
    return date.fromordinal(number) if NEVER < number < ALWAYS else None
