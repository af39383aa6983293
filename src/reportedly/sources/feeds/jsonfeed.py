"""JSON Feed 1 and 1.1 (jsonfeed.org), however loosely written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice

from reportedly.sources.feeds.forms import Stated, StatedFeed, Text

Object = Mapping[str, object]


def json_feed(text: str, most: int, base: str | None) -> StatedFeed | None:
    """What a JSON Feed states; ``None`` where the text is none."""
    feed = json_object(text)
    items = feed.get("items") if feed else None
    if feed is None or not isinstance(items, list) or not _is_feed(feed, items):
        return None
    entries = (item for item in items if isinstance(item, dict))
    return StatedFeed(
        entries=tuple(_entry(item, base, _byline(feed)) for item in islice(entries, most)),
        title=_plain(feed.get("title")),
        links=tuple(_strings(feed, "home_page_url")),
        base=base,
        language=_string(feed.get("language")),
    )


def json_object(text: str) -> Object | None:
    """The JSON object that a text is; ``None`` for any other text."""
    if not text.lstrip("\ufeff \t\r\n").startswith("{"):
        return None
    try:
        value = json.loads(text.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _is_feed(feed: Object, items: list[object]) -> bool:
    named = "jsonfeed.org" in (_string(feed.get("version")) or "")
    return named or any(isinstance(item, dict) and {"id", "url"} & item.keys() for item in items[:10])


def _entry(item: Object, base: str | None, authors: tuple[str, ...]) -> Stated:
    markup = _string(item.get("content_html"))
    plain = _string(item.get("content_text"))
    tags = item.get("tags")
    return Stated(
        guid=_string(item.get("id")),
        links=tuple(_strings(item, "url", "external_url")),
        base=base,
        title=_plain(item.get("title")),
        byline=_byline(item) or authors,
        published=tuple(_strings(item, "date_published")),
        updated=tuple(_strings(item, "date_modified")),
        language=_string(item.get("language")),
        section=next((tag for tag in map(_string, tags) if tag), None) if isinstance(tags, list) else None,
        summary=_plain(item.get("summary")),
        content=Text(markup) if markup else Text(plain, html=False) if plain else None,
    )


def _byline(thing: Object) -> tuple[str, ...]:
    """The authors (1.1) or the author (1)."""
    authors = thing.get("authors")
    given = authors if isinstance(authors, list) and authors else [thing.get("author")]
    names = (_string(one.get("name") if isinstance(one, dict) else one) for one in given[:50])
    return tuple(name for name in names if name)


def _strings(thing: Object, *names: str) -> Iterator[str]:
    return (text for name in names if (text := _string(thing.get(name))))


def _string(value: object) -> str | None:
    """A string that says something, or a number in digits, which some write as an id."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def _plain(value: object) -> Text | None:
    text = _string(value)
    return Text(text, html=False) if text else None
