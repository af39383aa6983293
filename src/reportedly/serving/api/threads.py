"""Threads: a list, rewound to a day where one is asked for, and one whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import dropwhile
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from reportedly.ledger.store import Store
from reportedly.serving.api.answering import answered, looking_up, page_of, reads
from reportedly.serving.api.asked import Id, ThreadsAsked, When, query_of
from reportedly.serving.api.cursors import ThreadAt, position_of
from reportedly.serving.api.forms import ThreadPage, WholeThread
from reportedly.threaddesk import latest_threads, thread_with
from reportedly.threadmodel import Thread
from reportedly.threads.form import summary_form, thread_form

router = APIRouter(tags=["threads"])


@router.get("/threads", **reads(ThreadPage, 400))
def threads(request: Request, asked: Annotated[ThreadsAsked, Query()]) -> Response:
    """The threads, what was last said first. With `as_of` those of which something had been said by then."""
    return answered(request, lambda store: _page(store, asked))


@router.get("/threads/{thread}", **reads(WholeThread, 404))
def thread(request: Request, thread: Id, when: Annotated[When, Query()]) -> Response:
    """A thread by its id, that of a claim of it, or how one begins; its status is as of `as_of`."""

    def ask(store: Store) -> object:
        with looking_up():
            found = thread_with(store, thread, known_by=when.known_by)
        return thread_form(found, when.as_of)

    return answered(request, ask)


def _page(store: Store, asked: ThreadsAsked) -> object:
    after = position_of(asked.cursor, ThreadAt)
    found: Iterator[Thread] = latest_threads(
        store, asked.words, query_of(asked.about), known_by=asked.known_by, said_by=asked.as_of
    )
    if after is not None:
        reached = _order(after.last_said, after.id)
        found = dropwhile(lambda one: _order(one.last_said, one.id) <= reached, found)
    told = (one for one in found if asked.as_of is None or _said_by(one, asked.as_of))
    return page_of(told, asked.limit, lambda one: _summary(one, asked.as_of), _at)


def _at(one: Thread) -> ThreadAt:
    return ThreadAt(one.last_said, one.id)


def _order(last_said: date | None, identity: str) -> tuple[int, str]:
    """As threads stand in a list: what was last said first."""
    return -(last_said or date.min).toordinal(), identity


def _said_by(thread: Thread, day: date) -> list[date]:
    """When each claim of a thread was said that had been said by a day."""
    return [one.said_by for one in thread.members if one.said_by and one.said_by <= day]


def _summary(thread: Thread, day: date | None) -> dict[str, Any]:
    told = summary_form(thread, day)
    if day is None:
        return told
    said = _said_by(thread, day)
    return {**told, "claims": len(said), "last_said": max(said)}
