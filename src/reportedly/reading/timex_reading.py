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

PAST, FUTURE, OPEN = -1, 1, 0


@dataclass(frozen=True, slots=True)
class Context:
    """What a relative expression is read against.

    ``today`` is the document's day, ``said`` the stretch mentioned last, ``day`` the
    day mentioned last, ``period`` the quarter
    or year reported on last. ``direction`` asks the governing verb: -1 past, 1 future, 0 open.
    ``before`` and ``after`` are the
    neighbouring words. ``counts`` is True for the number of a verb's object ("fired 2022 rounds"),
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


@dataclass(frozen=True, slots=True)
class Reading:
    """A time expression read: ``stretch`` where it is anchored, ``relative`` to the document or text.

    ``reach`` is how far a duration reaches from the document's day, in units of its value: -1
    for "the past two weeks", 1 for "within 90 days". ``period`` marks reporting periods.
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
    edge = parts.get("edge", "")
    return Reading("DATE", stretch.value if stretch else blank, stretch, relative, edge)


def part_of_day(day: Stretch | None, code: str, blank: str) -> Reading:
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
    if word is None or context.today is None:
        return None
    return holding("Y", context.today).shifted({"last": -1, "next": 1}.get(word, 0))


BLANK: Mapping[str, str] = MappingProxyType(
    {
        "D": "XXXX-XX-XX",
        "W": "XXXX-WXX",
        "WE": "XXXX-WXX-WE",
        "M": "XXXX-XX",
        "Q": "XXXX-QX",
        "Y": "XXXX",
        "E": "XXX",
        "C": "XX",
    }
)


WHOLE: Mapping[str, str] = MappingProxyType(
    {"weekend": "WE", "day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}
)


AHEAD = frozenset({"next", "coming", "following"})


BACK = frozenset({"past", "last", "previous", "preceding"})
