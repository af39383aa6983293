"""What to do about something that a source names: nothing, note it, or fetch its page. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TypeAlias

from msgspec.structs import replace

from reportedly.ledger.entries import Failed, Seen, Took, Tried
from reportedly.sources.feeds import FeedEntry, SitemapPage

MOST_TRIES = 3
"""How often a page is asked for that its server cannot give for now."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something that a source names: under which key, at which canonical address, and as it was asked for.

    ``fingerprint`` is what the source says by which a change can be told, ``entry`` all that it says.
    ``asked`` is whether a person asked for just this, so that what failed before is tried again.
    """

    source: str
    key: str
    url: str | None
    link: str | None
    fingerprint: str | None = None
    entry: FeedEntry | SitemapPage | None = None
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """There is nothing to do: it is in the ledger, or cannot be."""


@dataclass(frozen=True, slots=True)
class Note:
    """No page is to be fetched, but this is to be recorded."""

    entry: Took | Failed


@dataclass(frozen=True, slots=True)
class Fetch:
    """The page is to be fetched: what to say of the version at hand, if any, and how often it failed."""

    named: Named
    before: Took | None = None
    tries: int = 0

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers of a conditional request."""
        return conditional(self.before.etag, self.before.last_modified) if self.before else {}


@dataclass(frozen=True, slots=True)
class Compose:
    """All there is to have is what the feed says: its headline, or its text."""

    entry: FeedEntry
    before: Took | None = None


Decision: TypeAlias = Known | Note | Fetch | Compose


def decide(named: Named, under: Sequence[Tried], at_url: Tried | None, now: Tried | None) -> Decision:
    """What to do, from what is recorded under the key (last first) and of the address.

    ``now`` is what came of the address since the visit began, which holds for all that name it.
    """
    last = under[0] if under else None
    if not named.asked and _is_as_before(named, last):
        return Known()
    if isinstance(named.entry, FeedEntry) and (named.url is None or named.entry.headline_only):
        return Compose(named.entry, last if isinstance(last, Took) else None)
    if known := _under(named, now or (at_url if last is None and not named.asked else None)):
        return Note(known)
    return Fetch(named, _version(under, at_url, named.url), _tries(under))


def _is_as_before(named: Named, last: Tried | None) -> bool:
    """Whether the source says what it said when this was taken, or failed for good."""
    if last is None or isinstance(last, Seen) or (isinstance(last, Failed) and last.again):
        return False
    return named.fingerprint == last.fingerprint


def _under(named: Named, there: Tried | None) -> Took | Failed | None:
    """What is known of an address from elsewhere, under another key; ``None`` where it is to be tried."""
    if there is None or isinstance(there, Seen):
        return None
    told = {"source": named.source, "key": named.key, "url": named.url, "fingerprint": named.fingerprint}
    return replace(there, **told)


def _version(under: Sequence[Tried], at_url: Tried | None, url: str | None) -> Took | None:
    """The version of the page that is at hand: what was last taken from its address."""
    found = (one for one in (at_url, *under) if isinstance(one, Took) and one.url == url)
    return next(found, None)


def _tries(under: Sequence[Tried]) -> int:
    """How often in a row it could not be had."""
    return len([*takewhile(lambda one: isinstance(one, Failed) and one.again, under)])


def conditional(etag: str | None, last_modified: str | None) -> Mapping[str, str]:
    """The headers that ask for something only if it has changed.

    >>> conditional('"1"', None)
    {'If-None-Match': '"1"'}
    """
    told = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in told.items() if value}
