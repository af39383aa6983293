"""The WARC files within a WACZ file, which is a zip archive (WACZ 1.1.1): read in place, never unpacked.

Only what lies where the format has its archives is opened, and a name is never a path here. What a
hostile zip file may try with names, links and sizes is refused one member at a time.
"""

from __future__ import annotations

import io
import re
import stat
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from reportedly.errors import SourceError

LARGEST_DIRECTORY = 4_000_000
"""Bytes that a zip file's directory may have: it is held in memory, and a WACZ file has few members."""

MOST_PACKED = 100
"""How many times over a member may be packed. Pages pack ten to twenty times, zeros a thousand times."""

_ARCHIVE = re.compile(r"archive/[^/\\]+\.warc(?:\.gz|\.lz4)?", re.I)
_WARC = re.compile(r"\.warc(?:\.gz|\.lz4)?$", re.I)
_DAMAGED = (OSError, BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


class Member(NamedTuple):
    """A WARC file within a WACZ file: its name for people, its bytes, and how many."""

    name: str
    stream: BinaryIO
    size: int


def members_of(stream: BinaryIO, name: str) -> Iterator[Member | SourceError]:
    """The WARC files of a WACZ file in the order of its directory; in place of one that is refused, why.

    Raises:
        SourceError: it is no zip file that can be read, or it is made to unpack without end.

    """
    try:
        archive = ZipFile(_Bounded(stream))
        warcs = [info for info in archive.infolist() if _WARC.search(info.filename)]
    except _DAMAGED as error:
        raise SourceError(name, f"is no zip file that can be read ({error})", "fetch it again") from error
    if sum(info.compress_size for info in warcs) > stream.seek(0, io.SEEK_END):
        raise SourceError(name, "its members overlap, as those of a zip bomb", "leave it out")
    if not warcs:
        raise SourceError(name, "has no WARC file in archive/", "check whether it is a WACZ file")
    for info in warcs:
        yield from _opened(archive, info, f"{name}/{info.filename}")


def _opened(archive: ZipFile, info: ZipInfo, name: str) -> Iterator[Member | SourceError]:
    if problem := _refusal(info):
        yield SourceError(name, problem, "this part is not read")
        return
    try:
        opened = archive.open(info)
    except _DAMAGED as error:
        yield SourceError(name, f"damaged ({error})", "fetch the file again")
        return
    with opened:
        yield Member(name, _Read(opened), info.file_size)  # type: ignore[arg-type]  # all that is asked of it


def _refusal(info: ZipInfo) -> str | None:
    """Why a member is not to be opened; ``None`` for what a WACZ file has."""
    if not _ARCHIVE.fullmatch(info.filename):
        return "a WARC file outside archive/"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "a link, no file"
    if info.flag_bits & 1:
        return "encrypted"
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return f"packed in a way that WACZ files are not ({info.compress_type})"
    if info.file_size > MOST_PACKED * max(info.compress_size, 1):
        return f"packed {info.file_size // max(info.compress_size, 1):,} times over, as a zip bomb is"
    return None


class _Bounded:
    """A file of which no more is read at once than a directory may have: all else is read in pieces."""

    def __init__(self, stream: BinaryIO) -> None:
        self.seek, self.tell, self.seekable = stream.seek, stream.tell, stream.seekable
        self._read = stream.read

    def read(self, size: int = -1) -> bytes:
        if size > LARGEST_DIRECTORY:
            raise BadZipFile(f"a directory of {size:,} bytes")
        return self._read(size)


class _Read(io.RawIOBase):
    """A member as a raw stream, on which all that can be wrong with a zip file is an `OSError`."""

    def __init__(self, member: io.BufferedIOBase) -> None:
        self._member = member

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        try:
            return self._member.read(size)
        except _DAMAGED as error:
            raise OSError(str(error)) from error

    def seek(self, position: int, whence: int = io.SEEK_SET) -> int:
        try:
            return self._member.seek(position, whence)
        except _DAMAGED as error:
            raise OSError(str(error)) from error

    def tell(self) -> int:
        return self._member.tell()
