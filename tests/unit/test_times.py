"""EDTF strings as bounds: what the ledger compares."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from reportedly.times import before, bounds, day_of, intersect, interval, overlaps

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31))


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2022-07-26", date(2022, 7, 26), date(2022, 7, 26)),
        ("2022-07", date(2022, 7, 1), date(2022, 7, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-XX", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-07-XX", date(2022, 7, 1), date(2022, 7, 31)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
        ("2022-07~", date(2022, 7, 1), date(2022, 7, 31)),
        ("2022-22", date(2022, 6, 1), date(2022, 8, 31)),
        ("2023-24", date(2023, 12, 1), date(2024, 2, 29)),
        ("2022-07-01/2022-07-26", date(2022, 7, 1), date(2022, 7, 26)),
        ("2023-01/2023-04", date(2023, 1, 1), date(2023, 4, 30)),
        ("2014/..", date(2014, 1, 1), None),
        ("../2022-12", None, date(2022, 12, 31)),
        ("2022-07-26T15:31:00Z", date(2022, 7, 26), date(2022, 7, 26)),
        ("XXXX-07-26", None, None),
    ],
)
def test_bounds(edtf: str, first: date | None, last: date | None) -> None:
    assert bounds(edtf) == (first, last)


@pytest.mark.parametrize("text", ["", "Tuesday", "2022-13", "2022-02-30", "26.07.2022", "2022-1", "0000"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        bounds(text)


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        ("2022", "2022-07", "2022-07"),
        ("2022-02/..", "../2022-07-26", "2022-02-01/2022-07-26"),
        ("2022-07", "2022-08", None),
        ("2014/..", "2020/..", "2020-01-01/.."),
        ("2022-10/2022-12", "2022-24", "2022-12"),
    ],
)
def test_intersect(one: str, other: str, common: str | None) -> None:
    assert intersect(one, other) == intersect(other, one) == common
    assert overlaps(one, other) is (common is not None)


def test_before_needs_every_day_to_be_before() -> None:
    assert before("2022-07", "2022-08-01")
    assert not before("2022-07", "2022-07-31")
    assert not before("2022-07/..", "2023")
    assert not before("2022-07", "../2023")


@pytest.mark.parametrize("text", [None, "2022", "2022-07", "2022-07-01/2022-07-26", "last week", ""])
def test_only_one_day_is_a_day(text: str | None) -> None:
    assert day_of(text) is None
    assert day_of("2022-07-26T10:00:00+02:00") == date(2022, 7, 26)


@given(DAYS, st.integers(min_value=0, max_value=4000))
def test_an_interval_says_what_it_was_made_of(first: date, days: int) -> None:
    last = min(first + timedelta(days=days), date(2999, 12, 31))
    text = interval(first, last)
    assert bounds(text) == (first, last)
    parse_edtf(text)


@given(DAYS, DAYS, DAYS, DAYS)
def test_what_is_before_does_not_overlap(a: date, b: date, c: date, d: date) -> None:
    one, other = interval(min(a, b), max(a, b)), interval(min(c, d), max(c, d))
    assert not (before(one, other) and overlaps(one, other))
    assert before(one, other) or before(other, one) or overlaps(one, other)
