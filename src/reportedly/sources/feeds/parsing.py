"""Feeds of every form: JSON Feed, then XML, then whatever feedparser makes of it."""

from __future__ import annotations

from dataclasses import replace

from reportedly.errors import SourceError
from reportedly.sources.feeds.cleaning import cleaned
from reportedly.sources.feeds.elements import cut_short, entries_in, stated_feed
from reportedly.sources.feeds.forms import Feed, Kind, StatedFeed
from reportedly.sources.feeds.jsonfeed import json_feed
from reportedly.sources.feeds.kinds import ROOTS, kind_of_text
from reportedly.sources.feeds.loose import MOST as MOST_LOOSE
from reportedly.sources.feeds.loose import loose_feed
from reportedly.sources.feeds.markup import Markup, root_name, tree_of
from reportedly.sources.feeds.text import text_of

MOST_ENTRIES = 10_000
"""The entries of a feed that are read; those after them are told of, not read."""

_ELSE = {
    Kind.PAGE: ("is an HTML page, not a feed", "look in it for the address of its feed"),
    Kind.SITEMAP: ("is a sitemap, not a feed", "read it as one"),
}


def parse_feed(data: bytes, *, url: str | None = None, content_type: str | None = None) -> Feed:
    """The feed that ``data`` are: RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed 1 and 1.1.

    ``url`` is where it came from, ``content_type`` what HTTP said of it. What is broken is read as
    far as it goes, and ``doubt`` says so. Nothing that it names is fetched or expanded.

    Raises:
        SourceError: it is no feed, or nothing can be made of it.

    """
    where = url or "feed"
    decoded = text_of(data, where, content_type)
    text = decoded.text
    stated = json_feed(text, MOST_ENTRIES + 1, url) or _xml_feed(text, url)
    if stated is None:
        raise _no_feed(text, where)
    return cleaned(_doubted(stated, decoded.doubt), url)


def _xml_feed(text: str, url: str | None) -> StatedFeed | None:
    """What the tree of a text states, or feedparser where that has not all of the entries."""
    name = root_name(text)
    if name is not None and ROOTS[name] is not Kind.FEED:
        return None
    markup = tree_of(text)
    stated = stated_feed(markup.root, MOST_ENTRIES + 1, url) if markup else None
    found = len(stated.entries) if stated else 0
    if (markup is None or markup.broken or not found) and _worth_more(text, found, markup):
        loose = loose_feed(text, MOST_ENTRIES + 1, url)
        if loose and len(loose.entries) > found:
            return replace(loose, doubt=_BROKEN)
    return _as_far_as_it_goes(stated, text) if stated and markup and markup.broken else stated


def _worth_more(text: str, found: int, markup: Markup | None) -> bool:
    """Whether feedparser may find more, and in bearable time, which grows with the square of nesting."""
    deep = markup is not None and markup.deep
    return not deep and len(text) <= MOST_LOOSE and entries_in(text) > found


_BROKEN = "is not well-formed; read as far as it goes"


def _as_far_as_it_goes(stated: StatedFeed, text: str) -> StatedFeed:
    """A broken feed; an entry in which it ends is left for when the feed is whole."""
    if stated.entries and cut_short(text):
        return replace(stated, entries=stated.entries[:-1], doubt="is cut short; its last entry was left out")
    return replace(stated, doubt=_BROKEN)


def _doubted(stated: StatedFeed, of_decoding: str | None) -> StatedFeed:
    """The feed, not longer than is read, with all that is doubtful about it."""
    many = len(stated.entries) > MOST_ENTRIES
    too_many = f"has more than {MOST_ENTRIES:,} entries; the first were read" if many else None
    doubts = [doubt for doubt in (of_decoding, stated.doubt, too_many) if doubt]
    return replace(stated, entries=stated.entries[:MOST_ENTRIES], doubt="; ".join(doubts) or None)


def _no_feed(text: str, where: str) -> SourceError:
    if not text.strip("\ufeff\0 \t\r\n"):
        return SourceError(where, "is empty, not a feed", "try again later")
    problem, advice = _ELSE.get(
        kind_of_text(text) or Kind.OTHER, ("is no feed that can be read", "check the address")
    )
    return SourceError(where, problem, advice)
