"""Feeds that no XML parser makes entries of, by feedparser, which tries longest."""

from __future__ import annotations

from io import BytesIO
from itertools import islice
from typing import Any

import feedparser

from reportedly.sources.feeds.forms import Stated, StatedFeed, Text

MOST = 1_000_000
"""Characters beyond which it is not asked: it takes time with the square of some texts."""


def loose_feed(text: str, most: int, base: str | None) -> StatedFeed | None:
    """What feedparser finds; ``None`` where that is no entry.

    It is given bytes in a stream, because a string it would take for a URL or a path and open,
    and without what could declare an entity, because it expands those. Clean HTML and absolute
    links are made elsewhere.
    """
    stream = BytesIO(text.replace("<!DOCTYPE", "<!--").replace("<!ENTITY", "<!--").encode("utf-8", "replace"))
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        found = feedparser.parse(
            stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception:  # what it raises on the strangest of feeds is not documented
        return None
    entries = tuple(_entry(entry, base) for entry in islice(found.entries, most))
    if not entries:
        return None
    feed = found.feed
    link = feed.get("link")
    return StatedFeed(
        entries=entries,
        title=_text(feed, "title"),
        links=(link,) if link else (),
        base=base,
        language=feed.get("language"),
    )


def _entry(entry: Any, base: str | None) -> Stated:
    content = next(iter(entry.get("content") or ()), None)
    tags = entry.get("tags") or ()
    return Stated(
        guid=entry.get("id"),
        links=tuple(link["href"] for link in entry.get("links", ()) if _leads_to_it(link)),
        base=base,
        title=_text(entry, "title"),
        byline=tuple(author["name"] for author in entry.get("authors", ()) if author.get("name")),
        outlet=entry.get("source", {}).get("title"),
        published=_stated(entry, "published"),
        updated=_stated(entry, "updated"),
        section=next((tag["term"] for tag in tags if tag.get("term")), None),
        summary=_text(entry, "summary"),
        content=Text(content["value"], html="html" in content.get("type", "html")) if content else None,
    )


def _leads_to_it(link: Any) -> bool:
    return bool(link.get("href")) and link.get("rel", "alternate") == "alternate"


def _stated(entry: Any, name: str) -> tuple[str, ...]:
    """A date under its own name: feedparser would give the one for want of the other."""
    given = dict.get(entry, name)
    return (given,) if given else ()


def _text(thing: Any, name: str) -> Text | None:
    value = thing.get(name)
    return Text(value) if value else None
