"""Phrases are found longest first, in the words that the parser makes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.lexicon.phrases import Phrase, PhraseTable, words_of

TABLE = PhraseTable(
    [
        Phrase("US", "country"),
        Phrase("South Sudan", "south"),
        Phrase("Sudan", "north"),
        Phrase("Turkey", "country"),
        Phrase("fighter jet", "aircraft", cased=False),
        Phrase("People's Council", "body"),
    ]
)


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("Su-35 jets", ("Su-35", "jets")),
        ("surface-to-air missile", ("surface", "-", "to", "-", "air", "missile")),
        ("People's Republic", ("People", "'s", "Republic")),
        ("155mm shells", ("155", "mm", "shells")),
        ("U.S. Army", ("U.S.", "Army")),
        ("Côte d'Ivoire", ("Côte", "d'Ivoire")),
        ("Washington, D.C.", ("Washington", ",", "D.C.")),
    ],
)
def test_phrases_are_split_like_the_parser_splits_text(phrase: str, words: tuple[str, ...]) -> None:
    assert words_of(phrase) == words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("South Sudan and Sudan agreed", [(0, 2, "south"), (3, 4, "north")]),
        ("tell us about the US", [(4, 5, "country")]),
        ("roast turkey in Turkey or TURKEY", [(3, 4, "country"), (5, 6, "country")]),
        ("Fighter Jet and fighter jet", [(0, 2, "aircraft"), (3, 5, "aircraft")]),
        ("the People ’s Council", [(1, 4, "body")]),
        ("South", []),
        ("", []),
    ],
)
def test_the_longest_phrase_is_found(text: str, found: list[tuple[int, int, str]]) -> None:
    assert TABLE.find(text.split()) == found


def test_a_whole_phrase_is_looked_up() -> None:
    assert TABLE.get("South Sudan") == "south"
    assert TABLE.get("South Sudan today") is None
    assert TABLE.get("") is None


@given(st.lists(st.sampled_from(["US", "us", "South", "Sudan", "fighter", "jet", "’s", "People", "-"])))
def test_what_is_found_lies_in_order_and_apart(words: list[str]) -> None:
    end = 0
    for first, last, _ in TABLE.find(words):
        assert end <= first < last <= len(words)
        end = last
