"""Whether two mentions tell of the same event: a table of weighted features that give reasons.

    two mentions -> features, each from 0 to 1 -> weighted sum -> probability, and the reasons for it

The weights, and the pairs of words that were seen to tell of the same events, were learned from ECB+
(docs/decisions/0022-comparing-mentions.md) and stand in ``lexicon/data/coreference.toml``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from reportedly.lexicon.phrases import load
from reportedly.threads.likeness import WordVector, likeness, rarity
from reportedly.threads.stems import stem

# Rarities beyond this are one: few words are in fewer documents.
_RARE = 8


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of an event, as far as comparing needs it; words are lower-case lemmas.

    ``head`` is the word that names the event, ``trigger`` all words of its trigger. ``arguments``
    depend on the head; ``numbers`` and ``names`` are of its sentence. ``nearby`` is a vector of the
    words around the trigger, ``about`` one of the document.
    """

    id: str
    document: str
    sentence: int
    head: str
    trigger: frozenset[str]
    arguments: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[str]
    nearby: WordVector
    about: WordVector


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions in the order of their ids, and what is worked out once for several features.

    ``akin`` is how often their heads, where they differ, were seen to tell of the same events; ``about``
    is how alike their documents are. Both are from 0 to 1.
    """

    one: Mention
    other: Mention
    akin: float
    about: float


@dataclass(frozen=True, slots=True)
class Feature:
    """What is compared, and the reason to give where it speaks for or against."""

    name: str
    of: Callable[[Pair], float]
    reason: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """How likely two mentions tell of one event, and why, the weightiest reason first."""

    probability: float
    reasons: tuple[str, ...]


def compare(one: Mention, other: Mention) -> Comparison:
    """Compare two mentions. The order in which they are given makes no difference."""
    pair = pair_of(one, other, akin(one.head).get(other.head, 0.0))
    weighed = [
        (_weights()[feature.name] * value, value, feature)
        for feature in FEATURES
        if (value := feature.of(pair)) > 0
    ]
    weighed.sort(key=lambda each: (-abs(each[0]), each[2].name))
    reasons = tuple(f"{feature.reason} ({value:.2f}, {weight:+.1f})" for weight, value, feature in weighed)
    return Comparison(_logistic(_bias() + math.fsum(each[0] for each in weighed)), reasons)


def pair_of(one: Mention, other: Mention, known: float) -> Pair:
    """Two mentions put in order, with how often their heads were seen to tell of the same events."""
    first, second = (one, other) if one.id <= other.id else (other, one)
    about = 1.0 if one.document == other.document else likeness(first.about, second.about)
    return Pair(first, second, known, about)


def akin(head: str) -> Mapping[str, float]:
    """The other heads that were seen to tell of the same events as this one, and how often they did."""
    return _pairs().get(head, {})


def _same_head(pair: Pair) -> float:
    return float(pair.one.head == pair.other.head)


def _same_stem(pair: Pair) -> float:
    return float(stem(pair.one.head) == stem(pair.other.head))


def _rare_head(pair: Pair) -> float:
    return _same_head(pair) * min(rarity(pair.one.head), _RARE) / _RARE


def _trigger(pair: Pair) -> float:
    one, other = pair.one.trigger, pair.other.trigger
    return len(one & other) / max(1, len(one | other))


def _akin(pair: Pair) -> float:
    return pair.akin


def _about(pair: Pair) -> float:
    return pair.about


def _very_alike(pair: Pair) -> float:
    return pair.about**2


def _stem_and_about(pair: Pair) -> float:
    return _same_stem(pair) * pair.about


def _akin_and_about(pair: Pair) -> float:
    return pair.akin * pair.about


def _nearby(pair: Pair) -> float:
    return likeness(pair.one.nearby, pair.other.nearby)


def _arguments(pair: Pair) -> float:
    return _overlap(pair.one.arguments, pair.other.arguments)


def _names(pair: Pair) -> float:
    return _overlap(pair.one.names, pair.other.names)


def _other_names(pair: Pair) -> float:
    return _apart(pair.one.names, pair.other.names)


def _numbers(pair: Pair) -> float:
    return _overlap(pair.one.numbers, pair.other.numbers)


def _other_numbers(pair: Pair) -> float:
    return _apart(pair.one.numbers, pair.other.numbers)


def _same_document(pair: Pair) -> float:
    return float(pair.one.document == pair.other.document)


def _same_sentence(pair: Pair) -> float:
    return float(pair.one.sentence == pair.other.sentence) * _same_document(pair)


FEATURES = (
    Feature("head", _same_head, "the same word"),
    Feature("stem", _same_stem, "words of one stem"),
    Feature("rare head", _rare_head, "the same rare word"),
    Feature("trigger", _trigger, "triggers with the same words"),
    Feature("akin", _akin, "words that are used of the same events"),
    Feature("about", _about, "documents about the same"),
    Feature("very alike", _very_alike, "documents that are nearly the same"),
    Feature("stem and about", _stem_and_about, "one stem in documents about the same"),
    Feature("akin and about", _akin_and_about, "akin words in documents about the same"),
    Feature("nearby", _nearby, "the same words around it"),
    Feature("arguments", _arguments, "the same taking part"),
    Feature("names", _names, "names in common"),
    Feature("other names", _other_names, "no name in common"),
    Feature("numbers", _numbers, "numbers in common"),
    Feature("other numbers", _other_numbers, "no number in common"),
    Feature("same document", _same_document, "one document"),
    Feature("same sentence", _same_sentence, "one sentence"),
)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _apart(one: frozenset[str], other: frozenset[str]) -> float:
    return float(bool(one) and bool(other) and not one & other)


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value))


@cache
def _weights() -> Mapping[str, float]:
    found: dict[str, float] = load("coreference")["weights"]
    return found


@cache
def _bias() -> float:
    return float(load("coreference")["bias"])


@cache
def _pairs() -> Mapping[str, Mapping[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for pair, share in load("coreference")["pairs"].items():
        one, other = pair.split()
        found.setdefault(one, {})[other] = share
        found.setdefault(other, {})[one] = share
    return found
