"""Articles of pages, of a feed's own text, and of headlines.

What a page says of itself wins over what a feed says of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reportedly.config import SourceSettings
from reportedly.errors import SourceError
from reportedly.model import Article, ArticleKind
from reportedly.sources.feeds import FeedEntry, SitemapPage
from reportedly.sources.notices import Notice
from reportedly.sources.pages import Page
from reportedly.sources.records import Origin, article, said_by


def article_of_page(
    page: Page, url: str, entry: FeedEntry | SitemapPage | None, settings: SourceSettings
) -> Article:
    """The article of a page that was found at a URL, which its feed may have named.

    Raises:
        SourceError: there is no text, too much of it, or it is not English.

    """
    record = {**said_by(entry), **said_by(page), "url": url}
    return replace(_made(record, url, page.text, settings), page=page.page)


def article_of_content(page: Page, entry: FeedEntry, where: str, settings: SourceSettings) -> Article:
    """The article that a feed gives whole: ``page`` is its content, ``where`` what it is known by.

    Raises:
        SourceError: as for a page.

    """
    return _made({**said_by(page), **said_by(entry), "url": entry.url}, where, page.text, settings)


def article_of_headline(entry: FeedEntry, where: str, settings: SourceSettings) -> Article:
    """The article that no more is known of than its headline, and the outlet that it names.

    Raises:
        SourceError: there is no headline, or it is not English.

    """
    headline = _without_outlet(entry.title or "", entry.outlet)
    record = {**said_by(entry), "title": headline, "url": entry.url}
    return replace(_made(record, where, headline, settings), kind=ArticleKind.HEADLINE)


def _made(record: Mapping[str, object], where: str, text: str, settings: SourceSettings) -> Article:
    """The article of a record; what is doubtful of a page on the web is not told."""
    found = [
        one for one in article(record, Origin(where, where), settings, text) if not isinstance(one, Notice)
    ]
    return found[0]


def _without_outlet(headline: str, outlet: str | None) -> str:
    """A headline without the outlet that aggregators put behind it.

    >>> _without_outlet("Iran sends drones - The Daily", "The Daily")
    'Iran sends drones'
    """
    ending = f" - {outlet}"
    return headline.removesuffix(ending) if outlet else headline


def require_text(entry: FeedEntry, where: str) -> str:
    """What a feed gives of an entry that has no page.

    Raises:
        SourceError: it gives neither a text nor a page.

    """
    given = entry.content or entry.summary
    if not given or not given.strip():
        raise SourceError(where, "neither a link nor a text", "nothing to read in it")
    return given
