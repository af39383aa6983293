"""A record of a web archive (ISO 28500) as the page that it holds, if it holds one."""

from __future__ import annotations

import re

import msgspec
from fastwarc.warc import WarcRecord, WarcRecordType

from reportedly.sources.archives.encodings import named_encodings, unpacked_body
from reportedly.sources.streams import too_large

_RESPONSE, _RESOURCE = WarcRecordType.response, WarcRecordType.resource
_HTML = frozenset(("text/html", "application/xhtml+xml"))
_LOOKS_LIKE_HTML = re.compile(rb"[\s\xef\xbb\xbf]*(?:<!--|<\?xml\b|<!doctype\s+html|<html|<head|<body)", re.I)
_CHARSET = re.compile(r";\s*charset=\s*\"?([\w.:-]{1,40})", re.I)
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d:\d\d)?)?)?")


class ArchivedPage(msgspec.Struct, frozen=True):
    """A page as it was fetched: its bytes without any HTTP encoding, where from, and when (EDTF, UTC).

    ``charset`` is what HTTP said. ``start`` is where its record begins, ``position`` where the next
    one does: where to resume. ``cut`` is whether the archive holds no more than a beginning of it.
    """

    url: str | None
    fetched: str | None
    payload: bytes
    content_type: str | None
    charset: str | None
    position: int
    start: int = 0
    cut: bool = False


def captured(record: WarcRecord, name: str, limit: int) -> ArchivedPage | bool:
    """The page of a record, without its position; else whether it is an answer that is no HTML page.

    Raises:
        SourceError: the page is larger than ``limit`` bytes, or cannot be unpacked.
        OSError: the archive is damaged here.

    """
    kind = record.record_type
    if kind == _RESPONSE and record.is_http:
        record.parse_http()
        if record.http_headers.status_code != 200:
            return True
        content_type, charset = record.http_content_type, record.http_charset
    elif kind in (_RESPONSE, _RESOURCE):
        given = record.headers.get("Content-Type", "")
        content_type, named = given.partition(";")[0].strip().lower() or None, _CHARSET.search(given)
        charset = named[1] if named else None
    else:
        return False
    if content_type is not None and content_type.lower() not in _HTML:
        return True
    return _page(record, content_type, charset, f"{name} ({record.headers.get('WARC-Target-URI')})", limit)


def _page(
    record: WarcRecord, content_type: str | None, charset: str | None, where: str, limit: int
) -> ArchivedPage | bool:
    length = record.content_length
    payload = record.reader.read(limit + 1)
    if len(payload) > limit:
        raise too_large(where, limit)
    short = len(payload) < length
    if not payload or (content_type is None and not _LOOKS_LIKE_HTML.match(payload)):
        return True
    if record.is_http:
        sent = record.http_headers
        encodings = named_encodings(sent.get("Content-Encoding"), sent.get("Transfer-Encoding"))
        payload = unpacked_body(payload, encodings, limit, where) if encodings else payload
    headers = record.headers
    return ArchivedPage(
        url=_address(headers.get("WARC-Target-URI")),
        fetched=_moment(headers.get("WARC-Date")),
        payload=payload,
        content_type=content_type,
        charset=charset,
        position=0,
        start=record.stream_pos,
        cut=short or bool(headers.get("WARC-Truncated") or headers.get("WARC-Segment-Number")),
    )


def _address(given: str | None) -> str | None:
    """A target URI, which writers of WARC 1.0 put between angle brackets."""
    return given.strip("<> \t") or None if given else None


def _moment(given: str | None) -> str | None:
    """A WARC-Date, which may have parts of a second and may leave out the time (WARC 1.1), as EDTF."""
    found = _DAY.match(given) if given else None
    if found is None:
        return None
    return f"{found[0]}Z" if "T" in found[0] else found[0]


