"""The words of time from ``data/times.toml``: months, units, holidays, vague references."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Lower-case words and what they stand for.

    ``units`` gives the letter of an ISO 8601 duration ("TH" for hours) and how many of it;
    ``seasons`` the TIMEX3 code and the EDTF month number; ``references`` the vague value
    ("PAST_REF") of a phrase; ``holidays`` the rule of the day as the data file describes it.
    """

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    units: Mapping[str, tuple[str, int]]
    numbers: Mapping[str, float]
    ordinals: Mapping[str, int]
    seasons: Mapping[str, tuple[str, int]]
    dayparts: Mapping[str, str]
    decades: Mapping[str, int]
    holidays: Mapping[str, str]
    references: Mapping[str, str]
    year_after: frozenset[str]
    year_names: frozenset[str]
    year_counts: frozenset[str]
    ahead: frozenset[str]
    until: frozenset[str]
    span_after: frozenset[str]
    per: frozenset[str]


@lru_cache(maxsize=1)
def time_words() -> TimeWords:
    """The words of time, read once."""
    source = resources.files("reportedly.lexicon") / "data" / "times.toml"
    raw = tomllib.loads(source.read_text(encoding="utf-8"))
    return TimeWords(
        months=raw["months"],
        weekdays=raw["weekdays"],
        units={word: (letter, count) for word, (letter, count) in raw["units"].items()},
        numbers=raw["numbers"],
        ordinals=raw["ordinals"],
        seasons={word: (code, month) for word, (code, month) in raw["seasons"].items()},
        dayparts=raw["dayparts"],
        decades=raw["decades"],
        holidays=raw["holidays"],
        references={phrase: value for value, phrases in raw["references"].items() for phrase in phrases},
        year_after=frozenset(raw["years"]["after"]),
        year_names=frozenset(raw["years"]["name_of"]),
        year_counts=frozenset(raw["years"]["counted_units"]),
        ahead=frozenset(raw["tense"]["ahead"]),
        until=frozenset(raw["tense"]["until"]),
        span_after=frozenset(raw["spans"]["after"]),
        per=frozenset(raw["spans"]["per"]),
    )
