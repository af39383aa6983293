"""What a page states of itself in its head: meta elements, links, and JSON-LD (schema.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

_ARTICLE = re.compile(r"(?:\w*Article|\w*BlogPosting|Report)$")
_PAGE = re.compile(r"(?:\w*Page|\w*Posting|VideoObject|PodcastEpisode)$")
_WRAPPED = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)?\s*;?\s*$")
_LONGEST, _DEEPEST, _MOST = 2_000_000, 8, 50

# What stands before the same host where it serves phones.
_SAME_HOST = re.compile(r"^(?:www\d?|m|mobile|amp)\.")

_TELLING = frozenset(("@type", "headline", "datePublished"))

Thing = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stated:
    """What stands in meta elements, by lower-case name, and the things that JSON-LD tells of.

    ``article`` is the thing that the page is about, an article where there is one.
    """

    metas: Mapping[str, Sequence[str]]
    article: Thing
    things: Sequence[Thing]

    def meta(self, *names: str) -> str | None:
        """The first value of the first of these names that has one."""
        return next((value for name in names for value in self.metas.get(name, ())), None)

    def told(self, *names: str) -> str | None:
        """The first of these properties of the article that is, or has as its name, a string."""
        return next((text for name in names for text in strings(self.article.get(name))), None)


def stated(root: HtmlElement) -> Stated:
    """All that a page states."""
    things = [thing for script in root.iter("script") for thing in _things_in(script)]
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        value = " ".join((meta.get("content") or "").split())
        for key in ("property", "name", "itemprop", "http-equiv"):
            if value and (name := meta.get(key)):
                metas.setdefault(name.strip().lower(), []).append(value)
    return Stated(metas, _about(things), things)


def strings(value: object, depth: int = 0) -> Iterator[str]:
    """The strings that a property of JSON-LD has: itself, those of a list, the names of things."""
    if isinstance(value, str):
        text = " ".join(unescape(value).split())
        if text:
            yield text
    elif isinstance(value, list) and depth < _DEEPEST:
        for one in value[:_MOST]:
            yield from strings(one, depth + 1)
    elif isinstance(value, Mapping) and depth < _DEEPEST:
        yield from strings(value.get("name"), depth + 1)


def has_type(thing: Thing, pattern: re.Pattern[str]) -> bool:
    """Whether one of the thing's types matches."""
    return any(pattern.match(kind.rpartition("/")[2]) for kind in strings(thing.get("@type")))


def canonical(root: HtmlElement, page: Stated, url: str | None) -> str | None:
    """The address that the page gives as its own, absolute; ``url`` where that cannot be believed.

    It is believed of a page on the same host, and never that an article is the host's front page.
    """
    links = [link.get("href") for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower()]
    for given in (*links, page.meta("og:url")):
        if given and (found := _believed(given, url)):
            return found
    return url


def _believed(given: str, url: str | None) -> str | None:
    try:
        found = urljoin(url or "", given.strip())
        parts = urlsplit(found)
        host, own = _host(found), _host(url) if url else None
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or (own and own != host):
        return None
    return found if parts.path.strip("/") or parts.query else None


def _host(url: str) -> str:
    return _SAME_HOST.sub("", (urlsplit(url).hostname or "").rstrip("."))


def _things_in(script: HtmlElement) -> Iterator[Thing]:
    text = script.text or ""
    if "ld+json" not in (script.get("type") or "").lower() or len(text) > _LONGEST:
        return
    try:
        yield from _flat(json.loads(_WRAPPED.sub("", text), strict=False))
    except (ValueError, RecursionError):
        return


def _flat(value: object, depth: int = 0) -> Iterator[Thing]:
    """The things of a graph or list, in order; those that a page is mainly about come with it."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _flat(one, depth + 1)
    elif isinstance(value, Mapping):
        if not _TELLING.isdisjoint(value):
            yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "breadcrumb"):
            yield from _flat(value.get(name), depth + 1)


def _about(things: Sequence[Thing]) -> Thing:
    for pattern in (_ARTICLE, _PAGE):
        for thing in things:
            if has_type(thing, pattern):
                return thing
    return next((thing for thing in things if "@type" not in thing), {})
