"""Attributions against gold in the form of PolNeAR (Newell et al. 2018).

A prediction matches a gold attribution where their contents' characters overlap by at least
half (intersection over union), one to one, the best overlaps first. Gold has every token in one
attribution at most, so of a nested chain only the outermost attribution is scored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, TypeAlias

from reportedly.errors import GoldError
from reportedly.model import Article, Attribution, Mode, Span
from reportedly.reading.attribution import find_attributions
from reportedly.reading.nlp import bounded_vocabulary, parse
from reportedly.reading.passages import split
from reportedly.scoring.gold import Row, field_of, read_gold, write_predictions

THRESHOLD = 0.5
_PARTS = ("source", "cue", "content")
_QUOTES = '“”"«»'

Spans: TypeAlias = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A gold or a predicted attribution: half-open character spans of each part, and its mode."""

    source: Spans
    cue: Spans
    content: Spans
    mode: Mode


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold item and the prediction matched with it; either may be missing."""

    gold: Item | None
    predicted: Item | None
    overlap: float = 0.0


def score(file: Path, predictions: Path | None = None) -> dict[str, float | int]:
    """Precision, recall and F1 in percent, and how well source and cue of the matches fit.

    Writes one line for each gold attribution, then one for each prediction without gold, if
    ``predictions`` is given. Raises `GoldError` where ``file`` is not in PolNeAR's form.
    """
    found = [(row, _judged(row, file)) for row in read_gold(file)]
    if predictions is not None:
        write_predictions(predictions, chain.from_iterable(_lines(row, pairs) for row, pairs in found))
    return figures([pair for _, pairs in found for pair in pairs])


def figures(pairs: Sequence[Pair]) -> dict[str, float | int]:
    """Counts, and percentages of them, from gold and predictions side by side."""
    matched = [(pair.gold, pair.predicted) for pair in pairs if pair.gold and pair.predicted]
    gold = sum(pair.gold is not None for pair in pairs)
    predicted = sum(pair.predicted is not None for pair in pairs)
    precision, recall = _percent(len(matched), predicted), _percent(len(matched), gold)
    modes = Counter(pair.gold.mode for pair in pairs if pair.gold)
    hits = Counter(one.mode for one, _ in matched)
    return {
        "attributions": gold,
        "predicted": predicted,
        "matched": len(matched),
        "precision": precision,
        "recall": recall,
        "f1": round(2 * precision * recall / (precision + recall), 2) if matched else 0.0,
        **{f"recall {mode}": _percent(hits[mode], modes[mode]) for mode in Mode if mode is not Mode.OWN},
        "source exact": _percent(sum(one.source == two.source for one, two in matched), len(matched)),
        "source overlap": _percent(sum(_agree(one.source, two.source) for one, two in matched), len(matched)),
        "cue exact": _percent(sum(one.cue == two.cue for one, two in matched), len(matched)),
        "cue overlap": _percent(sum(_agree(one.cue, two.cue) for one, two in matched), len(matched)),
    }


def match(gold: Sequence[Item], predicted: Sequence[Item]) -> list[Pair]:
    """Gold items in their order, each with its match if any, then predictions that match none."""
    ranked = sorted(
        (-overlap, one, two)
        for one, item in enumerate(gold)
        for two, other in enumerate(predicted)
        if (overlap := intersection_over_union(item.content, other.content)) >= THRESHOLD
    )
    partner: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for overlap, one, two in ranked:
        if one not in partner and two not in taken:
            partner[one] = (two, -overlap)
            taken.add(two)
    pairs = []
    for one, item in enumerate(gold):
        two, overlap = partner.get(one, (-1, 0.0))
        pairs.append(Pair(item, predicted[two] if two >= 0 else None, overlap))
    pairs.extend(Pair(None, item) for two, item in enumerate(predicted) if two not in taken)
    return pairs


def intersection_over_union(one: Spans, two: Spans) -> float:
    """Shared characters over all characters of two sets of spans, each without overlaps in itself."""
    shared = sum(max(0, min(end, last) - max(start, first)) for start, end in one for first, last in two)
    union = _length(one) + _length(two) - shared
    return shared / union if union else 0.0


def outermost(attributions: Iterable[Attribution]) -> list[Item]:
    """The attributions that no other encloses, as items to score."""
    return [
        Item(_offsets(one.source), _offsets(one.cue), _offsets(one.content), one.mode)
        for one in attributions
        if one.parent is None
    ]


def _judged(row: Row, file: Path) -> list[Pair]:
    text = field_of(row, "text", str, file)
    name = str(row.get("id"))
    article = Article(id=name, external_id=name, text=text, title=str(row.get("title") or "") or None)
    gold = list(_gold_items(row, text, file))
    with bounded_vocabulary():
        found = find_attributions(parse(text, split(article)), name)
    return match(gold, outermost(found))


def _gold_items(row: Row, text: str, file: Path) -> Iterator[Item]:
    for annotation in field_of(row, "attributions", list, file):
        source, cue, content = (_gold_spans(annotation, part, row, file) for part in _PARTS)
        if content:
            yield Item(source, cue, content, _gold_mode(text, content))


def _gold_spans(annotation: Any, part: str, row: Row, file: Path) -> Spans:
    try:
        return tuple(sorted((int(start), int(end)) for start, end in annotation.get(part, ())))
    except (AttributeError, TypeError, ValueError) as problem:
        raise GoldError(f"{file}, {row.get('id')}: bad {part} of an attribution ({problem})") from problem


def _gold_mode(text: str, content: Spans) -> Mode:
    """Gold has no modes: direct where every span is quoted, mixed where there are marks at all."""
    pieces = [text[start:end].strip() for start, end in content]
    if all(piece[:1] in _QUOTES and piece[-1:] in _QUOTES for piece in pieces if piece):
        return Mode.DIRECT
    return Mode.MIXED if any(mark in piece for piece in pieces for mark in _QUOTES) else Mode.INDIRECT


def _offsets(spans: Iterable[Span]) -> Spans:
    return tuple((span.start, span.end) for span in spans)


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


def _agree(one: Spans, two: Spans) -> bool:
    """Whether two parts share a character, or both are missing."""
    return one == two or intersection_over_union(one, two) > 0


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0


def _lines(row: Row, pairs: Sequence[Pair]) -> Iterator[Mapping[str, Any]]:
    for number, pair in enumerate(pairs):
        yield {
            "id": f"{row.get('id')}#{number}",
            "article": row.get("id"),
            "gold": _written(row["text"], pair.gold),
            "predicted": _written(row["text"], pair.predicted),
            "overlap": round(pair.overlap, 4),
        }


def _written(text: str, item: Item | None) -> dict[str, Any] | None:
    if item is None:
        return None
    parts = {
        part: [{"start": start, "end": end, "text": text[start:end]} for start, end in getattr(item, part)]
        for part in _PARTS
    }
    return {**parts, "mode": item.mode}
