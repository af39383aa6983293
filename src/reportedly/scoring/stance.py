"""Stance against gold, cross-validated: what judges a part of the pairs was learned from the others.

Emergent's parts are its ten folds, each with its own claims; FNC-1's are five, each with its own bodies
(docs/scoring.md). The weights that ship were learned from all of Emergent in the same way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportedly.errors import GoldError
from reportedly.scoring.bootstrap import Tally
from reportedly.scoring.gold import Row
from reportedly.scoring.measures import NONE, accuracy, confusion, count, label_f1, macro_f1
from reportedly.scoring.reliability import count_reliability
from reportedly.scoring.scores import (
    Mistake,
    Options,
    Scores,
    Table,
    name_in,
    number_in,
    prediction_of,
    scores_of,
    unique,
    write_lines,
)
from reportedly.scoring.softmax import Example, Recipe, learn
from reportedly.scoring.stance_gold import StancePair, stance_pairs
from reportedly.threads.stance import Stance, shares_of

STANCES = tuple(stance.value for stance in Stance)
# Best by cross-validation on the data sets themselves. Few articles disagree, so these count for more.
OF_HEADLINES = Recipe(least=4, cost=0.002, balance=0.0)
OF_ARTICLES = Recipe(least=20, cost=0.001, balance=0.5)
_SHOWN = 200

_MEASURES = (
    count("pairs", "pairs"),
    accuracy("accuracy", "stance"),
    macro_f1("macro-F1", "stance", STANCES),
    *(label_f1(f"F1 of {stance}", "stance", stance) for stance in STANCES),
    accuracy("accuracy of the commonest stance", "commonest"),
    macro_f1("macro-F1 of the commonest stance", "commonest", STANCES),
)


@dataclass(frozen=True, slots=True)
class _Judged:
    """A pair with its name in the file, and what was predicted for it."""

    id: str
    pair: StancePair
    predicted: str | None
    confidence: float | None


def judge(file: Path, options: Options) -> Scores:
    """Accuracy, macro-F1 and the F1 of each stance in per cent, beside always saying the commonest.

    Raises `reportedly.errors.GoldError` for a file in neither form, or with one part only.
    """
    pairs = stance_pairs(file)
    names = unique([pair.id for pair in pairs])
    told = _learned(pairs, file) if options.against is None else _told(names, options.against)
    judged = [
        _Judged(name, pair, predicted if options.keeps(confidence) else None, confidence)
        for name, pair, (predicted, confidence) in zip(names, pairs, told, strict=True)
    ]
    write_lines(options, map(_line, judged))
    commonest = Counter(pair.stance for pair in pairs).most_common(1)[0][0] if pairs else ""
    tallies = [_counts(each, commonest) for each in judged]
    table = Table("stances", confusion(tallies, "stance", STANCES) if tallies else [])
    return scores_of(_MEASURES, tallies, [_mistake(one) for one in judged if _is_wrong(one)], [table])


def example_of(pair: StancePair) -> Example:
    """A pair to learn from; pairs with one claim are a group."""
    return Example(pair.signs(), pair.stance, pair.claim)


def _learned(pairs: Sequence[StancePair], file: Path) -> list[tuple[str, float]]:
    """For each pair, what the pairs of the other parts make of it, and how likely that is."""
    parts = sorted({pair.part for pair in pairs})
    if len(parts) == 1:
        raise GoldError(f"{file}: all pairs are in one part, so there is nothing to learn from")
    examples = [example_of(pair) for pair in pairs]
    found: dict[int, tuple[str, float]] = {}
    for part in parts:
        others = [at for at, pair in enumerate(pairs) if pair.part != part]
        recipe = OF_ARTICLES if any(pair.article for pair in pairs) else OF_HEADLINES
        weights = learn([examples[at] for at in others], STANCES, recipe)
        for at, pair in enumerate(pairs):
            if pair.part == part:
                shares = shares_of(examples[at].signs, weights)
                found[at] = STANCES[shares.index(max(shares))], max(shares)
    return [found[at] for at in range(len(pairs))]


def _told(names: Sequence[str], path: Path) -> list[tuple[str | None, float | None]]:
    rows = prediction_of(path, names)
    found = []
    for name in names:
        row, where = rows.get(name, {}), f"{path}, {name}"
        found.append((name_in(row, "predicted", where), number_in(row, "confidence", 0, 1, where)))
    return found


def _counts(judged: _Judged, commonest: str) -> Tally:
    tally = Tally()
    tally.add("pairs")
    tally.add("stance", judged.pair.stance, judged.predicted or NONE)
    tally.add("commonest", judged.pair.stance, commonest)
    if judged.predicted is not None:
        count_reliability(tally, [(judged.confidence, not _is_wrong(judged))])
    return tally


def _is_wrong(judged: _Judged) -> bool:
    return judged.predicted != judged.pair.stance


def _line(judged: _Judged) -> Row:
    return {
        "id": judged.id,
        "gold": judged.pair.stance,
        "predicted": judged.predicted,
        "confidence": judged.confidence,
    }


def _mistake(judged: _Judged) -> Mistake:
    context = f"{judged.pair.claim} / {' '.join(judged.pair.text.split())[:_SHOWN]}"
    kind = "missed" if judged.predicted is None else "wrong stance"
    return Mistake(kind, judged.id, context, judged.pair.stance, judged.predicted or "-")
