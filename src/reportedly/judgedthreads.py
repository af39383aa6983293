"""The threads of a ledger as people's judgements make them, as known at one moment.

    claims under a key, but not of articles with judged claims -+
    claims of those articles, judged and placed anew -----------+-> same, different -> threads

Nothing of this is kept: what is undone is as if it had never been judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain

from reportedly.ledger.entries import Different, Edit, RecordedJudgement, Reject, Same
from reportedly.ledger.judged import Verdicts, held, judged, standing
from reportedly.ledger.store import Store
from reportedly.model import Claim
from reportedly.threadmodel import Placement, Thread
from reportedly.threads.build import placed
from reportedly.threads.keys import key_of, proposition_of
from reportedly.threads.links import Link, Links, Side, linked
from reportedly.threads.windows import Placed, deal_day, ids_of, thread_id, threads_in

WHOLE = "/"
"""Between a thread's id and the claim with which it began, where a judgement is of the whole thread."""


@dataclass(frozen=True, slots=True)
class JudgedThreads:
    """A ledger at one moment: ``anew`` are the claims of ``articles``, those with claims that are judged."""

    store: Store
    known_by: datetime | None
    held: Verdicts
    articles: frozenset[str]
    anew: Mapping[str, tuple[Placed, ...]]
    links: Links

    def under(self, root: str) -> tuple[Thread, ...]:
        """The threads of all claims whose proposition is, or has joined, that of a key."""
        sources = sorted(self.links.sources(root))
        found = [one for key in sources for one in self._kept(key)]
        found += [one for one in self._anew() if key_of(one[1].proposition) in sources]
        into = proposition_of(root)
        joined = [
            (claim, replace(placement, proposition=into))
            for claim, placement in found
            if self.root_of((claim, placement)) == root
        ]
        return threads_in(joined, self.links.seams(root))

    def roots(self, key: str) -> frozenset[str]:
        """The keys under which the claims that are kept under a key are now."""
        apart = self.links.apart.get(key, ())
        units = (key_of(replace(proposition_of(key), scope=claim.id)) for claim in apart)
        return frozenset(map(self.links.root, (key, *units)))

    def touched(self) -> frozenset[str]:
        """The keys of all threads that a judgement may have made other than they were."""
        return self.links.touched() | {self.root_of(one) for one in self._anew()}

    def root_of(self, one: Placed) -> str:
        """The key under which a placed claim is now."""
        claim, placement = one
        return self.links.root(key_of(self.links.unit(claim, placement.proposition)))

    def placed(self, claim: str) -> tuple[Placed, ...]:
        """A claim as judged, or what stands in its place, with its placements; none where it is unknown."""
        return _placed(self.store, self.known_by, self.anew, claim)

    def names(self, thread: Thread) -> frozenset[str]:
        """Every id by which a thread may be asked for; after a merger also those of the threads merged."""
        names = ids_of(thread)
        if len(self.links.members(key_of(thread.proposition))) == 1:
            return names
        own = (one for claim in names for one in self.placed(claim))
        return names | {_own_id(one) for one in own if self.root_of(one) == key_of(thread.proposition)}

    def named(self, thread: Thread, begins: str) -> str:
        """The claim with which a thread began whose id begins so, also where it has joined another."""
        first = thread.members[0].claim.id
        own = (one for member in thread.members for one in self.placed(member.claim.id))
        return next((one[0].id for one in own if _own_id(one).startswith(begins)), first)

    def _anew(self) -> Iterator[Placed]:
        return chain.from_iterable(self.anew.values())

    def _kept(self, key: str) -> Iterator[Placed]:
        proposition = proposition_of(key)
        for one in self.store.claims_under(key, known_by=self.known_by):
            claim = one.recorded.claim
            if claim.article not in self.articles:
                yield claim, Placement(claim.id, proposition, one.said_by, one.reasons)


def judged_threads(store: Store, known_by: datetime | None = None) -> JudgedThreads:
    """The threads of a ledger as known at a moment, ready to be asked for."""
    judgements = store.judgements(known_by)
    verdicts = held(judgements)
    articles = frozenset(_changed(store, verdicts, known_by))
    anew: dict[str, tuple[Placed, ...]] = {}
    for article in sorted(articles):
        for claim, placement in placed(tuple(_judged(store.claims_of(article, known_by), verdicts))):
            anew[claim.id] = (*anew.get(claim.id, ()), (claim, placement))
    links = linked(_links(store, known_by, anew, standing(judgements)))
    return JudgedThreads(store, known_by, verdicts, articles, anew, links)


def _own_id(one: Placed) -> str:
    """The id of the thread that begins with a claim, had it joined no other."""
    claim, placement = one
    day = deal_day(placement.proposition, claim, placement.said_by)
    return thread_id(placement.proposition, day)


def _changed(store: Store, verdicts: Verdicts, known_by: datetime | None) -> Iterator[str]:
    """The articles with claims that people hold to be otherwise."""
    for claim, judgements in verdicts.items():
        if any(isinstance(one, Reject | Edit) for one in judgements):
            found = store.claim(claim, known_by)
            if found is not None:
                yield found.claim.article


def _judged(claims: Iterable[Claim], verdicts: Verdicts) -> Iterator[Claim]:
    return (one for claim in claims if (one := judged(claim, verdicts)))


def _links(
    store: Store,
    known_by: datetime | None,
    anew: Mapping[str, tuple[Placed, ...]],
    judgements: Iterable[RecordedJudgement],
) -> Iterator[Link]:
    for recorded in judgements:
        judgement = recorded.judgement
        if isinstance(judgement, Same | Different):
            one, other = (_side(store, known_by, anew, named) for named in (judgement.one, judgement.other))
            if one is not None and other is not None:
                yield Link(isinstance(judgement, Same), one, other)


def _side(
    store: Store, known_by: datetime | None, anew: Mapping[str, tuple[Placed, ...]], named: str
) -> Side | None:
    """The claim that a judgement names, in the first of its threads."""
    _, whole, claim = named.rpartition(WHOLE)
    for found, placement in _placed(store, known_by, anew, claim)[:1]:
        return Side(found, placement.proposition, placement.said_by, bool(whole))
    return None


def _placed(
    store: Store, known_by: datetime | None, anew: Mapping[str, tuple[Placed, ...]], claim: str
) -> tuple[Placed, ...]:
    now = store.in_its_place(claim, known_by) or claim
    if now in anew:
        return anew[now]
    recorded = store.claim(now, known_by)
    if recorded is None:
        return ()
    return tuple(
        (recorded.claim, Placement(now, proposition_of(it.key), it.said_by, it.reasons))
        for it in store.placements_of(now)
    )
