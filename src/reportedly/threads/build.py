"""From claims to threads from scratch: what adding article by article must come to as well.

articles -> place (each alone) -> claims by proposition -> threads_in (each proposition alone)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from reportedly.model import Claim
from reportedly.threadmodel import Proposition, Thread
from reportedly.threads.placing import place
from reportedly.threads.windows import Placed, threads_in


def threads_of(articles: Iterable[Sequence[Claim]]) -> tuple[Thread, ...]:
    """All threads of all claims, each article's claims together; those of the longest history first.

    Neither the order of the articles nor that of the claims within one matters.
    """
    by_proposition: dict[Proposition, list[Placed]] = {}
    for claims in articles:
        for claim, placement in placed(claims):
            by_proposition.setdefault(placement.proposition, []).append((claim, placement))
    threads = [thread for group in by_proposition.values() for thread in threads_in(group)]
    return tuple(sorted(threads, key=lambda thread: (-len(thread.members), thread.id)))


def placed(claims: Sequence[Claim]) -> Iterator[Placed]:
    """The claims of one article, each with its placement, in text order."""
    by_id = {claim.id: claim for claim in claims}
    for placement in place(claims):
        yield by_id[placement.claim], placement


def known_by(
    articles: Iterable[Sequence[Claim]], recorded: Mapping[str, datetime], moment: datetime
) -> Iterator[Sequence[Claim]]:
    """The articles that had been recorded by a moment; ``recorded`` gives the time by article id.

    An article is recorded as a whole, so a claim is placed then as it is now.
    """
    return (claims for claims in articles if claims and recorded[claims[0].article] <= moment)
