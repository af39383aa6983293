"""A deal that is only named in passing never reads as `occurred`."""

from __future__ import annotations

import pytest

from reportedly.desk import read


def statuses(text: str) -> list[str]:
    return [claim.status.value for claim in read(text).claims if claim.event.frame == "transfer"]


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
        ("Ann Bell promised a response to Serbia selling tanks to Chad.", "possible"),
    ],
)
def test_named_is_not_stated(text: str, status: str) -> None:
    assert statuses(text) == [status]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Serbia delivered tanks to Chad in 2031.", "planned"),
        ("Serbia is delivering tanks to Chad in 2031.", "planned"),
        ("Serbia delivered tanks to Chad in 2021.", "occurred"),
        ("Serbia delivered tanks to Chad this year.", "occurred"),
    ],
)
def test_what_is_dated_later_has_not_happened(text: str, status: str) -> None:
    claims = read(text, published="2022-10-20").claims
    assert [claim.status.value for claim in claims if claim.event.frame == "transfer"] == [status]


@pytest.mark.parametrize(
    ("text", "came_about"),
    [
        ("The summit will discuss national policies on the transfer of tanks to Chad.", False),
        ("These rules are a model for the transfer of tanks to Chad.", False),
        ("The sale of tanks to Chad took place in May.", True),
        ("After the sale of tanks to Chad by Serbia, prices fell.", True),
        ("Ann Bell saw the delivery of tanks to Chad.", True),
        ("Ann Bell confirmed the delivery of tanks to Chad.", True),
        ("Serbia made a delivery of tanks to Chad.", True),
    ],
)
def test_a_noun_alone_does_not_say_that_it_came_about(text: str, came_about: bool) -> None:
    assert (statuses(text) == ["occurred"]) is came_about
