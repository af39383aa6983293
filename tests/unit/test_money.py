"""Amounts of money and their currencies."""

from __future__ import annotations

import pytest

from reportedly.model import Passage, PassageKind, Span
from reportedly.reading.money import find_money
from reportedly.reading.nlp import parse
from reportedly.reading.quantities import find_numbers


@pytest.mark.parametrize(
    ("text", "words", "amount", "currency", "approximate"),
    [
        ("It pledged $400 mln in aid.", "$400 mln", 4e8, "USD", False),
        ("It costs $1.2 billion.", "$1.2 billion", 1.2e9, "USD", False),
        ("It costs US$3bn.", "US$3bn", 3e9, "USD", False),
        ("It costs €500 million.", "€500 million", 5e8, "EUR", False),
        ("It costs £2.3bn.", "£2.3bn", 2.3e9, "GBP", False),
        ("It costs ¥5 trillion.", "¥5 trillion", 5e12, "JPY", False),
        ("It costs Rs 500 crore.", "Rs 500 crore", 5e9, "INR", False),
        ("It costs Rs500 crore.", "Rs500 crore", 5e9, "INR", False),
        ("It costs C$40m now.", "C$40m", 4e7, "CAD", False),
        ("It paid CHF 5m for it.", "CHF 5m", 5e6, "CHF", False),
        ("It paid USD 4 million.", "USD 4 million", 4e6, "USD", False),
        ("It paid 400 million dollars.", "400 million dollars", 4e8, "USD", False),
        ("It paid 10 billion rubles.", "10 billion rubles", 1e10, "RUB", False),
        ("It paid 5 million Canadian dollars.", "5 million Canadian dollars", 5e6, "CAD", False),
        ("It paid a billion dollars.", "a billion dollars", 1e9, "USD", False),
        ("It lost billions of dollars.", "billions of dollars", 2e9, "USD", True),
        ("It paid nearly $1 billion.", "nearly $1 billion", 1e9, "USD", True),
        ("It paid up to $3 billion.", "up to $3 billion", 3e9, "USD", True),
        ("It paid up to $3 billion or more.", "up to $3 billion or more", 3e9, "USD", True),
        ("It paid $1-2 billion.", "$1-2 billion", 1.5e9, "USD", True),
        (
            "It paid between $1 billion and $2 billion.",
            "between $1 billion and $2 billion",
            1.5e9,
            "USD",
            True,
        ),
    ],
)
def test_an_amount_has_a_currency(
    text: str, words: str, amount: float, currency: str, approximate: bool
) -> None:
    span = Span(0, len(text), text)
    parsed = parse(text, (Passage(PassageKind.BODY, span, span),))
    found = [mention.money for mention in find_money(parsed, find_numbers(parsed))]
    assert [(one.span.text, one.amount, one.currency, one.approximate) for one in found] == [
        (words, amount, currency, approximate)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "They sent 400 tanks.",
        "All 40 of them left.",
        "The top 10 won the race.",
        "It took 500 pounds of explosives.",
    ],
)
def test_a_count_is_no_amount(text: str) -> None:
    span = Span(0, len(text), text)
    parsed = parse(text, (Passage(PassageKind.BODY, span, span),))
    assert find_money(parsed, find_numbers(parsed)) == ()
