"""Web archives: which records are pages, what each gives, and what becomes of damage and cuts."""

from __future__ import annotations

import gzip
import tempfile
import zlib
from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.warcs import DATE, PACKINGS, Rec, gzipped, lz4, page, plain

from reportedly.errors import SourceError
from reportedly.sources.archives import ArchivedPage, archive_id, pages_in
from reportedly.sources.archives.encodings import MOST_ENCODINGS, unpacked_body
from reportedly.sources.notices import Notice

BODY = b"<html><p>Norway delivered 12 tanks to Finland.</p></html>"
URL = "https://news.example/a"
Read = Callable[..., list[ArchivedPage | Notice]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """The pages of an archive with these bytes."""

    def reader(data: bytes, start: int = 0, **options: int) -> list[ArchivedPage | Notice]:
        path = tmp_path / "a.warc"
        path.write_bytes(data)
        return list(pages_in(path, start, limit=options.get("limit", 2_000_000), name="a.warc"))

    return reader


def pages(found: Sequence[ArchivedPage | Notice]) -> list[ArchivedPage]:
    return [one for one in found if isinstance(one, ArchivedPage)]


def notices(found: Sequence[ArchivedPage | Notice]) -> list[str]:
    return [str(one) for one in found if isinstance(one, Notice)]


@pytest.mark.parametrize("version", ["1.0", "1.1"])
@pytest.mark.parametrize("write", [plain, gzipped])
def test_a_page_has_its_address_its_time_and_its_charset(
    read: Read, version: str, write: Callable[[Sequence[Rec], str], list[bytes]]
) -> None:
    record = Rec(URL, BODY, content_type="text/html; charset=ISO-8859-2")
    [found] = pages(read(b"".join(write([record], version))))
    assert (found.url, found.fetched, found.payload) == (URL, DATE, BODY)
    assert (found.content_type, found.charset) == ("text/html", "iso-8859-2")
    assert not found.cut


# a record, whether it is a page, and whether it is counted as an answer that is none
RECORDS = [
    (Rec(URL, BODY), True, False),
    (Rec(URL, BODY, content_type="application/xhtml+xml"), True, False),
    (Rec(URL, BODY, content_type="TEXT/HTML"), True, False),
    (Rec(URL, BODY, content_type=""), True, False),
    (Rec(URL, BODY, kind="resource", content_type="text/html"), True, False),
    (Rec(URL, BODY, status="404 Not Found"), False, True),
    (Rec(URL, BODY, status="206 Partial Content"), False, True),
    (Rec(URL, b"{}", content_type="application/json"), False, True),
    (Rec(URL, b"plain", content_type=""), False, True),
    (Rec(URL, b""), False, True),
    (Rec(URL, b"GIF89a", kind="resource", content_type="image/gif"), False, True),
    (Rec(URL, kind="request"), False, False),
    (Rec(URL, BODY, kind="revisit"), False, False),
    (Rec(URL, BODY, kind="metadata", content_type="text/html"), False, False),
    (Rec("dns:news.example", b"news.example 1.2.3.4", kind="resource", content_type="text/dns"), False, True),
    (Rec(URL, BODY, kind="conversion", content_type="text/html"), False, False),
]


@pytest.mark.parametrize(("record", "is_page", "counted"), RECORDS)
@pytest.mark.parametrize("packing", PACKINGS)
def test_only_answers_with_pages_are_read_and_other_answers_counted(
    read: Read, record: Rec, is_page: bool, counted: bool, packing: str
) -> None:
    found = read(b"".join(PACKINGS[packing]([record])))
    assert [one.payload for one in pages(found)] == ([record.body] if is_page else [])
    told = ["a.warc: 1 record that is no HTML page; passed over"] if counted else []
    assert notices(found) == told
    assert all(one.harmless for one in found if isinstance(one, Notice))


@pytest.mark.parametrize(
    ("date", "fetched"),
    [
        ("2022-07-26T10:00:00Z", "2022-07-26T10:00:00Z"),
        ("2022-07-26T10:00:00.123456Z", "2022-07-26T10:00:00Z"),
        ("2022-07", "2022-07"),
        ("lately", None),
    ],
)
def test_the_time_of_fetching_is_edtf(read: Read, date: str, fetched: str | None) -> None:
    [found] = pages(read(b"".join(plain([Rec(URL, BODY, warc={"WARC-Date": date})]))))
    assert found.fetched == fetched


def chunked(data: bytes, size: int = 7) -> bytes:
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x;ext=1\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


# the headers that say how a body is packed, and the body
PACKED = [
    ([("Content-Encoding", "gzip")], gzip.compress(BODY, mtime=0)),
    ([("Content-Encoding", "x-gzip")], gzip.compress(BODY[:9], mtime=0) + gzip.compress(BODY[9:], mtime=0)),
    ([("Content-Encoding", "deflate")], zlib.compress(BODY)),
    ([("Content-Encoding", "deflate")], raw_deflate(BODY)),
    ([("Content-Encoding", "br")], brotli.compress(BODY)),
    ([("Transfer-Encoding", "chunked")], chunked(BODY)),
    ([("content-encoding", "GZIP"), ("Transfer-Encoding", "chunked")], chunked(gzip.compress(BODY, mtime=0))),
    ([("Content-Encoding", "gzip, identity, br")], brotli.compress(gzip.compress(BODY, mtime=0))),
    ([("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")], BODY),  # unpacked by the crawler
    ([("Transfer-Encoding", "chunked")], BODY),
]


@pytest.mark.parametrize(("http", "body"), PACKED)
def test_encodings_are_undone(read: Read, http: list[tuple[str, str]], body: bytes) -> None:
    [found] = read(b"".join(gzipped([Rec(URL, body, http=http)])))
    assert isinstance(found, ArchivedPage), str(found)
    assert found.payload == BODY


BOMB = b"<" * 50_000_000
HOSTILE = [
    ("a page too large", BOMB, "", "more than 1 MB"),
    ("a gzip bomb", gzip.compress(BOMB, mtime=0), "gzip", "more than 1 MB"),
    (
        "gzip within gzip",
        gzip.compress(gzip.compress(BOMB, mtime=0), mtime=0),
        "gzip, gzip",
        "more than 1 MB",
    ),
    ("a deflate bomb", zlib.compress(BOMB), "deflate", "more than 1 MB"),
    ("a brotli bomb", brotli.compress(BOMB, quality=5), "br", "more than 1 MB"),
    ("four times over", b"\x1f\x8b", "gzip, gzip, gzip, gzip", "packed 4 times over"),
    ("unknown", b"\x1f\x8b", "rot13", "packed as 'rot13'"),
    ("damaged gzip", b"\x1f\x8b\x08" + b"x" * 40, "gzip", "damaged gzip data"),
    ("damaged brotli", b"\xff" * 40, "br", "damaged br data"),
    ("damaged deflate", b"\xff" * 40, "deflate", "damaged deflate data"),
]


@pytest.mark.parametrize(
    ("body", "encoding", "told"), [case[1:] for case in HOSTILE], ids=[c[0] for c in HOSTILE]
)
def test_a_body_that_cannot_be_unpacked_within_bounds_is_told(
    read: Read, body: bytes, encoding: str, told: str
) -> None:
    http = [("Content-Encoding", encoding)] if encoding else []
    found = read(b"".join(plain([Rec(URL, body, http=http), page(2)])), limit=1_000_000)
    [line] = notices(found)
    assert line.startswith(f"a.warc ({URL}): ")
    assert told in line
    assert [one.url for one in pages(found)] == [page(2).url]


@given(
    st.binary(max_size=300),
    st.lists(st.sampled_from(["gzip", "br", "deflate", "chunked", "zstd", "x"]), max_size=4),
)
def test_any_body_is_unpacked_or_refused(body: bytes, encodings: list[str]) -> None:
    try:
        assert len(unpacked_body(body, encodings, 1_000, "a")) <= 1_000
    except SourceError:
        assert encodings
    if len(encodings) > MOST_ENCODINGS:
        with pytest.raises(SourceError):
            unpacked_body(body, encodings, 1_000, "a")


def test_a_page_that_was_cut_when_it_was_archived_says_so(read: Read) -> None:
    record = Rec(URL, BODY[:20], warc={"WARC-Truncated": "length"})
    [found] = pages(read(b"".join(gzipped([record]))))
    assert found.cut


NUMBERS = st.lists(st.integers(0, 40), min_size=1, max_size=6, unique=True)


def mixed(numbers: Sequence[int]) -> list[Rec]:
    """Pages of different sizes, and what stands between them."""
    records = [
        Rec("urn:info", b"software: test\r\n", kind="warcinfo", content_type="application/warc-fields")
    ]
    for number in numbers:
        records += [Rec(URL, kind="request"), page(number, size=1 + number * 30)]
        records += [Rec(URL, b"{}", content_type="application/json")] * (number % 2)
    return records


def read_bytes(data: bytes, start: int = 0) -> list[ArchivedPage | Notice]:
    with tempfile.NamedTemporaryFile(suffix=".warc") as file:
        file.write(data)
        file.flush()
        return list(pages_in(file.name, start))


def read_or_told(data: bytes) -> list[ArchivedPage | Notice]:
    """The same, with a notice in place of the error that it is no archive."""
    try:
        return read_bytes(data)
    except SourceError as error:
        return [Notice.of(error)]


@pytest.mark.parametrize("packing", PACKINGS)
@settings(max_examples=15, deadline=None)
@given(NUMBERS)
def test_reading_goes_on_from_any_position_with_exactly_the_rest(packing: str, numbers: list[int]) -> None:
    data = b"".join(PACKINGS[packing](mixed(numbers)))
    everything = pages(read_bytes(data))
    assert [one.url for one in everything] == [page(number).url for number in numbers]
    for number, one in enumerate(everything, 1):
        assert pages(read_bytes(data, one.position)) == everything[number:]


@pytest.mark.parametrize("packing", PACKINGS)
@settings(max_examples=60, deadline=None)
@given(NUMBERS, st.floats(0, 1, exclude_max=True))
def test_a_cut_file_gives_its_first_pages_and_one_notice(
    packing: str, numbers: list[int], share: float
) -> None:
    parts = PACKINGS[packing](mixed(numbers))
    data, ends = b"".join(parts), [0, *accumulate(map(len, parts))]
    cut = int(len(data) * share)
    everything = [one.payload for one in pages(read_bytes(data))]
    found = read_or_told(data[:cut])
    given_first = [one.payload for one in pages(found)]
    assert given_first == everything[: len(given_first)]
    complaints = [one for one in found if isinstance(one, Notice) and not one.harmless]
    assert len(complaints) == (cut not in ends or cut == 0)
    told = "cut short" if cut else "is empty"
    assert all(told in str(one) for one in complaints)


@pytest.mark.parametrize("write", [gzipped, lz4, plain])
@pytest.mark.parametrize("broken", [1, 2, 3])
def test_reading_goes_on_behind_a_broken_record(
    read: Read, write: Callable[[Sequence[Rec]], list[bytes]], broken: int
) -> None:
    parts = write([page(number, size=50) for number in range(5)])
    parts[broken] = b"\xff" * 6 + parts[broken][6:]
    found = read(b"".join(parts))
    assert [one.url for one in pages(found)] == [page(n).url for n in range(5) if n != broken]
    [line] = notices(found)
    start, end = sum(map(len, parts[:broken])), sum(map(len, parts[: broken + 1]))
    assert line.startswith(f"a.warc at byte {start:,}: a damaged record; read on at byte {end:,}")


@pytest.mark.parametrize("write", [gzipped, lz4, plain])
@pytest.mark.parametrize("broken", [2, 4])
def test_no_page_is_lost_to_a_broken_record_between_pages(
    read: Read, write: Callable[[Sequence[Rec]], list[bytes]], broken: int
) -> None:
    asked = Rec(URL, kind="request")
    parts = write([asked, page(1), asked, page(2), asked, page(3)])
    parts[broken] = b"\xff" * 6 + parts[broken][6:]
    found = read(b"".join(parts))
    assert [one.url for one in pages(found)] == [page(n).url for n in (1, 2, 3)]
    start, end = sum(map(len, parts[:broken])), sum(map(len, parts[: broken + 1]))
    told = f"a.warc at byte {start:,}: a damaged record; read on at byte {end:,}"
    assert [line[: len(told)] for line in notices(found)] == [told]


def test_damage_within_a_member_loses_that_record_alone(read: Read) -> None:
    parts = gzipped([page(number, size=50) for number in range(5)])
    parts[2] = parts[2][:-9] + bytes(byte ^ 0x55 for byte in parts[2][-9:])  # data and its check sum
    found = read(b"".join(parts))
    assert [one.url for one in pages(found)] == [page(n).url for n in (0, 1, 3, 4)]
    assert len(notices(found)) == 1


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(PACKINGS)), st.data())
def test_any_damage_is_read_past_or_told(packing: str, data: st.DataObject) -> None:
    whole = bytearray(b"".join(PACKINGS[packing](mixed([1, 2, 3]))))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + 3] = data.draw(st.binary(max_size=5))
    assert all(one.payload for one in pages(read_or_told(bytes(whole))))


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([b"WARC/1.0\r\n", b"\x1f\x8b\x08", b"\x04\x22\x4d\x18", b"PK\x03\x04", b""]),
    st.binary(max_size=300),
)
def test_any_bytes_are_read_or_told(head: bytes, rest: bytes) -> None:
    assert pages(read_or_told(head + rest)) == []


