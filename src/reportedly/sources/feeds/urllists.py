"""Lists of URLs: one a line, a column of a table, or the event databases of GDELT.

The tables of GDELT are told by their number of columns: events (58, since 2015 61), mentions (16) and
the Global Knowledge Graph (27), as its codebooks give them. Where they say how a document was
had, only those from the web count. Nothing is held but a hash of each URL.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from itertools import chain

from reportedly.errors import SourceError
from reportedly.sources.feeds.urls import canonical_url, web_url
from reportedly.sources.notices import megabytes
from reportedly.sources.streams import PIECE, lines, peeked, recoded, unpacked

_WHERE = "list of URLs"
_MOST_BYTES = 4_000_000_000
_LONGEST_LINE = 1_000_000

_NAMES = (
    *(
        "url",
        "article_url",
        "source_url",
        "sourceurl",
        "sourceurls",
        "documentidentifier",
        "mentionidentifier",
    ),
    *("canonical_url", "link", "permalink", "href", "loc", "uri", "web address", "address", "source"),
)
_URL = re.compile(r"https?://\S", re.I)
_COMMENT = re.compile(r"\s*(?:#|//|;)")
_WEB = "1"

Row = Sequence[str]
Column = Callable[[Row], str]


def urls_in(data: bytes | Iterable[bytes]) -> Iterator[str]:
    """The http and https URLs of a list, as they stand in it, each page once.

    ``data`` may come in pieces, so that a list of any length takes no more memory than the hashes
    of its URLs. Gzip is unpacked, and so is a zip file that is given whole.

    Raises:
        SourceError: there is no URL in it, or no column of them, or it cannot be unpacked.

    """
    found = False
    for url in _once(_listed(_text_lines(data))):
        found = True
        yield url
    if not found:
        raise SourceError(_WHERE, "has no web address in it", "give one a line, or a column named url")


def _text_lines(data: bytes | Iterable[bytes]) -> Iterator[str]:
    parts = _pieces(data) if isinstance(data, bytes) else iter(data)
    head, rest = peeked(parts)
    if head.startswith(b"\x1f\x8b"):
        head, rest = peeked(unpacked(chain((head,), rest), _WHERE))
    bounded = _bounded(recoded(head, rest))
    for _, line in lines(bounded, _LONGEST_LINE, _WHERE):
        if line is not None:
            yield line.decode(errors="replace").rstrip("\r")


def _pieces(data: bytes) -> Iterator[bytes]:
    return _unzipped(data) if data.startswith(b"PK\x03\x04") else iter((data,))


def _unzipped(data: bytes) -> Iterator[bytes]:
    """The first file of a zip archive, a piece at a time."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(archive.infolist()[0]) as member:
            while piece := member.read(PIECE):
                yield piece
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        IndexError,
    ) as error:
        raise SourceError(_WHERE, f"is a damaged zip archive ({error})", "fetch or pack it again") from error


def _bounded(parts: Iterable[bytes]) -> Iterator[bytes]:
    size = 0
    for part in parts:
        size += len(part)
        if size > _MOST_BYTES:
            raise SourceError(_WHERE, f"is more than {megabytes(_MOST_BYTES)}", "split it into several")
        yield part


def _listed(text_lines: Iterator[str]) -> Iterator[str]:
    """What stands where URLs are expected, by the form that the first line with anything in it tells."""
    said = (line for line in text_lines if line.strip() and not _COMMENT.match(line))
    first = next(said, None)
    if first is None:
        return
    if _URL.match(first.strip()) and "\t" not in first and "," not in first.split()[0].partition("?")[0]:
        yield from (line.split()[0] for line in chain((first,), said))
    elif first.count("\t") + 1 in _GDELT and not _header(first.split("\t")):
        column = _GDELT[first.count("\t") + 1]
        yield from (column(line.split("\t")) for line in chain((first,), said))
    else:
        yield from _column(first, said)


def _column(first: str, rest: Iterator[str]) -> Iterator[str]:
    """The cells of the column that is named for URLs, else of the first with a URL in the first row."""
    separator = max("\t", ";", ",", key=first.count) if "\t" not in first else "\t"
    # A line feed within a cell in quotes belongs to the cell.
    rows = _rows((f"{line}\n" for line in chain((first,), rest)), separator)
    head = next(rows, [])
    named = _header(head)
    with_url = [index for index, cell in enumerate(head) if _URL.match(cell.strip())]
    if named is None and not with_url:
        raise SourceError(_WHERE, f"names no column of URLs ({first[:80]!r})", "name one of its columns url")
    index = with_url[0] if named is None else named
    for row in chain((head,), rows) if named is None else rows:
        if index < len(row):
            yield from row[index].split("<UDIV>")


def _rows(text_lines: Iterator[str], separator: str) -> Iterator[list[str]]:
    """The rows of a table; a row that is none is left out."""
    reader = csv.reader(text_lines, delimiter=separator)
    while True:
        with suppress(csv.Error):
            row = next(reader, None)
            if row is None:
                return
            yield row


def _header(cells: Row) -> int | None:
    """Which column is named for URLs: the first of the names, not of the columns."""
    named = [cell.strip().strip('"').lower().replace(" ", "_") for cell in cells]
    known = (name.replace(" ", "_") for name in _NAMES)
    return next((named.index(name) for name in known if name in named), None)


def _event(row: Row) -> str:
    return row[-1]


def _mention(row: Row) -> str:
    return row[5] if len(row) > 5 and row[3] == _WEB else ""


def _graph(row: Row) -> str:
    return row[4] if len(row) > 4 and row[2] == _WEB else ""


_GDELT: dict[int, Column] = {58: _event, 61: _event, 16: _mention, 27: _graph}


def _once(given: Iterable[str]) -> Iterator[str]:
    seen: set[bytes] = set()
    for text in given:
        url = web_url(text) if _URL.match(text.strip()) else None
        if url is None:
            continue
        key = blake2b(canonical_url(url).encode("utf-8", "replace"), digest_size=8).digest()
        if key not in seen:
            seen.add(key)
            yield url
