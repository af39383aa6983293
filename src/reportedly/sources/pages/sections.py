"""The part of its outlet that a page stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree
from lxml.html import HtmlElement

from reportedly.sources.pages.stated import Stated, has_type, strings
from reportedly.sources.pages.tree import said

_CRUMBS = re.compile("BreadcrumbList$")
_SHOWN = etree.XPath(
    "(//nav | //ol | //ul | //div)[contains(translate(concat(@class, ' ', @aria-label, ' ', @itemtype),"
    " 'BC', 'bc'), 'breadcrumb')][1]//a"
)
_HOME = frozenset(("home", "homepage", "front page", "start", "news"))
_LONGEST = 60


def section_of(root: HtmlElement, page: Stated, title: str | None) -> str | None:
    """The section in the outlet's own words: stated, else the last step of the path to the article."""
    told = page.told("articleSection") or page.meta("article:section", "parsely-section", "section")
    if told and len(told) <= _LONGEST:
        return told
    for crumbs in (list(_told(page)), list(_shown(root))):
        steps = [step for step in crumbs if 0 < len(step) <= _LONGEST and step != title]
        if steps and steps[-1].casefold() not in _HOME:
            return steps[-1]
    return None


def _told(page: Stated) -> Iterator[str]:
    lists = (thing for thing in page.things if has_type(thing, _CRUMBS))
    items = next((thing.get("itemListElement") for thing in lists), None)
    for item in items if isinstance(items, list) else ():
        if isinstance(item, Mapping):
            yield from [*strings(item.get("name")), *strings(item.get("item"))][:1]


def _shown(root: HtmlElement) -> Iterator[str]:
    found: object = _SHOWN(root)
    for link in found if isinstance(found, list) else ():
        yield said(link)
