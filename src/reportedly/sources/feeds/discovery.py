"""The feed that a page links (RSS Autodiscovery; HTML, "Link type alternate"), found without parsing HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reportedly.errors import SourceError
from reportedly.sources.feeds.text import text_of, unescaped
from reportedly.sources.feeds.urls import web_url

_HEAD = 300_000
"""Characters in which a page is to name its feed; what stands before it is style and script."""

# What is no mark-up is passed over as a whole. No part looks further than its own end, or to the last.
_TAGS = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|textarea)\b.*?(?:</\1|\Z)"
    r"|<(?P<name>link|base)\b(?P<said>(?:[^<>\"']++|\"[^\"]{0,2000}+\"|'[^']{0,2000}+')*+)",
    re.I | re.S,
)
_SAID = re.compile(r"([a-z-]{1,20})\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]++))", re.I)
_TYPES = frozenset(
    ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")
)
_OF_COMMENTS = re.compile(r"\bcomments?\b", re.I)


def feed_linked(data: bytes, url: str, content_type: str | None = None) -> str | None:
    """The feed that a page at ``url`` links as its own: the first, one of comments only for want of another.

    >>> page = b"<link rel=alternate type='application/rss+xml' href='/feed'><body>"
    >>> feed_linked(page, "https://news.example/world")
    'https://news.example/feed'
    """
    try:
        text = text_of(data, url, content_type).text[:_HEAD]
    except SourceError:
        return None
    found = list(_feeds(text, url))
    own = (feed for feed, of_comments in found if not of_comments)
    return next(own, found[0][0] if found else None)


def _feeds(text: str, url: str) -> Iterator[tuple[str, bool]]:
    """The feeds in the order of the page, each with whether it is of comments."""
    base = url
    for tag in _TAGS.finditer(text):
        said = _said(tag["said"] or "")
        href = said.get("href")
        if (tag["name"] or "").lower() == "base":
            base = web_url(href, url) or base
        elif _links_feed(said) and (feed := web_url(href, base)):
            yield feed, bool(_OF_COMMENTS.search(f"{href} {said.get('title', '')}"))


def _links_feed(said: Mapping[str, str]) -> bool:
    kind = said.get("type", "").partition(";")[0].strip().lower()
    return kind in _TYPES and "alternate" in said.get("rel", "").lower().split()


def _said(tag: str) -> dict[str, str]:
    """The attributes of a tag; of those that stand twice the first counts, as in HTML."""
    stated: dict[str, str] = {}
    for name, *values in _SAID.findall(tag):
        stated.setdefault(name.lower(), unescaped("".join(values)))
    return stated
