"""The application that is served: pages for people, an API for programs, guards around both."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Mount
from starlette.types import ASGIApp

from reportedly.config import ServeSettings
from reportedly.errors import ReportedlyError
from reportedly.serving import pages
from reportedly.serving.api.app import make_api
from reportedly.serving.guards import Guards
from reportedly.serving.ledgers import Ledgers
from reportedly.serving.problems import failure, http_problem, own_problem


def make_app(settings: ServeSettings) -> ASGIApp:
    """The application over one ledger, which it lets go of when it ends.

    Raises:
        LedgerError: there is no ledger, or none that this version can read.

    """
    ledgers = Ledgers(settings.ledger)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        ledgers.close()

    app = Starlette(
        routes=[Mount("/api/v1", make_api(ledgers, settings)), *pages.routes(ledgers, settings)],
        exception_handlers={
            HTTPException: http_problem,
            ReportedlyError: own_problem,
            Exception: failure,
        },
        lifespan=lifespan,
    )
    return Guards(app, settings)  # around all, answers to failures too
