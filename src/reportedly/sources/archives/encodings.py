"""Bodies as HTTP sent them, unpacked within bounds.

Many crawlers store a body unpacked and leave the header that says how it was packed. So a body that
does not look as its header says is taken to be unpacked already.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO

import brotli
from fastwarc.stream_io import ZstdReader

from reportedly.errors import SourceError
from reportedly.sources.streams import too_large

MOST_ENCODINGS = 3
"""How often a body may be packed over: one transfer and two content encodings are seen, more is a bomb."""

_SIZE = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_MARKUP = re.compile(rb"[\s\xef\xbb\xbf]*<[!?a-zA-Z]")
_ADVICE = "fetch the page again"


def unpacked_body(body: bytes, encodings: Sequence[str], limit: int, where: str) -> bytes:
    """The body without its encodings, the one applied last being undone first; as far as it goes, if cut.

    Raises:
        SourceError: more than ``limit`` bytes come of it, or it cannot be unpacked.

    """
    if len(encodings) > MOST_ENCODINGS:
        raise SourceError(where, f"packed {len(encodings)} times over", "no honest page is; leave it out")
    for encoding in reversed(encodings):
        unpack = _UNPACKED.get(encoding)
        if unpack is None:
            raise SourceError(where, f"packed as {encoding[:40]!r}, which is not read", _ADVICE)
        try:
            body = unpack(body, limit + 1)
        except (zlib.error, brotli.error, OSError) as error:
            raise SourceError(where, f"damaged {encoding} data ({error})", _ADVICE) from error
        if len(body) > limit:
            raise too_large(where, limit)
    return body


def named_encodings(header: str) -> list[str]:
    """The encodings that a header names, in the order in which they were applied.

    >>> named_encodings("gzip, identity, BR")
    ['gzip', 'br']
    """
    names = (name.strip().lower() for name in header.split(","))
    return [name for name in names if name not in {"", "identity", "none", "utf-8"}]


def _chunks(body: bytes, most: int) -> bytes:
    """The chunks of a chunked body (RFC 9112, 7.1), joined."""
    found, at, size = [], 0, 0
    while (head := _SIZE.match(body, at)) and (length := int(head[1], 16)) and size < most:
        found.append(body[head.end() : head.end() + length])
        size += len(found[-1])
        at = head.end() + length
        at += 2 if body.startswith(b"\r\n", at) else 1
    return b"".join(found) if found else body


def _gzip(body: bytes, most: int) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    found, size = [], 0
    while body.startswith(b"\x1f\x8b") and size < most:
        member = zlib.decompressobj(wbits=31)
        found.append(member.decompress(body, most - size))
        size += len(found[-1])
        body = member.unused_data
    return b"".join(found)


def _deflate(body: bytes, most: int) -> bytes:
    """What servers call deflate: the zlib format, or the bare data (RFC 9110, 8.4.1.2)."""
    if _MARKUP.match(body):
        return body
    try:
        return zlib.decompressobj().decompress(body, most)
    except zlib.error:
        return zlib.decompressobj(wbits=-15).decompress(body, most)


def _brotli(body: bytes, most: int) -> bytes:
    if _MARKUP.match(body):
        return body
    unpacker = brotli.Decompressor()
    found = [unpacker.process(body, output_buffer_limit=most)]
    size = len(found[0])
    while size < most and not unpacker.can_accept_more_data() and not unpacker.is_finished():
        found.append(unpacker.process(b"", output_buffer_limit=most - size))
        size += len(found[-1])
    return b"".join(found)


def _zstd(body: bytes, most: int) -> bytes:
    if not body.startswith(b"\x28\xb5\x2f\xfd"):
        return body
    data: bytes = ZstdReader(BytesIO(body)).read(most)
    return data


_UNPACKED: Mapping[str, Callable[[bytes, int], bytes]] = {
    "chunked": _chunks,
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
