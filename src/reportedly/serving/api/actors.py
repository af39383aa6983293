"""Actors and outlets: who is named in claims and what they claim, and who published them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from reportedly.actordesk import actor_with, actors_in
from reportedly.actormodel import Identity
from reportedly.actors.form import identity_form
from reportedly.jsonform import to_builtins
from reportedly.ledger.days import is_said_by
from reportedly.ledger.store import Store
from reportedly.serving.api.answering import answered, looking_up, reads, slice_of
from reportedly.serving.api.asked import MOST, ActorsAsked, Page, When, Words
from reportedly.serving.api.forms import ActorPage, OutletPage, WholeActor

router = APIRouter(tags=["actors"])


@router.get("/actors", **reads(ActorPage, 400))
def actors(request: Request, asked: Annotated[ActorsAsked, Query()]) -> Response:
    """The actors, those named in most claims first; with `as_of` as what had been said by then has them."""

    def ask(store: Store) -> object:
        found = actors_in(store, asked.words, known_by=asked.known_by, said_by=asked.as_of)
        return slice_of(found, asked.cursor, asked.limit, lambda one: _told(one, asked.as_of))

    return answered(request, ask)


@router.get("/actors/{actor:path}", **reads(WholeActor, 404))
def actor(request: Request, actor: Annotated[Words, Path()], when: Annotated[When, Query()]) -> Response:
    """An actor by its id, how that begins, or a name, with the claims that it had made by `as_of`."""

    def ask(store: Store) -> object:
        with looking_up():
            found, made = actor_with(store, actor, known_by=when.known_by)
        said = [to_builtins(claim) for claim in made if is_said_by(claim.said, when.as_of)]
        return {**_told(found, when.as_of), "made": said[:MOST]}

    return answered(request, ask)


@router.get("/outlets", **reads(OutletPage, 400))
def outlets(request: Request, asked: Annotated[Page, Query()]) -> Response:
    """The outlets in whose name articles were posted, by name. Their claims are `/claims?outlet=`."""
    return answered(request, lambda store: slice_of(store.outlets(asked.known_by), asked.cursor, asked.limit))


def _told(one: Identity, day: date | None) -> dict[str, Any]:
    return {"as_of": None, "role": None, "affiliation": None, **identity_form(one, day)}
