"""An act of reporting as token ranges: what a tagger gives, before it is an attribution."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from reportedly.model import CueKind
from reportedly.reading.parse import Parse
from reportedly.reading.quotes import Range

_OPENING = frozenset({"“", '"', "``", "«", "‘", "'", "(", "[", "„", "$", "#"})
_CLOSING = frozenset({"”", '"', "''", "»", "’", "'", ")", "]", "%"})


@dataclass(frozen=True, slots=True)
class Report:
    """Source, cue and content as half-open token ranges in text order; ``head`` is the cue's head.

    ``confidence`` is how likely it is right, from 0 to 1; rules have none.
    """

    head: int
    kind: CueKind
    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    confidence: float | None = None

    @property
    def size(self) -> int:
        """Number of content tokens."""
        return sum(last - first for first, last in self.content)


class Tagger(Protocol):
    """What finds the acts of reporting in a parse: rules, or a learned model.

    A tagger gives source, cue, content and kind; it may nest them. Mode, audience, occasion,
    nesting and speakers are worked out around it.
    """

    def tag(self, parse: Parse) -> Sequence[Report]:
        """The reports of a parse, in any order; every content has at least one token."""
        ...


def trimmed(parse: Parse, first: int, last: int) -> Range | None:
    """A range without punctuation at its edges, quotation marks and brackets excepted."""
    while first < last and parse.pos[first] == "PUNCT" and parse.words[first] not in _OPENING:
        first += 1
    while first < last and parse.pos[last - 1] == "PUNCT" and parse.words[last - 1] not in _CLOSING:
        last -= 1
    return (first, last) if first < last else None


def cut(whole: Range, hole: Range) -> list[Range]:
    """What is left of ``whole`` on either side of ``hole``."""
    first, last = whole
    pieces = [(first, min(last, hole[0])), (max(first, hole[1]), last)]
    return [(start, end) for start, end in pieces if start < end]


def merged(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Sorted ranges with those that touch or overlap put together."""
    found: list[Range] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(found)
