"""The types: frozen, slotted, with ids that stay the same from release to release."""

from __future__ import annotations

import enum
import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly import model, threadmodel
from reportedly.model import Actor, ActorKind, Item, Span, content_id

TYPES = [
    kind
    for module in (model, threadmodel)
    for kind in vars(module).values()
    if inspect.isclass(kind) and kind.__module__ == module.__name__ and not issubclass(kind, enum.Enum)
]
SPANS = st.builds(
    lambda start, size: Span(start, start + size, "x" * size), st.integers(0, 50), st.integers(0, 9)
)


@pytest.mark.parametrize("kind", TYPES)
def test_types_are_slotted(kind: type) -> None:
    assert "__dict__" not in dir(kind)


@pytest.mark.parametrize(
    ("thing", "field"),
    [
        (Span(0, 4, "Iran"), "end"),
        (Actor("IRN", "Iran", ActorKind.COUNTRY), "name"),
        (Item("uav", "Shahed-136", Span(0, 10, "Shahed-136")), "cls"),
    ],
)
def test_types_are_frozen(thing: object, field: str) -> None:
    with pytest.raises(AttributeError):
        setattr(thing, field, "other")


def test_equal_things_hash_alike() -> None:
    one, other = (Item("uav", None, Span(4, 10, "drones")) for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("a text",), "52d63c260edd3e36"),
        (("a text", 0, 6), "6baefba0155c6306"),
        (("article", None, ("IRN", "RUS")), "6ddc989fbaae8519"),
        (("half a surrogate pair: \ud83d",), "92fbdb01b6b8df3b"),
    ],
)
def test_ids_stay_what_they_are(parts: tuple[object, ...], expected: str) -> None:
    """A changed id breaks every stored claim, so a change of these literals is a breaking change."""
    assert content_id(*parts) == expected


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_different_parts_give_different_ids(one: list[str], other: list[str]) -> None:
    assert (content_id(*one) == content_id(*other)) == (one == other)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Span(0, 4, "Iran"), Span(2, 6, "an s"), True),
        (Span(0, 4, "Iran"), Span(1, 3, "ra"), True),
        (Span(0, 4, "Iran"), Span(4, 9, " says"), False),
        (Span(2, 2, ""), Span(0, 4, "Iran"), False),
    ],
)
def test_spans_overlap_where_they_share_a_character(one: Span, other: Span, expected: bool) -> None:
    assert one.overlaps(other) is expected


@given(SPANS, SPANS)
def test_overlap_is_mutual(one: Span, other: Span) -> None:
    assert one.overlaps(other) == other.overlaps(one)


@given(SPANS, SPANS)
def test_overlap_is_a_shared_character(one: Span, other: Span) -> None:
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.overlaps(other) == bool(shared)
