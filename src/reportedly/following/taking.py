"""What an answer for a page comes to: an article, the same as before, nothing, or not yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from reportedly.config import SourceSettings
from reportedly.errors import FetchError, FetchProblem, SourceError, StoppedError
from reportedly.fetching.client import Answer
from reportedly.following.deciding import MOST_TRIES, Fetch
from reportedly.following.hosts import Unasked
from reportedly.following.landing import another_page, content_type, is_page, own_address
from reportedly.following.making import article_of_content, article_of_headline, article_of_page, require_text
from reportedly.following.schedule import told_to_wait
from reportedly.ledger.entries import Failed
from reportedly.model import Article
from reportedly.sources.box import Box, digest_of
from reportedly.sources.decoding import refuse_binary
from reportedly.sources.feeds import FeedEntry, canonical_url

_MISSING = frozenset({404, 410})
_LASTING = frozenset(
    {
        FetchProblem.REFUSED_ADDRESS,
        FetchProblem.BAD_URL,
        FetchProblem.TOO_LARGE,
        FetchProblem.REDIRECT,
    }
)
"""What would come of a second try too."""


@dataclass(frozen=True, slots=True)
class Taken:
    """An article, with the address that is its own and what its server is to be told next time."""

    article: Article
    own: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class NotTaken:
    """No article, and why; ``again`` is whether it is to be tried again."""

    reason: str
    again: bool = False
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The version at hand is the newest."""


@dataclass(frozen=True, slots=True)
class Later:
    """Its host is to be left alone, until a moment if one is known."""

    until: datetime | None = None


Result: TypeAlias = Taken | NotTaken | Unchanged | Later


@dataclass(frozen=True, slots=True)
class Taker:
    """Makes articles: where pages are parsed, how articles are taken, and which bytes are not tried again."""

    box: Box
    settings: SourceSettings
    failed: Callable[[str], Failed | None]

    def page(self, fetch: Fetch, answer: Answer | FetchError | Unasked, now: datetime) -> Result:
        """What an answer for a page comes to."""
        result = answered(fetch, answer, now)
        if result is not None:
            return result
        assert isinstance(answer, Answer), "what else there is has a result"
        digest = digest_of(answer.body)
        if not fetch.named.asked and (known := self.failed(digest)):
            return NotTaken(known.reason, digest=digest)
        try:
            return self._taken(fetch, answer)
        except SourceError as error:
            return NotTaken(error.problem, digest=digest if isinstance(error, StoppedError) else None)

    def entry(self, entry: FeedEntry, where: str) -> Result:
        """What a feed gives of an article that has no page to fetch."""
        try:
            if entry.headline_only:
                return Taken(article_of_headline(entry, where, self.settings))
            data = f"<html><body><article>{require_text(entry, where)}</article></body></html>"
            page = self.box.page(data.encode("utf-8", "replace"), "utf-8", where=where)
            return Taken(article_of_content(page, entry, where, self.settings))
        except SourceError as error:
            return NotTaken(error.problem)

    def _taken(self, fetch: Fetch, answer: Answer) -> Taken:
        refuse_binary(answer.body[:65_536], answer.url)
        _, charset = content_type(answer)
        page = self.box.page(answer.body, charset, answer.url)
        own = canonical_url(own_address(page.url, answer.url))
        return Taken(
            article_of_page(page, own, fetch.named.entry, self.settings),
            own,
            answer.headers.get("etag"),
            answer.headers.get("last-modified"),
        )


def answered(fetch: Fetch, answer: Answer | FetchError | Unasked, now: datetime) -> Result | None:
    """What an answer comes to whose body need not be read; ``None`` where it is to be."""
    again = fetch.tries + 1 < MOST_TRIES
    if isinstance(answer, Unasked):
        return NotTaken(answer.value) if answer is Unasked.DISALLOWED else Later()
    if isinstance(answer, FetchError):
        return NotTaken(answer.problem, again and answer.kind not in _LASTING)
    if answer.status == 304 and fetch.before:
        return Unchanged()
    if until := told_to_wait(answer.status, answer.headers, now):
        return Later(until)
    if not 200 <= answer.status < 300:
        return NotTaken(f"it answered {answer.status}", again and answer.status not in _MISSING)
    return _unreadable(fetch, answer)


def is_down(answer: Answer | FetchError | Unasked) -> bool:
    """Whether a host could not give what it was asked for, and might another time."""
    if isinstance(answer, FetchError):
        return answer.kind not in _LASTING
    return isinstance(answer, Answer) and answer.status >= 500


def _unreadable(fetch: Fetch, answer: Answer) -> NotTaken | None:
    """Why an answer is not the page of an article, as far as its head tells."""
    media_type, _ = content_type(answer)
    if not is_page(media_type):
        return NotTaken(f"it is no page but {media_type}")
    where = another_page(fetch.named.link or "", answer)
    return NotTaken(where) if where else None
