"""Places in the calendar: days, months, weekdays, seasons, holidays, years, decades."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from reportedly.reading.timex_calendar import Stretch, holding, holiday_in
from reportedly.reading.timex_patterns import Parts
from reportedly.reading.timex_reading import (
    BLANK,
    FUTURE,
    OPEN,
    PAST,
    PRESENT,
    SHIFTS,
    TOLD,
    WORDS,
    Context,
    Reading,
    dated,
    part_of_day,
    year_of,
    year_said,
)


def _safe_date(year: int, month: int, day: int) -> date | None:
    """The date, ``None`` where there is no such day or no text would speak of it."""
    try:
        return date(year, month, day) if 1000 <= year <= 2999 else None
    except ValueError:
        return None


def _day_number(parts: Parts) -> int:
    if "day" in parts:
        return int(parts["day"])
    return _ordinal(parts["dayth"])


def _ordinal(text: str) -> int:
    tens, _, ones = text.replace("-", " ").rpartition(" ")
    return WORDS.ordinals[ones] + int(WORDS.numbers.get(tens, 0))


def read_iso(parts: Parts, _: Context) -> Reading | None:
    """Read "2022-07-26", "26.07.2022"."""
    return _exactly(_safe_date(int(parts["year"]), int(parts["mo"]), int(parts["day"])))


def _exactly(day: date | None) -> Reading | None:
    return None if day is None else dated(Stretch("D", day), "", {}, relative=False)


def read_numeric(parts: Parts, _: Context) -> Reading | None:
    """Month first, as American papers write it, unless the first number can only be a day."""
    first, second, year = int(parts["a"]), int(parts["b"]), int(parts["year"])
    if year < 100:
        year += 1900 if year > 69 else 2000
    return _exactly(_safe_date(year, first, second) or _safe_date(year, second, first))


def read_month_day(parts: Parts, context: Context) -> Reading | None:
    """Read "Dec. 14", "26 July 2022", "Tuesday, July 21-22"; the nearest such day where no year is given."""
    month, number, year = WORDS.months[parts["month"]], _day_number(parts), year_of(parts)
    if _safe_date(year or 2000, month, number) is None:
        return None
    if year is not None:
        return _to_day(dated(Stretch("D", date(year, month, number)), "", parts, relative=False), parts)
    return _to_day(dated(_nearest_day(month, number, context), f"XXXX-{month:02}-{number:02}", parts), parts)


def _to_day(reading: Reading, parts: Parts) -> Reading:
    """As in "July 21-22": from the first day to the last one named."""
    if "until" not in parts or reading.stretch is None:
        return reading
    first = reading.stretch.first
    last = _safe_date(first.year, first.month, int(parts["until"]))
    return replace(reading, days=(first, last)) if last and last > first else reading


def _nearest_day(month: int, number: int, context: Context) -> Stretch | None:
    today = context.today
    if today is None:
        return None
    nearby = (_safe_date(today.year + offset, month, number) for offset in (-1, 0, 1))
    # The 29th of February may not be near.
    return _nearest(today, [day for day in nearby if day], context.direction())


def _nearest(today: date, days: Iterable[date], direction: int) -> Stretch | None:
    behind, ahead = _FAR[direction]

    def distance(day: date) -> float:
        away = (day - today).days
        return away * ahead if away > 0 else -away * behind

    day = min(days, key=distance, default=None)
    return None if day is None else Stretch("D", day)


# How much farther a day behind and a day ahead is than it looks, by the tense of the clause.
# Even in the past tense ("extended its offer to Nov. 20") three weeks ahead is nearer than a year ago.
_FAR: Mapping[int, tuple[float, float]] = MappingProxyType(
    {PAST: (1, 3), OPEN: (1, 1.5), PRESENT: (1, 1), FUTURE: (3, 1)}
)


def read_month(parts: Parts, context: Context) -> Reading | None:
    """Read "In February", "late November 1999", "June last year", "each July"."""
    month, year = WORDS.months[parts["month"]], year_of(parts)
    if "alone" in parts and context.after in _MARCHES and context.before not in WORDS.year_after:
        return None
    if "each" in parts:
        return Reading("SET", f"XXXX-{month:02}")
    if year is not None:
        return dated(Stretch("M", date(year, month, 1)), "", parts, relative=False)
    base = year_said(parts, context)
    if base is not None:
        return dated(Stretch("M", date(base.first.year, month, 1)), "", parts)
    return dated(_nearest_month(month, parts.get("rel", ""), context), f"XXXX-{month:02}", parts)


# "March for Our Lives" is no date; "in March for the first time" is.
_MARCHES = frozenset({"for", "on", "of", "against", "to"})


def _nearest_month(month: int, rel: str, context: Context) -> Stretch | None:
    if context.today is None:
        return None
    this = date(context.today.year, month, 1)
    ahead = month - context.today.month
    if SHIFTS.get(rel, 0) < 0:
        # Of the month just over one says "last month".
        return Stretch("M", this).shifted(-12 if ahead >= -1 else 0)
    if SHIFTS.get(rel, 0) > 0:
        return Stretch("M", this).shifted(12 if ahead <= 0 else 0)
    if rel == "this":
        return Stretch("M", this)
    direction = context.direction()
    if direction in (PRESENT, OPEN) and 0 < ahead <= 3:
        return Stretch("M", this)
    years = int(ahead < 0) if direction == FUTURE else -int(ahead > 0)
    return Stretch("M", this).shifted(12 * years)


def read_weekday(parts: Parts, context: Context) -> Reading | None:
    """Read "Tuesday", "last Friday night", "Tuesday next week", "every Thursday", "Mondays"."""
    if context.after in _PAPERS or context.before in _NAMED_DAYS:
        return None
    number = WORDS.weekdays[parts["weekday"]]
    code = WORDS.dayparts.get(parts.get("part", ""), "")
    if "each" in parts or "plural" in parts:
        return Reading("SET", f"XXXX-WXX-{number}" + (f"T{code}" if code else ""))
    if "relweek" in parts:
        day = _in_week(number, parts["relweek"], context)
    else:
        day = _nearest_weekday(number, parts.get("rel", ""), context)
    if code:
        return part_of_day(day, code, f"XXXX-WXX-{number}")
    return dated(day, f"XXXX-WXX-{number}", parts)


# "The Sunday Times", "Super Tuesday".
_NAMED_DAYS = frozenset({"super", "black", "cyber", "ash", "bloody"})
_PAPERS = frozenset({"times", "mail", "telegraph", "express", "mirror"})


def _nearest_weekday(number: int, rel: str, context: Context) -> Stretch | None:
    today = context.today
    if today is None:
        return None
    direction = SHIFTS.get(rel)
    if direction is None:
        ahead = context.direction() in (FUTURE, PRESENT)
        return _weekday_from(today, number, FUTURE if ahead else PAST, 0)
    base = context.day.first if context.day and rel in TOLD else today
    return _weekday_from(base, number, direction, 1)


def _in_week(number: int, rel: str, context: Context) -> Stretch | None:
    """As in "Tuesday next week"."""
    week = context.now("W", SHIFTS.get(rel, 0))
    return week and Stretch("D", week.first).shifted(number - 1)


def _weekday_from(day: date, number: int, direction: int, least: int) -> Stretch | None:
    """The nearest such weekday in that direction, at least ``least`` days away."""
    away = direction * (number - day.isoweekday()) % 7
    return Stretch("D", day).shifted(direction * (away or 7 * least))


def read_week_of(parts: Parts, context: Context) -> Reading | None:
    """Read "The week of March 6"."""
    day = read_month_day(parts, context)
    if day is None:
        return None
    return dated(holding("W", day.stretch.first) if day.stretch else None, BLANK["W"], parts)


def read_season(parts: Parts, context: Context) -> Reading | None:
    """Read "Last fall", "the summer of 2021"; a bare "fall" or "spring" only after a preposition."""
    code = WORDS.seasons[parts["season"]][0]
    if "each" in parts:
        return Reading("SET", f"XXXX-{code}")
    year, said, rel = year_of(parts), year_said(parts, context), parts.get("rel", "")
    if year is not None:
        return dated(holding(code, date(year, 1, 1)), "", parts, relative=False)
    if said is not None:
        return dated(holding(code, said.first), "", parts)
    bare = not rel and "the" not in parts and "edge" not in parts
    if bare and (context.modifies or context.before not in _SEASON_AFTER):
        return None
    return dated(_nearest_season(code, rel, context), f"XXXX-{code}", parts)


_SEASON_AFTER = frozenset({"in", "by", "since", "until", "till", "during", "through", "throughout", "the"})


def _nearest_season(code: str, rel: str, context: Context) -> Stretch | None:
    this = context.now(code)
    if context.today is None or this is None:
        return None
    if SHIFTS.get(rel, 0) < 0:
        return this if this.last < context.today else this.shifted(-1)
    if SHIFTS.get(rel, 0) > 0:
        return this if this.first > context.today else this.shifted(1)
    if rel != "this" and this.first > context.today and context.direction() == PAST:
        return this.shifted(-1)
    return this


def read_decade(parts: Parts, _: Context) -> Reading | None:
    """Read "The 1990s", "the late nineties", "the '80s": of the 20th century unless it says otherwise."""
    ten = WORDS.decades[parts["named"]] if "named" in parts else int(parts.get("ten") or parts["short"])
    year = int(parts.get("year", "19")) * 100 + ten * 10
    return dated(Stretch("E", date(year, 1, 1)), "", parts, relative=False)


def read_century(parts: Parts, _: Context) -> Reading | None:
    """Read "The 20th century", "the twenty-first century"."""
    number = int(parts["nth"]) if "nth" in parts else _ordinal(parts["word"])
    if not 2 <= number <= 99:
        return None
    return dated(Stretch("C", date(number * 100 - 100, 1, 1)), "", parts, relative=False)


def read_year(parts: Parts, context: Context) -> Reading | None:
    """Read "2014", "late 2021", "fiscal 1989"."""
    year = int(parts["year"])
    if "edge" not in parts and "fiscal" not in parts and not _is_year(year, context):
        return None
    return dated(Stretch("Y", date(year, 1, 1)), "", parts, relative=False)


def read_year_range(parts: Parts, context: Context) -> Reading | None:
    """Read "2023-2025", "1996-97": one expression, which begins and ends with a year."""
    first, until = parts["year"], parts["until"]
    last = int(until if len(until) == 4 else first[:2] + until)
    if not 1700 <= int(first) < last <= 2100 or context.before in WORDS.year_names:
        return None
    days = (date(int(first), 1, 1), date(last, 12, 31))
    return Reading("DATE", f"{first}/{last}", Stretch("Y", days[0]), days=days)


def _is_year(year: int, context: Context) -> bool:
    """Whether a bare number of four digits is a year and no count, name or price."""
    named, counted = context.before in WORDS.year_names, context.after in WORDS.year_counts
    if context.counts or named or counted:
        return False
    if year < 1700:
        return context.before in ("in", "since", "until", "year") and year >= 1000
    return True


def read_spoken(parts: Parts, context: Context) -> Reading | None:
    """Read "Nineteen ninety-six", "two thousand and eight"."""
    year = year_of(parts)
    if year is None or not 1700 <= year <= 2099:
        return None
    counted = parts["spoken"] == "two thousand" and "the" not in parts
    if counted and context.before not in ("in", "year", "since"):
        return None
    return dated(Stretch("Y", date(year, 1, 1)), "", parts, relative=False)


def read_holiday(parts: Parts, context: Context) -> Reading | None:
    """Read "Thanksgiving", "last Christmas", "Election Day 2024"."""
    rule, today, year = WORDS.holidays[parts["holiday"]], context.today, year_of(parts)
    if year is not None:
        return dated(Stretch("D", holiday_in(rule, year)), "", parts, relative=False)
    if today is None:
        return Reading("DATE", f"XXXX-{rule}" if rule[2] == "-" else BLANK["D"])
    shift = SHIFTS.get(parts.get("rel", ""), 0)
    days = [holiday_in(rule, today.year + offset) for offset in (-1, 0, 1)]
    told = [day for day in days if (day - today).days * shift >= 0]
    return dated(_nearest(today, told, context.direction()), BLANK["D"], parts)
