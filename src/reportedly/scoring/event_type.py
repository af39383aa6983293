"""Root types of events against gold: PLOVER codes of marked sentences and of whole stories.

Two gold forms are read (docs/scoring.md). A sentence with its source and target marked
(``marked_sentence``, ``gold_root``; Zero-Shot-PLOVER) is judged by what the one does to the other, a
story (``title``, ``text``, ``label``; NGEC) by its headline and lead. The sentences' code book has
YIELD for both CONCEDE and RETREAT; both are written so there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportedly.config import ReadingSettings
from reportedly.errors import GoldError
from reportedly.model import Span
from reportedly.scoring.bootstrap import Figure, Tally
from reportedly.scoring.event_reading import leading_root, linking_root
from reportedly.scoring.gold import Row, field_of, read_gold
from reportedly.scoring.measures import NONE, accuracy, confusion, count, macro_f1
from reportedly.scoring.own_gold import is_own
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

_YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_SHOWN = 200

_MEASURES = (
    count("items", "items"),
    count("no event found", "no event"),
    accuracy("accuracy", "type"),
    macro_f1("macro-F1", "type"),
    accuracy("accuracy of the commonest type", "commonest"),
    macro_f1("macro-F1 of the commonest type", "commonest"),
)


@dataclass(frozen=True, slots=True)
class _Gold:
    """One gold item: a marked sentence, or a story where ``marked`` is false."""

    id: str
    label: str
    title: str
    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class _Judged:
    """A gold item, what was predicted for it, and the trigger that it was read from."""

    gold: _Gold
    predicted: str | None
    trigger: Span | None = None
    confidence: float | None = None


def judge(file: Path, options: Options) -> Scores:
    """Accuracy and macro-F1 in per cent, beside always saying the commonest type.

    Raises `reportedly.errors.GoldError` for a file that is in neither form.
    """
    gold = _gold(file)
    told = options.against
    judged = [_read(one, options.reading) for one in gold] if told is None else _told(gold, told)
    judged = [each if options.keeps(each.confidence) else _Judged(each.gold, None) for each in judged]
    write_lines(options, map(_line, judged))
    commonest = Counter(one.label for one in gold).most_common(1)[0][0] if gold else ""
    tallies = [_counts(each, commonest) for each in judged]
    tables = [Table("types", confusion(tallies, "type", ()))] if tallies else []
    scores = scores_of(_MEASURES, tallies, (each for one in judged for each in _mistakes(one)), tables)
    figures = [*scores.figures[:4], Figure("commonest type", commonest), *scores.figures[4:]]
    return Scores(tuple(figures), scores.tables, scores.mistakes)


def score(file: Path, predictions: Path | None = None) -> dict[str, float | int | str]:
    """The figures over a gold file by name.

    One line for each gold item is written to ``predictions``.
    """
    return judge(file, Options(predictions)).values()


def _gold(file: Path) -> list[_Gold]:
    items = [_item(number, row, file) for number, row in enumerate(read_gold(file))]
    names = unique([item.id for item in items])
    return [
        _Gold(name, item.label, item.title, item.text, item.marked)
        for name, item in zip(names, items, strict=True)
    ]


def _item(number: int, row: Row, file: Path) -> _Gold:
    if is_own(row):
        raise GoldError(f"{file}, {row.get('id')}: our own gold has its types judged by the layer claims")
    if "gold_root" in row:
        name = str(row.get("sentence_id", row.get("id", number)))
        sentence = field_of(row, "marked_sentence", str, file)
        return _Gold(name, field_of(row, "gold_root", str, file), "", sentence, marked=True)
    name, title = str(row.get("id", number)), str(row.get("title") or "")
    label = field_of(row, "label", str, file)
    return _Gold(name, label, title, field_of(row, "text", str, file), marked=False)


def _read(gold: _Gold, settings: ReadingSettings) -> _Judged:
    found = (
        linking_root(gold.text, settings) if gold.marked else leading_root(gold.title, gold.text, settings)
    )
    root, trigger = found
    return _Judged(gold, _YIELD.get(root or "", root) if gold.marked else root, trigger)


def _told(gold: Sequence[_Gold], path: Path) -> list[_Judged]:
    rows = prediction_of(path, [one.id for one in gold])
    judged = []
    for one in gold:
        row, where = rows.get(one.id, {}), f"{path}, {one.id}"
        confidence = number_in(row, "confidence", 0, 1, where)
        judged.append(_Judged(one, name_in(row, "predicted", where), confidence=confidence))
    return judged


def _counts(judged: _Judged, commonest: str) -> Tally:
    tally = Tally()
    tally.add("items")
    tally.add("no event", by=judged.predicted is None)
    tally.add("type", judged.gold.label, judged.predicted or NONE)
    tally.add("commonest", judged.gold.label, commonest)
    if judged.predicted is not None:
        count_reliability(tally, [(judged.confidence, judged.predicted == judged.gold.label)])
    return tally


def _line(judged: _Judged) -> Row:
    trigger = judged.trigger
    return {
        "id": judged.gold.id,
        "gold": judged.gold.label,
        "predicted": judged.predicted,
        "confidence": judged.confidence,
        "trigger": trigger and {"start": trigger.start, "end": trigger.end, "text": trigger.text},
    }


def _mistakes(judged: _Judged) -> Iterator[Mistake]:
    gold, predicted = judged.gold, judged.predicted
    if predicted == gold.label:
        return
    context = " ".join((gold.title or gold.text).split())[:_SHOWN]
    told = f"{predicted} ({judged.trigger.text})" if judged.trigger else predicted or "-"
    yield Mistake("wrong type" if predicted else "missed", gold.id, context, gold.label, told)
