"""A deal that is only named in passing never reads as `occurred`."""

from __future__ import annotations

import pytest

from reportedly.desk import read


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Selling tanks to Chad would be a mistake, Ann Bell said.", "possible"),
        ("Ann Bell spoke of supplying Chad with tanks.", "possible"),
        ("Serbia broke the embargo by selling tanks to Chad.", "occurred"),
        ("Serbia could help peace by selling tanks to Chad.", "possible"),
        ("Serbia has acknowledged selling tanks to Chad.", "occurred"),
        ("Chad won the war after buying tanks from Serbia.", "occurred"),
        ("Serbia sold tanks to Chad.", "occurred"),
    ],
)
def test_named_is_not_stated(text: str, status: str) -> None:
    found = [claim.status.value for claim in read(text).claims if claim.event.frame == "transfer"]
    assert found == [status]
