"""Attributions against gold: PolNeAR's (Newell et al. 2018), or our own with nested ones.

    gold row -> items -+
                       +-> pairs -> counts by document -> figures with intervals
    text -> reader ----+         -> lines, mistakes

A prediction matches a gold attribution where their contents' characters overlap by at least half
(intersection over union), one to one, the best overlaps first. PolNeAR has every token in one
attribution at most, so there only the outermost of a nested chain is scored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportedly.config import ReadingSettings
from reportedly.errors import GoldError
from reportedly.model import Article, Attribution, Mode, Span
from reportedly.reading.reader import attributions_in
from reportedly.scoring.attribution_counts import MEASURES, PARTS, THRESHOLD, Item, Pair, count_pairs
from reportedly.scoring.bootstrap import estimate
from reportedly.scoring.gold import Row, field_of, read_gold
from reportedly.scoring.own_gold import is_own
from reportedly.scoring.scores import (
    Mistake,
    Options,
    Scores,
    best_first,
    confidence_of,
    name_in,
    number_in,
    plain,
    predicted_in,
    predictions_by,
    scores_of,
    write_lines,
)
from reportedly.scoring.spans import Spans, intersection_over_union, piece, spans_of, surroundings, written

__all__ = ["Item", "Pair", "figures", "intersection_over_union", "judge", "match", "outermost", "score"]

_QUOTES = '“”"«»'


@dataclass(frozen=True, slots=True)
class _Document:
    """A gold row: its text, its attributions, and whether they are nested."""

    row: Row = field(repr=False)
    id: str
    text: str
    gold: tuple[Item, ...]
    nested: bool


def judge(file: Path, options: Options) -> Scores:
    """Figures, mistakes, and lines of predictions where they are asked for.

    Raises `GoldError` where ``file`` is in neither form.
    """
    documents = [_document(row, file) for row in read_gold(file)]
    told = None if options.against is None else _told(options.against, documents)
    judged = []
    for document in documents:
        items = _read(document, options.reading) if told is None else told[document.id]
        kept = [item for item in items if options.keeps(item.confidence)]
        judged.append((document, match(document.gold, kept)))
    write_lines(options, (line for document, pairs in judged for line in _lines(document, pairs)))
    mistakes = (mistake for document, pairs in judged for mistake in _mistakes(document, pairs))
    return scores_of(MEASURES, [count_pairs(pairs) for _, pairs in judged], mistakes)


def score(file: Path, predictions: Path | None = None) -> dict[str, float | int | str]:
    """The figures by name: precision, recall and F1 in percent, and how well the parts fit.

    Writes one line for each gold attribution, then one for each prediction without gold, if
    ``predictions`` is given.
    """
    return judge(file, Options(predictions)).values()


def figures(pairs: Sequence[Pair]) -> dict[str, float | int | str]:
    """Counts, and percentages of them, from one document's gold and predictions side by side."""
    return plain(estimate(MEASURES, [count_pairs(pairs)]))


def match(gold: Sequence[Item], predicted: Sequence[Item]) -> list[Pair]:
    """Gold items in their order, each with its match if any, then predictions that match none."""
    found = sorted(predicted, key=lambda item: (item.content, item.source, item.cue))
    partner = best_first(gold, found, _fit)
    pairs = []
    for one, item in enumerate(gold):
        two, overlap = partner.get(one, (-1, 0.0))
        pairs.append(Pair(item, found[two] if two >= 0 else None, overlap))
    taken = {two for two, _ in partner.values()}
    pairs.extend(Pair(None, item) for two, item in enumerate(found) if two not in taken)
    return pairs


def outermost(attributions: Iterable[Attribution]) -> list[Item]:
    """The attributions that no other encloses, as items to score."""
    return [_item(one) for one in attributions if one.parent is None]


def _fit(one: Item, two: Item) -> float:
    overlap = intersection_over_union(one.content, two.content)
    return overlap if overlap >= THRESHOLD else 0.0


def _document(row: Row, file: Path) -> _Document:
    text = field_of(row, "text", str, file)
    name = str(row.get("id"))
    annotations = field_of(row, "attributions", list, file)
    gold = [_gold_item(one, text, f"{file}, {name}") for one in annotations]
    nested = is_own(row) or any("parent" in one for one in annotations)
    return _Document(row, name, text, tuple(item for item in gold if item.content), nested)


