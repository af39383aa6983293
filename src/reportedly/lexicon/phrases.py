"""Longest-match lookup of phrases in a sequence of tokens.

Phrases are split into words the way the parser splits text (a hyphen between letters and a
possessive ending stand alone, "155mm" is two words), so that a table can be matched against
``Parse.words`` directly.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

T = TypeVar("T")

_WORD = re.compile(
    r"\$|,(?!\d)|['’]s\b"
    r"|\d+(?=(?:mm|km|kg)\b)"
    r"|[^\W\d_]+(?=-[^\W\d_])|(?<=[^\W\d_])-(?=[^\W\d_])"
    r"|(?:(?!['’]s\b|(?<=[^\W\d_])-(?=[^\W\d_])|,(?!\d))\S)+"
)


def words_of(phrase: str) -> tuple[str, ...]:
    """The words of a phrase, split as the parser would split them."""
    return tuple(_WORD.findall(phrase))


@dataclass(frozen=True, slots=True)
class Phrase(Generic[T]):
    """A phrase and what it stands for; ``cased`` ones match as written or in capitals only."""

    text: str
    value: T
    cased: bool = True


class PhraseTable(Generic[T]):
    """Phrases by their first word. The first phrase given wins where two have the same words."""

    def __init__(self, phrases: Iterable[Phrase[T]]) -> None:
        self._exact: dict[tuple[str, ...], T] = {}
        self._folded: dict[tuple[str, ...], T] = {}
        for phrase in phrases:
            self._add(phrase)
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._folded_lengths: dict[str, tuple[int, ...]] = {}
        for table, lengths in ((self._exact, self._lengths), (self._folded, self._folded_lengths)):
            for key in table:
                known = lengths.get(key[0], ())
                lengths[key[0]] = tuple(sorted({*known, len(key)}, reverse=True))

    def _add(self, phrase: Phrase[T]) -> None:
        words = words_of(phrase.text)
        for variant in (words, tuple(word.replace("'", "’") for word in words)):
            if not phrase.cased:
                self._folded.setdefault(tuple(word.lower() for word in variant), phrase.value)
                continue
            self._exact.setdefault(variant, phrase.value)
            # Headlines are set in capitals; short words would then collide with other words.
            if len(phrase.text) >= 4:
                self._exact.setdefault(tuple(word.upper() for word in variant), phrase.value)

    def find(self, words: Sequence[str]) -> list[tuple[int, int, T]]:
        """Longest phrases from left to right as (first, last, value), without overlaps."""
        found: list[tuple[int, int, T]] = []
        at, size = 0, len(words)
        while at < size:
            match = self.match(words, at)
            if match is None:
                at += 1
                continue
            found.append((at, match[0], match[1]))
            at = match[0]
        return found

    def match(self, words: Sequence[str], at: int) -> tuple[int, T] | None:
        """The longest phrase that starts at word ``at``: where it ends, and its value."""
        word = words[at]
        for length in self._lengths.get(word, ()):
            key = tuple(words[at : at + length])
            if key in self._exact:
                return at + len(key), self._exact[key]
        for length in self._folded_lengths.get(word.lower(), ()):
            key = tuple(other.lower() for other in words[at : at + length])
            if key in self._folded:
                return at + len(key), self._folded[key]
        return None

    def get(self, phrase: str) -> T | None:
        """What ``phrase`` as a whole stands for, or None."""
        words = words_of(phrase)
        match = self.match(words, 0) if words else None
        return match[1] if match is not None and match[0] == len(words) else None


@cache
def load(name: str) -> dict[str, Any]:
    """The parsed data file ``name`` (without its ending) of `reportedly.lexicon`."""
    text = files("reportedly.lexicon").joinpath("data", f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)