def test_an_empty_file_is_told(read: Read) -> None:
    with pytest.raises(SourceError, match=r"a\.warc: is empty; nothing to read in it; leave it out"):
        read(b"")


def test_a_position_that_begins_no_record_means_the_beginning(read: Read) -> None:
    data = b"".join(gzipped([page(1), page(2)]))
    assert len(pages(read(data, 7))) == 2


def test_an_archive_is_known_by_its_size_and_beginning(tmp_path: Path) -> None:
    here, there = tmp_path / "a.warc", tmp_path / "b.warc"
    here.write_bytes(b"".join(gzipped([page(1)])))
    there.write_bytes(here.read_bytes())
    assert archive_id(here) == archive_id(there)
    there.write_bytes(there.read_bytes() + b"".join(gzipped([page(2)])))
    assert archive_id(here) != archive_id(there)


def test_what_has_been_read_is_told_in_bytes_as_packed(tmp_path: Path) -> None:
    path, told = tmp_path / "a.warc.gz", list[tuple[int, int]]()
    path.write_bytes(b"".join(gzipped([page(number, 300) for number in range(50)])))
    list(pages_in(path, told=lambda read, size: told.append((read, size))))
    size = path.stat().st_size
    assert {whole for _, whole in told} == {size}
    assert [read for read, _ in told] == sorted(read for read, _ in told)
    assert told[-1][0] == size


@pytest.mark.parametrize("broken", [0, 1])
def test_an_lz4_block_that_cannot_be_unpacked_is_told(read: Read, broken: int) -> None:
    parts = lz4([page(number, size=50) for number in range(3)])
    parts[broken] = parts[broken][:11] + b"\0\xff\xff" * 20 + parts[broken][71:]  # offsets before the block
    found = read(b"".join(parts))
    assert [one.url for one in pages(found)] == [page(n).url for n in range(3) if n != broken]
    [line] = notices(found)
    assert "a damaged record" in line
