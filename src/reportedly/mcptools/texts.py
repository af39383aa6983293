"""The tools that take a text: one reads it and keeps nothing, one adds it to the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

from reportedly.config import SourceSettings
from reportedly.desk import read_articles
from reportedly.errors import UsageError
from reportedly.ledgerdesk import Added, add, open_ledger
from reportedly.mcptools.answers import AddedText, ReadClaims
from reportedly.mcptools.asks import AddText, GivenText, ReadText
from reportedly.mcptools.cursors import cursor, number_of
from reportedly.mcptools.served import Served
from reportedly.mcptools.telling import told_claim
from reportedly.model import Article
from reportedly.reading.reader import Reading
from reportedly.sources.notices import Notice
from reportedly.sources.records import Origin
from reportedly.sources.records import article as article_in

_HERE = "the text"


def read_text(served: Served, ask: ReadText) -> ReadClaims:
    """A page of a text's claims. The same text gives the same claims, so each page reads it again.

    Raises:
        SourceError: it cannot be read.

    """
    begin = number_of(ask)
    (article,) = (one for one in _taken(ask) if isinstance(one, Article))
    (reading,) = read_articles([article], settings=served.reading)
    if not isinstance(reading, Reading):
        raise UsageError(str(reading))
    found, end = reading.claims, begin + ask.limit
    claims = tuple(map(told_claim, found[begin:end]))
    return ReadClaims(len(found), claims, cursor(ask, end) if end < len(found) else None)


def add_text(served: Served, ask: AddText) -> AddedText:
    """Put a text into the ledger with its claims.

    Raises:
        SourceError: it cannot be read.
        LedgerError: the ledger cannot be written to.

    """
    taken = [*_taken(ask)]
    with closing(open_ledger(served.ledger, write=True)) as store:
        articles = [one for one in taken if isinstance(one, Article)]
        (added,) = add(store, articles, settings=served.reading)
    if not isinstance(added, Added):
        raise UsageError(str(added))
    doubts = tuple(str(one) for one in taken if isinstance(one, Notice))
    return AddedText(added.article, added.external_id, added.claims, added.known, doubts)


def _taken(ask: GivenText) -> Iterator[Article | Notice]:
    """The article that is given, preceded by what is doubtful about it."""
    given = {name: getattr(ask, name) for name in ("text", "published", "title", "outlet", "url")}
    today = datetime.now(tz=UTC).date()
    for one in article_in(given, Origin(_HERE, _HERE), SourceSettings(today=today)):
        yield replace(one, external_id=one.url or one.id) if isinstance(one, Article) else one
