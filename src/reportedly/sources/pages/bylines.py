"""Who a page says wrote it: names alone, without what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from reportedly.lexicon.outlets import by_name
from reportedly.sources.pages.stated import Stated, strings

_METAS = (
    *("author", "article:author", "article:author_name", "parsely-author", "sailthru.author"),
    *("dc.creator", "dcterms.creator", "byl", "citation_author", "og:author", "authors"),
)
_SHOWN = etree.XPath(
    "//*[@itemprop='author'] | //a[contains(concat(' ', @rel, ' '), ' author ')] | //address[@class='author']"
    " | //*[contains(concat(' ', normalize-space(@class), ' '), ' byline ')]"
    " | //*[contains(concat(' ', normalize-space(@class), ' '), ' author ')]"
    " | //*[contains(@class, 'byline__name') or contains(@class, 'byline-name')"
    " or contains(@class, 'author-name') or contains(@class, 'author_name')]"
)
_BY = re.compile(r"^\W*(?:(?:written|posted|published|reported|story|words|report)\s+)?by\b[:\s]+|^\W+", re.I)
_BETWEEN = re.compile(r"\s*(?:[,;|/•·&\n]|\band\b|\bwith\b)\s*", re.I)
_AFTER = re.compile(
    r"\s*(?:\(|\[|[–—]\s|\s-\s|\bin\s+[A-Z]|\b(?:updated|published|posted|on|last)\b|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d|\d{1,4}[:/.-]\d).*",
    re.I | re.S,
)
_ADDRESS = re.compile(r"https?:\S*|www\.\S+|\S+@\S+")
_PART = re.compile(r"(?:jr|sr|ii|iii|iv|ph\.?d|md)\.?$", re.I)
_OFFICE = re.compile(
    r"\b(?:correspondent|editors?|reporters?|writer|columnist|contributor|producer|bureau|desk|chief|"
    r"analyst|photographer|professor|fellow|agencies|admin|administrator)\b",
    re.I,
)
_NO_NAME = re.compile(r"https?:|www\.|@|\.(?:com|org|net|co|html?)\b|[<>{}=_]|\d{2}", re.I)
_LONGEST, _MOST = 60, 12


def byline_of(root: HtmlElement, page: Stated, outlet: str | None) -> tuple[str, ...]:
    """The authors' names, from where the page first gives any."""
    told = list(strings(page.article.get("author"))) or list(strings(page.article.get("creator")))
    for given in (told, *(page.metas.get(name, ()) for name in _METAS), _shown(root)):
        if names := _names(given, outlet):
            return names
    return ()


def names_in(byline: str) -> Iterator[str]:
    """The names of a byline.

    >>> list(names_in("By Jane Doe and John Roe, Jr. | Updated 12 July")), list(names_in("https://x.example"))
    (['Jane Doe', 'John Roe, Jr.'], [])
    """
    held: str | None = None
    for part in _BETWEEN.split(_BY.sub("", " ".join(_ADDRESS.sub("", byline[:500]).split()))):
        if held and _PART.fullmatch(part):
            held = f"{held}, {part}"
            continue
        if held:
            yield held
        name = _AFTER.sub("", _BY.sub("", part)).strip(" .,:-–—")
        held = name if _is_name(name) else None
    if held:
        yield held


def _is_name(text: str) -> bool:
    return 1 < len(text) <= _LONGEST and text[0].isalpha() and not _NO_NAME.search(text)


def _names(given: Iterable[str], outlet: str | None) -> tuple[str, ...]:
    """Each name once; what is an office or the outlet only where nothing else is given."""
    found: dict[str, str] = {}
    for byline in given:
        for name in names_in(byline):
            found.setdefault(name.casefold(), name)
    people = [name for name in found.values() if not _is_office(name, outlet)]
    return tuple((people or list(found.values()))[:_MOST])


def _is_office(name: str, outlet: str | None) -> bool:
    told = name.casefold()
    return (
        bool(_OFFICE.search(name)) or told == (outlet or "").casefold() or by_name(name) is not None
    ) or told in {"staff", "the newsroom"}


def _shown(root: HtmlElement) -> Sequence[str]:
    """The first visible byline that is no longer than one is, with those beside it."""
    found: Any = _SHOWN(root)
    bylines: list[str] = []
    beside: HtmlElement | None = None
    for element in found:
        text = _shown_name(element)
        if (beside is None or element.getparent() is beside) and 2 < len(text) < 150 and any(names_in(text)):
            bylines.append(text)
            beside = element.getparent()
    return bylines


def _shown_name(element: HtmlElement) -> str:
    named = element.find(".//*[@itemprop='name']")
    source = element if named is None else named
    return " ".join((source.get("content") or "".join(source.itertext())).split())
