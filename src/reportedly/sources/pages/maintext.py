"""The lines of a page's main text as trafilatura (Barbaresi 2021) tells them from furniture."""

from __future__ import annotations

from collections.abc import Iterator
from configparser import ConfigParser
from contextlib import suppress
from copy import copy
from functools import lru_cache
from itertools import islice
from typing import Any

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, document_fromstring
from trafilatura.settings import use_config

# No article has as many elements; trafilatura takes time with the square of them.
_MOST_ELEMENTS = 30_000

_BLANK = "<html><head></head><body></body></html>"


def is_vast(root: HtmlElement) -> bool:
    """Whether a page has more elements than any article."""
    return sum(1 for _ in islice(root.iter(), _MOST_ELEMENTS + 1)) > _MOST_ELEMENTS


def head_alone(root: HtmlElement) -> HtmlElement:
    """A page without its body."""
    page = document_fromstring(_BLANK)
    page.attrib.update(root.attrib)
    page[0].extend(copy(element) for head in root.findall("head") for element in head)
    return page


def main_lines(root: HtmlElement) -> list[str]:
    """The paragraphs, list items and cells of the main text; none where trafilatura finds none."""
    # What it raises on the strangest of pages is not documented; none may end a batch.
    with suppress(Exception):
        document = trafilatura.bare_extraction(
            root, favor_recall=True, include_comments=False, with_metadata=False, config=_short_articles_too()
        )
        body = getattr(document, "body", None)
        return [] if body is None else [text for element in body for text in _blocks(element)]
    return []


@lru_cache(maxsize=1)
def _short_articles_too() -> ConfigParser:
    """Trafilatura's settings without its least length, below which it runs paragraphs together."""
    config = use_config()
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "1"
    return config


def _blocks(element: Any) -> Iterator[str]:
    """A paragraph, or each item of a list or table."""
    if element.tag in {"list", "table", "row", "quote"} and len(element):
        yield from _line(element.text)
        for child in element:
            yield from _blocks(child)
    else:
        yield from _line("".join(_strings(element)))
    yield from _line(element.tail)


def _strings(element: Any) -> Iterator[str]:
    """The strings of a paragraph in order, a line break being a space."""
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            yield " " if node.tag == "lb" else node.text or ""
        elif node is not element:
            yield node.tail or ""


def _line(text: str | None) -> tuple[str, ...]:
    """The text with its white space folded; nothing, where it is nothing else."""
    folded = " ".join((text or "").split())
    return (folded,) if folded else ()
