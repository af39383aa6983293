"""An article's text cut into pieces, so that claims can be shown where they stand, also where they overlap.

    passages, evidence -> bounds -> pieces (each with all the claims that it is part of) -> blocks

The pieces of all blocks, put together, are the text as it was published.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from reportedly.model import Claim, Passage, PassageKind

UNREAD = frozenset({PassageKind.BOILERPLATE, PassageKind.RELATED_LINK})
"""Passages that belong to the page and not to what it reports."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the claims whose evidence it is part of, by number, the shortest first.

    ``begins`` are the ids of those whose evidence begins here.
    """

    text: str
    claims: tuple[int, ...] = ()
    begins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """The pieces of one passage, or of what stands between two (``kind`` is ``None``)."""

    kind: PassageKind | None
    pieces: tuple[Piece, ...]

    @property
    def unread(self) -> bool:
        """Whether it is kept, but not read for claims."""
        return self.kind in UNREAD


@dataclass(frozen=True, slots=True)
class _Evidence:
    """One span of a claim's evidence, within the text; ``first`` is whether it is the claim's first."""

    start: int
    end: int
    number: int
    claim: str
    first: bool


def blocks(text: str, passages: Sequence[Passage], claims: Sequence[Claim]) -> tuple[Block, ...]:
    """A text with its claims, which are numbered from one in the order given."""
    evidence = sorted(_evidence(claims, len(text)), key=lambda one: (one.start, one.end, one.number))
    spans = sorted((one.span.start, one.span.end, one.kind.value) for one in passages)
    cuts = {0, len(text), *(at for one in evidence for at in (one.start, one.end))}
    cuts |= {min(at, len(text)) for start, end, _ in spans for at in (start, end)}
    pieces = _pieces(text, sorted(cuts), evidence)
    starts = [start for start, _, _ in spans]
    in_passages = groupby(pieces, key=lambda one: _passage(one[0], starts, spans))
    return tuple(
        Block(PassageKind(spans[at][2]) if at is not None else None, tuple(piece for _, piece in found))
        for at, found in in_passages
    )


def _evidence(claims: Sequence[Claim], length: int) -> Iterator[_Evidence]:
    for number, claim in enumerate(claims, 1):
        for place, span in enumerate(claim.evidence):
            if 0 <= span.start < min(span.end, length):
                yield _Evidence(span.start, min(span.end, length), number, claim.id, place == 0)


def _pieces(text: str, cuts: Sequence[int], evidence: Sequence[_Evidence]) -> Iterator[tuple[int, Piece]]:
    """Each piece between two cuts, with where it starts."""
    running: list[_Evidence] = []
    waiting = 0
    for start, end in pairwise(cuts):
        running = [one for one in running if one.end > start]
        while waiting < len(evidence) and evidence[waiting].start == start:
            running.append(evidence[waiting])
            waiting += 1
        inside = sorted(running, key=lambda one: (one.end - one.start, one.number))
        begins = tuple(one.claim for one in inside if one.first and one.start == start)
        yield start, Piece(text[start:end], tuple(dict.fromkeys(one.number for one in inside)), begins)


def _passage(start: int, starts: Sequence[int], spans: Sequence[tuple[int, int, str]]) -> int | None:
    """Which passage a piece that starts there is in."""
    at = bisect_right(starts, start) - 1
    return at if at >= 0 and start < spans[at][1] else None
