"""How well a network does on development data, counted in tokens: quick figures for the training log.

`reportedly score` gives the figures to quote; these show whether training goes the right way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

import numpy as np
import torch
from numpy.typing import NDArray

from reportedly.reading.learned.decode import Chain, Linked, Range, best_tags, linked, parts_of
from reportedly.reading.learned.heads import COLUMNS, HEADS, PARTS, SCALES
from reportedly_training.batches import pieces_of, tensors_of
from reportedly_training.corpora import MARKS, Example
from reportedly_training.crf import ChainCrf
from reportedly_training.losses import at_tokens
from reportedly_training.network import Reader

Outputs: TypeAlias = NDArray[np.float32]
Figures: TypeAlias = dict[str, float]
_BATCH = 8


def outputs_of(reader: Reader, examples: Sequence[Example]) -> list[Outputs]:
    """The network's output at every token of each example, windows put together."""
    pieces = pieces_of(examples)
    order = sorted(
        range(len(pieces)), key=lambda number: pieces[number].window.last - pieces[number].window.first
    )
    width = sum(HEADS.values())
    found = {id(example): np.zeros((example.tokens, width), np.float32) for example in examples}
    reader.eval()
    with torch.no_grad():
        for at in range(0, len(order), _BATCH):
            batch = [pieces[number] for number in order[at : at + _BATCH]]
            tensors = tensors_of(batch)
            output = at_tokens(reader(tensors.pieces, tensors.mask, tensors.features), tensors.firsts).numpy()
            for row, one in enumerate(batch):
                window = one.window
                kept = slice(window.keep - window.first, window.until - window.first)
                found[id(one.example)][window.keep : window.until] = output[row, kept]
    return [found[id(example)] for example in examples]


def figures(reader: Reader, names: Sequence[str], load: Callable[[str], list[Example]]) -> Figures:
    """Figures on each named corpus."""
    found: Figures = {}
    for name in names:
        examples = load(name)
        outputs = outputs_of(reader, examples)
        if name.startswith("polnear"):
            found.update(attribution(reader, examples, outputs))
        elif name.startswith("own"):
            found.update({f"{name} {key}": value for key, value in events(examples, outputs).items()})
        else:
            scale = name.split("_")[0]
            found[f"{name} r"] = _correlation(examples, outputs, SCALES.index(scale), SCALES.index(scale))
    return found


def chain_of(crf: ChainCrf) -> Chain:
    """What decoding needs of a random field."""
    return Chain(crf.allowed().detach().numpy(), crf.starts.detach().numpy())


def attribution(reader: Reader, examples: Sequence[Example], outputs: Sequence[Outputs]) -> Figures:
    """F1 of contents that overlap by half, and of exact parts, in per cent."""
    chain = chain_of(reader.outer)
    matches = golds = founds = 0
    exact = {part: np.zeros(3) for part in PARTS}
    for example, output in zip(examples, outputs, strict=True):
        gold = _gold(example)
        tags = best_tags(output[:, COLUMNS["outer"]], chain)
        found = [one for one in linked(output, parts_of(tags)) if one.content]
        golds, founds = golds + len(gold), founds + len(found)
        matches += _matches([one.content for one in gold], [one.content for one in found])
        for part in PARTS:
            one, two = ({each for item in side for each in getattr(item, part)} for side in (gold, found))
            exact[part] += (len(one & two), len(one), len(two))
    return {
        "attribution f1": _f1(matches, golds, founds),
        **{f"{part} exact f1": _f1(*exact[part]) for part in PARTS},
    }


def events(examples: Sequence[Example], outputs: Sequence[Outputs]) -> Figures:
    """Triggers found, and the share of right statuses at gold triggers, in per cent."""
    right = found = gold = told = alike = 0
    for example, output in zip(examples, outputs, strict=True):
        marked = example.marks[MARKS.index("trigger")] > 0
        predicted = output[:, COLUMNS["trigger"]].argmax(axis=1) > 0
        gold, told, found = (
            gold + int(marked.sum()),
            told + int(predicted.sum()),
            found + int((marked & predicted).sum()),
        )
        statuses = output[:, COLUMNS["status"]][:, 1:].argmax(axis=1) + 1
        right += int((statuses == example.marks[MARKS.index("status")])[marked].sum())
        alike += int(marked.sum())
    return {"trigger f1": _f1(found, gold, told), "status": round(100 * right / max(1, alike), 2)}


def _correlation(examples: Sequence[Example], outputs: Sequence[Outputs], gold: int, told: int) -> float:
    """Pearson's r of the values of one scale with what the head of one scale says."""
    pairs = [
        (example.values[token, gold], output[token, COLUMNS["value"]][told])
        for example, output in zip(examples, outputs, strict=True)
        for token in np.flatnonzero(~np.isnan(example.values[:, gold]))
    ]
    return round(float(np.corrcoef(np.array(pairs).T)[0, 1]), 4)


def _gold(example: Example) -> list[Linked]:
    """The attributions that an example's labels say."""
    owned: dict[object, dict[str, tuple[Range, ...]]] = {}
    for part, ranges in parts_of([max(tag, 0) for tag in example.tags[0].tolist()]).items():
        for each in ranges:
            cue = int(example.cue_of[0, each[0]])
            parts = owned.setdefault(cue if cue >= 0 else each, dict.fromkeys(PARTS, ()))
            parts[part] += (each,)
    return [Linked(**parts) for parts in owned.values() if parts["content"]]


def _matches(gold: Sequence[Iterable[Range]], found: Sequence[Iterable[Range]]) -> int:
    """How many match one to one, the best overlaps first, with at least half in common."""
    wanted, told = ([_tokens(each) for each in side] for side in (gold, found))
    ranked = sorted(
        (-len(one & two) / len(one | two), first, second)
        for first, one in enumerate(wanted)
        for second, two in enumerate(told)
        if 2 * len(one & two) >= len(one | two)
    )
    left: set[int] = set()
    right: set[int] = set()
    for _, first, second in ranked:
        if first not in left and second not in right:
            left.add(first)
            right.add(second)
    return len(left)


def _tokens(ranges: Iterable[Range]) -> frozenset[int]:
    return frozenset(token for first, last in ranges for token in range(first, last))


def _f1(both: float, one: float, two: float) -> float:
    return round(200 * both / (one + two), 2) if one + two else 0.0
