"""Times of day, with the day they stand with: "3:31 p.m. EDT", "noon Saturday", "1430 GMT"."""

from __future__ import annotations

from reportedly.reading.timex_calendar import Stretch
from reportedly.reading.timex_dates import read_month_day, read_weekday
from reportedly.reading.timex_patterns import Parts
from reportedly.reading.timex_reading import BLANK, FUTURE, Context, Reader, Reading, number_of
from reportedly.reading.timex_relative import read_deictic

_DAY_READERS: tuple[tuple[str, Reader], ...] = (
    ("month", read_month_day),
    ("weekday", read_weekday),
    ("deictic", read_deictic),
)


def read_clock(parts: Parts, context: Context) -> Reading | None:
    """A time of the day that stands with it, else of the day mentioned last."""
    time = _time_of_day(parts)
    if time is None:
        return None
    day = _day_of(parts, context)
    return Reading("TIME", f"{day.value if day else BLANK['D']}{time}", day, relative=True)


def _day_of(parts: Parts, context: Context) -> Stretch | None:
    for part, read in _DAY_READERS:
        if part in parts:
            reading = read(parts, context)
            return reading.stretch if reading else None
    day, today = context.day, context.now("D")
    ahead = day is not None and today is not None and day.first > today.first
    return today if day is None or (ahead and context.direction() != FUTURE) else day


def _time_of_day(parts: Parts) -> str | None:
    if "named" in parts:
        return "T24:00" if parts["named"] == "midnight" else "T12:00"
    if "military" in parts:
        return f"T{parts['military'][:2]}:{parts['military'][2:]}"
    if "hour24" in parts:
        return f"T{int(parts['hour24']):02}:{parts['minute24']}"
    hour = number_of(parts.get("hour") or parts.get("oclock") or parts["at"])
    if hour is None or not 1 <= hour <= 12:
        return None
    late = parts.get("half", "").startswith("p") or parts.get("atpart") in ("afternoon", "evening")
    return f"T{int(hour) % 12 + 12 * late:02}:{parts.get('minute', '00')}"
