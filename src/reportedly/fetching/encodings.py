"""Decompressing a body as it comes, and no further than a limit.

A few bytes can stand for gigabytes, once or through two encodings in turn, so what comes out is taken in
small pieces and counted at every stage. What is over the limit is never made.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from typing import Protocol

import brotli

from reportedly.errors import FetchProblem

ACCEPTED = "gzip, deflate, br"
MOST_NESTED = 2

_PIECE = 65_536
_MOST_MEMBERS = 1_000  # of one gzip body; empty ones take time and give nothing to count


class BodyError(Exception):
    """A body that cannot be taken: what is wrong, what to do, and of which kind it is."""

    def __init__(self, problem: str, advice: str, kind: FetchProblem = FetchProblem.PROTOCOL) -> None:
        super().__init__(problem)
        self.problem = problem
        self.advice = advice
        self.kind = kind


class Layer(Protocol):
    """One encoding of a body."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What is decompressed of ``data``, in pieces."""

    def is_whole(self) -> bool:
        """Whether the body has come to its end."""


def encodings_of(header: str) -> tuple[str, ...]:
    """The encodings that headers name, in the order in which they were applied, but for the framing.

    >>> encodings_of("Identity, x-gzip , BR")
    ('x-gzip', 'br')

    Raises:
        BodyError: there are too many, or one that is not known.

    """
    named = [name.strip().lower() for name in header.split(",")]
    applied = tuple(name for name in named if name not in ("", "identity", "chunked"))
    unknown = [name for name in applied if name not in _LAYERS]
    if unknown:
        raise BodyError(f"the body is encoded as {unknown[0][:40]!r}", f"only {ACCEPTED} are read")
    if len(applied) > MOST_NESTED:
        raise BodyError(f"the body is encoded {len(applied)} times over", "nobody sends a page so")
    return applied


class Body:
    """A body that comes in parts, decompressed by each of its encodings, last applied first."""

    def __init__(self, encodings: Sequence[str], most: int) -> None:
        self._layers = [_LAYERS[name]() for name in reversed(encodings)]
        self._counts = [0] * (len(encodings) + 1)
        self._most = most
        self._taken = bytearray()

    def feed(self, data: bytes) -> None:
        """Take the next part.

        Raises:
            BodyError: the body is larger than the limit, or not encoded as it says.

        """
        try:
            for piece in self._through(0, data):
                self._taken += piece
        except (zlib.error, brotli.error) as error:
            raise BodyError("the body is not encoded as it says", "tell those who run the site") from error

    def whole(self) -> bytes:
        """The body, once all of it has come.

        Raises:
            BodyError: it breaks off.

        """
        if self._counts[0] and not all(layer.is_whole() for layer in self._layers):
            raise BodyError("the body breaks off before its end", "try again later")
        return bytes(self._taken)

    def _through(self, stage: int, data: bytes) -> Iterator[bytes]:
        if not data:
            return
        self._counts[stage] += len(data)
        if self._counts[stage] > self._most:
            problem = f"the body is of more than {self._most:,} bytes"
            raise BodyError(problem, "what is so large is not read", FetchProblem.TOO_LARGE)
        if stage == len(self._layers):
            yield data
            return
        for piece in self._layers[stage].feed(data):
            yield from self._through(stage + 1, piece)


class _Gzip:
    """gzip (RFC 1952): one member or several, and after them anything at all, which is ignored."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(wbits=31)
        self._members = 1
        self._over = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data and not self._over:
            if self._member.eof:
                self._next(data)
            else:
                yield from _inflated(self._member, data)
                data = self._member.unused_data

    def is_whole(self) -> bool:
        return self._member.eof

    def _next(self, data: bytes) -> None:
        self._over = not data.startswith(b"\x1f")
        if self._over:
            return
        self._members += 1
        if self._members > _MOST_MEMBERS:
            raise BodyError("the body is in more pieces than any site sends", "it is not read")
        self._member = zlib.decompressobj(wbits=31)


class _Deflate:
    """zlib's format (RFC 1950), or the bare one (RFC 1951) that some send for it."""

    def __init__(self) -> None:
        self._stream: zlib._Decompress | None = None

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._stream is None:
            # zlib's first byte names its method, 8; a bare stream cannot begin so.
            self._stream = zlib.decompressobj(wbits=15 if data[0] & 0x0F == 8 else -15)
        if not self._stream.eof:
            yield from _inflated(self._stream, data)

    def is_whole(self) -> bool:
        return self._stream is not None and self._stream.eof


class _Brotli:
    """Brotli (RFC 7932)."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    def feed(self, data: bytes) -> Iterator[bytes]:
        yield self._stream.process(data, output_buffer_limit=_PIECE)
        while not self._stream.can_accept_more_data():
            yield self._stream.process(b"", output_buffer_limit=_PIECE)

    def is_whole(self) -> bool:
        return bool(self._stream.is_finished())


def _inflated(stream: zlib._Decompress, data: bytes) -> Iterator[bytes]:
    """What comes of ``data``, up to the end of the stream. A full piece may leave more behind."""
    while not stream.eof:
        piece = stream.decompress(data, _PIECE)
        yield piece
        data = stream.unconsumed_tail
        if not data and len(piece) < _PIECE:
            return


_LAYERS: dict[str, type[_Gzip] | type[_Deflate] | type[_Brotli]] = {
    "gzip": _Gzip,
    "x-gzip": _Gzip,
    "deflate": _Deflate,
    "br": _Brotli,
}
