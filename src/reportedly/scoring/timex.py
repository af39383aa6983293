"""Time expressions against gold, scored as in TempEval-3 (UzZaman et al. 2013).

An expression is found where one of the prediction overlaps it (relaxed) or is it exactly
(strict). F1 of type and of value is relaxed F1 times the share of the matched expressions
that have the right type or value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportedly.errors import GoldError
from reportedly.model import Passage, PassageKind, Span, Timex
from reportedly.reading.dates import find_timexes
from reportedly.reading.nlp import parse
from reportedly.scoring.bootstrap import Tally
from reportedly.scoring.gold import Row, field_of, read_gold
from reportedly.scoring.measures import count, f1, share
from reportedly.scoring.reliability import count_reliability
from reportedly.scoring.scores import (
    Mistake,
    Options,
    Scores,
    confidence_of,
    name_in,
    number_in,
    predicted_in,
    predictions_by,
    scores_of,
    write_lines,
)
from reportedly.scoring.spans import Stretch, piece, stretch_of, surroundings

_MEASURES = (
    count("documents", "documents"),
    count("gold", "gold"),
    count("predicted", "predicted"),
    f1("strict F1", ("strict",), ("gold",), ("predicted",)),
    share("relaxed precision", ("matched",), ("predicted",)),
    share("relaxed recall", ("matched",), ("gold",)),
    f1("relaxed F1", ("matched",), ("gold",), ("predicted",)),
    f1("type F1", ("type",), ("gold",), ("predicted",)),
    f1("value F1", ("value",), ("gold",), ("predicted",)),
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A predicted expression."""

    span: Stretch
    type: str | None
    value: str | None
    edtf: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class _Pair:
    """A gold expression and what was predicted for it; one of the two may be missing."""

    id: str
    gold: Row | None
    predicted: _Found | None

    def right(self, field: str) -> bool:
        """Whether both are there and have the same ``type`` or ``value``."""
        return bool(self.gold and self.predicted and self.gold.get(field) == getattr(self.predicted, field))


@dataclass(frozen=True, slots=True)
class _Document:
    """A gold row with its expressions in text order."""

    id: str
    text: str
    dct: str | None
    gold: tuple[Row, ...]


def predict_timexes(text: str, dct: str | None) -> tuple[Timex, ...]:
    """Every time expression of a whole text: each paragraph is read, whatever it is."""
    return find_timexes(parse(text, _paragraphs(text)), dct)


def judge(file: Path, options: Options) -> Scores:
    """Figures, mistakes, and lines of predictions where they are asked for.

    Raises `reportedly.errors.GoldError` for a file in another form.
    """
    return _judge([file], options)


def score(file: Path, predictions: Path | None = None) -> dict[str, float | int | str]:
    """The figures over a gold file by name, in per cent.

    One line for each gold expression, and one for each prediction that has none (``gold`` is
    null), is written to ``predictions``.
    """
    return judge(file, Options(predictions)).values()


def score_all(files: Iterable[Path], predictions: Path | None = None) -> dict[str, float | int | str]:
    """The figures over several gold files taken together."""
    return _judge(files, Options(predictions)).values()


def _judge(files: Iterable[Path], options: Options) -> Scores:
    documents = [_document(row, path) for path in files for row in read_gold(path)]
    told = None if options.against is None else _told(options.against, documents)
    judged = []
    for document in documents:
        found = _read(document) if told is None else told[document.id]
        kept = sorted((one for one in found if options.keeps(one.confidence)), key=lambda one: one.span)
        judged.append((document, list(_pairs(document, kept))))
    write_lines(options, (_line(document, pair) for document, pairs in judged for pair in pairs))
    mistakes = (each for document, pairs in judged for pair in pairs for each in _mistakes(document, pair))
    return scores_of(_MEASURES, [_counts(pairs) for _, pairs in judged], mistakes)


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


def _document(row: Row, path: Path) -> _Document:
    text = field_of(row, "text", str, path)
    dct = field_of(row, "dct", str, path) if row.get("dct") else None
    return _Document(str(row.get("id", "")), text, dct, tuple(_gold(row, path, text)))


