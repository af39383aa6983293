"""The one event that a sentence with marked parties, or a whole story, is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportedly.model import Passage, PassageKind, Span
from reportedly.reading.events import find_events
from reportedly.reading.marks import EventMention
from reportedly.reading.mentions import find_mentions
from reportedly.reading.nlp import parse
from reportedly.reading.parse import Parse

_MARK = re.compile(r"</?[st]>")
# As much of a story as its first paragraphs hold.
_LEAD = 1500


def linking_event(marked: str) -> tuple[Parse, EventMention | None]:
    """The event that links the two parties of a sentence, which stand in ``<s>`` and ``<t>``."""
    text, source, target = _unmarked(marked)
    parsed = _parsed([(PassageKind.BODY, text)])
    events = [event for event in find_events(parsed, find_mentions(parsed)) if event.type]
    if not events:
        return parsed, None
    path = _path(parsed, _head(parsed, source), _head(parsed, target))
    return parsed, max(events, key=lambda event: _fitness(parsed, event, path, source, target))


def leading_event(title: str, text: str) -> tuple[Parse, EventMention | None]:
    """The main event of the first sentence that has one, the headline before the lead."""
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
