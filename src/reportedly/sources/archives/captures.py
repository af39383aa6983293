"""A record of a web archive (ISO 28500) as the page that it holds, if it holds one."""

from __future__ import annotations

import re
from typing import TypeAlias

import msgspec
from fastwarc.warc import WarcHeader, WarcRecord, WarcRecordType

from reportedly.sources.archives.encodings import named_encodings, unpacked_body
from reportedly.sources.streams import too_large

ANSWERS = WarcRecordType.response | WarcRecordType.resource
"""The records that may hold a page."""

_RESOURCE = WarcRecordType.resource
_URI, _DATE, _TYPE = WarcHeader.WARC_TARGET_URI, WarcHeader.WARC_DATE, WarcHeader.CONTENT_TYPE
_TRUNCATED = WarcHeader.WARC_TRUNCATED
_USUAL = (b"<!", b"<html")
_MARKUP = re.compile(rb"[\s\xef\xbb\xbf]*<[!?a-zA-Z]")
_HTML = frozenset(("text/html", "application/xhtml+xml"))
_LOOKS_LIKE_HTML = re.compile(rb"[\s\xef\xbb\xbf]*(?:<!--|<\?xml\b|<!doctype\s+html|<html|<head|<body)", re.I)
_CHARSET = re.compile(r";\s*charset=\s*\"?([\w.:-]{1,40})", re.I)
_DAY = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d(T\d\d:\d\d:\d\d)?)?)?)Z?", re.A)


class ArchivedPage(msgspec.Struct, frozen=True):
    """A page as it was fetched: its bytes without any HTTP encoding, where from, and when.

    ``date`` is when, as the archive has it, and ``charset`` what HTTP said. ``cut`` is whether the archive
    holds no more than a beginning of the page. ``start`` is where its record begins, ``position`` where
    reading goes on behind it.
    """

    url: str | None
    date: str | None
    payload: bytes
    content_type: str | None
    charset: str | None
    cut: bool
    start: int
    position: int

    @property
    def fetched(self) -> str | None:
        """When the page was fetched (EDTF, UTC)."""
        return _moment(self.date)


Captured: TypeAlias = tuple[str | None, str | None, bytes, str | None, str | None, bool, int]
"""The fields of an `ArchivedPage` but the last, which is known once the next record is reached."""


def captured(record: WarcRecord, name: str, limit: int) -> Captured | bool:
    """The page of a record, without its position; else whether it is an answer that is no HTML page.

    Raises:
        SourceError: the page is larger than ``limit`` bytes, or cannot be unpacked.
        OSError: the archive is damaged here.

    """
    if record.is_http:
        record.parse_http()
        if record.http_headers.status_code != 200:
            return True
        content_type, charset = record.http_content_type, record.http_charset
    elif record.record_type == _RESOURCE:
        content_type, charset = _said(record.headers.get(_TYPE))
    else:
        return True
    if content_type not in _HTML and content_type is not None and content_type.lower() not in _HTML:
        return True
    payload, length = record.reader.read(limit + 1), record.content_length
    if not payload or (content_type is None and not _LOOKS_LIKE_HTML.match(payload)):
        return True
    headers = record.headers
    url = _address(headers.get(_URI))
    if len(payload) > limit:
        raise too_large(f"{name} ({url})", limit)
    cut = len(payload) < length or headers.contains_key(_TRUNCATED)
    # What looks like a page is one, whatever its headers say; asking them costs as much as all the rest.
    if not (payload.startswith(_USUAL) or _MARKUP.match(payload)) and (encodings := _encodings(record)):
        payload = unpacked_body(payload, encodings, limit, f"{name} ({url})")
    return url, headers.get(_DATE), payload, content_type, charset, cut, record.stream_pos


def _encodings(record: WarcRecord) -> list[str]:
    """What the body was packed with, in order: its content's encodings, then those of the transfer."""
    if not record.is_http:
        return []
    sent = record.http_headers
    values = (*sent.get_multiple("Content-Encoding"), *sent.get_multiple("Transfer-Encoding"))
    return [encoding for value in values for encoding in named_encodings(value)]


def _said(content_type: str | None) -> tuple[str | None, str | None]:
    """Type and charset of a Content-Type header."""
    given = content_type or ""
    named = _CHARSET.search(given)
    return given.partition(";")[0].strip().lower() or None, named[1] if named else None


def _address(given: str | None) -> str | None:
    """A target URI, which writers of WARC 1.0 put between angle brackets."""
    return given.strip("<> \t") or None if given else None


def _moment(given: str | None) -> str | None:
    """A WARC-Date, which may have parts of a second and may leave out the time (WARC 1.1), as EDTF."""
    found = _DAY.match(given) if given else None
    if found is None or found.end() == len(found.string):
        return found and found.string
    return f"{found[1]}Z" if found[2] else found[1]
