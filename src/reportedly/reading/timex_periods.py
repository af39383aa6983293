"""Quarters and what is compared with them: "the year-ago quarter", "the latest period"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from reportedly.reading.timex_calendar import Stretch, holding
from reportedly.reading.timex_patterns import Parts
from reportedly.reading.timex_reading import FUTURE, PAST, WORDS, Context, Reading, dated, year_of, year_said


_NTH: Mapping[str, int] = MappingProxyType(
    {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, **WORDS.ordinals, "last": -1, "final": -1, "latter": -1}
)


def read_quarter(parts: Parts, context: Context) -> Reading | None:
    unit = "H" if parts.get("size") == "half" else "Q"
    number = int(parts.get("q") or _NTH.get(parts.get("nth", ""), 0))
    number = (2 if unit == "H" else 4) if number < 0 else number
    if unit == "H" and number > 2:
        return None
    year = year_of(parts) or (2000 + int(parts["yy"]) if "yy" in parts else None)
    said = year_said(parts, context)
    if year is not None or said:
        return _quarter_of(unit, number, year or (said.first.year if said else 0), parts, context)
    stretch = _nearest_quarter(unit, number, context)
    back = _years_back(parts)
    stretch = stretch and stretch.shifted(-back * (2 if unit == "H" else 4))
    return report(stretch, f"XXXX-{unit}{number or 'X'}", period=not back and _is_over(stretch, context))


def _is_over(stretch: Stretch | None, context: Context) -> bool:
    """Whether results of the period can be in: a firm's own fourth quarter may end in any month."""
    ended = stretch is not None and context.today is not None and stretch.last < context.today
    return ended or context.after in ("ended", "ending")


def _quarter_of(unit: str, number: int, year: int, parts: Parts, context: Context) -> Reading:
    if number == 0:
        base = context.period or (context.today and last_ended(unit, context.today))
        number = (base.first.month - 1) // 3 + 1 if base and unit == "Q" else 0
    if number == 0:
        return dated(Stretch("Y", date(year, 1, 1)), "", parts)
    size = 6 if unit == "H" else 3
    stretch = Stretch(unit, date(year, size * (number - 1) + 1, 1))
    return Reading("DATE", stretch.value, stretch, "year" not in parts, parts.get("edge", ""), period=True)


def _years_back(parts: Parts) -> int:
    return int("was" in parts or "earlier" in parts)


def _nearest_quarter(unit: str, number: int, context: Context) -> Stretch | None:
    """The latest such quarter that has begun, or the next one where the text looks ahead."""
    if context.today is None or number == 0:
        return context.today and last_ended(unit, context.today)
    stretch = Stretch(unit, date(context.today.year, (6 if unit == "H" else 3) * (number - 1) + 1, 1))
    per_year = 2 if unit == "H" else 4
    if stretch.first > context.today and context.direction() != FUTURE:
        return stretch.shifted(-per_year)
    following = stretch.shifted(1)
    # Results of the quarter just ended are still "expected" for a while.
    if following and following.last < context.today and context.direction() == FUTURE:
        return stretch.shifted(per_year)
    return stretch


def last_ended(unit: str, today: date) -> Stretch | None:
    return holding(unit, today).shifted(-1)


def report(stretch: Stretch | None, blank: str, period: bool = False) -> Reading:
    """A period that a company or an agency reports on. ``period`` where the text goes on from it."""
    return Reading("DATE", stretch.value if stretch else blank, stretch, relative=True, period=period)


def read_comparable(parts: Parts, context: Context) -> Reading | None:
    """ "The year-ago quarter", "the latest period", "the 1988 quarter": the quarter in question."""
    base = context.period or (context.today and last_ended("Q", context.today))
    if base is None:
        return Reading("DATE", "XXXX-QX")
    year = year_of(parts)
    if year is not None:
        return report(_with_year(base, year), "")
    if "same" in parts and "earlier" not in parts and "was" not in parts:
        return report(base, "")
    return report(_a_year_before(base) if _years_back(parts) else base, "")


def _with_year(stretch: Stretch, year: int) -> Stretch:
    return Stretch(stretch.unit, stretch.first.replace(year=year))


def _a_year_before(stretch: Stretch) -> Stretch | None:
    return stretch.shifted({"Q": -4, "H": -2, "M": -12, "D": -365, "W": -52}.get(stretch.unit, -1))


def read_year_earlier(_: Parts, context: Context) -> Reading | None:
    base = context.period or (context.today and holding("Y", context.today))
    return report(base and _a_year_before(base), "XXXX")
