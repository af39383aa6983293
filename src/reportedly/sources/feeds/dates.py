"""Dates as feeds write them, as EDTF with the zone that they state."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportedly.sources.published import edtf_of

# Names of zones that mean one offset wherever they are used in feeds, beyond those of RFC 5322.
_ZONES = {
    **dict.fromkeys(("z", "ut", "utc", "gmt", "wet", "-0000", "-00:00", "-00"), "+0000"),
    **dict.fromkeys(("bst", "cet", "met", "west"), "+0100"),
    **dict.fromkeys(("cest", "mest", "eet", "sast"), "+0200"),
    **dict.fromkeys(("eest", "msk", "trt"), "+0300"),
    **dict.fromkeys(("jst", "kst"), "+0900"),
    **{"hkt": "+0800", "sgt": "+0800", "aest": "+1000", "aedt": "+1100", "nzst": "+1200", "nzdt": "+1300"},
    **{"est": "-0500", "edt": "-0400", "cst": "-0600", "cdt": "-0500"},
    **{"mst": "-0700", "mdt": "-0600", "pst": "-0800", "pdt": "-0700"},
}
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*([ap])\.?m\b\.?", re.I)
_ZONED = re.compile(
    r"(?P<time>\d\d?:\d\d(?::\d\d)?(?:[.,]\d+)?)\s*(?P<zone>[A-Z]{1,5}|[+-]\d\d:?\d\d|[+-]\d\d)?"
    r"(?:\s*\([^()]{0,40}\))?\s*$",
    re.I,
)
_ISO = re.compile(r"\d{4}-?\d\d")
# What software writes that has no date.
_NONE = ("0001-01-01", "1970-01-01T00:00:00")


def dated(given: Iterable[str]) -> str | None:
    """The first date that can be told, as EDTF.

    >>> dated(["soon", "Mon, 25 Jul 2022 9:00 PM EDT"]), dated(["2022-07-25 21:00:00 CEST"])
    ('2022-07-25T21:00:00-04:00', '2022-07-25T21:00:00+02:00')
    """
    told = (edtf_of(_plainly(text)) for text in given)
    return next((edtf for edtf in told if edtf and not edtf.startswith(_NONE)), None)


def _plainly(given: str) -> str:
    """The date with a clock of 24 hours and its zone in figures."""
    text = " ".join(given[:200].split())
    return _ZONED.sub(_zoned, _CLOCK.sub(_clock, text))


def _clock(found: re.Match[str]) -> str:
    hour, minute, second, half = found.groups()
    if not 1 <= int(hour) <= 12:
        return f"{hour}:{minute}:{second or '00'}"
    return f"{int(hour) % 12 + 12 * (half in 'pP'):02d}:{minute}:{second or '00'}"


def _zoned(found: re.Match[str]) -> str:
    zone = found["zone"] or ""
    if not zone[-1:].isdigit() or zone in _ZONES:
        zone = _ZONES.get(zone.lower(), "")
    if not zone:
        return found["time"]
    iso = _ISO.match(found.string) is not None
    return f"{found['time']}{'' if iso else ' '}{zone[:3]}{zone[3:].lstrip(':') or '00'}"
