"""What time expressions mean: one reader a kind, from the parts of a match to type and value.

Values are those of TIMEX3 (TimeML 1.2.1). A reader that finds the match to be no time
expression after all gives ``None``. Where the document has no date, what depends on it stays
underspecified ("XXXX-WXX-2"), and has no stretch.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from types import MappingProxyType
from typing import TypeAlias

from reportedly.lexicon.times import time_words
from reportedly.reading.timex_calendar import Stretch, easter, holding, months_after, nth_weekday
from reportedly.reading.timex_patterns import Parts

_WORDS = time_words()
PAST, FUTURE, OPEN = -1, 1, 0


@dataclass(frozen=True, slots=True)
class Context:
    """What a relative expression is read against.

    ``today`` is the document's day, ``said`` the stretch mentioned last, ``period`` the quarter
    or year reported on last. ``direction`` asks the governing verb: -1 past, 1 future, 0 open.
    ``before`` and ``after`` are the neighbouring words.
    """

    today: date | None
    said: Stretch | None
    period: Stretch | None
    direction: Callable[[], int]
    before: str
    after: str


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


def _date(stretch: Stretch | None, blank: str, parts: Parts, relative: bool = True) -> Reading:
    """A DATE with its edge, or the underspecified ``blank`` where it has no place in time."""
    edge = parts.get("edge", "")
    return Reading("DATE", stretch.value if stretch else blank, stretch, relative, edge)


def number_of(text: str) -> float | None:
    """The number that digits or words stand for: "1,200", "2 1/2", "twenty-four", "a hundred"."""
    text = text.strip().replace(",", "").replace("½", " 1/2").replace("-", " ")
    if text in ("half an", "half a", "a half"):
        return 0.5
    total = 0.0
    for word in text.split():
        value = _WORDS.numbers.get(word)
        if word == "1/2":
            total += 0.5
        elif value is not None:
            total = max(total, 1) * value if value >= 100 else total + value
        elif word.replace(".", "", 1).isdigit():
            total += float(word)
        elif word != "and":
            return None
    return total


def _year_of(parts: Parts) -> int | None:
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


def _safe_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_number(parts: Parts) -> int:
    if "day" in parts:
        return int(parts["day"])
    tens, _, ones = parts["dayth"].replace("-", " ").rpartition(" ")
    return _WORDS.ordinals[ones] + int(_WORDS.numbers.get(tens, 0))


def _iso(parts: Parts, _: Context) -> Reading | None:
    day = _safe_date(int(parts["year"]), int(parts["mo"]), int(parts["day"]))
    return day and Reading("DATE", day.isoformat(), Stretch("D", day))


def _numeric(parts: Parts, _: Context) -> Reading | None:
    """Month first, as American papers write it, unless the first number can only be a day."""
    first, second, year = int(parts["a"]), int(parts["b"]), int(parts["year"])
    if year < 100:
        year += 1900 if year > 69 else 2000
    day = _safe_date(year, first, second) or _safe_date(year, second, first)
    return day and Reading("DATE", day.isoformat(), Stretch("D", day))


def _month_day(parts: Parts, context: Context) -> Reading | None:
    month, number, year = _WORDS.months[parts["month"]], _day_number(parts), _year_of(parts)
    if _safe_date(year or 2000, month, number) is None:
        return None
    if year is not None:
        return _date(Stretch("D", date(year, month, number)), "", parts, relative=False)
    return _date(_nearest_day(month, number, context), f"XXXX-{month:02}-{number:02}", parts)


def _nearest_day(month: int, number: int, context: Context) -> Stretch | None:
    today = context.today
    if today is None:
        return None
    years = (today.year + offset for offset in (-1, 0, 1) if 1 <= today.year + offset <= 9999)
    days = [day for day in (_safe_date(year, month, number) for year in years) if day]
    direction = context.direction()
    # A text that has not said which speaks of the past up to two thirds of a year back.
    wanted = [day for day in days if direction * (day - today).days >= 0] or days
    bias = 0 if direction else 60
    return Stretch("D", min(wanted, key=lambda day: abs((day - today).days + bias), default=today))


def _month(parts: Parts, context: Context) -> Reading | None:
    month, year = _WORDS.months[parts["month"]], _year_of(parts)
    if "each" in parts:
        return Reading("SET", f"XXXX-{month:02}")
    if year is not None:
        return _date(Stretch("M", date(year, month, 1)), "", parts, relative=False)
    base = _year_said(parts, context)
    if base is not None:
        return _date(Stretch("M", date(base.first.year, month, 1)), "", parts)
    return _date(_nearest_month(month, parts.get("rel", ""), context), f"XXXX-{month:02}", parts)


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


def _year_said(parts: Parts, context: Context) -> Stretch | None:
    """The year of "June last year" and "the first quarter of this year"."""
    word = parts.get("relyear")
    if word in ("that", "the same", "the following"):
        base = context.said
        return base and holding("Y", base.first).shifted(int(word == "the following"))
    if word is None or context.today is None:
        return None
    return holding("Y", context.today).shifted({"last": -1, "next": 1}.get(word, 0))


def _weekday(parts: Parts, context: Context) -> Reading | None:
    number = _WORDS.weekdays[parts["weekday"]]
    code = _WORDS.dayparts.get(parts.get("part", ""), "")
    if "each" in parts or "plural" in parts:
        return Reading("SET", f"XXXX-WXX-{number}" + (f"T{code}" if code else ""))
    day = _nearest_weekday(number, parts.get("rel", ""), context)
    if code:
        return _part_of(day, code, f"XXXX-WXX-{number}")
    return _date(day, f"XXXX-WXX-{number}", parts)


def _part_of(day: Stretch | None, code: str, blank: str) -> Reading:
    return Reading("TIME", f"{day.value if day else blank}T{code}", day, relative=True)


def _nearest_weekday(number: int, rel: str, context: Context) -> Stretch | None:
    today = context.today
    if today is None:
        return None
    if rel in ("previous", "preceding", "following") and context.said:
        return _weekday_from(context.said.first, number, FUTURE if rel == "following" else PAST, 1)
    if rel in ("last", "past", "this past", "previous", "preceding"):
        return _weekday_from(today, number, PAST, 1)
    if rel in ("next", "coming", "this coming", "following"):
        return _weekday_from(today, number, FUTURE, 1)
    return _weekday_from(today, number, FUTURE if context.direction() == FUTURE else PAST, 0)


def _weekday_from(day: date, number: int, direction: int, least: int) -> Stretch | None:
    """The nearest such weekday in that direction, at least ``least`` days away."""
    away = direction * (number - day.isoweekday()) % 7
    return Stretch("D", day).shifted(direction * (away or 7 * least))


def _week_of(parts: Parts, context: Context) -> Reading | None:
    day = _month_day(parts, context)
    week = day and day.stretch and holding("W", day.stretch.first)
    return _date(week, "XXXX-WXX", parts) if day else None


_NTH: Mapping[str, int] = MappingProxyType({"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, **_WORDS.ordinals})


def _quarter(parts: Parts, context: Context) -> Reading | None:
    unit = "H" if parts.get("size") == "half" else "Q"
    number = int(parts.get("q") or parts.get("q2") or _NTH.get(parts.get("nth", ""), 0))
    if unit == "H" and number > 2:
        return None
    year = _year_of(parts) or (2000 + int(parts["yy"]) if "yy" in parts else None)
    said = _year_said(parts, context)
    if year is not None or said:
        return _quarter_of(unit, number, year or (said.first.year if said else 0), parts, context)
    stretch = _nearest_quarter(unit, number, context)
    back = _years_back(parts)
    return _report(stretch and stretch.shifted(-back * (2 if unit == "H" else 4)), f"XXXX-{unit}{number or 'X'}")


def _quarter_of(unit: str, number: int, year: int, parts: Parts, context: Context) -> Reading:
    if number == 0:
        base = context.period or (context.today and _last_ended(unit, context.today))
        number = (base.first.month - 1) // 3 + 1 if base and unit == "Q" else 0
    if number == 0:
        return _date(Stretch("Y", date(year, 1, 1)), "", parts)
    size = 6 if unit == "H" else 3
    stretch = Stretch(unit, date(year, size * (number - 1) + 1, 1))
    return Reading("DATE", stretch.value, stretch, "year" not in parts, parts.get("edge", ""), period=True)


def _years_back(parts: Parts) -> int:
    return int("was" in parts or "earlier" in parts)


def _nearest_quarter(unit: str, number: int, context: Context) -> Stretch | None:
    """The latest such quarter that has begun, or the next one where the text looks ahead."""
    if context.today is None or number == 0:
        return context.today and _last_ended(unit, context.today)
    stretch = Stretch(unit, date(context.today.year, (6 if unit == "H" else 3) * (number - 1) + 1, 1))
    per_year = 2 if unit == "H" else 4
    if stretch.first > context.today and context.direction() == PAST:
        return stretch.shifted(-per_year)
    if stretch.last < context.today and context.direction() == FUTURE:
        return stretch.shifted(per_year)
    return stretch


def _last_ended(unit: str, today: date) -> Stretch | None:
    return holding(unit, today).shifted(-1)


def _report(stretch: Stretch | None, blank: str) -> Reading:
    return Reading("DATE", stretch.value if stretch else blank, stretch, relative=True, period=True)


def _comparable(parts: Parts, context: Context) -> Reading | None:
    """ "The year-ago quarter", "the latest period", "the 1988 quarter": the quarter in question."""
    base = context.period or (context.today and _last_ended("Q", context.today))
    if base is None:
        return Reading("DATE", "XXXX-QX")
    year = _year_of(parts)
    if year is not None:
        return _report(_with_year(base, year), "")
    if "same" in parts and "earlier" not in parts and "was" not in parts:
        return _report(base, "")
    return _report(_a_year_before(base) if _years_back(parts) else base, "")


def _with_year(stretch: Stretch, year: int) -> Stretch:
    return Stretch(stretch.unit, stretch.first.replace(year=year))


def _a_year_before(stretch: Stretch) -> Stretch | None:
    return stretch.shifted({"Q": -4, "H": -2, "M": -12, "D": -365, "W": -52}.get(stretch.unit, -1))


def _year_earlier(_: Parts, context: Context) -> Reading | None:
    base = context.period or (context.today and holding("Y", context.today))
    return _report(base and _a_year_before(base), "XXXX")


_WHOLE: Mapping[str, str] = MappingProxyType({"weekend": "WE", "day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"})


def _the_unit(parts: Parts, context: Context) -> Reading | None:
    """ "The year", "the end of the month": the one in question. "The year ended" is a duration."""
    unit = _WHOLE[parts["unit"]]
    if "ended" in parts:
        return Reading("DURATION", f"P1{unit}") if unit in "MQY" else None
    if unit == "Q":
        return _report(context.period or (context.today and _last_ended("Q", context.today)), "XXXX-QX")
    if unit == "WE":
        return _date(_weekend("", context), "XXXX-WXX-WE", parts)
    return _date(context.today and holding(unit, context.today), _BLANK[unit], parts)


_BLANK: Mapping[str, str] = MappingProxyType(
    {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "E": "XXX", "C": "XX"}
)


def _weekend(rel: str, context: Context) -> Stretch | None:
    if context.today is None:
        return None
    this = holding("WE", context.today)
    if rel in ("next", "coming", "this coming") or (rel in ("", "this") and context.direction() == FUTURE):
        return this
    weekday = context.today.isoweekday()
    return this if weekday >= 6 and rel != "last" else this.shifted(-1)


def _year_end(parts: Parts, context: Context) -> Reading | None:
    year = context.today and holding("Y", context.today)
    if year is None:
        return Reading("DATE", "XXXX-12-31")
    return _date(Stretch("D", year.last), "", parts)


_UNITS: Mapping[str, str] = MappingProxyType({**_WHOLE, "decade": "E", "century": "C"})
_SHIFT: Mapping[str, int] = MappingProxyType(
    {"last": -1, "past": -1, "this past": -1, "previous": -1, "preceding": -1, "latest": -1}
    | {"next": 1, "coming": 1, "following": 1, "this coming": 1}
)


def _relative(parts: Parts, context: Context) -> Reading | None:
    """ "Last month", "the current quarter", "that year", "the following day"."""
    rel, word = parts["rel"], parts["unit"]
    if word == "period":
        return _comparable({"latest": rel}, context) if rel == "latest" else None
    unit = _UNITS[word]
    if rel == "latest" and unit == "Q":
        return _comparable({"latest": rel}, context)
    if unit == "WE":
        return _date(_weekend(rel, context), _BLANK[unit], parts)
    stretch = _shifted_unit(rel, unit, context)
    code = _WORDS.dayparts.get(parts.get("part", ""))
    if code and unit == "D":
        return _part_of(stretch, code, _BLANK[unit])
    return _date(stretch, _BLANK[unit], parts)


def _shifted_unit(rel: str, unit: str, context: Context) -> Stretch | None:
    told = rel in ("that", "same", "this same", "following", "previous", "preceding")
    base = context.said.first if told and context.said else context.today
    if told and unit == "D" and context.said and context.said.unit != "D":
        return None
    if unit == "D" and rel == "next" and context.said and context.said.unit == "D":
        base = context.said.first
    return base and holding(unit, base).shifted(_SHIFT.get(rel, 0))


def _ago(parts: Parts, context: Context) -> Reading | None:
    letter, size = _unit_of(parts["unit"])
    number = number_of(parts["count"]) if "count" in parts else None
    if parts["way"] == "earlier" and number == 1 and letter == "Y" and size == 1:
        return _year_earlier(parts, context)
    if number is None:
        return _vague_ago(parts)
    if parts["way"] == "ago" and number == 1 and parts["unit"] == "year" and context.period:
        return _year_earlier(parts, context)
    if parts["way"] in ("earlier", "previously"):
        return Reading("DURATION", _duration(letter, number * size))
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
    return Reading("DATE", stretch.value if stretch else _BLANK[unit], stretch, relative=True)


def _unit_of(word: str) -> tuple[str, int]:
    return _WORDS.units[word]


def _duration(letter: str, number: float | None) -> str:
    """The ISO 8601 duration: "P3D", "PT5H", "P2Y6M", "PXW" where nobody says how many."""
    time, letter = ("T", letter[1]) if letter.startswith("T") else ("", letter)
    if number is None:
        return f"P{time}X{letter}"
    if number % 1 == 0.5 and letter in _HALVES:
        finer, half = _HALVES[letter]
        whole = f"{int(number)}{letter}" if number >= 1 else ""
        return f"P{time}{whole}{half}{finer}"
    return f"P{time}{number:g}{letter}" if number % 1 else f"P{time}{int(number)}{letter}"


_HALVES: Mapping[str, tuple[str, int]] = MappingProxyType({"Y": ("M", 6), "H": ("M", 30), "M": ("S", 30)})


def _span(parts: Parts, context: Context) -> Reading | None:
    """A duration, placed where it reaches back from or forward to the document's day."""
    if "old" in parts:
        return None
    letter, size = _unit_of(parts["unit"])
    counted = "count" in parts
    number = number_of(parts["count"]) if counted else None
    if not (counted or "vague" in parts):
        return _bare_span(parts, context)
    if parts.get("count") in ("a", "an") and "rel" not in parts and letter in "DWMY" and _per(context):
        return Reading("SET", f"P1{letter}")
    if "vague" in parts and "couple" in parts["vague"]:
        number = 2
    value = _duration(letter, None if number is None else number * size)
    return Reading("DURATION", value, relative=False, days=_reach(parts, letter, number and number * size, context))


