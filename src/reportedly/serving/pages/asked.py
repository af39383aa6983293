"""What a request asks for: a moment to look back from, filters, a page. Wrong input is said in one line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from reportedly.errors import UsageError
from reportedly.model import Frame, Status
from reportedly.query import Query, days_of, parse_query
from reportedly.query import moment_of as known_at
from reportedly.serving.pages.views.deals import Sort, Wanted
from reportedly.times import Bounds

ANY_KIND = "any"
_MOST_DIGITS = 5
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Moment:
    """From when a page looks: what had been said by the end of ``day``, recorded by ``known_by``.

    ``given`` is how both were asked for, which every link repeats.
    """

    day: date | None
    known_by: datetime | None
    given: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DealsAsked:
    """Which deals: of the ledger by words and query, of those by ``wanted``, and which page of rows."""

    words: str | None
    query: Query
    wanted: Wanted
    page: int


def moment_of(params: Mapping[str, str]) -> Moment:
    """From when a page is to look.

    Raises:
        UsageError: a date is none.

    >>> asked = moment_of({"as_of": "2022-07", "sort": "item"})
    >>> asked.day, asked.given
    (datetime.date(2022, 7, 31), {'as_of': '2022-07'})

    """
    given = {name: params[name] for name in ("as_of", "known_by") if params.get(name)}
    return Moment(_days("as of", given)[1], known_at(given.get("known_by")), given)


def deals_asked(params: Mapping[str, str], moment: Moment) -> DealsAsked:
    """Which deals a request asks for; without a kind of event, transfers.

    Raises:
        UsageError: an actor, an item, a date or a choice is none.

    """
    wanted = Wanted(
        day=moment.day,
        status=_chosen(Status, params.get("status", ""), "status"),
        outlet=params.get("outlet", "").strip(),
        said_from=_days("said from", params)[0],
        said_to=_days("said to", params)[1],
        sort=_chosen(Sort, params.get("sort", ""), "sort") or Sort.CHANGED,
        backwards=params.get("order") == "backwards",
    )
    return DealsAsked(params.get("words", "").strip() or None, _query(params), wanted, page_of(params))


def page_of(params: Mapping[str, str]) -> int:
    """Which page of rows, from one on.

    >>> page_of({"page": "3"}), page_of({"page": "-1"}), page_of({})
    (3, 1, 1)
    """
    given = params.get("page", "")
    is_number = given.isascii() and given.isdecimal() and len(given) <= _MOST_DIGITS
    return max(int(given), 1) if is_number else 1


def address(path: str, params: Mapping[str, str]) -> str:
    """A path with its parameters, those that are empty left out."""
    asked = urlencode({name: value for name, value in params.items() if value})
    return f"{path}?{asked}" if asked else path


def own_path(given: str) -> str:
    r"""Where to go back to: a path of this server, the first page for anything else.

    >>> own_path("/review?page=2"), own_path("//elsewhere.example"), own_path("/\\elsewhere.example")
    ('/review?page=2', '/', '/')
    """
    own = given.startswith("/") and not given.startswith(("//", "/\\")) and given.isprintable()
    return given if own else "/"


def _days(field: str, params: Mapping[str, str]) -> Bounds:
    return days_of(field, params.get(field.replace(" ", "_"), "").strip() or None)


def _query(params: Mapping[str, str]) -> Query:
    kind = params.get("kind") or Frame.TRANSFER.value
    frames = frozenset[Frame]() if kind == ANY_KIND else frozenset({_frame(kind)})
    actors, items = params.get("actor", ""), params.get("item", "")
    return Query(_named("actor", actors).actors, _named("item", items).items, frames)


def _named(field: str, words: str) -> Query:
    try:
        return parse_query(words)
    except UsageError as error:
        raise UsageError(
            f"{field}: {words!r} is not known; use a code or a name, as in IRN or drones"
        ) from error


def _frame(kind: str) -> Frame:
    found = _chosen(Frame, kind, "kind")
    assert found is not None
    return found


def _chosen(kind: type[Choice], given: str, field: str) -> Choice | None:
    try:
        return kind(given) if given else None
    except ValueError as error:
        raise UsageError(f"{field}: {given!r} is none; there are {', '.join(kind)}") from error
