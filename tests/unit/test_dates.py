"""Time expressions in tiny stories, all published on Tuesday, 26 July 2022 unless they say otherwise."""

from __future__ import annotations

from itertools import pairwise

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Passage, PassageKind, Span, Timex
from reportedly.reading.dates import find_timexes
from reportedly.reading.nlp import parse
from reportedly.reading.timex_patterns import RULES
from reportedly.reading.timex_values import READERS
from reportedly.times import bounds

PUBLISHED = "2022-07-26"


def timexes(story: str, published: str | None = PUBLISHED) -> tuple[Timex, ...]:
    """The time expressions of a story in one passage."""
    span = Span(0, len(story), story)
    return find_timexes(parse(story, (Passage(PassageKind.BODY, span, span),)), published)


def only(story: str, published: str | None = PUBLISHED) -> Timex:
    (timex,) = timexes(story, published)
    return timex


@pytest.mark.parametrize(
    ("story", "text", "value", "edtf"),
    [
        # the direction of a bare name comes from the verb
        ("The minister spoke on Tuesday.", "Tuesday", "2022-07-26", "2022-07-26"),
        ("The minister spoke on Friday.", "Friday", "2022-07-22", "2022-07-22"),
        ("The minister will speak on Friday.", "Friday", "2022-07-29", "2022-07-29"),
        ("The envoys plan to meet on Friday.", "Friday", "2022-07-29", "2022-07-29"),
        ("The port was mined in March.", "March", "2022-03", "2022-03"),
        ("The port was mined in October.", "October", "2021-10", "2021-10"),
        ("The port will reopen in March.", "March", "2023-03", "2023-03"),
        ("A poll in January shows growth.", "January", "2022-01", "2022-01"),
        ("The attack on Sunday has no name.", "Sunday", "2022-07-24", "2022-07-24"),
        ("They struck early Sunday.", "early Sunday", "2022-07-24", "2022-07-24"),
        ("The ferry leaves on Friday.", "Friday", "2022-07-29", "2022-07-29"),
        ("It could open as early as Friday.", "Friday", "2022-07-29", "2022-07-29"),
        ("The offer was extended to August 9.", "August 9", "2022-08-09", "2022-08-09"),
        ("Analysts praised Friday's decision.", "Friday", "2022-07-22", "2022-07-22"),
        ("The envoy left last Tuesday.", "last Tuesday", "2022-07-19", "2022-07-19"),
        ("The envoy will be back next Tuesday.", "next Tuesday", "2022-08-02", "2022-08-02"),
        ("They meet on Thursday next week.", "Thursday next week", "2022-08-04", "2022-08-04"),
        # around the day of publication
        ("He arrived yesterday.", "yesterday", "2022-07-25", "2022-07-25"),
        ("He came the day before yesterday.", "the day before yesterday", "2022-07-24", "2022-07-24"),
        ("He arrived last week.", "last week", "2022-W29", "2022-07-18/2022-07-24"),
        ("He arrived last month.", "last month", "2022-06", "2022-06"),
        ("He will arrive next year.", "next year", "2023", "2023"),
        ("Over the weekend he slept.", "the weekend", "2022-W29-WE", "2022-07-23/2022-07-24"),
        ("It began two years ago.", "two years ago", "2020", "2020"),
        ("It began six weeks ago.", "six weeks ago", "2022-W24", "2022-06-13/2022-06-19"),
        ("It was bought last fall.", "last fall", "2021-FA", "2021-23"),
        ("It will fly this summer.", "this summer", "2022-SU", "2022-22"),
        ("It grew over the past year.", "the past year", "2021", "2021-07-26/2022-07-26"),
        # parts of a stretch
        ("Earlier this month he left.", "Earlier this month", "2022-07", "2022-07-01/2022-07-26"),
        ("He leaves later this year.", "later this year", "2022", "2022-07-26/2022-12-31"),
        ("It could begin as early as this month.", "this month", "2022-07", "2022-07"),
        ("Talks resume early next year.", "early next year", "2023", "2023-01/2023-04"),
        ("They met in mid-July.", "mid-July", "2022-07", "2022-07-11/2022-07-20"),
        ("It was built in late 2021.", "late 2021", "2021", "2021-09/2021-12"),
        # prepositions open the interval
        ("It has been at war since 2014.", "2014", "2014", "2014/.."),
        ("Supplies end by the end of the year.", "the end of the year", "2022", "../2022-12"),
        ("Nobody paid before March 2022.", "March 2022", "2022-03", "../2022-02-28"),
        ("After February 2022 all paid.", "February 2022", "2022-02", "2022-03-01/.."),
        # quarters, halves, fiscal years
        ("Due in the fourth quarter of 2026.", "the fourth quarter of 2026", "2026-Q4", "2026-10/2026-12"),
        ("Sales fell in Q3 2021.", "Q3 2021", "2021-Q3", "2021-07/2021-09"),
        ("Sales fell in the first half of 2022.", "the first half of 2022", "2022-H1", "2022-01/2022-06"),
        ("The budget for FY2023 is out.", "FY2023", "2023", "2023"),
        ("Sales fell in the second quarter.", "the second quarter", "2022-Q2", "2022-04/2022-06"),
        # absolute forms
        ("Signed on 3 May 2021.", "3 May 2021", "2021-05-03", "2021-05-03"),
        ("Signed on May 3rd, 2021.", "May 3rd, 2021", "2021-05-03", "2021-05-03"),
        ("Signed on the 3rd of May.", "the 3rd of May", "2022-05-03", "2022-05-03"),
        ("Signed on 5/3/21.", "5/3/21", "2021-05-03", "2021-05-03"),
        ("Signed on 2021-05-03.", "2021-05-03", "2021-05-03", "2021-05-03"),
        ("Signed on 03.05.2021.", "03.05.2021", "2021-05-03", "2021-05-03"),
        ("It was signed on Dec. 14, he said.", "Dec. 14", "2021-12-14", "2021-12-14"),
        ("Open until Sept. 2, he said.", "Sept. 2", "2022-09-02", "../2022-09-02"),
        ("He will visit July 28-30.", "July 28-30", "2022-07-28", "2022-07-28/2022-07-30"),
        ("It ran in the 1990s.", "the 1990s", "199", "199X"),
        ("It ran in the nineties.", "the nineties", "199", "199X"),
        ("It was built in nineteen ninety-six.", "nineteen ninety-six", "1996", "1996"),
        ("The pact covers 2023-2025.", "2023-2025", "2023/2025", "2023/2025"),
        ("On Christmas the guns were silent.", "Christmas", "2021-12-25", "2021-12-25"),
        # times of day
        ("He spoke at 3:31 p.m. EDT.", "3:31 p.m. EDT", "2022-07-26T15:31", "2022-07-26"),
        ("He spoke at noon Friday.", "noon Friday", "2022-07-22T12:00", "2022-07-22"),
        ("It was shelled last night.", "last night", "2022-07-25TNI", "2022-07-25"),
        ("It was shelled overnight.", "overnight", "2022-07-26TNI", "2022-07-26"),
        ("He left Monday morning.", "Monday morning", "2022-07-25TMO", "2022-07-25"),
        # vague references have no place in time
        ("It has grown in recent months.", "recent months", "PAST_REF", None),
        ("They are now in the capital.", "now", "PRESENT_REF", None),
        ("It may happen in the near future.", "the near future", "FUTURE_REF", None),
        ("The war entered its sixth month.", "its sixth month", "XXXX-XX", None),
    ],
)
def test_a_time_expression_is_resolved(story: str, text: str, value: str, edtf: str | None) -> None:
    timex = only(story)
    assert (timex.span.text, timex.value, timex.edtf) == (text, value, edtf)


