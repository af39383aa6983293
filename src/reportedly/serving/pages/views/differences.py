"""What became of a text from one version to the next, line by line, long stretches that stayed folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_AROUND = 2
_MOST_LINES = 4000


class Fate(StrEnum):
    """What became of lines."""

    KEPT = "kept"
    FOLDED = "folded"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Difference:
    """Lines of one fate, as text; of what is folded, how many lines."""

    fate: Fate
    text: str
    lines: int


def differences(older: str, newer: str) -> tuple[Difference, ...] | None:
    r"""How the newer text differs from the older; ``None`` where they are too long to be compared here.

    >>> [(one.fate.value, one.text) for one in differences("a\nb", "a\nc")]
    [('kept', 'a'), ('gone', 'b'), ('new', 'c')]
    """
    before, after = older.split("\n"), newer.split("\n")
    if max(len(before), len(after)) > _MOST_LINES:
        return None
    return tuple(_compared(before, after))


def _compared(before: Sequence[str], after: Sequence[str]) -> Iterator[Difference]:
    for tag, start, end, new_start, new_end in SequenceMatcher(None, before, after).get_opcodes():
        if tag == "equal":
            yield from _folded(before[start:end], start > 0, end < len(before))
            continue
        if start < end:
            yield _lines(Fate.GONE, before[start:end])
        if new_start < new_end:
            yield _lines(Fate.NEW, after[new_start:new_end])


def _folded(lines: Sequence[str], after_change: bool, before_change: bool) -> Iterator[Difference]:
    """Lines that stayed: those beside a change are shown, the others between them counted."""
    head = _AROUND if after_change else 0
    tail = _AROUND if before_change else 0
    if len(lines) <= head + tail + 1:
        yield _lines(Fate.KEPT, lines)
        return
    if head:
        yield _lines(Fate.KEPT, lines[:head])
    yield Difference(Fate.FOLDED, "", len(lines) - head - tail)
    if tail:
        yield _lines(Fate.KEPT, lines[len(lines) - tail :])


def _lines(fate: Fate, lines: Sequence[str]) -> Difference:
    return Difference(fate, "\n".join(lines), len(lines))
