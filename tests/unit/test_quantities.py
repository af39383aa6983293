"""Numbers in running text, and what makes them vague."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Passage, PassageKind, Span
from reportedly.reading.nlp import parse
from reportedly.reading.parse import Parse
from reportedly.reading.quantities import find_numbers


def read(text: str) -> Parse:
    span = Span(0, len(text), text)
    return parse(text, (Passage(PassageKind.BODY, span, span),))


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "approximate"),
    [
        ("They bought 12 jets.", "12", 12, 12, False),
        ("They bought twenty-five tanks.", "twenty-five", 25, 25, False),
        ("one hundred and fifty boats", "one hundred and fifty", 150, 150, False),
        ("They lost 1.5 million shells.", "1.5 million", 1.5e6, 1.5e6, False),
        ("a dozen boats", "a dozen", 12, 12, False),
        ("half a million rounds", "half a million", 5e5, 5e5, False),
        ("at least 12 boats", "at least 12", 12, None, False),
        ("more than 1,000 boats", "more than 1,000", 1000, None, False),
        ("up to 50 boats", "up to 50", None, 50, False),
        ("no more than three boats", "no more than three", None, 3, False),
        ("about 50 boats", "about 50", 50, 50, True),
        ("an estimated 300 boats", "an estimated 300", 300, 300, True),
        ("several hundred boats", "several hundred", 200, 900, True),
        ("up to several hundred boats", "up to several hundred", None, 900, True),
        ("a few dozen boats", "a few dozen", 24, 108, True),
        ("dozens of boats", "dozens", 24, None, True),
        ("hundreds of thousands of shells", "hundreds of thousands", 2e5, None, True),
        ("between 20 and 30 boats", "between 20 and 30", 20, 30, False),
        ("20-30 boats", "20-30", 20, 30, False),
        ("20–30 boats", "20–30", 20, 30, False),
        ("two or three dozen boats", "two or three dozen", 24, 36, False),
        ("40 or more boats", "40 or more", 40, None, False),
        ("up to 40 or more boats", "up to 40 or more", 40, 40, True),
        ("at least 40 or fewer boats", "at least 40 or fewer", 40, 40, True),
        ("up to 40+ boats", "up to 40+", 40, 40, True),
    ],
)
def test_a_number_says_from_and_to(
    text: str, words: str, low: float | None, high: float | None, approximate: bool
) -> None:
    parsed = read(text)
    number = find_numbers(parsed)[0]
    quantity = number.quantity(parsed)
    assert (quantity.span.text, quantity.min, quantity.max, quantity.approximate) == (
        words,
        low,
        high,
        approximate,
    )


@pytest.mark.parametrize("text", ["It began in 2021.", "See Section 12 there.", "On July 26 it rained."])
def test_years_days_and_paragraphs_are_no_numbers_of_things(text: str) -> None:
    assert find_numbers(read(text)) == ()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "several",
                "of",
                "a",
                "hundred",
                "thousand",
                "$",
                "5",
                "-",
                "to",
                "20",
                "and",
                "up",
                "at",
                "least",
                "tens",
                "half",
                "m",
                "bn",
                ",",
                "or",
            ]
        )
    )
)
def test_any_run_of_number_words_gives_numbers_apart_and_in_order(words: list[str]) -> None:
    end = 0
    for number in find_numbers(read(" ".join(words))):
        assert end <= number.first <= number.core < number.last
        assert number.min is not None or number.max is not None
        if number.min is not None and number.max is not None:
            assert number.min <= number.max
        end = number.last


def test_a_long_run_of_number_words_takes_no_time() -> None:
    parsed = read("hundred " * 1500)
    start = time.perf_counter()
    find_numbers(parsed)
    assert time.perf_counter() - start < 1.0
