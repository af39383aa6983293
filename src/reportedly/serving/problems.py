"""Problem details for HTTP (RFC 9457): the one form of everything that a server refuses or fails at."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from reportedly.errors import LedgerError, ReportedlyError
from reportedly.jsonform import encode

MEDIA_TYPE = "application/problem+json"
_RETRY_AFTER = {"Retry-After": "5"}


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong. ``title`` is that of the ``status``, ``detail`` says what to do about it."""

    type: str
    title: str
    status: int
    detail: str


def problem_answer(status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """An answer that says what went wrong."""
    problem = Problem("about:blank", HTTPStatus(status).phrase, status, detail)
    return Response(encode(problem), status, headers, MEDIA_TYPE)


async def http_problem(_: Request, error: Exception) -> Response:
    """The answer to what the framework refuses: no such page, no such method."""
    assert isinstance(error, HTTPException)
    headers = dict(error.headers) if error.headers else None
    return problem_answer(error.status_code, error.detail, headers)


async def own_problem(_: Request, error: Exception) -> Response:
    """The answer to what was asked in vain: 503 where the ledger cannot be used now, else 400."""
    assert isinstance(error, ReportedlyError)
    if isinstance(error, LedgerError):
        return problem_answer(503, str(error), _RETRY_AFTER)
    return problem_answer(400, str(error))


async def failure(_: Request, __: Exception) -> Response:
    """The answer to what nobody foresaw; what it was stands in the server's own output."""
    return problem_answer(500, "the server failed on this request; its output says at what")
