"""Going through sources: what is to be recorded of each, in order, whole.

    sources -> asked -> feed, sitemap or page -> what they name (gathering) -> articles
                                 `-- parts of a sitemap index, one after the other --'

A visit is recorded last of all that it found. So whenever a run is stopped, the next asks the source
again as if that visit had not been, and what is in the ledger already is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from msgspec.structs import replace

from reportedly.errors import FetchError, SourceError, StoppedError
from reportedly.fetching.client import Answer, Request
from reportedly.following.asking import PageOf, PartOf, Recorded, RootOf, Tools
from reportedly.following.deciding import Fetch, conditional
from reportedly.following.gathering import Gathering
from reportedly.following.hosts import Unasked
from reportedly.following.landing import another_page, content_type, is_front
from reportedly.following.naming import named_by_feed, named_by_person, named_by_sitemap, parts_in_order
from reportedly.following.schedule import host_of, is_gone, told_to_wait
from reportedly.following.visit import Visit
from reportedly.following.wire import Answered
from reportedly.ledger.entries import Failed, Moved, Outcome, Seen, SourceForm, Took, Visited
from reportedly.sources.box import digest_of
from reportedly.sources.feeds import Kind, Sitemap, SitemapLink, feed_linked, kind_of

OPEN = 32
"""How many sources are gone through at a time."""

ASKED = 4
"""How many pages of one source are asked for at a time."""

MOST_PARTS = 50_000
"""How many sitemaps an index may have, as sitemaps.org says."""


@dataclass(frozen=True, slots=True)
class Round:
    """One going through sources, with what it gathers."""

    tools: Tools
    gathering: Gathering

    def go(self, visits: Iterable[Visit]) -> Recorded:
        """All that is found by visits, with what is to be recorded of them."""
        to_come = iter(visits)
        for visit in islice(to_come, OPEN):
            yield from self._begin(visit)
        while self.tools.wire.waiting:
            for one in self._heard(self.tools.wire.next()):
                yield one
                if isinstance(one, Visited):
                    yield from self._begin_next(to_come)

    def _begin_next(self, to_come: Iterator[Visit]) -> Recorded:
        """The next visit; one with nothing to ask for is over at once, and another begins."""
        for visit in to_come:
            yield from self._begin(visit)
            if visit.out:
                return

    def _begin(self, visit: Visit) -> Recorded:
        if visit.given:
            yield from self._advance(visit)
            return
        known = visit.source.succeeded
        headers = conditional(known.etag, known.last_modified) if known else {}
        self.tools.send(RootOf(visit), Request(visit.address, headers=headers), by_robots=False)

    def _heard(self, answered: Answered[RootOf | PartOf | PageOf]) -> Recorded:
        answer = answered.answer
        match answered.about:
            case RootOf(visit):
                visits = [visit]
                yield from self._root(visit, answer)
            case PartOf(visit, link):
                visits = [visit]
                self._part(visit, link, answer)
            case PageOf(visit, fetch):
                visits = [visit, *self.gathering.others(fetch)]
                yield from self.gathering.page(visit, fetch, answer)
        for visit in visits:
            visit.out -= 1
        for visit in {id(visit): visit for visit in visits}.values():
            yield from self._advance(visit)

    def _advance(self, visit: Visit) -> Recorded:
        """Look at what a visit's source names until enough pages are asked for, or all of it is done."""
        while visit.out < ASKED and (named := next(visit.named, None)):
            yield from self.gathering.look(visit, named)
        if visit.out:
            return
        yield from visit.part_done()
        if not self._next_part(visit):
            yield visit.ended()

    # What the source itself answered.

    def _root(self, visit: Visit, answer: Answer | FetchError | Unasked) -> Recorded:
        match answer:
            case Answer(status=304):
                _not_modified(visit, answer)
                yield from _moved(visit, answer.moved)
            case Answer(status=status) if 200 <= status < 300:
                yield from self._fresh(visit, answer)
            case Answer():
                self._refused(visit, answer)
            case FetchError():
                visit.failed(answer.problem)
            case Unasked():
                visit.failed(answer.value)
                visit.outcome = Outcome.TOLD_TO_WAIT
                visit.not_before = self.gathering.closed.get(host_of(visit.address))

    def _refused(self, visit: Visit, answer: Answer) -> None:
        visit.failed(f"it answered {answer.status}")
        if until := told_to_wait(answer.status, answer.headers, self.tools.clock()):
            visit.outcome, visit.not_before = Outcome.TOLD_TO_WAIT, until
            self.gathering.closed[host_of(visit.address)] = until
        elif is_gone(visit.source, answer.status):
            visit.outcome = Outcome.GONE

    def _fresh(self, visit: Visit, answer: Answer) -> Recorded:
        """What a source gave: it is gone through, if it can be read."""
        digest = digest_of(answer.body)
        known = None if visit.asked else self.gathering.store.failed_digest(digest)
        if known:
            visit.failed(known.reason)
            return
        visit.tagged(answer.headers)
        try:
            yield from self._opened(visit, answer)
        except SourceError as error:
            visit.failed(f"{error.problem}; {error.advice}")
            if isinstance(error, StoppedError):
                yield Failed(visit.name, visit.address, error.problem, digest=digest)

    def _opened(self, visit: Visit, answer: Answer) -> Recorded:
        media_type, _ = content_type(answer)
        moved = answer.moved
        match visit.form or _form_of(answer, media_type):
            case SourceForm.FEED:
                feed = self.tools.box.feed(answer.body, url=answer.url, content_type=media_type)
                visit.named = named_by_feed(visit.name, feed)
                visit.doubted(feed.doubt)
                moved = feed.moved_to or moved
            case SourceForm.SITEMAP:
                _open_sitemap(visit, self.tools.box.sitemap(answer.body, url=answer.url))
            case SourceForm.PAGE if self._leads_on(visit, answer):
                return
            case SourceForm.PAGE:
                yield from self._page(visit, answer)
        yield from _moved(visit, moved)

    def _leads_on(self, visit: Visit, answer: Answer) -> bool:
        """Whether a page links a feed, which is then asked for in its place.

        Not where a person wants just this page, or where it was taken as a page before.

        Raises:
            SourceError: it links none, and is no page that anybody would follow.

        """
        if visit.asked or visit.form or self._taken_before(visit) or another_page(visit.address, answer):
            return False
        media_type, _ = content_type(answer)
        feed = feed_linked(answer.body, answer.url, media_type)
        if feed is None or visit.linked:
            _refuse_page(visit, answer.url)
            return False
        visit.linked, visit.etag, visit.last_modified = feed, None, None
        self.tools.send(RootOf(visit), Request(feed), by_robots=False)
        return True

    def _taken_before(self, visit: Visit) -> bool:
        key = named_by_person(visit.name, visit.address).key
        return any(isinstance(one, Took) for one in self.gathering.store.under_key(visit.name, key))

    def _page(self, visit: Visit, answer: Answer) -> Recorded:
        """The page that is the source itself."""
        named = named_by_person(visit.name, visit.address)
        visit.found += 1
        last = next(iter(self.gathering.store.under_key(named.source, named.key)), None)
        yield from self.gathering.page(visit, Fetch(named, last if isinstance(last, Took) else None), answer)
        if visit.error and not visit.new + visit.changed:
            visit.outcome = Outcome.FAILED

    # The sitemaps of an index.

    def _next_part(self, visit: Visit) -> bool:
        """Ask for the next sitemap of an index that has changed since it was gone through, if any has."""
        while visit.parts:
            link = visit.parts.popleft()
            seen = self._seen(visit, link)
            if seen is None or link.modified is None or seen.fingerprint != link.modified:
                headers = conditional(seen.etag, seen.last_modified) if seen else {}
                self.tools.send(PartOf(visit, link), Request(link.url, headers=headers), by_robots=True)
                return True
        return False

    def _seen(self, visit: Visit, link: SitemapLink) -> Seen | None:
        last = next(iter(self.gathering.store.under_key(visit.name, link.url)), None)
        return last if isinstance(last, Seen) else None

    def _part(self, visit: Visit, link: SitemapLink, answer: Answer | FetchError | Unasked) -> None:
        match answer:
            case Answer(status=304):
                seen = self._seen(visit, link)
                visit.part = replace(seen, fingerprint=link.modified) if seen else None
            case Answer(status=status) if 200 <= status < 300:
                self._fresh_part(visit, link, answer)
            case Answer(status=status):
                visit.left_out(link.url, f"it answered {status}")
            case FetchError():
                visit.left_out(link.url, answer.problem)
            case Unasked():
                visit.left_out(link.url, answer.value)

    def _fresh_part(self, visit: Visit, link: SitemapLink, answer: Answer) -> None:
        etag, last_modified = answer.headers.get("etag"), answer.headers.get("last-modified")
        try:
            _open_sitemap(visit, self.tools.box.sitemap(answer.body, url=answer.url))
        except SourceError as error:
            visit.left_out(link.url, error.problem)
        else:
            visit.part = Seen(visit.name, link.url, link.modified, etag, last_modified)


