"""Text made fit for a parser, with every character's way back to the original.

Hard line breaks become spaces, runs of white space one space, and light mark-up goes: emphasis,
escapes, link targets, tags, quote marks of wrapped block quotes, and words struck out, which their
author took back. HTML character references become what they stand for. ``offsets[i]`` is the
original position of clean character ``i``; nothing is reordered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

# A link's target: anything that looks like an address, with an optional title.
_TARGET = (
    r"\((?:https?:|/|\#|mailto:|www\.|\.\.?/)(?:[^()\s]|\([^()\s]{0,100}\)){0,2000}"
    r"(?:\s{1,3}\"[^\"\n]{0,200}\")?\)"
)
# Every quantifier is bounded or possessive, so that no run of marks is gone over twice.
_MARKUP = re.compile(
    r"(?P<space>\s*\n[ \t]*(?:>[ \t]*)++|\s{2,}+|[^\S ])"
    r"|(?P<reference>&(?:[a-zA-Z]{2,10}|\#\d{1,6}|\#[xX][0-9a-fA-F]{1,5});)"
    r"|(?P<block></?(?:br|p|div|li|ul|ol|td|th|tr|h[1-6]|blockquote)\b[^<>]{0,200}>)"
    r"|<(?P<struck>s|del|strike)>[^<>]{0,300}</(?P=struck)>|~~[^~\n]{1,300}~~"
    r"|<!--[^<>]{0,300}-->|</?[a-zA-Z][^<>\n]{0,300}>"
    r"|!?\[(?=[^\[\]]{0,400}\]" + _TARGET + r")|\]" + _TARGET +
    r"|\\(?=[\[\]*_\#>`~.()!|+<{}&\"'$\n\r-])"
    r"|\*++|(?<!\w)_++(?=\S)|(?<=[^\s_])_++(?!\w)"
    r"|[\u200b\u2060\ufeff\u00ad]++"
)  # fmt: skip

# What mark-up begins with: looking for these first is what makes clean text cheap.
_MARK = re.compile(r"[&<~!\[\]\\*_\u200b\u2060\ufeff\u00ad]|[^\S ]| (?=\s)")


@dataclass(frozen=True, slots=True)
class CleanText:
    """Clean text and, for each of its characters, the offset it had in the original."""

    text: str
    offsets: tuple[int, ...]


def clean(text: str, start: int, end: int) -> CleanText:
    r"""The stretch ``text[start:end]`` without line breaks and mark-up.

    A character is the original's at its offset, or a space, or what the character reference there
    stands for.

    >>> clean("a  *b*\nc &amp; d", 0, 17)
    CleanText(text='a b c & d', offsets=(0, 1, 4, 6, 7, 8, 9, 14, 15))
    """
    pieces: list[str] = []
    offsets: list[int] = []
    position, spaced = start, True
    for mark in _MARK.finditer(text, start, end):
        at = mark.start()
        match = _MARKUP.match(text, at, end) if at >= position else None
        put = _put(match) if match else None
        if match is None or put is None:
            continue
        if spaced and position < at and text[position] == " ":
            position += 1
        if position < at:
            pieces.append(text[position:at])
            offsets.extend(range(position, at))
            spaced = text[at - 1] == " "
        position = match.end()
        if put and not (put == " " and spaced):
            pieces.append(put)
            offsets.append(at)
            spaced = put == " "
    position += spaced and text[position : min(position + 1, end)] == " "
    pieces.append(text[position:end])
    offsets.extend(range(position, end))
    joined = "".join(pieces)
    kept = len(joined.rstrip())
    return CleanText(joined[:kept], tuple(offsets[:kept]))


def _put(match: re.Match[str]) -> str | None:
    """What stands in the place of mark-up: a space, one character, nothing; ``None``: it is none."""
    if match["space"] or match["block"]:
        return " "
    if not match["reference"]:
        return ""
    meant = unescape(match["reference"])
    if len(meant) != 1:
        return None
    return " " if meant.isspace() else meant
