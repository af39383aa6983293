"""What the ledger holds, and where that came from."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from reportedly import __version__
from reportedly.serving.api.answering import answered, reads, slice_of
from reportedly.serving.api.asked import Known, Page
from reportedly.serving.api.forms import LedgerInfo, SourcePage
from reportedly.sourcedesk import sources as all_sources

router = APIRouter(tags=["ledger"])


@router.get("/ledger", **reads(LedgerInfo))
def ledger(request: Request, known: Annotated[Known, Query()]) -> Response:
    """How many of each the ledger holds, and when it was last written to."""
    own = {"version": __version__, "read_only": request.app.state.settings.read_only}
    return answered(request, lambda store: {**asdict(store.counts(known.known_by)), **own})


@router.get("/sources", **reads(SourcePage, 400))
def sources(request: Request, asked: Annotated[Page, Query()]) -> Response:
    """Where articles come from: what each source gave, when, and what was skipped and why."""
    return answered(
        request, lambda store: slice_of([*all_sources(store, asked.known_by)], asked.cursor, asked.limit)
    )
