"""Which proposition each claim of one article is on, and what it takes from the others."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.brief import claims

from reportedly.threadmodel import Proposition
from reportedly.threads.placing import place, said_by

DRONES = "2022-07-11 USA planned IRN>RUS uav"


def key(proposition: Proposition) -> str:
    sides = ">".join(party.actor or "?" for party in proposition.parties)
    return f"{proposition.event} {sides} {proposition.item or '?'}"


def keys(text: str) -> list[str]:
    return [key(placement.proposition) for placement in place(claims(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What it says itself.
        (DRONES, "transfer IRN>RUS uav"),
        ("2022-07-11 USA occurred USA>UKR weapon frame=aid", "transfer USA>UKR weapon"),
        ("2022-07-11 USA occurred USA>UKR ? frame=aid", "aid USA>UKR ?"),
        ("2022-07-11 USA occurred USA>RUS ? frame=sanction", "sanction USA>RUS ?"),
        ("2022-07-11 USA planned IRN>RUS uav frame=training", "training IRN>RUS uav"),
        ("2022-07-11 USA occurred RUS>IRN ? type=CONSULT", "consult RUS>IRN ?"),
        # Those who confer do it together.
        ("2022-07-11 USA occurred RUS+BLR>IRN ? type=CONSULT", "consult BLR+RUS>IRN ?"),
        # Who is known only by name is no code, and a pronoun is nobody.
        ("2022-07-11 USA occurred allies>UKR armour", "transfer allies>UKR armour"),
        ("2022-07-11 USA occurred they>UKR armour", "transfer ?>UKR armour"),
    ],
)
def test_a_claim_alone(text: str, expected: str) -> None:
    assert keys(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-07-11 USA occurred PRK+IRN>RUS uav", ["transfer IRN>RUS uav", "transfer PRK>RUS uav"]),
        ("2022-07-11 USA occurred PRK+IRN>? uav", ["transfer IRN>? uav", "transfer PRK>? uav"]),
        (
            "2022-07-11 USA occurred USA>RUS+BLR ? frame=sanction",
            ["sanction USA>BLR ?", "sanction USA>RUS ?"],
        ),
    ],
)
def test_of_several_each_has_a_deal_of_his_own(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # "the drones", "the sale", "deliveries": from the nearest that agrees.
        (f"{DRONES}\n2022-07-11 USA unclear ?>? uav", "transfer IRN>RUS uav"),
        (f"{DRONES}\n2022-07-11 USA unclear ?>RUS ?", "transfer IRN>RUS uav"),
        (f"{DRONES}\n2022-07-11 USA unclear IRN>? uav", "transfer IRN>RUS uav"),
        # Never where anything differs.
        (f"{DRONES}\n2022-07-11 USA unclear ?>UKR uav", "transfer ?>UKR uav"),
        (f"{DRONES}\n2022-07-11 USA unclear ?>RUS missile", "transfer ?>RUS missile"),
        (f"{DRONES}\n2022-07-11 USA unclear PRK>? uav", "transfer PRK>? uav"),
        # Nobody deals with himself.
        (f"{DRONES}\n2022-07-11 USA unclear RUS>? uav", "transfer RUS>? uav"),
        # Nothing in common is no reason.
        (f"{DRONES}\n2022-07-11 USA unclear ?>? ?", "transfer ?>? ?"),
        # Of two deals as near neither is taken.
        (
            f"{DRONES}\n2022-07-11 USA occurred TUR>UKR uav\n2022-07-11 USA unclear ?>? uav",
            "transfer ?>? uav",
        ),
        # Another kind of event lends nothing.
        (f"{DRONES}\n2022-07-11 USA occurred USA>? ? frame=sanction", "sanction USA>? ?"),
        # "these weapons", "providing weapons" are the drones, "more destructive weapons" need not be.
        (f"{DRONES}\n2022-07-11 USA denied IRN>RUS weapon | sell weapons", "transfer IRN>RUS uav"),
        (f"{DRONES}\n2022-07-11 USA denied IRN>? weapon | sell weapons", "transfer IRN>RUS uav"),
        (f"{DRONES}\n2022-07-11 USA denied IRN>RUS weapon | get deadlier weapons", "transfer IRN>RUS weapon"),
    ],
)
def test_what_a_claim_leaves_out(text: str, expected: str) -> None:
    assert keys(text)[-1] == expected


def test_what_was_taken_is_said() -> None:
    *_, placement = place(claims(f"{DRONES} | provide drones\n2022-07-11 USA unclear ?>? uav"))
    assert placement.reasons == (
        "supplier IRN from “provide” at 0",
        "recipient RUS from “provide” at 0",
    )


@pytest.mark.parametrize(
    ("line", "shared"),
    [
        (DRONES, True),
        ("2022-07-11 USA planned IRN>? uav", True),
        ("2022-07-11 USA planned IRN>RUS ?", True),
        ("2022-07-11 USA planned IRN>? ?", False),
        ("2022-07-11 USA planned ?>? uav", False),
        ("2022-07-11 USA occurred RUS>? ? type=CONSULT", False),
        ("2022-07-11 USA occurred RUS>IRN ? type=CONSULT", True),
    ],
)
def test_what_says_too_little_is_shared_with_no_other_article(line: str, shared: bool) -> None:
    (one,), (other,) = (place(claims(f"{article}: {line}")) for article in ("daily", "weekly"))
    assert (one.proposition == other.proposition) is shared


@pytest.mark.parametrize(
    ("said", "spoken", "expected"),
    [
        ("2022-07-11", date(2022, 7, 12), date(2022, 7, 11)),
        ("2022-07", date(2022, 10, 17), date(2022, 7, 31)),
        ("2022-07/..", date(2022, 10, 20), date(2022, 10, 20)),
        ("../2022-10-20", date(2022, 10, 20), date(2022, 10, 20)),
        ("2022", date(2022, 10, 20), date(2022, 10, 20)),
        (None, date(2022, 10, 20), date(2022, 10, 20)),
        (None, None, None),
    ],
)
def test_the_day_by_which_it_was_said(said: str | None, spoken: date | None, expected: date | None) -> None:
    assert said_by(said, spoken) == expected


ACTORS = st.sampled_from(["IRN", "RUS", "UKR", "?"])
LINES = st.builds(
    "2022-07-11 USA planned {}>{} {}".format,
    ACTORS,
    ACTORS,
    st.sampled_from(["uav", "missile", "weapon", "?"]),
)


def stated_parts(line: str) -> list[str]:
    sides, item = line.split()[3:5]
    return [*sides.split(">"), item]


@settings(deadline=None)
@given(st.lists(LINES, max_size=8))
def test_nothing_stated_is_overridden(lines: list[str]) -> None:
    for line, placement in zip(lines, place(claims("\n".join(lines))), strict=True):
        placed = key(placement.proposition).replace(">", " ").split()[1:]
        for own, found in zip(stated_parts(line), placed, strict=True):
            assert own in (found, "?") or own == "weapon"


@settings(deadline=None)
@given(st.lists(LINES, max_size=8), st.randoms())
def test_the_order_in_which_claims_are_given_does_not_matter(lines: list[str], chance: Random) -> None:
    told = claims("\n".join(lines))
    shuffled = chance.sample(told, len(told))
    assert place(told) == place(shuffled)