def _gold_item(annotation: Any, text: str, where: str) -> Item:
    if not isinstance(annotation, dict):
        raise GoldError(f"{where}: {str(annotation)[:60]} is no attribution; see docs/scoring.md")
    return _item_in(annotation, text, f"{where}, {annotation.get('id', 'an attribution')}")


def _item_in(row: Mapping[str, Any], text: str, where: str) -> Item:
    source, cue, content = (spans_of(row.get(part), len(text), where) for part in PARTS)
    given = name_in(dict(row), "mode", where)
    if given is not None and given not in set(Mode):
        raise GoldError(f"{where}: mode {given[:40]!r} is none of {', '.join(Mode)}")
    mode = _mode_by_marks(text, content) if given is None else Mode(given)
    return Item(source, cue, content, mode, number_in(dict(row), "confidence", 0, 1, where))


def _mode_by_marks(text: str, content: Spans) -> Mode:
    """Direct where every span is quoted, mixed where there are marks at all."""
    pieces = [text[start:end].strip() for start, end in content]
    if all(piece[:1] in _QUOTES and piece[-1:] in _QUOTES for piece in pieces if piece):
        return Mode.DIRECT
    return Mode.MIXED if any(mark in piece for piece in pieces for mark in _QUOTES) else Mode.INDIRECT


def _read(document: _Document, settings: ReadingSettings) -> list[Item]:
    """What the reader finds; the outermost only where gold is not nested."""
    row = document.row
    article = Article(
        id=document.id,
        external_id=document.id,
        text=document.text,
        title=str(row.get("title") or "") or None,
        url=str(row["url"]) if row.get("url") else None,
    )
    found = attributions_in(article, settings)
    return [_item(one) for one in found if one.content] if document.nested else outermost(found)


def _item(one: Attribution) -> Item:
    source, cue, content = (_offsets(part) for part in (one.source, one.cue, one.content))
    return Item(source, cue, content, one.mode, confidence_of(one))


def _offsets(spans: Iterable[Span]) -> Spans:
    return tuple((span.start, span.end) for span in spans)


def _told(path: Path, documents: Sequence[_Document]) -> dict[str, list[Item]]:
    """Another system's attributions by document; a line that predicts none is passed over."""
    texts = {document.id: document.text for document in documents}
    found: dict[str, list[Item]] = {}
    for name, rows in predictions_by("article", path, [document.id for document in documents]).items():
        where = f"{path}, {name}"
        told = [predicted for row in rows if (predicted := predicted_in(row, where)) is not None]
        found[name] = [_item_in(each, texts[name], where) for each in told]
    return found


def _lines(document: _Document, pairs: Sequence[Pair]) -> Iterator[Row]:
    for number, pair in enumerate(pairs):
        yield {
            "id": f"{document.id}#{number}",
            "article": document.row.get("id"),
            "gold": _written(document.text, pair.gold),
            "predicted": _written(document.text, pair.predicted),
            "overlap": round(pair.overlap, 4),
        }


def _written(text: str, item: Item | None) -> Row | None:
    if item is None:
        return None
    parts = {part: [written(text, stretch) for stretch in getattr(item, part)] for part in PARTS}
    return {**parts, "mode": item.mode, "confidence": item.confidence}


def _mistakes(document: _Document, pairs: Sequence[Pair]) -> Iterator[Mistake]:
    """What was missed, what is spurious, and matches whose source or cue lies elsewhere."""
    for number, pair in enumerate(pairs):
        kind = _kind(pair)
        one = pair.gold or pair.predicted
        if kind is not None and one is not None:
            yield Mistake(
                kind,
                f"{document.id}#{number}",
                surroundings(document.text, (*one.source, *one.cue, *one.content[:1])),
                _told_in_words(document.text, pair.gold),
                _told_in_words(document.text, pair.predicted),
            )


def _kind(pair: Pair) -> str | None:
    if pair.predicted is None or pair.gold is None:
        return "missed" if pair.predicted is None else "spurious"
    wrong = [part for part in PARTS[:2] if not pair.agree(part)]
    return f"wrong {' and '.join(wrong)}" if wrong else None


def _told_in_words(text: str, item: Item | None) -> str:
    if item is None:
        return "-"
    return " | ".join(piece(text, getattr(item, part)) or "-" for part in PARTS)
