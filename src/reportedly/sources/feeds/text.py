"""From bytes to text, and from text to one line that people read."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lxml.html import defs

from reportedly.errors import SourceError
from reportedly.sources.decoding import Decoded, decode
from reportedly.sources.feeds.forms import Text
from reportedly.sources.notices import megabytes
from reportedly.sources.streams import recoded, unpacked

MOST_BYTES = 50_000_000
"""Bytes of one document, unpacked: what the sitemaps protocol allows, and more than any feed has."""

_GZIP = b"\x1f\x8b"
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)

# Neither part ever looks past the next "<" or "<!--", so time stays in proportion to the text.
_TAG = re.compile(
    rf"</?(?:{'|'.join(sorted(defs.tags))})(?:[\s/][^<>]*+)?>|<!--(?:(?!-->|<!--).)*+-->", re.I | re.S
)
_BREAKING = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|td|th|table|blockquote)\b", re.I)

# What moves the text around it on a screen: overrides, embeddings and isolates (UAX 9). The mere
# marks stay, since right-to-left headlines need them.
_UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
# Numbers meant in Windows-1252, as browsers take them (HTML, numeric character reference end state).
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_CONTROLS = dict.fromkeys((*range(0x20), 0x7F), " ") | {code: to or " " for code, to in _WINDOWS.items()}
_LONGEST_LINE = 2_000


def text_of(data: bytes, where: str, content_type: str | None = None) -> Decoded:
    """The text of a document that may be packed and in any encoding.

    A byte-order mark counts most, then UTF-8 where the bytes are UTF-8, whatever else is
    declared; what the document declares, then what HTTP said, then a guess.

    Raises:
        SourceError: it is damaged gzip data, or more than `MOST_BYTES`.

    """
    plain = b"".join(_bounded(recoded(_opened(data, where), iter(())), where))
    declared = _DECLARED.search(plain, 0, 4096)
    charset = _CHARSET.search(content_type or "")
    label = declared[1].decode() if declared else charset[1] if charset else None
    return decode(plain, label)


def _opened(data: bytes, where: str) -> bytes:
    if not data.startswith(_GZIP):
        return data
    return b"".join(_bounded(unpacked((data,), where), where))


def _bounded(parts: Iterator[bytes], where: str) -> Iterator[bytes]:
    size = 0
    for part in parts:
        size += len(part)
        if size > MOST_BYTES:
            raise SourceError(where, f"is more than {megabytes(MOST_BYTES)}", "split it, or leave it out")
        yield part


def line_of(text: Text | None) -> str | None:
    """The plain text of a title or name, in one line; ``None`` where nothing is left.

    Titles are HTML in one feed and plain in the next and seldom say which, so only what is HTML
    beyond doubt is taken for mark-up.

    >>> line_of(Text("Kazra <b>buys</b> 5 &lt; 7 drones &amp;amp; more"))
    'Kazra buys 5 < 7 drones & more'
    """
    if text is None:
        return None
    shown = _UNSEEN.sub("", untagged(text.text) if text.html else html.unescape(text.text))
    return " ".join(shown.translate(_CONTROLS).split())[:_LONGEST_LINE].strip() or None


def untagged(markup: str) -> str:
    """The text of HTML, without what is shown of nothing but mark-up.

    >>> untagged("<p>Kazra sold</p><p>drones.<img src='x'></p>").split()
    ['Kazra', 'sold', 'drones.']
    """
    text = _TAG.sub(_gap, markup) if "<" in markup else markup
    return unescaped(text)


def _gap(tag: re.Match[str]) -> str:
    return " " if _BREAKING.match(tag[0]) else ""


def unescaped(text: str) -> str:
    """The text without entities, also where they were escaped twice."""
    once = html.unescape(text) if "&" in text else text
    return html.unescape(once) if "&" in once else once
