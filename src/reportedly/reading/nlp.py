"""The parser, loaded once: an English spaCy pipeline without its entity recogniser.

Names come from the lexicon and from runs of proper nouns, so the recogniser, which takes
nearly half of the small pipeline's time, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from reportedly.config import ReadingSettings
from reportedly.errors import ModelError
from reportedly.model import Passage
from reportedly.reading.annotated import (
    Rows,
    pipeline_version,
    require_annotation,
    require_english,
)
from reportedly.reading.cleantext import CleanText, clean
from reportedly.reading.parse import Parse

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

_BREAK = "\n\n"
# Half of a character pair is text in Python, but not to the parser.
_SURROGATES = re.compile("[\ud800-\udfff]")
# One parse of more text than this takes memory out of proportion; longer articles are parsed
# in pieces that end at a passage.
_PIECE = 100_000

PARSER = ReadingSettings().parser


@lru_cache(maxsize=2)
def _pipeline(parser: str) -> Language:
    import spacy  # noqa: PLC0415 - takes seconds, and a process that only hands out work never needs it

    try:
        # A person's own pipeline may have this reader in it, which here would read every text twice.
        nlp = spacy.load(parser, exclude=["ner", "reportedly"])
    except (OSError, ImportError) as error:
        raise ModelError(f"{parser}: no such spaCy pipeline; install it, or name another parser") from error
    except ValueError as error:
        why = " ".join(str(error).split())[:120]
        raise ModelError(f"{parser}: cannot be loaded ({why}); install what it needs") from error
    try:
        require_english(nlp.lang)
        require_annotation(nlp("Iran denies it."))
    except ModelError as error:
        raise ModelError(f"{parser}: {error}") from error
    return nlp


def parser_version(parser: str = PARSER) -> str:
    """Name and version of the parser, as it stands in every claim's reader."""
    return pipeline_version(_pipeline(parser).meta)


@contextmanager
def bounded_vocabulary(parser: str = PARSER) -> Iterator[None]:
    """Words seen inside are forgotten at the end, so a long stream keeps memory flat."""
    with _pipeline(parser).memory_zone():
        yield


def parse(text: str, passages: tuple[Passage, ...], parser: str = PARSER) -> Parse:
    """Parse every readable passage of ``text``; offsets in the result are the original's."""
    rows = Rows()
    for piece in _pieces(text, passages):
        _read_piece(piece, rows, parser)
    return rows.parse(text, passages)


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


def _read_piece(piece: _Piece, rows: Rows, parser: str) -> None:
    offsets: list[int] = []
    owner: list[int] = []
    for number, part in piece:
        offsets.extend(part.offsets)
        owner.extend([number] * len(part.offsets))
        offsets.extend([part.offsets[-1]] * len(_BREAK))
        owner.extend([number] * len(_BREAK))

    def place(token: Token) -> tuple[int, int, int] | None:
        at = token.idx
        return None if token.is_space else (offsets[at], offsets[at + len(token) - 1] + 1, owner[at])

    rows.add(_annotate(_BREAK.join(part.text for _, part in piece), parser), place)


def _annotate(text: str, parser: str) -> Doc:
    nlp = _pipeline(parser)
    doc = nlp.make_doc(_SURROGATES.sub("\ufffd", text))
    after_break = False
    for token in doc:
        if after_break:
            token.is_sent_start = True
        after_break = _BREAK in token.text
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc
