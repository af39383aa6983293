"""HTML pages: the main text, and what the page says of itself. Nothing is ever fetched.

trafilatura (Barbaresi 2021) tells main text from furniture. Where it finds none, or the page is
no page that it can take (deeper or larger than any article), all visible text is read instead.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from configparser import ConfigParser
from contextlib import suppress
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura.settings import use_config

from reportedly.lexicon.outlets import outlet_of
from reportedly.sources.decoding import decode
from reportedly.sources.records import Record

# No article has as many elements; trafilatura takes time with the square of them.
_MOST_ELEMENTS = 30_000

# Only what a page states as its date: no guess from its text, no bound that depends on the day.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "9999-12-31"}

_DATING_HEAD = etree.XPath("//meta | //link[@rel='canonical'] | //script[@type='application/ld+json']")
_DATING_BODY = etree.XPath(
    "//body//time | //abbr[@title] | //body//*[@itemprop='datePublished']"
    " | //*[contains(@class, 'date') or contains(@class, 'publish') or contains(@class, 'time')]"
)

# An element made by another shares its document, and with it what XPath searches.
_BLANK = "<html><head></head><body></body></html>"

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}charset=[\"']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,100}encoding=[\"']([\w.:-]{1,40})", re.I
)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MARKUP = re.compile(r"<!--|-->|<(/?)([a-zA-Z][\w:-]*)[^<>]*>")
_HIDDEN = frozenset(("title", "script", "style", "noscript", "template", "textarea"))
_INLINE = re.compile(
    "a|abbr|b|bdi|bdo|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|time|u"
)


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page, what it says of itself, and what is doubtful about the text."""

    text: str
    meta: Record
    doubt: str | None = None


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page names in its first bytes."""
    found = _DECLARED.search(data, 0, 2048)
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def page_of(data: bytes, *, charset: str | None = None, url: str | None = None) -> Page:
    """Text and metadata of a page's bytes; ``charset`` is what they came with, ``url`` where from."""
    decoded = decode(data, charset or declared_encoding(data))
    page = read_page(decoded.text)
    doubts = [doubt for doubt in (decoded.doubt, page.doubt) if doubt]
    return Page(page.text, {**page.meta, "url": page.meta.get("url") or url}, "; ".join(doubts) or None)


def read_page(source: str) -> Page:
    """Text and metadata of a page: its title, a blank line, and its paragraphs with one between."""
    source = _NO_XML.sub("\ufffd", source)
    tree, deep = _parsed(source)
    meta, paragraphs = ({}, []) if tree is None else _told(tree, deep)
    doubt = "is nested too deep for a page; all its visible text was read" if deep else None
    title = meta.get("title")
    text = _joined(title if isinstance(title, str) else None, paragraphs or list(visible(source)))
    return Page(text, meta, doubt)


def _told(tree: HtmlElement, deep: bool) -> tuple[Record, list[str]]:
    """Metadata and main text, as far as they can be had."""
    vast = sum(1 for _ in islice(tree.iter(), _MOST_ELEMENTS + 1)) > _MOST_ELEMENTS
    meta: Record = {}
    # What trafilatura raises on the strangest of pages is not documented; none may end a batch.
    with suppress(Exception):
        meta = _metadata(_head_alone(tree) if vast else tree)
    with suppress(Exception):
        return meta, [] if deep or vast else _main(tree)
    return meta, []


def visible(source: str) -> Iterator[str]:
    """The paragraphs that a browser would show, in one pass over any mark-up, however broken."""
    paragraph: list[str] = []
    position, hidden = 0, ""
    for mark in _MARKUP.finditer(source):
        name = (mark[2] or "").lower()
        if hidden:
            if mark[0] == "-->" if hidden == "--" else (mark[1] and name == hidden):
                position, hidden = mark.end(), ""
            continue
        paragraph.append(source[position : mark.start()])
        position = mark.end()
        if mark[0] == "<!--":
            hidden = "--"
        elif name in _HIDDEN and not mark[1]:
            hidden = name
        if not _INLINE.fullmatch(name):
            yield from _paragraph(html.unescape("".join(paragraph)))
            paragraph.clear()
    paragraph.append("" if hidden else source[position:])
    yield from _paragraph(html.unescape("".join(paragraph)))


def _paragraph(text: str | None) -> tuple[str, ...]:
    """The text with its white space folded; nothing, where it is nothing else."""
    folded = " ".join((text or "").split())
    return (folded,) if folded else ()


def _parsed(source: str) -> tuple[HtmlElement | None, bool]:
    """The tree of the page, and whether it goes deeper than libxml2 follows."""
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(source.encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        return None, False
    deep = any("depth" in entry.message.lower() for entry in parser.error_log)
    return tree, deep


def _head_alone(tree: HtmlElement) -> HtmlElement:
    """The page without its body."""
    page = document_fromstring(_BLANK)
    page.attrib.update(tree.attrib)
    page[0].extend(element for head in tree.findall("head") for element in head)
    return page


def _main(tree: HtmlElement) -> list[str]:
    """The paragraphs of the main text; none where trafilatura finds none."""
    document = trafilatura.bare_extraction(
        tree, favor_recall=True, include_comments=False, with_metadata=False, config=_short_articles_too()
    )
    body = getattr(document, "body", None)
    return [] if body is None else [text for element in body for text in _blocks(element)]


@lru_cache(maxsize=1)
def _short_articles_too() -> ConfigParser:
    """Trafilatura's settings without its least length, below which it runs paragraphs together."""
    config = use_config()
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "1"
    return config


def _blocks(element: Any) -> Iterator[str]:
    """A paragraph, or each item of a list or table."""
    if element.tag in {"list", "table", "row", "quote"} and len(element):
        yield from _paragraph(element.text)
        for child in element:
            yield from _blocks(child)
    else:
        yield from _paragraph("".join(_strings(element)))
    yield from _paragraph(element.tail)


def _strings(element: Any) -> Iterator[str]:
    """The strings of a paragraph in order, a line break being a space."""
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            yield " " if node.tag == "lb" else node.text or ""
        elif node is not element:
            yield node.tail or ""


def _metadata(tree: HtmlElement) -> dict[str, object]:
    given, dated = _given(tree), _given(_dated(tree))
    url = given.get("url")
    known = outlet_of(url) if url else None
    # trafilatura gives a host for a site without a name; a host states no outlet.
    site = given.get("sitename") if given.get("sitename") != given.get("hostname") else None
    return {
        "title": given.get("title"),
        "outlet": known.name if known else site,
        "byline": [name.strip() for name in (given.get("author") or "").split(";") if name.strip()],
        "url": url,
        "published": dated.get("date"),
        "language": tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
    }


def _given(tree: HtmlElement) -> Mapping[str, Any]:
    found = trafilatura.extract_metadata(tree, date_config=dict(_DATES), extensive=False)
    return found.as_dict() if found is not None else {}


def _dated(tree: HtmlElement) -> HtmlElement:
    """What of a page states when it was published, without the text, which tells of other days."""
    page = document_fromstring(_BLANK)
    head, body = page
    stated_above: Any = _DATING_HEAD(tree)
    stated_within: Any = _DATING_BODY(tree)
    head.extend(copy(element) for element in stated_above)
    body.extend(copy(element) for element in stated_within if len(element.text_content()) < 100)
    for element in (*head, *body):
        element.tail = None
    return page


def _joined(title: str | None, paragraphs: list[str]) -> str:
    title = " ".join(title.split()) if title else ""
    if title and title not in paragraphs[:3]:
        paragraphs = [title, *paragraphs]
    return "\n\n".join(paragraphs)
