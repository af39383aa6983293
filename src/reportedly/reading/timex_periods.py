"""Quarters and what is compared with them: "the year-ago quarter", "the latest period"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from reportedly.reading.timex_calendar import Stretch
from reportedly.reading.timex_patterns import Parts
from reportedly.reading.timex_reading import FUTURE, WORDS, Context, Reading, dated, year_of, year_said

_NTH: Mapping[str, int] = MappingProxyType(
    {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, **WORDS.ordinals, "last": -1, "final": -1, "latter": -1}
)
_A_YEAR: Mapping[str, int] = MappingProxyType({"Q": 4, "H": 2, "M": 12, "Y": 1})


def read_quarter(parts: Parts, context: Context) -> Reading | None:
    """Read "The third quarter", "Q3 2022", "the first half of next year"."""
    unit = "H" if parts.get("size") == "half" else "Q"
    number = int(parts.get("q") or _NTH.get(parts.get("nth", ""), 0))
    number = _A_YEAR[unit] if number < 0 else number
    if number > _A_YEAR[unit]:
        return None
    year = _year_in(parts, context)
    if year is not None:
        return _quarter_of(unit, number, year, parts, context)
    back = _A_YEAR[unit] if _is_compared(parts) else 0
    nearest = _nearest_quarter(unit, number, context)
    stretch = nearest and nearest.shifted(-back)
    return report(stretch, f"XXXX-{unit}{number or 'X'}", period=not back and _is_over(stretch, context))


def _year_in(parts: Parts, context: Context) -> int | None:
    if "yy" in parts:
        return 2000 + int(parts["yy"])
    said = year_said(parts, context)
    return said.first.year if said else year_of(parts)


def _is_over(stretch: Stretch | None, context: Context) -> bool:
    """Whether results of the period can be in: a firm's own fourth quarter may end in any month."""
    ended = stretch is not None and context.today is not None and stretch.last < context.today
    return ended or context.after in ("ended", "ending")


def _quarter_of(unit: str, number: int, year: int, parts: Parts, context: Context) -> Reading:
    period = context.last_period()
    if number == 0 and period and unit == "Q":
        number = (period.first.month - 1) // 3 + 1
    if number == 0:
        return dated(Stretch("Y", date(year, 1, 1)), "", parts)
    stretch = _numbered(unit, number, year)
    return Reading("DATE", stretch.value, stretch, "year" not in parts, parts.get("edge", ""), period=True)


def _numbered(unit: str, number: int, year: int) -> Stretch:
    return Stretch(unit, date(year, 12 // _A_YEAR[unit] * (number - 1) + 1, 1))


def _is_compared(parts: Parts) -> bool:
    return "was" in parts or "earlier" in parts


def _nearest_quarter(unit: str, number: int, context: Context) -> Stretch | None:
    """The latest such quarter that has begun, or the next one where the text looks ahead."""
    if context.today is None or number == 0:
        return context.now(unit, -1)
    stretch = _numbered(unit, number, context.today.year)
    ahead = context.direction() == FUTURE
    if stretch.first > context.today and not ahead:
        return stretch.shifted(-_A_YEAR[unit])
    following = stretch.shifted(1)
    # Results of the quarter just ended are still "expected" for a while.
    if ahead and following and following.last < context.today:
        return stretch.shifted(_A_YEAR[unit])
    return stretch


def report(stretch: Stretch | None, blank: str, period: bool = False) -> Reading:
    """A period that a company or an agency reports on. ``period`` where the text goes on from it."""
    return Reading("DATE", stretch.value if stretch else blank, stretch, relative=True, period=period)


def read_comparable(parts: Parts, context: Context) -> Reading | None:
    """Read "The year-ago quarter", "the latest period", "the 1988 quarter": the quarter in question."""
    base, year = context.last_period(), _year_in(parts, context)
    if "same" in parts and context.period is None:
        return None if year is None else dated(Stretch("Y", date(year, 1, 1)), "", {})
    if base is None:
        return Reading("DATE", "XXXX-QX")
    if year is not None:
        return report(Stretch(base.unit, base.first.replace(year=year)), "")
    return report(_a_year_before(base) if _is_compared(parts) else base, "")


def _a_year_before(stretch: Stretch) -> Stretch | None:
    return stretch.shifted(-_A_YEAR.get(stretch.unit, 1))


def read_year_earlier(_: Parts, context: Context) -> Reading | None:
    """Read "A year earlier", "year-ago": of the quarter reported on, else of the year."""
    base = context.period or context.now("Y")
    return report(base and _a_year_before(base), "XXXX")
