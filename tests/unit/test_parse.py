"""Trees as arrays: children and the stretch of every subtree."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import Passage, PassageKind, Span
from reportedly.reading.nlp import parse
from reportedly.reading.parse import children_of, edges_of


@st.composite
def trees(draw: st.DrawFn) -> list[int]:
    """Heads of a random tree: token order[0] is the root, each other hangs on an earlier one."""
    size = draw(st.integers(1, 40))
    order = draw(st.permutations(range(size)))
    heads = [order[0]] * size
    for place in range(1, size):
        heads[order[place]] = order[draw(st.integers(0, place - 1))]
    return heads


def descendants(heads: list[int], top: int) -> set[int]:
    found = {top}
    for child in children_of(heads)[top]:
        found |= descendants(heads, child)
    return found


@given(trees())
def test_edges_reach_over_all_descendants(heads: list[int]) -> None:
    for token, (first, last) in enumerate(edges_of(heads)):
        below = descendants(heads, token)
        assert (first, last) == (min(below), max(below) + 1)


def test_a_chain_of_any_length_is_no_trouble() -> None:
    size = 200_000
    assert edges_of([max(0, token - 1) for token in range(size)])[0] == (0, size)


def test_tokens_keep_their_place_in_hard_wrapped_marked_up_text() -> None:
    text = "Iran  sent\n*twelve* drones\r\nto [Mali](https://example.org/mali)."
    whole = Span(0, len(text), text)
    read = parse(text, (Passage(PassageKind.BODY, whole, whole),))
    assert read.words[:6] == ("Iran", "sent", "twelve", "drones", "to", "Mali")
    for token, word in enumerate(read.words[:6]):
        assert text[read.starts[token] : read.ends[token]] == word


def test_half_a_surrogate_pair_is_read_past() -> None:
    text = "Iran sent \ud83d drones to Mali."
    whole = Span(0, len(text), text)
    assert parse(text, (Passage(PassageKind.BODY, whole, whole),)).words[-2:] == ("Mali", ".")
