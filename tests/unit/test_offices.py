"""Offices and short names: the data, and what it is asked."""

from __future__ import annotations

import pytest

from reportedly.lexicon.names import person
from reportedly.lexicon.offices import Place, body_named, place_of, terms
from reportedly.lexicon.phrases import load
from reportedly.lexicon.short_names import full_forms
from reportedly.times import bounds


@pytest.mark.parametrize(
    ("office", "code", "place"),
    [
        ("Pentagon Press Secretary", "USA", Place("USA", "Department of Defense")),
        ("National Security Council spokesman", None, Place("USA", "National Security Council")),
        ("Deputy National Security Advisor for Cyber", "USA", Place("USA", "National Security Council")),
        ("Secretary of State", "USA", Place("USA", "Department of State")),
        ("Secretary of State for Wales", "GBR", Place("GBR", None)),
        ("Brazil’s President", None, Place("BRA", None)),
        ("prime minister of Estonia", None, Place("EST", None)),
        ("NATO secretary general", None, Place("NATO", "NATO")),
        ("ambassador to the UN", "USA", Place("USA", None)),
        ("Special Envoy for Iran", "USA", Place("USA", None)),
        ("Press Secretary", None, Place(None, None)),
    ],
)
def test_an_office_belongs_to_a_country_and_a_body(office: str, code: str | None, place: Place) -> None:
    assert place_of(office, code) == place


@pytest.mark.parametrize(
    ("text", "body"),
    [("Pentagon", "Department of Defense"), ("the NSC", "National Security Council"), ("Acme", "Acme")],
)
def test_a_body_has_one_name(text: str, body: str) -> None:
    assert body_named(text) == body


def test_everybody_on_record_is_a_public_figure_with_offices_in_order() -> None:
    for name in load("offices")["held"]:
        figure = person(name)
        assert figure is not None, name
        assert figure.name == name
        for term in terms(name):
            first, last = bounds(term.held)
            assert first is not None, name
            assert last is None or first <= last, name


def test_short_names_are_of_one_or_more_full_ones() -> None:
    assert full_forms("steve") == {"steve", "stephen", "steven"}
    assert full_forms("ann") == {"ann"}
