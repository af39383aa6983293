"""Names and codes of actors, classes of items, and the tables behind them."""

from __future__ import annotations

import pytest

from reportedly.lexicon.items import item_class_of, looks_like_designation
from reportedly.lexicon.money import currency_of
from reportedly.lexicon.names import bearers, code_of, country, names, person
from reportedly.lexicon.numbers import figure, figure_range, fused
from reportedly.lexicon.phrases import load


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("RUS", "RUS"),
        ("Russia", "RUS"),
        ("russia", "RUS"),
        ("Kremlin", "RUS"),
        ("Iranian", "IRN"),
        ("U.S.", "USA"),
        ("US", "USA"),
        ("us", None),
        ("Türkiye", "TUR"),
        ("European Union", "EU"),
        ("NATO", "NATO"),
        ("IRGC", "IRN"),
        ("Hezbollah", "HEZBOLLAH"),
        ("Putin", "RUS"),
        ("the moon", None),
        ("rus", None),
    ],
)
def test_an_actor_has_a_code(text: str, code: str | None) -> None:
    assert code_of(text) == code


@pytest.mark.parametrize(
    ("text", "cls"),
    [
        ("uav", "uav"),
        ("drones", "uav"),
        ("Shahed-136", "uav"),
        ("air-defence", "air defence"),
        ("air defence", "air defence"),
        ("weapons", "weapon"),
        ("F-16s", "aircraft"),
        ("semiconductors", "dual-use"),
        ("small-arms", "small arms"),
        ("think tank", None),
        ("umbrella", None),
    ],
)
def test_an_item_has_a_class(text: str, cls: str | None) -> None:
    assert item_class_of(text) == cls


def test_every_country_of_the_table_has_a_name_and_is_found_by_it() -> None:
    for code, entry in load("countries").items():
        assert country(code) == entry["name"]
        assert code_of(entry["name"]) == code, entry["name"]


def test_spellings_of_a_person_lead_to_one_name() -> None:
    one, other = person("Sergei Lavrov"), person("Sergey Lavrov")
    assert one is not None
    assert one == other
    assert one.role == "foreign minister"
    assert person("Nobody Atall") is None


def test_a_shared_family_name_has_several_bearers() -> None:
    assert {actor.actor for actor in bearers("Johnson")} == {"USA", "GBR"}


def test_other_spellings_belong_to_people_of_the_table() -> None:
    people = load("people")
    known = {
        name
        for code, offices in people.items()
        if code not in {"also", "shared", "family_first"}
        for names_ in offices.values()
        for name in names_
    }
    assert set(people["also"]) <= known


def test_codes_of_organisations_are_not_codes_of_countries() -> None:
    data = load("organisations")
    assert not (set(data["international"]) | set(data["armed"])) & set(load("countries"))


def test_codes_in_the_tables_are_known() -> None:
    codes = set(load("countries"))
    data = load("organisations")
    codes_of_groups = set(data["international"]) | set(data["armed"])
    assert set(data["companies"]) | set(data["outlets"]) | set(load("bodies")["named"]) <= codes
    assert set(load("people")) - {"also", "shared", "family_first"} <= codes | codes_of_groups


def test_no_name_is_empty() -> None:
    assert names().get("") is None


@pytest.mark.parametrize(
    ("word", "is_one"),
    [("Kh-47", True), ("BM30", True), ("2022", False), ("drones", False), ("G-", False)],
)
def test_designations_have_a_form(word: str, is_one: bool) -> None:
    assert looks_like_designation(word) is is_one


def test_figures() -> None:
    assert figure("1,200.5") == 1200.5
    assert figure("1,20") is None
    assert fused("400mln") == (400.0, 1e6)
    assert fused("155mm") is None
    assert figure_range("20–30") == (20.0, 30.0)


@pytest.mark.parametrize(
    ("word", "land", "code"),
    [
        ("dollars", None, "USD"),
        ("dollars", "CAN", "CAD"),
        ("dollars", "RUS", "USD"),
        ("rupees", "PAK", "PKR"),
        ("roubles", None, "RUB"),
        ("usd", None, "USD"),
        ("bananas", None, None),
    ],
)
def test_currencies_follow_the_country_beside_them(word: str, land: str | None, code: str | None) -> None:
    assert currency_of(word, land) == code
