"""Decoding: the best tags by Viterbi, parts, and the cue that each part belongs to."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reading.learned.decode import Chain, Linked, best_tags, linked, nearness, parts_of
from reportedly.reading.learned.heads import (
    ASKING,
    COLUMNS,
    HEADS,
    LAYER_TAGS,
    LINK_WIDTH,
    forbidden_steps,
)

TAGS = {tag: number for number, tag in enumerate(LAYER_TAGS)}
FREE = Chain(np.array(forbidden_steps(), np.float32) * -1e4, np.zeros(len(LAYER_TAGS), np.float32))


def tags(line: str) -> list[int]:
    """One letter a token: S and C and T begin source, cue, content; small letters go on; - is none."""
    begins = {"S": "B-source", "C": "B-cue", "T": "B-content"}
    inside = {"s": "I-source", "c": "I-cue", "t": "I-content"}
    return [TAGS[begins.get(one) or inside.get(one) or "O"] for one in line]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**31), st.integers(1, 4))
def test_viterbi_finds_the_best_of_all_sequences(seed: int, length: int) -> None:
    rng = np.random.default_rng(seed)
    count = len(LAYER_TAGS)
    chain = Chain(
        rng.normal(size=(count, count)).astype(np.float32), rng.normal(size=count).astype(np.float32)
    )
    emissions = rng.normal(size=(length, count)).astype(np.float32)

    def score(sequence: tuple[int, ...]) -> float:
        steps = sum(chain.transitions[one, two] for one, two in pairwise(sequence))
        return float(chain.starts[sequence[0]] + emissions[range(length), sequence].sum() + steps)

    best = max(score(each) for each in product(range(count), repeat=length))
    assert score(tuple(best_tags(emissions, chain))) == pytest.approx(best, abs=1e-4)


def test_an_inside_never_follows_what_it_cannot_continue() -> None:
    emissions = np.zeros((3, len(LAYER_TAGS)), np.float32)
    emissions[1, TAGS["I-content"]] = 5
    emissions[2, TAGS["I-content"]] = 5
    found = best_tags(emissions, FREE)
    assert LAYER_TAGS[found[0]] in {"B-content", "I-content"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("SsC-Ttt", {"source": [(0, 2)], "cue": [(2, 3)], "content": [(4, 7)]}),
        ("TtTt", {"source": [], "cue": [], "content": [(0, 2), (2, 4)]}),
        ("--", {"source": [], "cue": [], "content": []}),
    ],
)
def test_parts_are_the_runs_of_their_tags(line: str, expected: dict[str, list[tuple[int, int]]]) -> None:
    assert parts_of(tags(line)) == expected


def test_parts_go_to_the_nearest_cue_where_nothing_else_is_known() -> None:
    output = np.zeros((9, sum(HEADS.values())), np.float32)
    found = linked(output, parts_of(tags("SCTt-SCTt")))
    assert found == [
        Linked(((0, 1),), ((1, 2),), ((2, 4),)),
        Linked(((5, 6),), ((6, 7),), ((7, 9),)),
    ]


def test_what_was_learned_of_two_tokens_outweighs_the_distance() -> None:
    output = np.zeros((9, sum(HEADS.values())), np.float32)
    output[1, COLUMNS["answers"]] = 3
    content = COLUMNS["asks"].start + ASKING.index("content") * LINK_WIDTH
    output[7:9, content : content + LINK_WIDTH] = 3
    found = linked(output, parts_of(tags("SCTt-SCTt")))
    assert [one.content for one in found] == [((2, 4), (7, 9)), ()]


@pytest.mark.parametrize(
    ("line", "part", "order"),
    [
        ("C-TtC", (2, 4), [1, 0]),  # the cue that touches it before the one a word off
        ("CC---Tt", (5, 7), [1, 0]),  # with a cue between, the further one is further still
        ("TtC--C", (0, 2), [0, 1]),
    ],
)
def test_nearness(line: str, part: tuple[int, int], order: list[int]) -> None:
    near = nearness(part, parts_of(tags(line))["cue"])
    assert np.argsort(-near).tolist() == order
    assert (near <= 0).all()


def test_without_cues_there_is_nobody_to_attribute_to() -> None:
    assert linked(np.zeros((2, sum(HEADS.values())), np.float32), parts_of(tags("Tt"))) == []
