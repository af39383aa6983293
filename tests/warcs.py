"""Web archives for tests, as warcio and fastwarc write them."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from uuid import NAMESPACE_URL, uuid5

from fastwarc.stream_io import Lz4Writer
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HTML = "text/html; charset=utf-8"
DATE = "2022-07-26T10:00:00Z"


@dataclass(frozen=True, slots=True)
class Rec:
    """A record to write. ``http`` are the headers of its answer, ``warc`` those of the record."""

    url: str
    body: bytes = b""
    kind: str = "response"
    status: str = "200 OK"
    content_type: str = HTML
    http: Sequence[tuple[str, str]] = ()
    warc: Mapping[str, str] | None = None


def page(number: int, size: int = 1) -> Rec:
    """An ordinary answer with a page."""
    text = f"Norway delivered {number} tanks to Finland, officials said on Tuesday. " * size
    return Rec(f"https://news.example/{number}", f"<html><body><p>{text}</p></body></html>".encode())


def plain(records: Iterable[Rec], version: str = "1.1") -> list[bytes]:
    """Each record's bytes, as they are."""
    return [_written(record, version, packed=False) for record in records]


def gzipped(records: Iterable[Rec], version: str = "1.1") -> list[bytes]:
    """Each record in a gzip member of its own."""
    return [_written(record, version, packed=True) for record in records]


def lz4(records: Iterable[Rec]) -> list[bytes]:
    """Each record in an LZ4 frame of its own."""
    framed = []
    for data in plain(records):
        out = BytesIO()
        writer = Lz4Writer(out)
        writer.write(data)
        writer.close()
        framed.append(out.getvalue())
    return framed


def all_in_one(records: Iterable[Rec]) -> list[bytes]:
    """All records in one gzip member."""
    return [gzip.compress(b"".join(plain(records)), mtime=0)]


PACKINGS: Mapping[str, Callable[[Sequence[Rec]], list[bytes]]] = {
    "plain": plain,
    "gzip": gzipped,
    "lz4": lz4,
    "all in one": all_in_one,
}


def _written(record: Rec, version: str, *, packed: bool) -> bytes:
    out = BytesIO()
    writer = WARCWriter(out, gzip=packed, warc_version=version)
    identity = f"<urn:uuid:{uuid5(NAMESPACE_URL, record.url + record.kind)}>"  # the same each time
    headers = {"WARC-Date": DATE, "WARC-Record-ID": identity, **(record.warc or {})}
    made = writer.create_warc_record(
        record.url,
        record.kind,
        payload=BytesIO(record.body),
        http_headers=_http(record),
        warc_headers_dict=headers,
        warc_content_type="" if record.kind in {"response", "request", "revisit"} else record.content_type,
    )
    writer.write_record(made)
    return out.getvalue()


def _http(record: Rec) -> StatusAndHeaders | None:
    if record.kind == "request":
        return StatusAndHeaders("GET / HTTP/1.1", [("Host", "news.example")], is_http_request=True)
    if record.kind not in {"response", "revisit"} or record.url.startswith("dns:"):
        return None
    named = [("Content-Type", record.content_type)] if record.content_type else []
    return StatusAndHeaders(record.status, [*named, *record.http], protocol="HTTP/1.1")
