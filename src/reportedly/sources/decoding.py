"""Bytes to text, and bytes that are no text.

A byte-order mark first, then UTF-8, whatever is declared: no other encoding passes for it by chance. What
is neither is guessed, and the guess is said: the encoding that HTTP declared, then the one that the page
declares, as browsers understand them (WHATWG Encoding Standard); else Windows-1252 where a text is mostly
ASCII, which is what English text that is not UTF-8 nearly always is; else what uchardet detects.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from resiliparse.parse.encoding import detect_encoding, map_encoding_to_html5

from reportedly.errors import SourceError
from reportedly.sources.streams import recoded

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
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}charset=[\"']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,100}encoding=[\"']([\w.:-]{1,40})", re.I
)
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


def decode_page(data: bytes, charset: str | None = None) -> Decoded:
    """The source of an HTML page; ``charset`` is what HTTP said of it."""
    data = b"".join(recoded(data, iter(())))
    found = _DECLARED.search(data, 0, 2048)
    return decode(data, charset, (found[1] or found[2]).decode("ascii", "replace") if found else None)


def decode(data: bytes, *declared: str | None) -> Decoded:
    """The text of ``data``; ``declared`` are the encodings named for it, the first that fits counts."""
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


def _guessed(data: bytes, declared: Sequence[str | None]) -> Decoded:
    guesses = (*(_meant(label) for label in declared), _mostly_ascii(data), detect_encoding(data, _SAMPLE))
    for encoding in guesses:
        if encoding and (text := _decoded(data, encoding)) is not None:
            return Decoded(text, f"is not UTF-8; read as {encoding}")
    return Decoded(data.decode("cp1252", "replace"), "is in no known encoding; read as cp1252")


def _meant(label: str | None) -> str | None:
    """The encoding that browsers take a label for; what is of Unicode has been tried before."""
    encoding = map_encoding_to_html5(label.strip(), fallback_utf8=False) if label else None
    return None if encoding is None or encoding.startswith("utf") else str(encoding)


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeError):
        return None


def _mostly_ascii(data: bytes) -> str | None:
    foreign = len(re.findall(rb"[\x80-\xff]", data[:_SAMPLE]))
    return "cp1252" if foreign * 10 < len(data[:_SAMPLE]) else None
