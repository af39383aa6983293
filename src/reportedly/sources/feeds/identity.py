"""What makes an entry the same entry as before, and what tells that it has changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportedly.model import content_id
from reportedly.sources.feeds.forms import FeedEntry
from reportedly.sources.feeds.text import untagged
from reportedly.sources.feeds.urls import canonical_url

# Ids that are none: what templates and content systems leave where an id should be.
_NO_IDS = frozenset(
    ("", "0", "-", "n/a", "na", "null", "none", "nil", "undefined", "false", "true", "tag:", "guid")
)


def identity_of(entry: FeedEntry) -> str:
    """By what an entry is known again in later versions of its feed.

    Its id where it has one of its own, else its canonical URL, else what it says. Ids are unique
    within a feed only. Each way has its own prefix, so that no two ways ever meet.
    """
    if entry.guid:
        return f"guid:{entry.guid}"
    if entry.url:
        return f"url:{canonical_url(entry.url)}"
    return f"content:{content_id(entry.title, entry.published, entry.content or entry.summary)}"


def fingerprint(title: str | None, updated: str | None, text: str | None) -> str:
    """A hash of what an entry says. Mark-up, and with it links and pictures, counts for nothing:
    counters, advertisements and tracking are in these.
    """
    words = " ".join(untagged(text).split()) if text else None
    return content_id(title, updated, words)


def told_apart(entries: Iterable[FeedEntry], page: str | None) -> tuple[FeedEntry, ...]:
    """The entries, each once, and without ids that are none or that different entries share.

    ``page`` is the feed's home page, whose URL some feeds give as every entry's id.
    """
    held = list(entries)
    shared = _shared(held)
    own = (entry if _is_id(entry.guid, page, shared) else replace(entry, guid=None) for entry in held)
    return tuple(_once(own))


def _is_id(guid: str | None, page: str | None, shared: frozenset[str]) -> bool:
    return guid is not None and guid.lower() not in _NO_IDS and guid != page and guid not in shared


def _shared(entries: Iterable[FeedEntry]) -> frozenset[str]:
    """The ids under which more than one page, or more than one title without a page, are given."""
    named: defaultdict[str, set[str | None]] = defaultdict(set)
    for entry in entries:
        if entry.guid:
            named[entry.guid].add(canonical_url(entry.url) if entry.url else entry.title)
    return frozenset(guid for guid, things in named.items() if len(things) > 1)


def _once(entries: Iterable[FeedEntry]) -> Iterator[FeedEntry]:
    """Of entries with one identity the first, which is the newest where feeds have an order."""
    seen: set[str] = set()
    for entry in entries:
        identity = identity_of(entry)
        if identity not in seen:
            seen.add(identity)
            yield entry
