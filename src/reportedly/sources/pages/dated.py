"""When a page says that it was published and updated: only what it states, nothing that its text tells of.

No guess, no bound that depends on today: the same page gives the same dates on any day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from copy import copy
from typing import Any

from htmldate import find_date
from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from reportedly.sources.pages.stated import Stated
from reportedly.sources.published import edtf_of

_PUBLISHED = (
    *(
        "article:published_time",
        "article:published",
        "og:published_time",
        "datepublished",
        "parsely-pub-date",
    ),
    *("publishdate", "publish-date", "publish_date", "pubdate", "sailthru.date", "dc.date.issued"),
    *("dcterms.issued", "citation_publication_date", "article.published", "date", "dc.date", "dcterms.date"),
)
_UPDATED = (
    *("article:modified_time", "article:modified", "og:updated_time", "datemodified", "article.updated"),
    *("dcterms.modified", "dc.date.modified", "lastmod", "last-modified", "revised"),
)
_HEAD = etree.XPath("//meta | //link[@rel='canonical']")
_BODY = etree.XPath(
    "//body//time | //abbr[@title] | //body//*[@itemprop='datePublished']"
    " | //*[contains(@class, 'date') or contains(@class, 'publish') or contains(@class, 'time')]"
)
# Classes are those of the microformats hAtom and h-entry.
_PUBLISHED_SHOWN = etree.XPath(
    "//*[@itemprop='datePublished'] | //time[@pubdate] | //abbr[@title][@class='published']"
    " | //*[contains(concat(' ', normalize-space(@class), ' '), ' dt-published ')]"
)
_UPDATED_SHOWN = etree.XPath(
    "//*[@itemprop='dateModified'] | //abbr[@title][@class='updated']"
    " | //*[contains(concat(' ', normalize-space(@class), ' '), ' dt-updated ')]"
)
_TIMES = etree.XPath("(//article//time | //main//time | //header//time | //time)[@datetime]")

# An element made by another shares its document, and with it what XPath searches.
_BLANK = "<html><head></head><body></body></html>"
_LONGEST = 100


def published_of(root: HtmlElement, page: Stated, url: str | None) -> str | None:
    """When the page was published, as EDTF, with time and zone where they are stated."""
    told = _first(_strings(page, ("datePublished", "dateCreated", "uploadDate"), _PUBLISHED))
    return told or _first(_shown(_PUBLISHED_SHOWN(root))) or _first(_times(root)) or _searched(root, url)


def updated_of(root: HtmlElement, page: Stated) -> str | None:
    """When the page was last changed, as EDTF, where it says so."""
    told = _first(_strings(page, ("dateModified",), _UPDATED))
    return told or _first(_shown(_UPDATED_SHOWN(root)))


def _strings(page: Stated, properties: Sequence[str], metas: Sequence[str]) -> Iterator[str]:
    yield from (text for name in properties if (text := page.told(name)))
    yield from (value for name in metas for value in page.metas.get(name, ()))


def _first(given: Iterator[str]) -> str | None:
    return next((edtf for text in given if (edtf := edtf_of(text))), None)


def _shown(found: Any) -> Iterator[str]:
    for element in found:
        stated = (element.get(name) for name in ("datetime", "content", "title"))
        for text in (*stated, "".join(element.itertext())):
            if text and len(text) < _LONGEST:
                yield text


def _times(root: HtmlElement) -> Iterator[str]:
    """The times of the story in the order in which they stand, without those that say "updated"."""
    found: Any = _TIMES(root)
    for element in found:
        around = f"{element.get('class')} {element.get('itemprop')} {element.getparent().text or ''}".lower()
        if not any(word in around for word in ("updat", "modif")):
            yield element.get("datetime")


def _searched(root: HtmlElement, url: str | None) -> str | None:
    """What htmldate finds in metadata, dated elements and the address, which have no form of their own."""
    page = document_fromstring(_BLANK)
    head, body = page
    stated_above: Any = _HEAD(root)
    stated_within: Any = _BODY(root)
    head.extend(copy(element) for element in stated_above)
    body.extend(copy(element) for element in stated_within if len(element.text_content()) < _LONGEST)
    for element in (*head, *body):
        element.tail = None
    # What it raises on the strangest of pages is not documented; none may end a batch.
    with suppress(Exception):
        found: str | None = find_date(
            page, extensive_search=False, original_date=True, url=url, max_date="9999-12-31"
        )
        return found
    return None
