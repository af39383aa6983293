"""The one event that a sentence with marked parties, or a whole story, is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportedly.model import Passage, PassageKind, Span
from reportedly.reading.nlp import parse
from reportedly.reading.parse import Parse, token_ranges
from reportedly.reading.reader import opinions_on

_MARK = re.compile(r"</?[st]>")
# As much of a story as its first paragraphs hold.
_LEAD = 700


def linking_root(marked: str) -> tuple[str | None, Span | None]:
    """The root type of what the party in ``<s>`` does to the one in ``<t>``, and the word that tells it."""
    text, source, target = unmarked(marked)
    return _root(_parsed([(PassageKind.BODY, text)]), source, target)


def leading_root(title: str, text: str) -> tuple[str | None, Span | None]:
    """The root type that a headline and a lead are about, and the word that tells it."""
    return _root(_parsed([(PassageKind.HEADLINE, title), (PassageKind.BODY, text[:_LEAD])]), (0, 1), (0, 1))


def _root(parsed: Parse, source: tuple[int, int], target: tuple[int, int]) -> tuple[str | None, Span | None]:
    if not len(parsed):
        return None, None
    parties = [token_ranges(parsed, [Span(*stretch, "")]) or [(0, 1)] for stretch in (source, target)]
    root, token = opinions_on(parsed).between(parties[0][0], parties[1][0])
    return root, parsed.span(token, token + 1)


def _parsed(parts: Sequence[tuple[PassageKind, str]]) -> Parse:
    passages, start = [], 0
    for kind, text in parts:
        span = Span(start, start + len(text), text)
        start = span.end + 1
        if text.strip():
            passages.append(Passage(kind, span, span))
    return parse("\n".join(text for _, text in parts), tuple(passages))


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