def _per(context: Context) -> bool:
    """Whether "a year" stands after an amount: "$3 billion a year", "jobs a month"."""
    word = context.before
    return word[-1:].isdigit() or word in ("million", "billion", "times", "percent", "%", "once", "twice", "dollars", "hours", "days")


_AFTER_BARE = frozenset(
    "for in over within after of through during took takes last lasted many spent several recent coming past last next".split()
)


def _bare_span(parts: Parts, context: Context) -> Reading | None:
    """ "For years", "in the coming weeks": a plural without a number."""
    letter, _ = _unit_of(parts["unit"])
    if "plural" not in parts:
        return None
    if "rel" in parts and parts["rel"] in ("past", "coming", "next", "last"):
        return Reading("DURATION", _duration(letter, None), days=None)
    if "rel" in parts or context.before in _AFTER_BARE or context.after in ("long", "-", "of", "later"):
        return Reading("DURATION", _duration(letter, None))
    return None


_BACK = frozenset({"past", "last", "previous", "preceding"})
_AHEAD = frozenset({"next", "coming", "following"})


def _reach(parts: Parts, letter: str, number: float | None, context: Context) -> tuple[date, date] | None:
    rel = parts.get("rel", "")
    ahead = rel in _AHEAD or (not rel and context.before == "within")
    if context.today is None or number is None or letter.startswith("T") or not (ahead or rel in _BACK):
        return None
    other = _moved(context.today, letter, int(number) if ahead else -int(number))
    return other and ((context.today, other) if ahead else (other, context.today))


