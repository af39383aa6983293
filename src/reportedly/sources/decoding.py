"""Bytes to text, and bytes that are no text.

UTF-8 first. What is not UTF-8 is guessed, and the guess is said: a declared encoding, else
Windows-1252 where a text is mostly ASCII (what English text that is not UTF-8 nearly always is,
WHATWG Encoding Standard), else the best guess of charset-normalizer.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from charset_normalizer import from_bytes

from reportedly.errors import SourceError

# First bytes of what people put beside articles by mistake (file(1)'s magic database).
_MAGIC = tuple(
    (re.compile(magic, re.S), what, advice)
    for magic, what, advice in (
        (rb"%PDF-", "a PDF document", "turn it into text first (pdftotext)"),
        (rb"PK\x03\x04", "a zip archive or an Office document", "unpack it, or save it as text"),
        (rb"\xd0\xcf\x11\xe0", "an Office document", "save it as text or HTML"),
        (rb"\{\\rtf", "a rich text document", "save it as text or HTML"),
        (rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP|II\*\0|MM\0\*", "an image", "give its text"),
        (rb"\x1f\x8b", "gzip data within gzip data", "unpack it once"),
        (rb"BZh\d1AY&SY|\xfd7zXZ\0|\x28\xb5\x2f\xfd|7z\xbc\xaf|Rar!\x1a", "packed", "unpack it first"),
        (rb"SQLite format 3\0", "a SQLite database", "export its articles as JSON Lines"),
        (rb"PAR1", "a Parquet file", "export its articles as JSON Lines"),
        (rb"\x7fELF|MZ\x90\0", "a program", "give a text instead"),
    )
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_RECORD = re.compile(rb"^[ \t]*\{[ \t]*\"", re.M)
_WINDOWS = re.compile(r"(?:us-)?ascii|iso-?8859-?1|latin-?1|cp1252|windows-1252")
_LEGACY = re.compile(r"iso-?8859|windows-|cp125|koi8|gb|big5|euc-|shift|macintosh")
_SAMPLE = 1 << 16


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and what is doubtful about how it was decoded (``None``: nothing)."""

    text: str
    doubt: str | None = None


def refuse_binary(head: bytes, where: str) -> None:
    """Nothing, for what may be text.

    Raises:
        SourceError: the first bytes are those of something else, or hold more control
            characters than any text (one in a hundred, where there are more than three).
            Bytes with a line that begins a JSON record may hold anything beside it.

    """
    for magic, what, advice in _MAGIC:
        if magic.match(head):
            raise SourceError(where, f"is {what}, not text", advice)
    sample = head[:_SAMPLE]
    controls = len(_CONTROL.findall(sample))
    many = controls * 10 > len(sample) or (controls > 3 and controls * 100 > len(sample))
    if many and not _RECORD.search(sample):
        raise SourceError(where, "is binary data, not text", "give text, HTML, Markdown or JSON Lines")


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of ``data``; ``declared`` is the encoding that the document itself names."""
    try:
        return Decoded(data.decode())
    except UnicodeDecodeError:
        return _damaged(data) or _guessed(data, declared)


def _damaged(data: bytes) -> Decoded | None:
    """UTF-8 with a few bytes that are none, as from a text cut within a character."""
    text = data.decode(errors="replace")
    bad = text.count("\ufffd")
    good = len(text) - bad - len(text.encode("ascii", "ignore"))
    if good < bad:  # bytes of another encoding hardly ever make a character of UTF-8
        return None
    return Decoded(text, f"{bad} bytes that are not UTF-8 were replaced by U+FFFD")


def _guessed(data: bytes, declared: str | None) -> Decoded:
    for guess in (_of_page(declared), _mostly_ascii, _normalizer):
        if (encoding := guess(data)) and (text := _decoded(data, encoding)) is not None:
            return Decoded(text, f"is not UTF-8; read as {encoding}")
    return Decoded(data.decode("cp1252", "replace"), "is in no known encoding; read as cp1252")


def _of_page(declared: str | None) -> Callable[[bytes], str | None]:
    """What a page means by the encoding that it declares (WHATWG Encoding Standard, 4.2)."""
    label = (declared or "").lower()
    if _WINDOWS.fullmatch(label):
        return lambda _: "cp1252"
    return lambda _: label if _LEGACY.match(label) else None


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeError):
        return None


def _mostly_ascii(data: bytes) -> str | None:
    foreign = len(re.findall(rb"[\x80-\xff]", data[:_SAMPLE]))
    return "cp1252" if foreign * 10 < len(data[:_SAMPLE]) else None


def _normalizer(data: bytes) -> str | None:
    best = from_bytes(data[:_SAMPLE]).best()
    return best.encoding if best else None
