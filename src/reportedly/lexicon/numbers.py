"""Numbers in words and figures, and the words around them that make them vague."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reportedly.lexicon.phrases import load

_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
_FUSED = re.compile(r"((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)-?([A-Za-z]{1,8})\.?")
_RANGE = re.compile(r"(\d[\d,]*(?:\.\d+)?)[–—-](\d[\d,]*(?:\.\d+)?)")
AT_MOST = "at most"
AT_LEAST = "at least"
ABOUT = "about"
BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Words for numbers in lower case.

    ``small`` holds the values below one hundred, ``scales`` and ``letter_scales`` factors,
    ``vague`` the least and the greatest value meant (None: no end), ``many_of`` the factors of
    "hundreds of thousands", ``before`` what the words before a number make of it.
    """

    small: dict[str, float]
    scales: dict[str, float]
    letter_scales: dict[str, float]
    vague: dict[str, tuple[float, float | None]]
    many_of: dict[str, float]
    before: dict[tuple[str, ...], str]


@lru_cache(maxsize=1)
def number_words() -> NumberWords:
    """The words of ``data/numbers.toml``."""
    data = load("numbers")
    small = {word: float(value) for value, word in enumerate(data["small"])}
    small |= {word: 10.0 * place for place, word in enumerate(data["tens"], 2)}
    return NumberWords(
        small=small,
        scales=data["scales"],
        letter_scales=data["letter_scales"],
        vague={word: (ends[0], ends[1] if len(ends) > 1 else None) for word, ends in data["vague"].items()},
        many_of=data["many_of"],
        before={tuple(text.split()): effect for effect, texts in data["before"].items() for text in texts},
    )


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
    words = number_words()
    scale = words.scales.get(match[2].lower()) or words.letter_scales.get(match[2].lower())
    return (float(match[1].replace(",", "")), scale) if scale else None


def figure_range(word: str) -> tuple[float, float] | None:
    """The two ends of figures joined by a dash in one word: "20–30"."""
    match = _RANGE.fullmatch(word) if len(word) < 40 else None
    return (float(match[1].replace(",", "")), float(match[2].replace(",", ""))) if match else None