def _moved(day: date, letter: str, number: int) -> date | None:
    try:
        if letter in "DW":
            return day + timedelta(days=number * (7 if letter == "W" else 1))
        return months_after(day, number * {"M": 1, "Q": 3, "Y": 12}[letter])
    except (OverflowError, ValueError):
        return None


def _span_units(parts: Parts, _: Context) -> Reading | None:
    return Reading("DURATION", _duration(_unit_of(parts["unit"])[0], None))


def _set(parts: Parts, context: Context) -> Reading | None:
    unit = parts["unit"]
    count = int(number_of(parts.get("count", "1")) or 1) * (2 if "other" in parts else 1)
    if parts["each"].startswith("per") and context.after == "cent":
        return None
    if unit in _WORDS.dayparts:
        return Reading("SET", f"XXXX-XX-XXT{_WORDS.dayparts[unit]}")
    if unit in _WORDS.seasons:
        return Reading("SET", f"XXXX-{_WORDS.seasons[unit][0]}")
    if unit == "weekend":
        return Reading("SET", "XXXX-WXX-WE")
    return Reading("SET", _duration(_unit_of(unit)[0], count))


_OFTEN: Mapping[str, str] = MappingProxyType(
    {"hourly": "PT1H", "daily": "P1D", "nightly": "XXXX-XX-XXTNI", "weekly": "P1W", "biweekly": "P2W"}
    | {"monthly": "P1M", "quarterly": "P1Q", "yearly": "P1Y", "annually": "P1Y"}
)


