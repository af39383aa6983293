"""Places in the calendar: days, months, weekdays, seasons, holidays, years, decades."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from reportedly.reading.timex_calendar import Stretch, easter, holding, nth_weekday
from reportedly.reading.timex_patterns import Parts
from reportedly.reading.timex_reading import (
    AHEAD,
    FUTURE,
    OPEN,
    PAST,
    WORDS,
    Context,
    Reading,
    dated,
    part_of_day,
    year_of,
    year_said,
)


def _safe_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_number(parts: Parts) -> int:
    if "day" in parts:
        return int(parts["day"])
    tens, _, ones = parts["dayth"].replace("-", " ").rpartition(" ")
    return WORDS.ordinals[ones] + int(WORDS.numbers.get(tens, 0))


def read_iso(parts: Parts, _: Context) -> Reading | None:
    day = _safe_date(int(parts["year"]), int(parts["mo"]), int(parts["day"]))
    return day and Reading("DATE", day.isoformat(), Stretch("D", day))


def read_numeric(parts: Parts, _: Context) -> Reading | None:
    """Month first, as American papers write it, unless the first number can only be a day."""
    first, second, year = int(parts["a"]), int(parts["b"]), int(parts["year"])
    if year < 100:
        year += 1900 if year > 69 else 2000
    day = _safe_date(year, first, second) or _safe_date(year, second, first)
    return day and Reading("DATE", day.isoformat(), Stretch("D", day))


def read_month_day(parts: Parts, context: Context) -> Reading | None:
    month, number, year = WORDS.months[parts["month"]], _day_number(parts), year_of(parts)
    if _safe_date(year or 2000, month, number) is None:
        return None
    if year is not None:
        return dated(Stretch("D", date(year, month, number)), "", parts, relative=False)
    return dated(_nearest_day(month, number, context), f"XXXX-{month:02}-{number:02}", parts)


def _nearest_day(month: int, number: int, context: Context) -> Stretch | None:
    today = context.today
    if today is None:
        return None
    years = (today.year + offset for offset in (-1, 0, 1) if 1 <= today.year + offset <= 9999)
    days = [day for day in (_safe_date(year, month, number) for year in years) if day]
    behind, ahead = _FAR[context.direction()]
    away = ((day, (day - today).days) for day in days)
    nearest = min(away, key=lambda item: item[1] * (ahead if item[1] > 0 else -behind), default=(today, 0))
    return Stretch("D", nearest[0])


# How much farther a day behind and a day ahead is than it looks, by the tense of the clause.
# Even in the past tense ("extended its offer to Nov. 20") three weeks ahead is nearer than a year ago.
_FAR: Mapping[int, tuple[float, float]] = MappingProxyType({PAST: (1, 3), OPEN: (1, 1.5), FUTURE: (3, 1)})


def read_month(parts: Parts, context: Context) -> Reading | None:
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
    if rel in ("last", "past", "this past", "previous", "preceding"):
        return Stretch("M", this).shifted(-12 if ahead >= 0 else 0)
    if rel in ("next", "coming", "this coming"):
        return Stretch("M", this).shifted(12 if ahead <= 0 else 0)
    if rel == "this":
        return Stretch("M", this)
    if context.direction() == FUTURE:
        return Stretch("M", this).shifted(12 if ahead < 0 else 0)
    return Stretch("M", this).shifted(-12 if ahead > 0 else 0)


def read_weekday(parts: Parts, context: Context) -> Reading | None:
    if context.after in _PAPERS:
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


_PAPERS = frozenset({"times", "mail", "telegraph", "express", "mirror"})


def _nearest_weekday(number: int, rel: str, context: Context) -> Stretch | None:
    today = context.today
    if today is None:
        return None
    if rel in ("previous", "preceding", "following") and context.day:
        return _weekday_from(context.day.first, number, FUTURE if rel == "following" else PAST, 1)
    if rel in ("last", "past", "this past", "previous", "preceding"):
        return _weekday_from(today, number, PAST, 1)
    if rel in ("next", "coming", "this coming", "following"):
        return _weekday_from(today, number, FUTURE, 1)
    return _weekday_from(today, number, FUTURE if context.direction() == FUTURE else PAST, 0)


def _in_week(number: int, rel: str, context: Context) -> Stretch | None:
    """ "Tuesday next week"."""
    week = context.today and holding("W", context.today).shifted({"last": -1, "next": 1}.get(rel, 0))
    return week and Stretch("D", week.first).shifted(number - 1)


def _weekday_from(day: date, number: int, direction: int, least: int) -> Stretch | None:
    """The nearest such weekday in that direction, at least ``least`` days away."""
    away = direction * (number - day.isoweekday()) % 7
    return Stretch("D", day).shifted(direction * (away or 7 * least))


def read_week_of(parts: Parts, context: Context) -> Reading | None:
    day = read_month_day(parts, context)
    week = day and day.stretch and holding("W", day.stretch.first)
    return dated(week, "XXXX-WXX", parts) if day else None


def read_season(parts: Parts, context: Context) -> Reading | None:
    code = WORDS.seasons[parts["season"]][0]
    if "each" in parts:
        return Reading("SET", f"XXXX-{code}")
    year, said, rel = year_of(parts), year_said(parts, context), parts.get("rel", "")
    if year is not None or said:
        return dated(
            holding(code, said.first if said else date(year or 1, 1, 1)), "", parts, relative=year is None
        )
    bare = not rel and "the" not in parts and "edge" not in parts
    if bare and (context.modifies or context.before not in _SEASON_AFTER):
        return None
    return dated(_nearest_season(code, rel, context), f"XXXX-{code}", parts)


_SEASON_AFTER = frozenset("in by since until till during through throughout the".split())


def _nearest_season(code: str, rel: str, context: Context) -> Stretch | None:
    if context.today is None:
        return None
    this = holding(code, context.today)
    if rel in ("last", "past", "this past", "previous", "preceding"):
        return this if this.last < context.today else this.shifted(-1)
    if rel in ("next", "coming", "this coming", "following"):
        return this if this.first > context.today else this.shifted(1)
    if rel != "this" and this.first > context.today and context.direction() == PAST:
        return this.shifted(-1)
    return this


def read_decade(parts: Parts, context: Context) -> Reading | None:
    if "named" in parts:
        ten, century = WORDS.decades[parts["named"]], None
    else:
        ten, century = int(parts.get("ten") or parts.get("short") or 0), parts.get("year")
    if century is None:
        now = context.today.year if context.today else None
        century = "19" if now is None or int(f"{20}{ten}0") > now or ten >= 2 else "20"
    return dated(Stretch("E", date(int(f"{century}{ten}0"), 1, 1)), "", parts, relative=False)


def read_century(parts: Parts, _: Context) -> Reading | None:
    if "nth" in parts:
        number = int(parts["nth"])
    else:
        tens, _sep, ones = parts["word"].replace("-", " ").rpartition(" ")
        number = WORDS.ordinals[ones] + int(WORDS.numbers.get(tens, 0))
    if not 2 <= number <= 99:
        return None
    return dated(Stretch("C", date(number * 100 - 100, 1, 1)), "", parts, relative=False)


def read_year(parts: Parts, context: Context) -> Reading | None:
    year = int(parts["year"])
    if "edge" not in parts and "fiscal" not in parts and not _is_year(year, context):
        return None
    return dated(Stretch("Y", date(year, 1, 1)), "", parts, relative=False)


def read_year_range(parts: Parts, context: Context) -> Reading | None:
    """ "2023-2025", "1996-97": one expression, which begins and ends with a year."""
    first, until = parts["year"], parts["until"]
    last = int(until if len(until) == 4 else first[:2] + until)
    if not 1700 <= int(first) < last <= 2100 or context.before in WORDS.year_names:
        return None
    days = (date(int(first), 1, 1), date(last, 12, 31))
    return Reading("DATE", f"{first}/{last}", Stretch("Y", days[0]), days=days)


def _is_year(year: int, context: Context) -> bool:
    """Whether a bare number of four digits is a year and no count, name or price."""
    if context.counts or context.before in WORDS.year_names or context.after in WORDS.year_counts or context.after == "%":
        return False
    if year < 1700:
        return context.before in ("in", "since", "until", "year") and year >= 1000
    return True


def read_spoken(parts: Parts, context: Context) -> Reading | None:
    year = year_of(parts)
    if year is None or (not 1700 <= year <= 2099):
        return None
    if (
        parts["spoken"] == "two thousand"
        and "the" not in parts
        and context.before not in ("in", "year", "since")
    ):
        return None
    return dated(Stretch("Y", date(year, 1, 1)), "", parts, relative=False)


def read_holiday(parts: Parts, context: Context) -> Reading | None:
    rule, today, year = WORDS.holidays[parts["holiday"]], context.today, year_of(parts)
    if year is not None:
        return dated(Stretch("D", _holiday_in(rule, year)), "", parts, relative=False)
    if today is None:
        return Reading("DATE", f"XXXX-{rule}" if "-" in rule and rule[2] == "-" else "XXXX-XX-XX")
    days = [
        _holiday_in(rule, today.year + offset) for offset in (-1, 0, 1) if 1 <= today.year + offset <= 9999
    ]
    ahead = parts.get("rel", "") in AHEAD or (
        "rel" not in parts and (context.direction() == FUTURE or context.before in ("until", "by"))
    )
    day = (
        min((day for day in days if day >= today), default=today)
        if ahead
        else max((day for day in days if day <= today), default=today)
    )
    return dated(Stretch("D", day), "", parts)


def _holiday_in(rule: str, year: int) -> date:
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.split()[1]))
    if " " in rule:
        month, nth, weekday = map(int, rule.split())
        # Election day is the Tuesday after the first Monday.
        return (
            nth_weekday(year, month, nth, 1) + timedelta(days=1)
            if rule == "11 1 2"
            else nth_weekday(year, month, nth, weekday)
        )
    return date(year, int(rule[:2]), int(rule[3:]))
