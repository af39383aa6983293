"""A mailbox in mbox form (RFC 4155): its messages one by one, in the memory that one of them takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from reportedly.sources.notices import Notice
from reportedly.sources.streams import too_large

_FROM = re.compile(rb"From [^\n]{1,300}\d{1,2}:\d\d(?::\d\d)?[^\n]{0,40}\d{4}[^\n]{0,10}\r?\n")
_QUOTED = re.compile(rb"^>(?=>*From )", re.M)


class Message(msgspec.Struct, frozen=True):
    """One message's bytes, and the positions where it and the next one begin in the unpacked mailbox."""

    data: bytes
    start: int
    position: int


def begins_mailbox(head: bytes) -> bool:
    """Whether bytes begin as a mailbox does."""
    return _FROM.match(head) is not None


def messages_in(parts: Iterable[bytes], name: str, start: int, limit: int) -> Iterator[Message | Notice]:
    """The messages of a mailbox that begin at a position or behind it, and what is too large to be one.

    Raises:
        SourceError: the bytes cannot be read on.

    """
    held, size, began, at, blank = list[bytes](), 0, -1, 0, True
    for line in _lines(parts, limit):
        if blank and _FROM.match(line):
            if began >= start:
                yield _message(held, size, began, at, limit, name)
            held, size, began = [], 0, at
        elif began >= 0:
            size += len(line)
            if size <= limit:
                held.append(line)
        at += len(line)
        blank = not line.strip(b"\r\n")
    if began >= start:
        yield _message(held, size, began, at, limit, name)


def _message(held: list[bytes], size: int, began: int, at: int, limit: int, name: str) -> Message | Notice:
    if size > limit:
        return Notice.of(too_large(f"{name} at byte {began:,}", limit))
    return Message(_QUOTED.sub(b"", b"".join(held)), began, at)


def _lines(parts: Iterable[bytes], limit: int) -> Iterator[bytes]:
    """Lines with their ends; one that is longer than a message may be comes in pieces."""
    rest = b""
    for part in parts:
        *lines, rest = (rest + part).splitlines(keepends=True) or [b""]
        yield from lines
        if rest.endswith(b"\n") or len(rest) > limit:
            yield rest
            rest = b""
    if rest:
        yield rest