def _often(parts: Parts, _: Context) -> Reading | None:
    return Reading("SET", _OFTEN[parts["often"]])


_DEICTIC: Mapping[str, int] = MappingProxyType({"today": 0, "yesterday": -1, "tomorrow": 1})


def _deictic(parts: Parts, context: Context) -> Reading | None:
    shift = _DEICTIC[parts["deictic"]]
    if "over" in parts:
        shift *= 2
    day = context.today and Stretch("D", context.today).shifted(shift)
    code = _WORDS.dayparts.get(parts.get("part", ""))
    blank = "PRESENT_REF" if shift == 0 and not code else "XXXX-XX-XX"
    return _part_of(day, code, blank) if code else _date(day, blank, parts)


def _daypart(parts: Parts, context: Context) -> Reading | None:
    rel = parts.get("rel", "")
    code = _WORDS.dayparts[parts.get("part") or parts.get("mid") or "night"]
    shift = _DEICTIC.get(parts.get("deictic", ""), 0)
    base = context.today
    if rel in ("that", "the next", "the following", "the same", "the previous", "the"):
        base = context.said.first if context.said and context.said.unit == "D" else context.today
        shift = {"the next": 1, "the following": 1, "the previous": -1}.get(rel, 0)
    elif rel == "last":
        shift = -1
    day = base and Stretch("D", base).shifted(shift)
    return _part_of(day, code, "XXXX-XX-XX")


