"""Claims: a list with filters, search by words, one with its explanation, and what changed texts did."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from reportedly.jsonform import to_builtins
from reportedly.ledger.attributed import chain_of
from reportedly.ledger.days import is_said_by
from reportedly.ledger.entries import Change, Filter, RecordedClaim
from reportedly.ledger.form import claim_form, judgement_form
from reportedly.ledger.judged import judgements_of, numbers_standing
from reportedly.ledger.store import Store
from reportedly.ledgerdesk import as_judged, claims_as_judged, found_as_judged, listed_claim
from reportedly.model import Attribution, Claim
from reportedly.serving.api.answering import answered, looking_up, page_of, reads, slice_of
from reportedly.serving.api.asked import ChangesAsked, ClaimsAsked, Id, SearchAsked, When, query_of
from reportedly.serving.api.cursors import ClaimAt, no_cursor, position_of
from reportedly.serving.api.forms import ChangePage, ClaimPage, ExplainedClaim
from reportedly.threaddesk import claim_with, threads_of_claim
from reportedly.threadmodel import Thread
from reportedly.threads.form import proposition_form

router = APIRouter(tags=["claims"])


@router.get("/claims", **reads(ClaimPage, 400))
def claims(request: Request, asked: Annotated[ClaimsAsked, Query()]) -> Response:
    """The claims as people judge them, by when they were said; what was posted twice is there once."""

    def ask(store: Store) -> object:
        after = _after(store, asked.cursor, asked.known_by)
        found = claims_as_judged(store, _filter(asked), known_by=asked.known_by, after=after)
        return _page(store, found, asked)

    return answered(request, ask)


@router.get("/search", **reads(ClaimPage, 400))
def search(request: Request, asked: Annotated[SearchAsked, Query()]) -> Response:
    """The claims in whose evidence or title all words stand, the last recorded first."""

    def ask(store: Store) -> object:
        after = _after(store, asked.cursor, asked.known_by)
        found = found_as_judged(store, asked.words, known_by=asked.known_by, after=after)
        return _page(store, found, asked)

    return answered(request, ask)


@router.get("/claims/{claim}", **reads(ExplainedClaim, 404))
def claim(request: Request, claim: Id, when: Annotated[When, Query()]) -> Response:
    """A claim by its id or how that begins, with all that says why it is so."""
    return answered(request, lambda store: _explained(store, claim, when))


@router.get("/changes", **reads(ChangePage, 400))
def changes(request: Request, asked: Annotated[ChangesAsked, Query()]) -> Response:
    """The claims that vanished, appeared or changed when the text at a URL changed, as recorded."""

    def ask(store: Store) -> object:
        found = store.changes(since=asked.since, known_by=asked.known_by)
        told = [one for one in found if _is_of(one, asked.as_of)]
        return slice_of(told, asked.cursor, asked.limit)

    return answered(request, ask)


def _filter(asked: ClaimsAsked) -> Filter:
    query = query_of(asked.about)
    last = min((day for day in (asked.said_to, asked.as_of) if day), default=None)
    return Filter(
        actors=query.actors,
        items=query.items,
        frames=query.frames,
        statuses=frozenset(asked.status),
        outlet=asked.outlet,
        said_from=asked.said_from,
        said_to=last,
        least=asked.min_confidence,
    )


def _page(store: Store, found: Iterator[RecordedClaim], asked: ClaimsAsked | SearchAsked) -> object:
    said = (one for one in found if is_said_by(one.claim.said, asked.as_of))
    return page_of(said, asked.limit, _told(store, asked.known_by), lambda one: ClaimAt(one.claim.id))


def _told(store: Store, known_by: datetime | None) -> Callable[[RecordedClaim], dict[str, Any]]:
    """The form of claims; those of one article, which share their postings, often follow on one another."""
    posted = lru_cache(maxsize=100)(lambda article: store.postings(article, known_by))
    return lambda one: claim_form(one, posted(one.claim.article))


def _after(store: Store, cursor: str | None, known_by: datetime | None) -> RecordedClaim | None:
    """The claim that a page follows."""
    at = position_of(cursor, ClaimAt)
    if at is None:
        return None
    found = listed_claim(store, at.id, known_by=known_by)
    if found is None:
        raise no_cursor()
    return found


def _explained(store: Store, identity: str, when: When) -> dict[str, Any]:
    with looking_up():
        found = claim_with(store, identity, known_by=when.known_by)
    recorded = store.claim(found.id, when.known_by)
    assert recorded is not None
    now = next(as_judged(store, [recorded], known_by=when.known_by), None)
    one = now or recorded
    if not is_said_by(one.claim.said, when.as_of):
        raise HTTPException(404, f"{identity}: not known to have been said by {when.as_of}")
    return {
        **_told(store, when.known_by)(one),
        "threads": [
            _place(each, found.id) for each in threads_of_claim(store, found.id, known_by=when.known_by)
        ],
        "attributions": [to_builtins(each) for each in _chain(store, one.claim, when.known_by)],
        "judgements": _judgements(store, found.id, when.known_by),
        "rejected": now is None,
    }


def _place(thread: Thread, claim: str) -> dict[str, object]:
    """A thread that a claim stands in, and why; no reasons for words that were told before."""
    reasons = next((one.reasons for one in thread.members if one.claim.id == claim), ())
    return {"id": thread.id, "proposition": proposition_form(thread.proposition), "reasons": reasons}


def _judgements(store: Store, claim: str, known_by: datetime | None) -> list[dict[str, Any]]:
    """The judgements that are of a claim, or of the one in whose place it stands."""
    recorded = store.judgements(known_by)
    stands = numbers_standing(recorded)
    return [judgement_form(one, stands) for one in judgements_of(claim, recorded)]


def _chain(store: Store, claim: Claim, known_by: datetime | None) -> tuple[Attribution, ...]:
    """The acts of reporting that a claim stands in, outermost first."""
    reading = store.reading(claim.article, known_by)
    return chain_of(reading.attributions, claim) if reading else ()


def _is_of(change: Change, day: date | None) -> bool:
    """Whether a change is of something that had been said by a day."""
    return any(is_said_by(claim.said, day) for claim in (change.before, change.after) if claim)
