"""The date that an input gives, as EDTF (ISO 8601-2): a day, or a day with its time.

A date that could be two days ("03/04/2022") is none: an explicit unknown beats a guess.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from reportedly.times import bounds

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_NAMED = (
    re.compile(rf"(?:[a-z]+,?\s+)?{_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})\b", re.I),
    re.compile(rf"(?:[a-z]+,?\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+{_MONTH},?\s+(?P<y>\d{{4}})\b", re.I),
)
_ISO_DAY = re.compile(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?!\d)")
_PART = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")
_EPOCH = re.compile(r"\d{9,10}|\d{12,13}")


def edtf_of(given: str) -> str | None:
    """The EDTF date of what an input calls its date, or ``None`` where that cannot be told.

    >>> edtf_of("2022-07-12 15:31:00-04:00"), edtf_of("July 12, 2022"), edtf_of("03/04/2022")
    ('2022-07-12T15:31:00-04:00', '2022-07-12', None)
    """
    text = given.strip()[:100]
    if _PART.fullmatch(text):
        return text
    return _epoch(text) or _moment(text) or _edtf(text) or _day(text)


def _edtf(text: str) -> str | None:
    """An interval, or a date with parts left open, as it stands."""
    try:
        return text if re.search("[/X]", text) and any(bounds(text)) else None
    except ValueError:
        return None


def _epoch(text: str) -> str | None:
    """Seconds or milliseconds since 1970, which is how many collections store a time."""
    if not _EPOCH.fullmatch(text):
        return None
    seconds = int(text) // (1000 if len(text) > 10 else 1)
    return _written(datetime.fromtimestamp(seconds, UTC))


def _moment(text: str) -> str | None:
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = parse(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return _written(moment) if re.search(r"\d:\d\d|T\d{4}", text) else moment.date().isoformat()
    return None


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _day(text: str) -> str | None:
    """The day alone, where the time beside it is missing or junk."""
    if iso := _ISO_DAY.match(text):
        return _valid(int(iso[1]), int(iso[2]), int(iso[3]))
    for named in _NAMED:
        if found := named.match(text):
            month = _MONTHS.index(found["m"].lower()) + 1
            return _valid(int(found["y"]), month, int(found["d"]))
    return None


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
