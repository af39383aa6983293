"""Factuality against gold: the value of each target on UW's scale, and its sign.

Gold is what UDS-IH2 (White et al. 2016) and UW (Lee et al. 2015) look like after Jiang and
de Marneffe (2021), or our own: see docs/scoring.md. A target is judged at its own span, as its
author presents it. The sign classes are positive from 1 up, negative from -1 down, and uncertain;
the baseline that calls everything positive stands beside them, since most targets are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from reportedly.config import ReadingSettings
from reportedly.scoring.bootstrap import Tally
from reportedly.scoring.factuality_gold import Target, document_targets, read_values, scale_of
from reportedly.scoring.gold import Row, read_gold
from reportedly.scoring.measures import (
    MISSED,
    count,
    count_values,
    label_f1,
    macro_f1,
    mean_error,
    pearson,
)
from reportedly.scoring.reliability import count_reliability
from reportedly.scoring.scores import (
    Mistake,
    Options,
    Scores,
    number_in,
    prediction_of,
    scores_of,
    write_lines,
)
from reportedly.scoring.spans import piece, surroundings, written

SIGNS = ("positive", "uncertain", "negative")

_MEASURES = (
    count("targets", "targets"),
    count("no prediction", "no prediction"),
    macro_f1("macro-F1 of the sign", "sign", SIGNS, digits=1),
    macro_f1("macro-F1 of always positive", "positive", SIGNS, digits=1),
    *(label_f1(f"F1 of {name}", "sign", name, digits=1) for name in SIGNS),
    mean_error("mean absolute error"),
    pearson("Pearson's r"),
)


@dataclass(frozen=True, slots=True)
class _Judged:
    """One gold target with the value that was predicted for it."""

    target: Target
    predicted: float | None
    confidence: float | None = None

    @property
    def signs(self) -> tuple[str, str]:
        """The sign in gold and the predicted one."""
        return sign(self.target.value), MISSED if self.predicted is None else sign(self.predicted)


def sign(value: float) -> str:
    """The class of a value: ``positive`` from 1, ``negative`` from -1, else ``uncertain``.

    >>> sign(2.4), sign(0.9), sign(-1.0)
    ('positive', 'uncertain', 'negative')
    """
    if value >= 1:
        return "positive"
    return "negative" if value <= -1 else "uncertain"


def judge(file: Path, options: Options) -> Scores:
    """Figures, mistakes, and lines of predictions where they are asked for.

    Raises `reportedly.errors.GoldError` for a file that is in neither documented form.
    """
    targets = [
        target for number, row in enumerate(read_gold(file)) for target in document_targets(number, row, file)
    ]
    told = options.against
    judged = _read(targets, options.reading) if told is None else _told(targets, told)
    judged = [each if options.keeps(each.confidence) else _Judged(each.target, None) for each in judged]
    write_lines(options, map(_line, judged))
    mistakes = (mistake for each in judged for mistake in _mistakes(each))
    return scores_of(_MEASURES, _counts(judged), mistakes)


def score(file: Path, predictions: Path | None = None) -> dict[str, float | int | str]:
    """F1 of the signs in per cent, and mean absolute error and Pearson's r of the value, by name.

    One line for each gold target is written to ``predictions``.
    """
    return judge(file, Options(predictions)).values()


def _read(targets: Sequence[Target], settings: ReadingSettings) -> list[_Judged]:
    scale = scale_of(targets)
    judged: list[_Judged] = []
    for _, group in groupby(targets, key=lambda target: target.row):
        together = list(group)
        judged.extend(map(_Judged, together, read_values(together, scale, settings)))
    return judged


def _told(targets: Sequence[Target], path: Path) -> list[_Judged]:
    rows = prediction_of(path, [target.id for target in targets])
    judged = []
    for target in targets:
        row, where = rows.get(target.id, {}), f"{path}, {target.id}"
        value = number_in(row, "predicted", -3, 3, where)
        judged.append(_Judged(target, value, number_in(row, "confidence", 0, 1, where)))
    return judged


def _counts(judged: Iterable[_Judged]) -> list[Tally]:
    """The counts of each document, in the order in which they come."""
    tallies: dict[str, Tally] = {}
    for each in judged:
        tally = tallies.setdefault(each.target.document, Tally())
        gold, predicted = each.signs
        tally.add("targets")
        tally.add("sign", gold, predicted)
        tally.add("positive", gold, "positive")
        if each.predicted is None:
            tally.add("no prediction")
            continue
        count_values(tally, each.target.value, each.predicted)
        count_reliability(tally, [(each.confidence, gold == predicted)])
    return list(tallies.values())


def _line(judged: _Judged) -> Row:
    target = judged.target
    return {
        "id": target.id,
        "gold": target.value,
        "predicted": judged.predicted,
        "confidence": judged.confidence,
        "span": written(target.text, target.span),
    }


def _mistakes(judged: _Judged) -> Iterator[Mistake]:
    gold, predicted = judged.signs
    if gold == predicted:
        return
    target = judged.target
    kind = "missed" if judged.predicted is None else f"{gold} read as {predicted}"
    word = piece(target.text, [target.span])
    told = "-" if judged.predicted is None else f"{judged.predicted:+.1f}"
    context = surroundings(target.text, [target.span])
    yield Mistake(kind, target.id, context, f"{target.value:+.1f} ({word})", told)
