"""What all that takes articles from inputs needs to know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from reportedly.config import SourceSettings
from reportedly.model import Article
from reportedly.sources.box import Box
from reportedly.sources.notices import Notice
from reportedly.sources.records import Origin, article, said_by


@dataclass(frozen=True, slots=True)
class Intake:
    """How articles are taken, where pages are parsed, from where archives are read on, and who watches.

    ``reached`` gives, for an archive's id, the position to go on from. ``told`` is told while an archive
    is read how many of its bytes, as packed, have been read, and how many it has.
    """

    settings: SourceSettings
    box: Box
    reached: Callable[[str], int]
    told: Callable[[int, int], None] | None


def page_articles(
    data: bytes, origin: Origin, intake: Intake, *, charset: str | None = None, url: str | None = None
) -> Iterator[Article | Notice]:
    """The article of a web page, preceded by what is doubtful about it.

    ``charset`` and ``url`` are what HTTP said of it and where it was fetched from.

    Raises:
        SourceError: it has no text, too much of it, or its parser was stopped.

    """
    page = intake.box.page(data, charset, url, where=origin.where)
    yield from doubted(origin.where, page.doubt)
    # What fields are called in other inputs says nothing of what a page's metadata are called.
    for one in article(said_by(page), origin, replace(intake.settings, fields={}), page.text):
        yield replace(one, page=page.page) if isinstance(one, Article) else one


def doubted(where: str, doubt: str | None) -> Iterator[Notice]:
    """The notice that something is doubtful about a text, if it is."""
    if doubt:
        yield Notice(where, doubt, "check the text", skipped=False)
