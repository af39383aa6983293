"""The tools that find claims and threads in a ledger."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime

from reportedly.ledger.entries import Filter, RecordedClaim
from reportedly.ledger.store import Store
from reportedly.ledgerdesk import as_judged, claims_as_judged, listed_claim, open_ledger
from reportedly.mcptools.answers import Claims, Threads
from reportedly.mcptools.asks import FindClaims, ListThreads, SearchClaims
from reportedly.mcptools.cursors import Paged, cursor, number_of, place_of
from reportedly.mcptools.served import Served
from reportedly.mcptools.telling import told_claim, told_thread
from reportedly.query import days_of, moment_of, parse_query
from reportedly.threaddesk import threads
from reportedly.threads.history import as_of


def find_claims(served: Served, ask: FindClaims) -> Claims:
    """The claims with all that is asked, by when they were said."""
    known_by = moment_of(ask.known_by)
    with closing(open_ledger(served.ledger)) as store:
        after = _claim_before(store, ask, known_by)
        found = claims_as_judged(store, _filter(ask), known_by=known_by, after=after, limit=ask.limit + 1)
        page = [*found]
    claims = tuple(told_claim(one.claim) for one in page[: ask.limit])
    return Claims(claims, cursor(ask, claims[-1].id) if len(page) > ask.limit else None)


def search_claims(served: Served, ask: SearchClaims) -> Claims:
    """The claims in these words, the last recorded first."""
    known_by = moment_of(ask.known_by)
    with closing(open_ledger(served.ledger)) as store:
        after = _claim_before(store, ask, known_by)
        found = store.search(ask.words, known_by=known_by, after=after, limit=ask.limit + 1)
        page = found[: ask.limit]
        claims = tuple(told_claim(one.claim) for one in as_judged(store, page, known_by=known_by))
    return Claims(claims, cursor(ask, page[-1].claim.id) if len(found) > ask.limit else None)


def list_threads(served: Served, ask: ListThreads) -> Threads:
    """The threads on these actors and in these words, what was last said first."""
    page = number_of(ask) + 1
    with closing(open_ledger(served.ledger)) as store:
        found = threads(
            store,
            ask.words or None,
            parse_query(ask.about),
            known_by=moment_of(ask.known_by),
            page=page,
            limit=ask.limit,
        )
    told = tuple(told_thread(thread, as_of(thread)) for thread in found)
    return Threads(told, cursor(ask, page) if len(found) == ask.limit else None)


def _filter(ask: FindClaims) -> Filter:
    query = parse_query(ask.about)
    return Filter(
        actors=query.actors,
        items=query.items,
        frames=query.frames,
        statuses=frozenset(ask.status),
        outlet=ask.outlet,
        said_from=days_of("said_from", ask.said_from)[0],
        said_to=days_of("said_to", ask.said_to)[1],
        least=ask.min_confidence,
    )


def _claim_before(store: Store, ask: Paged, known_by: datetime | None) -> RecordedClaim | None:
    """The claim with which the last page ended."""
    identity = place_of(ask)
    return listed_claim(store, identity, known_by=known_by) if identity else None
