"""How every answer of the API is made: of one state of the ledger, which its tag names.

request -> tag of the state -> 304 where it is known already, else what was asked for
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from reportedly import __version__
from reportedly.errors import UsageError
from reportedly.jsonform import encode
from reportedly.ledger.store import Store
from reportedly.model import content_id
from reportedly.serving.api.cursors import ClaimAt, Skipped, ThreadAt, cursor_of, position_of
from reportedly.serving.ledgers import Ledgers
from reportedly.serving.problems import MEDIA_TYPE

T = TypeVar("T")
_REF = "#/components/schemas/"
_PROBLEM = {"content": {MEDIA_TYPE: {"schema": {"$ref": f"{_REF}Problem"}}}}
_ALWAYS = (401, 421, 422, 503)
_MEANINGS = {
    200: "What was asked for.",
    201: "It is recorded.",
    204: "It is dropped.",
    304: "It is as it was when it had the tag of If-None-Match.",
    400: "A cursor that leads nowhere, or a value that a claim or watch cannot have.",
    401: "The token is missing or another.",
    403: "A page of another site may not write, nor anybody where it is served to read only.",
    404: "There is no such thing, or there was not.",
    409: "There is one of that name.",
    413: "The body is too long.",
    421: "The host is not this one.",
    422: "It is not asked as it has to be.",
    503: "The ledger cannot be used now, or another process writes to it.",
}


def gives(kind: type | None, *problems: int, status: int = 200) -> dict[str, Any]:
    """What a route answers: with a form of this type, or with problems of these statuses."""
    documented = sorted({*_ALWAYS, *problems})
    responses: dict[int | str, Any] = {
        code: {"description": _MEANINGS[code], **_PROBLEM} for code in documented
    }
    responses[status] = {"description": _MEANINGS[status]}
    if kind is not None:
        schema = {"$ref": f"{_REF}{kind.__name__}"}
        responses[status] |= {"content": {"application/json": {"schema": schema}}}
    return {"response_class": Response, "status_code": status, "responses": responses}


def reads(kind: type, *problems: int) -> dict[str, Any]:
    """What a route answers that reads: a form, or that it is what it was."""
    told = gives(kind, *problems)
    told["responses"][304] = {"description": _MEANINGS[304]}
    return told


def ledgers_of(request: Request) -> Ledgers:
    """The stores of the ledger that is served."""
    ledgers: Ledgers = request.app.state.ledgers
    return ledgers


def answered(request: Request, ask: Callable[[Store], object]) -> Response:
    """What is asked of a ledger in one state, or that it is what it was."""
    with ledgers_of(request).reading() as store:
        tag = _tag(store, request)
        headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
        if tag in _known(request):
            return Response(None, 304, headers)
        return Response(encode(ask(store)), 200, headers, "application/json")


def written(form: object, status: int = 201) -> Response:
    """The answer to what has been recorded."""
    return Response(encode(form), status, {"Cache-Control": "no-store"}, "application/json")


def page_of(
    found: Iterable[T],
    limit: int,
    form: Callable[[T], object],
    at: Callable[[T], ClaimAt | ThreadAt],
) -> dict[str, object]:
    """A page of a list, and where the next one begins."""
    taken = list(islice(found, limit + 1))
    following = cursor_of(at(taken[limit - 1])) if len(taken) > limit else None
    return {"items": [form(one) for one in taken[:limit]], "next": following}


def slice_of(
    found: Sequence[T], cursor: str | None, limit: int, form: Callable[[T], object] = lambda one: one
) -> dict[str, object]:
    """A page of a list that is there whole."""
    after = position_of(cursor, Skipped)
    first = after.count if after else 0
    following = cursor_of(Skipped(first + limit)) if len(found) > first + limit else None
    return {"items": [form(one) for one in found[first : first + limit]], "next": following}


@contextmanager
def looking_up() -> Iterator[None]:
    """Answer that there is no such thing where what is asked for by name or id is not there."""
    try:
        yield
    except UsageError as error:
        raise HTTPException(404, str(error)) from error


def _tag(store: Store, request: Request) -> str:
    """Answers are a function of what the ledger holds, of the address and of this version."""
    asked = request.url.path, request.url.query
    return f'"{content_id(__version__, store.last_recorded(), *asked)}"'


def _known(request: Request) -> frozenset[str]:
    given = ",".join(request.headers.getlist("if-none-match"))
    return frozenset(tag.strip().removeprefix("W/") for tag in given.split(","))
