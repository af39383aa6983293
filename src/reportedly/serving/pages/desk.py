"""What every page is made with: the ledger, the templates, and from when it looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from reportedly.config import ServeSettings
from reportedly.ledger.store import Store
from reportedly.model import Frame, Status
from reportedly.serving.guards import FORM_FIELD, form_token
from reportedly.serving.ledgers import Ledgers
from reportedly.serving.pages.asked import Moment, address, moment_of
from reportedly.serving.pages.views.deals import Sort
from reportedly.serving.pages.views.wording import MEANINGS
from reportedly.times import bounds

NAME = "reportedly_by"
"""The cookie that keeps by what name somebody judges."""

STATIC = Path(str(files("reportedly.serving.pages"))) / "static"


@dataclass(frozen=True, slots=True)
class Desk:
    """What pages are made of."""

    ledgers: Ledgers
    settings: ServeSettings
    templates: Environment


@dataclass(frozen=True, slots=True)
class Asked:
    """One request to read: a store, from when it looks, and what else was asked for."""

    store: Store
    moment: Moment
    params: Mapping[str, str]


def templates() -> Environment:
    """The templates. Whatever is put into them is text, and a name that is missing an error."""
    loader = PackageLoader("reportedly.serving.pages")
    made = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["day"] = typed_day
    made.globals |= {"meanings": MEANINGS, "statuses": tuple(Status), "frames": tuple(Frame), "sorts": Sort}
    return made


def typed_day(given: str) -> str:
    """A date as a field for days takes it: the last day of it, nothing where it is none.

    >>> typed_day("2022-07"), typed_day("soon")
    ('2022-07-31', '')
    """
    try:
        last = bounds(given)[1]
    except ValueError:
        return ""
    return last.isoformat() if last else ""


@contextmanager
def reading(desk: Desk, request: Request) -> Iterator[Asked]:
    """A request to read, with a store for as long as it is answered.

    Raises:
        UsageError: a date is none.
        LedgerError: the ledger cannot be read.

    """
    params = dict(request.query_params)
    moment = moment_of(params)
    with desk.ledgers.reading() as store:
        yield Asked(store, moment, params)


def page(desk: Desk, request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """A page. What cannot be said in UTF-8 is left out of it."""
    given = _moment_given(request)
    own = request.url.path if request.method in ("GET", "HEAD") else "/"

    def link(path: str, **params: str) -> str:
        return address(path, {**given, **params})

    told = desk.templates.get_template(template).render(
        link=link,
        given=given,
        path=own,
        params={name: value for name, value in request.query_params.items() if name not in given},
        back=address(own, {**request.query_params, "done": ""}),
        done=request.query_params.get("done", ""),
        by=request.cookies.get(NAME, ""),
        read_only=desk.settings.read_only,
        token_field=FORM_FIELD,
        token=form_token(desk.settings),
        **values,
    )
    headers = {"Cache-Control": "no-store"}
    return Response(told.encode("utf-8", "replace"), status, headers, "text/html; charset=utf-8")


def _moment_given(request: Request) -> dict[str, str]:
    return {name: request.query_params.get(name, "") for name in ("as_of", "known_by")}
