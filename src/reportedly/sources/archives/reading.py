"""The pages of a web archive: a record at a time, whatever is wrong with some.

    file -> parts (of WACZ) -> records (fastwarc) -> captured -> held until its end is known -> page
                                   `------ break: notice, on from the next record ------'

A page is given once its record is known to be whole, which is when the next one has been reached.
Nothing is held but that page, and nothing is ever written.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeAlias

import msgspec
from fastwarc.warc import ArchiveIterator

from reportedly.config import SourceSettings
from reportedly.errors import SourceError
from reportedly.sources.archives.captures import ANSWERS, ArchivedPage, Captured, captured
from reportedly.sources.archives.framing import (
    Packing,
    Unpacked,
    end_of_record,
    next_start,
    packing_of,
    starts_record,
)
from reportedly.sources.archives.wacz import members_of
from reportedly.sources.notices import Notice
from reportedly.sources.streams import PIECE

MOST_BREAKS = 1_000
"""Damaged places after which the rest of an archive is given up."""

PART = 1 << 44
"""How far apart the positions of the parts of a WACZ file begin: no part has as many bytes."""

_LARGEST = SourceSettings().max_size

Told = Callable[[int, int], None]
"""What is told how far reading has got: bytes read of the file, as packed, and bytes that it has."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of records: its name for people, its bytes and how many, and how records are packed."""

    name: str
    stream: BinaryIO
    size: int
    packing: Packing


@dataclass(frozen=True, slots=True)
class Break:
    """Where an archive cannot be read on, and from where on to look for the next record."""

    position: int
    search_from: int


@dataclass(frozen=True, slots=True)
class Last:
    """Where the last answer begins that could be begun, its page, and whether an error ended it.

    In place of a page stands whether the record is an answer that is none. ``lost`` is whether the error
    came while the record was read for its page.
    """

    start: int | None
    held: Captured | bool
    broken: bool = False
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Tail:
    """Where the records from the last answer on begin: the second, if there is one, and the last.

    ``unread`` is whether that last one may hold a page, and reading was ended before it without need.
    """

    second: int | None
    last: int
    unread: bool = False


Piece: TypeAlias = ArchivedPage | Notice | int
"""A page, what is wrong, or how many records were passed over."""


def archive_id(path: str | Path) -> str:
    """What an archive is known by wherever it lies: a hash of its size and of its first 64 kB.

    One that is still being written to is another one each time.

    Raises:
        OSError: it cannot be read.

    """
    with Path(path).open("rb") as stream:
        digest = hashlib.blake2b(stream.read(PIECE), digest_size=16)
        digest.update(str(stream.seek(0, io.SEEK_END)).encode())
    return f"archive:{digest.hexdigest()}"


def is_archive(stream: BinaryIO) -> bool:
    """Whether a stream holds records; it is left at its beginning. One that cannot go back holds none."""
    if not stream.seekable():
        return False
    found = packing_of(stream) is not None
    stream.seek(0)
    return found


def pages_in(
    path: str | Path, start: int = 0, *, limit: int = _LARGEST, told: Told | None = None, name: str = ""
) -> Iterator[ArchivedPage | Notice]:
    """The HTML pages of a WARC file (plain, gzip, LZ4) or a WACZ file, and what is wrong with it.

    ``start`` is the `ArchivedPage.position` of the page after which to go on. ``limit`` bounds a page,
    unpacked, in bytes. ``name`` is what notices call the file. The last notice, which is no complaint,
    says how many answers were no HTML page.

    Raises:
        OSError: the file cannot be opened.
        SourceError: it is no web archive.

    """
    name = name or str(path)
    with Path(path).open("rb", buffering=0) as stream:
        size = stream.seek(0, io.SEEK_END)
        passed = 0
        for found in _found(stream, name, start, limit):
            if told:
                told(min(stream.tell(), size), size)
            if isinstance(found, int):
                passed += found
            else:
                yield found
    if passed:
        problem = (
            "1 record that is no HTML page" if passed == 1 else f"{passed:,} records that are no HTML page"
        )
        yield Notice(name, problem, "passed over", skipped=False, harmless=True)


def _found(stream: BinaryIO, name: str, start: int, limit: int) -> Iterator[Piece]:
    first, offset = divmod(start, PART)
    for number, part in enumerate(_parts(stream, name)):
        if isinstance(part, SourceError):
            yield Notice.of(part)
        elif number >= first:
            found = _pages(part, offset if number == first else 0, limit)
            try:
                yield from _placed(found, number * PART) if number else found
            except OSError as error:
                yield Notice(part.name, f"cannot be read on ({error})", "fetch the file again")


def _parts(stream: BinaryIO, name: str) -> Iterator[Part | SourceError]:
    """The parts of an archive. The numbers of those that can be read are the same each time."""
    stream.seek(0)
    if stream.read(4) != b"PK\x03\x04":
        yield _part(name, stream, stream.seek(0, io.SEEK_END))
        return
    for member in members_of(stream, name):
        try:
            yield member if isinstance(member, SourceError) else _part(*member)
        except SourceError as error:
            yield error


