"""The record as lines, given out in recorded order at constant memory."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from heapq import merge
from typing import Any, TypeAlias

import apsw
import msgspec

from reportedly.jsonform import decode
from reportedly.ledger.compact import unpacked
from reportedly.ledger.days import moment
from reportedly.ledger.entries import ChangeKind, Different, Judgement, Same, SourceEntry, Undo, WatchEntry
from reportedly.ledger.finding import Known
from reportedly.ledger.recordlines import (
    ArticleLine,
    ChangeLine,
    ClaimLine,
    JudgementLine,
    Line,
    PostingLine,
    ReadingLine,
    SourceLine,
    WatchLine,
)
from reportedly.ledger.statements import rows, value
from reportedly.model import Article, Attribution, Claim, Passage

_Numbered: TypeAlias = Iterator[tuple[int, int, Line]]
"""Lines, each with the number of its recording and of its kind, in that order."""


@dataclass(slots=True)
class Chosen:
    """Which articles (their ids) are given out; ``None`` takes the whole record.

    ``judgements`` grows with the numbers of those given out, by which an undo is told to belong to them.
    """

    articles: Collection[str] | None = None
    judgements: set[int] = field(default_factory=set)

    def has(self, *articles: str | None) -> bool:
        """Whether all of these articles are given out."""
        return self.articles is None or all(one in self.articles for one in articles)


_Kind: TypeAlias = Callable[[apsw.Connection, int, Chosen], Iterator[tuple[int, Line]]]
"""What gives the lines of one kind, each with the number of its recording."""


def lines(db: apsw.Connection, at: Known, chosen: Chosen) -> Iterator[Line]:
    """What had been recorded, in order; what others append meanwhile is left out."""
    last = min(at.recording, value(db, "last_recording"))
    kinds: tuple[_Kind, ...] = (_articles, _postings, _readings, _changes, _judgements)
    if chosen.articles is None:
        kinds += (_watches, _sources)
    streams = [_numbered(kind(db, last, chosen), number) for number, kind in enumerate(kinds)]
    for _, _, line in merge(*streams, key=lambda one: one[:2]):
        yield line


def _numbered(found: Iterator[tuple[int, Line]], kind: int) -> _Numbered:
    for recording, line in found:
        yield recording, kind, line


def _articles(db: apsw.Connection, last: int, chosen: Chosen) -> Iterator[tuple[int, Line]]:
    for recording, at, identity, form in rows(db, "recorded_articles", recording=last):
        if chosen.has(identity):
            yield recording, ArticleLine(moment(at), decode(Article, form))


def _postings(db: apsw.Connection, last: int, chosen: Chosen) -> Iterator[tuple[int, Line]]:
    for recording, at, article, *posted in rows(db, "recorded_postings", recording=last):
        if chosen.has(article):
            yield recording, PostingLine(moment(at), article, *posted)


def _readings(db: apsw.Connection, last: int, chosen: Chosen) -> Iterator[tuple[int, Line]]:
    for recording, at, article, number, reader, form in rows(db, "recorded_readings", recording=last):
        if chosen.has(article):
            text = decode(Article, form).text
            passages = _layer(db, "passages_of_reading", (number, Passage, text))
            attributions = _layer(db, "attributions_of_reading", (number, Attribution, text))
            yield recording, ReadingLine(moment(at), article, reader, passages, attributions)
            for _, claim in rows(db, "claims_of_reading", reading=number):
                yield recording, ClaimLine(moment(at), decode(Claim, claim))


def _layer(db: apsw.Connection, statement: str, which: tuple[int, type, str]) -> tuple[Any, ...]:
    number, kind, text = which
    return tuple(unpacked(kind, form, text) for (form,) in rows(db, statement, reading=number))


def _changes(db: apsw.Connection, last: int, chosen: Chosen) -> Iterator[tuple[int, Line]]:
    for recording, at, older, newer, kind, *rest in rows(db, "recorded_changes", recording=last):
        if chosen.has(older, newer):
            url, before, after = rest
            yield recording, ChangeLine(moment(at), ChangeKind(kind), url, older, newer, before, after)


def _judgements(db: apsw.Connection, last: int, chosen: Chosen) -> Iterator[tuple[int, Line]]:
    for recording, at, number, form in rows(db, "recorded_judgements", recording=last):
        judgement = msgspec.json.decode(form, type=Judgement)
        if _belongs(db, judgement, chosen):
            chosen.judgements.add(number)
            yield recording, JudgementLine(moment(at), number, judgement)


def _belongs(db: apsw.Connection, judgement: Judgement, chosen: Chosen) -> bool:
    """Whether a judgement is of what is given out, on both sides."""
    if chosen.articles is None:
        return True
    match judgement:
        case Undo(number):
            return number in chosen.judgements
        case Same(one, other) | Different(one, other):
            return chosen.has(*(_article_of(db, side.rpartition("/")[2]) for side in (one, other)))
        case _:
            return chosen.has(_article_of(db, judgement.claim))


def _article_of(db: apsw.Connection, claim: str) -> str | None:
    found: str | None = value(db, "article_of_claim", id=claim)
    return found


def _watches(db: apsw.Connection, last: int, _: Chosen) -> Iterator[tuple[int, Line]]:
    for recording, at, form in rows(db, "recorded_watches", recording=last):
        yield recording, WatchLine(moment(at), msgspec.json.decode(form, type=WatchEntry))


def _sources(db: apsw.Connection, last: int, _: Chosen) -> Iterator[tuple[int, Line]]:
    for recording, at, form in rows(db, "recorded_sourcing", recording=last):
        yield recording, SourceLine(moment(at), msgspec.json.decode(form, type=SourceEntry))
