"""Cursors lead back to where they came from, and nothing else leads anywhere."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.exceptions import HTTPException

from reportedly.serving.api.cursors import ClaimAt, Skipped, ThreadAt, cursor_of, position_of

IDS = st.text("0123456789abcdef", min_size=16, max_size=16)


@given(st.builds(ThreadAt, st.none() | st.dates(), IDS))
def test_there_and_back(at: ThreadAt) -> None:
    assert position_of(cursor_of(at), ThreadAt) == at


@given(st.text())
def test_whatever_else_is_refused(given: str) -> None:
    with pytest.raises(HTTPException) as refused:
        position_of(given, ClaimAt)
    assert refused.value.status_code == 400


@pytest.mark.parametrize(
    "cursor",
    [
        cursor_of(Skipped(1)),  # of another list
        cursor_of(ThreadAt(date(2022, 7, 26), "0" * 16)),
        "WyJjIiwiMCJd",  # ["c","0"]
        "WyJjIl0",  # ["c"]
        "bnVsbA",  # null
    ],
)
def test_cursors_of_other_lists_are_refused(cursor: str) -> None:
    with pytest.raises(HTTPException, match="no cursor of this list"):
        position_of(cursor, ClaimAt)


def test_no_cursor_is_the_beginning() -> None:
    assert position_of(None, Skipped) is None
