"""What a source names, in the order in which to look at it: what is old first. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportedly.following.deciding import Named
from reportedly.sources.feeds import Feed, Sitemap, SitemapLink, canonical_url, identity_of


def named_by_feed(source: str, feed: Feed) -> Iterator[Named]:
    """The entries of a feed, which has them newest first."""
    for entry in reversed(feed.entries):
        url = canonical_url(entry.url) if entry.url else None
        yield Named(source, identity_of(entry), url, entry.url, entry.fingerprint, entry)


def named_by_sitemap(source: str, sitemap: Sitemap) -> Iterator[Named]:
    """The pages of a sitemap, by when they were last changed; those that do not say come first."""
    for page in sorted(sitemap.pages, key=lambda page: page.modified or ""):
        url = canonical_url(page.url)
        yield Named(source, url, url, page.url, page.modified, page)


def named_by_list(source: str, urls: Iterable[str]) -> Iterator[Named]:
    """The URLs of a list."""
    for link in urls:
        url = canonical_url(link)
        yield Named(source, url, url, link)


def named_by_person(source: str, address: str) -> Named:
    """A page that is a source itself, known by the name of the source wherever it stands now."""
    return Named(source, canonical_url(source), canonical_url(address), address, asked=True)


def parts_in_order(sitemap: Sitemap) -> Iterator[SitemapLink]:
    """The sitemaps of an index, by when they were last changed."""
    return iter(sorted(sitemap.sitemaps, key=lambda link: link.modified or ""))
