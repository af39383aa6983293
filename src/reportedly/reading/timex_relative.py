"""Places found from the day of publication or the date said last: "last month", "a year ago"."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reportedly.reading.timex_calendar import Stretch, holding
from reportedly.reading.timex_dates import read_month_day, read_weekday
from reportedly.reading.timex_patterns import Parts
from reportedly.reading.timex_periods import last_ended, read_comparable, report, read_year_earlier
from reportedly.reading.timex_reading import (
    BLANK,
    FUTURE,
    WHOLE,
    WORDS,
    Context,
    Reader,
    Reading,
    dated,
    number_of,
    part_of_day,
)
from reportedly.reading.timex_spans import duration, unit_of


def read_the_unit(parts: Parts, context: Context) -> Reading | None:
    """ "The year", "the end of the month": the one in question. "The year ended" is a duration."""
    unit = WHOLE[parts["unit"]]
    if unit == "D" and "edge" not in parts:
        return None
    if "ended" in parts and unit in "MY":
        return Reading("DURATION", f"P1{unit}")
    if unit == "Q":
        return read_comparable({"latest": "", **parts}, context)
    if unit == "WE":
        return dated(_weekend("", context), "XXXX-WXX-WE", parts)
    return dated(context.today and holding(unit, context.today), BLANK[unit], parts)


def _weekend(rel: str, context: Context) -> Stretch | None:
    if context.today is None:
        return None
    this = holding("WE", context.today)
    if rel in ("next", "coming", "this coming") or (rel in ("", "this") and context.direction() == FUTURE):
        return this
    weekday = context.today.isoweekday()
    return this if weekday >= 6 and rel != "last" else this.shifted(-1)


def read_year_end(parts: Parts, context: Context) -> Reading | None:
    return dated(context.today and holding("Y", context.today), "XXXX", {**parts, "edge": "end"})


_UNITS: Mapping[str, str] = MappingProxyType({**WHOLE, "decade": "E", "century": "C"})


_SHIFT: Mapping[str, int] = MappingProxyType(
    {"last": -1, "past": -1, "this past": -1, "previous": -1, "preceding": -1, "latest": -1}
    | {"next": 1, "coming": 1, "following": 1, "this coming": 1}
)


def read_relative(parts: Parts, context: Context) -> Reading | None:
    """ "Last month", "the current quarter", "that year", "the following day"."""
    rel, word = parts["rel"], parts["unit"]
    if word == "period":
        return read_comparable({"latest": rel}, context) if rel == "latest" else None
    unit = _UNITS[word]
    if rel == "latest" and unit == "Q":
        return read_comparable({"latest": rel}, context)
    if unit == "WE":
        return dated(_weekend(rel, context), BLANK[unit], parts)
    if unit in ("E", "C") and rel == "past":
        return Reading("DURATION", duration(*unit_of(word)))
    stretch = _shifted_unit(rel, unit, context)
    code = WORDS.dayparts.get(parts.get("part", ""))
    if code and unit == "D":
        return part_of_day(stretch, code, BLANK[unit])
    return dated(stretch, BLANK[unit], parts)


def _shifted_unit(rel: str, unit: str, context: Context) -> Stretch | None:
    told = rel in ("that", "same", "this same", "following", "previous", "preceding")
    said = context.said if context.said and _fits(context.said.unit, unit) else context.day
    base = said.first if said and (told or (unit, rel) == ("D", "next")) else context.today
    return base and holding(unit, base).shifted(_SHIFT.get(rel, 0))


def _fits(said: str, unit: str) -> bool:
    """Whether a stretch of the unit ``said`` tells which ``unit`` is meant: a year names no month."""
    order = ("D", "W", "M", "Q", "Y", "E", "C")
    return said in order and order.index(said) <= order.index(unit)


def read_ago(parts: Parts, context: Context) -> Reading | None:
    letter, size = unit_of(parts["unit"])
    number = number_of(parts["count"]) if "count" in parts else None
    if parts["way"] == "earlier" and number == 1 and letter == "Y" and size == 1:
        return read_year_earlier(parts, context)
    if number is None:
        return _vague_ago(parts)
    if parts["way"] == "ago" and number == 1 and parts["unit"] == "year" and context.period:
        return read_year_earlier(parts, context)
    if parts["way"] in ("earlier", "previously"):
        return Reading("DURATION", duration(letter, number * size))
    sign = 1 if parts["way"] in ("from now", "hence") else -1
    return _away(letter, sign * number * size, context)


def _vague_ago(parts: Parts) -> Reading:
    return Reading("DATE", "FUTURE_REF" if parts["way"] in ("from now", "hence") else "PAST_REF")


def _away(letter: str, number: float, context: Context) -> Reading | None:
    unit = {"TS": "D", "TM": "D", "TH": "D"}.get(letter, letter)
    if letter.startswith("T"):
        moment = Stretch("D", context.today) if context.today and abs(number) < 12 else None
        return Reading("TIME", moment.value if moment else "XXXX-XX-XX", moment, relative=True)
    if unit == "Y" and number % 1:
        unit, number = "M", number * 12
    stretch = context.today and holding(unit, context.today).shifted(int(number))
    return Reading("DATE", stretch.value if stretch else BLANK[unit], stretch, relative=True)


_DEICTIC: Mapping[str, int] = MappingProxyType({"today": 0, "yesterday": -1, "tomorrow": 1})


def read_deictic(parts: Parts, context: Context) -> Reading | None:
    shift = _DEICTIC[parts["deictic"]]
    if "over" in parts:
        shift *= 2
    day = context.today and Stretch("D", context.today).shifted(shift)
    code = WORDS.dayparts.get(parts.get("part", ""))
    blank = "PRESENT_REF" if shift == 0 and not code else "XXXX-XX-XX"
    return part_of_day(day, code, blank) if code else dated(day, blank, parts)


def read_daypart(parts: Parts, context: Context) -> Reading | None:
    rel = parts.get("rel", "")
    if rel == "the" and (parts["part"] == "night" or context.before != "in"):
        return None
    code = WORDS.dayparts[parts.get("part") or parts.get("mid") or "night"]
    shift = _DEICTIC.get(parts.get("deictic", ""), 0)
    base = context.today
    if rel in ("that", "the next", "the following", "the same", "the previous", "the"):
        base = context.day.first if context.day else context.today
        shift = {"the next": 1, "the following": 1, "the previous": -1}.get(rel, 0)
    elif rel == "last":
        shift = -1
    day = base and Stretch("D", base).shifted(shift)
    return part_of_day(day, code, "XXXX-XX-XX")


def read_reference(parts: Parts, _: Context) -> Reading | None:
    return Reading("DATE", WORDS.references[parts["phrase"]])


def read_nth_unit(parts: Parts, context: Context) -> Reading | None:
    """ "In its sixth month": dated only by a start that the text may not give."""
    if context.before in ("for", "the") and "nth" not in parts:
        return None
    return Reading("DATE", BLANK[WHOLE[parts["unit"]]], relative=True)


def read_then(_: Parts, context: Context) -> Reading | None:
    if context.after == "current":
        return Reading("DATE", "PAST_REF")
    if context.before in ("until", "since", "by", "before") and context.said:
        return dated(context.said, "", {})
    return None


def read_clock(parts: Parts, context: Context) -> Reading | None:
    time = _time_of_day(parts)
    if time is None:
        return None
    day = _clock_day(parts, context)
    return Reading("TIME", f"{day.value if day else 'XXXX-XX-XX'}{time}", day, relative=True)


def _clock_day(parts: Parts, context: Context) -> Stretch | None:
    reader = next((read for part, read in _CLOCK_DAY if part in parts), None)
    if reader:
        reading = reader(parts, context)
        return reading and reading.stretch
    if context.day:
        return context.day
    return context.today and Stretch("D", context.today)


_CLOCK_DAY: tuple[tuple[str, Reader], ...] = (
    ("month", read_month_day),
    ("weekday", read_weekday),
    ("deictic", read_deictic),
)


def _time_of_day(parts: Parts) -> str | None:
    if "named" in parts:
        return {"midnight": "T24:00"}.get(parts["named"], "T12:00")
    if "military" in parts:
        return f"T{parts['military'][:2]}:{parts['military'][2:]}"
    if "hour24" in parts:
        return f"T{int(parts['hour24']):02}:{parts['minute24']}"
    hour = number_of(parts.get("hour") or parts.get("oclock") or parts["at"])
    if hour is None or not 1 <= hour <= 12:
        return None
    late = parts.get("half", "").startswith("p") or parts.get("atpart") in ("afternoon", "evening")
    return f"T{int(hour) % 12 + 12 * late:02}:{parts.get('minute', '00')}"
