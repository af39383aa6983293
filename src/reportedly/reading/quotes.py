"""Quotations by their marks, across sentences and paragraphs, balanced or not.

News typography: a quotation that runs over paragraphs opens again at each and closes at the
last. A mark that never closes ends with its paragraph, so it cannot swallow the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from reportedly.reading.parse import Parse

Range: TypeAlias = tuple[int, int]

_PAIRS = {"“": "”", "„": "”", "«": "»", "``": "''", "`": "''", "''": "''", '"': '"', "‘": "’", "'": "'"}
# Typed by different hands, a pair may be half straight, half curly.
_CLOSING = frozenset({"”", '"', "''"})
_SINGLE = {"‘", "'"}
_MARKS = frozenset(_PAIRS) | frozenset(_PAIRS.values())
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: half-open token ranges with their marks, one for each paragraph."""

    parts: tuple[Range, ...]

    @property
    def first(self) -> int:
        """The first token, the opening mark."""
        return self.parts[0][0]

    @property
    def last(self) -> int:
        """One past the last token."""
        return self.parts[-1][1]


def paragraphs(parse: Parse) -> list[Range]:
    """Token ranges of paragraphs: they end with a passage, a blank line or its last token."""
    found: list[Range] = []
    first = 0
    for token in range(1, len(parse) + 1):
        if token == len(parse) or _breaks(parse, token):
            found.append((first, token))
            first = token
    return found


def _breaks(parse: Parse, token: int) -> bool:
    if parse.passage_of[token] != parse.passage_of[token - 1]:
        return True
    start, end = parse.ends[token - 1], parse.starts[token]
    return end - start > 1 and bool(_PARAGRAPH.search(parse.text, start, end))


def find_quotations(parse: Parse) -> tuple[Quotation, ...]:
    """Outermost quotations in text order; quotes within quotes belong to the outer one.

    Curly, straight, PTB (``...'') and angle marks; single marks only where they stand free of
    an apostrophe's surroundings and close in their paragraph.
    """
    found: list[Quotation] = []
    waiting: list[Range] = []
    for first, last in paragraphs(parse):
        if waiting and parse.words[first] != parse.words[waiting[0][0]]:
            found.append(Quotation(tuple(waiting)))
            waiting = []
        for part, closed in _parts(parse, first, last):
            waiting.append(part)
            if closed:
                found.append(Quotation(tuple(waiting)))
                waiting = []
    if waiting:
        found.append(Quotation(tuple(waiting)))
    return tuple(found)


def _parts(parse: Parse, first: int, last: int) -> Iterator[tuple[Range, bool]]:
    start, opener, inner = -1, "", False
    singles = _closing_singles(parse, first, last)
    for token in range(first, last):
        word = parse.words[token]
        if word not in _MARKS:
            continue
        if start < 0:
            if _opens(parse, token) and (word not in _SINGLE or token < singles):
                start, opener = token, word
        elif inner and word == "”":
            inner = False
        elif word == "“" and opener != "“":
            inner = True
        elif _closes(parse, token, opener):
            yield (start, token + 1), True
            start, inner = -1, False
        elif word == opener and opener not in _SINGLE and _opens(parse, token):
            yield (start, token), True
            start = token
    if start >= 0 and opener not in _SINGLE:
        yield (start, last), False


def _closing_singles(parse: Parse, first: int, last: int) -> int:
    """The last single mark of the paragraph that closes; single marks after it open nothing."""
    for token in range(last - 1, first, -1):
        if parse.words[token] in {"’", "'"} and not _followed(parse, token):
            return token
    return first


def _opens(parse: Parse, token: int) -> bool:
    word = parse.words[token]
    if word in {'"', "'", "‘"}:
        return not _preceded(parse, token) and (_followed(parse, token) or word == '"')
    if word in {"”", "''"}:  # typed for the opening mark too
        return not _preceded(parse, token) and _followed(parse, token)
    return word in _PAIRS and (word != "`" or not _preceded(parse, token))


def _closes(parse: Parse, token: int, opener: str) -> bool:
    word = parse.words[token]
    if word == opener and word in {'"', "''"}:
        return _preceded(parse, token) or not _followed(parse, token)
    if word in {"’", "'"}:
        return opener in _SINGLE and _preceded(parse, token) and not _followed(parse, token)
    return (word in _CLOSING and opener not in _SINGLE) or _PAIRS.get(opener) == word


def _preceded(parse: Parse, token: int) -> bool:
    """Whether a word or its punctuation touches the mark on the left."""
    at = parse.starts[token]
    return at > 0 and not parse.text[at - 1].isspace() and parse.text[at - 1] not in "([{—–-*_\"'“‘"


def _followed(parse: Parse, token: int) -> bool:
    """Whether a word touches the mark on the right."""
    at = parse.ends[token]
    return at < len(parse.text) and (parse.text[at].isalnum() or parse.text[at] in "[$€£*_")
