"""How alike two lots of words are: cosine of vectors in which rare words weigh more.

How rare a word is comes from a fixed table, not from the documents at hand, so that two texts are as
alike tomorrow as they are today, whatever has been added since.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TypeAlias

from reportedly.lexicon.phrases import load

WordVector: TypeAlias = Mapping[str, float]

# Words that are less rare say nothing of what a document is about.
_PLAIN = 2


def rarity(word: str) -> int:
    """How many times the documents have to be halved until about as many are left as have the word.

    From 0 for "the" up; a word that is not in the table is taken for as rare as its rarest.

    >>> rarity("the"), rarity("missile"), rarity("qwertyish")
    (0, 5, 9)
    """
    return _table().get(word, _rarest())


def vector(words: Iterable[str]) -> WordVector:
    """A vector of length 1 (empty where all words are plain): tf-idf with logarithmic counts."""
    counts = Counter(word for word in words if any(map(str.isalnum, word)))
    weights = {
        word: (1 + math.log(count)) * rarity(word)
        for word, count in sorted(counts.items())
        if rarity(word) >= _PLAIN
    }
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()}


def likeness(one: WordVector, other: WordVector) -> float:
    """The cosine of two vectors: 0 without a common word, 1 for the same words."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return min(1.0, math.fsum(weight * many[word] for word, weight in few.items() if word in many))


def heaviest(one: WordVector, many: int) -> tuple[str, ...]:
    """The words of a vector that weigh most, equals in the order of the alphabet."""
    return tuple(sorted(one, key=lambda word: (-one[word], word))[:many])


@cache
def _table() -> Mapping[str, int]:
    return {word: int(level) for level, words in load("rarity")["seen"].items() for word in words.split()}


@cache
def _rarest() -> int:
    return max(_table().values()) + 1
