"""Text made fit for a parser, with every character's way back to the original.

Hard line breaks become spaces, runs of white space one space, and light mark-up (emphasis,
escapes, link targets) goes; ``offsets[i]`` is the original position of clean character ``i``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# What is dropped: white space beyond the first of a run, zero-width characters, Markdown's
# emphasis marks and escapes, link targets and bare tags. What is kept is never reordered.
_DROP = re.compile(
    r"(?P<space>\s+)"
    r"|[\u200b\u2060\ufeff\u00ad]+"
    r"|\\(?=[\[\]*_#>`~.()!-])"
    r"|\*+|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)"
    r"|(?<=\])\((?:https?:|/|#|mailto:)[^)\s]*\)"
    r"|</?[a-zA-Z][^<>\n]{0,200}>"
)


@dataclass(frozen=True, slots=True)
class CleanText:
    """Clean text and, for each of its characters, the offset it had in the original."""

    text: str
    offsets: tuple[int, ...]


def clean(text: str, start: int, end: int) -> CleanText:
    r"""The stretch ``text[start:end]`` without line breaks and mark-up.

    >>> clean("a  *b*\nc", 0, 8)
    CleanText(text='a b c', offsets=(0, 1, 4, 6, 7))
    """
    pieces: list[str] = []
    offsets: list[int] = []
    position = start
    for match in _DROP.finditer(text, start, end):
        pieces.append(text[position : match.start()])
        offsets.extend(range(position, match.start()))
        if match["space"] and offsets and not _ends_with_space(pieces):
            pieces.append(" ")
            offsets.append(match.start())
        position = match.end()
    pieces.append(text[position:end])
    offsets.extend(range(position, end))
    joined = "".join(pieces)
    kept = len(joined.rstrip())
    return CleanText(joined[:kept], tuple(offsets[:kept]))


def _ends_with_space(pieces: list[str]) -> bool:
    for piece in reversed(pieces):
        if piece:
            return piece.endswith(" ")
    return True
