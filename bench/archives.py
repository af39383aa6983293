"""How fast the pages of a web archive are read, as a share of bare fastwarc, and in how much memory.

The archive is invented: for each page a request and its answer as warcio writes them, in HTML of 40 kB or
so. Bare fastwarc goes over the same file, reads what every record holds and parses HTTP headers of both
(``parse_http=True``, its default); `pages_in` parses them of answers alone, since it needs no others. No
text is extracted. Both are timed by turns in one process, in processor time, and the best of each counts.
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
from fastwarc.warc import ArchiveIterator
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


def page(drawn: random.Random, paragraphs: list[str]) -> bytes:
    """An invented page."""
    body = "".join(f"<p>{drawn.choice(paragraphs)}</p>" for _ in range(drawn.randint(2, 28)))
    return f"<!DOCTYPE html><html><head><title>News</title></head><body>{body}</body></html>".encode()


def write(path: Path, size: int, packed: bool) -> None:
    """An invented archive of about so many bytes: packing is slow, so what is large repeats itself."""
    drawn = random.Random(1)  # noqa: S311 - not for secrets
    words = ["".join(drawn.choices(LETTERS, k=drawn.randint(2, 11))) for _ in range(20_000)]
    paragraphs = [" ".join(drawn.choices(words, k=400)) for _ in range(3_000)]
    asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "news.example")], is_http_request=True)
    with path.open("wb") as out:
        writer, number = WARCWriter(out, gzip=packed), 0
        while out.tell() < min(size, DISTINCT):
            url, number = f"https://news.example/{number}", number + 1
            sent = StatusAndHeaders("200 OK", list(SENT), protocol="HTTP/1.1")
            for kind, headers, body in (
                ("request", asked, b""),
                ("response", sent, page(drawn, paragraphs)),
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
@click.option("--packed/--plain", default=True, show_default=True, help="Each record in gzip, or as it is.")
@click.option("--rounds", default=5, show_default=True, help="How often each is timed.")
@click.option("--memory-of", type=click.Path(path_type=Path), hidden=True, help="Be the process measured.")
def main(megabytes: int, packed: bool, rounds: int, memory_of: Path | None) -> None:
    """Print records a second of both, their ratio, and the most memory that reading the pages took."""
    if memory_of:
        print(ours(memory_of), psutil.Process().memory_info().rss >> 20, *peak())
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("a.warc.gz" if packed else "a.warc")
        write(path, megabytes * 1_000_000, packed)
        records = bare(path)
        both = [(timed(bare, path), timed(ours, path)) for _ in range(rounds)]
        best_bare, best_ours = (min(times) for times in zip(*both, strict=True))
        print(f"{records} records, {path.stat().st_size / 1e6:.0f} MB, packed: {packed}")
        print(f"fastwarc {records / best_bare:,.0f} records a second, pages_in {records / best_ours:,.0f}")
        print(f"ratio {best_bare / best_ours:.2f}")
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
