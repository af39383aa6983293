"""What makes probabilities honest, from our own development months.

heads ------> a temperature for each (Guo et al. 2017) --------------------> probabilities
predictions -> slope and offset for attributions and claims (Platt 1999) --> confidences
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from reportedly.config import ReadingSettings
from reportedly.reading.learned.heads import COLUMNS
from reportedly.reading.learned.model import load, log_odds
from reportedly.scoring.gold import read_gold
from reportedly.scoring.run import score_file
from reportedly.scoring.scores import Options
from reportedly_training.corpora import MARKS, Example
from reportedly_training.evaluate import Outputs

_NEWTON_STEPS = 200
_LONGEST_STEP = 0.2
_PULL = 1e-2
_TRIED = np.exp(np.linspace(np.log(0.5), np.log(5.0), 91))


def temperatures(examples: Sequence[Example], outputs: Sequence[Outputs]) -> dict[str, float]:
    """For the heads that name labels, the temperature with the least cross-entropy."""
    found = {}
    for row, name in enumerate(MARKS):
        scores, labels = [], []
        for example, output in zip(examples, outputs, strict=True):
            kept = example.marks[0] >= 0 if name == "trigger" else example.marks[0] > 0
            scores.append(output[kept][:, COLUMNS[name]])
            labels.append(example.marks[row][kept])
        found[name] = _best(np.concatenate(scores), np.concatenate(labels))
    return found


def _best(scores: Outputs, labels: NDArray[np.int64]) -> float:
    return float(min(_TRIED, key=lambda tried: _cross_entropy(scores / tried, labels)))


def _cross_entropy(scores: Outputs, labels: NDArray[np.int64]) -> float:
    highest = scores.max(axis=1)
    total = highest + np.log(np.exp(scores - highest[:, None]).sum(axis=1))
    return float((total - scores[np.arange(len(labels)), labels]).mean())


def confidences(gold: Path, package: str) -> dict[str, tuple[float, float]]:
    """Slope and offset for what the package's confidences say on a gold file, before calibration."""
    load.cache_clear()
    found = {}
    with TemporaryDirectory() as scratch:
        for name, layer in (("outer", "attribution"), ("claim", "claims")):
            lines = Path(scratch) / f"{layer}.jsonl"
            score_file(layer, str(gold), Options(predictions=lines, reading=ReadingSettings(model=package)))
            found[name] = platt(list(_judged(lines)))
    return found


def platt(judged: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and offset of a logistic regression of being right on the log-odds, by Newton's method.

    ``judged`` has (confidence, right); a slight pull to the middle keeps it finite.
    """
    odds = np.array([log_odds(confidence) for confidence, _ in judged])
    right = np.array([float(good) for _, good in judged])
    inputs = np.stack([odds, np.ones_like(odds)], axis=1)
    weights = np.array([1.0, 0.0])
    for _ in range(_NEWTON_STEPS):
        told = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (told - right) + _PULL * weights
        bend = (inputs * (told * (1 - told))[:, None]).T @ inputs + _PULL * np.eye(2)
        weights = weights - np.clip(np.linalg.solve(bend, slope), -_LONGEST_STEP, _LONGEST_STEP)
    return round(float(weights[0]), 4), round(float(weights[1]), 4)


def _judged(lines: Path) -> Iterator[tuple[float, bool]]:
    """Confidence and rightness of each prediction that has a confidence."""
    for row in read_gold(lines):
        gold, told = row["gold"], row["predicted"]
        if told is not None and told.get("confidence") is not None:
            yield told["confidence"], gold is not None and gold.get("status") == told.get("status")
