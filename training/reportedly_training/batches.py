"""Examples as batches of tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from reportedly.reading.learned.decode import Range, nearness, parts_of
from reportedly.reading.learned.heads import ASKING
from reportedly.reading.learned.windows import OVERLAP, Window, batch_of, windows_of
from reportedly_training.corpora import IGNORED, MARKS, Example, Labels

_OUT_OF_REACH = -1e4


@dataclass(frozen=True)
class Piece:
    """One window of one example."""

    example: Example
    window: Window


@dataclass(frozen=True)
class Links:
    """Sources and contents of a batch with the cues of their windows, and which of them is theirs.

    ``cues`` and ``nearness`` are (links x cues), padded with what is out of reach.
    """

    row: Tensor
    first: Tensor
    last: Tensor
    part: Tensor
    cues: Tensor
    nearness: Tensor
    answer: Tensor


@dataclass(frozen=True)
class Tensors:
    """A batch: the encoder's input, where tokens begin, and the labels of tokens."""

    pieces: Tensor
    mask: Tensor
    features: Tensor
    firsts: Tensor
    held: Tensor
    tags: Tensor
    links: Links | None
    marks: Tensor
    values: Tensor
    roots: Tensor
    actors: Tensor
    targets: Tensor


def pieces_of(examples: Sequence[Example], overlap: int = OVERLAP) -> list[Piece]:
    """Every window of every example."""
    return [
        Piece(example, window)
        for example in examples
        for window in windows_of(example.encoded, overlap=overlap)
    ]


def batches(pieces: Sequence[Piece], size: int, rng: random.Random) -> list[list[Piece]]:
    """Batches of about ``size`` word pieces, of windows of like length, in random order."""
    shuffled = sorted(pieces, key=lambda one: (_length(one) // 16, rng.random()))
    found: list[list[Piece]] = []
    batch: list[Piece] = []
    for one in shuffled:
        if batch and _length(one) * (len(batch) + 1) > size:
            found.append(batch)
            batch = []
        batch.append(one)
    found.append(batch)
    rng.shuffle(found)
    return found


def _length(piece: Piece) -> int:
    bounds = piece.example.encoded.bounds
    return int(bounds[piece.window.last] - bounds[piece.window.first]) + 2


def tensors_of(batch: Sequence[Piece]) -> Tensors:
    """A batch as tensors; tokens padded with labels that are ignored."""
    read = batch_of([one.example.encoded for one in batch], [one.window for one in batch])
    longest = max(len(firsts) for firsts in read.firsts)
    shape = (len(batch), longest)
    firsts, held = np.zeros(shape, np.int64), np.zeros(shape, np.float32)
    tags = np.full((2, *shape), IGNORED, np.int64)
    marks = np.full((len(MARKS), *shape), IGNORED, np.int64)
    values = np.full((*shape, batch[0].example.values.shape[1]), np.nan, np.float32)
    found: list[_Link] = []
    for row, one in enumerate(batch):
        first, last = one.window.first, one.window.last
        size = last - first
        firsts[row, :size] = read.firsts[row]
        held[row, :size] = 1
        tags[:, row, :size] = one.example.tags[:, first:last]
        _begin(tags[:, row])
        for layer in range(len(tags)):
            found.extend(_links(row, tags[layer, row, :size], one.example.cue_of[layer, first:last] - first))
        marks[:, row, :size] = one.example.marks[:, first:last]
        values[row, :size] = one.example.values[first:last]
    return Tensors(
        *map(torch.from_numpy, (read.pieces, read.mask, read.features, firsts, held, tags)),
        links=_together(found) if found else None,
        marks=torch.from_numpy(marks),
        values=torch.from_numpy(values),
        roots=torch.tensor([one.example.root for one in batch]),
        actors=torch.tensor([_within(one.example.actor, longest) for one in batch]),
        targets=torch.tensor([_within(one.example.target, longest) for one in batch]),
    )


@dataclass(frozen=True)
class _Link:
    """One source or content: where it stands, the cues of its window, and which of them is its own."""

    row: int
    part: int
    span: Range
    cues: Sequence[Range]
    answer: int


def _links(row: int, tags: Labels, cue_of: Labels) -> Iterator[_Link]:
    """The parts of a window whose cue stands in it."""
    parts = parts_of(np.maximum(tags, 0).tolist())
    cues = parts["cue"]
    numbers = {first: number for number, (first, _) in enumerate(cues)}
    for number, part in enumerate(ASKING):
        for span in parts[part]:
            answer = numbers.get(int(cue_of[span[0]]))
            if answer is not None:
                yield _Link(row, number, span, cues, answer)


def _together(found: Sequence[_Link]) -> Links:
    most = max(len(link.cues) for link in found)
    cues = np.zeros((len(found), most), np.int64)
    near = np.full((len(found), most), _OUT_OF_REACH, np.float32)
    for number, link in enumerate(found):
        size = len(link.cues)
        cues[number, :size] = [first for first, _ in link.cues]
        near[number, :size] = nearness(link.span, link.cues)
    columns = zip(*((link.row, *link.span, link.part) for link in found), strict=True)
    return Links(
        *map(torch.tensor, columns),
        cues=torch.from_numpy(cues),
        nearness=torch.from_numpy(near),
        answer=torch.tensor([link.answer for link in found]),
    )


def _begin(tags: np.ndarray) -> None:
    """A window that starts inside a part begins it: tag B for I."""
    for layer in tags:
        if layer[0] > 0 and layer[0] % 2 == 0:
            layer[0] -= 1


def _within(stretch: tuple[int, int], longest: int) -> tuple[int, int]:
    first, last = stretch
    return min(first, longest - 1), max(min(last, longest), min(first, longest - 1) + 1)


def endless(pieces: Sequence[Piece], size: int, rng: random.Random) -> Iterator[list[Piece]]:
    """Batch after batch, epoch after epoch."""
    while True:
        yield from batches(pieces, size, rng)
