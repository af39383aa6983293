"""The threads of a ledger as people's judgements make them, as known at one moment.

    threads as kept, but for propositions that a judgement changed -------+
    claims of articles with judged claims, judged and placed anew         |
                               -> those that stand otherwise now -+       |
                                            same, different ------+-> made anew -> threads

Nothing of this is kept in the ledger: what is undone is as if it had never been judged. What was made
last is remembered while a process runs, by all that it is made of.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeAlias

import msgspec

from reportedly.ledger.entries import (
    Different,
    Edit,
    Judgement,
    PlacedClaim,
    RecordedJudgement,
    Reject,
    Same,
)
from reportedly.ledger.entries import Placement as Kept
from reportedly.ledger.judged import Verdicts, held, judged, standing
from reportedly.ledger.store import Store
from reportedly.ledger.windows import Window
from reportedly.remembered import Remembered
from reportedly.threadmodel import Placement, Thread
from reportedly.threads.build import placed
from reportedly.threads.keys import key_of, proposition_of
from reportedly.threads.links import Link, Links, Side, linked
from reportedly.threads.windows import Placed, deal_day, ids_of, thread_id, threads_in

WHOLE = "/"
"""Between a thread's id and the claim with which it began, where a judgement is of the whole thread."""

_Stand: TypeAlias = tuple[str, date | None, tuple[str, ...]]
"""Where a claim stands: under which key, said by which day, and why there."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """The claims of an article as people judge them, placed anew, and the keys where that changed anything.

    ``made_of`` is the reading and the judgements that they are made of.
    """

    made_of: Hashable
    by_claim: Mapping[str, tuple[Placed, ...]]
    by_key: Mapping[str, Sequence[Placed]]
    changed: frozenset[str]


_REPLACED = Remembered[Replaced](20_000, lambda one: 1 + len(one.by_claim))
_THREADS = Remembered[tuple[Thread, ...]](30_000, lambda them: 1 + sum(len(one.members) for one in them))


@dataclass(frozen=True, slots=True)
class JudgedThreads:
    """A ledger at one moment; ``replaced`` are the articles with claims that are judged.

    ``judged`` are the numbers of the judgements that stand.
    """

    store: Store
    known_by: datetime | None
    judged: tuple[int, ...]
    held: Verdicts
    replaced: Mapping[str, Replaced]
    links: Links

    def under(self, root: str) -> tuple[Thread, ...]:
        """The threads of all claims whose proposition is, or has joined, that of a key."""
        sources = sorted(self.links.sources(root))
        among = [one for one in self.replaced.values() if any(key in one.by_key for key in sources)]
        made_of = (
            self.store.identity(),
            root,
            self.store.last_change(sources, self.known_by),
            tuple(one.made_of for one in among),
            tuple(sorted(self.replaced)),
            _told(self.links),
        )
        return _THREADS.get(made_of, lambda: self._made(root, sources, among))

    def _made(self, root: str, sources: Sequence[str], among: Iterable[Replaced]) -> tuple[Thread, ...]:
        found = [one for key in sources for one in self._kept(key)]
        found += [one for each in among for key in sources for one in each.by_key.get(key, ())]
        into = proposition_of(root)
        joined = [
            (claim, replace(placement, proposition=into))
            for claim, placement in found
            if self.root_of((claim, placement)) == root
        ]
        return threads_in(joined, self.links.seams(root))

    def within(self, window: Window) -> Thread:
        """The thread that is kept as a window, where no judgement changes it."""
        made_of = (self.store.identity(), window.key, window.first, window.since)
        return _THREADS.get(made_of, lambda: threads_in(self._within(window)))[0]

    def roots(self, key: str) -> frozenset[str]:
        """The keys under which the claims that are kept under a key are now."""
        apart = self.links.apart.get(key, ())
        units = (key_of(replace(proposition_of(key), scope=claim.id)) for claim in apart)
        return frozenset(map(self.links.root, (key, *units)))

    def touched(self) -> frozenset[str]:
        """The keys of all threads that a judgement may have made other than they were."""
        changed = frozenset(key for one in self.replaced.values() for key in one.changed)
        return self.links.touched() | frozenset(root for key in changed for root in self.roots(key))

    def root_of(self, one: Placed) -> str:
        """The key under which a placed claim is now."""
        claim, placement = one
        return self.links.root(key_of(self.links.unit(claim, placement.proposition)))

    def placed(self, claim: str) -> tuple[Placed, ...]:
        """A claim as judged, or what stands in its place, with its placements; none where it is unknown."""
        return _placed(self.store, self.known_by, self.replaced, claim)

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

    def _kept(self, key: str) -> Iterator[Placed]:
        for one in _stand(key, self.store.claims_under(key, known_by=self.known_by)):
            if one[0].article not in self.replaced:
                yield one

    def _within(self, window: Window) -> Iterator[Placed]:
        return _stand(window.key, self.store.claims_within(window, known_by=self.known_by))


def judged_threads(store: Store, known_by: datetime | None = None) -> JudgedThreads:
    """The threads of a ledger as known at a moment, ready to be asked for."""
    judgements = store.judgements(known_by)
    verdicts = held(judgements)
    replaced = {
        article: _replaced(store, known_by, article, own)
        for article, own in sorted(_by_article(store, verdicts, known_by).items())
    }
    stands = standing(judgements)
    links = linked(_links(store, known_by, replaced, stands))
    return JudgedThreads(store, known_by, tuple(one.number for one in stands), verdicts, replaced, links)


def _stand(key: str, found: Iterable[PlacedClaim]) -> Iterator[Placed]:
    """Claims kept under a key, each with its placement."""
    proposition = proposition_of(key)
    for one in found:
        claim = one.recorded.claim
        yield claim, Placement(claim.id, proposition, one.said_by, one.reasons)


def _told(links: Links) -> Hashable:
    """All that links say, to be compared."""
    apart = {key: tuple(claim.id for claim in claims) for key, claims in links.apart.items()}
    return tuple(tuple(sorted(each.items())) for each in (links.roots, apart, links.cuts, links.together))


def _own_id(one: Placed) -> str:
    """The id of the thread that begins with a claim, had it joined no other."""
    claim, placement = one
    day = deal_day(placement.proposition, claim, placement.said_by)
    return thread_id(placement.proposition, day)


def _by_article(store: Store, verdicts: Verdicts, known_by: datetime | None) -> dict[str, Verdicts]:
    """What people hold of claims that they hold to be otherwise, by article."""
    found: dict[str, dict[str, Sequence[Judgement]]] = {}
    for claim, judgements in verdicts.items():
        if any(isinstance(one, Reject | Edit) for one in judgements):
            recorded = store.claim(claim, known_by)
            if recorded is not None:
                found.setdefault(recorded.claim.article, {})[claim] = judgements
    return dict(found.items())


def _replaced(store: Store, known_by: datetime | None, article: str, verdicts: Verdicts) -> Replaced:
    made_of = (
        store.identity(),
        article,
        store.newest_reading(article, known_by),
        tuple((claim, msgspec.json.encode(own)) for claim, own in sorted(verdicts.items())),
    )
    return _REPLACED.get(made_of, lambda: _placed_anew(store, known_by, article, verdicts, made_of))


def _placed_anew(
    store: Store, known_by: datetime | None, article: str, verdicts: Verdicts, made_of: Hashable
) -> Replaced:
    claims = [one for claim in store.claims_of(article, known_by) if (one := judged(claim, verdicts))]
    by_claim: dict[str, tuple[Placed, ...]] = {}
    by_key: dict[str, list[Placed]] = {}
    for stands in placed(claims):
        claim, placement = stands
        by_claim[claim.id] = (*by_claim.get(claim.id, ()), stands)
        by_key.setdefault(key_of(placement.proposition), []).append(stands)
    changed = _changed(store.placements_in(article, known_by), by_claim, verdicts)
    return Replaced(made_of, by_claim, by_key, changed)


def _changed(
    before: Iterable[Kept], now: Mapping[str, Sequence[Placed]], verdicts: Verdicts
) -> frozenset[str]:
    """The keys under which a claim stands, or stood, that stands otherwise now or that people judged."""
    stood: dict[str, set[_Stand]] = {}
    for one in before:
        stood.setdefault(one.claim, set()).add((one.key, one.said_by, one.reasons))
    stands = {
        claim: {(key_of(one.proposition), one.said_by, one.reasons) for _, one in all_of_it}
        for claim, all_of_it in now.items()
    }
    differ = {claim for claim in stood.keys() | stands.keys() if stood.get(claim) != stands.get(claim)}
    return frozenset(
        key
        for claim in differ | set(verdicts)
        for each in (stood, stands)
        for key, _, _ in each.get(claim, ())
    )


def _links(
    store: Store,
    known_by: datetime | None,
    replaced: Mapping[str, Replaced],
    judgements: Iterable[RecordedJudgement],
) -> Iterator[Link]:
    for recorded in judgements:
        judgement = recorded.judgement
        if isinstance(judgement, Same | Different):
            one, other = (
                _side(store, known_by, replaced, named) for named in (judgement.one, judgement.other)
            )
            if one is not None and other is not None:
                yield Link(isinstance(judgement, Same), one, other)


def _side(
    store: Store, known_by: datetime | None, replaced: Mapping[str, Replaced], named: str
) -> Side | None:
    """The claim that a judgement names, in the first of its threads."""
    _, whole, claim = named.rpartition(WHOLE)
    for found, placement in _placed(store, known_by, replaced, claim)[:1]:
        return Side(found, placement.proposition, placement.said_by, bool(whole))
    return None


def _placed(
    store: Store, known_by: datetime | None, replaced: Mapping[str, Replaced], claim: str
) -> tuple[Placed, ...]:
    now = store.in_its_place(claim, known_by) or claim
    for one in replaced.values():
        if now in one.by_claim:
            return one.by_claim[now]
    recorded = store.claim(now, known_by)
    if recorded is None:
        return ()
    return tuple(
        (recorded.claim, Placement(now, proposition_of(it.key), it.said_by, it.reasons))
        for it in store.placements_of(now)
    )