def _gold(row: Row, path: Path, text: str) -> list[Row]:
    """The gold expressions in text order, each with offsets into the text."""
    gold = field_of(row, "timexes", list, path)
    for timex in gold:
        match timex:
            case {"start": int(start), "end": int(end)} if 0 <= start < end <= len(text):
                pass
            case _:
                raise GoldError(
                    f"{path}, {row.get('id', 'an item without id')}: no time expression within the text: "
                    f"{str(timex)[:80]}; see docs/scoring.md"
                )
    ordered = sorted(gold, key=lambda timex: (timex["start"], timex["end"]))
    return [{**timex, "text": text[timex["start"] : timex["end"]]} for timex in ordered]


def _read(document: _Document) -> list[_Found]:
    return [
        _Found((one.span.start, one.span.end), one.type, one.value, one.edtf, confidence_of(one))
        for one in predict_timexes(document.text, document.dct)
    ]


def _told(path: Path, documents: Sequence[_Document]) -> dict[str, list[_Found]]:
    """Another system's expressions by document."""
    texts = {document.id: document.text for document in documents}
    found: dict[str, list[_Found]] = {}
    for name, rows in predictions_by("article", path, [document.id for document in documents]).items():
        where = f"{path}, {name}"
        told = [predicted for row in rows if (predicted := predicted_in(row, where)) is not None]
        found[name] = [_told_one(each, len(texts[name]), where) for each in told]
    return found


def _told_one(row: Row, length: int, where: str) -> _Found:
    kind, value, edtf = (name_in(row, field, where) for field in ("type", "value", "edtf"))
    return _Found(
        stretch_of(row, length, where), kind, value, edtf, number_in(row, "confidence", 0, 1, where)
    )


def _pairs(document: _Document, found: Sequence[_Found]) -> Iterator[_Pair]:
    taken: set[int] = set()
    for timex in document.gold:
        number = _best(timex, found, taken)
        if number is not None:
            taken.add(number)
        name = f"{document.id}/{timex.get('tid', timex['start'])}"
        yield _Pair(name, timex, None if number is None else found[number])
    for number, spare in enumerate(found):
        if number not in taken:
            yield _Pair(f"{document.id}/+{spare.span[0]}", None, spare)


def _best(gold: Row, found: Sequence[_Found], taken: set[int]) -> int | None:
    """The exact match, else the first that overlaps, each prediction used once."""
    overlapping = [
        number
        for number, timex in enumerate(found)
        if number not in taken and timex.span[0] < gold["end"] and timex.span[1] > gold["start"]
    ]
    exact = [number for number in overlapping if found[number].span == _stretch(gold)]
    return next(iter(exact or overlapping), None)


def _stretch(gold: Row) -> Stretch:
    return gold["start"], gold["end"]


def _counts(pairs: Sequence[_Pair]) -> Tally:
    tally = Tally()
    tally.add("documents")
    for pair in pairs:
        tally.add("gold", by=pair.gold is not None)
        tally.add("predicted", by=pair.predicted is not None)
        if pair.gold and pair.predicted:
            tally.add("matched")
            tally.add("strict", by=pair.predicted.span == _stretch(pair.gold))
        for field in ("type", "value"):
            tally.add(field, by=pair.right(field))
    count_reliability(
        tally, ((pair.predicted.confidence, pair.right("value")) for pair in pairs if pair.predicted)
    )
    return tally


def _line(document: _Document, pair: _Pair) -> Row:
    return {
        "id": pair.id,
        "article": document.id,
        "gold": pair.gold,
        "predicted": pair.predicted and _written(document.text, pair.predicted),
    }


def _written(text: str, found: _Found) -> Row:
    start, end = found.span
    return {
        "start": start,
        "end": end,
        "text": text[start:end],
        "type": found.type,
        "value": found.value,
        "edtf": found.edtf,
        "confidence": found.confidence,
    }


def _mistakes(document: _Document, pair: _Pair) -> Iterator[Mistake]:
    gold, found = pair.gold, pair.predicted
    if gold and found:
        wrong = [field for field in ("type", "value") if not pair.right(field)]
        kind = f"wrong {' and '.join(wrong)}" if wrong else ""
    else:
        kind = "missed" if gold else "spurious"
    span = _stretch(gold) if gold else found.span if found else None
    if kind and span:
        told = f"{found.type} {found.value} ({piece(document.text, [found.span])})" if found else "-"
        known = f"{gold.get('type')} {gold.get('value')} ({gold['text']})" if gold else "-"
        yield Mistake(kind, pair.id, surroundings(document.text, [span]), known, told)
