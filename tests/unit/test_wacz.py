"""WACZ files: the archives in them are read in place, and nothing that a zip file may try is obeyed."""

from __future__ import annotations

import stat
import struct
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

import pytest
from tests.warcs import all_in_one, gzipped, page, plain

from reportedly.errors import SourceError
from reportedly.sources.archives import ArchivedPage, pages_in
from reportedly.sources.notices import Notice

GOOD = b"".join(gzipped([page(1), page(2)]))
MORE = b"".join(plain([page(3)]))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder to work in, in which nothing may be written but ``a.wacz``."""
    here = tmp_path / "deep" / "down"
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    yield
    files = [path.name for path in tmp_path.rglob("*") if not path.is_dir()]
    assert files == ["a.wacz"]


def made(members: Sequence[tuple[str | ZipInfo, bytes]], how: int = ZIP_STORED) -> None:
    with ZipFile("a.wacz", "w", how) as archive:
        for name, data in members:
            archive.writestr(name, data)


def read(start: int = 0) -> tuple[list[int], list[str]]:
    """The numbers of the pages read, and what was told."""
    found = list(pages_in("a.wacz", start))
    urls = [one.url or "" for one in found if isinstance(one, ArchivedPage)]
    return [int(url.rpartition("/")[2]) for url in urls], [
        str(one) for one in found if isinstance(one, Notice)
    ]


BESIDE = [
    ("datapackage.json", b"{}"),
    ("pages/pages.jsonl", b"{}"),
    ("indexes/index.cdx.gz", b"\x1f\x8b"),
    ("../../evil.txt", b"x"),
]


@pytest.mark.parametrize("how", [ZIP_STORED, ZIP_DEFLATED])
def test_all_archives_of_a_file_are_read_in_order(how: int) -> None:
    made([*BESIDE, ("archive/b.warc.gz", GOOD), ("archive/a.warc", MORE)], how)
    assert read() == ([1, 2, 3], [])


@pytest.mark.parametrize("how", [ZIP_STORED, ZIP_DEFLATED])
def test_reading_goes_on_from_any_position(how: int) -> None:
    one = b"".join(all_in_one([page(number, 50) for number in (4, 5, 6)]))
    made([("archive/a.warc.gz", GOOD), ("archive/b.warc.gz", one), ("archive/c.warc", MORE)], how)
    found = [page for page in pages_in("a.wacz") if isinstance(page, ArchivedPage)]
    assert len({page.position for page in found}) == 6
    for number, one_page in enumerate(found, 1):
        rest = [page for page in pages_in("a.wacz", one_page.position) if isinstance(page, ArchivedPage)]
        assert rest == found[number:]


def link() -> ZipInfo:
    info = ZipInfo("archive/link.warc.gz")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


# a hostile member beside a good one, and what is told of it
MEMBERS: list[tuple[str, str | ZipInfo, bytes, int, str]] = [
    ("path traversal", "archive/../../../evil.warc.gz", GOOD, ZIP_STORED, "outside archive/"),
    ("above", "../archive/evil.warc.gz", GOOD, ZIP_STORED, "outside archive/"),
    ("absolute name", "/tmp/evil.warc.gz", GOOD, ZIP_STORED, "outside archive/"),
    ("absolute name within", "/archive/evil.warc.gz", GOOD, ZIP_STORED, "outside archive/"),
    ("backslashes", "archive\\..\\..\\evil.warc.gz", GOOD, ZIP_STORED, "outside archive/"),
    ("drive", "C:\\archive\\evil.warc.gz", GOOD, ZIP_STORED, "outside archive/"),
    ("symbolic link", link(), b"/etc/passwd", ZIP_STORED, "a link, no file"),
    ("zip bomb", "archive/bomb.warc", b"\0" * 20_000_000, ZIP_DEFLATED, "times over, as a zip bomb is"),
    ("bzip2", "archive/a.warc", MORE, ZIP_BZIP2, "packed in a way that WACZ files are not"),
    ("lzma", "archive/a.warc", MORE, ZIP_LZMA, "packed in a way that WACZ files are not"),
    ("no archive", "archive/a.warc", b"no such thing", ZIP_STORED, "is no web archive"),
    ("empty", "archive/a.warc", b"", ZIP_STORED, "is empty"),
]


@pytest.mark.parametrize(
    ("name", "data", "how", "told"), [case[1:] for case in MEMBERS], ids=[c[0] for c in MEMBERS]
)
def test_a_hostile_member_is_told_and_the_others_are_read(
    name: str | ZipInfo, data: bytes, how: int, told: str
) -> None:
    if isinstance(name, str):
        name = ZipInfo(name)
        name.compress_type = how
    made([(name, data), ("archive/z.warc.gz", GOOD)])
    numbers, [line] = read()
    assert numbers == [1, 2]
    assert line.startswith("a.wacz/")
    assert told in line


def test_an_encrypted_member_is_told() -> None:
    made([("archive/a.warc", MORE), ("archive/z.warc.gz", GOOD)])
    patched = bytearray(Path("a.wacz").read_bytes())
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        patched[patched.index(magic) + offset] |= 1
    Path("a.wacz").write_bytes(patched)
    numbers, [line] = read()
    assert numbers == [1, 2]
    assert "a.wacz/archive/a.warc: encrypted" in line


def damaged_member() -> None:
    made([("archive/a.warc", MORE), ("archive/z.warc.gz", GOOD)])
    patched = bytearray(Path("a.wacz").read_bytes())
    patched[patched.index(b"Norway")] ^= 1  # the check sum of the member is wrong now
    Path("a.wacz").write_bytes(patched)


def test_a_member_with_a_wrong_check_sum_is_told() -> None:
    damaged_member()
    numbers, told = read()
    assert numbers[-2:] == [1, 2]
    assert [
        line for line in told if line.startswith("a.wacz/archive/a.warc: cannot be read (Bad CRC-32")
    ] == told


def cut_short() -> None:
    made([("archive/a.warc", MORE)])
    Path("a.wacz").write_bytes(Path("a.wacz").read_bytes()[:-10])


def vast_directory() -> None:
    made([(f"{number:0200}", b"") for number in range(20_000)])


def overlapping() -> None:
    """Two entries of the directory that lead to the same bytes."""
    made([("archive/a.warc", MORE)])
    data = Path("a.wacz").read_bytes()
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry, tail = data[start:end], bytearray(data[end:])
    again = [entry.replace(b"archive/a", b"archive/%c" % letter) for letter in b"bcdef"]
    directory = b"".join([entry, *again])
    tail[8:16] = struct.pack("<HHI", 6, 6, len(directory))
    Path("a.wacz").write_bytes(data[:start] + directory + bytes(tail))


WHOLE: list[tuple[Callable[[], None], str]] = [
    (cut_short, "is no zip file that can be read"),
    (vast_directory, "a directory of"),
    (overlapping, "overlap"),
    (lambda: made([("pages/a.html", b"<html>")]), "has no WARC file in archive/"),
]


@pytest.mark.parametrize(("make", "told"), WHOLE)
def test_a_file_that_is_no_wacz_file_is_told(make: Callable[[], None], told: str) -> None:
    make()
    with pytest.raises(SourceError, match=told):
        read()
