"""The parsed text that every reading step works on: plain arrays, one entry a token.

No step past `reportedly.reading.nlp` touches the parser's own objects, so the steps are pure
functions over tuples, and another parser can stand behind them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.model import Passage, Span


@dataclass(frozen=True, slots=True)
class Parse:
    """Tokens of an article's readable passages, in reading order, without white space.

    Universal POS in ``pos``, Penn tags in ``tags``, ClearNLP dependency labels in ``deps``;
    ``heads[i] == i`` at a root. ``starts`` and ``ends`` are code-point offsets into ``text``,
    the article's original. ``children[i]`` is in text order. ``passage_of[i]`` indexes
    ``passages`` (all of the article's, read or not). ``edges[i]`` is the half-open token range
    that the subtree of ``i`` reaches over.
    """

    text: str
    passages: tuple[Passage, ...]
    words: tuple[str, ...]
    lowers: tuple[str, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    pos: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]
    edges: tuple[tuple[int, int], ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]
    sentence_of: tuple[int, ...]
    passage_of: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """The original stretch of tokens ``first`` up to, not including, ``last``."""
        start, end = self.starts[first], self.ends[last - 1]
        return Span(start, end, self.text[start:end])

    def subtree(self, token: int) -> Span:
        """The original stretch that the subtree of ``token`` reaches over."""
        return self.span(*self.edges[token])

    def ancestors(self, token: int) -> list[int]:
        """Heads of ``token``, nearest first, the root last."""
        found = []
        while self.heads[token] != token:
            token = self.heads[token]
            found.append(token)
        return found

    def children_by(self, token: int, *labels: str) -> list[int]:
        """Children of ``token`` whose dependency label is one of ``labels``."""
        return [child for child in self.children[token] if self.deps[child] in labels]


def token_ranges(parse: Parse, spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Half-open token ranges of spans; empty ones are left out."""
    ranges = []
    for span in spans:
        first = bisect_left(parse.ends, span.start + 1)
        last = bisect_left(parse.starts, span.end)
        if first < last:
            ranges.append((first, last))
    return ranges


def children_of(heads: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """For each token its dependents in text order."""
    found: list[list[int]] = [[] for _ in heads]
    for token, head in enumerate(heads):
        if head != token:
            found[head].append(token)
    return tuple(map(tuple, found))


def edges_of(heads: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """For each token the half-open range from its leftmost to its rightmost descendant."""
    low = list(range(len(heads)))
    high = [token + 1 for token in low]
    for token in reversed(_from_the_roots(heads)):
        head = heads[token]
        low[head] = min(low[head], low[token])
        high[head] = max(high[head], high[token])
    return tuple(zip(low, high, strict=True))


def _from_the_roots(heads: Sequence[int]) -> list[int]:
    """All tokens, each after its head."""
    children = children_of(heads)
    order = [token for token, head in enumerate(heads) if head == token]
    for token in order:
        order.extend(children[token])
    return order
