"""Texts that are one story: MinHash of word shingles finds candidates, exact Jaccard decides.

With 25 bands of 5 rows a pair at the threshold is missed less than once in 10,000, and a pair
that shares a third of its shingles becomes a candidate one time in ten.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Set
from struct import pack

from rensa import RMinHash

THRESHOLD = 0.8
_WORDS, _BANDS, _ROWS, _SEED = 5, 25, 5, 1
_WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[str]:
    """Every run of five words of a text, in lower case; a shorter text is one run.

    >>> sorted(shingles("Norway has sent tanks to Finland."))
    ['has sent tanks to finland', 'norway has sent tanks to']
    """
    words = _WORD.findall(text.casefold())
    count = max(1, len(words) - _WORDS + 1)
    return frozenset(" ".join(words[start : start + _WORDS]) for start in range(count))


def buckets(found: Set[str]) -> tuple[int, ...]:
    """The buckets that texts like this one meet in, as signed numbers of 64 bits."""
    signature = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
    signature.update(sorted(found))
    digest = signature.digest()
    return tuple(_bucket(band, digest[band * _ROWS : (band + 1) * _ROWS]) for band in range(_BANDS))


def jaccard(one: Set[str], other: Set[str]) -> float:
    """How much two sets of shingles share, from 0 to 1."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)


def _bucket(band: int, rows: list[int]) -> int:
    data = pack(f"<{_ROWS + 1}I", band, *rows)
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), signed=True)