@pytest.mark.parametrize(
    ("story", "kind", "value", "edtf"),
    [
        ("He served for six years.", "DURATION", "P6Y", None),
        ("A 10-day visit was agreed.", "DURATION", "P10D", None),
        ("It took two and a half hours.", "DURATION", "PT2H30M", None),
        ("For decades nobody knew.", "DURATION", "PXY", None),
        ("They must report within 90 days.", "DURATION", "P90D", "2022-07-26/2022-10-24"),
        ("It grew in the past two weeks.", "DURATION", "P2W", "2022-07-12/2022-07-26"),
        ("It will cost more over the next two years.", "DURATION", "P2Y", "2022-07-26/2024-07-26"),
        ("He calls every day.", "SET", "P1D", None),
        ("They meet every Tuesday.", "SET", "XXXX-WXX-2", None),
        ("They meet on Tuesdays.", "SET", "XXXX-WXX-2", None),
        ("Aid is worth $3 billion a year.", "SET", "P1Y", None),
    ],
)
def test_durations_and_repetitions(story: str, kind: str, value: str, edtf: str | None) -> None:
    timex = only(story)
    assert (timex.type, timex.value, timex.edtf) == (kind, value, edtf)


@pytest.mark.parametrize(
    "story",
    [
        "It ordered 12 Su-35 jets, T-72 tanks, an F-16 and the S-300.",
        "Troops fired 2022 rounds and lost 1,200 drones.",
        "You may sue and they may march to the palace.",
        "March for Freedom drew a crowd.",
        "The second missile will fall short, a second one too.",
        "Dial 202-555-1234; we are open 24/7; they won 3-2.",
        "It costs $2022, or 1990 euros.",
        "The council adopted resolution 1973 and flight 1812 was late.",
        "A Boeing 747 took off.",
        "Spring water and fall colours sell well.",
        "He is 44 years old, she is a 20-year-old student.",
        "The Sunday Times and the Daily Herald reported it.",
        "He won on Super Tuesday.",
        "A quarter of the fleet and three-quarters of the crew were lost.",
    ],
)
def test_designations_and_quantities_are_no_dates(story: str) -> None:
    assert [timex.span.text for timex in timexes(story)] == []


