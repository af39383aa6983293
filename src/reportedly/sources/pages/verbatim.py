"""An article's text put together from stretches of its page's text, and the runs between the two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reportedly.model import Run
from reportedly.sources.pages.tree import Words

PARAGRAPH = "\n\n"
"""What stands between two paragraphs."""

_WORD = re.compile(r"\S+")


class Piece(NamedTuple):
    """A word, or part of one, by its offsets into the page's text; ``before`` is what stands before it."""

    before: str
    start: int
    end: int


def paragraph(words: Words, start: int, end: int) -> Iterator[Piece]:
    """The pieces of a stretch of the dense text of a page."""
    before = PARAGRAPH
    for spaced, begins, ends in words.between(start, end):
        yield Piece(before or " " * spaced, begins, ends)
        before = ""


def line(page: str, start: int, end: int) -> Iterator[Piece]:
    """The pieces of a stretch of the page's text."""
    before = PARAGRAPH
    for word in _WORD.finditer(page, start, end):
        yield Piece(before, word.start(), word.end())
        before = " "


def written(page: str, pieces: Iterable[Piece]) -> tuple[str, tuple[Run, ...]]:
    """The text of the pieces, in order, and its runs into the page's text, along which both are the same."""
    parts: list[str] = []
    runs: list[Run] = []
    size = begun = page_begun = page_end = 0
    for before, start, end in pieces:
        between = before if parts else ""
        gap = page[page_end:start]
        if parts and gap != between:
            lead, trail = _shares(between, gap)
            runs.append(Run(begun, page_begun, page_end - page_begun + lead))
            begun, page_begun = size + len(between) - trail, start - trail
        elif not parts:
            page_begun = start
        parts += (between, page[start:end])
        size, page_end = size + len(between) + end - start, end
    if parts:
        runs.append(Run(begun, page_begun, page_end - page_begun))
    return "".join(parts), tuple(runs)


def _shares(wanted: str, gap: str) -> tuple[int, int]:
    """How many of the characters wanted a gap of the page begins with, and how many others it ends with."""
    most = min(len(wanted), len(gap))
    lead = next(size for size in range(most, -1, -1) if gap.startswith(wanted[:size]))
    left, rest = wanted[lead:], gap[lead:]
    trail = next(
        size for size in range(min(len(left), len(rest)), -1, -1) if rest.endswith(left[len(left) - size :])
    )
    return lead, trail
