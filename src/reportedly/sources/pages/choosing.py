"""Which stretches of a page the lines are that an extractor took from it.

No extractor tells where its lines stand, and some put the words of a line in another order, run paragraphs
together or give them twice. So the extractor chooses and the page gives the words: every line is placed in
the page, in order, and what is read is the page's own text there.

Lines that are paragraphs of the page are placed first, by the heaviest chain in which both orders agree;
the others are looked for between their placed neighbours, whole; of what is left, the paragraphs are taken
whose words it has. Everything is compared without white space (`reportedly.sources.pages.tree.Words`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from reportedly.sources.pages.tree import Words, dense

Stretch: TypeAlias = tuple[int, int]
"""Half-open offsets into the dense text of a page."""

_Chain: TypeAlias = "tuple[int, int, _Chain] | None"

# Of the words of a paragraph, or of a line, this share has to be in the other.
_SHARED = 0.6

# Paragraphs of fewer words say too little to be known by them anywhere in the page.
_TELLING = 5

_WORD = re.compile(r"\w+")


def chosen(lines: Sequence[str], words: Words) -> tuple[Stretch, ...]:
    """The stretches of the page that the lines are, in order, none across the end of a paragraph."""
    sought = [dense(line) for line in lines]
    paragraphs = list(words.paragraphs())
    placed = _paragraphs_placed(sought, words.dense, paragraphs)
    placed.update(_found(sought, words.dense, placed))
    found = [(at, at + len(sought[line])) for line, at in placed.items()]
    for line in sorted(set(range(len(lines))) - placed.keys()):
        low, high = _between(line, sorted(placed), placed, sought, len(words.dense))
        near = paragraphs[bisect_left(paragraphs, (low,)) : bisect_left(paragraphs, (high,))]
        found.extend(_most_alike(lines[line], words, near, paragraphs))
    return tuple(_cut(_merged(found), paragraphs))


def _paragraphs_placed(lines: Sequence[str], page: str, paragraphs: Iterable[Stretch]) -> dict[int, int]:
    """Places of the lines that are paragraphs, as many characters of them as keep their order."""
    where: dict[str, list[int]] = defaultdict(list)
    for start, end in paragraphs:
        where[page[start:end]].append(start)
    return dict(_heaviest(lines, where))


def _heaviest(lines: Sequence[str], where: Mapping[str, Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Lines with their places, both rising, that have the most characters together; from the last."""
    # The best chains by where they end: one that ends later than another also weighs more.
    ends, weights = [0], [0]
    chains: list[_Chain] = [None]
    for number, line in enumerate(lines):
        for at in reversed(where.get(line, ())):
            before = bisect_right(ends, at) - 1
            end, weight = at + len(line), weights[before] + len(line)
            first = bisect_left(ends, end)
            if weights[first - 1] < weight:
                last = bisect_right(weights, weight, lo=first)
                ends[first:last], weights[first:last] = [end], [weight]
                chains[first:last] = [(number, at, chains[before])]
    chain = chains[-1]
    while chain:
        number, at, chain = chain
        yield number, at


def _found(lines: Sequence[str], page: str, placed: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Places of the other lines that stand whole between their neighbours; the longest are sought first."""
    places = dict(placed)
    order = sorted(places)
    for line in sorted(set(range(len(lines))) - places.keys(), key=lambda line: -len(lines[line])):
        low, high = _between(line, order, places, lines, len(page))
        find = page.find if low else page.rfind
        at = find(lines[line], low, high)
        if at >= 0:
            places[line] = at
            insort(order, line)
            yield line, at


def _between(
    line: int, order: Sequence[int], places: Mapping[int, int], lines: Sequence[str], size: int
) -> Stretch:
    """What of the page stands between the placed neighbours of a line; ``order`` has all that are placed."""
    here = bisect_left(order, line)
    low = places[order[here - 1]] + len(lines[order[here - 1]]) if here else 0
    return low, places[order[here]] if here < len(order) else size


def _most_alike(
    line: str, words: Words, near: Sequence[Stretch], paragraphs: Sequence[Stretch]
) -> Sequence[Stretch]:
    """What a line is in place; where most of its words stand elsewhere, what it is there."""
    own = _WORD.findall(line)
    found, shared = _alike(own, words, near)
    if shared < _SHARED * len(own):
        elsewhere, more = _alike(own, words, paragraphs, _TELLING)
        return elsewhere if more > shared else found
    return found


def _alike(
    line: Sequence[str], words: Words, paragraphs: Sequence[Stretch], least: int = 1
) -> tuple[Sequence[Stretch], int]:
    """The paragraphs of at least so many words that share most of theirs, or the line's, and how many."""
    left, found, most, all_shared = Counter(line), [], _SHARED * len(line), 0
    for start, end in paragraphs:
        own = Counter(_WORD.findall(words.string(start, end)))
        shared = (own & left).total()
        if own.total() >= least and shared and shared >= min(_SHARED * own.total(), most):
            found.append((start, end))
            all_shared += shared
            left -= own
    return found, all_shared


def _merged(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """The same stretches in order, those that overlap or meet as one."""
    last: Stretch | None = None
    for start, end in sorted(stretches):
        if last and start <= last[1]:
            last = last[0], max(last[1], end)
        else:
            if last:
                yield last
            last = start, end
    if last:
        yield last


def _cut(stretches: Iterable[Stretch], paragraphs: Sequence[Stretch]) -> Iterator[Stretch]:
    """The same stretches, cut where paragraphs end."""
    for start, end in stretches:
        first = bisect_right(paragraphs, start, key=lambda paragraph: paragraph[0]) - 1
        for begins, ends in paragraphs[first:]:
            if begins >= end:
                break
            yield max(start, begins), min(end, ends)
