"""Who and what tiny invented stories name."""

from __future__ import annotations

import time

import pytest

from reportedly.model import Passage, PassageKind, Span
from reportedly.reading.marks import Mentions
from reportedly.reading.mentions import find_mentions
from reportedly.reading.nlp import parse
from reportedly.reading.parse import Parse


def read(text: str) -> Parse:
    span = Span(0, len(text), text)
    return parse(text, (Passage(PassageKind.BODY, span, span),))


def mentions(text: str) -> Mentions:
    return find_mentions(read(text))


@pytest.mark.parametrize(
    ("text", "words", "actor", "name", "kind", "sector"),
    [
        ("Chile sold it.", "Chile", "CHL", "Chile", "country", None),
        ("The Kremlin sold it.", "Kremlin", "RUS", "Kremlin", "government", "GOV"),
        ("Beijing sold it.", "Beijing", "CHN", "Beijing", "government", "GOV"),
        ("The D.P.R.K. sold it.", "D.P.R.K.", "PRK", "North Korea", "country", None),
        ("US officials left.", "US officials", "USA", "US officials", "unnamed", "GOV"),
        (
            "The Chinese government left.",
            "Chinese government",
            "CHN",
            "Chinese government",
            "government",
            "GOV",
        ),
        (
            "The Peruvian Ministry of Defense left.",
            "Peruvian Ministry of Defense",
            "PER",
            "Peruvian Ministry of Defense",
            "government",
            "MIL",
        ),
        (
            "The Ministry of Defense of Ukraine left.",
            "Ministry of Defense of Ukraine",
            "UKR",
            "Ministry of Defense of Ukraine",
            "government",
            "MIL",
        ),
        (
            "The government in Chile left.",
            "government in Chile",
            "CHL",
            "government in Chile",
            "government",
            "GOV",
        ),
        ("Putin’s forces left.", "Putin’s forces", "RUS", "Putin’s forces", "government", "MIL"),
        ("Ukraine's army left.", "Ukraine's army", "UKR", "Ukraine's army", "government", "MIL"),
        (
            "The US State Department left.",
            "US State Department",
            "USA",
            "State Department",
            "government",
            "GOV",
        ),
        (
            "Hezbollah fighters left.",
            "Hezbollah fighters",
            "HEZBOLLAH",
            "Hezbollah fighters",
            "unnamed",
            "REB",
        ),
        ("Baykar sold it.", "Baykar", "TUR", "Baykar", "organisation", "BUS"),
        ("The European Union left.", "European Union", "EU", "European Union", "organisation", "IGO"),
        ("Reuters said so.", "Reuters", None, "Reuters", "outlet", "MED"),
        ("Officials said so.", "Officials", None, "officials", "unnamed", "GOV"),
    ],
)
def test_an_actor_is_named(
    text: str, words: str, actor: str | None, name: str, kind: str, sector: str | None
) -> None:
    parsed = read(text)
    found = find_mentions(parsed).actors[0]
    assert parsed.span(found.first, found.last).text == words
    assert (found.actor.actor, found.actor.name, found.actor.kind, found.actor.sector) == (
        actor,
        name,
        kind,
        sector,
    )


@pytest.mark.parametrize(
    ("text", "name", "actor", "role"),
    [
        ("Putin left.", "Vladimir Putin", "RUS", "president"),
        (
            "National Security Council spokesman John Kirby left.",
            "John Kirby",
            "USA",
            "National Security Council spokesman",
        ),
        ("Secretary Austin left.", "Lloyd Austin", "USA", "secretary of defense"),
        ("Turkish Foreign Minister Mevlut Kaya left.", "Mevlut Kaya", "TUR", "Foreign Minister"),
        ("Maria Brandt, a White House spokeswoman, left.", "Maria Brandt", "USA", "White House spokeswoman"),
        ("Michael Jordan left.", "Michael Jordan", None, None),
    ],
)
def test_a_person_has_an_office(text: str, name: str, actor: str | None, role: str | None) -> None:
    people = [one.actor for one in mentions(text).actors if one.actor.kind == "person"]
    assert [(one.name, one.actor, one.role) for one in people] == [(name, actor, role)]


def test_a_shared_family_name_needs_the_full_name_before_it() -> None:
    text = "Johnson left. British Prime Minister Boris Johnson left. Then Johnson came back."
    assert [one.actor.name for one in mentions(text).actors] == ["Boris Johnson", "Boris Johnson"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Russian and Chinese officials met.", ["RUS", "CHN"]),
        ("French, German and Italian leaders met.", ["FRA", "DEU", "ITA"]),
        ("US and Polish troops met.", ["USA", "POL"]),
    ],
)
def test_several_countries_share_one_noun(text: str, codes: list[str]) -> None:
    parsed = read(text)
    found = find_mentions(parsed).actors
    assert [one.actor.actor for one in found] == codes
    assert {parsed.words[one.head] for one in found} <= {"officials", "leaders", "troops"}
    assert not any(one.adjectival for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "They ate turkey on fine china and told us.",
        "Athens, Georgia, is a town.",
        "He wrote a book on Native Americans.",
    ],
)
def test_what_only_looks_like_a_country_is_none(text: str) -> None:
    assert mentions(text).actors == ()


