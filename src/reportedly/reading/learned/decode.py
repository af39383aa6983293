"""From the model's scores to acts of reporting: the best tags, then the best cue for each part."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from reportedly.reading.learned.heads import ASKING, COLUMNS, LAYER_TAGS, LINK_WIDTH, PARTS

Scores: TypeAlias = NDArray[np.float32]
Range: TypeAlias = tuple[int, int]

# More cues than this between a part and its cue make no difference.
_MOST_CROSSED = 3


@dataclass(frozen=True, slots=True)
class Chain:
    """What a layer's conditional random field learned of one tag after another.

    ``transitions`` (tags x tags, from row to column) has forbidden steps out of reach.
    """

    transitions: Scores
    starts: Scores


@dataclass(frozen=True, slots=True)
class Linked:
    """An attribution as the token ranges of a layer."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]


def best_tags(emissions: Scores, chain: Chain) -> list[int]:
    """The most likely sequence of tags (Viterbi 1967). ``emissions`` is (tokens x tags)."""
    total = chain.starts + emissions[0]
    back = np.empty(emissions.shape, np.int8)
    for token in range(1, len(emissions)):
        steps = total[:, None] + chain.transitions
        back[token] = steps.argmax(axis=0)
        total = steps.max(axis=0) + emissions[token]
    tag = int(total.argmax())
    found = [tag]
    for token in range(len(emissions) - 1, 0, -1):
        tag = int(back[token, tag])
        found.append(tag)
    return found[::-1]


def parts_of(tags: Sequence[int]) -> dict[str, list[Range]]:
    """The token ranges of each part, in text order."""
    found: dict[str, list[Range]] = {part: [] for part in PARTS}
    first = 0
    for token in range(1, len(tags) + 1):
        if token < len(tags) and LAYER_TAGS[tags[token]].startswith("I"):
            continue
        if tags[first]:
            found[LAYER_TAGS[tags[first]][2:]].append((first, token))
        first = token
    return found


def linked(output: Scores, parts: dict[str, list[Range]]) -> list[Linked]:
    """Sources and contents with the cues they belong to, in the order of their cues.

    ``output`` is (tokens x columns). A part belongs to the cue that answers best to what its tokens
    ask for on average, nearer ones first.
    """
    cues = parts["cue"]
    if not cues:
        return []
    answers = output[[first for first, _ in cues], COLUMNS["answers"]]
    owned: dict[str, list[list[Range]]] = {part: [[] for _ in cues] for part in PARTS}
    owned["cue"] = [[cue] for cue in cues]
    for number, part in enumerate(ASKING):
        asks = output[:, COLUMNS["asks"]][:, number * LINK_WIDTH : (number + 1) * LINK_WIDTH]
        for first, last in parts[part]:
            fit = asks[first:last].mean(axis=0) @ answers.T / LINK_WIDTH**0.5
            owner = int((fit + nearness((first, last), cues)).argmax())
            owned[part][owner].append((first, last))
    return [
        Linked(tuple(owned["source"][cue]), tuple(owned["cue"][cue]), tuple(owned["content"][cue]))
        for cue in range(len(cues))
    ]


def nearness(part: Range, cues: Sequence[Range]) -> Scores:
    """How near each cue is to a part, 0 at most: tokens between, by their logarithm, and cues between."""
    found = np.empty(len(cues), np.float32)
    firsts = [first for first, _ in cues]
    for number, (first, last) in enumerate(cues):
        ahead = first >= part[1]
        gap = first - part[1] if ahead else part[0] - last
        between = (part[1], first) if ahead else (last, part[0])
        crossed = bisect_left(firsts, between[1]) - bisect_left(firsts, between[0])
        found[number] = -np.log1p(max(gap, 0)) - min(max(crossed, 0), _MOST_CROSSED)
    return found
