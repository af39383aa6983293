"""A page's title: its H1, else what it states, else its title element without the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from reportedly.sources.pages.stated import Stated
from reportedly.sources.pages.tree import said

_LONGEST = 300
_BETWEEN = re.compile(r"\s+[|–—·•»:-]{1,2}\s+|\s*\|\s*")
_FURNITURE = frozenset(("header", "nav", "footer", "aside", "form", "dialog"))
_STORY = frozenset(("main", "article"))
_WORD = re.compile(r"\w+")
_CHROME = re.compile(r"\b(?:logo|site-?(?:name|title|header)|masthead|brand|cookie|modal)", re.I)


def title_of(root: HtmlElement, page: Stated, site: str | None, url: str | None) -> str | None:
    """The title as the page shows it, where it shows one."""
    names = _site_names(site, url)
    stated = [
        _without_site(given, names) for given in _stated(root, page) if given and _folded(given) not in names
    ]
    shown = [heading for heading in _headings(root) if _folded(heading[0]) not in names]
    for agrees in (True, False):
        for text, inside in shown:
            if any(_alike(text, one) for one in stated) if agrees else (inside or not stated):
                return text
    return stated[0] if stated else None


def _stated(root: HtmlElement, page: Stated) -> Iterator[str | None]:
    yield page.told("headline")
    yield page.meta("og:title", "twitter:title", "dc.title", "headline")
    yield from (said(title) for title in root.iter("title") if title.getparent().tag != "svg")


def _headings(root: HtmlElement) -> list[tuple[str, bool]]:
    """First-rank headings that are no furniture, and whether they stand inside the story; those first."""
    found = []
    for heading in root.iter("h1"):
        text = said(heading)
        above = [ancestor.tag for ancestor in heading.iterancestors()]
        inside = any(tag in _STORY for tag in above)
        furniture = any(tag in _FURNITURE for tag in above[: _depth_of_story(above)]) or _is_chrome(heading)
        if 0 < len(text) <= _LONGEST and not furniture:
            found.append((text, inside))
    return sorted(found, key=lambda heading: not heading[1])


def _depth_of_story(above: list[str]) -> int:
    """How many of the elements above a heading are within the story: its own header is no furniture."""
    story = next((number for number, tag in enumerate(above) if tag in _STORY), None)
    if story is None:
        return len(above)
    return next((number for number, tag in enumerate(above[:story]) if tag in {"nav", "aside", "footer"}), 0)


def _is_chrome(heading: HtmlElement) -> bool:
    """Whether a heading is the site's own, by what it or the element around it is called."""
    parent = heading.getparent()
    called = [heading.get("class"), heading.get("id"), parent.get("class"), parent.get("id")]
    return any(name and _CHROME.search(name) for name in called)


def _without_site(title: str, names: frozenset[str]) -> str:
    """The title without the site's name, before or after a separator; with ``|`` any last part is one."""
    parts = [found for found in _BETWEEN.finditer(title) if title[: found.start()].strip()]
    for found in reversed(parts):
        last, first = title[found.end() :], title[: found.start()]
        if _is_site(last, names) or (found is parts[-1] and "|" in found[0] and len(first) > len(last)):
            return _without_site(first, names)
    if parts and _is_site(title[: parts[0].start()], names):
        return title[parts[0].end() :]
    return title.strip()


def _is_site(part: str, names: frozenset[str]) -> bool:
    return _folded(part) in names


def _site_names(site: str | None, url: str | None) -> frozenset[str]:
    """What the site may be called: its stated name, its host, and the host's main label."""
    try:
        host = (urlsplit(url).hostname if url else None) or ""
    except ValueError:
        host = ""
    labels = host.removeprefix("www.").split(".")
    named = (site or "", host.removeprefix("www."), *labels[-3:-1])
    return frozenset(folded for name in named if (folded := _folded(name)))


def _folded(name: str) -> str:
    """Letters and digits alone, without "the"."""
    return "".join(_WORD.findall(name.casefold().removeprefix("the ")))


def _alike(one: str, other: str) -> bool:
    """Whether most words of the shorter are in the other."""
    mine, theirs = (frozenset(_WORD.findall(text.casefold())) for text in (one, other))
    return bool(mine and theirs) and len(mine & theirs) * 2 > min(len(mine), len(theirs))
