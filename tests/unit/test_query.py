"""What a person may write behind --about."""

from __future__ import annotations

import pytest

from reportedly.errors import UsageError
from reportedly.model import Frame
from reportedly.query import Query, parse_query


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("", Query()),
        ("RUS IRN uav", Query(frozenset({"RUS", "IRN"}), frozenset({"uav"}))),
        ("rus iran DRONES", Query(frozenset({"RUS", "IRN"}), frozenset({"uav"}))),
        ("Russia Iran drones", Query(frozenset({"RUS", "IRN"}), frozenset({"uav"}))),
        ("South Korea air defence", Query(frozenset({"KOR"}), frozenset({"air defence"}))),
        ("sanction Russia", Query(frozenset({"RUS"}), frames=frozenset({Frame.SANCTION}))),
    ],
)
def test_codes_names_items_and_frames(words: str, query: Query) -> None:
    assert parse_query(words) == query


def test_a_word_that_names_nothing_is_refused() -> None:
    with pytest.raises(UsageError, match="'qwerty' is no country"):
        parse_query("RUS qwerty")
