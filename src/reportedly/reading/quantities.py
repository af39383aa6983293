"""Numbers in running text: exact, at least, at most, about, between.

``find_numbers`` reads every number with the words before it that make it vague; what it counts
is decided by `reportedly.reading.mentions`, what it costs by `reportedly.reading.money`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from reportedly.lexicon import numbers
from reportedly.lexicon.money import currency_marks
from reportedly.lexicon.numbers import number_words
from reportedly.lexicon.phrases import load
from reportedly.model import Quantity
from reportedly.reading.parse import Parse

_LONGEST_MODIFIER = 4
_LARGEST = 1e18


@dataclass(frozen=True, slots=True)
class Number:
    """A number in tokens ``first`` to ``last``, of which the figure itself starts at ``core``.

    ``min`` is None for "up to", ``max`` for "at least"; ``marked`` says that a sign of currency
    stands before it.
    """

    first: int
    core: int
    last: int
    min: float | None
    max: float | None
    approximate: bool
    marked: bool = False

    def quantity(self, parse: Parse, unit: str | None = None, last: int | None = None) -> Quantity:
        """The number as a count of things in ``unit``; ``last`` is where the unit's word ends."""
        return Quantity(self.min, self.max, unit, self.approximate, parse.span(self.first, last or self.last))


@dataclass(frozen=True, slots=True)
class _Value:
    """A bare value: from, to (None: open), where it ends, whether vague, whether it has a scale."""

    low: float
    high: float | None
    last: int
    vague: bool = False
    scale: float = 1.0


def find_numbers(parse: Parse) -> tuple[Number, ...]:
    """Every number in text order; years, dates and numbers of paragraphs are left out."""
    lowers = parse.lowers
    starters = _starters()
    found: list[Number] = []
    at, size = 0, len(lowers)
    while at < size:
        word = lowers[at]
        if word not in starters and not word[0].isdigit():
            at += 1
            continue
        number = _number_at(lowers, at, found[-1].last if found else 0)
        if number is None:
            at += 1
            continue
        if not _is_label(lowers, number):
            found.append(number)
        at = number.last
    return tuple(found)


@lru_cache(maxsize=1)
def _starters() -> frozenset[str]:
    articles = {"a", "an", "half", "tens", "dozen", "hundred", "thousand"}
    return frozenset({*number_words().small, *number_words().vague, *articles})


def _number_at(lowers: Sequence[str], at: int, floor: int) -> Number | None:
    marked = at > floor and lowers[at - 1] in currency_marks()
    value = _value(lowers, at, marked)
    if value is None:
        return None
    first = at - 1 if marked else at
    if first > floor and value.vague and lowers[first - 1] == "a":
        first -= 1
    first, effect = _modifier(lowers, first, floor)
    value = _range(lowers, value, effect, marked)
    return _after(lowers, _bounded(Number(first, at, value.last, None, None, False, marked), value, effect))


def _bounded(number: Number, value: _Value, effect: str | None) -> Number:
    low: float | None = value.low
    high = value.high
    if effect == numbers.AT_MOST:
        low, high = None, value.high if value.high is not None else value.low
    elif effect == numbers.AT_LEAST:
        high = None
    vague = value.vague or effect == numbers.ABOUT
    return replace(number, min=low, max=high, approximate=vague)


def _after(lowers: Sequence[str], number: Number) -> Number:
    """Take in what stands behind a number: "or more", "or so", "plus"."""
    nxt = tuple(lowers[number.last : number.last + 2])
    if nxt in {("or", "more"), ("and", "more")}:
        return _at_least(replace(number, last=number.last + 2))
    if nxt in {("or", "so"), ("-", "odd")}:
        return replace(number, last=number.last + 2, approximate=True)
    if nxt in {("or", "fewer"), ("or", "less")}:
        return _at_most(replace(number, last=number.last + 2))
    if nxt[:1] in {("+",), ("plus",)}:
        return _at_least(replace(number, last=number.last + 1))
    return number


# "Up to 100 or more" bounds nothing: it is about 100.


def _at_least(number: Number) -> Number:
    if number.min is None:
        return replace(number, min=number.max, approximate=True)
    return replace(number, max=None)


def _at_most(number: Number) -> Number:
    if number.max is None:
        return replace(number, max=number.min, approximate=True)
    return replace(number, min=None)


def _modifier(lowers: Sequence[str], first: int, floor: int) -> tuple[int, str | None]:
    """Where the words before a number start, and what they do to it."""
    longest = min(_LONGEST_MODIFIER, first - floor)
    for length in range(longest, 0, -1):
        effect = number_words().before.get(tuple(lowers[first - length : first]))
        if effect is not None:
            return first - length, effect
    return first, None


def _range(lowers: Sequence[str], low: _Value, effect: str | None, marked: bool) -> _Value:
    """Join "20 to 30", "two or three", "$1-2 billion", "between 20 and 30" into one value."""
    at = low.last
    if low.vague or at + 1 >= len(lowers):
        return low
    joins = {"-", "–", "—", "to", "or"} | ({"and"} if effect == numbers.BETWEEN else set())
    if lowers[at] not in joins:
        return low
    again = at + 1
    if marked and lowers[again] in currency_marks() and again + 1 < len(lowers):
        again += 1
    high = _value(lowers, again, marked)
    if high is None or high.vague or high.high is None:
        return low
    start = low.low * (high.scale if low.scale == 1.0 and low.low < high.scale else 1.0)
    return _Value(start, high.high, high.last) if start < high.high else low


