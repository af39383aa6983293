"""Articles from files, folders and standard input, one at a time, whatever is wrong with some.

    path -> pieces (bytes) -> form (suffix, else first bytes) -> text and metadata -> Article
                  `------------- Notice: what was skipped or is doubtful -------------'

A folder is read in the order of its names, all below it included; hidden files are left out.
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
from typing import BinaryIO

from reportedly.config import SourceSettings
from reportedly.errors import SourceError
from reportedly.model import Article
from reportedly.sources.decoding import decode, refuse_binary
from reportedly.sources.jsonrecords import json_articles, lines_articles, looks_like_lines
from reportedly.sources.markdown import split
from reportedly.sources.notices import Notice
from reportedly.sources.pages import page_of
from reportedly.sources.records import Origin, article, flag_date
from reportedly.sources.streams import peeked, pieces, whole

__all__ = ["Notice", "SourceSettings", "articles"]


@dataclass(frozen=True, slots=True)
class Input:
    """One opened input: its name as given, its first bytes, and all of them in pieces."""

    name: str
    head: bytes
    parts: Iterator[bytes]

    @property
    def origin(self) -> Origin:
        """Where its only article stands."""
        return Origin(self.name, self.name)


def articles(
    paths: Sequence[str], settings: SourceSettings, stdin: BinaryIO | None = None
) -> Iterator[Article | Notice]:
    """The articles of files, folders and standard input (``-``), in order, and what is wrong.

    Nothing is held but the article at hand. A notice that something is doubtful comes before
    its article. ``stdin`` stands in for standard input.

    Raises:
        UsageError: the settings make no sense.

    """
    if settings.published:
        flag_date(settings.published)
    for path in paths:
        if path != "-" and os.path.isdir(path):  # noqa: PTH112 - no folder, where pathlib raises
            yield from _folder(path, settings)
        else:
            yield from _one(path, settings, stdin)


def _folder(folder: str, settings: SourceSettings) -> Iterator[Article | Notice]:
    found = False
    for one in _listed(folder):
        if isinstance(one, Notice):
            yield one
        elif _form_of(one) is None or not os.path.isfile(one):  # noqa: PTH113 - as above
            yield Notice(_printable(one), f"not one of {_SUFFIXES}", "name it itself to have it read")
        else:
            found = True
            yield from _one(one, settings)
    if not found:
        yield Notice(_printable(folder), "a folder without articles", f"put {_SUFFIXES} files in it")


def _listed(folder: str) -> Iterator[str | Notice]:
    """The files below a folder that are not hidden, and the folders that cannot be listed."""
    failed: list[OSError] = []
    for here, folders, files in os.walk(folder, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield os.path.join(here, name)  # noqa: PTH118 - as given, "./" too
        yield from (_not_opened(error) for error in failed)
        failed.clear()
    yield from (_not_opened(error) for error in failed)


def _one(path: str, settings: SourceSettings, stdin: BinaryIO | None = None) -> Iterator[Article | Notice]:
    """The articles of one input, up to where it cannot be read on."""
    try:
        with _opened(path, stdin) as stream:
            for one in _read(_begun(path, stream), settings):
                yield _spelled_out(one) if isinstance(one, Notice) and path == "-" else one
    except SourceError as error:
        notice = Notice.of(error)
        yield _spelled_out(notice) if path == "-" else notice
    except OSError as error:
        yield _not_opened(error, path)


def _spelled_out(notice: Notice) -> Notice:
    return replace(notice, where=f"standard input{notice.where.removeprefix('-')}")


def _opened(path: str, stdin: BinaryIO | None) -> AbstractContextManager[BinaryIO]:
    return nullcontext(stdin or sys.stdin.buffer) if path == "-" else Path(path).open("rb")


def _begun(path: str, stream: BinaryIO) -> Input:
    name = _printable(path)
    head, rest = peeked(pieces(stream, name))
    if not head and not any(rest):
        raise SourceError(name, "is empty", "nothing to read in it; leave it out")
    refuse_binary(head, name)
    return Input(name, head, chain((head,), rest))


def _read(opened: Input, settings: SourceSettings) -> Iterator[Article | Notice]:
    form = _form_of(opened.name) or _sniffed(opened.head)
    yield from form(opened, settings)


def _plain(opened: Input, settings: SourceSettings) -> Iterator[Article | Notice]:
    decoded = decode(whole(opened.parts, settings.max_size, opened.name))
    yield from _doubted(opened, decoded.doubt)
    yield from article({}, opened.origin, settings, decoded.text)


def _markdown(opened: Input, settings: SourceSettings) -> Iterator[Article | Notice]:
    decoded = decode(whole(opened.parts, settings.max_size, opened.name))
    meta, text, doubt = split(decoded.text)
    yield from _doubted(opened, decoded.doubt)
    yield from _doubted(opened, doubt)
    yield from article(meta, opened.origin, settings, text)


def _html(opened: Input, settings: SourceSettings) -> Iterator[Article | Notice]:
    data = whole(opened.parts, settings.max_size, opened.name)
    page = page_of(data)
    yield from _doubted(opened, page.doubt)
    said = {"byline": list(page.byline)}
    said |= {name: getattr(page, name) for name in _OF_PAGE}
    # What fields are called in other inputs says nothing of what a page's metadata are called.
    for one in article(said, opened.origin, replace(settings, fields={}), page.text):
        yield replace(one, page=page.page) if isinstance(one, Article) else one


def _lines(opened: Input, settings: SourceSettings) -> Iterator[Article | Notice]:
    return lines_articles(opened.parts, opened.name, settings)


def _json(opened: Input, settings: SourceSettings) -> Iterator[Article | Notice]:
    if looks_like_lines(opened.head):
        return lines_articles(opened.parts, opened.name, settings)
    return json_articles(opened.parts, opened.name, settings)


_OF_PAGE = ("title", "outlet", "url", "published", "updated", "language", "section")

Form = Callable[[Input, SourceSettings], Iterator[Article | Notice]]

_FORMS: Mapping[str, Form] = {
    ".txt": _plain,
    ".html": _html,
    ".htm": _html,
    ".md": _markdown,
    ".markdown": _markdown,
    ".jsonl": _lines,
    ".ndjson": _lines,
    ".json": _json,
}
_SUFFIXES = f"{', '.join(_FORMS)} (.gz too)"
_PAGE = rb"\s*<(?:!doctype\s+html|\?xml\b|(?:html|head|body|article|div|p)\b)"
_SNIFFED: Sequence[tuple[re.Pattern[bytes], Form]] = (
    (re.compile(rb"\s*(?:\{\s*[\"}]|\[\s*[\]{])"), _json),
    (re.compile(_PAGE, re.I), _html),
    (re.compile(rb"---[ \t]*\r?\n.*^(?:---|\.\.\.)[ \t]*\r?$", re.S | re.M), _markdown),
)


def _form_of(name: str) -> Form | None:
    """The form that a name's suffix tells."""
    path = PurePath(name.lower())
    return _FORMS.get(PurePath(path.stem).suffix if path.suffix == ".gz" else path.suffix)


def _sniffed(head: bytes) -> Form:
    """The form that the first bytes tell; plain text where they tell none."""
    return next((form for pattern, form in _SNIFFED if pattern.match(head)), _plain)


def _doubted(opened: Input, doubt: str | None) -> Iterable[Notice]:
    return (Notice(opened.name, doubt, "check the text", skipped=False),) if doubt else ()


def _not_opened(error: OSError, path: str | None = None) -> Notice:
    where = _printable(str(error.filename) if path is None else path) or "an empty path"
    return Notice(where, f"cannot be read ({error.strerror or error})", "check the path and its permissions")


def _printable(path: str) -> str:
    """A path as text that every encoding of Unicode can write."""
    return os.fsencode(path).decode(errors="replace")
