"""What it costs to parse in the box and not in this process, how soon a worker is there, and its memory.

Both parse the same pages in turns, so that a machine whose speed drifts slows them alike. Pages a second are
by the clock; ratios also of processor time, that of both processes, so that what else runs on the machine
counts for neither. Figures are medians over the rounds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from itertools import cycle, islice
from statistics import median
from time import perf_counter, process_time

import click
import psutil

from corpus import corpus, sample
from reportedly.model import Article
from reportedly.sources.box import Box, BoxLimits
from reportedly.sources.pages import page_of

STARTS = 5


@click.command()
@click.option("--documents", default=100, show_default=True, help="Pages, made of as many documents.")
@click.option("--rounds", default=5, show_default=True, help="How often they are parsed each way.")
@click.option("--stream", default=2_000, show_default=True, help="Pages to watch the worker's memory over.")
def main(documents: int, rounds: int, stream: int) -> None:
    """Print pages a second each way and their ratio, the time to a first page, and memory over a stream."""
    pages = [_page(article) for article in sample(corpus(), documents)]
    print(f"{len(pages)} pages, {sum(map(len, pages)) / len(pages) / 1e3:.1f} kB on average, {rounds} rounds")
    with Box(BoxLimits(tasks=10**9, resident=10**12)) as box:
        _compare(pages, rounds, box)
        print(f"first page of a new worker{_started(pages[0]):12.2f} s")
        _watch(pages, stream, box)


def _page(article: Article) -> bytes:
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in article.text.split("\n\n"))
    title = escape(article.title or "")
    return (
        f"<!DOCTYPE html><html lang=en><head><title>{title}</title><meta charset=utf-8></head><body>"
        f"<nav>Home | World</nav><article><h1>{title}</h1>{paragraphs}</article><footer>Ford</footer></body>"
    ).encode()


def _compare(pages: Sequence[bytes], rounds: int, box: Box) -> None:
    ways: dict[str, Callable[[bytes], object]] = {"in the box": box.page, "in this process": page_of}
    for parse in ways.values():
        parse(pages[0])
    costs = [[_costs(parse, pages, box) for parse in ways.values()] for _ in range(rounds)]
    for number, name in enumerate(ways):
        rate = len(pages) / median(turn[number][0] for turn in costs)
        print(f"{name:<28}{rate:10.1f} pages a second")
    for number, name in enumerate(("the clock", "processor time")):
        ratio = median(boxed[number] / bare[number] for boxed, bare in costs)
        print(f"box / bare, by {name:<15}{ratio:9.2f}")


def _costs(parse: Callable[[bytes], object], pages: Sequence[bytes], box: Box) -> tuple[float, float]:
    """Seconds by the clock, and of processor time in this process and in the box."""
    begun = _used(box)
    taken = _timed(parse, pages)
    return taken, _used(box) - begun


def _used(box: Box) -> float:
    times = psutil.Process(box.pid).cpu_times()
    return process_time() + float(times.user) + float(times.system)


def _timed(parse: Callable[[bytes], object], pages: Sequence[bytes]) -> float:
    begun = perf_counter()
    for page in pages:
        parse(page)
    return perf_counter() - begun


def _started(page: bytes) -> float:
    """Seconds until the first page is parsed, in a process that has the types loaded already."""
    times = []
    for _ in range(STARTS):
        with Box() as box:
            times.append(_timed(box.page, [page]))
    return median(times)


def _watch(pages: Sequence[bytes], stream: int, box: Box) -> None:
    assert box.pid is not None
    worker, found = psutil.Process(box.pid), list[float]()
    for number, page in enumerate(islice(cycle(pages), stream), 1):
        box.page(page)
        if number % (stream // 10 or 1) == 0:
            found.append(worker.memory_info().rss / 2**20)
    print(f"memory of one worker: first {found[0]:.0f}, last {found[-1]:.0f}, highest {max(found):.0f} MiB")


if __name__ == "__main__":
    main()
