"""Root types of events against gold: PLOVER codes of marked sentences and of whole stories.

Two gold forms are read (docs/scoring.md). A sentence with its source and target marked
(``marked_sentence``, ``gold_root``; Zero-Shot-PLOVER) is judged by the event that links the two.
A story (``title``, ``text``, ``label``; NGEC) is judged by the main event of the first sentence that
has one, the headline before the lead. The sentences' code book has YIELD for both CONCEDE and
RETREAT; both are written so there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportedly.model import Passage, PassageKind, Span
from reportedly.reading.events import find_events
from reportedly.reading.marks import EventMention
from reportedly.reading.mentions import find_mentions
from reportedly.reading.nlp import parse
from reportedly.reading.parse import Parse
from reportedly.scoring.gold import Row, field_of, read_gold, write_predictions

_MARK = re.compile(r"</?[st]>")
_YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
# As much of a story as its first paragraphs hold.
_LEAD = 1500


@dataclass(frozen=True, slots=True)
class _Judged:
    """One gold item, what was predicted for it, and the trigger that it was read from."""

    id: str
    gold: str
    predicted: str | None
    trigger: Span | None


def score(file: Path, predictions: Path | None = None) -> dict[str, float | int | str]:
    """Accuracy and macro-F1 over a gold file, in per cent, beside always saying the commonest type.

    One line for each gold item is written to ``predictions``.

    Raises `reportedly.errors.GoldError` for a file that is in neither form.
    """
    judged = [_judge(number, row, file) for number, row in enumerate(read_gold(file))]
    if predictions is not None:
        write_predictions(predictions, map(_line, judged))
    gold = [each.gold for each in judged]
    commonest = Counter(gold).most_common(1)[0][0] if gold else ""
    predicted = [each.predicted for each in judged]
    return {
        "items": len(judged),
        "no event found": predicted.count(None),
        "accuracy": _accuracy(gold, predicted),
        "macro-F1": _macro_f1(gold, predicted),
        "commonest type": commonest,
        "accuracy of the commonest type": _accuracy(gold, [commonest] * len(gold)),
        "macro-F1 of the commonest type": _macro_f1(gold, [commonest] * len(gold)),
    }


def _judge(number: int, row: Row, file: Path) -> _Judged:
    if "gold_root" in row:
        name = str(row.get("sentence_id", row.get("id", number)))
        gold = field_of(row, "gold_root", str, file)
        parsed, event = _linking(field_of(row, "marked_sentence", str, file))
        root = None if event is None else event.type
        predicted = _YIELD.get(root or "", root)
    else:
        name = str(row.get("id", number))
        gold = field_of(row, "label", str, file)
        parsed, event = _leading(str(row.get("title") or ""), field_of(row, "text", str, file))
        predicted = None if event is None else event.type
    trigger = None if event is None else parsed.span(event.first, event.last)
    return _Judged(name, gold, predicted, trigger)


def _linking(marked: str) -> tuple[Parse, EventMention | None]:
    text, source, target = _unmarked(marked)
    parsed = _parsed([(PassageKind.BODY, text)])
    events = [event for event in find_events(parsed, find_mentions(parsed)) if event.type]
    if not events:
        return parsed, None
    path = _path(parsed, _head(parsed, source), _head(parsed, target))
    return parsed, max(events, key=lambda event: _fitness(parsed, event, path, source, target))


def _leading(title: str, text: str) -> tuple[Parse, EventMention | None]:
    parsed = _parsed([(PassageKind.HEADLINE, title), (PassageKind.BODY, text[:_LEAD])])
    events = [event for event in find_events(parsed, find_mentions(parsed)) if event.type]
    if not events:
        return parsed, None
    sentence = parsed.sentence_of[events[0].head]
    told = [event for event in events if parsed.sentence_of[event.head] == sentence]
    return parsed, min(told, key=lambda event: (len(parsed.ancestors(event.head)), event.head))


def _parsed(parts: Sequence[tuple[PassageKind, str]]) -> Parse:
    passages, start = [], 0
    for kind, text in parts:
        span = Span(start, start + len(text), text)
        start = span.end + 1
        if text.strip():
            passages.append(Passage(kind, span, span))
    return parse("\n".join(text for _, text in parts), tuple(passages))


def _unmarked(marked: str) -> tuple[str, tuple[int, int], tuple[int, int]]:
    """The sentence without its marks, and where source and target stand in it."""
    at: dict[str, int] = {}
    pieces, position, size = [], 0, 0
    for mark in _MARK.finditer(marked):
        pieces.append(marked[position : mark.start()])
        size += mark.start() - position
        position = mark.end()
        at.setdefault(mark[0], size)
    text = "".join([*pieces, marked[position:]])
    return text, (at.get("<s>", 0), at.get("</s>", 0)), (at.get("<t>", 0), at.get("</t>", 0))


def _head(parsed: Parse, stretch: tuple[int, int]) -> int | None:
    """The token of a stretch whose own head stands outside of it."""
    inside = [
        token
        for token, (start, end) in enumerate(zip(parsed.starts, parsed.ends, strict=True))
        if start < stretch[1] and end > stretch[0]
    ]
    return next(
        (token for token in inside if parsed.heads[token] not in inside or parsed.heads[token] == token), None
    )


def _path(parsed: Parse, source: int | None, target: int | None) -> list[int]:
    """The tokens between source and target in the tree, the source's side first."""
    if source is None or target is None:
        return []
    up, down = [source, *parsed.ancestors(source)], [target, *parsed.ancestors(target)]
    shared = next((token for token in up if token in down), None)
    if shared is None:
        return up
    return [*up[: up.index(shared) + 1], *reversed(down[: down.index(shared)])]


def _fitness(
    parsed: Parse, event: EventMention, path: list[int], source: tuple[int, int], target: tuple[int, int]
) -> tuple[int, int, int, int]:
    """How well an event links the two: by its participants, by standing between, by its height."""
    held = sum(
        any(who.span.start < end and who.span.end > start for who in event.participants)
        for start, end in (source, target)
    )
    between = event.head in path
    return (held + between, between, -len(parsed.ancestors(event.head)), -event.head)


def _line(judged: _Judged) -> Row:
    trigger = judged.trigger
    return {
        "id": judged.id,
        "gold": judged.gold,
        "predicted": judged.predicted,
        "trigger": trigger and {"start": trigger.start, "end": trigger.end, "text": trigger.text},
    }


def _accuracy(gold: Sequence[str], predicted: Sequence[str | None]) -> float:
    right = sum(one == other for one, other in zip(gold, predicted, strict=True))
    return round(100 * right / len(gold), 2) if gold else 0.0


def _macro_f1(gold: Sequence[str], predicted: Sequence[str | None]) -> float:
    """The mean over the gold types of F1."""
    scores = []
    for kind in sorted(set(gold)):
        right = sum(one == other == kind for one, other in zip(gold, predicted, strict=True))
        scores.append(2 * right / (gold.count(kind) + predicted.count(kind)))
    return round(100 * sum(scores) / len(scores), 2) if scores else 0.0