def _season(parts: Parts, context: Context) -> Reading | None:
    code = _WORDS.seasons[parts["season"]][0]
    if "each" in parts:
        return Reading("SET", f"XXXX-{code}")
    year, said, rel = _year_of(parts), _year_said(parts, context), parts.get("rel", "")
    if year is not None or said:
        return _date(holding(code, said.first if said else date(year or 1, 1, 1)), "", parts, relative=year is None)
    if not rel and "the" not in parts and "edge" not in parts and context.before not in _SEASON_AFTER:
        return None
    return _date(_nearest_season(code, rel, context), f"XXXX-{code}", parts)


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


def _decade(parts: Parts, context: Context) -> Reading | None:
    if "named" in parts:
        ten, century = _WORDS.decades[parts["named"]], None
    else:
        ten, century = int(parts.get("ten") or parts.get("short") or 0), parts.get("year")
    if century is None:
        now = context.today.year if context.today else None
        century = "19" if now is None or int(f"{20}{ten}0") > now or ten >= 2 else "20"
    return _date(Stretch("E", date(int(f"{century}{ten}0"), 1, 1)), "", parts, relative=False)


def _century(parts: Parts, _: Context) -> Reading | None:
    if "nth" in parts:
        number = int(parts["nth"])
    else:
        tens, _sep, ones = parts["word"].replace("-", " ").rpartition(" ")
        number = _WORDS.ordinals[ones] + int(_WORDS.numbers.get(tens, 0))
    if not 2 <= number <= 99:
        return None
    return _date(Stretch("C", date(number * 100 - 100, 1, 1)), "", parts, relative=False)


