"""From a reading to its EDTF interval: edges ("early next year") and prepositions ("since 2014")."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from types import MappingProxyType

from reportedly.reading.timex_calendar import Stretch, months_after
from reportedly.reading.timex_reading import Context, Reading
from reportedly.times import interval

# Parts of a stretch by the first word of the edge: from and to, in parts of the whole.
_PARTS: Mapping[str, tuple[Fraction, Fraction]] = MappingProxyType(
    dict.fromkeys(("early", "earlier"), (Fraction(0), Fraction(1, 3)))
    | dict.fromkeys(("mid", "middle"), (Fraction(1, 3), Fraction(2, 3)))
    | dict.fromkeys(("late", "later", "latter"), (Fraction(2, 3), Fraction(1)))
    | dict.fromkeys(("beginning", "start", "first"), (Fraction(0), Fraction(1, 6)))
    | dict.fromkeys(("end", "close"), (Fraction(5, 6), Fraction(1)))
)
_ONE = timedelta(days=1)


def edtf_of(reading: Reading, context: Context) -> str | None:
    """The EDTF date, season or interval of a reading, ``None`` where it has no place in time."""
    if reading.days is not None:
        return interval(*reading.days)
    stretch = reading.stretch
    if stretch is None or reading.type in ("SET", "DURATION"):
        return None
    first, last = _edge_days(stretch, reading.edge, context.today)
    opened = _opened(context.before, first, last)
    if opened is not None:
        return opened
    return interval(first, last) if reading.edge else stretch.edtf


def _opened(preposition: str, first: date, last: date) -> str | None:
    """The open interval that a preposition makes: "since 2014" is 2014/.., "before May" ../2022-04-30."""
    whole = interval(first, last)
    start, _, end = whole.partition("/")
    if preposition == "since":
        return f"{start}/.."
    if preposition in ("by", "until", "till", "through"):
        return f"../{end or start}"
    if preposition == "before" and first > date.min:
        return interval(None, first - _ONE)
    if preposition == "after" and last < date.max:
        return interval(last + _ONE, None)
    return None


def _edge_days(stretch: Stretch, edge: str, today: date | None) -> tuple[date, date]:
    """First and last day of the part that an edge names.

    "Earlier" and "later" go up to and on from the document's day where it is in the stretch.
    """
    first, last = stretch.first, stretch.last
    if first == last:
        return first, last
    word = edge.partition(" ")[0]
    if today and first <= today <= last:
        if word == "earlier":
            return first, today
        if word in ("later", "rest"):
            return today, last
    start, end = _PARTS.get(word, (Fraction(0), Fraction(1)))
    return _until(first, last, start) + (_ONE if start else timedelta(0)), _until(first, last, end)


def _until(first: date, last: date, share: Fraction) -> date:
    """The last day of that share of the days, in whole months where they fit; the first for none."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if share in (0, 1):
        return last if share else first
    if first.day == 1 and months % share.denominator == 0:
        return months_after(first, int(months * share)) - _ONE
    days = (last - first).days + 1
    return min(first + timedelta(days=max(int(days * share), 1) - 1), last - _ONE)
