"""The API as one application: its routes, its answers to what goes wrong, and its description."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route

from reportedly import __version__
from reportedly.config import ServeSettings
from reportedly.errors import ReportedlyError
from reportedly.jsonform import components, encode
from reportedly.serving.api import actors, articles, claims, forms, holdings, judging, threads, watches
from reportedly.serving.ledgers import Ledgers
from reportedly.serving.problems import Problem, failure, http_problem, own_problem, problem_answer
from reportedly.watchdesk import Watch

_ABOUT = """The record of who claimed what, when, how sure, and what became of it.

`as_of` asks for what had been said by the end of a day, `known_by` for what the ledger had recorded by a
moment. Lists come in pages: `next` is the `cursor` of the page that follows. Whatever is read has an
`ETag`, which stays what it is until something is recorded. To write takes the token.
"""
_GIVEN = (
    forms.ClaimPage,
    forms.ExplainedClaim,
    forms.ThreadPage,
    forms.WholeThread,
    forms.WholeArticle,
    forms.ChangePage,
    forms.ActorPage,
    forms.WholeActor,
    forms.OutletPage,
    forms.WatchPage,
    forms.WatchNews,
    forms.SourcePage,
    forms.JudgementPage,
    forms.LedgerInfo,
    Watch,
    Problem,
)
_PARTS = (claims, threads, articles, actors, watches, judging, holdings)
_TOKEN = {"token": {"type": "http", "scheme": "bearer", "description": "What `reportedly serve` printed."}}
_WRITES = frozenset({"post", "delete"})


def make_api(ledgers: Ledgers, settings: ServeSettings) -> FastAPI:
    """The application that is mounted at ``/api/v1``."""
    api = FastAPI(
        title="reportedly",
        version=__version__,
        openapi_url=None,  # its own lacks the answers; its pages would come from elsewhere
        redirect_slashes=False,
        exception_handlers={
            HTTPException: http_problem,
            405: _no_method,
            RequestValidationError: _invalid,
            ReportedlyError: own_problem,
            Exception: failure,
        },
    )
    api.state.ledgers, api.state.settings = ledgers, settings
    for part in _PARTS:
        api.include_router(part.router)
    told = encode(description())
    api.add_route("/openapi.json", lambda _: Response(told, media_type="application/json"))
    return api


def description() -> dict[str, Any]:
    """The OpenAPI description: requests from their types, answers from the types of the ledger."""
    told = get_openapi(
        title="reportedly",
        version=__version__,
        openapi_version="3.1.0",
        summary="Who said it, when, how sure, and did it happen?",
        description=_ABOUT,
        routes=[route for part in _PARTS for route in part.router.routes],
        servers=[{"url": "/api/v1"}],
    )
    asked = told.setdefault("components", {}).setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        asked.pop(unused, None)
    asked.update(components(_GIVEN, "#/components/schemas/{name}"))
    told["components"]["securitySchemes"] = _TOKEN
    for operations in told["paths"].values():
        for method, operation in operations.items():
            if method in _WRITES:
                operation["security"] = [{"token": []}]
    return told


async def _no_method(request: Request, error: Exception) -> Response:
    """The answer to a method that a path does not have: which it has, over all its routes."""
    assert isinstance(error, HTTPException)
    allowed = set((error.headers or {}).get("Allow", "").split(", "))
    for route in (route for part in _PARTS for route in part.router.routes):
        if isinstance(route, Route) and route.matches(request.scope)[0] is Match.PARTIAL:
            allowed |= route.methods or set()
    told = ", ".join(sorted(filter(None, allowed)))
    return problem_answer(405, f"no such method here; there are {told}", {"Allow": told})


async def _invalid(_: Request, error: Exception) -> Response:
    """The answer to what is not asked as it has to be: where, and what is wrong with it."""
    assert isinstance(error, RequestValidationError)
    found = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
    return problem_answer(422, "; ".join(found[:5]))
