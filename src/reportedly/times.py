"""Dates and intervals as EDTF strings (ISO 8601-2:2019, levels 0 and 1), read as bounds.

What the ledger stores is the string; what it compares is the first and the last day that the
string allows. A bound is ``None`` where it is open ("2022-02/..") or where nothing is known.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TypeAlias

Bounds: TypeAlias = tuple[date | None, date | None]

_DATE = re.compile(r"(?P<year>[\dX]{4})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?:T.*)?")
_SPRING, _WINTER = 21, 24


def bounds(edtf: str) -> Bounds:
    """First and last day of an EDTF date, season or interval. A time of day counts as its day.

    Seasons are the northern hemisphere's by meteorology; winter is the one that starts in
    the December of its year.

    Raises:
        ValueError: for a string that is not of these forms.

    >>> bounds("2022-07/2022-07-26")
    (datetime.date(2022, 7, 1), datetime.date(2022, 7, 26))
    >>> bounds("2022-02/..")
    (datetime.date(2022, 2, 1), None)

    """
    start, slash, end = edtf.partition("/")
    if not slash:
        return _date_bounds(start)
    return _end_bounds(start)[0], _end_bounds(end)[1]


def overlaps(one: str, other: str) -> bool:
    """Whether a day exists that both allow."""
    return intersect(one, other) is not None


def before(one: str, other: str) -> bool:
    """Whether every day of ``one`` is before every day of ``other``."""
    last, first = bounds(one)[1], bounds(other)[0]
    return last is not None and first is not None and last < first


def intersect(one: str, other: str) -> str | None:
    """The days that both allow, or ``None`` where there are none."""
    (first, last), (other_first, other_last) = bounds(one), bounds(other)
    start = max((day for day in (first, other_first) if day), default=None)
    end = min((day for day in (last, other_last) if day), default=None)
    if start and end and start > end:
        return None
    return interval(start, end)


def interval(first: date | None, last: date | None) -> str:
    """The shortest EDTF string for the days from ``first`` to ``last``, ``None`` for open.

    >>> interval(date(2022, 7, 1), date(2022, 7, 31))
    '2022-07'
    >>> interval(date(2022, 2, 1), None)
    '2022-02-01/..'
    """
    if first and last:
        size = _precision(first, last)
        start, end = first.isoformat()[:size], last.isoformat()[:size]
        return start if start == end else f"{start}/{end}"
    return f"{first.isoformat() if first else '..'}/{last.isoformat() if last else '..'}"


def day_of(edtf: str | None) -> date | None:
    """The day that an EDTF string (or an ISO 8601 time stamp) names, where it names just one."""
    if edtf is None:
        return None
    try:
        first, last = bounds(edtf)
    except ValueError:
        return None
    return first if first == last else None


def _precision(first: date, last: date) -> int:
    """How many characters of both dates say it all: 4 for whole years, 7 for whole months."""
    if first.day > 1 or last.day < monthrange(last.year, last.month)[1]:
        return 10
    return 4 if (first.month, last.month) == (1, 12) else 7


def _end_bounds(end: str) -> Bounds:
    return (None, None) if end in ("", "..") else _date_bounds(end)


def _date_bounds(edtf: str) -> Bounds:
    match = _DATE.fullmatch(edtf.rstrip("~?%"))
    if match is None:
        raise ValueError(f"not an EDTF date or interval: {edtf!r}")
    year, month, day = match["year"], match["month"], match["day"]
    if "X" in year:
        return _unspecified_year(year)
    if month is None or month == "XX":
        return date(int(year), 1, 1), date(int(year), 12, 31)
    if _SPRING <= int(month) <= _WINTER:
        return _season(int(year), int(month))
    if day is None or day == "XX":
        return _month(int(year), int(month))
    exact = date(int(year), int(month), int(day))
    return exact, exact


def _unspecified_year(year: str) -> Bounds:
    if not year[0].isdigit():
        return None, None
    low, high = max(int(year.replace("X", "0")), 1), int(year.replace("X", "9"))
    return date(low, 1, 1), date(high, 12, 31)


def _month(year: int, month: int) -> Bounds:
    if not 1 <= month <= 12:
        raise ValueError(f"no such month: {year:04}-{month:02}")
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _season(year: int, code: int) -> Bounds:
    month = 3 * (code - _SPRING) + 3
    if (year, month) == (9999, 12):
        raise ValueError("a season that ends after the last year")
    first = date(year, month, 1)
    following = (first + timedelta(days=100)).replace(day=1)
    return first, following - timedelta(days=1)
