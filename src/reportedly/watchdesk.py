"""The facade of watches: questions that are kept, and what is new to each of them.

    watch -> threads as it was last told -+
          -> threads as they are now -----+-> told -> delivered -> recorded as told

A watch is recorded as told once its news has been delivered and not before, so what a killed run had
not delivered is told by the next. While it runs it is the one that writes to the ledger, so nothing
is recorded between its look and its record of having told it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from reportedly.errors import UsageError
from reportedly.ledger.entries import RecordedWatch, WatchDropped, WatchRan, WatchSet
from reportedly.ledger.store import Store
from reportedly.model import Status, content_id
from reportedly.query import Query, parse_query
from reportedly.threaddesk import threads_about, threads_changed
from reportedly.threadmodel import News
from reportedly.threads.news import come_to, news


@dataclass(frozen=True, slots=True)
class Watch:
    """A question that is kept: the threads ``about`` names, where they come to be ``status``.

    ``told`` is the moment, in recorded time, at which its news was last delivered.
    """

    name: str
    about: str
    status: Status | None
    made: datetime
    told: datetime | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What is new to a watch, ``until`` the last moment that was recorded."""

    watch: Watch
    until: datetime | None
    news: tuple[News, ...]


def add_watch(store: Store, name: str, about: str, status: Status | None = None) -> None:
    """Keep a question under a name.

    Raises:
        UsageError: the name is taken, empty or not printable, or ``about`` names nothing known.

    """
    if not name.strip() or not name.isprintable():
        raise UsageError(f"{name!r}: a watch needs a name that can be printed")
    if parse_query(about) == Query():
        raise UsageError("--about: name actors, an item or a frame")
    if any(watch.name == name for watch in watches(store)):
        raise UsageError(f"{name}: there is a watch of that name; remove it first, or choose another name")
    store.append([WatchSet(name, about, status)])


def remove_watch(store: Store, name: str) -> None:
    """Keep a question no more.

    Raises:
        UsageError: there is none of that name.

    """
    chosen(store, [name])
    store.append([WatchDropped(name)])


def watches(store: Store, known_by: datetime | None = None) -> tuple[Watch, ...]:
    """The questions that are kept, by name."""
    kept: dict[str, Watch] = {}
    for recorded in store.watches(known_by):
        _put(kept, recorded)
    return tuple(kept[name] for name in sorted(kept))


def chosen(store: Store, names: Sequence[str], known_by: datetime | None = None) -> tuple[Watch, ...]:
    """The watches of these names, in that order, each once; all of them where there are no names.

    Raises:
        UsageError: there is none of that name, or none at all.

    """
    kept = {watch.name: watch for watch in watches(store, known_by)}
    if not kept:
        raise UsageError("there is no watch; make one with `reportedly watch add NAME --about ...`")
    for name in names:
        if name not in kept:
            raise UsageError(f"{name}: no such watch; there are {', '.join(kept)}")
    return tuple(kept[name] for name in dict.fromkeys(names or kept))


def look(store: Store, watch: Watch, *, known_by: datetime | None = None) -> Told:
    """What has become new to a watch since it was last told; everything where it never was."""
    query = parse_query(watch.about)
    if watch.told is None:
        found = news((), threads_about(store, query, known_by=known_by))
    else:
        found = news(*threads_changed(store, query, watch.told, known_by=known_by))
    if watch.status is not None:
        found = come_to(found, watch.status)
    return Told(watch, store.last_recorded(known_by), found)


def run(store: Store, names: Sequence[str], deliver: Callable[[Told], None]) -> int:
    """Deliver what is new to the watches of these names, and return to how many of them something was.

    ``deliver`` returns when what it was given has been delivered; only then is the watch recorded as
    told. What it raises ends the run, and that watch and those after it are told by the next one.

    Raises:
        UsageError: there is no watch of that name.
        LedgerError: what was told cannot be recorded; it is told again.

    """
    return sum(_delivered(store, watch, deliver) for watch in chosen(store, names))


def news_id(watch: Watch, one: News) -> str:
    """The id of a piece of news: the same when it is told again because a run was killed."""
    changes = [(change.viewpoint, change.before, change.after) for change in one.changes]
    claims = [member.claim.id for member in one.claims]
    overall = one.overall.reason if one.overall else None
    told = watch.told.isoformat() if watch.told else None
    return content_id(watch.name, watch.made.isoformat(), told, one.thread.id, claims, changes, overall)


def _delivered(store: Store, watch: Watch, deliver: Callable[[Told], None]) -> bool:
    told = look(store, watch)
    if told.news:
        deliver(told)
        store.append([WatchRan(watch.name)])
    return bool(told.news)


def _put(kept: dict[str, Watch], recorded: RecordedWatch) -> None:
    match recorded.entry:
        case WatchSet(name, about, status):
            kept[name] = Watch(name, about, status, recorded.recorded)
        case WatchRan(name) if name in kept:
            kept[name] = replace(kept[name], told=recorded.recorded)
        case WatchDropped(name):
            kept.pop(name, None)
