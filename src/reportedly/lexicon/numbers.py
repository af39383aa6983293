"""Numbers in words and figures, and the words around them that make them vague."""

from __future__ import annotations

import re
from functools import lru_cache

_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
_FUSED = re.compile(r"((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)-?([A-Za-z]{1,8})\.?")
_RANGE = re.compile(r"(\d[\d,]*(?:\.\d+)?)[–—-](\d[\d,]*(?:\.\d+)?)")
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_TEENS = "sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "mln": 1e6,
    "mn": 1e6,
    "mio": 1e6,
    "bn": 1e9,
    "bln": 1e9,
    "tn": 1e12,
    "trn": 1e12,
    "lakh": 1e5,
    "lakhs": 1e5,
    "crore": 1e7,
    "crores": 1e7,
    "dozen": 12.0,
}
# Single letters count as a scale only in an amount of money: "5 m" may be five metres.
LETTER_SCALES = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}

# A vague number: from, to (None where it has no end).
VAGUE: dict[str, tuple[float, float | None]] = {
    "several": (2, 9),
    "few": (2, 9),
    "couple": (2, 2),
    "handful": (2, 9),
    "dozens": (24, None),
    "scores": (40, None),
    "hundreds": (200, None),
    "thousands": (2e3, None),
    "millions": (2e6, None),
    "billions": (2e9, None),
    "trillions": (2e12, None),
}


@lru_cache(maxsize=1)
def number_words() -> dict[str, float]:
    """Values of the words for numbers below one hundred."""
    words = {word: float(value) for value, word in enumerate(f"{_UNITS} {_TEENS}".split())}
    return words | {word: 10.0 * (place + 2) for place, word in enumerate(_TENS.split())}


def figure(word: str) -> float | None:
    """The value of a number in figures: "1,200" and "2.5", not "2nd" or "F-16".

    >>> figure("1,200"), figure("2.5"), figure("F-16")
    (1200.0, 2.5, None)
    """
    return float(word.replace(",", "")) if _FIGURE.fullmatch(word) and len(word) < 40 else None


def fused(word: str) -> tuple[float, float] | None:
    """Value and scale of figures with a scale joined on: "2.3bn", "400mln", "5m", "3.5B".

    >>> fused("2.3bn")
    (2.3, 1000000000.0)
    """
    match = _FUSED.fullmatch(word) if len(word) < 40 else None
    if match is None:
        return None
    scale = SCALES.get(match[2].lower()) or LETTER_SCALES.get(match[2].lower())
    return (float(match[1].replace(",", "")), scale) if scale else None


def figure_range(word: str) -> tuple[float, float] | None:
    """The two ends of figures joined by a dash in one word: "20–30"."""
    match = _RANGE.fullmatch(word) if len(word) < 40 else None
    return (float(match[1].replace(",", "")), float(match[2].replace(",", ""))) if match else None


# What stands before a number, longest first, and what it does to it.
AT_MOST = "at most"
AT_LEAST = "at least"
ABOUT = "about"
BETWEEN = "between"
BEFORE: dict[tuple[str, ...], str] = {
    tuple(text.split()): effect
    for effect, texts in {
        AT_MOST: (
            "up to",
            "as many as",
            "as much as",
            "at most",
            "no more than",
            "not more than",
            "fewer than",
            "less than",
            "under",
            "below",
            "a maximum of",
            "maximum of",
        ),
        AT_LEAST: (
            "at least",
            "no fewer than",
            "no less than",
            "not less than",
            "more than",
            "greater than",
            "over",
            "above",
            "upward of",
            "upwards of",
            "in excess of",
            "exceeding",
            "a minimum of",
            "minimum of",
            "well over",
        ),
        ABOUT: (
            "about",
            "around",
            "roughly",
            "approximately",
            "approx.",
            "some",
            "nearly",
            "almost",
            "close to",
            "an estimated",
            "estimated",
            "circa",
            "perhaps",
            "maybe",
            "just over",
            "just under",
            "~",
        ),
        BETWEEN: ("between", "from"),
    }.items()
    for text in texts
}
