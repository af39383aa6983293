"""A parse as word pieces, cut into windows that the encoder takes.

Windows overlap; what is read of a token is taken from the window in which it stands furthest from
a border, so that nothing is lost at one. No window starts or ends inside a token.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TypeAlias

import numpy as np

from reportedly.reading.learned.features import FEATURES, Numbers, features_of
from reportedly.reading.parse import Parse

# Word pieces of a window, its two border pieces left out, and how many of them the next one repeats.
SIZE = 254
OVERLAP = 16
# What has more pieces than this is an address or a number, not a word: the rest of it is not read.
_LONGEST = 12
_START, _END, _PAD = 101, 102, 0  # [CLS], [SEP] and [PAD] of BERT's vocabularies

Pieces: TypeAlias = Callable[[str], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A parse's word pieces in one row, and its tokens' features.

    Token ``i`` has the pieces ``bounds[i]:bounds[i + 1]``, at least one.
    """

    pieces: Numbers
    bounds: Numbers
    features: Numbers


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens ``first`` up to ``last`` are read together; those of ``keep`` up to ``until`` are kept."""

    first: int
    last: int
    keep: int
    until: int


@dataclass(frozen=True, slots=True)
class Batch:
    """What the encoder takes: pieces and mask (windows x pieces), features (... x features).

    ``firsts`` has for each window the positions of its tokens' first pieces.
    """

    pieces: Numbers
    mask: Numbers
    features: Numbers
    firsts: tuple[Numbers, ...]


def encode(parse: Parse, pieces_of: Pieces) -> Encoded:
    """The pieces and features of a parse's tokens."""
    rows = [pieces_of(word)[:_LONGEST] for word in parse.words]
    bounds = np.fromiter(accumulate(map(len, rows), initial=0), np.int64, len(rows) + 1)
    pieces = np.fromiter((piece for row in rows for piece in row), np.int64, int(bounds[-1]))
    return Encoded(pieces, bounds, features_of(parse))


def windows_of(encoded: Encoded, size: int = SIZE, overlap: int = OVERLAP) -> list[Window]:
    """Windows of at most ``size`` pieces that cover all tokens and keep each of them once."""
    bounds, total = encoded.bounds, len(encoded.bounds) - 1
    if not total:
        return []
    ranges: list[tuple[int, int]] = []
    first = 0
    while first < total:
        last = int(np.searchsorted(bounds, bounds[first] + size, side="right")) - 1
        ranges.append((first, last))
        if last >= total:
            break
        first = max(first + 1, int(np.searchsorted(bounds, bounds[last] - overlap, side="left")))
    middles = [0, *((one[1] + two[0]) // 2 for one, two in pairwise(ranges)), total]
    return [
        Window(first, last, keep, until)
        for (first, last), (keep, until) in zip(ranges, pairwise(middles), strict=True)
    ]


def batch_of(encoded: Sequence[Encoded], windows: Sequence[Window]) -> Batch:
    """Windows, each of the parse beside it, padded to the longest."""
    sizes = [
        int(one.bounds[window.last] - one.bounds[window.first]) for one, window in _pairs(encoded, windows)
    ]
    shape = (len(windows), max(sizes) + 2)
    pieces = np.full(shape, _PAD, np.int64)
    mask = np.zeros(shape, np.int64)
    features = np.zeros((*shape, len(FEATURES)), np.int64)
    firsts = []
    for row, (one, window) in enumerate(_pairs(encoded, windows)):
        end = sizes[row] + 1
        bounds = one.bounds[window.first : window.last + 1]
        pieces[row, 0], pieces[row, end] = _START, _END
        pieces[row, 1:end] = one.pieces[bounds[0] : bounds[-1]]
        mask[row, : end + 1] = 1
        features[row, 1:end] = np.repeat(one.features[window.first : window.last], np.diff(bounds), axis=0)
        firsts.append(bounds[:-1] - bounds[0] + 1)
    return Batch(pieces, mask, features, tuple(firsts))


def _pairs(encoded: Sequence[Encoded], windows: Sequence[Window]) -> list[tuple[Encoded, Window]]:
    return list(zip(encoded, windows, strict=True))
