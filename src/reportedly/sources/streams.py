"""Bytes in bounded memory: unpacked, recoded to UTF-8 where a byte-order mark says so, in lines.

    stream -> pieces -> unpacked (gzip) -> recoded (byte-order mark) -> whole file, or lines

Nothing here ever holds more than one article's bytes (`SourceSettings.max_size`).
"""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from reportedly.errors import SourceError
from reportedly.sources.notices import megabytes

PIECE = 1 << 16
"""Bytes read, and at most unpacked, at a time; also how much is looked at to tell a form."""

BARREN = 1 << 29
"""Bytes that may go by without one complete line before the rest of an input is given up."""

_GZIP = b"\x1f\x8b"
_PRINTED = re.compile(rb"[\t\n\r -~]")

# The marks of UTF-32 begin with those of UTF-16, so they come first.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def pieces(stream: BinaryIO, where: str) -> Iterator[bytes]:
    """The stream's bytes, unpacked and in UTF-8 where their first bytes tell how."""
    head, rest = peeked(iter(lambda: stream.read(PIECE), b""))
    if head.startswith(_GZIP):
        head, rest = peeked(unpacked(chain((head,), rest), where))
    return recoded(head, rest)


def peeked(parts: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The first bytes (up to `PIECE` or a little more), and what follows them.

    Where they cannot be read on, what follows is the error.
    """
    seen: list[bytes] = []
    size = 0
    try:
        for part in parts:
            seen.append(part)
            size += len(part)
            if size >= PIECE:
                break
    except SourceError as error:
        parts = _failing(error)
    return b"".join(seen), parts


def _failing(error: SourceError) -> Iterator[bytes]:
    raise error
    yield


def unpacked(parts: Iterable[bytes], where: str) -> Iterator[bytes]:
    """What gzip packed, a bounded piece at a time.

    Raises:
        SourceError: the data is damaged or cut short (after all that could be unpacked).

    """
    member = zlib.decompressobj(wbits=31)
    try:
        for part in parts:
            rest = part
            while rest or not member.eof:
                if member.eof:  # another member follows, or padding with zeros
                    rest = rest.lstrip(b"\0")
                    member = zlib.decompressobj(wbits=31) if rest else member
                    if not rest:
                        break
                out = member.decompress(rest, PIECE)
                yield out
                rest = member.unused_data if member.eof else member.unconsumed_tail
                if not rest and len(out) < PIECE:
                    break
    except zlib.error as error:
        raise SourceError(where, f"damaged gzip data ({error})", "fetch or pack the file again") from error
    if not member.eof:
        raise SourceError(where, "the gzip data is cut short", "fetch or pack the file again")


def recoded(head: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    """The bytes in UTF-8 without a byte-order mark, where they begin with one; else as they are."""
    if head.startswith(codecs.BOM_UTF8):
        return chain((head.removeprefix(codecs.BOM_UTF8),), rest)
    marked = [encoding for mark, encoding in _MARKS if head.startswith(mark)]
    encoding = marked[0] if marked else _unmarked_utf16(head)
    parts = chain((head,), rest)
    return _recoded(parts, encoding) if encoding else parts


def _unmarked_utf16(head: bytes) -> str | None:
    """UTF-16 puts a zero beside nearly every letter of a Latin text, always on the same side."""
    even, odd = head[:PIECE:2], head[1:PIECE:2]
    for zeros, letters, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros.count(0) * 10 > len(zeros) * 8 and len(_PRINTED.findall(letters)) * 10 > len(letters) * 8:
            return encoding
    return None


def _recoded(parts: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    mark = "\ufeff"
    for part in chain(parts, (b"",)):
        text = decoder.decode(part, final=not part)
        if text:
            yield text.removeprefix(mark).encode()
            mark = ""


def whole(parts: Iterable[bytes], limit: int, where: str) -> bytes:
    """All of the bytes.

    Raises:
        SourceError: there are more than ``limit``; no more than that were held.

    """
    held: list[bytes] = []
    size = 0
    for part in parts:
        held.append(part)
        size += len(part)
        if size > limit:
            raise too_large(where, limit)
    return b"".join(held)


def too_large(where: str, limit: int) -> SourceError:
    """The error for an article of more than ``limit`` bytes."""
    problem = f"one article of more than {megabytes(limit)}"
    return SourceError(where, problem, "split it into articles, or raise the limit with --max-size")


def lines(parts: Iterable[bytes], limit: int, where: str) -> Iterator[tuple[int, bytes | None]]:
    """Line numbers (from 1) and lines without their line feed; ``None`` for one beyond ``limit``.

    Raises:
        SourceError: a line so long that the input can be no list of articles (a gzip bomb).

    """
    held: list[bytes] = []
    number, size = 1, 0
    for part in parts:
        *ended, rest = part.split(b"\n")
        for end in ended:
            size += len(end)
            yield number, (None if size > limit else b"".join((*held, end)))
            number, held, size = number + 1, [], 0
        size += len(rest)
        if size > BARREN:
            problem = f"a line of more than {megabytes(BARREN)}"
            raise SourceError(f"{where}:{number}", problem, "the rest is not read; is it JSON Lines?")
        if size > limit:
            held.clear()
        else:
            held.append(rest)
    if size:
        yield number, (None if size > limit else b"".join(held))
