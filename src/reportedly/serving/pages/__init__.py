"""The pages that people work at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from reportedly.config import ServeSettings
from reportedly.errors import LedgerError, ReportedlyError
from reportedly.serving.ledgers import Ledgers
from reportedly.serving.pages import articles, judging, lists, people, watching
from reportedly.serving.pages.desk import STATIC, Desk, page, templates

_PAGES: tuple[tuple[str, Callable[[Desk, Request], Response]], ...] = (
    ("/", lists.deals),
    ("/threads/{identity}", lists.thread),
    ("/threads/{identity}/feed.atom", watching.thread_feed),
    ("/claims/{identity}", lists.claim),
    ("/articles/{identity}", articles.article),
    ("/review", judging.review),
    ("/actors", people.actors),
    ("/actors/{identity}", people.actor),
    ("/watches", watching.watches),
    ("/watches/{name:path}/feed.atom", watching.watch_feed),
)
_WRITES = (
    ("/judgements", judging.judge),
    ("/watches/add", watching.add),
    ("/watches/remove", watching.remove),
    ("/watches/seen", watching.seen),
)


def routes(ledgers: Ledgers, settings: ServeSettings) -> Sequence[BaseRoute]:
    """The routes of all pages. They answer what goes wrong with a page as well."""
    desk = Desk(ledgers, settings, templates())
    read = [Route(path, partial(answer, desk)) for path, answer in _PAGES]
    write = [Route(path, partial(answer, desk), methods=["POST"]) for path, answer in _WRITES]
    static = Mount("/static", StaticFiles(directory=STATIC), name="static")
    wrong = {
        HTTPException: partial(_refused, desk),
        ReportedlyError: partial(_in_vain, desk),
    }
    return (Mount("/", Starlette(routes=[static, *read, *write], exception_handlers=wrong)),)


def _refused(desk: Desk, request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return page(desk, request, "problem.html", error.status_code, problem=error.detail)


def _in_vain(desk: Desk, request: Request, error: Exception) -> Response:
    """What was asked in vain: 503 where the ledger cannot be used now, else 400."""
    return page(
        desk, request, "problem.html", 503 if isinstance(error, LedgerError) else 400, problem=str(error)
    )
