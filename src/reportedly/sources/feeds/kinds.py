"""What fetched bytes are, by what is in them first and by what the server calls them second."""

from __future__ import annotations

import re

from reportedly.errors import SourceError
from reportedly.sources.feeds.forms import Kind
from reportedly.sources.feeds.jsonfeed import json_feed
from reportedly.sources.feeds.markup import root_name
from reportedly.sources.feeds.text import text_of

ROOTS = {
    **dict.fromkeys(("rss", "feed", "rdf", "channel"), Kind.FEED),
    **dict.fromkeys(("urlset", "sitemapindex"), Kind.SITEMAP),
    **dict.fromkeys(("html", "head", "body"), Kind.PAGE),
    "opml": Kind.OTHER,
}
"""What a document is by the name of its root element."""

_DOCTYPE = re.compile(r"\s*<!doctype\s+html\b", re.I)
_PAGE = re.compile(r"\s*<(?:article|main|div|p|h1|section|meta|title|table|script)\b", re.I)
_TYPES = (
    (re.compile(r"(?:application|text)/(?:rss|atom|rdf|feed)\+(?:xml|json)\b", re.I), Kind.FEED),
    (re.compile(r"text/html\b|application/xhtml\+xml\b", re.I), Kind.PAGE),
)
_URL_LINE = re.compile(r"https?://[^\s<>\"]{1,2000}", re.I)
_LINES = 20


def kind_of(data: bytes, content_type: str | None = None) -> Kind:
    """Whether ``data`` are a feed, a sitemap, a page or something other.

    >>> kind_of(b"<rss version='2.0'/>", "text/html"), kind_of(b"<p>Kazra sold drones.")
    (<Kind.FEED: 'feed'>, <Kind.PAGE: 'page'>)
    """
    try:
        text = text_of(data, "data", content_type).text
    except SourceError:
        return Kind.OTHER
    return kind_of_text(text) or _of_type(content_type) or Kind.OTHER


def kind_of_text(text: str) -> Kind | None:
    """What a text is by what is in it; ``None`` where that does not tell."""
    name = "html" if _DOCTYPE.match(text) else root_name(text)
    if name is not None:
        return ROOTS[name]
    if json_feed(text, 1, None) is not None:
        return Kind.FEED
    if lists_urls(text):
        return Kind.SITEMAP
    return Kind.PAGE if _PAGE.match(text) else None


def lists_urls(text: str) -> bool:
    """Whether the first lines of a text are URLs, one a line (a sitemap in plain text)."""
    lines = [line for line in text[:20_000].lstrip("\ufeff").splitlines()[:_LINES] if line.strip()]
    return bool(lines) and all(_URL_LINE.fullmatch(line.strip()) for line in lines[:-1] or lines)


def _of_type(content_type: str | None) -> Kind | None:
    given = content_type or ""
    return next((kind for pattern, kind in _TYPES if pattern.search(given)), None)
