"""The facade that every face uses: read."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from typing import TypeAlias, TypeVar

from reportedly.config import ReadingSettings
from reportedly.errors import ModelError, ReadingError, UsageError
from reportedly.model import Article, content_id
from reportedly.reading.packages import require_installed
from reportedly.reading.reader import Reading, read_article
from reportedly.sources.notices import Notice
from reportedly.sources.published import edtf_of

# Articles that a process takes at a time, and how many such batches wait for each process: enough
# to keep every process busy, few enough that a stream of any length stays in memory.
_BATCH = 2
_WAITING = 4

_DEFAULTS = ReadingSettings()

T = TypeVar("T")


def read(
    text: str,
    *,
    published: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    settings: ReadingSettings = _DEFAULTS,
) -> Reading:
    """Read one text. ``published`` is its date; without one relative dates stay unresolved.

    Raises:
        UsageError: ``published`` is no date, neither EDTF nor one that an article may carry.
        ModelError: the parser or the model that ``settings`` name is not installed.

    >>> reading = read("Norway delivered 12 tanks to Finland, officials said.")
    >>> [claim.status.value for claim in reading.claims if claim.event.frame == "transfer"]
    ['occurred']

    """
    require_installed(settings)
    article = article_of(text, published=published, title=title, outlet=outlet, url=url)
    return read_article(article, settings)


def article_of(
    text: str,
    *,
    published: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> Article:
    """The article that a text is, with its identity.

    Raises:
        UsageError: ``published`` is no date, neither EDTF nor one that an article may carry.

    """
    if published is not None:
        published = _date(published)
    identity = content_id(text, published, outlet, url)
    return Article(
        id=identity,
        external_id=url or identity,
        text=text,
        title=title,
        outlet=outlet,
        url=url,
        published=published,
    )


def _date(given: str) -> str:
    edtf = edtf_of(given)
    if edtf is None:
        raise UsageError(f"published={given!r}: no date; write it as 2022-07-26")
    return edtf


def read_articles(
    articles: Iterable[Article | T], *, jobs: int = 1, settings: ReadingSettings = _DEFAULTS
) -> Iterator[Reading | Notice | T]:
    """Read a stream of articles in order, in ``jobs`` processes, at constant memory.

    In place of an article that the reader broke on stands a `Notice` that says so. What is no article
    is given back in its place.

    Raises:
        ReadingError: one of the processes died.
        ModelError: the parser or the model that ``settings`` name is not installed, or unfit.

    """
    require_installed(settings)
    if jobs == 1:
        yield from (_attempt(one, settings) if isinstance(one, Article) else one for one in articles)
        return
    pool = ProcessPoolExecutor(jobs, mp_context=_context(settings), initializer=_die_quietly)
    try:
        yield from _in_order(pool, iter(articles), jobs * _WAITING, settings)
    finally:
        pool.shutdown(cancel_futures=True)


def processors() -> int:
    """How many processes this one may use at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _context(settings: ReadingSettings) -> BaseContext:
    """How processes start: from one that has the parser loaded already, where the system can.

    Parser and model other than those by default are loaded by each process that reads.
    """
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    by_default = settings == _DEFAULTS
    context.set_forkserver_preload(["reportedly.reading.warm" if by_default else "reportedly.desk"])
    return context


def _attempt(article: Article, settings: ReadingSettings) -> Reading | Notice:
    try:
        return read_article(article, settings)
    except ModelError:
        raise
    except Exception as error:
        what = " ".join(f"{type(error).__name__} {error}".split())[:200]
        return Notice(article.external_id, f"the reader failed on it ({what})", "skipped; please report it")


_Readings: TypeAlias = Future[list[Reading | Notice]]


def _in_order(
    pool: ProcessPoolExecutor, articles: Iterator[Article | T], waiting: int, settings: ReadingSettings
) -> Iterator[Reading | Notice | T]:
    pending: deque[tuple[list[Article | T], _Readings]] = deque()
    try:
        while True:
            while len(pending) < waiting and (batch := list(islice(articles, _BATCH))):
                to_read = [one for one in batch if isinstance(one, Article)]
                with _interrupts_held():
                    pending.append((batch, pool.submit(_read_batch, to_read, settings)))
            if not pending:
                return
            read = iter(pending[0][1].result())
            yield from (next(read) if isinstance(one, Article) else one for one in pending[0][0])
            pending.popleft()
    except BrokenProcessPool as error:
        unread = [one for batch, _ in pending for one in batch if isinstance(one, Article)]
        where = f" at {unread[0].external_id} or soon after it" if unread else ""
        raise ReadingError(
            f"a process that reads died{where}, perhaps for want of memory; "
            "read with --jobs 1, or leave long articles out with --max-size"
        ) from error


def _read_batch(batch: list[Article], settings: ReadingSettings) -> list[Reading | Notice]:
    return [_attempt(article, settings) for article in batch]


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold an interrupt back, here and, as they inherit it, in processes started inside.

    A terminal sends Ctrl-C to all of them, and one that is still importing would answer with a
    traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _die_quietly() -> None:
    """Let an interrupt end this process, at once and without a word: its parent answers to it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
