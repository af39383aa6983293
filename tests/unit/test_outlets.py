"""Outlets by host and by name."""

from __future__ import annotations

import pytest

from reportedly.lexicon.outlets import Outlet, by_name, outlet_of


@pytest.mark.parametrize(
    ("url", "name", "actor"),
    [
        ("https://bidenwhitehouse.archives.gov/briefing-room/x/", "The White House", "USA"),
        ("http://WWW.State.gov:443/briefings", "US Department of State", "USA"),
        ("https://english.alarabiya.net/News/x", "Al Arabiya English", None),
        ("alarabiya.net", "Al Arabiya", None),
        ("https://www.mod.gov.uk", "UK Government", "GBR"),
        ("https://reuters.com.evil.example/", None, None),
        ("https://[broken", None, None),
        ("nowhere", None, None),
    ],
)
def test_the_host_tells_the_outlet_and_whom_it_speaks_for(
    url: str, name: str | None, actor: str | None
) -> None:
    outlet = outlet_of(url)
    assert outlet == (Outlet(name, actor, actor is not None) if name else None)


@pytest.mark.parametrize("name", ["The White House", "white house", " WHITE  HOUSE "])
def test_an_outlet_is_known_by_its_names(name: str) -> None:
    outlet = by_name(name)
    assert outlet
    assert outlet.government
    assert by_name("The Daily Ford") is None
