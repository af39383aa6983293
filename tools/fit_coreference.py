"""Learn ``lexicon/data/coreference.toml`` from ECB+: pairs of heads, and the weights of the features.

    python -m tools.fit_coreference ecbplus/train.jsonl.gz

Logistic regression by Newton's method, which has one solution: the same file gives the same weights. When
the weights are learned, the share of a pair of heads is taken from the other topics only, as it will be
for new text.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt

from reportedly.scoring.coreference_gold import GoldMention, gold_mentions
from reportedly.threads.compare import FEATURES, Pair, pair_of

OUT = Path(__file__).parents[1] / "src/reportedly/lexicon/data/coreference.toml"
# Documents less alike are never compared, here as in clustering.
_ALIKE = 0.1
_COST = 1.0
_STEPS = 12
# A pair of heads ships when so much of what was seen of it told of one event.
_SHARE = 0.1
_HEADING = """# Learned from ECB+ (annotation CC BY 3.0) by tools/fit_coreference.py; not edited by hand.
# `pairs` are heads of mentions that tell of the same events, with how often of all times seen together in
# documents about the same; `weights` are those of the features in threads/compare.py.
"""

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """Two mentions of one topic, and whether they tell of one event."""

    topic: str
    pair: Pair
    same: bool

    @property
    def heads(self) -> tuple[str, str]:
        """The two heads in the order of the alphabet."""
        one, other = sorted((self.pair.one.head, self.pair.other.head))
        return one, other


def examples_in(mentions: list[GoldMention]) -> Iterator[Example]:
    """All pairs of mentions of one topic whose documents are alike enough."""
    topics: dict[str, list[GoldMention]] = defaultdict(list)
    for mention in mentions:
        topics[mention.topic].append(mention)
    for topic, within in topics.items():
        for one, other in combinations(within, 2):
            pair = pair_of(one.mention, other.mention, 0.0)
            if pair.about >= _ALIKE:
                yield Example(topic, pair, one.cluster == other.cluster)


class Seen:
    """How often two heads were seen together, and told of one event, in each topic."""

    def __init__(self, examples: list[Example]) -> None:
        self.together: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self.same: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for each in examples:
            if len(set(each.heads)) > 1:
                self.together[each.heads][each.topic] += 1
                self.same[each.heads][each.topic] += each.same

    def share(self, heads: tuple[str, str], but: str | None = None) -> float:
        """The share of one event, one more time counted as two events; ``but`` is a topic to leave out."""
        if heads not in self.together:
            return 0.0
        same = self.same[heads].total() - (self.same[heads][but] if but else 0)
        together = self.together[heads].total() - (self.together[heads][but] if but else 0)
        return same / (together + 1)


def weights_of(table: Vector, same: Vector) -> Vector:
    """The weights of the columns, and last the bias, which costs nothing."""
    rows = np.hstack([table, np.ones((len(table), 1))])
    weights, cost = np.zeros(rows.shape[1]), np.eye(rows.shape[1]) * _COST
    cost[-1, -1] = 0
    for _ in range(_STEPS):
        told = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (told - same) + cost @ weights
        bend = (rows * (told * (1 - told))[:, None]).T @ rows + cost
        weights -= np.linalg.solve(bend, slope)
    return weights


def row_of(example: Example, share: float) -> list[float]:
    """The features of an example, in their order."""
    pair = Pair(example.pair.one, example.pair.other, share, example.pair.about)
    return [feature.of(pair) for feature in FEATURES]


def written(weights: Vector, pairs: Mapping[tuple[str, str], float]) -> str:
    """The data file as it ships."""
    lines = [_HEADING, f"bias = {weights[-1]:.3f}", "", "[weights]"]
    names = [feature.name for feature in FEATURES]
    lines += [f'"{name}" = {weight:.3f}' for name, weight in zip(names, weights, strict=False)]
    lines += ["", "[pairs]"]
    lines += [f'"{one} {other}" = {share:.2f}' for (one, other), share in sorted(pairs.items())]
    return "\n".join(lines) + "\n"


def main(file: str) -> None:
    """Learn from ``file``, and write the data file."""
    examples = list(examples_in(gold_mentions(Path(file))))
    seen = Seen(examples)
    table = np.array([row_of(each, seen.share(each.heads, each.topic)) for each in examples])
    weights = weights_of(table, np.array([each.same for each in examples], dtype=np.float64))
    plain = {heads: seen.share(heads) for heads in seen.together if all(head.isalpha() for head in heads)}
    OUT.write_text(written(weights, {heads: share for heads, share in plain.items() if share >= _SHARE}))


if __name__ == "__main__":
    main(sys.argv[1])
