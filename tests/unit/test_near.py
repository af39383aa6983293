"""Which texts are one story."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.ledger.near import THRESHOLD, buckets, jaccard, shingles

STORY = " ".join(f"word{number}" for number in range(200))


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 1), ("One", 1), ("one two three four five", 1), ("one two three four five six", 2)],
)
def test_runs_of_five_words(text: str, count: int) -> None:
    assert len(shingles(text)) == count


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (STORY, True),
        (f"WASHINGTON (Wire) — {STORY.upper()}!", True),
        (STORY.replace("word100", "another"), True),
        (" ".join(STORY.split()[:100]), False),
        (" ".join(STORY.split()[::-1]), False),
        ("", False),
    ],
)
def test_near_duplicates_meet_in_a_bucket_and_are_alike(other: str, same: bool) -> None:
    one, two = shingles(STORY), shingles(other)
    assert (jaccard(one, two) >= THRESHOLD) == same
    if same:
        assert set(buckets(one)) & set(buckets(two))


@given(st.frozensets(st.text(max_size=3), min_size=1), st.frozensets(st.text(max_size=3), min_size=1))
def test_likeness_is_mutual_and_whole_only_with_itself(one: frozenset[str], other: frozenset[str]) -> None:
    assert jaccard(one, other) == jaccard(other, one)
    assert (jaccard(one, other) == 1) == (one == other)
    assert buckets(one) == buckets(frozenset(sorted(one, reverse=True)))


@pytest.mark.data
def test_the_briefing_posted_twice(gold: Path) -> None:
    with gzip.open(gold / "data/wh-briefings/2022.jsonl.gz", "rt", encoding="utf-8") as lines:
        documents = [one for one in map(json.loads, lines) if one["date"] in ("2022-07-19", "2022-07-20")]
    found = {one["id"]: shingles(one["markdown"]) for one in documents}
    alike = [
        {one, other}
        for one in found
        for other in found
        if one < other and set(buckets(found[one])) & set(buckets(found[other]))
        if jaccard(found[one], found[other]) >= THRESHOLD
    ]
    (pair,) = alike
    assert {one.partition("/2022-07/")[2][:10] for one in pair} == {"2022-07-19", "2022-07-20"}