def test_demonyms_before_a_noun_are_adjectival() -> None:
    found = mentions("Iran sold Iranian drones and U.S.-made parts.").actors
    assert [(one.actor.actor, one.adjectival) for one in found] == [
        ("IRN", False),
        ("IRN", True),
        ("USA", True),
    ]


def test_a_country_before_a_number_modifies_nothing() -> None:
    found = mentions("Norway agreed to sell Romania 32 F-16 aircraft.").actors
    assert [(one.actor.actor, one.adjectival) for one in found] == [("NOR", False), ("ROU", False)]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("They sold drones.", [("drones", "uav", None)]),
        ("They sold Shahed-136 drones.", [("Shahed-136 drones", "uav", "Shahed-136")]),
        (
            "They sold both Mohajer-6 and Shahed-series UAVs.",
            [("Mohajer-6", "uav", "Mohajer-6"), ("Shahed-series UAVs", "uav", "Shahed")],
        ),
        (
            "Stingers, Javelins and HARM missiles arrived.",
            [
                ("Stingers", "air defence", "Stinger"),
                ("Javelins", "missile", "Javelin"),
                ("HARM missiles", "missile", "HARM"),
            ],
        ),
        ("They sold Patriot missile systems.", [("Patriot missile systems", "air defence", "Patriot")]),
        ("They sold Leopard 2 tanks.", [("Leopard 2 tanks", "armour", "Leopard 2")]),
        ("They sold 155mm artillery shells.", [("155mm artillery shells", "ammunition", "155mm")]),
        ("They sold Zx-40 drones.", [("Zx-40 drones", "uav", "Zx-40")]),
        ("They sold MiG-29s.", [("MiG-29s", "aircraft", "MiG-29")]),
        ("They sold military equipment.", [("military equipment", "weapon", None)]),
        ("They sold semiconductors.", [("semiconductors", "dual-use", None)]),
        ("The think tank discussed gun control.", []),
        ("The victory is mine, a Patriot said.", []),
        ("She held him in her arms.", []),
    ],
)
def test_an_item_has_class_and_designation(text: str, items: list[tuple[str, str, str | None]]) -> None:
    found = [one.item for one in mentions(text).items]
    assert [(one.span.text, one.cls, one.designation) for one in found] == items


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("They bought 12 Su-35 from it.", 12, 12, None),
        ("They bought 14 Leopard 2 tanks.", 14, 14, None),
        ("They bought up to several hundred UAVs.", None, 900, None),
        ("They bought “several hundred” drones.", 200, 900, None),
        ("They bought two batteries of Patriot missiles.", 2, 2, "batteries"),
        ("They bought two Patriot batteries.", 2, 2, "batteries"),
        ("They bought 10,000 rounds of 155mm ammunition.", 10_000, 10_000, "rounds"),
        ("They bought dozens of armored vehicles.", 24, None, None),
        ("They lost three of the six howitzers.", 3, 3, None),
    ],
)
def test_an_item_is_counted(text: str, low: float | None, high: float | None, unit: str | None) -> None:
    quantity = mentions(text).items[0].quantity
    assert quantity is not None
    assert (quantity.min, quantity.max, quantity.unit) == (low, high, unit)


@pytest.mark.parametrize(
    "text",
    [
        "They have 300 km range missiles.",
        "In 2022 drones fell.",
        "They sent $400 million in weapons.",
        "The 12 soldiers had drones.",
        "It was 155mm ammunition.",
    ],
)
def test_other_numbers_count_no_items(text: str) -> None:
    assert [one.quantity for one in mentions(text).items] == [None]


def test_mentions_are_in_order_apart_and_found_by_every_token() -> None:
    text = (
        "Iran's Defense Ministry sold 40 Mohajer-6 drones worth $9 million to the Russian army, Kirby said."
    )
    found = mentions(text)
    for kind, by_token in (
        (found.actors, found.actor_at),
        (found.items, found.item_at),
        (found.money, found.money_at),
    ):
        ends = 0
        for one in kind:
            assert ends <= one.first <= one.head < one.last
            assert all(by_token[token] is one for token in range(one.first, one.last))
            ends = one.last


@pytest.mark.parametrize(
    "word", ["Iran ", "5 ", "drone ", "Patriot ", "President ", "Russian and ", "- ", "of "]
)
def test_absurd_repetition_takes_no_time(word: str) -> None:
    parsed = read(word * 1000)
    start = time.perf_counter()
    find_mentions(parsed)
    assert time.perf_counter() - start < 1.0
