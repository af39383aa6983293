"""Places found from the day of publication or the date said last: "last month", "a year ago"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from reportedly.reading.timex_calendar import Stretch, holding
from reportedly.reading.timex_patterns import Parts
from reportedly.reading.timex_periods import read_comparable, read_year_earlier
from reportedly.reading.timex_reading import (
    BLANK,
    FUTURE,
    SHIFTS,
    TOLD,
    UNITS,
    WORDS,
    Context,
    Reading,
    dated,
    number_of,
    part_of_day,
)
from reportedly.reading.timex_spans import duration, reach, unit_of

DEICTIC: Mapping[str, int] = MappingProxyType({"today": 0, "yesterday": -1, "tomorrow": 1})


def read_the_unit(parts: Parts, context: Context) -> Reading | None:
    """Read "The year", "the end of the month": the one in question. "The year ended" is a duration."""
    unit = UNITS[parts["unit"]]
    if unit == "D" and "edge" not in parts:
        return None
    if "ended" in parts and unit in "MY":
        return Reading("DURATION", f"P1{unit}")
    if unit == "Q":
        return read_comparable(parts, context)
    return dated(_weekend("", context) if unit == "WE" else context.now(unit), BLANK[unit], parts)


def _weekend(rel: str, context: Context) -> Stretch | None:
    """The weekend of the document's week where it lies ahead of a text that looks ahead, or has
    begun; else the one before.
    """
    if context.today is None:
        return None
    shift = SHIFTS.get(rel, 0)
    if shift > 0 or (shift == 0 and context.direction() == FUTURE):
        return context.now("WE")
    begun = context.today.isoweekday() >= 6
    return context.now("WE", 0 if begun and rel != "last" else -1)


def read_year_end(parts: Parts, context: Context) -> Reading | None:
    """Read "Year-end", "the year's end"."""
    return dated(context.now("Y"), BLANK["Y"], {**parts, "edge": "end"})


def read_relative(parts: Parts, context: Context) -> Reading | None:
    """Read "Last month", "the current quarter", "that year", "the following day"."""
    rel, word = parts["rel"], parts["unit"]
    if rel == "latest" and word in ("period", "quarter"):
        return read_comparable({}, context)
    if word == "period":
        return None
    unit = UNITS[word]
    if unit in ("E", "C") and rel == "past":
        return Reading("DURATION", duration(*unit_of(word)))
    stretch = _weekend(rel, context) if unit == "WE" else _shifted(rel, unit, context)
    code = WORDS.dayparts.get(parts.get("part", ""))
    if code and unit == "D":
        return part_of_day(stretch, code, BLANK[unit])
    reading = dated(stretch, BLANK[unit], parts)
    past = "the" in parts and rel in ("past", "last") and unit in "DWMQY" and "edge" not in parts
    return replace(reading, days=reach(unit, -1, context)) if past else reading


def _shifted(rel: str, unit: str, context: Context) -> Stretch | None:
    said = context.said if context.said and _fits(context.said.unit, unit) else context.day
    if said and (rel in TOLD or (unit, rel) == ("D", "next")):
        return holding(unit, said.first).shifted(SHIFTS.get(rel, 0))
    return context.now(unit, SHIFTS.get(rel, 0))


def _fits(said: str, unit: str) -> bool:
    """Whether a stretch of the unit ``said`` tells which ``unit`` is meant: a year names no month."""
    order = ("D", "W", "M", "Q", "Y", "E", "C")
    return said in order and order.index(said) <= order.index(unit)


def read_ago(parts: Parts, context: Context) -> Reading | None:
    """Read "Six weeks ago", "a year earlier", "ten years from now"."""
    letter, size = unit_of(parts["unit"])
    number = number_of(parts["count"]) if "count" in parts else None
    number = 2 if "couple" in parts.get("vague", "") else number
    way = parts["way"]
    if parts["unit"] == "year" and number == 1 and (way == "earlier" or (way == "ago" and context.period)):
        return read_year_earlier(parts, context)
    ahead = way in ("from now", "hence")
    if number is None:
        return Reading("DATE", "FUTURE_REF" if ahead else "PAST_REF")
    if way in ("earlier", "previously"):
        return Reading("DURATION", duration(letter, number * size))
    return _away(letter, number * size * (1 if ahead else -1), context)


def _away(letter: str, number: float, context: Context) -> Reading:
    """So many units from the document's day, as precise as the unit: "six weeks ago" is a week."""
    if letter.startswith("T"):
        near = context.now("D") if abs(number) < 12 else None
        return Reading("TIME", near.value if near else BLANK["D"], near, relative=True)
    unit, count = ("M", number * 12) if letter == "Y" and number % 1 else (letter, number)
    stretch = context.now(unit, int(count))
    return Reading("DATE", stretch.value if stretch else BLANK[unit], stretch, relative=True)


def read_deictic(parts: Parts, context: Context) -> Reading | None:
    """Read "Today", "yesterday morning", "the day after tomorrow"."""
    shift = DEICTIC[parts["deictic"]] * (2 if "over" in parts else 1)
    day, code = context.now("D", shift), WORDS.dayparts.get(parts.get("part", ""))
    if code:
        return part_of_day(day, code, BLANK["D"])
    return dated(day, "PRESENT_REF" if shift == 0 else BLANK["D"], parts)


_DAYPART_SHIFTS: Mapping[str, int] = MappingProxyType(
    {"last": -1, "the next": 1, "the following": 1, "the previous": -1}
)


def read_daypart(parts: Parts, context: Context) -> Reading | None:
    """Read "Last night", "this morning", "the next morning", "overnight"."""
    rel = parts.get("rel", "")
    if rel == "the" and (parts["part"] == "night" or context.before != "in"):
        return None
    shift = _DAYPART_SHIFTS.get(rel, 0) + DEICTIC.get(parts.get("deictic", ""), 0)
    told = context.day is not None and rel.startswith("th") and rel != "this"
    day = context.day.shifted(shift) if told and context.day else context.now("D", shift)
    return part_of_day(day, WORDS.dayparts[parts.get("part") or parts.get("mid") or "night"], BLANK["D"])


def read_reference(parts: Parts, _: Context) -> Reading | None:
    """Read "Now", "recent years", "the near future": no place in the calendar."""
    return Reading("DATE", WORDS.references[parts["phrase"]])


def read_nth_unit(parts: Parts, _: Context) -> Reading | None:
    """Read "In its sixth month": dated only by a start that the text may not give."""
    if parts["nth"] == "first":
        return None
    return Reading("DATE", BLANK[UNITS[parts["unit"]]], relative=True)


def read_then(_: Parts, context: Context) -> Reading | None:
    """Read "Until then"; "the then current price"."""
    if context.after == "current":
        return Reading("DATE", "PAST_REF")
    if context.before in ("until", "since", "by", "before") and context.said:
        return dated(context.said, "", {})
    return None