def _value(lowers: Sequence[str], at: int, marked: bool) -> _Value | None:
    word = lowers[at]
    ends = numbers.figure_range(word)
    if ends is not None:
        return _scaled(lowers, _Value(*ends, at + 1), marked) if ends[0] < ends[1] else None
    figure = numbers.figure(word)
    if figure is not None:
        return _scaled(lowers, _Value(figure, figure, at + 1), marked)
    joined = numbers.fused(word)
    if joined is not None and (marked or len(word.lstrip("0123456789.,-")) > 1):
        value = joined[0] * joined[1]
        return _Value(value, value, at + 1, scale=joined[1])
    if word in number_words().vague or word == "tens":
        return _vague(lowers, at)
    return _in_words(lowers, at, marked)


def _scaled(lowers: Sequence[str], value: _Value, marked: bool) -> _Value:
    """Multiply by the scale words that follow: "400 million", "40-million", "$5 m"."""
    while value.last < len(lowers):
        at = value.last
        if lowers[at] in {"-", "‑"} and at + 1 < len(lowers) and lowers[at + 1] in number_words().scales:
            at += 1
        scale = number_words().scales.get(lowers[at])
        if scale is None and marked and value.scale == 1.0:
            scale = number_words().letter_scales.get(lowers[at])
        if scale is None or value.scale * scale > _LARGEST:
            return value
        high = None if value.high is None else value.high * scale
        value = replace(value, low=value.low * scale, high=high, last=at + 1, scale=value.scale * scale)
    return value


def _vague(lowers: Sequence[str], at: int) -> _Value | None:
    """Read "several hundred", "dozens", "hundreds of thousands", "a couple of dozen"."""
    word = lowers[at]
    following = tuple(lowers[at + 1 : at + 3])
    many = number_words().vague.get(following[1]) if len(following) == 2 and following[0] == "of" else None
    factor = number_words().many_of.get(word)
    if many is not None and many[1] is None and factor is not None:
        return _Value(factor * many[0], None, at + 3, vague=True)
    if word == "tens":
        return None
    low, high = number_words().vague[word]
    last = at + 1
    if (
        word == "couple"
        and following[:1] == ("of",)
        and following[1:]
        and following[1] in number_words().scales
    ):
        last += 1
    return _scaled(lowers, _Value(low, high, last, vague=True), marked=False)


def _in_words(lowers: Sequence[str], at: int, marked: bool) -> _Value | None:
    """Read "twenty-five", "a hundred", "two hundred and fifty thousand", "half a million"."""
    small = number_words().small
    if lowers[at] in {"a", "an", "half"}:
        return _article(lowers, at)
    total = current = 0.0
    product = 1.0
    seen = False
    position, size = at, min(len(lowers), at + 20)
    while position < size:
        word = lowers[position]
        if word in {"-", "and"} and seen and _goes_on(lowers, position, small):
            position += 1
            continue
        if word in small:
            if seen and current % 100 and not (current % 10 == 0 and 0 < small[word] < 10):
                break
            current += small[word]
        elif word in number_words().scales and (seen or word in {"dozen", "hundred", "thousand"}):
            scale = number_words().scales[word]
            current = (current or 1.0) * scale
            product *= scale
            if scale >= 1e3:
                total, current = total + current, 0.0
        else:
            break
        seen = True
        position += 1
    if not seen:
        return None
    value = total + current
    return _scaled(lowers, _Value(value, value, position, scale=product), marked)


def _goes_on(lowers: Sequence[str], at: int, small: dict[str, float]) -> bool:
    """Whether "-" or "and" stands inside one number: "twenty-five", "hundred and fifty"."""
    if at + 1 >= len(lowers) or lowers[at + 1] not in small:
        return False
    if lowers[at] == "and":
        return lowers[at - 1] in {"hundred", "thousand", "million"}
    return small.get(lowers[at - 1], 0) >= 20 and small[lowers[at + 1]] < 10


def _article(lowers: Sequence[str], at: int) -> _Value | None:
    half = lowers[at] == "half"
    position = at + 1
    if half and lowers[position : position + 1] and lowers[position] in {"a", "-"}:
        position += 1
    scale = number_words().scales.get(lowers[position]) if position < len(lowers) else None
    if scale is None:
        return None
    value = scale * (0.5 if half else 1.0)
    return _scaled(lowers, _Value(value, value, position + 1, scale=scale), marked=False)


def _is_label(lowers: Sequence[str], number: Number) -> bool:
    """Whether a figure is a year, a day of a month or the number of a paragraph."""
    if number.marked or number.core == 0:
        return False
    before, word = lowers[number.core - 1], lowers[number.core]
    if before in _words("labels"):
        return True
    is_year = len(word) == 4 and word.isdigit() and 1900 <= int(word) < 2100
    return is_year and number.last == number.core + 1 and before in _words("before_year")


@lru_cache(maxsize=1)
def measures() -> frozenset[str]:
    """Units of measure: a number before one of them counts no things."""
    return frozenset(load("units")["measures"])


@lru_cache(maxsize=1)
def counters() -> frozenset[str]:
    """Words that count things by batteries, rounds, pieces and the like."""
    return frozenset(load("units")["counters"])


@lru_cache(maxsize=2)
def _words(key: str) -> frozenset[str]:
    return frozenset(load("readings")[key])
