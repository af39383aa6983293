"""Gold data as examples: a parse's pieces and features, with a label for each token and head.

The parse is the reader's own, so that a model is trained on exactly what it will be given.
Label ``IGNORED`` stands where a corpus says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from reportedly.model import Article, Passage, PassageKind, Span
from reportedly.reading.learned.heads import (
    FRAMES,
    LAYER_TAGS,
    PARTS,
    ROOT_TYPES,
    SCALES,
    STAGES,
    STATUSES,
    TRIGGERS,
)
from reportedly.reading.learned.windows import Encoded, Pieces, encode
from reportedly.reading.nlp import bounded_vocabulary, parse
from reportedly.reading.parse import Parse, token_ranges
from reportedly.reading.passages import split
from reportedly.scoring.event_reading import unmarked
from reportedly.scoring.gold import Row

IGNORED = -100
Labels: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True)
class Example:
    """One document or sentence: what the encoder sees, and what it should say of each token.

    ``tags`` has rows for the outer and the inner layer; ``cue_of`` the first token of the cue that
    a token belongs to (-1: no cue), by layer. ``values`` is (tokens x scales), not a number where a
    corpus has none. ``root`` is the PLOVER type of the whole, with the tokens of actor and target.
    """

    id: str
    encoded: Encoded
    tags: Labels
    cue_of: Labels
    marks: Labels
    values: NDArray[np.float32]
    root: int = IGNORED
    actor: tuple[int, int] = (0, 0)
    target: tuple[int, int] = (0, 0)

    @property
    def tokens(self) -> int:
        """How many tokens it has."""
        return len(self.encoded.bounds) - 1


# Rows of ``marks``: what is said of a trigger.
MARKS = ("trigger", "frame", "status", "stage")


def attribution_examples(rows: Iterable[Row], pieces_of: Pieces) -> Iterator[Example]:
    """PolNeAR's form: attributions that do not nest, nothing said of events."""
    for row in rows:
        parsed = _parsed(row)
        example = _blank(row["id"], parsed, pieces_of)
        example.tags[0] = 0
        _mark_attributions(example, parsed, row["attributions"], layer=0)
        yield example


def own_examples(rows: Iterable[Row], pieces_of: Pieces) -> Iterator[Example]:
    """Our own gold: two layers of attributions, events, factuality, status and stage."""
    for row in rows:
        parsed = _parsed(row)
        example = _blank(row["id"], parsed, pieces_of)
        example.tags[:] = 0
        depth_of = _depths(row["attributions"])
        for layer in (0, 1):
            members = [one for one in row["attributions"] if depth_of[one["id"]] == layer]
            _mark_attributions(example, parsed, members, layer)
        example.marks[0] = 0
        for event in row["events"]:
            _mark_event(example, parsed, event)
        yield example


def factuality_examples(rows: Iterable[Row], pieces_of: Pieces, scale: str) -> Iterator[Example]:
    """UDS-IH2 and UW as prepared by Jiang and de Marneffe (2021)."""
    for number, row in enumerate(rows):
        text = row["text"]
        parsed = parse(text, _whole(text))
        example = _blank(f"{scale}/{number}", parsed, pieces_of)
        tokens = text.split(" ")
        for target in row["targets"]:
            first, last = target["span1"]
            start = sum(len(token) + 1 for token in tokens[:first])
            end = start + len(" ".join(tokens[first:last]))
            found = token_ranges(parsed, [Span(start, end, "")])
            if found:
                example.values[found[0][0], SCALES.index(scale)] = target["label"]
        yield example


def story_examples(rows: Iterable[Row], pieces_of: Pieces) -> Iterator[Example]:
    """NGEC's stories (Halterman et al. 2023): one PLOVER type for the whole, its headline first."""
    for number, row in enumerate(rows):
        text = f"{row['title']}.\n\n{row['text']}"[:700]
        parsed = parse(text, _whole(text))
        yield _with_root(_blank(f"story/{number}", parsed, pieces_of), row["label"])


def _with_root(
    example: Example, root: str, actor: tuple[int, int] = (0, 0), target: tuple[int, int] = (0, 0)
) -> Example:
    return replace(example, root=ROOT_TYPES.index(root), actor=actor, target=target)


def marked_examples(rows: Iterable[Row], pieces_of: Pieces) -> Iterator[Example]:
    """Zero-Shot-PLOVER's sentences: the type of what the marked actor does to the marked target.

    They say YIELD for what PLOVER calls CONCEDE and RETREAT.
    """
    for row in rows:
        text, actor, target = unmarked(row["marked_sentence"])
        parsed = parse(text, _whole(text))
        ranges = [(token_ranges(parsed, [Span(*span, "")]) or [(0, 1)])[0] for span in (actor, target)]
        root = "CONCEDE" if row["gold_root"] == "YIELD" else row["gold_root"]
        yield _with_root(
            _blank(f"marked/{row['sentence_id']}", parsed, pieces_of), root, ranges[0], ranges[1]
        )


def _parsed(row: Row) -> Parse:
    text = row["text"]
    article = Article(id=row["id"], external_id=row["id"], text=text, title=row.get("title"))
    with bounded_vocabulary():
        return parse(text, split(article))


def _whole(text: str) -> tuple[Passage, ...]:
    span = Span(0, len(text), text)
    return (Passage(PassageKind.BODY, span, span),)


def _blank(name: str, parsed: Parse, pieces_of: Pieces) -> Example:
    size = len(parsed)
    return Example(
        id=name,
        encoded=encode(parsed, pieces_of),
        tags=np.full((2, size), IGNORED, np.int64),
        cue_of=np.full((2, size), IGNORED, np.int64),
        marks=np.full((len(MARKS), size), IGNORED, np.int64),
        values=np.full((size, len(SCALES)), np.nan, np.float32),
    )


def _depths(attributions: Sequence[Row]) -> dict[str, int]:
    parent = {one["id"]: one["parent"] for one in attributions}

    def depth(name: str) -> int:
        return 0 if parent.get(name) is None else 1 + depth(parent[name])

    return {name: depth(name) for name in parent}


def _mark_attributions(example: Example, parsed: Parse, attributions: Iterable[Row], layer: int) -> None:
    for one in attributions:
        ranges = {part: _ranges(parsed, one.get(part, ())) for part in PARTS}
        cue = min((first for first, _ in ranges["cue"]), default=-1)
        for part in PARTS:
            for first, last in ranges[part]:
                if (example.tags[layer, first:last] > 0).any():
                    continue  # one token, one part of one attribution
                inside = LAYER_TAGS.index(f"I-{part}")
                example.tags[layer, first:last] = inside
                example.tags[layer, first] = inside - 1
                example.cue_of[layer, first:last] = cue


def _mark_event(example: Example, parsed: Parse, event: Row) -> None:
    found = _ranges(parsed, [event["trigger"]])
    if not found:
        return
    first = found[0][0]
    trigger = event["type"] if event["type"] in ROOT_TYPES else "OTHER"
    labels = (
        TRIGGERS.index(trigger),
        FRAMES.index(event["frame"]),
        1 + STATUSES.index(event["status"]),
        STAGES.index(event["stage"]),
    )
    example.marks[:, first] = labels
    example.values[first, SCALES.index("own")] = event["factuality"]


def _ranges(parsed: Parse, spans: Iterable[Sequence[int]]) -> list[tuple[int, int]]:
    return token_ranges(parsed, [Span(start, end, "") for start, end in sorted(map(tuple, spans))])
