"""The page of watches, what their forms do, and the feeds of watches and of threads.

A feed is made anew each time from the ledger as it was known after each of its last recordings, so it
says the same to everybody who asks, and asking leaves no trace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reportedly.delivery.feed import Entry, feed_of
from reportedly.errors import UsageError
from reportedly.ledger.store import Store
from reportedly.model import Status, content_id
from reportedly.query import parse_query
from reportedly.serving.pages.desk import Desk, page, reading
from reportedly.serving.pages.judging import form_of
from reportedly.serving.pages.lists import thread_asked
from reportedly.serving.pages.views.news import item
from reportedly.serving.pages.views.watches import WatchRow, digest_of, watch_row
from reportedly.serving.pages.views.wording import deal_of
from reportedly.threaddesk import threads_about, threads_of_claim
from reportedly.threadmodel import News, Thread
from reportedly.threads.news import come_to, news
from reportedly.watchdesk import Told, Watch, add_watch, look, remove_watch, run
from reportedly.watchdesk import watches as kept

MOST = 40
"""How many of the last recordings a feed looks at."""

Known = Callable[[datetime], tuple[Thread, ...]]
"""The threads of a feed as they were known at a moment."""


def watches(desk: Desk, request: Request) -> Response:
    """``/watches``: the questions that are kept, and what is new to each."""
    with reading(desk, request) as asked:
        store, known_by = asked.store, asked.moment.known_by
        looked = (look(store, one, known_by=known_by) for one in kept(store, known_by))
        shown: tuple[WatchRow, ...] = tuple(map(watch_row, looked))
        return page(desk, request, "watches.html", watches=shown)


async def add(desk: Desk, request: Request) -> Response:
    """``/watches/add``: keep a question."""
    form = await form_of(desk, request)
    status = Status(form["status"]) if form.get("status") in set(Status) else None
    return await _written(
        desk, lambda store: add_watch(store, form.get("name", "").strip(), form.get("about", ""), status)
    )


async def remove(desk: Desk, request: Request) -> Response:
    """``/watches/remove``: keep a question no more."""
    form = await form_of(desk, request)
    return await _written(desk, lambda store: remove_watch(store, form.get("name", "")))


async def seen(desk: Desk, request: Request) -> Response:
    """``/watches/seen``: what was shown of a watch is not new any more."""
    form = await form_of(desk, request)

    def deliver(told: Told) -> None:
        if digest_of(told) != form.get("shown"):
            raise UsageError(f"{told.watch.name}: more has become new since it was shown; look at it again")

    return await _written(desk, lambda store: run(store, [form.get("name", "")], deliver))


def thread_feed(desk: Desk, request: Request) -> Response:
    """``/threads/ID/feed.atom``: what became new of a thread, recording by recording."""
    with reading(desk, request) as asked:
        store, thread = asked.store, thread_asked(asked, request.path_params["identity"])
        entries = _entries(store, (thread,), lambda at: _as_known(store, thread, at))
        title = f"reportedly: {deal_of(thread.proposition).words}"
        return _feed(store, f"thread {thread.id}", title, list(entries))


def watch_feed(desk: Desk, request: Request) -> Response:
    """``/watches/NAME/feed.atom``: what became new to a watch, recording by recording."""
    with reading(desk, request) as asked:
        store, watch = asked.store, _watch(asked.store, request.path_params["name"])
        query = parse_query(watch.about)
        now = threads_about(store, query)
        entries = _entries(store, now, lambda at: threads_about(store, query, known_by=at), watch.status)
        return _feed(store, f"watch {watch.name} {watch.made}", f"reportedly: {watch.name}", list(entries))


async def _written(desk: Desk, write: Callable[[Store], object]) -> Response:
    def written() -> None:
        with desk.ledgers.writing() as store:
            write(store)

    await run_in_threadpool(written)
    return RedirectResponse("/watches", 303)


def _watch(store: Store, name: str) -> Watch:
    found = next((watch for watch in kept(store) if watch.name == name), None)
    if found is None:
        raise HTTPException(404, f"{name}: no such watch")
    return found


def _as_known(store: Store, thread: Thread, at: datetime) -> tuple[Thread, ...]:
    """The thread as it was known at a moment: that of the first of its claims that was in one.

    Of several it is the one that was about the same, if there was one.
    """
    for member in thread.members:
        found = threads_of_claim(store, member.claim.id, known_by=at)
        if found:
            return (min(found, key=lambda one: one.proposition != thread.proposition),)
    return ()


def _entries(
    store: Store, threads: Iterable[Thread], known: Known, status: Status | None = None
) -> Iterator[Entry]:
    """What each of the last recordings made new of the threads."""
    moments = sorted(_moments(store, threads))
    base, shown = moments[:-MOST], moments[-MOST:]
    before = known(base[-1]) if base else ()
    for at in shown:
        after = known(at)
        found = news(before, after)
        yield from (_entry(at, one) for one in (come_to(found, status) if status else found))
        before = after


def _moments(store: Store, threads: Iterable[Thread]) -> set[datetime]:
    """When claims of threads were recorded, whatever people judged and what they judged it of, and changes.

    A claim that is rejected, or that a changed text no longer makes, is in no thread now, but was.
    """
    judged = store.judgements()
    claims = [one.claim.id for thread in threads for one in thread.told]
    claims += [one.claim for one in judged if one.claim]
    recorded = [one.recorded for one in map(store.claim, claims) if one]
    return {*recorded, *(one.recorded for one in judged), *(one.recorded for one in store.changes())}


def _entry(at: datetime, new: News) -> Entry:
    told = item(new)
    return Entry(
        id=content_id(at.isoformat(), new.thread.id),
        title=told.heading,
        updated=at,
        category=new.thread.proposition.event,
        paragraphs=told.paragraphs,
    )


def _feed(store: Store, name: str, title: str, entries: list[Entry]) -> Response:
    made = store.last_recorded()
    assert made is not None, "what has a feed has been recorded"
    return Response(feed_of(name, title, entries, made), media_type="application/atom+xml")
