"""The facade of threads: those that the claims of a ledger make."""

from __future__ import annotations

from datetime import datetime

from reportedly.ledger.entries import Filter
from reportedly.ledger.store import Store
from reportedly.ledgerdesk import claims_as_judged
from reportedly.model import Claim
from reportedly.query import Query
from reportedly.threadmodel import Thread
from reportedly.threads.build import threads_of


def threads_about(store: Store, query: Query, *, known_by: datetime | None = None) -> tuple[Thread, ...]:
    """The threads with live claims that a query admits, as people judged them by a moment."""
    by_article: dict[str, list[Claim]] = {}
    for one in claims_as_judged(store, Filter(), known_by=known_by):
        by_article.setdefault(one.claim.article, []).append(one.claim)
    return tuple(
        thread
        for thread in threads_of(by_article.values())
        if any(query.admits(member.claim) for member in thread.members)
    )
