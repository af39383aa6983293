"""The facade that every face uses: read."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context

from reportedly.model import Article, content_id
from reportedly.reading.reader import Reading, read_article

# Articles that a process takes at a time, and how many such batches wait for each process: enough
# to keep every process busy, few enough that a stream of any length stays in memory.
_BATCH = 8
_WAITING = 3


def read(
    text: str,
    *,
    published: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> Reading:
    """Read one text. ``published`` is an EDTF date; without it relative dates stay unresolved.

    >>> reading = read("Norway delivered 12 tanks to Finland, officials said.")
    >>> [claim.status.value for claim in reading.claims if claim.event.frame == "transfer"]
    ['occurred']
    """
    identity = content_id(text, published, outlet, url)
    article = Article(
        id=identity,
        external_id=url or identity,
        text=text,
        title=title,
        outlet=outlet,
        url=url,
        published=published,
    )
    return read_article(article)


def read_articles(articles: Iterable[Article], *, jobs: int = 1) -> Iterator[Reading]:
    """Read a stream of articles in order, in ``jobs`` processes, at constant memory."""
    if jobs == 1:
        yield from map(read_article, articles)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        yield from _in_order(pool, iter(articles), jobs * _WAITING)


def processors() -> int:
    """How many processes this one may use at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _in_order(pool: ProcessPoolExecutor, articles: Iterator[Article], waiting: int) -> Iterator[Reading]:
    pending: deque[Future[list[Reading]]] = deque()
    while True:
        while len(pending) < waiting and (batch := list(islice(articles, _BATCH))):
            pending.append(pool.submit(_read_batch, batch))
        if not pending:
            return
        yield from pending.popleft().result()


def _read_batch(batch: list[Article]) -> list[Reading]:
    return [read_article(article) for article in batch]
