"""The articles of web archives and of mail.

    archive -> pages  ------------.
    mailbox -> messages -> page --+-> article, and how far the archive has been read by then
                       `-> text --'

Of what stands in an archive by the thousand, only the first thousand things that are wrong are told one
by one, and pages in languages that are not read are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportedly.errors import ForeignLanguageError, SourceError
from reportedly.ledger.entries import Found, Reached
from reportedly.model import Article
from reportedly.sources.archives import archive_id, pages_in
from reportedly.sources.archives.mail import Mail
from reportedly.sources.archives.mailbox import Message, messages_in
from reportedly.sources.intake import Intake, doubted, page_articles
from reportedly.sources.notices import Notice
from reportedly.sources.records import Origin, article, said_by
from reportedly.sources.streams import too_large

MOST_TOLD = 1_000
"""Things wrong within one archive that are told one by one; the rest are counted."""

MESSAGE = 20
"""How many times what one article may take a message may take: with it come pictures and attachments."""


def archive_articles(path: str, name: str, intake: Intake) -> Iterator[Article | Found | Notice]:
    """The articles of a WARC or WACZ file from where it was left, each with how far it has been read.

    Raises:
        OSError: the file cannot be read.
        SourceError: it is no web archive.

    """
    return _told(_of_pages(path, name, intake), name)


def mailbox_articles(
    parts: Iterable[bytes], path: str | None, name: str, intake: Intake
) -> Iterator[Article | Found | Notice]:
    """The articles of a mailbox, likewise; without ``path`` it is no file that could be resumed.

    Raises:
        OSError: the file cannot be read.
        SourceError: the mailbox cannot be read on.

    """
    return _told(_of_messages(parts, path, name, intake), name)


def mail_articles(data: bytes, origin: Origin, intake: Intake) -> Iterator[Article | Notice]:
    """The article of a message, preceded by what is doubtful about it.

    Raises:
        SourceError: it has no text, too much of it, or its parser was stopped.

    """
    try:
        mail: Mail = intake.box.mail(data, where=origin.where)
    except SourceError as error:
        error.args = (f"{origin.where}: {error.problem}; {error.advice}",)
        error.where = origin.where
        raise
    told = {
        name: value
        for name, value in (
            ("title", mail.title),
            ("outlet", mail.outlet),
            ("byline", list(mail.byline)),
            ("url", mail.url),
            ("published", mail.published),
            ("id", mail.external_id),
        )
        if value
    }
    settings = replace(intake.settings, fields={})
    yield from doubted(origin.where, mail.doubt)
    if mail.html is None:
        yield from article(told, origin, settings, mail.text)
        return
    if len(mail.html) > settings.max_size:
        raise too_large(origin.where, settings.max_size)
    page = intake.box.page(mail.html, mail.charset, mail.url, where=origin.where)
    yield from doubted(origin.where, page.doubt)
    yield from article({**said_by(page), **told}, origin, settings, page.text)


def _of_pages(path: str, name: str, intake: Intake) -> Iterator[Article | Found | Notice]:
    source, foreign = archive_id(path), 0
    start, limit = intake.reached(source), intake.settings.max_size
    yield from _resumed(name, start)
    for one in pages_in(path, start, limit=limit, told=intake.told, name=name):
        if isinstance(one, Notice):
            yield one
            continue
        where = f"{name} ({one.url})" if one.url else f"{name} at byte {one.start:,}"
        if one.cut:
            yield Notice(where, "archived in part only", "read as far as it goes", skipped=False)
        found = page_articles(
            one.payload, Origin(where, one.url or where), intake, charset=one.charset, url=one.url
        )
        try:
            yield from _marked(found, Reached(source, one.position))
        except ForeignLanguageError:
            foreign += 1
        except SourceError as error:
            yield Notice.of(error)
    if foreign:
        problem = f"{foreign:,} pages in other languages than English"
        yield Notice(name, problem, "passed over", skipped=False, harmless=True)


def _of_messages(
    parts: Iterable[bytes], path: str | None, name: str, intake: Intake
) -> Iterator[Article | Found | Notice]:
    source = archive_id(path) if path else None
    start = intake.reached(source) if source else 0
    yield from _resumed(name, start)
    for one in messages_in(parts, name, start, MESSAGE * intake.settings.max_size):
        if isinstance(one, Message):
            where = f"{name} at byte {one.start:,}"
            mark = Reached(source, one.position) if source else None
            try:
                yield from _marked(mail_articles(one.data, Origin(where, where), intake), mark)
            except SourceError as error:
                yield Notice.of(error)
        else:
            yield one


def _resumed(name: str, start: int) -> Iterator[Notice]:
    if start:
        yield Notice(name, "was read before", "read on from where it was left", skipped=False, harmless=True)


def _marked(found: Iterator[Article | Notice], mark: Reached | None) -> Iterator[Article | Found | Notice]:
    for one in found:
        yield Found(one, (mark,)) if mark and isinstance(one, Article) else one


def _told(found: Iterator[Article | Found | Notice], name: str) -> Iterator[Article | Found | Notice]:
    complaints = 0
    for one in found:
        complaints += isinstance(one, Notice) and not one.harmless
        if complaints <= MOST_TOLD or not isinstance(one, Notice) or one.harmless:
            yield one
    if complaints > MOST_TOLD:
        problem = f"{complaints - MOST_TOLD:,} more things wrong like those before"
        yield Notice(name, problem, f"only the first {MOST_TOLD:,} are told")
