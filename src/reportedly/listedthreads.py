"""Lists of threads as people judge them, a page at a time: what a page costs is what is on it.

threads that no judgement touches, listed by the store -+-> in order -> a page -> their claims
threads that one does, made ----------------------------+
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from reportedly.judgedthreads import JudgedThreads
from reportedly.ledger.windows import Asked, Window
from reportedly.query import Query
from reportedly.threadmodel import Thread
from reportedly.threads.keys import named, proposition_of

_AT_ONCE = 1_000


@dataclass(frozen=True)
class Listed:
    """The threads of a ledger that words and a query ask for."""

    judged: JudgedThreads
    words: str | None
    query: Query

    def page(self, skip: int, limit: int) -> tuple[Thread, ...]:
        """So many of them from a place on, what was last said first, then by id."""
        made: list[Thread | Window] = sorted(self._made, key=_last_first)
        from_ = max(0, skip - len(made))
        kept = self._windows(from_, limit + skip - from_)
        if from_ and not kept:
            return ()
        later = [one for one in made if not from_ or _last_first(one) > _last_first(kept[0])]
        both: list[Thread | Window] = sorted([*kept, *later], key=_last_first)
        start = skip - from_ - (len(made) - len(later))
        return tuple(map(self._whole, both[start : start + limit]))

    def largest(self, limit: int | None) -> tuple[Thread, ...]:
        """Those of most claims, then by id; all of them without a limit."""
        found, skip = sorted(self._made, key=_most_first)[:limit], 0
        while kept := self._largest(skip, _AT_ONCE if limit is None else limit):
            found = sorted([*found, *map(self._whole, kept)], key=_most_first)[:limit]
            skip += len(kept)
            # None after it has more members than claims, so what comes before it here stays before.
            if len(found) == limit and _most_first(found[-1]) <= (-kept[-1].claims, kept[-1].id):
                break
        return tuple(found)

    def under(self, keys: Collection[str]) -> tuple[Thread, ...]:
        """Those of these propositions, or of what they have joined, those of most claims first."""
        roots = {root for key in keys for root in self.judged.roots(key)}
        among = (root for root in sorted(roots) if self._admitted(root))
        return tuple(sorted((one for root in among for one in self.judged.under(root)), key=_most_first))

    def _windows(self, skip: int, limit: int) -> tuple[Window, ...]:
        return self.judged.store.windows(self._asked, known_by=self.judged.known_by, skip=skip, limit=limit)

    def _largest(self, skip: int, limit: int) -> tuple[Window, ...]:
        store, known_by = self.judged.store, self.judged.known_by
        return store.largest_windows(self._asked, known_by=known_by, skip=skip, limit=limit)

    def _whole(self, one: Thread | Window) -> Thread:
        return one if isinstance(one, Thread) else self.judged.within(one)

    @cached_property
    def _roots(self) -> frozenset[str]:
        return self.judged.touched()

    @cached_property
    def _asked(self) -> Asked:
        without = frozenset(key for root in self._roots for key in self.judged.links.sources(root))
        return Asked(names_of(self.query), self.words, without)

    @cached_property
    def _made(self) -> tuple[Thread, ...]:
        """The threads that a judgement may have made other than they are kept."""
        roots = (root for root in sorted(self._roots) if self._admitted(root))
        return tuple(thread for root in roots for thread in self.judged.under(root))

    def _admitted(self, root: str) -> bool:
        """Whether the proposition of a root is asked for, or one that has joined it."""
        if self.words is None and admits(self.query, root):
            return True
        sources = [key for key in self.judged.links.sources(root) if admits(self.query, key)]
        store, known_by = self.judged.store, self.judged.known_by
        return bool(sources and store.keys_worded(sources, self.words, known_by))


def names_of(query: Query) -> tuple[frozenset[str], ...]:
    """What a proposition has to be named to be what a query asks for: one of each collection."""
    actors = [frozenset([named("actor", actor)]) for actor in sorted(query.actors)]
    items = frozenset(named("item", item) for item in query.items)
    events = frozenset(named("event", frame.value) for frame in query.frames)
    return tuple(each for each in (*actors, items, events) if each)


def admits(query: Query, key: str) -> bool:
    """Whether the proposition of a key is what a query asks for."""
    proposition = proposition_of(key)
    return (
        query.actors <= proposition.actors
        and (not query.items or proposition.item in query.items)
        and (not query.frames or proposition.event in {frame.value for frame in query.frames})
    )


def up_to(threads: Iterable[Thread], claims: int) -> Iterator[Thread]:
    """Threads until they have so many claims together; the first in any case."""
    total = 0
    for thread in threads:
        if total and total + len(thread.members) > claims:
            return
        total += len(thread.members)
        yield thread


def _last_first(one: Thread | Window) -> tuple[int, str]:
    said = one.last_said if isinstance(one, Thread) else one.said
    return -(said or date.min).toordinal(), one.id


def _most_first(thread: Thread) -> tuple[int, str]:
    return -len(thread.members), thread.id
