"""Time expressions against gold, scored as in TempEval-3 (UzZaman et al. 2013).

An expression is found where one of the prediction overlaps it (relaxed) or is it exactly
(strict). F1 of type and of value is relaxed F1 times the share of the matched expressions
that have the right type or value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reportedly.errors import GoldError
from reportedly.model import Passage, PassageKind, Span, Timex
from reportedly.reading.dates import find_timexes
from reportedly.reading.nlp import parse
from reportedly.scoring.gold import Row, field_of, read_gold, write_predictions


@dataclass(frozen=True, slots=True)
class _Pair:
    """A gold expression and what was predicted for it; one of the two may be missing."""

    id: str
    gold: Row | None
    predicted: Timex | None


def predict_timexes(text: str, dct: str | None) -> tuple[Timex, ...]:
    """Every time expression of a whole text: each paragraph is read, whatever it is."""
    return find_timexes(parse(text, _paragraphs(text)), dct)


def score(file: Path, predictions: Path | None = None) -> dict[str, float]:
    """Scores over a gold file in the form of docs/scoring.md, in per cent.

    One line for each gold expression, and one for each prediction that has none (``gold`` is
    null), is written to ``predictions``.

    Raises `reportedly.errors.GoldError` for a file that is not in that form.
    """
    return score_all([file], predictions)


def score_all(files: Iterable[Path], predictions: Path | None = None) -> dict[str, float]:
    """The scores over several gold files taken together."""
    documents = 0
    pairs: list[_Pair] = []
    for path in files:
        for row in read_gold(path):
            documents += 1
            pairs.extend(_pairs(row, path))
    if predictions is not None:
        write_predictions(predictions, map(_line, pairs))
    return {"documents": documents, **_figures(pairs)}


def _paragraphs(text: str) -> tuple[Passage, ...]:
    passages = []
    start = 0
    for paragraph in text.split("\n\n"):
        end = start + len(paragraph)
        if paragraph.strip():
            span = Span(start, end, paragraph)
            passages.append(Passage(PassageKind.BODY, span, span))
        start = end + 2
    return tuple(passages)


def _pairs(row: Row, path: Path) -> Iterator[_Pair]:
    text = field_of(row, "text", str, path)
    gold = _gold(row, path, len(text))
    found = predict_timexes(text, field_of(row, "dct", str, path) if row.get("dct") else None)
    taken: set[int] = set()
    for timex in gold:
        number = _best(timex, found, taken)
        if number is not None:
            taken.add(number)
        name = f"{row.get('id', '')}/{timex.get('tid', timex['start'])}"
        yield _Pair(
            name,
            {**timex, "text": text[timex["start"] : timex["end"]]},
            None if number is None else found[number],
        )
    for number, spare in enumerate(found):
        if number not in taken:
            yield _Pair(f"{row.get('id', '')}/+{spare.span.start}", None, spare)


def _gold(row: Row, path: Path, length: int) -> list[Row]:
    """The gold expressions in text order, each with offsets into the text."""
    gold = field_of(row, "timexes", list, path)
    for timex in gold:
        match timex:
            case {"start": int(start), "end": int(end)} if 0 <= start < end <= length:
                pass
            case _:
                raise GoldError(
                    f"{path}, {row.get('id', 'an item without id')}: no time expression within the text: "
                    f"{str(timex)[:80]}; see docs/scoring.md"
                )
    return sorted(gold, key=lambda timex: (timex["start"], timex["end"]))


def _best(gold: Row, found: Sequence[Timex], taken: set[int]) -> int | None:
    """The exact match, else the first that overlaps, each prediction used once."""
    overlapping = [
        number
        for number, timex in enumerate(found)
        if number not in taken and timex.span.start < gold["end"] and timex.span.end > gold["start"]
    ]
    exact = [number for number in overlapping if _exact(gold, found[number])]
    return next(iter(exact or overlapping), None)


def _exact(gold: Row, timex: Timex) -> bool:
    return (timex.span.start, timex.span.end) == (gold["start"], gold["end"])


def _line(pair: _Pair) -> Row:
    predicted = pair.predicted
    return {
        "id": pair.id,
        "gold": pair.gold,
        "predicted": predicted
        and {
            "start": predicted.span.start,
            "end": predicted.span.end,
            "text": predicted.span.text,
            "type": predicted.type,
            "value": predicted.value,
            "edtf": predicted.edtf,
        },
    }


def _figures(pairs: Sequence[_Pair]) -> dict[str, float]:
    gold = sum(pair.gold is not None for pair in pairs)
    predicted = sum(pair.predicted is not None for pair in pairs)
    matched = [(pair.gold, pair.predicted) for pair in pairs if pair.gold and pair.predicted]
    f1 = partial(_percent, whole=(gold + predicted) / 2)
    return {
        "gold": gold,
        "predicted": predicted,
        "strict F1": f1(sum(_exact(timex, found) for timex, found in matched)),
        "relaxed precision": _percent(len(matched), predicted),
        "relaxed recall": _percent(len(matched), gold),
        "relaxed F1": f1(len(matched)),
        "type F1": f1(sum(timex.get("type") == found.type for timex, found in matched)),
        "value F1": f1(sum(timex.get("value") == found.value for timex, found in matched)),
    }


def _percent(part: int, whole: float) -> float:
    return round(100 * part / whole, 2) if whole else 0.0
