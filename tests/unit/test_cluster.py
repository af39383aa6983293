"""Mentions of tiny stories, and which of them tell of one event."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.threads.cluster import Clustering, average_linkage, clusters
from reportedly.threads.compare import Mention, compare
from reportedly.threads.likeness import heaviest, likeness, rarity, vector
from reportedly.threads.stems import stem

# Each line is a document of one mention, *marked*; a number tells the event.
STORIES = """
1 norland *deliver* twelve frigate to westland at port harcourt under naval contract
1 westland navy say frigate *delivery* from norland reach port harcourt with naval gun
1 twelve frigate norland *deliver* westland inspect at port harcourt by admiral
2 quake *strike* mountain village in sudmark bury house and road rescue team say
2 rescue team reach mountain village that quake *strike* in sudmark house lie bury
3 gunman *strike* checkpoint near ostheim after convoy ambush in desert
"""


def mention(number: int, line: str) -> Mention:
    words = line.split()
    head = next(word for word in words if word.startswith("*")).strip("*")
    plain = [word.strip("*") for word in words]
    at = plain.index(head)
    return Mention(
        id=f"m{number}",
        document=f"d{number}",
        sentence=0,
        head=head,
        trigger=frozenset({head}),
        arguments=frozenset(plain[max(0, at - 1) : at] + plain[at + 2 : at + 3]),
        numbers=frozenset(),
        names=frozenset(),
        nearby=vector(plain[max(0, at - 4) : at + 5]),
        about=vector(plain),
    )


LINES = [line.split(" ", 1) for line in STORIES.strip().splitlines()]
MENTIONS = [mention(number, line) for number, (_, line) in enumerate(LINES)]
EVENTS = sorted(
    frozenset(f"m{number}" for number, (event, _) in enumerate(LINES) if event == one)
    for one in sorted({event for event, _ in LINES})
)


def test_mentions_of_one_event_come_together() -> None:
    assert clusters(MENTIONS) == sorted(EVENTS, key=min)


def test_a_comparison_gives_its_reasons() -> None:
    told = compare(MENTIONS[0], MENTIONS[2])
    assert told.probability > 0.5
    assert any(reason.startswith("documents about the same") for reason in told.reasons)
    assert compare(MENTIONS[0], MENTIONS[3]).probability < 0.1


@settings(max_examples=40, deadline=None)
@given(st.permutations(MENTIONS))
def test_the_order_makes_no_difference(mentions: list[Mention]) -> None:
    assert clusters(mentions) == clusters(MENTIONS)


@settings(max_examples=40, deadline=None)
@given(st.permutations(MENTIONS), st.integers(0, len(MENTIONS)))
def test_added_later_is_as_if_from_scratch(mentions: list[Mention], first: int) -> None:
    growing = Clustering()
    for one in mentions[:first]:
        growing.add(one)
    assert growing.clusters() == clusters(mentions[:first])
    for one in mentions[first:]:
        growing.add(one)
    assert growing.clusters() == clusters(MENTIONS)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(MENTIONS), st.sampled_from(MENTIONS))
def test_comparing_is_symmetric(one: Mention, other: Mention) -> None:
    assert compare(one, other) == compare(other, one)


def test_a_mention_read_again_replaces_itself() -> None:
    growing = Clustering()
    for one in MENTIONS:
        growing.add(one)
    growing.add(replace(MENTIONS[4], head="sing", trigger=frozenset({"sing"})))
    assert growing.cluster_of("m4") == {"m4"}
    growing.add(MENTIONS[4])
    assert growing.clusters() == clusters(MENTIONS)


LINKAGE = [
    ([[0, 0.9], [0.9, 0]], 0.5, [[0, 1]]),
    ([[0, 0.4], [0.4, 0]], 0.5, [[0], [1]]),
    # 0 is like 1, and 1 like 2, but 0 not like 2: a mean of 0.45 is too little.
    ([[0, 0.95, 0], [0.95, 0, 0.9], [0, 0.9, 0]], 0.5, [[0, 1], [2]]),
    ([[0, 0.95, 0.2], [0.95, 0, 0.9], [0.2, 0.9, 0]], 0.5, [[0, 1, 2]]),
]


@pytest.mark.parametrize(("table", "least", "groups"), LINKAGE)
def test_average_linkage(table: list[list[float]], least: float, groups: list[list[int]]) -> None:
    assert average_linkage(np.array(table), least) == groups


@pytest.mark.parametrize(
    ("words", "one"),
    [
        ("deliver delivered delivery deliveries delivering", "deliv"),
        ("ship shipped shipping shipment shipments", "ship"),
        ("kill killed killing killings killer", "kill"),
        ("sell sells selling seller", "sell"),
    ],
)
def test_words_of_one_stem(words: str, one: str) -> None:
    assert {stem(word) for word in words.split()} == {one}


def test_rare_words_say_more() -> None:
    assert rarity("the") == 0 < rarity("missile") < rarity("qwertyish")
    assert "the" not in vector(["the", "missile"])
    assert heaviest(vector(["missile", "zzyzx", "zzyzx"]), 1) == ("zzyzx",)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=6)), st.lists(st.text(max_size=6)))
def test_likeness_is_a_cosine(one: list[str], other: list[str]) -> None:
    first, second = vector(one), vector(other)
    assert 0 <= likeness(first, second) <= 1
    assert likeness(first, second) == likeness(second, first)
    if first:
        assert likeness(first, first) == pytest.approx(1)
