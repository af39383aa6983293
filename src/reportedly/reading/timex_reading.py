"""What a reader of time expressions works with: the context it reads in, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from reportedly.lexicon.times import time_words
from reportedly.reading.timex_calendar import Stretch, holding
from reportedly.reading.timex_patterns import Parts

WORDS = time_words()

# Where the clause around an expression looks: PRESENT is a simple present, OPEN where nothing says so.
PAST, OPEN, FUTURE, PRESENT = -1, 0, 1, 2

# What a unit's value is where nobody says which one.
BLANK: Mapping[str, str] = MappingProxyType(
    {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX"}
    | {"Q": "XXXX-QX", "Y": "XXXX", "E": "XXX", "C": "XX"}
)
UNITS: Mapping[str, str] = MappingProxyType(
    {"day": "D", "week": "W", "weekend": "WE", "month": "M", "quarter": "Q", "year": "Y"}
    | {"decade": "E", "century": "C"}
)
# How many units "last" and "next" are away.
SHIFTS: Mapping[str, int] = MappingProxyType(
    dict.fromkeys(("last", "past", "this past", "previous", "preceding", "latest"), -1)
    | dict.fromkeys(("next", "coming", "this coming", "following"), 1)
)
# These go on from what the text said last, not from the document's day.
TOLD = frozenset({"that", "same", "this same", "following", "previous", "preceding"})


@dataclass(frozen=True, slots=True)
class Context:
    """What a relative expression is read against.

    ``today`` is the document's day, ``said`` the stretch mentioned last, ``day`` the day
    mentioned a short while ago, ``period`` the quarter reported on last. ``direction`` asks the
    governing verb: `PAST`, `PRESENT`, `FUTURE` or `OPEN`. ``before`` and ``after`` are the neighbouring
    words; ``counts`` is True for the number of a verb's object ("fired 2022 rounds"),
    ``modifies`` for a noun before another ("spring water").
    """

    today: date | None
    said: Stretch | None
    day: Stretch | None
    period: Stretch | None
    direction: Callable[[], int]
    before: str
    after: str
    counts: bool
    modifies: bool

    def now(self, unit: str, shift: int = 0) -> Stretch | None:
        """The stretch that holds the document's day, or one so many units away."""
        return None if self.today is None else holding(unit, self.today).shifted(shift)

    def last_period(self) -> Stretch | None:
        """The quarter in question: the one reported on, else the one that ended last."""
        return self.period or self.now("Q", -1)


@dataclass(frozen=True, slots=True)
class Reading:
    """A time expression read.

    ``stretch`` is its place in the calendar, ``edge`` the part of it that is meant ("early"),
    ``days`` first and last day where they are not those of a stretch. ``relative`` marks what
    depends on the document's date or on the text before, ``period`` a quarter that "the
    quarter" may take up.
    """

    type: str
    value: str
    stretch: Stretch | None = None
    relative: bool = False
    edge: str = ""
    days: tuple[date, date] | None = None
    period: bool = False


Reader: TypeAlias = Callable[[Parts, Context], Reading | None]


def dated(stretch: Stretch | None, blank: str, parts: Parts, relative: bool = True) -> Reading:
    """A DATE with its edge, or the underspecified ``blank`` where it has no place in time."""
    return Reading("DATE", stretch.value if stretch else blank, stretch, relative, parts.get("edge", ""))


def part_of_day(day: Stretch | None, code: str, blank: str) -> Reading:
    """A TIME of a part of a day: "2022-07-26TEV"."""
    return Reading("TIME", f"{day.value if day else blank}T{code}", day, relative=True)


def number_of(text: str) -> float | None:
    """The number that digits or words stand for: "1,200", "2 1/2", "twenty-four", "a hundred"."""
    text = text.strip().replace(",", "").replace("½", " 1/2").replace("-", " ")
    if text in ("half an", "half a", "a half"):
        return 0.5
    total = 0.0
    if text.endswith(" and a half"):
        text, total = text.removesuffix(" and a half"), 0.5
    for word in text.split():
        value = WORDS.numbers.get(word)
        if word == "1/2":
            total += 0.5
        elif value is not None:
            total = max(total, 1) * value if value >= 100 else total + value
        elif word.replace(".", "", 1).isdigit():
            total += float(word)
        elif word != "and":
            return None
    return total


def year_of(parts: Parts) -> int | None:
    """The year that stands in the expression, in digits or in words."""
    if "spoken" in parts:
        return _spoken_year(parts["spoken"])
    return int(parts["year"]) if "year" in parts else None


def _spoken_year(text: str) -> int | None:
    words = text.replace("-", " ").split()
    if words[:2] == ["two", "thousand"]:
        return 2000 + int(number_of(" ".join(words[2:]) or "0") or 0)
    rest = [word for word in words[1:] if word not in ("oh", "hundred")]
    high, low = number_of(words[0]), number_of(" ".join(rest) or "0")
    return None if high is None or low is None else int(high * 100 + low)


def year_said(parts: Parts, context: Context) -> Stretch | None:
    """The year of "June last year" and "the first quarter of this year"."""
    word = parts.get("relyear")
    if word in ("that", "the same", "the following"):
        base = context.said
        return base and holding("Y", base.first).shifted(int(word == "the following"))
    return None if word is None else context.now("Y", SHIFTS.get(word, 0))
