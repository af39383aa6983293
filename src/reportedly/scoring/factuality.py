"""Factuality against gold: the value of each target on UW's scale, and its sign.

Gold is what UDS-IH2 (White et al. 2016) and UW (Lee et al. 2015) look like after Jiang and
de Marneffe (2021): see docs/scoring.md. A target is judged at its own span, as its author
presents it. The sign classes are positive from 1 up, negative from -1 down, and uncertain; the
baseline that calls everything positive stands beside them, since most targets are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from reportedly.errors import GoldError
from reportedly.model import Factuality, Passage, PassageKind, Span
from reportedly.reading.factuality import assess_through
from reportedly.reading.nlp import parse
from reportedly.reading.parse import Parse
from reportedly.scoring.gold import Row, field_of, read_gold, write_predictions

SIGNS = ("positive", "uncertain", "negative")


@dataclass(frozen=True, slots=True)
class _Judged:
    """One gold target with what was predicted for it."""

    id: str
    gold: float
    predicted: Factuality
    span: Span


def sign(value: float) -> str:
    """The class of a value: ``positive`` from 1, ``negative`` from -1, else ``uncertain``.

    >>> sign(2.4), sign(0.9), sign(-1.0)
    ('positive', 'uncertain', 'negative')
    """
    if value >= 1:
        return "positive"
    return "negative" if value <= -1 else "uncertain"


def score(file: Path, predictions: Path | None = None) -> dict[str, float | int | str]:
    """F1 of the signs in per cent, and mean absolute error and Pearson's r of the value.

    One line for each gold target is written to ``predictions``.

    Raises `reportedly.errors.GoldError` for a file that is not in the documented form.
    """
    judged = [each for number, row in enumerate(read_gold(file)) for each in _judge(number, row, file)]
    if predictions is not None:
        write_predictions(predictions, map(_line, judged))
    return _figures([each.gold for each in judged], [each.predicted.value for each in judged])


def _judge(number: int, row: Row, path: Path) -> Iterator[_Judged]:
    text = field_of(row, "text", str, path)
    targets = field_of(row, "targets", list, path)
    name = row.get("id") or f"{path.name.split('.')[0]}/{row.get('idx', number)}"
    whole = Span(0, len(text), text)
    parsed = parse(text, (Passage(PassageKind.BODY, whole, whole),))
    for order, target in enumerate(targets):
        span = _span_of(text, target, f"{path}, {name}")
        token = _token_at(parsed, span.start, f"{path}, {name}")
        yield _Judged(
            f"{name}/{order}", float(target["label"]), assess_through(parsed, token).factuality, span
        )


def _span_of(text: str, target: Row, where: str) -> Span:
    """Where the target's tokens, which single spaces separate, stand in the text."""
    tokens = text.split(" ")
    try:
        first, last = target["span1"]
        float(target["label"])
    except (KeyError, TypeError, ValueError) as problem:
        raise GoldError(f"{where}: a target without span1 or label; see docs/scoring.md") from problem
    if not 0 <= first < last <= len(tokens):
        raise GoldError(f"{where}: span1 {target['span1']} is outside the text; see docs/scoring.md")
    start = sum(len(token) + 1 for token in tokens[:first])
    end = start + len(" ".join(tokens[first:last]))
    return Span(start, end, text[start:end])


def _token_at(parsed: Parse, offset: int, where: str) -> int:
    if not parsed.words:
        raise GoldError(f"{where}: nothing to read in the text")
    return max(0, bisect_right(parsed.starts, offset) - 1)


def _line(judged: _Judged) -> Row:
    predicted = judged.predicted
    return {
        "id": judged.id,
        "gold": judged.gold,
        "predicted": predicted.value,
        "certainty": predicted.certainty,
        "polarity": predicted.polarity,
        "observed": predicted.observed,
        "span": {"start": judged.span.start, "end": judged.span.end, "text": judged.span.text},
    }


def _figures(gold: Sequence[float], predicted: Sequence[float]) -> dict[str, float | int | str]:
    gold_signs = [sign(value) for value in gold]
    signs = [sign(value) for value in predicted]
    each = {name: _f1(gold_signs, signs, name) for name in SIGNS}
    errors = [abs(one - other) for one, other in zip(gold, predicted, strict=True)]
    return {
        "targets": len(gold),
        "macro-F1 of the sign": round(sum(each.values()) / len(SIGNS), 1),
        "macro-F1 of always positive": _macro_f1(gold_signs, ["positive"] * len(gold)),
        **{f"F1 of {name}": round(value, 1) for name, value in each.items()},
        "mean absolute error": round(sum(errors) / len(errors), 3) if errors else 0.0,
        "Pearson's r": round(_pearson(gold, predicted), 3),
    }


def _f1(gold: Sequence[str], predicted: Sequence[str], name: str) -> float:
    both = sum(one == other == name for one, other in zip(gold, predicted, strict=True))
    either = gold.count(name) + predicted.count(name)
    return 200 * both / either if either else 0.0


def _macro_f1(gold: Sequence[str], predicted: Sequence[str]) -> float:
    return round(sum(_f1(gold, predicted, name) for name in SIGNS) / len(SIGNS), 1)


def _pearson(xs: Sequence[float], ys: Sequence[float]) -> float:
    """Pearson's correlation; 0 where one side does not vary."""
    if not xs:
        return 0.0
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    covariance = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    spread = sqrt(sum((x - mean_x) ** 2 for x in xs) * sum((y - mean_y) ** 2 for y in ys))
    return covariance / spread if spread else 0.0
