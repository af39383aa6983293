"""A page as an article: what it states of itself, its main text, and where that stands in the page.

    bytes -> source (decoding) -> tree -> stated: title, byline, outlet, dates, address, section
                                       -> main text: trafilatura's lines, chosen in the page's own words

Nothing is ever fetched. The **page's text**, into which runs point, is the ``textContent`` of the tree
that libxml2's HTML parser builds from the decoded source: what all its text nodes hold in document order,
those of scripts, styles and the title element too, with entities read, without comments and processing
instructions. Characters that XML forbids (NUL and other controls) have become U+FFFD beforehand, and every
character of white space is a blank, or a line feed where a paragraph begins or ends. Of a source that is no
page for the parser (nested deeper than it follows, or without any element) it is what one pass over the
mark-up finds to show, its paragraphs separated by a blank line.

The main text begins with the title where the page holds it; a title that stands in metadata alone is
given as the title only. Every character of the text but white space is the page's own and belongs to a
run; white space does as far as the page has some in the same place.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from lxml.html import HtmlElement

from reportedly.lexicon.outlets import outlet_of
from reportedly.model import PageText, Run
from reportedly.sources.decoding import decode_page
from reportedly.sources.pages.bylines import byline_of
from reportedly.sources.pages.choosing import Stretch, chosen
from reportedly.sources.pages.dated import published_of, updated_of
from reportedly.sources.pages.maintext import head_alone, is_vast, main_lines
from reportedly.sources.pages.markup import visible
from reportedly.sources.pages.sections import section_of
from reportedly.sources.pages.spoken import checked, stated_language
from reportedly.sources.pages.stated import Stated, canonical, stated
from reportedly.sources.pages.titles import title_of
from reportedly.sources.pages.tree import Words, cleaned, dense, parsed, title_stretch, walked
from reportedly.sources.pages.verbatim import PARAGRAPH, Piece, line, paragraph, written


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds and says of itself. Dates are EDTF, with the time and zone that it states.

    ``url`` is its canonical address, absolute; ``language`` a BCP 47 tag; ``page`` how ``text`` stands in
    the page's text (`page_string`); ``doubt`` what is doubtful about any of it.
    """

    text: str
    title: str | None
    byline: tuple[str, ...]
    outlet: str | None
    url: str | None
    published: str | None
    updated: str | None
    language: str | None
    section: str | None
    page: PageText
    doubt: str | None = None


def page_of(data: bytes, *, charset: str | None = None, url: str | None = None) -> Page:
    r"""Read a page. ``charset`` is what HTTP said of its encoding, ``url`` where it was found.

    >>> page = page_of(b"<html><h1>Drones sold</h1><p>Kazra <b>sold</b> drones.")
    >>> page.title, page.text
    ('Drones sold', 'Drones sold\n\nKazra sold drones.')
    >>> page.page.runs
    (Run(start=0, page_start=0, length=11), Run(start=13, page_start=11, length=18))
    """
    decoded = decode_page(data, charset)
    source = cleaned(decoded.text)
    root, deep = parsed(source)
    page = _nothing_told(data, url) if root is None else _told(root, data, url)
    text, runs = _all_shown(source) if root is None or deep else _text(root, page.title)
    language, misled = checked(page.language, text)
    too_deep = "is nested too deep for a page; all its visible text was read" if deep else None
    doubts = "; ".join(doubt for doubt in (decoded.doubt, too_deep, misled) if doubt)
    standing = replace(page.page, runs=runs)
    return replace(page, text=text, language=language, page=standing, doubt=doubts or None)


def page_string(data: bytes, charset: str | None = None) -> str:
    """The page's text: what the runs of `page_of` the same bytes point into."""
    source = cleaned(decode_page(data, charset).text)
    root, deep = parsed(source)
    return _all_shown(source)[0] if root is None or deep else walked(root).text


def _all_shown(source: str) -> tuple[str, tuple[Run, ...]]:
    """Of what is no page for the parser, the page's text is the article's."""
    text = PARAGRAPH.join(visible(source))
    return text, ((Run(0, 0, len(text)),) if text else ())


def _nothing_told(data: bytes, url: str | None) -> Page:
    digest = hashlib.blake2b(data, digest_size=16).hexdigest()
    return Page("", None, (), None, url, None, None, None, None, PageText(digest, ()))


def _told(whole: HtmlElement, data: bytes, url: str | None) -> Page:
    """What a page says of itself; of a vast one, what its head says."""
    root = head_alone(whole) if is_vast(whole) else whole
    page = stated(root)
    address = canonical(root, page, url)
    known = outlet_of(address) if address else None
    outlet = known.name if known else _publisher(page)
    title = title_of(root, page, page.meta("og:site_name") or outlet, address)
    return replace(
        _nothing_told(data, address),
        title=title,
        byline=byline_of(root, page, outlet),
        outlet=outlet,
        published=published_of(root, page, address),
        updated=updated_of(root, page),
        language=stated_language(root, page),
        section=section_of(root, page, title),
    )


def _publisher(page: Stated) -> str | None:
    told = page.told("publisher", "sourceOrganization") or page.meta("og:site_name", "dc.publisher")
    return told if told and "://" not in told else page.meta("og:site_name")


def _text(root: HtmlElement, title: str | None) -> tuple[str, tuple[Run, ...]]:
    """The title and the main text, or all that the page shows where it has none."""
    words = walked(root)
    lines = [] if is_vast(root) else main_lines(root)
    stretches = chosen(lines, words) or tuple(words.paragraphs())
    body = (piece for stretch in stretches for piece in paragraph(words, *stretch))
    return written(words.text, chain(_heading(root, title, words, stretches), body))


def _heading(
    root: HtmlElement, title: str | None, words: Words, stretches: Sequence[Stretch]
) -> Iterator[Piece]:
    """The title where it stands before the main text; nothing, where that begins with it or nothing does."""
    sought = dense(title or "")
    if not (title and sought) or any(words.dense[start:end] == sought for start, end in stretches[:3]):
        return
    first = stretches[0][0] if stretches else len(words.dense)
    at = words.dense.rfind(sought, 0, first)
    if at >= 0:
        yield from paragraph(words, at, at + len(sought))
    elif stretch := title_stretch(root):
        spelled = re.compile(r"\s+".join(re.escape(word) for word in title.split()))
        found = spelled.search(words.text, *stretch)
        if found and (not stretches or found.end() <= words.starts[0]):
            yield from line(words.text, *found.span())
