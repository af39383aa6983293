"""What the elements of RSS and Atom state, of whatever version, told by their names.

One table for all versions: no two of them mean different things by one name, and the broken ones
mix them.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from lxml import etree

from reportedly.sources.feeds.forms import Stated, StatedFeed, Text
from reportedly.sources.feeds.markup import inner, key_of
from reportedly.sources.feeds.urls import web_url

_XML = "{http://www.w3.org/XML/1998/namespace}"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"

_ENTRY = frozenset(("item", "entry"))
_LINK = ("feedburner:origlink", "link")
_GUID = ("guid", "id")
_BYLINE = ("author", "dc:creator", "itunes:author", "creator")
_PUBLISHED = (
    "pubdate",
    "published",
    "issued",
    "dc:date",
    "dcterms:issued",
    "dcterms:created",
    "created",
    "date",
)
_UPDATED = ("updated", "modified", "dcterms:modified", "lastbuilddate")
_LANGUAGE = ("dc:language", "language")
_SECTION = ("category", "dc:subject")
_SUMMARY = (
    "summary",
    "description",
    "itunes:summary",
    "dc:description",
    "dcterms:abstract",
    "media:description",
)
_CONTENT = ("content:encoded", "content", "xhtml:body", "body", "fullitem")

_MOST_NAMES = 50

Fields = Mapping[str, Sequence[etree._Element]]


def stated_feed(root: etree._Element, most: int, base: str | None) -> StatedFeed:
    """What a feed's tree states; of its entries the first ``most``. ``base`` is where it came from."""
    channel = next((each for each in root.iterchildren() if key_of(each.tag) == "channel"), root)
    fields = _fields(channel)
    base = _based(channel, base)
    language = _language(channel, fields) or root.get(f"{_XML}lang")
    authors = _byline(fields)
    return StatedFeed(
        entries=tuple(_entry(each, base, authors) for each in islice(_entries(root, channel), most)),
        title=_written(fields, ("title", "dc:title")),
        links=tuple(_links(fields)),
        base=base,
        language=language,
        moved_to=next(iter(_texts(fields, ("itunes:new-feed-url",))), None),
    )


def entries_in(text: str) -> int:
    """How many entries a text seems to hold, by their opening tags."""
    return sum(1 for _ in _OPENED.finditer(text))


def cut_short(text: str) -> bool:
    """Whether a text ends within an entry."""
    opened = _last(_OPENED, text)
    return opened >= 0 and _last(_CLOSED, text) < opened and not _ENDED.search(text, len(text) - 1_000)


_OPENED = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)(?=[\s>])", re.I)
_CLOSED = re.compile(r"</(?:\w{1,20}:)?(?:item|entry)\s*>", re.I)
_ENDED = re.compile(r"</(?:\w{1,20}:)?(?:rss|feed|rdf|channel)\s*>", re.I)


def _last(tag: re.Pattern[str], text: str) -> int:
    return max((found.start() for found in tag.finditer(text)), default=-1)


def _entries(root: etree._Element, channel: etree._Element) -> Iterator[etree._Element]:
    """The entries where they belong; where there are none there, those at any depth."""
    found = False
    for parent in dict.fromkeys((channel, root)):
        for child in parent.iterchildren():
            if key_of(child.tag) in _ENTRY:
                found = True
                yield child
    if not found:
        yield from (each for each in root.iterdescendants() if key_of(each.tag) in _ENTRY)


def _entry(element: etree._Element, base: str | None, authors: tuple[str, ...]) -> Stated:
    fields = _fields(element)
    source = _fields(fields["source"][0]) if "source" in fields else {}
    return Stated(
        guid=next(iter((*_texts(fields, _GUID), element.get(_ABOUT))), None),
        links=(*_links(fields), *_permalinks(fields)),
        base=_based(element, base),
        title=_written(fields, ("title", "dc:title")),
        byline=_byline(fields) or _byline(source) or authors,
        outlet=next(iter((*_texts(source, ("title",)), *_texts(fields, ("source", "dc:publisher")))), None),
        published=_texts(fields, _PUBLISHED),
        updated=_texts(fields, _UPDATED),
        language=_language(element, fields),
        section=next(_sections(fields), None),
        summary=_written(fields, _SUMMARY),
        content=_written(fields, _CONTENT),
    )


