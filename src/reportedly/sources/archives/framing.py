"""How the records of an archive are packed: where one ends, and where the next begins after damage.

Records stand in a file as they are, each in a gzip member or an LZ4 frame of its own, or all of them
in one gzip member. Of the first three any record can be read on its own, so that one goes on behind
damage, and from where one stopped. The last is unpacked from its beginning each time.

fastwarc takes the end of a file for the end of a record without a word, so what its last record was
is looked at here again.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from enum import StrEnum
from typing import BinaryIO

from reportedly.errors import SourceError
from reportedly.sources.streams import PIECE, unpacked

PLAIN_MAGIC, GZIP_MAGIC, LZ4_MAGIC = b"WARC/1.", b"\x1f\x8b\x08", b"\x04\x22\x4d\x18"
_BETWEEN = b"\r\n\r\n"
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.I | re.M)
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_LONGEST_HEADER = 1 << 16


class Packing(StrEnum):
    """How the records of an archive are packed."""

    PLAIN = "plain"
    GZIP = "gzip"
    LZ4 = "lz4"
    ALL_IN_ONE = "all in one gzip member"


_MAGIC = {Packing.PLAIN: PLAIN_MAGIC, Packing.GZIP: GZIP_MAGIC, Packing.LZ4: LZ4_MAGIC}


def packing_of(stream: BinaryIO) -> Packing | None:
    """How the records of an archive are packed, by its first record; ``None`` where it is no archive."""
    stream.seek(0)
    head = stream.read(len(PLAIN_MAGIC))
    if head.startswith(GZIP_MAGIC):
        return _of_gzip(stream)
    return next((packing for packing, magic in _MAGIC.items() if head.startswith(magic)), None)


def starts_record(stream: BinaryIO, at: int, packing: Packing) -> bool:
    """Whether a record can be read from a position on."""
    stream.seek(at)
    head = stream.read(_LONGEST_HEADER)
    if packing is Packing.GZIP:
        return _unpacks_to_record(head)
    if packing is Packing.LZ4:
        return head.startswith(LZ4_MAGIC) and len(head) > 4 and head[4] >> 6 == 1
    return head.startswith(PLAIN_MAGIC)


def next_start(stream: BinaryIO, at: int, packing: Packing) -> int | None:
    """The first position, from one on, at which a record can be read."""
    magic = _MAGIC[packing]
    overlap = len(magic) - 1
    while True:
        stream.seek(at)
        piece = stream.read(PIECE)
        for found in re.finditer(re.escape(magic), piece):
            here = at + found.start()
            if starts_record(stream, here, packing) and _may_start(stream, here, packing):
                return here
        if len(piece) < PIECE:
            return None
        at += len(piece) - overlap


def end_of_record(stream: BinaryIO, at: int, size: int, packing: Packing) -> int | None:
    """Where the record at a position of a stream of so many bytes ends.

    ``None`` where it is damaged or cut short. Where no more is cut off than what marks the end of a
    plain record, the record is whole and ends behind the stream's end.
    """
    ends = {Packing.PLAIN: _end_of_plain, Packing.GZIP: _end_of_member, Packing.LZ4: _end_of_frame}
    stream.seek(at)
    return ends[packing](stream, at, size)


class Unpacked(io.RawIOBase):
    """What one gzip member holds, as a stream that goes forward only."""

    def __init__(self, stream: BinaryIO, where: str) -> None:
        stream.seek(0)
        self._pieces = unpacked(iter(lambda: stream.read(PIECE), b""), where)
        self._left = b""
        self._at = 0

    def readable(self) -> bool:
        """It can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Some of what follows, as raw streams do.

        Raises:
            OSError: the data is damaged or cut short here.

        """
        while not self._left:
            try:
                piece = next(self._pieces, None)
            except SourceError as error:
                raise OSError(error.problem) from error
            if piece is None:
                return b""
            self._left = piece
        given = self._left if size < 0 else self._left[:size]
        self._left = self._left[len(given) :]
        self._at += len(given)
        return given

    def tell(self) -> int:
        """How many of the unpacked bytes have been read."""
        return self._at

    def skip_to(self, position: int) -> None:
        """Go forward to a position, or to the end."""
        while self._at < position and self.read(position - self._at):
            pass


def _of_gzip(stream: BinaryIO) -> Packing | None:
    """Whether the first gzip member goes on behind the first record."""
    stream.seek(0)
    member = zlib.decompressobj(wbits=31)
    head, size, end = b"", 0, 0
    try:
        for out in _unpacked_member(stream, member):
            size += len(out)
            if not end:
                head += out
                if not head.startswith(PLAIN_MAGIC[: len(head)]):
                    return None
                end = _declared_end(head) or 0
                if not end and len(head) > _LONGEST_HEADER:
                    break
            if end and size > end:
                return Packing.ALL_IN_ONE
    except zlib.error:
        pass
    return Packing.GZIP if head.startswith(PLAIN_MAGIC) else None


def _unpacked_member(stream: BinaryIO, member: zlib._Decompress) -> Iterator[bytes]:
    """What a member holds, in bounded pieces, as far as it can be unpacked."""
    while not member.eof:
        rest = member.unconsumed_tail or stream.read(PIECE)
        if not rest:
            return
        yield member.decompress(rest, PIECE)


def _declared_end(head: bytes) -> int | None:
    """Where a record ends as its header says, counted from its beginning."""
    if (ended := _HEADER_END.search(head)) and (length := _LENGTH.search(head, 0, ended.end())):
        return ended.end() + int(length[1]) + len(_BETWEEN)
    return None


def _end_of_plain(stream: BinaryIO, at: int, size: int) -> int | None:
    length = _declared_end(stream.read(_LONGEST_HEADER))
    if length is None or at + length - len(_BETWEEN) > size:
        return None
    end = at + length
    return end if end > size or _ended(stream, end) else None


def _ended(stream: BinaryIO, at: int) -> bool:
    """Whether what marks the end of a record stands before a position."""
    if at < len(_BETWEEN):
        return at == 0
    stream.seek(at - len(_BETWEEN))
    return stream.read(len(_BETWEEN)) == _BETWEEN


def _may_start(stream: BinaryIO, at: int, packing: Packing) -> bool:
    """A plain record begins behind the end of another; one that is packed has a magic of its own."""
    return packing is not Packing.PLAIN or _ended(stream, at)


def _end_of_member(stream: BinaryIO, _at: int, _size: int) -> int | None:
    member = zlib.decompressobj(wbits=31)
    try:
        for _ in _unpacked_member(stream, member):
            pass
    except zlib.error:
        return None
    return stream.tell() - len(member.unused_data) if member.eof else None


def _end_of_frame(stream: BinaryIO, at: int, size: int) -> int | None:
    """The end of an LZ4 frame, by the sizes of its blocks (LZ4 frame format 1.6)."""
    head = stream.read(7)
    if len(head) < 7 or not head.startswith(LZ4_MAGIC):
        return None
    flags = head[4]
    at += 7 + (8 if flags & 8 else 0) + (4 if flags & 1 else 0)
    while True:
        stream.seek(at)
        given = stream.read(4)
        if len(given) < 4:
            return None
        block = int.from_bytes(given, "little") & 0x7FFFFFFF
        at += 4 + block + (4 if flags & 16 and block else 0)
        if not block:
            at += 4 if flags & 4 else 0
            return at if at <= size else None


def _unpacks_to_record(head: bytes) -> bool:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 64).startswith(PLAIN_MAGIC)
    except zlib.error:
        return False