def _year(parts: Parts, context: Context) -> Reading | None:
    year = int(parts["year"])
    if "edge" not in parts and "fiscal" not in parts and not _is_year(year, context):
        return None
    return _date(Stretch("Y", date(year, 1, 1)), "", parts, relative=False)


def _is_year(year: int, context: Context) -> bool:
    """Whether a bare number of four digits is a year and no count, name or price."""
    if context.before in _WORDS.year_names or context.after in _WORDS.year_counts or context.after == "%":
        return False
    if year < 1700:
        return context.before in ("in", "since", "until", "year") and year >= 1000
    return True


def _spoken(parts: Parts, context: Context) -> Reading | None:
    year = _year_of(parts)
    if year is None or (not 1700 <= year <= 2099):
        return None
    if parts["spoken"] == "two thousand" and "the" not in parts and context.before not in ("in", "year", "since"):
        return None
    return _date(Stretch("Y", date(year, 1, 1)), "", parts, relative=False)


def _holiday(parts: Parts, context: Context) -> Reading | None:
    rule, today, year = _WORDS.holidays[parts["holiday"]], context.today, _year_of(parts)
    if year is not None:
        return _date(Stretch("D", _holiday_in(rule, year)), "", parts, relative=False)
    if today is None:
        return Reading("DATE", f"XXXX-{rule}" if "-" in rule and rule[2] == "-" else "XXXX-XX-XX")
    days = [_holiday_in(rule, today.year + offset) for offset in (-1, 0, 1) if 1 <= today.year + offset <= 9999]
    ahead = parts.get("rel", "") in _AHEAD or (
        "rel" not in parts and (context.direction() == FUTURE or context.before in ("until", "by"))
    )
    day = min((day for day in days if day >= today), default=today) if ahead else max((day for day in days if day <= today), default=today)
    return _date(Stretch("D", day), "", parts)


def _holiday_in(rule: str, year: int) -> date:
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.split()[1]))
    if " " in rule:
        month, nth, weekday = map(int, rule.split())
        # Election day is the Tuesday after the first Monday.
        return nth_weekday(year, month, nth, 1) + timedelta(days=1) if rule == "11 1 2" else nth_weekday(year, month, nth, weekday)
    return date(year, int(rule[:2]), int(rule[3:]))


def _reference(parts: Parts, _: Context) -> Reading | None:
    return Reading("DATE", _WORDS.references[parts["phrase"]])


def _nth_unit(parts: Parts, context: Context) -> Reading | None:
    """ "In its sixth month": dated only by a start that the text may not give."""
    if context.before in ("for", "the") and "nth" not in parts:
        return None
    return Reading("DATE", _BLANK[_WHOLE[parts["unit"]]], relative=True)


def _then(_: Parts, context: Context) -> Reading | None:
    if context.after == "current":
        return Reading("DATE", "PAST_REF")
    if context.before in ("until", "since", "by", "before") and context.said:
        return _date(context.said, "", {})
    return None


def _clock(parts: Parts, context: Context) -> Reading | None:
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
    if context.said and context.said.unit == "D":
        return context.said
    return context.today and Stretch("D", context.today)


_CLOCK_DAY: tuple[tuple[str, Reader], ...] = (("month", _month_day), ("weekday", _weekday), ("deictic", _deictic))


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


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "iso": _iso,
        "numeric": _numeric,
        "dotted": _iso,
        "clock": _clock,
        "month_day": _month_day,
        "month": _month,
        "weekday": _weekday,
        "week_of": _week_of,
        "quarter": _quarter,
        "comparable": _comparable,
        "year_earlier": _year_earlier,
        "the_unit": _the_unit,
        "year_end": _year_end,
        "relative": _relative,
        "ago": _ago,
        "span": _span,
        "span_units": _span_units,
        "set": _set,
        "often": _often,
        "deictic": _deictic,
        "daypart": _daypart,
        "season": _season,
        "decade": _decade,
        "century": _century,
        "year": _year,
        "spoken_year": _spoken,
        "holiday": _holiday,
        "reference": _reference,
        "nth_unit": _nth_unit,
        "then": _then,
    }
)
