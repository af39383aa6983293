"""Durations and repetitions: "six months", "the past two weeks", "every Tuesday"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from reportedly.reading.timex_calendar import months_after
from reportedly.reading.timex_patterns import Parts
from reportedly.reading.timex_reading import SHIFTS, WORDS, Context, Reading, number_of


def unit_of(word: str) -> tuple[str, int]:
    """Letter of the duration and how many of it: a decade is ("Y", 10)."""
    return WORDS.units[word]


def duration(letter: str, number: float | None) -> str:
    """The ISO 8601 duration: "P3D", "PT5H", "P2Y6M", "PXW" where nobody says how many."""
    time, letter = ("T", letter[1]) if letter.startswith("T") else ("", letter)
    if number is None:
        return f"P{time}X{letter}"
    if number % 1 == 0.5 and time + letter in _HALVES:
        finer, half = _HALVES[time + letter]
        whole = f"{int(number)}{letter}" if number >= 1 else ""
        return f"P{time}{whole}{half}{finer}"
    return f"P{time}{number:g}{letter}" if number % 1 else f"P{time}{int(number)}{letter}"


_HALVES: Mapping[str, tuple[str, int]] = MappingProxyType({"Y": ("M", 6), "TH": ("M", 30), "TM": ("S", 30)})


def read_span(parts: Parts, context: Context) -> Reading | None:
    """A duration, placed where it reaches back from or forward to the document's day."""
    if "old" in parts or _is_no_time(parts, context):
        return None
    letter, size = unit_of(parts["unit"])
    if "count" not in parts and "vague" not in parts:
        return _bare_span(parts, letter, context)
    if parts.get("count") in ("a", "an") and "rel" not in parts and letter in "DWMY" and _per(context):
        return Reading("SET", f"P1{letter}")
    number = _how_many(parts)
    whole = None if number is None else number * size
    return Reading("DURATION", duration(letter, whole), days=_placed(parts, letter, whole, context))


def _how_many(parts: Parts) -> float | None:
    if "couple" in parts.get("vague", ""):
        return 2
    number = number_of(parts["count"]) if "count" in parts else None
    return number if number is None or "andhalf" not in parts else number + 0.5


def _is_no_time(parts: Parts, context: Context) -> bool:
    """Whether it is a place in a row or a part: "a second", "a quarter", "three-quarters"."""
    word, counted = parts["unit"], parts.get("count", "")
    if word == "second":
        return counted in ("", "a", "an") and "plural" not in parts and "vague" not in parts
    if word != "quarter" or "rel" in parts:
        return False
    return counted in ("a", "one", "three") or context.after == "of"


def _per(context: Context) -> bool:
    """Whether "a year" stands after an amount: "$3 billion a year", "twice a month"."""
    return context.before[-1:].isdigit() or context.before in WORDS.per


def _bare_span(parts: Parts, letter: str, context: Context) -> Reading | None:
    """As in "For years", "in the coming weeks", "decades-long": nothing says how many."""
    if "long" in parts:
        return Reading("DURATION", duration(letter, None if "plural" in parts else 1))
    if "plural" not in parts:
        return None
    stands_alone = "rel" not in parts and context.before not in WORDS.span_after
    if stands_alone and context.after not in ("long", "-", "of", "later"):
        return None
    return Reading("DURATION", duration(letter, None))


def _placed(parts: Parts, letter: str, number: float | None, context: Context) -> tuple[date, date] | None:
    """First and last day of "the past two weeks", "the next six months" and "within 90 days"."""
    rel = parts.get("rel", "")
    direction = SHIFTS.get(rel, int(not rel and context.before == "within"))
    return None if number is None else reach(letter, direction * int(number), context)


def reach(letter: str, number: int, context: Context) -> tuple[date, date] | None:
    """From the document's day so many units on, or from so many units back up to it."""
    if context.today is None or letter.startswith("T") or not number:
        return None
    other = _moved(context.today, letter, number)
    return None if other is None else (min(context.today, other), max(context.today, other))


def _moved(day: date, letter: str, number: int) -> date | None:
    try:
        if letter in "DW":
            return day + timedelta(days=number * (7 if letter == "W" else 1))
        return months_after(day, number * {"M": 1, "Q": 3, "Y": 12}[letter])
    except (OverflowError, ValueError):
        return None


def read_span_units(parts: Parts, _: Context) -> Reading | None:
    """Read "Weeks or months": the first unit counts."""
    return Reading("DURATION", duration(unit_of(parts["unit"])[0], None))


def read_set(parts: Parts, context: Context) -> Reading | None:
    """Read "Every day", "each July", "twice a week", "every other year"."""
    unit = parts["unit"]
    count = int(number_of(parts.get("count", "1")) or 1) * (2 if "other" in parts else 1)
    if parts["each"].startswith("per") and context.after == "cent":
        return None
    if unit in WORDS.dayparts:
        return Reading("SET", f"XXXX-XX-XXT{WORDS.dayparts[unit]}")
    if unit in WORDS.seasons:
        return Reading("SET", f"XXXX-{WORDS.seasons[unit][0]}")
    if unit == "weekend":
        return Reading("SET", "XXXX-WXX-WE")
    return Reading("SET", duration(unit_of(unit)[0], count))


_OFTEN: Mapping[str, str] = MappingProxyType(
    {"hourly": "PT1H", "daily": "P1D", "nightly": "XXXX-XX-XXTNI", "weekly": "P1W", "biweekly": "P2W"}
    | {"monthly": "P1M", "yearly": "P1Y", "annually": "P1Y"}
)


def read_often(parts: Parts, _: Context) -> Reading | None:
    """Read "Daily", "annually"."""
    return Reading("SET", _OFTEN[parts["often"]])