def _part(name: str, stream: BinaryIO, size: int) -> Part:
    if not size:
        raise SourceError(name, "is empty", "nothing to read in it; leave it out")
    try:
        packing = packing_of(stream)
    except OSError as error:
        raise SourceError(name, f"cannot be read ({error})", "fetch the file again") from error
    if packing is None:
        raise SourceError(name, "is no web archive (WARC)", "check what it is; it may be cut short")
    return Part(name, stream, size, packing)


def _placed(found: Iterator[Piece], before: int) -> Iterator[Piece]:
    for one in found:
        if isinstance(one, ArchivedPage):
            yield msgspec.structs.replace(one, position=one.position + before)
        else:
            yield one


def _pages(part: Part, start: int, limit: int) -> Iterator[Piece]:
    if part.packing is Packing.ALL_IN_ONE:
        broken = yield from _unbroken_unpacked(part, start, limit)
        if broken:
            yield _damage(part, broken, None)
        return
    at: int | None = start if start >= part.size or starts_record(part.stream, start, part.packing) else 0
    for _ in range(MOST_BREAKS):
        if at is None or at >= part.size:
            return
        broken = yield from _unbroken(part, at, limit)
        if broken is None:
            return
        at = next_start(part.stream, broken.search_from, part.packing)
        if at != broken.position:
            yield _damage(part, broken, at)
    yield Notice(part.name, f"damaged in {MOST_BREAKS:,} places", "the rest is not read; fetch it again")


def _damage(part: Part, broken: Break, next_at: int | None) -> Notice:
    where = f"{part.name} at byte {broken.position:,}"
    if next_at is None:
        return Notice(where, "cut short or damaged here", "all before it was read; fetch the file again")
    advice = f"read on at byte {next_at:,}; fetch the file again if you need what is between"
    return Notice(where, "a damaged record", advice)


def _unbroken(part: Part, start: int, limit: int) -> Generator[Piece, None, Break | None]:
    """Pages up to the first break, and where that is."""
    part.stream.seek(start)
    last = yield from _held_back(part, part.stream, limit)
    tail = _tail(part, start, last)
    if tail is None:
        return Break(start, start + 1)
    if tail.unread:
        yield from _given(last.held, tail.last)
        return Break(tail.last, tail.last)
    end = end_of_record(part.stream, tail.last, part.size, part.packing)
    if not last.lost and (tail.second or end):
        yield from _given(last.held, tail.second or min(end or 0, part.size))
    if end is None or last.lost:
        return Break(tail.last, end or tail.last + 1)
    return None if end == part.size else Break(min(end, part.size), end)


def _tail(part: Part, start: int, last: Last) -> Tail | None:
    """What stands behind the last answer; ``None`` where no record begins."""
    if last.lost and last.start is not None:
        return Tail(None, last.start)
    begun: list[int] = []
    part.stream.seek(start if last.start is None else last.start)
    try:
        for record in ArchiveIterator(part.stream, parse_http=False, inplace=True):
            at = record.stream_pos
            if at != last.start and record.record_type & ANSWERS:
                return Tail(None, at, unread=True)
            begun[2:] = [at]
    except BaseException as error:
        if not _is_damage(error):
            raise
    return Tail(begun[1] if len(begun) > 1 else None, begun[-1]) if begun else None


def _unbroken_unpacked(part: Part, start: int, limit: int) -> Generator[Piece, None, Break | None]:
    """The same of records that are packed in one."""
    stream = Unpacked(part.stream, part.name)
    try:
        stream.skip_to(start)
    except OSError:
        return Break(stream.tell(), 0)
    last = yield from _held_back(part, stream, limit)
    if not last.broken:
        yield from _given(last.held, stream.tell())
    elif last.start is not None:
        yield from _given(last.held, last.start)  # the same page again is better than none
    return Break(stream.tell(), 0) if last.broken else None


def _given(held: Captured | bool, position: int) -> Iterator[Piece]:
    """A page whose record ends at a position, or one more record that is none, if there is either."""
    if held:
        yield ArchivedPage(*held, position) if isinstance(held, tuple) else 1


def _held_back(part: Part, stream: BinaryIO | Unpacked, limit: int) -> Generator[Piece, None, Last]:
    """The pages from where a stream stands, each once the next answer is reached, and what is left.

    What is no answer is passed over by fastwarc itself, and one record is used for all.
    """
    held: Captured | bool = False
    at: int | None = None
    reading = False
    try:
        for record in ArchiveIterator(stream, ANSWERS, parse_http=False, inplace=True):
            at = record.stream_pos
            if held:
                yield ArchivedPage(*held, at) if isinstance(held, tuple) else 1
                held = False
            reading = True
            try:
                held = captured(record, part.name, limit)
            except SourceError as error:
                yield Notice.of(error)
            reading = False
    except BaseException as error:
        if not _is_damage(error):
            raise
        return Last(at, held, broken=True, lost=reading)
    return Last(at, held)


def _is_damage(error: BaseException) -> bool:
    """Whether fastwarc stopped at damage: by an error, or for some damaged LZ4 data by a panic.

    A panic of what is written in Rust is no `Exception`, and its class stands in no module.
    """
    return isinstance(error, OSError) or type(error).__name__ == "PanicException"
