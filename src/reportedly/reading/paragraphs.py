"""Where one paragraph of a plain or Markdown text ends and the next begins.

Three ways of setting a text are told apart by the text itself: blank lines between paragraphs,
one paragraph a line, and lines wrapped at a column. A line that goes on in lower case after a
line without a full stop is the sign of wrapping; where a text is wrapped, a line still ends its
paragraph when Markdown says so (two spaces or a backslash at its end), when the next line opens
a list item, a heading, a table row or a speaker's turn, or when the next word would have fitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

# Every character that ends a line (UAX 14, mandatory breaks).
_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_TERMINAL = (".", "!", "?", ":", ";", "”", '"', "’", ")", "*")
_LIST_MARK = re.compile(
    r"(?:[-*+•‣▪◦●]|o(?=[ \xa0]{2})|\\?[-*+]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})\\?[.)])[ \t\xa0]+(?=\S)"
)
_OPENS = re.compile(
    r"[-*+•‣▪◦●][ \t\xa0]|#{1,6}[ \t]|\||<(?:p|div|li|h[1-6]|tr|br)\b"
    r"|[*_]{0,3}(?:M(?:[RS]|RS)|[A-Z]{2,})\b[A-Z.'’ \-]{0,40}:|Q:?[ \xa0]{2}"
)
# No sentence and no headline ends with one of these.
_UNFINISHED = re.compile(r"(?:,|(?<!\w)(?:that|the|a|an|of|to|and|or|with|from|by|than|whether))$")
_HEADING = re.compile(r"#{1,6}[ \t]")
# A wrapped text has at least this share of its line ends inside a sentence.
_WRAPPED_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch without white space at its edges; ``apart`` where a blank line comes before it."""

    start: int
    end: int
    apart: bool


class _Line(NamedTuple):
    """A line's bare stretch; a tuple, since a text may have a million of them."""

    start: int
    end: int
    apart: bool
    hard: bool


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of ``text`` in order; together they hold every character but white space."""
    lines = list(_lines(text))
    pairs = [(above, below) for above, below in pairwise(lines) if not below.apart]
    runs_on = sum(_runs_on(text, above, below) for above, below in pairs)
    width = _column(pairs) if pairs and runs_on >= _WRAPPED_SHARE * len(pairs) else 0
    return list(_joined(text, lines, width))


def list_mark(text: str, start: int, end: int) -> int:
    """Where the words of a list item begin: ``start`` itself where no list mark stands there."""
    match = _LIST_MARK.match(text, start, end)
    return match.end() if match else start


def _lines(text: str) -> Iterator[_Line]:
    before = 0
    for match in _LINE.finditer(text):
        raw = match[0]
        bare = raw.strip()
        if not bare:
            continue
        start = match.start() + raw.index(bare[0])
        end = start + len(bare)
        hard = match.end() - end > 1 or bare.endswith("\\")
        yield _Line(start, end, start - before > 1 and _is_blank_between(text[before:start]), hard)
        before = end


def _is_blank_between(gap: str) -> bool:
    """Whether a stretch of white space ends more than one line."""
    return len(_LINE.sub("", gap.replace("\r\n", "\n"))) > 1


def _runs_on(text: str, above: _Line, below: _Line) -> bool:
    """Whether a sentence goes on over the line break."""
    if _is_terminal(text, above):
        return False
    return text[below.start].islower() or bool(_UNFINISHED.search(text, above.start, above.end))


def _is_terminal(text: str, line: _Line) -> bool:
    return text[line.end - 1] in _TERMINAL


def _column(pairs: Sequence[tuple[_Line, _Line]]) -> int:
    lengths = sorted(above.end - above.start for above, _ in pairs)
    return lengths[len(lengths) * 9 // 10]


def _joined(text: str, lines: Sequence[_Line], width: int) -> Iterator[Paragraph]:
    if not lines:
        return
    first = lines[0]
    for above, below in pairwise(lines):
        if below.apart or _breaks(text, above, below, width):
            yield Paragraph(first.start, above.end, first.apart)
            first = below
    yield Paragraph(first.start, lines[-1].end, first.apart)


def _breaks(text: str, above: _Line, below: _Line, width: int) -> bool:
    if _OPENS.match(text, below.start, below.end) or _HEADING.match(text, above.start, above.end):
        return True
    if _runs_on(text, above, below):
        return False
    if not width or above.hard:
        return True
    word = text[below.start : below.start + width].split(None, 1)[0]
    needed = above.end - above.start + 1 + len(word)
    return needed < (width - 8 if _is_terminal(text, above) else width * 0.6)
