"""PLOVER root types by cross-validation: each fold's sentences judged by a network that never saw them."""

from __future__ import annotations

import copy
import random
from collections import Counter, defaultdict
from collections.abc import Sequence

import torch

from reportedly_training.batches import pieces_of, tensors_of
from reportedly_training.corpora import Example
from reportedly_training.losses import at_tokens, root_scores
from reportedly_training.network import Reader
from reportedly_training.recipe import Recipe, Stage
from reportedly_training.train import train


def cross_validate(
    reader: Reader, examples: Sequence[Example], recipe: Recipe, stage: Stage, folds: int
) -> dict[str, float]:
    """Accuracy and macro-F1 in per cent over all examples, each judged once.

    ``reader`` is trained on none of them; it is copied for every fold. The folds are stratified.
    """
    judged: list[tuple[int, int]] = []
    for number, held in enumerate(_folds(examples, folds, recipe.seed)):
        rest = [example for other, example in enumerate(examples) if other not in held]
        taught, _ = train(copy.deepcopy(reader), stage, recipe, {"marked": rest}.__getitem__, ())
        kept = [example for other, example in enumerate(examples) if other in held]
        judged.extend(zip((example.root for example in kept), roots(taught, kept), strict=True))
        print(f"fold {number + 1} of {folds}: {_figures(judged)}", flush=True)
    return _figures(judged)


def roots(reader: Reader, examples: Sequence[Example]) -> list[int]:
    """The type that the network gives each example; each fits one window."""
    found = []
    reader.eval()
    with torch.no_grad():
        for example in examples:
            tensors = tensors_of(pieces_of([example])[:1])
            output = at_tokens(reader(tensors.pieces, tensors.mask, tensors.features), tensors.firsts)
            scores = root_scores(output, tensors.held, tensors.actors, tensors.targets)
            found.append(int(scores.argmax(1)))
    return found


def _folds(examples: Sequence[Example], folds: int, seed: int) -> list[set[int]]:
    """Numbers of examples, each type spread evenly."""
    by_type: dict[int, list[int]] = defaultdict(list)
    for number, example in enumerate(examples):
        by_type[example.root].append(number)
    rng = random.Random(seed)  # noqa: S311 - an order, not a secret
    found: list[set[int]] = [set() for _ in range(folds)]
    place = 0
    for members in by_type.values():
        rng.shuffle(members)
        for number in members:
            found[place % folds].add(number)
            place += 1
    return found


def _figures(judged: Sequence[tuple[int, int]]) -> dict[str, float]:
    gold, told = Counter(one for one, _ in judged), Counter(two for _, two in judged)
    right = Counter(one for one, two in judged if one == two)
    scores = [2 * right[kind] / (gold[kind] + told[kind]) for kind in gold]
    return {
        "accuracy": round(100 * sum(right.values()) / len(judged), 2),
        "macro-f1": round(100 * sum(scores) / len(scores), 2),
        "types": len(gold),
    }
