"""The page on which people judge, and what their forms do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reportedly.errors import UsageError
from reportedly.judgedesk import both_sides
from reportedly.ledger.entries import Accept, Different, Judgement, Reject, Same, Undo
from reportedly.ledger.store import Store
from reportedly.query import parse_query
from reportedly.serving.guards import FORM_FIELD, require_form_token
from reportedly.serving.pages.asked import own_path, page_of
from reportedly.serving.pages.desk import NAME, Desk, page, reading
from reportedly.serving.pages.lists import articles_of
from reportedly.serving.pages.views.review import judged_lately, waiting
from reportedly.threaddesk import claim_with, doubts, edit_of
from reportedly.threaddesk import judge as judged

PAGE = 20
"""How many claims wait, and how many judgements are shown, on a page."""

_A_YEAR = 365 * 24 * 3600
_LONGEST_NAME = 100
_MOST_DIGITS = 9

Form: TypeAlias = Mapping[str, str]


def review(desk: Desk, request: Request) -> Response:
    """``/review``: what to look at first, and what has been judged."""
    with reading(desk, request) as asked:
        about, number = asked.params.get("about", "").strip(), page_of(asked.params)
        queue = doubts(asked.store, parse_query(about))
        own = queue[(number - 1) * PAGE : number * PAGE]
        found = articles_of(asked.store, [one.member.claim for one in own])
        return page(
            desk,
            request,
            "review.html",
            queue=waiting(own, found),
            judged=judged_lately(asked.store.judgements(), PAGE),
            total=len(queue),
            about=about,
            number=number,
            pages=-(-len(queue) // PAGE),
        )


async def form_of(desk: Desk, request: Request) -> dict[str, str]:
    """The fields of a form that this server made.

    Raises:
        HTTPException: 403, it did not.

    """
    async with request.form(max_files=0, max_fields=20) as form:
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
    require_form_token(desk.settings, fields.get(FORM_FIELD))
    return fields


async def judge(desk: Desk, request: Request) -> Response:
    """``/judgements``: record what a person holds, and go back to where it was said."""
    form = await form_of(desk, request)
    return await run_in_threadpool(_recorded, desk, form)


def _recorded(desk: Desk, form: Form) -> Response:
    by = _name(form)
    kind = form.get("kind", "")
    if kind not in _KINDS:
        raise UsageError(f"{kind!r}: no judgement; there are {', '.join(_KINDS)}")
    with desk.ledgers.writing() as store:
        recorded = judged(store, _KINDS[kind](store, form, by))
    answer = RedirectResponse(_back(form, str(recorded.number)), 303)
    answer.set_cookie(NAME, by, max_age=_A_YEAR, httponly=True, samesite="strict")
    return answer


def _back(form: Form, done: str) -> str:
    """Where the form was, with the number of what was recorded."""
    path, _, fragment = own_path(form.get("back", "/")).partition("#")
    joint = "&" if "?" in path else "?"
    return f"{path}{joint}{urlencode({'done': done})}" + (f"#{fragment}" if fragment else "")


def _name(form: Form) -> str:
    name = " ".join(form.get("by", "").split())
    if not name or not name.isprintable() or len(name) > _LONGEST_NAME:
        raise UsageError("your name: say who judges, in a line; it is kept with the judgement")
    return name


def _accept(store: Store, form: Form, by: str) -> Judgement:
    return Accept(_claim(store, form), by)


def _reject(store: Store, form: Form, by: str) -> Judgement:
    return Reject(_claim(store, form), by)


def _edit(store: Store, form: Form, by: str) -> Judgement:
    found = claim_with(store, form.get("claim", ""))
    return edit_of(store, found, form.get("field", ""), form.get("value", ""), by)


def _undo(_: Store, form: Form, by: str) -> Judgement:
    number = form.get("number", "")
    if not (number.isascii() and number.isdecimal() and len(number) <= _MOST_DIGITS):
        raise UsageError(f"{number!r}: give the number of a judgement")
    return Undo(int(number), by)


def _same(store: Store, form: Form, by: str) -> Judgement:
    return Same(*both_sides(store, *_two(form)), by)


def _different(store: Store, form: Form, by: str) -> Judgement:
    return Different(*both_sides(store, *_two(form)), by)


_KINDS: dict[str, Callable[[Store, Form, str], Judgement]] = {
    "accept": _accept,
    "reject": _reject,
    "edit": _edit,
    "same": _same,
    "different": _different,
    "undo": _undo,
}


def _claim(store: Store, form: Form) -> str:
    return claim_with(store, form.get("claim", "")).id


def _two(form: Form) -> tuple[str, str]:
    return form.get("one", "").strip(), form.get("other", "").strip()
