"""How fast the pages of a web archive are read, as a share of bare fastwarc, and in how much memory.

The archive is invented: for each page a request and its answer as warcio writes them. Two peers go over
the same file, opened by name, and nothing extracts any text:

- bare: what every record holds is read, HTTP headers are parsed (fastwarc's default), nothing is looked at;
- in use: of HTML answers with status 200 alone, what a page is of use with: payload, URL, date, charset.

All are timed by turns in one process, in processor time, and the best of each counts.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from time import process_time

import click
import psutil
from fastwarc.warc import ArchiveIterator, WarcRecordType
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from reportedly.sources.archives import ArchivedPage, pages_in

DISTINCT = 50_000_000
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SENT = (
    ("Date", "Mon, 04 Jul 2022 10:00:00 GMT"),
    ("Server", "nginx"),
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "max-age=60"),
    ("X-Frame-Options", "SAMEORIGIN"),
    ("Vary", "Accept-Encoding"),
    ("Set-Cookie", "a=b; path=/"),
)


def page(drawn: random.Random, paragraphs: list[str], size: int) -> bytes:
    """An invented page of about so many bytes, a tenth to nearly twice of it."""
    most = drawn.uniform(0.1, 1.9) * size
    body = ""
    while len(body) < most:
        body += f"<p>{drawn.choice(paragraphs)}</p>"
    return f"<!DOCTYPE html><html><head><title>News</title></head><body>{body}</body></html>".encode()


def write(path: Path, size: int, page_size: int, packed: bool) -> None:
    """An invented archive of about so many bytes: packing is slow, so what is large repeats itself."""
    drawn = random.Random(1)  # noqa: S311 - not for secrets
    words = ["".join(drawn.choices(LETTERS, k=drawn.randint(2, 11))) for _ in range(20_000)]
    paragraphs = [" ".join(drawn.choices(words, k=40)) for _ in range(30_000)]
    asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "news.example")], is_http_request=True)
    with path.open("wb") as out:
        writer, number = WARCWriter(out, gzip=packed), 0
        while out.tell() < min(size, DISTINCT):
            url, number = f"https://news.example/{number}", number + 1
            sent = StatusAndHeaders("200 OK", list(SENT), protocol="HTTP/1.1")
            for kind, headers, body in (
                ("request", asked, b""),
                ("response", sent, page(drawn, paragraphs, page_size)),
            ):
                writer.write_record(
                    writer.create_warc_record(url, kind, payload=BytesIO(body), http_headers=headers)
                )

    once = path.read_bytes()
    with path.open("ab") as out:
        for _ in range(size // DISTINCT - 1):
            out.write(once)


def bare(path: Path) -> int:
    """Read what every record holds, and nothing else."""
    count = 0
    for record in ArchiveIterator(str(path), parse_http=True):
        record.reader.read()
        count += 1
    return count


def in_use(path: Path) -> int:
    """Read what there is to use of each page."""
    count = 0
    for record in ArchiveIterator(str(path), WarcRecordType.response, parse_http=True):
        if record.http_headers.status_code == 200 and record.http_content_type == "text/html":
            headers = record.headers
            headers.get("WARC-Target-URI"), headers.get("WARC-Date"), record.http_charset
            record.reader.read()
            count += 1
    return count


def ours(path: Path) -> int:
    """Read the pages."""
    return sum(isinstance(one, ArchivedPage) for one in pages_in(path))


def timed(work: Callable[[Path], int], path: Path) -> float:
    """Seconds of the processor."""
    started = process_time()
    work(path)
    return process_time() - started


@click.command()
@click.option("--megabytes", default=200, show_default=True, help="Size of the file.")
@click.option("--page", default=40_000, show_default=True, help="Size of a page, in bytes.")
@click.option("--packed/--plain", default=True, show_default=True, help="Each record in gzip, or as it is.")
@click.option("--rounds", default=5, show_default=True, help="How often each is timed.")
@click.option("--memory-of", type=click.Path(path_type=Path), hidden=True, help="Be the process measured.")
def main(megabytes: int, page: int, packed: bool, rounds: int, memory_of: Path | None) -> None:
    """Print records a second of all, the ratios, and the most memory that reading the pages took."""
    if memory_of:
        print(ours(memory_of), psutil.Process().memory_info().rss >> 20, *peak())
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("a.warc.gz" if packed else "a.warc")
        write(path, megabytes * 1_000_000, page, packed)
        records = bare(path)
        works = {"fastwarc, bare": bare, "fastwarc, in use": in_use, "pages_in": ours}
        turns = [[timed(work, path) for work in works.values()] for _ in range(rounds)]
        best = dict(zip(works, map(min, zip(*turns, strict=True)), strict=True))
        print(f"{records} records, {path.stat().st_size / 1e6:.0f} MB, packed: {packed}")
        for name, seconds in best.items():
            of = f"{seconds / best['pages_in']:.2f}"
            print(f"{name}: {records / seconds:,.0f} records a second; pages_in at {of} of that")
        command = [sys.executable, __file__, "--memory-of", str(path)]
        told = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - this file
        pages, at_end, *most = told.stdout.split()
        print(f"{pages} pages read in {most[0] if most else at_end} MiB at most")


def peak() -> list[int]:
    """The most memory that this process has had, in MiB, where the system tells."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return [int(line.split()[1]) >> 10 for line in lines if line.startswith("VmHWM")]


if __name__ == "__main__":
    main()
