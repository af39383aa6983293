"""What sources name, looked up in the ledger and fetched once, whoever names it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from msgspec.structs import replace

from reportedly.errors import FetchError
from reportedly.fetching.client import Answer, Request
from reportedly.following.asking import PageOf, Recorded, Tools
from reportedly.following.deciding import Compose, Fetch, Named, Note, decide
from reportedly.following.hosts import Unasked
from reportedly.following.schedule import UNTOLD_WAIT, host_of
from reportedly.following.taking import Later, NotTaken, Result, Taken, Taker, Unchanged, is_down
from reportedly.following.visit import Visit
from reportedly.ledger.entries import Failed, Found, Took
from reportedly.ledger.store import Store

MOST_FAILURES = 5
"""How often in a row a host can fail to give a page before it is left alone for the rest of a round."""

Naming: TypeAlias = tuple[Visit, Named]
"""A visit, and what its source names."""


@dataclass(slots=True)
class Gathering:
    """What is gathered in one round. ``skipped`` counts what was not taken, by the reason.

    ``waiting`` is who else names a page that is asked for, ``came`` what came of each page in this round,
    ``failing`` how often in a row each host has failed, ``closed`` until when hosts are left alone.
    """

    store: Store
    tools: Tools
    skipped: Counter[str] = field(default_factory=Counter)
    waiting: dict[str, list[Naming]] = field(default_factory=dict)
    came: dict[str, Took | Failed] = field(default_factory=dict)
    failing: Counter[str] = field(default_factory=Counter)
    closed: dict[str, datetime] = field(default_factory=dict)

    @property
    def taker(self) -> Taker:
        """What makes articles of answers."""
        return Taker(self.tools.box, self.tools.taking, self.store.failed_digest)

    def look(self, visit: Visit, named: Named) -> Recorded:
        """Look at what a source names: it is known, or noted, or asked for."""
        if named.key in visit.keys:
            return
        visit.keys.add(named.key)
        visit.found += 1
        under = self.store.under_key(named.source, named.key)
        at_url = self.store.at_url(named.url) if named.url else None
        match decide(named, under, at_url, self.came.get(named.url or "")):
            case Note(entry):
                yield entry
            case Compose(entry, before):
                result = self.taker.entry(entry, named.url or named.key)
                yield from self._recorded([(visit, named)], before, result)
            case Fetch() as fetch:
                self._ask(visit, fetch)

    def _ask(self, visit: Visit, fetch: Fetch) -> None:
        url, link = fetch.named.url or "", fetch.named.link or ""
        if url in self.waiting:
            visit.out += 1
            self.waiting[url].append((visit, fetch.named))
        elif host_of(link) in self.closed:
            visit.put_off()
        elif visit.left < 1:
            visit.stop()
        else:
            visit.left -= 1
            self.waiting[url] = []
            self.tools.send(PageOf(visit, fetch), Request(link, headers=fetch.headers), by_robots=True)

    def others(self, fetch: Fetch) -> list[Visit]:
        """The visits that await a page which was asked for already, each as often as it does."""
        return [visit for visit, _ in self.waiting.get(fetch.named.url or "", ())]

    def page(self, visit: Visit, fetch: Fetch, answer: Answer | FetchError | Unasked) -> Recorded:
        """Record what came of a page for all that name it."""
        everyone = [(visit, fetch.named), *self.waiting.pop(fetch.named.url or "", ())]
        self._mind(host_of(fetch.named.link or ""), down=is_down(answer))
        result = self.taker.page(fetch, answer, self.tools.clock())
        yield from self._recorded(everyone, fetch.before, result)

    def _mind(self, host: str, *, down: bool) -> None:
        """Leave a host alone that is down, so that not every page that stands there is tried in vain."""
        self.failing[host] = self.failing[host] + 1 if down else 0
        if self.failing[host] >= MOST_FAILURES:
            self.closed.setdefault(host, self.tools.clock() + UNTOLD_WAIT)

    def _recorded(self, everyone: Sequence[Naming], before: Took | None, result: Result) -> Recorded:
        match result:
            case Later(until):
                self._leave_alone(everyone, until)
            case NotTaken():
                yield from self._not_taken(everyone, result)
            case Unchanged():
                assert before is not None, "only what is at hand can be unchanged"
                yield from self._noted(everyone, before)
            case Taken():
                yield from self._taken(everyone, before, result)

    def _leave_alone(self, everyone: Sequence[Naming], until: datetime | None) -> None:
        host = host_of(everyone[0][1].link or "")
        until = until or self.closed.get(host) or self.tools.clock() + UNTOLD_WAIT
        self.closed[host] = until
        for visit, _ in everyone:
            visit.put_off()
            if host == host_of(visit.source.address):
                visit.not_before = until

    def _not_taken(self, everyone: Sequence[Naming], result: NotTaken) -> Recorded:
        _, named = everyone[0]
        failed = Failed(named.source, named.key, result.reason, digest=result.digest, again=result.again)
        self.skipped[result.reason] += 1
        for visit, _ in everyone:
            visit.error = visit.error or f"{named.link or named.key}: {result.reason}"
            if result.again:
                visit.put_off()
        yield from self._noted(everyone, failed)

    def _noted(self, everyone: Sequence[Naming], entry: Took | Failed) -> Recorded:
        """Record what came of a page under each key that it is named by."""
        for _, named in everyone:
            yield self._under(named, entry)

    def _under(self, named: Named, entry: Took | Failed) -> Took | Failed:
        told = {"source": named.source, "key": named.key, "url": named.url, "fingerprint": named.fingerprint}
        own = replace(entry, **told)
        if named.url:
            self.came[named.url] = own
        return own

    def _taken(self, everyone: Sequence[Naming], before: Took | None, taken: Taken) -> Recorded:
        _, named = everyone[0]
        identity = taken.article.id
        took = Took(named.source, named.key, identity, etag=taken.etag, last_modified=taken.last_modified)
        for each, _ in everyone:
            each.new += before is None
            each.changed += before is not None and before.article != identity
        entries = [self._under(each, took) for _, each in everyone]
        if taken.own and taken.own != named.url:
            # So that whoever names the page by the address that it calls its own finds it taken.
            own = replace(took, key=f"own address {taken.own}", url=taken.own)
            self.came[taken.own] = own
            entries.append(own)
        yield Found(taken.article, tuple(entries))