def _form_of(answer: Answer, media_type: str | None) -> SourceForm:
    """What a source gave, as it shows.

    Raises:
        SourceError: it is nothing that can be gone through.

    """
    kind = kind_of(answer.body, media_type)
    if kind is Kind.OTHER:
        problem = f"is neither feed, sitemap nor page, but {media_type or 'something else'}"
        raise SourceError(answer.url, problem, "give the URL of one of them")
    return SourceForm(kind.value)


def _not_modified(visit: Visit, answer: Answer) -> None:
    """What is at hand is the newest; so is what its server is to be told next time."""
    known = visit.source.succeeded
    visit.outcome = Outcome.NOT_MODIFIED
    if known:
        visit.etag, visit.last_modified = known.etag, known.last_modified
    visit.tagged(answer.headers)


def _refuse_page(visit: Visit, url: str) -> None:
    """Raise a `SourceError` for a page that stands where a feed was, or that only leads to others."""
    if visit.linked or visit.source.succeeded:
        problem, advice = "is a page, where a feed or sitemap should be", "follow it where it is now"
        raise SourceError(url, problem, advice)
    if is_front(url):
        advice = "follow its feed or sitemap, or the page itself with --as page"
        raise SourceError(url, "is a front page that links no feed", advice)


def _moved(visit: Visit, to: str | None) -> Recorded:
    """Where a source is to be asked from now on, once it has been found there."""
    to = to or visit.address
    if to != visit.source.address and visit.outcome is not Outcome.FAILED:
        yield Moved(visit.name, to)


def _open_sitemap(visit: Visit, sitemap: Sitemap) -> None:
    visit.named = named_by_sitemap(visit.name, sitemap)
    visit.doubted(sitemap.doubt)
    for link in parts_in_order(sitemap):
        if link.url not in visit.keys and len(visit.keys) < MOST_PARTS:
            visit.keys.add(link.url)
            visit.parts.append(link)
        if link.modified is None:  # the index does not tell when to look at it again
            visit.later = True
