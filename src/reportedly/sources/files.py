"""Articles from files, folders and standard input, one at a time, whatever is wrong with some.

    path -> pieces (bytes) -> form (suffix, else first bytes) -> text and metadata -> Article
        `-> archive -------------------------------------------> pages -----------------^
                  `------------- Notice: what was skipped or is doubtful -------------'

Pages and messages are parsed in a `Box`, one for the whole run.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path, PurePath
from typing import BinaryIO, TypeAlias

from reportedly.config import SourceSettings
from reportedly.errors import SourceError
from reportedly.ledger.entries import Found
from reportedly.model import Article
from reportedly.sources.archived import MESSAGE, archive_articles, mail_articles, mailbox_articles
from reportedly.sources.archives import is_archive
from reportedly.sources.archives.mailbox import begins_mailbox
from reportedly.sources.box import Box
from reportedly.sources.decoding import decode, refuse_binary
from reportedly.sources.folders import listed, not_opened, printable
from reportedly.sources.intake import Intake, doubted, page_articles
from reportedly.sources.jsonrecords import json_articles, lines_articles, looks_like_lines
from reportedly.sources.markdown import split
from reportedly.sources.notices import Notice
from reportedly.sources.records import Origin, article, flag_date
from reportedly.sources.streams import peeked, pieces, whole

__all__ = ["Notice", "SourceSettings", "articles"]

Taken: TypeAlias = Iterator[Article | Found | Notice]


@dataclass(frozen=True, slots=True)
class Input:
    """One opened input: its path (``None``: standard input), its name for people, and its bytes."""

    path: str | None
    name: str
    head: bytes
    parts: Iterator[bytes]

    @property
    def origin(self) -> Origin:
        """Where its only article stands."""
        return Origin(self.name, self.name)


def _from_the_start(_: str) -> int:
    return 0


def articles(
    paths: Iterable[str],
    settings: SourceSettings,
    stdin: BinaryIO | None = None,
    *,
    reached: Callable[[str], int] = _from_the_start,
    told: Callable[[int, int], None] | None = None,
    stopped: Callable[[str], str | None] | None = None,
) -> Taken:
    """The articles of files, folders and standard input (``-``), in order, and what is wrong.

    Nothing is held but the article at hand. A notice that something is doubtful comes before
    its article. ``stdin`` stands in for standard input. An article of an archive is `Found` with how
    far the archive has been read by then; ``reached`` gives, for an archive's id, where to go on, and
    ``told`` is told how many of an archive's bytes have been read, and how many it has. ``stopped`` is as
    for `Box`.

    Raises:
        UsageError: the settings make no sense.

    """
    if settings.published:
        flag_date(settings.published)
    with Box(stopped=stopped) as box:
        intake = Intake(settings, box, reached, told)
        for path in paths:
            if path != "-" and os.path.isdir(path):  # noqa: PTH112 - no folder, where pathlib raises
                yield from _folder(path, intake)
            else:
                yield from _one(path, intake, stdin)


def _folder(folder: str, intake: Intake) -> Taken:
    found = False
    for one in listed(folder):
        if isinstance(one, Notice):
            yield one
        elif not (_form_of(one) or _ARCHIVE.search(one)) or not os.path.isfile(one):  # noqa: PTH113 - as above
            yield Notice(printable(one), f"not one of {_SUFFIXES}", "name it itself to have it read")
        else:
            found = True
            yield from _one(one, intake)
    if not found:
        yield Notice(printable(folder), "a folder without articles", f"put {_SUFFIXES} files in it")


def _one(path: str, intake: Intake, stdin: BinaryIO | None = None) -> Taken:
    """The articles of one input, up to where it cannot be read on."""
    try:
        with _opened(path, stdin) as stream:
            for one in _read(path, stream, intake):
                yield _spelled_out(one) if isinstance(one, Notice) and path == "-" else one
    except SourceError as error:
        notice = Notice.of(error)
        yield _spelled_out(notice) if path == "-" else notice
    except OSError as error:
        yield not_opened(error, path)


def _spelled_out(notice: Notice) -> Notice:
    return replace(notice, where=f"standard input{notice.where.removeprefix('-')}")


def _opened(path: str, stdin: BinaryIO | None) -> AbstractContextManager[BinaryIO]:
    return nullcontext(stdin or sys.stdin.buffer) if path == "-" else Path(path).open("rb")


def _read(path: str, stream: BinaryIO, intake: Intake) -> Taken:
    if path != "-" and (_ARCHIVE.search(path) or is_archive(stream)):
        return archive_articles(path, printable(path), intake)
    opened = _begun(path, stream)
    form = _form_of(opened.name) or _sniffed(opened.head)
    return form(opened, intake)


def _begun(path: str, stream: BinaryIO) -> Input:
    name = printable(path)
    head, rest = peeked(pieces(stream, name))
    if not head and not any(rest):
        raise SourceError(name, "is empty", "nothing to read in it; leave it out")
    if head.startswith(b"WARC/1."):
        raise SourceError(name, "a web archive is read from a file alone", "save it, and name the file")
    refuse_binary(head, name)
    return Input(None if path == "-" else path, name, head, chain((head,), rest))


def _plain(opened: Input, intake: Intake) -> Taken:
    decoded = decode(whole(opened.parts, intake.settings.max_size, opened.name))
    yield from doubted(opened.name, decoded.doubt)
    yield from article({}, opened.origin, intake.settings, decoded.text)


def _markdown(opened: Input, intake: Intake) -> Taken:
    decoded = decode(whole(opened.parts, intake.settings.max_size, opened.name))
    meta, text, doubt = split(decoded.text)
    yield from doubted(opened.name, decoded.doubt)
    yield from doubted(opened.name, doubt)
    yield from article(meta, opened.origin, intake.settings, text)


def _html(opened: Input, intake: Intake) -> Taken:
    data = whole(opened.parts, intake.settings.max_size, opened.name)
    yield from page_articles(data, opened.origin, intake)


def _mail(opened: Input, intake: Intake) -> Taken:
    data = whole(opened.parts, MESSAGE * intake.settings.max_size, opened.name)
    return mail_articles(data, opened.origin, intake)


def _mailbox(opened: Input, intake: Intake) -> Taken:
    return mailbox_articles(opened.parts, opened.path, opened.name, intake)


def _lines(opened: Input, intake: Intake) -> Taken:
    return lines_articles(opened.parts, opened.name, intake.settings)


def _json(opened: Input, intake: Intake) -> Taken:
    if looks_like_lines(opened.head):
        return lines_articles(opened.parts, opened.name, intake.settings)
    return json_articles(opened.parts, opened.name, intake.settings)


Form = Callable[[Input, Intake], Taken]

_FORMS: Mapping[str, Form] = {
    ".txt": _plain,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".md": _markdown,
    ".markdown": _markdown,
    ".jsonl": _lines,
    ".ndjson": _lines,
    ".json": _json,
    ".eml": _mail,
    ".mht": _mail,
    ".mhtml": _mail,
    ".mbox": _mailbox,
}
_ARCHIVE = re.compile(r"\.(?:warc(?:\.gz|\.lz4)?|wacz)$", re.I)
_SUFFIXES = f"{', '.join(_FORMS)}, .warc (.gz too), .warc.lz4, .wacz"
_MAIL = (
    rb"(?:Return-Path|Received|Delivered-To|Message-ID|MIME-Version|X-[\w-]{1,60}):[^\n]*\n"
    rb"(?:[ \t][^\n]*\n|[\w-]{1,60}:)|From: <Saved by"
)
_PAGE = rb"\s*<(?:!doctype\s+html|\?xml\b|(?:html|head|body|article|div|p)\b)"
_SNIFFED: Sequence[tuple[re.Pattern[bytes], Form]] = (
    (re.compile(rb"\s*(?:\{\s*[\"}]|\[\s*[\]{])"), _json),
    (re.compile(_PAGE, re.I), _html),
    (re.compile(_MAIL, re.I), _mail),
    (re.compile(rb"---[ \t]*\r?\n.*^(?:---|\.\.\.)[ \t]*\r?$", re.S | re.M), _markdown),
)


def _form_of(name: str) -> Form | None:
    """The form that a name's suffix tells."""
    path = PurePath(name.lower())
    return _FORMS.get(PurePath(path.stem).suffix if path.suffix == ".gz" else path.suffix)


def _sniffed(head: bytes) -> Form:
    """The form that the first bytes tell; plain text where they tell none."""
    if begins_mailbox(head):
        return _mailbox
    return next((form for pattern, form in _SNIFFED if pattern.match(head)), _plain)
