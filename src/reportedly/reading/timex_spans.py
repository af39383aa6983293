"""Durations and repetitions: "six months", "the past two weeks", "every Tuesday"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from reportedly.reading.timex_calendar import months_after
from reportedly.reading.timex_patterns import Parts
from reportedly.reading.timex_reading import AHEAD, BACK, WORDS, Context, Reading, number_of


def unit_of(word: str) -> tuple[str, int]:
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
    if "old" in parts:
        return None
    letter, size = unit_of(parts["unit"])
    counted = "count" in parts
    number = number_of(parts["count"]) if counted else None
    if number is not None and "andhalf" in parts:
        number += 0.5
    if _is_no_time(parts, context):
        return None
    if not (counted or "vague" in parts):
        return _bare_span(parts, context)
    if parts.get("count") in ("a", "an") and "rel" not in parts and letter in "DWMY" and _per(context):
        return Reading("SET", f"P1{letter}")
    if "vague" in parts and "couple" in parts["vague"]:
        number = 2
    value = duration(letter, None if number is None else number * size)
    return Reading(
        "DURATION", value, relative=False, days=_reach(parts, letter, number and number * size, context)
    )


def _is_no_time(parts: Parts, context: Context) -> bool:
    """ "A second", "a quarter" and "three-quarters" are more often places in a row and parts."""
    word, counted = parts["unit"], parts.get("count", "")
    if word == "second":
        return counted in ("", "a", "an") and "plural" not in parts and "vague" not in parts
    return word == "quarter" and (counted in ("", "a", "one", "three") or context.after == "of")


def _per(context: Context) -> bool:
    """Whether "a year" stands after an amount: "$3 billion a year", "jobs a month"."""
    word = context.before
    return word[-1:].isdigit() or word in (
        "million",
        "billion",
        "times",
        "percent",
        "%",
        "once",
        "twice",
        "dollars",
        "hours",
        "days",
    )


_AFTER_BARE = frozenset(
    "for in over within after of through during took takes last lasted many spent several recent coming past last next".split()
)


def _bare_span(parts: Parts, context: Context) -> Reading | None:
    """ "For years", "in the coming weeks": a plural without a number."""
    letter, _ = unit_of(parts["unit"])
    if "long" in parts:
        return Reading("DURATION", duration(letter, None if "plural" in parts else 1))
    if "plural" not in parts:
        return None
    if "rel" in parts and parts["rel"] in ("past", "coming", "next", "last"):
        return Reading("DURATION", duration(letter, None), days=None)
    if "rel" in parts or context.before in _AFTER_BARE or context.after in ("long", "-", "of", "later"):
        return Reading("DURATION", duration(letter, None))
    return None


def _reach(parts: Parts, letter: str, number: float | None, context: Context) -> tuple[date, date] | None:
    rel = parts.get("rel", "")
    ahead = rel in AHEAD or (not rel and context.before == "within")
    if context.today is None or number is None or letter.startswith("T") or not (ahead or rel in BACK):
        return None
    other = moved(context.today, letter, int(number) if ahead else -int(number))
    return other and ((context.today, other) if ahead else (other, context.today))


def moved(day: date, letter: str, number: int) -> date | None:
    try:
        if letter in "DW":
            return day + timedelta(days=number * (7 if letter == "W" else 1))
        return months_after(day, number * {"M": 1, "Q": 3, "Y": 12}[letter])
    except (OverflowError, ValueError):
        return None


def read_span_units(parts: Parts, _: Context) -> Reading | None:
    return Reading("DURATION", duration(unit_of(parts["unit"])[0], None))


def read_set(parts: Parts, context: Context) -> Reading | None:
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
    return Reading("SET", _OFTEN[parts["often"]])
