"""The frozen types of what feeds, sitemaps and subscription lists say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What fetched bytes are."""

    FEED = "feed"
    SITEMAP = "sitemap"
    PAGE = "page"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed. Dates are EDTF with the zone stated; ``None`` is an explicit unknown.

    ``guid`` is the id that the entry states, where no other entry of the feed has it. ``url`` is
    absolute, http or https, as the feed gives it. ``title`` is plain text, ``summary`` and
    ``content`` are HTML, as untrusted as the feed. ``outlet`` is the source that the entry names
    as not its own, ``section`` its first category. ``headline_only``: the link leads to an
    aggregator, so there is no more to be had than the headline. ``fingerprint`` changes when the
    entry's title, update or text does.
    """

    guid: str | None
    url: str | None
    title: str | None
    byline: tuple[str, ...]
    outlet: str | None
    published: str | None
    updated: str | None
    language: str | None
    section: str | None
    summary: str | None
    content: str | None
    headline_only: bool
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself, and its entries in its own order.

    ``url`` is its home page. ``moved_to`` is the URL where it says that it will be found from now
    on. ``doubt`` says what is doubtful about how it was read (``None``: nothing).
    """

    title: str | None
    url: str | None
    language: str | None
    entries: tuple[FeedEntry, ...]
    moved_to: str | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class SitemapPage:
    """A page that a sitemap lists; all but ``url`` and ``modified`` are of news sitemaps. Dates are EDTF."""

    url: str
    modified: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class SitemapLink:
    """A sitemap that an index of sitemaps lists."""

    url: str
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The pages of a sitemap, or the sitemaps of an index; ``doubt`` as of a feed."""

    pages: tuple[SitemapPage, ...]
    sitemaps: tuple[SitemapLink, ...]
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that a person follows: its title, its own URL, and its home page."""

    title: str | None
    url: str
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """Text with how it is written: HTML, or plain."""

    text: str
    html: bool = True


@dataclass(frozen=True, slots=True)
class Stated:
    """What one entry states, in its own words, whatever the form of the feed.

    ``links`` are those that lead to the entry itself, the best first. ``base`` is what relative
    ones are relative to.
    """

    guid: str | None = None
    links: tuple[str, ...] = ()
    base: str | None = None
    title: Text | None = None
    byline: tuple[str, ...] = ()
    outlet: str | None = None
    published: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    language: str | None = None
    section: str | None = None
    summary: Text | None = None
    content: Text | None = None


@dataclass(frozen=True, slots=True)
class StatedFeed:
    """What a feed states of itself and of its entries, in its own words."""

    entries: tuple[Stated, ...]
    title: Text | None = None
    links: tuple[str, ...] = ()
    base: str | None = None
    language: str | None = None
    moved_to: str | None = None
    doubt: str | None = None
