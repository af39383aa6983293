"""The pages of deals and of one deal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reportedly.errors import UsageError
from reportedly.ledger.judged import held
from reportedly.ledger.store import Store
from reportedly.model import Article, Claim
from reportedly.serving.pages.asked import address, deals_asked, page_of
from reportedly.serving.pages.desk import Asked, Desk, page, reading
from reportedly.serving.pages.views.deals import PAGE, Row, rows
from reportedly.serving.pages.views.thread import PAGE as CLAIMS
from reportedly.serving.pages.views.thread import Around, shown, thread_page
from reportedly.threaddesk import latest_threads, thread_with, threads_of_claim
from reportedly.threadmodel import Member, Thread
from reportedly.threads.rewinding import rewound

LOOKED_THROUGH = 200
"""How many threads the list looks through, those of which something was said last."""


def deals(desk: Desk, request: Request) -> Response:
    """``/``: the deals wanted, as of a day."""
    with reading(desk, request) as asked:
        found: tuple[Row, ...] = ()
        looked, problem = 0, None
        try:
            found, looked = _deals(asked)
        except UsageError as error:
            problem = str(error)
        number = page_of(asked.params)
        return page(
            desk,
            request,
            "deals.html",
            status=400 if problem else 200,
            rows=found[(number - 1) * PAGE : number * PAGE],
            total=len(found),
            partial=looked == LOOKED_THROUGH,
            looked=looked,
            number=number,
            pages=-(-len(found) // PAGE),
            problem=problem,
        )


def _deals(asked: Asked) -> tuple[tuple[Row, ...], int]:
    """The rows, and how many threads were looked through for them."""
    wanted = deals_asked(asked.params, asked.moment)
    moment = asked.moment
    threads = latest_threads(
        asked.store, wanted.words, wanted.query, known_by=moment.known_by, said_by=moment.day
    )
    looked_at = tuple(islice(threads, LOOKED_THROUGH))

    @cache
    def outlet_of(article: str) -> str | None:
        found = asked.store.article(article)
        return found.article.outlet if found else None

    return rows(looked_at, wanted.wanted, outlet_of), len(looked_at)


def thread(desk: Desk, request: Request) -> Response:
    """``/threads/ID``: one deal, as of a day."""
    with reading(desk, request) as asked:
        found = thread_asked(asked, request.path_params["identity"])
        number = page_of(asked.params)
        then = rewound(found, asked.moment.day)
        articles = _articles(asked.store, shown(then, number) if then else ())
        around = Around(articles, held(asked.store.judgements(asked.moment.known_by)))
        view = thread_page(found, around, asked.moment.day, number)
        pages = -(-view.total // CLAIMS)
        return page(desk, request, "thread.html", thread=view, number=number, pages=pages)


def claim(desk: Desk, request: Request) -> Response:
    """``/claims/ID``: where the claim stands in its thread, or in its article where it is rejected.

    Of several threads that it stands in it is the first by id.
    """
    with reading(desk, request) as asked:
        identity, known_by = request.path_params["identity"], asked.moment.known_by
        recorded = asked.store.claim(identity, known_by)
        if recorded is None:
            raise HTTPException(404, f"{identity}: no such claim; the page of a thread lists its claims")
        found = threads_of_claim(asked.store, identity, known_by=known_by)
        if not found:
            return _redirect(asked, f"/articles/{recorded.claim.article}", identity)
        return _to_claim(asked, found[0], identity)


def thread_asked(asked: Asked, identity: str) -> Thread:
    """The thread with an id.

    Raises:
        HTTPException: 404, there is none.

    """
    try:
        return thread_with(asked.store, identity, known_by=asked.moment.known_by)
    except UsageError as error:
        raise HTTPException(404, str(error)) from error


def _to_claim(asked: Asked, found: Thread, identity: str) -> Response:
    """To the page of the thread on which a claim, or what stands in its place, is."""
    now = asked.store.in_its_place(identity, asked.moment.known_by) or identity
    places = [number for number, member in enumerate(found.members) if _is_of(member, now)]
    number = str(places[0] // CLAIMS + 1) if places and places[0] >= CLAIMS else ""
    return _redirect(asked, f"/threads/{found.id}", now, page=number)


def _is_of(member: Member, claim: str) -> bool:
    return claim == member.claim.id or any(claim == one.claim.id for one in member.postings)


def _redirect(asked: Asked, path: str, claim: str, **params: str) -> Response:
    to = address(path, {**asked.moment.given, **params})
    return RedirectResponse(f"{to}#claim-{claim}", 303)


def _articles(store: Store, members: Iterable[Member]) -> dict[str, Article]:
    claims = (one for member in members for one in (member.claim, *(copy.claim for copy in member.postings)))
    return articles_of(store, [*claims])


def articles_of(store: Store, claims: Sequence[Claim]) -> dict[str, Article]:
    """The articles of claims, by id."""
    found = (store.article(identity) for identity in dict.fromkeys(claim.article for claim in claims))
    return {one.article.id: one.article for one in found if one}
