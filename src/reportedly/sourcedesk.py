"""The facade of sources: which are followed, going through them, and what came of each.

files, folders, archives -+
URLs, lists of URLs ------+-> found, with where it was found -> `reportedly.ledgerdesk.add`
followed sources ---------+
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path

from reportedly.config import FetchSettings, SourceSettings
from reportedly.errors import FetchError, SourceError, UsageError
from reportedly.fetching.urls import checked
from reportedly.following.asking import About, Recorded, Tools, now_in_utc
from reportedly.following.gathering import Gathering
from reportedly.following.naming import named_by_list
from reportedly.following.polling import Round
from reportedly.following.schedule import is_over
from reportedly.following.visit import Visit
from reportedly.following.wire import Wire
from reportedly.ledger.entries import (
    Failed,
    Followed,
    Found,
    Moved,
    Outcome,
    SourceEntry,
    SourceForm,
    Took,
    Unfollowed,
    Visited,
)
from reportedly.ledger.recordedsource import RecordedSource
from reportedly.ledger.store import Store
from reportedly.model import Article
from reportedly.sources.box import Box
from reportedly.sources.feeds import Subscription, read_opml, urls_in, write_opml
from reportedly.sources.files import articles
from reportedly.sources.notices import Notice

_MOST_OF_A_LIST = 2**62


@dataclass(frozen=True, slots=True)
class Source:
    """A source as people are told of it. ``every`` is in minutes; ``skipped`` counts by the reason."""

    name: str
    address: str
    followed: bool
    form: SourceForm | None
    every: int | None
    title: str | None
    gone: bool
    last_asked: datetime | None
    last_success: datetime | None
    last_error: str | None
    last_error_at: datetime | None
    articles: int
    claims: int
    skipped: Mapping[str, int]


def is_url(given: str) -> bool:
    """Whether something given as an input is to be fetched.

    >>> is_url("HTTPS://a.example/feed"), is_url("https.txt")
    (True, False)
    """
    return given[:8].lower().startswith(("http://", "https://"))


def follow(
    store: Store,
    url: str,
    *,
    form: SourceForm | None = None,
    every: timedelta | None = None,
    title: str | None = None,
) -> str:
    """Ask a source again and again from the next run on, and return the name that it is known by.

    Raises:
        FetchError: the URL is none that is fetched.
        UsageError: it is followed already, in the same way.

    """
    asked = str(checked(url))
    name = _followed_as(store, url) or asked
    minutes = max(1, round(every.total_seconds() / 60)) if every else None
    entry = Followed(name, form, minutes, title)
    known = store.source(name)
    if known and known.followed == entry and not is_over(known):
        raise UsageError(f"{name}: is followed already")
    store.append([entry, Moved(name, asked)] if known and asked != name else [entry])
    return name


def follow_all(
    store: Store,
    opml: bytes,
    where: str = "OPML",
    *,
    form: SourceForm | None = None,
    every: timedelta | None = None,
) -> tuple[list[str], list[Notice]]:
    """Follow the subscriptions of an OPML file, ``where``; those that are followed already stay as they are.

    Raises:
        SourceError: it is no OPML file, or has no subscription.

    """
    subscriptions = read_opml(opml, where)
    if not subscriptions:
        raise SourceError(where, "lists no feed", "export the subscriptions as OPML again")
    followed, notices = list[str](), list[Notice]()
    for subscription in subscriptions:
        try:
            if _followed_as(store, subscription.url) is None:
                followed.append(
                    follow(store, subscription.url, form=form, every=every, title=subscription.title)
                )
        except FetchError as error:
            notices.append(Notice(error.where, error.problem, error.advice))
    return followed, notices


def unfollow(store: Store, url: str) -> None:
    """Ask a source no more. What came of it stays.

    Raises:
        UsageError: it is not followed.

    """
    name = _followed_as(store, url)
    if name is None:
        raise UsageError(f"{url}: is not followed; `reportedly follow list` lists what is")
    store.append([Unfollowed(name)])


def followed(store: Store) -> tuple[RecordedSource, ...]:
    """The sources that are followed, those that are gone among them."""
    return tuple(source for source in store.sources(followed=True) if source.followed)


def opml_of(sources: Iterable[RecordedSource]) -> bytes:
    """The sources that are followed, as other readers of feeds take them."""
    return write_opml(
        tuple(
            Subscription(source.followed.title, source.address, None) for source in sources if source.followed
        )
    )


def sources(store: Store, known_by: datetime | None = None) -> Iterator[Source]:
    """Each source that is followed, was asked, or has given or failed to give an article."""
    for source in store.sources(known_by):
        told = _told(store, source, known_by)
        if told.followed or told.last_asked or told.articles or told.skipped:
            yield told


def _told(store: Store, source: RecordedSource, known_by: datetime | None) -> Source:
    figures = store.source_figures(source.name, known_by)
    follows, erred = source.followed, source.erred
    return Source(
        name=source.name,
        address=source.address,
        followed=follows is not None,
        form=follows.form if follows else None,
        every=follows.every if follows else None,
        title=follows.title if follows else None,
        gone=is_over(source),
        last_asked=source.visited.at if source.visited else None,
        last_success=source.succeeded.at if source.succeeded else None,
        last_error=erred.error if erred else None,
        last_error_at=erred.at if erred else None,
        articles=figures.articles,
        claims=figures.claims,
        skipped=figures.skipped,
    )


def _followed_as(store: Store, url: str) -> str | None:
    """The name of the source that is followed at a URL, which is its name or its address."""
    names = (url, str(checked(url))) if is_url(url) else (url,)
    return next(
        (source.name for source in followed(store) if source.name in names or source.address in names), None
    )


@contextmanager
def tools(
    fetching: FetchSettings, taking: SourceSettings, clock: Callable[[], datetime] = now_in_utc
) -> Iterator[Tools]:
    """What sources are gone through with, for as many rounds as need be."""
    with Wire[About](fetching) as wire, Box() as box:
        yield Tools(wire, box, fetching, taking, clock)


def gone_through(gathering: Gathering, asked: Iterable[RecordedSource]) -> Recorded:
    """All that is new in followed sources, with what is to be recorded of them."""
    tools = gathering.tools
    visits = (
        Visit(source, tools.clock(), tools.fetching.most, source.followed.form if source.followed else None)
        for source in asked
    )
    return Round(tools, gathering).go(visits)


def from_web(gathering: Gathering, urls: Sequence[str], lists: Sequence[Path]) -> Recorded:
    """All that URLs give, each a page, feed or sitemap, and the pages that lists of URLs name.

    Raises:
        SourceError: a list cannot be read.

    """
    now, most = gathering.tools.clock(), gathering.tools.fetching.most
    visits = [Visit(_source(gathering.store, str(checked(url))), now, most, asked=True) for url in urls]
    for path in lists:
        name = str(path.resolve())
        named = named_by_list(name, urls_in(_bytes_of(path)))
        visits.append(Visit(_source(gathering.store, name), now, _MOST_OF_A_LIST, given=True, named=named))
    return Round(gathering.tools, gathering).go(visits)


def _source(store: Store, name: str) -> RecordedSource:
    return store.source(name) or RecordedSource(name, name)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        problem = f"cannot be read ({error.strerror})"
        raise SourceError(str(path), problem, "check the path and its permissions") from error


def from_files(
    paths: Sequence[str],
    settings: SourceSettings,
    clock: Callable[[], datetime] = now_in_utc,
    *,
    reached: Callable[[str], int | None],
    told: Callable[[int, int], None] | None = None,
    stopped: Callable[[str], str | None] | None = None,
) -> Iterator[Article | Found | SourceEntry | Notice]:
    """The articles of files, folders and archives, each with the input that it is from, and what is wrong.

    ``reached`` gives, for an archive's id, the position up to which it is in the ledger; ``told`` is told
    how many bytes of an archive have been read, and how many it has. ``stopped`` gives, for the digest of
    some bytes, why a parser was stopped at them before; it is not started on them again.
    """
    opened: list[str] = []
    taken = articles(
        _each(paths, opened),
        settings,
        reached=lambda source: reached(source) or 0,
        told=told,
        stopped=stopped,
    )
    for path, found in groupby(taken, key=lambda _: opened[-1]):
        if path == "-":  # another time it is something else
            yield from found
        else:
            yield from _from_file(str(Path(path).resolve()), found, clock)


def _each(paths: Iterable[str], opened: list[str]) -> Iterator[str]:
    """The paths one by one; the last of ``opened`` is the one that is being read."""
    for path in paths:
        opened[:] = [path]
        yield path


def _from_file(
    source: str, found: Iterable[Article | Found | Notice], clock: Callable[[], datetime]
) -> Iterator[Found | SourceEntry | Notice]:
    count, error = 0, None
    for one in found:
        if isinstance(one, Notice):
            yield one
            if one.skipped:
                error = error or str(one)
                yield Failed(source, one.where, one.problem, digest=one.digest)
            continue
        count += 1
        article, entries = (one.article, one.entries) if isinstance(one, Found) else (one, ())
        yield Found(article, (Took(source, article.external_id, article.id), *entries))
    outcome = Outcome.FAILED if error and not count else Outcome.FRESH
    yield Visited(source, outcome, clock(), error=error, found=count)
