"""Quotations by their marks: every style, every kind of carelessness."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Article, Passage, PassageKind, Span
from reportedly.reading.nlp import parse
from reportedly.reading.parse import Parse
from reportedly.reading.passages import split
from reportedly.reading.quotes import find_quotations


def read(text: str) -> Parse:
    return parse(text, split(Article(id="a", external_id="a", text=text)))


def one_passage(text: str) -> Parse:
    span = Span(0, len(text), text)
    return parse(text, (Passage(PassageKind.BODY, span, span),))


def quoted(parsed: Parse) -> list[list[str]]:
    return [
        [parsed.span(first, last).text for first, last in quotation.parts]
        for quotation in find_quotations(parsed)
    ]


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ("“We sold nothing,” she said.", [["“We sold nothing,”"]]),
        ('"We sold nothing," she said.', [['"We sold nothing,"']]),
        ("``We sold nothing,'' she said.", [["``We sold nothing,''"]]),
        ("''We sold nothing,'' she said.", [["''We sold nothing,''"]]),
        ("«We sold nothing», she said.", [["«We sold nothing»"]]),
        ("‘We sold nothing,’ she said.", [["‘We sold nothing,’"]]),
        ("She won’t say what the ministry’s plans are.", []),
        ("“He told me ‘never again’ and left,” she said.", [["“He told me ‘never again’ and left,”"]]),
        (
            '"He called it “a gift” and left," she said.',
            [['"He called it “a gift” and left,"']],
        ),
        ('She called it "a gift.” Nobody laughed.', [['"a gift.”']]),
        ("The mast is 6'3\" tall, he said.", []),
    ],
)
def test_marks_of_every_style(story: str, expected: list[list[str]]) -> None:
    assert quoted(one_passage(story)) == expected


def test_a_quotation_opens_again_at_each_paragraph() -> None:
    story = (
        "“We looked at the port, the minister said.\n\n"
        "“We looked at the depot too.\n\n"
        "“We found nothing.”\n\n"
        "Then he left."
    )
    [parts] = quoted(read(story))
    assert parts[1:] == ["“We looked at the depot too.", "“We found nothing.”"]


def test_a_mark_that_never_closes_ends_with_its_paragraph() -> None:
    story = "“We looked at the port, he said.\n\nThe depot burned on Monday.\n\n“It was old,” she said."
    assert quoted(read(story)) == [["“We looked at the port, he said."], ["“It was old,”"]]


def test_a_closing_mark_alone_is_nothing() -> None:
    assert quoted(one_passage("The depot burned on Monday.” It was old.")) == []


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab .,\n“”\"'‘’`«»", max_size=80))
def test_quotations_are_disjoint_and_in_order_whatever_the_marks(text: str) -> None:
    ends = [0]
    parsed = one_passage(text)
    for quotation in find_quotations(parsed):
        for first, last in quotation.parts:
            assert ends[-1] <= first < last <= len(parsed)
            ends.append(last)