def test_what_was_said_before_carries_on() -> None:
    story = "In May 2019 he joined the board. The following month he left. That year it lost money."
    assert [timex.value for timex in timexes(story)] == ["2019-05", "2019-06", "2019"]


def test_a_year_earlier_is_as_precise_as_what_it_is_compared_with() -> None:
    story = "Profit fell in the second quarter, from $3 million a year earlier."
    assert [timex.value for timex in timexes(story)] == ["2022-Q2", "2021-Q2"]


def test_an_expression_crosses_a_hard_line_break() -> None:
    story = "The ship will sail early\n    next year, not in September\n2022."
    found = timexes(story)
    assert [(timex.span.text, timex.value) for timex in found] == [
        ("early\n    next year", "2023"),
        ("September\n2022", "2022-09"),
    ]


def test_an_expression_does_not_cross_passages() -> None:
    story = "The deal came in May\n\n2022 brought more."
    first, second = Span(0, 20, story[:20]), Span(22, 40, story[22:40])
    passages = tuple(Passage(PassageKind.BODY, span, span) for span in (first, second))
    found = find_timexes(parse(story, passages), PUBLISHED)
    assert [timex.value for timex in found] == ["2022-05", "2022"]


@pytest.mark.parametrize("published", [None, "2022", "yesterday", "9999-12-31"])
@pytest.mark.parametrize(
    ("story", "value"),
    [
        ("The minister spoke on Tuesday.", "XXXX-WXX-2"),
        ("The port was mined in March.", "XXXX-03"),
        ("He arrived on July 4.", "XXXX-07-04"),
        ("He arrived yesterday.", "XXXX-XX-XX"),
        ("He arrived last week.", "XXXX-WXX"),
        ("He arrived last month.", "XXXX-XX"),
        ("It began two years ago.", "XXXX"),
        ("Today he arrived.", "PRESENT_REF"),
        ("They must report within 90 days.", "P90D"),
        ("Sales fell in the second quarter.", "XXXX-Q2"),
    ],
)
def test_without_a_date_nothing_is_guessed(published: str | None, story: str, value: str) -> None:
    timex = only(story, published)
    assert (timex.value, timex.edtf, timex.anchor) == (value, None, None)


def test_the_anchor_is_kept_for_what_is_relative() -> None:
    relative, absolute = timexes("He left on Monday; the deal is of 3 May 2021.")
    assert (relative.anchor, absolute.anchor) == (PUBLISHED, None)


def test_every_rule_has_a_reader_and_every_reader_a_rule() -> None:
    assert {rule.name for rule in RULES} == READERS.keys()


WORDS = """the last next 3 12 1990 2022 - / . , of May July Tuesday morning quarter year week ago
earlier early p.m. fiscal second every century 's first days half a this weekend since Christmas
summer q3 and"""
PHRASES = st.lists(st.sampled_from(sorted({*WORDS.split(), "\n"})), max_size=30)


@settings(max_examples=60, deadline=None)
@given(PHRASES, st.dates().map(str))
def test_whatever_the_words_spans_are_evidence_and_dates_parse(words: list[str], published: str) -> None:
    story = " ".join(words)
    found = timexes(story, published)
    assert all(story[timex.span.start : timex.span.end] == timex.span.text for timex in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    for timex in found:
        if timex.edtf is not None:
            first, last = bounds(timex.edtf)
            assert first is None or last is None or first <= last
            parse_edtf(timex.edtf)
