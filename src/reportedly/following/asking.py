"""What is asked of the network for a visit, and what it is asked with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias

from reportedly.config import FetchSettings, SourceSettings
from reportedly.fetching.client import Request
from reportedly.following.deciding import Fetch
from reportedly.following.visit import Visit
from reportedly.following.wire import Wire
from reportedly.ledger.entries import Found, SourceEntry
from reportedly.sources.box import Box
from reportedly.sources.feeds import SitemapLink


@dataclass(frozen=True, slots=True)
class RootOf:
    """A request for what a visit is to."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class PartOf:
    """A request for a sitemap of an index."""

    visit: Visit
    link: SitemapLink


@dataclass(frozen=True, slots=True)
class PageOf:
    """A request for a page that a source names."""

    visit: Visit
    fetch: Fetch


About: TypeAlias = RootOf | PartOf | PageOf

Recorded: TypeAlias = Iterator[Found | SourceEntry]
"""What is to be recorded, in order."""


def now_in_utc() -> datetime:
    """The time by the machine's clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Tools:
    """What sources are gone through with; ``clock`` says what time it is."""

    wire: Wire[About]
    box: Box
    fetching: FetchSettings
    taking: SourceSettings
    clock: Callable[[], datetime] = now_in_utc

    def send(self, about: About, request: Request, *, by_robots: bool) -> None:
        """Ask for something of a visit, which then awaits one answer more."""
        about.visit.out += 1
        self.wire.send(about, request, by_robots=by_robots)
