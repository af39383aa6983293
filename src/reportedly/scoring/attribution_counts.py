"""What is counted of one document's attributions, and the figures made of it.

Three views of the same predictions: as attributions (contents overlap by half), as spans of each
part for itself (is there the same source, or one that overlaps it, anywhere in the document?), and
as whole triples whose source, cue and content all overlap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.model import Mode
from reportedly.scoring.bootstrap import Measure, Tally
from reportedly.scoring.measures import count, f1, f1_of, share
from reportedly.scoring.reliability import count_reliability
from reportedly.scoring.scores import best_first
from reportedly.scoring.spans import Spans, intersection_over_union, overlap

THRESHOLD = 0.5
PARTS = ("source", "cue", "content")
_MODES = tuple(mode for mode in Mode if mode is not Mode.OWN)
_FITS = ("exact", "overlap")


@dataclass(frozen=True, slots=True)
class Item:
    """A gold or a predicted attribution: half-open character spans of each part, and its mode."""

    source: Spans
    cue: Spans
    content: Spans
    mode: Mode
    confidence: float | None = None

    def part(self, name: str) -> Spans:
        """The spans of one of `PARTS`."""
        spans: Spans = getattr(self, name)
        return spans


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold item and the prediction matched with it; either may be missing."""

    gold: Item | None
    predicted: Item | None
    overlap: float = 0.0

    def agree(self, part: str) -> bool:
        """Whether a part of the two shares a character, or is missing in both."""
        return (
            self.gold is not None
            and self.predicted is not None
            and _agree(self.gold.part(part), self.predicted.part(part))
        )


def count_pairs(pairs: Sequence[Pair]) -> Tally:
    """The counts of one document."""
    tally = Tally()
    for pair in pairs:
        _count_pair(tally, pair)
    gold = [pair.gold for pair in pairs if pair.gold]
    predicted = [pair.predicted for pair in pairs if pair.predicted]
    for part in PARTS:
        _count_spans(tally, part, {one.part(part) for one in gold}, {one.part(part) for one in predicted})
    tally.add("triple", by=len(best_first(gold, predicted, _triple_fit)))
    count_reliability(
        tally, ((pair.predicted.confidence, pair.gold is not None) for pair in pairs if pair.predicted)
    )
    return tally


def _count_pair(tally: Tally, pair: Pair) -> None:
    gold, predicted = pair.gold, pair.predicted
    if gold:
        tally.add("gold")
        tally.add("gold", gold.mode)
    if predicted:
        tally.add("predicted")
        tally.add("predicted", predicted.mode)
    if gold and predicted:
        tally.add("matched")
        tally.add("found", gold.mode)
        tally.add("right", predicted.mode)
        for part in PARTS[:2]:
            tally.add("same", part, by=gold.part(part) == predicted.part(part))
            tally.add("agree", part, by=pair.agree(part))


def _count_spans(tally: Tally, part: str, gold: set[Spans], predicted: set[Spans]) -> None:
    """The different spans of a part, those that are in both, and those that overlap one of the other."""
    gold, predicted = gold - {()}, predicted - {()}
    tally.add("spans", part, "gold", by=len(gold))
    tally.add("spans", part, "predicted", by=len(predicted))
    for side in ("gold", "predicted"):
        tally.add("exact", part, side, by=len(gold & predicted))
    tally.add("overlap", part, "gold", by=sum(any(overlap(one, two) for two in predicted) for one in gold))
    tally.add(
        "overlap", part, "predicted", by=sum(any(overlap(one, two) for one in gold) for two in predicted)
    )


def _triple_fit(one: Item, two: Item) -> float:
    if not all(_agree(one.part(part), two.part(part)) for part in PARTS):
        return 0.0
    return intersection_over_union(one.content, two.content)


def _agree(one: Spans, two: Spans) -> bool:
    return one == two or overlap(one, two)


def _measures() -> Iterator[Measure]:
    yield count("attributions", "gold")
    yield count("predicted", "predicted")
    yield count("matched", "matched")
    yield share("precision", ("matched",), ("predicted",))
    yield share("recall", ("matched",), ("gold",))
    yield f1("f1", ("matched",), ("gold",), ("predicted",))
    for mode in _MODES:
        recalled = (("found", mode), ("gold", mode))
        yield count(f"attributions {mode}", "gold", mode)
        yield share(f"recall {mode}", *recalled)
        yield f1_of(f"f1 {mode}", (("right", mode), ("predicted", mode)), recalled)
    for part in PARTS[:2]:
        yield share(f"{part} exact", ("same", part), ("matched",))
        yield share(f"{part} overlap", ("agree", part), ("matched",))
    for part in PARTS:
        for fit in _FITS:
            yield from _span_measures(part, fit)
    yield share("all three overlapping recall", ("triple",), ("gold",))
    yield share("all three overlapping precision", ("triple",), ("predicted",))
    yield f1("all three overlapping F1", ("triple",), ("gold",), ("predicted",))


def _span_measures(part: str, fit: str) -> Iterator[Measure]:
    precise = ((fit, part, "predicted"), ("spans", part, "predicted"))
    recalled = ((fit, part, "gold"), ("spans", part, "gold"))
    yield share(f"{part} spans {fit} precision", *precise)
    yield share(f"{part} spans {fit} recall", *recalled)
    yield f1_of(f"{part} spans {fit} F1", precise, recalled)


MEASURES = tuple(_measures())
