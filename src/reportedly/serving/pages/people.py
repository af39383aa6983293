"""The pages of actors and outlets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from reportedly.actordesk import actor_with, actors_in
from reportedly.actormodel import IdentityKind
from reportedly.errors import UsageError
from reportedly.ledger.entries import Filter
from reportedly.ledgerdesk import claims_as_judged
from reportedly.model import Claim, Status
from reportedly.serving.pages.asked import page_of
from reportedly.serving.pages.desk import Asked, Desk, page, reading
from reportedly.serving.pages.lists import articles_of
from reportedly.serving.pages.views.outcomes import Outcomes, outcomes
from reportedly.serving.pages.views.people import actor_page, actor_row, said_by
from reportedly.threaddesk import threads_of_claim
from reportedly.threads.rewinding import rewound

PAGE = 50
"""How many actors, or claims of one, stand on a page."""

PLANS = 200
"""How many plans of an actor, the last ones, are followed to what became of them."""


def actors(desk: Desk, request: Request) -> Response:
    """``/actors``: who is named in the ledger, those named most first."""
    with reading(desk, request) as asked:
        words, kind = asked.params.get("words", "").strip(), asked.params.get("kind", "")
        found = actors_in(
            asked.store, words or None, known_by=asked.moment.known_by, said_by=asked.moment.day
        )
        kept = [one for one in found if not kind or one.kind.value == kind]
        number = page_of(asked.params)
        return page(
            desk,
            request,
            "actors.html",
            actors=tuple(map(actor_row, kept[(number - 1) * PAGE : number * PAGE])),
            total=len(kept),
            words=words,
            kind=kind,
            kinds=tuple(IdentityKind),
            number=number,
            pages=-(-len(kept) // PAGE),
        )


def actor(desk: Desk, request: Request) -> Response:
    """``/actors/ID``: what one claims, or publishes, and what became of its plans."""
    with reading(desk, request) as asked:
        moment = asked.moment
        try:
            who, made = actor_with(asked.store, request.path_params["identity"], known_by=moment.known_by)
        except UsageError as error:
            raise HTTPException(404, str(error)) from error
        if who.kind is IdentityKind.OUTLET:
            made = (*made, *_published(asked, who.name))
        claims = said_by(made, moment.day)
        number = page_of(asked.params)
        shown = claims[(number - 1) * PAGE : number * PAGE]
        view = actor_page(who, claims, shown, articles_of(asked.store, shown))
        return page(
            desk,
            request,
            "actor.html",
            actor=view,
            outcomes=_outcomes(asked, claims, moment.day),
            plans=PLANS,
            number=number,
            pages=-(-len(claims) // PAGE),
        )


def _published(asked: Asked, outlet: str) -> Iterator[Claim]:
    found = claims_as_judged(asked.store, Filter(outlet=outlet), known_by=asked.moment.known_by)
    return (one.claim for one in found)


def _outcomes(asked: Asked, claims: Sequence[Claim], day: date | None) -> Outcomes:
    """What became of the last plans among somebody's claims, which are latest first."""
    store, known_by = asked.store, asked.moment.known_by
    plans = [claim for claim in claims if claim.status is Status.PLANNED][:PLANS]
    found = (one for claim in plans for one in threads_of_claim(store, claim.id, known_by=known_by))
    threads = {one.id: one for one in found}
    own = frozenset(claim.id for claim in claims)
    return outcomes((then, own) for one in threads.values() if (then := rewound(one, day)))
