"""From what an entry states in its own words to what can be relied on."""

from __future__ import annotations

import re

from reportedly.sources.feeds.dates import dated
from reportedly.sources.feeds.elements import as_html
from reportedly.sources.feeds.forms import Feed, FeedEntry, Stated, StatedFeed, Text
from reportedly.sources.feeds.identity import fingerprint, told_apart
from reportedly.sources.feeds.text import line_of
from reportedly.sources.feeds.urls import host_of, unwrapped, web_url

# Hosts whose links are not the article's own and do not tell it.
_AGGREGATORS = frozenset(("news.google.com",))
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{1,8}){0,4}")
_ADDRESS = re.compile(r"[^\s@()<>]{1,100}@[^\s@()<>]{1,100}")
_PRONOUNS = re.compile(r"(?:by|written by|posted by)\s+", re.I)
_LONGEST_GUID = 2_000


def cleaned(stated: StatedFeed, url: str | None) -> Feed:
    """The feed at ``url``, which may be unknown."""
    page = _first_url(stated.links, stated.base or url)
    language = _language(stated.language)
    stamps = {entry.updated for entry in stated.entries}
    # A date of update that all entries share is when the feed was made, not when they changed.
    stamped = len(stamps) == 1 and len(stated.entries) > 1
    entries = (_entry(each, language, stamped=stamped) for each in stated.entries)
    moved = web_url(stated.moved_to)
    return Feed(
        title=line_of(stated.title),
        url=page,
        language=language,
        entries=told_apart(entries, page),
        moved_to=moved if moved != url else None,
        doubt=stated.doubt,
    )


def _entry(stated: Stated, language: str | None, *, stamped: bool) -> FeedEntry:
    given = _first_url(stated.links, stated.base)
    url = unwrapped(given) if given else None
    headline_only = url is not None and host_of(url) in _AGGREGATORS
    title, outlet = line_of(stated.title), _line(stated.outlet)
    if headline_only:
        title, outlet = _headline(title, outlet)
    summary = None if headline_only else as_html(stated.summary)
    content = None if headline_only else as_html(stated.content)
    updated = dated(stated.updated)
    return FeedEntry(
        guid=_guid(stated.guid),
        url=url,
        title=title,
        byline=tuple(name for each in stated.byline if (name := _person(each))),
        outlet=outlet,
        published=dated(stated.published),
        updated=updated,
        language=_language(stated.language) or language,
        section=_line(stated.section),
        summary=summary,
        content=content,
        headline_only=headline_only,
        fingerprint=fingerprint(title, None if stamped else updated, content or summary),
    )


def _first_url(links: tuple[str, ...], base: str | None) -> str | None:
    return next((url for link in links if (url := web_url(link, base))), None)


def _line(given: str | None) -> str | None:
    return line_of(Text(given)) if given else None


def _guid(given: str | None) -> str | None:
    text = _line(given)
    return text if text and len(text) <= _LONGEST_GUID else None


def _language(given: str | None) -> str | None:
    """A language tag (BCP 47), however it is spelled."""
    text = (given or "").strip()
    return text if _LANGUAGE.fullmatch(text) else None


def _headline(title: str | None, outlet: str | None) -> tuple[str | None, str | None]:
    """An aggregator's headline and outlet, where the one ends in the other.

    >>> _headline("Kazra buys drones - Ford - Wire", "Ford - Wire"), _headline("Drones - The Ford", None)
    (('Kazra buys drones', 'Ford - Wire'), ('Drones', 'The Ford'))
    """
    if not title:
        return title, outlet
    if outlet:
        return title.removesuffix(f" - {outlet}") or title, outlet
    headline, dash, last = title.rpartition(" - ")
    return (headline, last) if dash and headline and last else (title, None)


def _person(given: str) -> str | None:
    """A name without the address beside it (RSS 2.0: "lee@ford.example (A. Lee)").

    >>> [_person(given) for given in ("lee@ford.example (A. Lee)", "By A. Lee", "lee@ford.example")]
    ['A. Lee', 'A. Lee', None]
    """
    name = line_of(Text(given, html="<" in given and "@" not in given))
    if not name:
        return None
    if _ADDRESS.search(name):
        name = _ADDRESS.sub("", name).replace("mailto:", "")
        name = " ".join(re.sub(r"[()<>]", " ", name).split())
    return _PRONOUNS.sub("", name, count=1).strip(" ,;") or None
