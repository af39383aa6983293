"""The record of a ledger line by line, in the order in which it was recorded, to be put into another ledger.

heading, then for each recording: articles, postings, readings each with its claims, changes,
judgements, watches, sources

Every line says when it was recorded. Numbers are left out where the order gives them; a judgement keeps
its own, by which an undo names it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeAlias

import msgspec

from reportedly.ledger.entries import ChangeKind, Judgement, SourceEntry, WatchEntry
from reportedly.model import Article, Attribution, Claim, Passage

FORM = 1
"""The form in which these lines are; a later one may add to it."""


class Heading(msgspec.Struct, frozen=True, tag_field="kind", tag="ledger"):
    """The first line: what follows is the record of a ledger, in this form."""

    form: int = FORM


class ArticleLine(msgspec.Struct, frozen=True, tag_field="kind", tag="article"):
    """An article version, as it was first posted."""

    recorded: datetime
    article: Article


class PostingLine(msgspec.Struct, frozen=True, tag_field="kind", tag="posting"):
    """Where and when an article version (its id) was published."""

    recorded: datetime
    article: str
    external_id: str
    url: str | None
    outlet: str | None
    published: str | None


class ReadingLine(msgspec.Struct, frozen=True, tag_field="kind", tag="reading"):
    """An article version (its id) was read by a version of the reader; its claims follow."""

    recorded: datetime
    article: str
    reader: str
    passages: tuple[Passage, ...]
    attributions: tuple[Attribution, ...]


class ClaimLine(msgspec.Struct, frozen=True, tag_field="kind", tag="claim"):
    """A claim of a reading, as it was read."""

    recorded: datetime
    claim: Claim


class ChangeLine(msgspec.Struct, frozen=True, tag_field="kind", tag="change"):
    """What a changed text at a URL did to a claim; articles and claims by their ids."""

    recorded: datetime
    change: ChangeKind
    url: str
    older: str
    newer: str
    before: str | None
    after: str | None


class JudgementLine(msgspec.Struct, frozen=True, tag_field="kind", tag="judgement"):
    """A judgement with its number."""

    recorded: datetime
    number: int
    judgement: Judgement


class WatchLine(msgspec.Struct, frozen=True, tag_field="kind", tag="watch"):
    """An entry about a watch."""

    recorded: datetime
    watch: WatchEntry


class SourceLine(msgspec.Struct, frozen=True, tag_field="kind", tag="source"):
    """An entry about a source."""

    recorded: datetime
    source: SourceEntry


Line: TypeAlias = (
    ArticleLine | PostingLine | ReadingLine | ClaimLine | ChangeLine | JudgementLine | WatchLine | SourceLine
)

AnyLine: Any = Heading | Line
"""Every kind of line, for what decodes them."""
