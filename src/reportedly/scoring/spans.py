"""Stretches of a text as plain offsets: how they are read from JSON, compared, and shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from reportedly.errors import GoldError

Stretch: TypeAlias = tuple[int, int]
Spans: TypeAlias = tuple[Stretch, ...]

_AROUND = 70
_LONGEST = 240


def intersection_over_union(one: Spans, two: Spans) -> float:
    """Shared characters over all characters of two sets of spans, each without overlaps in itself."""
    shared = sum(max(0, min(end, last) - max(start, first)) for start, end in one for first, last in two)
    union = _length(one) + _length(two) - shared
    return shared / union if union else 0.0


def overlap(one: Spans, two: Spans) -> bool:
    """Whether the two share a character."""
    return any(start < last and first < end for start, end in one for first, last in two)


def stretch_of(value: Any, length: int, where: str) -> Stretch:
    """``[start, end]`` or ``{"start": ..., "end": ...}`` within a text of that length.

    >>> stretch_of([3, 5], 9, "a.jsonl, item 1"), stretch_of({"start": 3, "end": 5}, 9, "")
    ((3, 5), (3, 5))
    """
    match value:
        case [int(start), int(end)] | {"start": int(start), "end": int(end)}:
            if 0 <= start < end <= length:
                return start, end
            raise GoldError(f"{where}: span [{start}, {end}] does not lie in the text of {length} characters")
        case _:
            raise GoldError(f"{where}: {str(value)[:60]} is no span [start, end]; see docs/scoring.md")


def spans_of(value: Any, length: int, where: str) -> Spans:
    """A list of spans, in text order; ``None`` is the empty list."""
    if not isinstance(value, list | tuple | None):
        raise GoldError(f"{where}: {str(value)[:60]} is no list of spans; see docs/scoring.md")
    return tuple(sorted(stretch_of(one, length, where) for one in value or ()))


def written(text: str, stretch: Stretch) -> dict[str, int | str]:
    """A stretch as it stands in a line of predictions."""
    start, end = stretch
    return {"start": start, "end": end, "text": text[start:end]}


def piece(text: str, spans: Iterable[Stretch]) -> str:
    """The words of spans on one line, with " ... " between them."""
    return _shortened(" ... ".join(" ".join(text[start:end].split()) for start, end in spans))


def surroundings(text: str, spans: Iterable[Stretch]) -> str:
    """A line of the text around spans, cut at paragraphs and at words."""
    offsets = [offset for stretch in spans for offset in stretch]
    first, last = min(offsets), max(offsets)
    start, end = max(0, first - _AROUND), min(len(text), last + _AROUND)
    start = max(start, text.rfind("\n", 0, first) + 1)
    cut = text.find("\n", last)
    end = end if cut < 0 else min(end, cut)
    while 0 < start < first and not text[start - 1].isspace():
        start += 1
    while last < end < len(text) and not text[end].isspace():
        end -= 1
    return _shortened(" ".join(text[start:end].split()))


def _shortened(line: str) -> str:
    """A long line without its middle."""
    half = _LONGEST // 2
    return line if len(line) <= _LONGEST else f"{line[:half].rstrip()} [...] {line[-half:].lstrip()}"


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)
