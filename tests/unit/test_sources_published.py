"""Dates as inputs write them, and the EDTF they become."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.sources.published import edtf_of
from reportedly.times import bounds


@pytest.mark.parametrize(
    ("given_date", "edtf"),
    [
        ("2022", "2022"),
        ("2022-07", "2022-07"),
        ("2022-07-12", "2022-07-12"),
        (" 2022-07-12\n", "2022-07-12"),
        ("20220712", "2022-07-12"),
        ("2022/07/12", "2022-07-12"),
        ("2022-07-12T15:31:00-04:00", "2022-07-12T15:31:00-04:00"),
        ("2022-07-12T15:31:00.123Z", "2022-07-12T15:31:00Z"),
        ("2022-07-12 15:31:00-04:00", "2022-07-12T15:31:00-04:00"),
        ("2022-07-12T15:31", "2022-07-12T15:31:00"),
        ("20220712T153100Z", "2022-07-12T15:31:00Z"),
        ("2022-07-12T99:99:99", "2022-07-12"),
        ("2022-07-12 late evening", "2022-07-12"),
        ("Tue, 12 Jul 2022 15:31:00 -0400", "2022-07-12T15:31:00-04:00"),
        ("12 Jul 2022", "2022-07-12"),
        ("July 12, 2022", "2022-07-12"),
        ("Tuesday, July 12th, 2022 at 3 p.m.", "2022-07-12"),
        ("12 July 2022", "2022-07-12"),
        ("Sept. 1, 2022", "2022-09-01"),
        ("1657639860", "2022-07-12T15:31:00Z"),
        ("1657639860123", "2022-07-12T15:31:00Z"),
        ("2022-07/2022-08", "2022-07/2022-08"),
        ("2022-07-XX", "2022-07-XX"),
        ("03/04/2022", None),
        ("2022-02-30", None),
        ("February 30, 2022", None),
        ("Tuesday", None),
        ("n/a", None),
        ("12", None),
        ("", None),
    ],
)
def test_a_date_becomes_edtf_or_an_explicit_unknown(given_date: str, edtf: str | None) -> None:
    assert edtf_of(given_date) == edtf


@given(st.text() | st.dates().map(str) | st.datetimes().map(str) | st.from_regex(r"[0-9TX/:Z+ -]{1,30}"))
def test_what_is_told_has_bounds(given_date: str) -> None:
    edtf = edtf_of(given_date)
    assert edtf is None or any(bounds(edtf))
