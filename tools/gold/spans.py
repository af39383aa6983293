"""Numbered sentences of a raw text, and where quoted words stand in them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tools.gold.forms import Place

_BREAK = re.compile(r"\s*\n[ \t\xa0]*\n\s*")
_STOP = re.compile(r"[.?!…][\"”’')\]*]*(?=\s+[\"“‘'(\[\\*]*[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Adm|Sgt|Prof|St|Jr|Sr|No|vs|Sec|Amb|Rev|Hon)|\b[A-Z])\.$",
    re.I,
)
_FOLD = {"'": "['’‘]", '"': '["“”]', "-": "[-‐‑–—]", "’": "['’]", "“": '["“]', "”": '["”]'}
_PREFIX = re.compile(r"s(\d+)(?:-s?(\d+))?:\s*")
_NTH = re.compile(r"\s*#(\d+)$")


class SpanError(Exception):
    """Words that cannot be placed, with why."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """A text with its sentences; ``opens`` has the sentences that begin a paragraph."""

    text: str
    places: tuple[Place, ...]
    opens: frozenset[int]

    def region(self, first: int, last: int) -> Place:
        """From sentence ``first`` to the end of sentence ``last``."""
        if not 1 <= first <= last <= len(self.places):
            raise SpanError(f"no sentences s{first}-s{last} (there are {len(self.places)})")
        return self.places[first - 1][0], self.places[last - 1][1]

    def number(self, offset: int) -> int:
        """The sentence that holds ``offset``."""
        return next((n for n, (_, end) in enumerate(self.places, 1) if offset < end), len(self.places))


def sentences(text: str) -> Sentences:
    """Split at blank lines and after stops."""
    places: list[Place] = []
    opens = set()
    edges = [0, *(at for gap in _BREAK.finditer(text) for at in gap.span()), len(text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        opens.add(len(places) + 1)
        left = start
        for stop in _STOP.finditer(text, start, end):
            if stop[0][0] == "." and _ABBREVIATION.search(text, left, stop.start() + 1):
                continue
            places.append((left, stop.end()))
            left = stop.end() + len(text[stop.end() : end]) - len(text[stop.end() : end].lstrip())
        if text[left:end].strip():
            places.append((left, left + len(text[left:end].rstrip())))
    return Sentences(text, tuple(places), frozenset(opens))


def render(split: Sentences) -> str:
    """The sentences with their numbers, lines unwrapped, an empty line between paragraphs."""
    lines = []
    for number, (start, end) in enumerate(split.places, 1):
        gap = "\n" if number in split.opens and number > 1 else ""
        lines.append(f"{gap}s{number}  {' '.join(split.text[start:end].split())}")
    return "\n".join(lines)


def find_all(split: Sentences, written: str, default: Place) -> tuple[Place, ...]:
    """The spans of ``one + another``; none for ``-``. Without its own ``sN:`` each is in the line's."""
    if written.strip() in ("", "-"):
        return ()
    return tuple(find(split, part.strip(), default) for part in re.split(r"\s\+\s", written))


def find(split: Sentences, written: str, default: Place) -> Place:
    """One span: ``words``, ``s3: words``, ``s3-s5: first words ... last words``, ``words #2``."""
    first, last = default
    if prefix := _PREFIX.match(written):
        first, last = int(prefix[1]), int(prefix[2] or prefix[1])
        written = written[prefix.end() :]
    nth = _NTH.search(written)
    written = written[: nth.start()] if nth else written
    region = split.region(first, last)
    head, dots, tail = written.partition(" ... ")
    start, end = _one(split.text, head, region, int(nth[1]) if nth else None)
    if not dots:
        return start, end
    return start, _one(split.text, tail, (end, region[1]), None)[1]


def _one(text: str, words: str, region: Place, nth: int | None) -> Place:
    found = [match.span() for match in _pattern(words).finditer(text, *region)]
    if not found:
        raise SpanError(f"not found: {words!r}")
    if nth is None and len(found) > 1:
        raise SpanError(f"ambiguous: {words!r} stands there {len(found)} times, add #1 to #{len(found)}")
    if nth is not None and not 1 <= nth <= len(found):
        raise SpanError(f"no #{nth} of {words!r}, only {len(found)}")
    return found[(nth or 1) - 1]


def _pattern(words: str) -> re.Pattern[str]:
    tokens = ["".join(_FOLD.get(sign, re.escape(sign)) for sign in token) for token in words.split()]
    if not tokens:
        raise SpanError("an empty span")
    left = r"(?<!\w)" if re.match(r"\w", words.strip()) else ""
    right = r"(?!\w)" if re.search(r"\w$", words.strip()) else ""
    return re.compile(left + r"\s+".join(tokens) + right)
