"""From a reading to its EDTF interval: edges ("early next year") and prepositions ("since 2014")."""

from __future__ import annotations

from datetime import date, timedelta

from reportedly.reading.timex_calendar import Stretch, months_after
from reportedly.reading.timex_reading import Context, Reading
from reportedly.times import interval

_SINCE = frozenset({"since"})
_UNTIL = frozenset({"by", "until", "till", "through"})
_BEFORE = frozenset({"before"})
_AFTER = frozenset({"after"})


def edtf_of(reading: Reading, context: Context) -> str | None:
    """The EDTF date, season or interval of a reading, ``None`` where it has no place in time."""
    if reading.days is not None:
        return interval(*reading.days)
    stretch = reading.stretch
    if stretch is None or reading.type in ("SET", "DURATION"):
        return None
    first, last = _edge_days(stretch, reading.edge, context.today)
    if context.before in _SINCE:
        return f"{_start_of(stretch, first)}/.."
    if context.before in _UNTIL:
        return f"../{_end_of(stretch, last)}"
    if context.before in _BEFORE and first > date.min:
        return interval(None, first - timedelta(days=1))
    if context.before in _AFTER and last < date.max:
        return interval(last + timedelta(days=1), None)
    return interval(first, last) if reading.edge else stretch.edtf


def _start_of(stretch: Stretch, first: date) -> str:
    return stretch.value if stretch.unit in "MY" and first == stretch.first else first.isoformat()


def _end_of(stretch: Stretch, last: date) -> str:
    return stretch.value if stretch.unit in "MY" and last == stretch.last else last.isoformat()


def _edge_days(stretch: Stretch, edge: str, today: date | None) -> tuple[date, date]:
    """First and last day of the part that an edge names: thirds for early, mid and late,
    sixths for beginning and end, up to or from the document's day for earlier and later."""
    first, last = stretch.first, stretch.last
    word = edge.split()[0] if edge else ""
    if today and word == "earlier" and first <= today <= last:
        return first, today
    if today and word in ("later", "rest") and first <= today <= last:
        return today, last
    if word in ("early", "earlier"):
        return first, _part(first, last, 1, 3)
    if word in ("mid", "middle"):
        return _after(first, last, 1, 3), _part(first, last, 2, 3)
    if word in ("late", "later", "latter"):
        return _after(first, last, 2, 3), last
    if word in ("beginning", "start", "first"):
        return first, _part(first, last, 1, 6)
    if word in ("end", "close"):
        return _after(first, last, 5, 6), last
    return first, last


def _part(first: date, last: date, number: int, parts: int) -> date:
    """The last day of the first ``number`` of so many equal parts, whole months where they fit."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if first.day == 1 and months % parts == 0:
        return months_after(first, months * number // parts) - timedelta(days=1)
    days = (last - first).days + 1
    return first + timedelta(days=max(days * number // parts, 1) - 1)


def _after(first: date, last: date, number: int, parts: int) -> date:
    return min(_part(first, last, number, parts) + timedelta(days=1), last)
