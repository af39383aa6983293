"""Feeds, sitemaps, OPML and lists of URLs: bytes in, frozen types out. Nothing is ever fetched.

bytes -> text (unpacked, decoded) -> markup -> what each entry states -> cleaned -> Feed
"""

from reportedly.sources.feeds.discovery import feed_linked
from reportedly.sources.feeds.forms import (
    Feed,
    FeedEntry,
    Kind,
    Sitemap,
    SitemapLink,
    SitemapPage,
    Subscription,
)
from reportedly.sources.feeds.identity import identity_of
from reportedly.sources.feeds.kinds import kind_of
from reportedly.sources.feeds.opml import read_opml, write_opml
from reportedly.sources.feeds.parsing import MOST_ENTRIES, parse_feed
from reportedly.sources.feeds.sitemaps import MOST_PAGES, parse_sitemap
from reportedly.sources.feeds.urllists import urls_in
from reportedly.sources.feeds.urls import canonical_url

__all__ = [
    "MOST_ENTRIES",
    "MOST_PAGES",
    "Feed",
    "FeedEntry",
    "Kind",
    "Sitemap",
    "SitemapLink",
    "SitemapPage",
    "Subscription",
    "canonical_url",
    "feed_linked",
    "identity_of",
    "kind_of",
    "parse_feed",
    "parse_sitemap",
    "read_opml",
    "urls_in",
    "write_opml",
]
