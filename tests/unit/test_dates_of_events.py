"""Which date dates which event, in tiny stories published on Tuesday, 26 July 2022."""

from __future__ import annotations

import pytest

from reportedly.model import Passage, PassageKind, Span
from reportedly.reading.dates import find_timexes
from reportedly.reading.dating import said_time, time_of
from reportedly.reading.nlp import parse


def date_at(story: str, word: str) -> str | None:
    """What dates the first token ``word`` of the story."""
    span = Span(0, len(story), story)
    parsed = parse(story, (Passage(PassageKind.BODY, span, span),))
    timexes = find_timexes(parsed, "2022-07-26")
    token = parsed.words.index(word)
    timex = time_of(parsed, token, timexes)
    assert timex == said_time(parsed, token, timexes)
    return timex.span.text if timex else None


@pytest.mark.parametrize(
    ("story", "dates"),
    [
        (
            "The US said Tuesday that it has not seen Iran sell any jets.",
            {"said": "Tuesday", "seen": None, "sell": None},
        ),
        (
            "The envoy said on Tuesday Iran sold 100 jets last month.",
            {"said": "Tuesday", "sold": "last month"},
        ),
        (
            "On Monday, the envoy said Iran will sell 100 jets next year.",
            {"said": "Monday", "sell": "next year"},
        ),
        (
            "Iran sold the jets in May, officials said on Monday.",
            {"sold": "May", "said": "Monday"},
        ),
        (
            "Earlier this month the adviser revealed that training was set to begin as early as this month.",
            {"revealed": "Earlier this month", "begin": "this month"},
        ),
        (
            "The US has imposed sanctions in the aftermath of the invasion in February.",
            {"imposed": None, "invasion": "February"},
        ),
        (
            "Iraq received jets from Iran over the course of several days in May.",
            {"received": "May"},
        ),
        (
            "The delivery of jets in May surprised the Senate, which on Friday voted for sanctions.",
            {"delivery": "May", "surprised": None, "voted": "Friday"},
        ),
        (
            "He visited Doha on Monday and signed the deal on Tuesday.",
            {"visited": "Monday", "signed": "Tuesday", "deal": "Tuesday"},
        ),
        (
            "The firm, which agreed in May to sell the jets, said Friday it had left.",
            {"agreed": "May", "sell": None, "said": "Friday", "left": None},
        ),
        ("The jets that were delivered in June flew last week.", {"delivered": "June", "flew": "last week"}),
        ("They meet every Tuesday.", {"meet": None}),
    ],
)
def test_a_date_belongs_to_the_event_it_stands_with(story: str, dates: dict[str, str | None]) -> None:
    assert {word: date_at(story, word) for word in dates} == dates
