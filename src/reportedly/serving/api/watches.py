"""Watches: the questions that are kept, what is new to each, and keeping and dropping them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from reportedly.ledger.store import Store
from reportedly.serving.api.answering import answered, gives, ledgers_of, looking_up, reads, slice_of, written
from reportedly.serving.api.asked import Known, Name, Page, WatchAsked
from reportedly.serving.api.forms import WatchNews, WatchPage
from reportedly.threads.form import news_form
from reportedly.watchdesk import Watch, add_watch, chosen, look, news_id, remove_watch, watches

router = APIRouter(tags=["watches"])
OneWatch = Annotated[Name, Path()]


@router.get("/watches", **reads(WatchPage, 400))
def kept(request: Request, asked: Annotated[Page, Query()]) -> Response:
    """The watches, by name."""
    return answered(
        request, lambda store: slice_of(watches(store, asked.known_by), asked.cursor, asked.limit)
    )


@router.get("/watches/{watch:path}/news", **reads(WatchNews, 404))
def news(request: Request, watch: OneWatch, known: Annotated[Known, Query()]) -> Response:
    """What became new to a watch since it was last told. To ask is not to be told: it stays new."""
    return answered(request, lambda store: _news(store, watch, known))


@router.post("/watches", **gives(Watch, 400, 403, 409, 413, status=201))
def keep(request: Request, asked: WatchAsked) -> Response:
    """Keep a question."""
    with ledgers_of(request).writing() as store:
        if any(one.name == asked.name for one in watches(store)):
            raise HTTPException(409, f"{asked.name}: there is a watch of that name")
        add_watch(store, asked.name, asked.about, asked.status)
        return written(chosen(store, [asked.name])[0])


@router.delete("/watches/{watch:path}", **gives(None, 400, 403, 404, 413, status=204))
def drop(request: Request, watch: OneWatch) -> Response:
    """Keep a question no more."""
    with ledgers_of(request).writing() as store, looking_up():
        remove_watch(store, watch)
    return Response(None, 204)


def _news(store: Store, name: str, known: Known) -> dict[str, Any]:
    with looking_up():
        watch = chosen(store, [name], known.known_by)[0]
    told = look(store, watch, known_by=known.known_by)
    return {
        "watch": watch.name,
        "about": watch.about,
        "status": watch.status,
        "since": watch.told,
        "until": told.until,
        "news": [{"id": news_id(watch, one), **news_form(one)} for one in told.news],
    }
