"""Sitemaps and indexes of them (sitemaps.org), news sitemaps, and sitemaps in plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import TypeVar

from lxml import etree

from reportedly.errors import SourceError
from reportedly.sources.feeds.dates import dated
from reportedly.sources.feeds.forms import Sitemap, SitemapLink, SitemapPage, Text
from reportedly.sources.feeds.kinds import lists_urls
from reportedly.sources.feeds.markup import Markup, key_of, root_name, tree_of
from reportedly.sources.feeds.text import line_of, text_of
from reportedly.sources.feeds.urls import web_url

MOST_PAGES = 50_000
"""What the protocol allows in one sitemap; of more, the first are read."""

_DEEPEST = 10_000
_ROOTS = frozenset(("urlset", "sitemapindex"))
_LISTED = TypeVar("_LISTED", SitemapPage, SitemapLink)


def parse_sitemap(data: bytes, *, url: str | None = None) -> Sitemap:
    """The sitemap that ``data`` are, gzip included. ``url`` is where it came from.

    Raises:
        SourceError: it is no sitemap, or nothing can be made of it.

    """
    where = url or "sitemap"
    text = text_of(data, where).text
    if lists_urls(text):
        return _sitemap(_plain(text), (), None)
    markup = tree_of(text) if root_name(text) in _ROOTS else None
    if markup is None:
        raise SourceError(where, "is no sitemap that can be read", "check the address")
    return _read(markup, url)


def _read(markup: Markup, base: str | None) -> Sitemap:
    doubt = "is not well-formed; read as far as it goes" if markup.broken else None
    # Of a namespace of its own making a sitemap's elements are known all the same.
    own = key_of(markup.root.tag).removesuffix("urlset").removesuffix("sitemapindex")
    pages = _listed(markup.root, own, "url", lambda fields: _page(fields, base))
    links = _listed(markup.root, own, "sitemap", lambda fields: _link(fields, base))
    return _sitemap(pages, links, doubt)


def _sitemap(
    pages: Iterator[SitemapPage], links: Iterator[SitemapLink] | tuple[()], doubt: str | None
) -> Sitemap:
    kept, more = _first(pages)
    linked, more_links = _first(iter(links))
    too_many = f"lists more than {MOST_PAGES:,}; the first were read" if more or more_links else None
    return Sitemap(kept, linked, "; ".join(filter(None, (doubt, too_many))) or None)


def _first(listed: Iterator[_LISTED]) -> tuple[tuple[_LISTED, ...], bool]:
    """As many as are read, each URL once, and whether there are more."""
    once = {each.url: each for each in islice(listed, MOST_PAGES + 1)}
    return tuple(islice(once.values(), MOST_PAGES)), len(once) > MOST_PAGES


def _plain(text: str) -> Iterator[SitemapPage]:
    return (SitemapPage(url) for line in text.splitlines() if (url := web_url(line.lstrip("\ufeff"))))


def _listed(
    root: etree._Element, own: str, name: str, make: Callable[[Mapping[str, str]], _LISTED | None]
) -> Iterator[_LISTED]:
    for element in root.iterchildren():
        if key_of(element.tag).removeprefix(own) == name:
            made = make(_fields(element, own))
            if made is not None:
                yield made


def _fields(element: etree._Element, own: str) -> dict[str, str]:
    """What the elements within say, the first of each name; those of a page's pictures have other names."""
    fields: dict[str, str] = {}
    for each in islice(element.iterdescendants(), _DEEPEST):
        text = (each.text or "").strip()
        if text:
            fields.setdefault(key_of(each.tag).removeprefix(own), text)
    return fields


def _page(fields: Mapping[str, str], base: str | None) -> SitemapPage | None:
    url = web_url(fields.get("loc"), base)
    if url is None:
        return None
    return SitemapPage(
        url=url,
        modified=_date(fields, "lastmod"),
        title=_line(fields, "news:title"),
        published=_date(fields, "news:publication_date"),
        outlet=_line(fields, "news:name"),
        language=_line(fields, "news:language"),
    )


def _link(fields: Mapping[str, str], base: str | None) -> SitemapLink | None:
    url = web_url(fields.get("loc"), base)
    return SitemapLink(url, _date(fields, "lastmod")) if url else None


def _date(fields: Mapping[str, str], name: str) -> str | None:
    return dated((fields[name],)) if name in fields else None


def _line(fields: Mapping[str, str], name: str) -> str | None:
    return line_of(Text(fields[name])) if name in fields else None
