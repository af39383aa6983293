"""Stretches of the calendar: a day, a week, a quarter, and the one before or after it.

A relative expression is a walk from one stretch to another, so "last month" is the stretch of
unit ``M`` that holds the document's day, shifted by -1. Units are ``D`` day, ``W`` ISO week,
``WE`` weekend, ``M`` month, ``Q`` quarter, ``H`` half-year, ``Y`` year, ``E`` decade, ``C``
century, and the seasons ``SP SU FA WI``.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from reportedly.times import interval

_MONTHS = {"M": 1, "Q": 3, "H": 6, "Y": 12, "E": 120, "C": 1200}
_SEASONS = {"SP": (3, 21), "SU": (6, 22), "FA": (9, 23), "WI": (12, 24)}


@dataclass(frozen=True, slots=True)
class Stretch:
    """One unit of the calendar, by its first day."""

    unit: str
    first: date

    @property
    def last(self) -> date:
        """The last day of the stretch."""
        if self.unit == "D":
            return self.first
        if self.unit in _SEASONS:
            return months_after(self.first, 3) - timedelta(days=1)
        following = self.shifted(1)
        return (
            date.max if following is None else following.first - timedelta(days=5 * (self.unit == "WE") + 1)
        )

    @property
    def value(self) -> str:
        """The TIMEX3 value: "2022-W30", "2022-Q4", "2022-SU", "199"."""
        day = self.first
        if self.unit in ("W", "WE"):
            iso = day.isocalendar()
            return f"{iso.year:04}-W{iso.week:02}" + ("-WE" if self.unit == "WE" else "")
        if self.unit in ("Q", "H"):
            return f"{day.year:04}-{self.unit}{(day.month - 1) // _MONTHS[self.unit] + 1}"
        if self.unit in _SEASONS:
            return f"{day.year:04}-{self.unit}"
        return day.isoformat()[: {"D": 10, "M": 7, "Y": 4, "E": 3, "C": 2}[self.unit]]

    @property
    def edtf(self) -> str:
        """The EDTF date, season or interval."""
        if self.unit in _SEASONS:
            return f"{self.first.year:04}-{_SEASONS[self.unit][1]}"
        if self.unit in ("E", "C"):
            return self.value.ljust(4, "X")
        return interval(self.first, self.last)

    def shifted(self, count: int) -> Stretch | None:
        """The stretch ``count`` units later, ``None`` where the calendar ends."""
        try:
            if self.unit == "D":
                return Stretch("D", self.first + timedelta(days=count))
            if self.unit in ("W", "WE"):
                return Stretch(self.unit, self.first + timedelta(weeks=count))
            return Stretch(self.unit, months_after(self.first, count * _MONTHS.get(self.unit, 12)))
        except (OverflowError, ValueError):
            return None


def holding(unit: str, day: date) -> Stretch:
    """The stretch of ``unit`` that ``day`` is in; a weekend is that of the day's ISO week."""
    if unit == "D":
        return Stretch(unit, day)
    if unit == "W":
        return Stretch(unit, day - timedelta(days=min(day.weekday(), day.toordinal() - 1)))
    if unit == "WE":
        return Stretch(unit, day + timedelta(days=5 - day.weekday()))
    if unit in _SEASONS:
        return Stretch(unit, date(day.year, _SEASONS[unit][0], 1))
    if unit in ("E", "C"):
        years = _MONTHS[unit] // 12
        return Stretch(unit, date(max(day.year - day.year % years, 1), 1, 1))
    size = _MONTHS[unit]
    return Stretch(unit, date(day.year, (day.month - 1) // size * size + 1, 1))


def months_after(day: date, count: int) -> date:
    """``day`` moved by whole months, to the month's last day where it has no such day.

    Raises `ValueError` outside the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(max(year, 1), month + 1)[1]))


def holiday_in(rule: str, year: int) -> date:
    """The day of a holiday by its rule: "12-25", "easter -2", "11 4 4" (the fourth Thursday of
    November), "11 1 1 +1" (the day after the first Monday).
    """
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.split()[1]))
    if " " not in rule:
        return date(year, int(rule[:2]), int(rule[3:]))
    month, nth, weekday, *after = map(int, rule.split())
    return nth_weekday(year, month, nth, weekday) + timedelta(days=sum(after))


def easter(year: int) -> date:
    """Western Easter Sunday by the anonymous Gregorian computus (Meeus 1991)."""
    a, (b, c) = year % 19, divmod(year, 100)
    g = (8 * b + 13) // 25
    h = (19 * a + b - b // 4 - g + 15) % 30
    m = (a + 11 * h) // 319
    rest = (2 * (b % 4) + 2 * (c // 4) - c % 4 - h + m + 32) % 7
    month = (h - m + rest + 90) // 25
    return date(year, month, (h - m + rest + month + 19) % 32)


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """The ``nth`` (-1: last) ISO ``weekday`` of a month."""
    first = date(year, month, 1)
    days = [
        day
        for day in (first + timedelta(days=n) for n in range(monthrange(year, month)[1]))
        if day.isoweekday() == weekday
    ]
    return days[nth - 1 if nth > 0 else nth]
