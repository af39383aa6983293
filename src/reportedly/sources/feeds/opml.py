"""Lists of subscriptions in OPML 1.0 and 2.0 (opml.org), in and out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from reportedly.errors import SourceError
from reportedly.sources.feeds.forms import Subscription, Text
from reportedly.sources.feeds.markup import key_of, root_name, tree_of
from reportedly.sources.feeds.text import line_of, text_of
from reportedly.sources.feeds.urls import web_url

_FEED_SCHEME = re.compile(r"feed:(?://)?(?=https?:)|feed(?=://)", re.I)
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read_opml(data: bytes, where: str = "OPML") -> tuple[Subscription, ...]:
    """The feeds that an OPML document lists at any depth, each once, in its order. ``where`` names it.

    Raises:
        SourceError: it is no OPML document.

    """
    text = text_of(data, where).text
    markup = tree_of(text) if root_name(text) == "opml" else None
    if markup is None:
        raise SourceError(where, "is no OPML document", "export the subscriptions as OPML")
    outlines = (each for each in markup.root.iterdescendants() if key_of(each.tag) == "outline")
    kept: dict[str, Subscription] = {}
    for found in filter(None, map(_subscription, outlines)):
        kept.setdefault(found.url, found)
    return tuple(kept.values())


def _subscription(outline: etree._Element) -> Subscription | None:
    """The feed of an outline; the names of its attributes are spelled in every way."""
    stated = {name.lower(): str(value) for name, value in outline.attrib.items() if len(name) < 40}
    url = web_url(_FEED_SCHEME.sub(_web_scheme, stated.get("xmlurl", "").strip(), count=1))
    if url is None:
        return None
    title = line_of(Text(stated.get("title") or stated.get("text") or "", html=False))
    return Subscription(None if title == url else title, url, web_url(stated.get("htmlurl")))


def _web_scheme(scheme: re.Match[str]) -> str:
    return "" if scheme[0].endswith((":", "/")) else "http"


def write_opml(subscriptions: Iterable[Subscription]) -> bytes:
    """An OPML 2.0 document with an outline for each feed, which every feed reader takes in."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Subscriptions"
    body = etree.SubElement(root, "body")
    for one in subscriptions:
        title = _in_xml(one.title or one.url)
        outline = etree.SubElement(
            body, "outline", type="rss", text=title, title=title, xmlUrl=_in_xml(one.url)
        )
        if one.page:
            outline.set("htmlUrl", _in_xml(one.page))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _in_xml(text: str) -> str:
    """A text without the characters that XML cannot say."""
    return _NOT_IN_XML.sub("\ufffd", text)
