"""The one event that a sentence with marked parties, or a whole story, is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportedly.config import ReadingSettings
from reportedly.model import Passage, PassageKind, Span
from reportedly.reading.nlp import parse
from reportedly.reading.parse import Parse, token_ranges
from reportedly.reading.reader import opinions_on

_MARK = re.compile(r"</?[st]>")
# As much of a story as its first paragraphs hold.
_LEAD = 700


def linking_root(marked: str, settings: ReadingSettings) -> tuple[str | None, Span | None]:
    """The root type of what the party in ``<s>`` does to the one in ``<t>``, and the word that tells it."""
    text, source, target = unmarked(marked)
    return _root(_parsed([(PassageKind.BODY, text)], settings), (source, target), settings)


def leading_root(title: str, text: str, settings: ReadingSettings) -> tuple[str | None, Span | None]:
    """The root type that a headline and a lead are about, and the word that tells it."""
    parsed = _parsed([(PassageKind.HEADLINE, title), (PassageKind.BODY, text[:_LEAD])], settings)
    return _root(parsed, ((0, 1), (0, 1)), settings)


def _root(
    parsed: Parse, stretches: tuple[tuple[int, int], tuple[int, int]], settings: ReadingSettings
) -> tuple[str | None, Span | None]:
    if not len(parsed):
        return None, None
    parties = [token_ranges(parsed, [Span(*stretch, "")]) or [(0, 1)] for stretch in stretches]
    root, token = opinions_on(parsed, settings).between(parties[0][0], parties[1][0])
    return root, parsed.span(token, token + 1)


def _parsed(parts: Sequence[tuple[PassageKind, str]], settings: ReadingSettings) -> Parse:
    passages, start = [], 0
    for kind, text in parts:
        span = Span(start, start + len(text), text)
        start = span.end + 1
        if text.strip():
            passages.append(Passage(kind, span, span))
    return parse("\n".join(text for _, text in parts), tuple(passages), settings.parser)


def unmarked(marked: str) -> tuple[str, tuple[int, int], tuple[int, int]]:
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