def _fields(element: etree._Element) -> Fields:
    """The children of an element by their names; entries are no fields of their channel."""
    fields: defaultdict[str, list[etree._Element]] = defaultdict(list)
    for child in element.iterchildren():
        key = key_of(child.tag)
        if key not in _ENTRY:
            fields[key].append(child)
    return dict(fields)


def _of(fields: Fields, names: Sequence[str]) -> Iterator[etree._Element]:
    return (element for name in names for element in fields.get(name, ()))


def _texts(fields: Fields, names: Sequence[str]) -> tuple[str, ...]:
    """What the named elements say, the best name first."""
    given = ((element.text or "").strip() for element in _of(fields, names))
    return tuple(islice((text for text in given if text), _MOST_NAMES))


def _based(element: etree._Element, base: str | None) -> str | None:
    return web_url(element.get(f"{_XML}base"), base) or base


def _language(element: etree._Element, fields: Fields) -> str | None:
    return element.get(f"{_XML}lang") or next(iter(_texts(fields, _LANGUAGE)), None)


def _links(fields: Fields) -> Iterator[str]:
    """The links that lead to the thing itself: those in HTML first among Atom's."""
    given = list(_of(fields, _LINK))
    yield from (element.text.strip() for element in given if element.text and element.text.strip())
    alternates = [each for each in given if each.get("rel", "alternate").strip().lower() == "alternate"]
    for each in sorted(alternates, key=lambda each: "html" not in each.get("type", "text/html")):
        yield from (href for href in (each.get("href"),) if href)


def _permalinks(fields: Fields) -> Iterator[str]:
    """The ids that are links too (RSS 2.0: each that does not say otherwise)."""
    for guid in fields.get("guid", ()):
        stated = {name.lower(): value for name, value in guid.attrib.items() if len(name) < 20}
        if str(stated.get("ispermalink", "true")).lower() != "false" and guid.text:
            yield from (url for url in (web_url(guid.text),) if url)


def _byline(fields: Fields) -> tuple[str, ...]:
    """Who wrote it, under the first name that says so."""
    for name in _BYLINE:
        names = [_name(author) for author in fields.get(name, ())[:_MOST_NAMES]]
        if any(names):
            return tuple(dict.fromkeys(filter(None, names)))
    return ()


def _name(author: etree._Element) -> str:
    """A person's name: Atom's own element for it, or what RSS has beside an address."""
    named = [child.text or "" for child in author.iterchildren() if key_of(child.tag) == "name"]
    return named[0].strip() if named else (author.text or "").strip()


def _sections(fields: Fields) -> Iterator[str]:
    for each in _of(fields, _SECTION):
        given = each.get("label") or each.get("term") or each.text or ""
        if given.strip():
            yield given.strip()


def _written(fields: Fields, names: Sequence[str]) -> Text | None:
    """The first of the named texts that says anything."""
    texts = (_text(element) for element in _of(fields, names))
    return next((text for text in texts if text and text.text.strip()), None)


def _text(element: etree._Element) -> Text | None:
    """A text as HTML, or as plain where Atom says that it is (RFC 4287, 3.1 and 4.1.3; Atom 0.3's modes)."""
    kind, mode = element.get("type", "").lower(), element.get("mode", "").lower()
    if element.get("src") or (
        kind.startswith(("image/", "audio/", "video/")) and key_of(element.tag) == "content"
    ):
        return None
    if mode == "base64":
        return _unpacked(element.text or "")
    if len(element):
        return Text(inner(element))
    plain = kind in {"text", "text/plain"} and mode != "escaped"
    return Text(element.text or "", html=not plain)


def _unpacked(text: str) -> Text | None:
    try:
        return Text(base64.b64decode(text).decode(errors="replace"))
    except (binascii.Error, ValueError):
        return None


def as_html(text: Text | None) -> str | None:
    """A text as HTML; ``None`` where it says nothing."""
    if text is None or not text.text.strip():
        return None
    return text.text.strip() if text.html else html.escape(text.text.strip(), quote=False)
