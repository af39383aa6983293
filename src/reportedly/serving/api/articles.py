"""Articles: one as published, with its passages, its claims and the other versions at its URL."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from reportedly.jsonform import to_builtins
from reportedly.ledger.days import is_said_by
from reportedly.ledger.entries import RecordedArticle
from reportedly.ledger.judged import held, judged
from reportedly.ledger.store import Store
from reportedly.serving.api.answering import answered, reads
from reportedly.serving.api.asked import Id, When
from reportedly.serving.api.forms import WholeArticle

router = APIRouter(tags=["articles"])


@router.get("/articles/{article}", **reads(WholeArticle, 404))
def article(request: Request, article: Id, when: Annotated[When, Query()]) -> Response:
    """An article version by its id. Spans of passages and claims are into its `text`."""
    return answered(request, lambda store: _whole(store, article, when))


def _whole(store: Store, identity: str, when: When) -> dict[str, Any]:
    found = store.article(identity, when.known_by)
    if found is None:
        raise HTTPException(404, f"{identity}: no such article")
    url, reading = found.article.url, store.reading(identity, when.known_by)
    versions = store.versions(url, when.known_by) if url else (found,)
    return {
        **to_builtins(found.article),
        "story": found.story,
        "recorded": found.recorded,
        "reader": reading.reader if reading else None,
        "passages": reading.passages if reading else (),
        "claims": _claims(store, identity, when),
        "versions": [_version(one) for one in versions],
        "postings": store.postings(identity, when.known_by),
    }


def _claims(store: Store, identity: str, when: When) -> list[dict[str, Any]]:
    verdicts = held(store.judgements(when.known_by))
    now = (judged(claim, verdicts) for claim in store.claims_of(identity, when.known_by))
    return [to_builtins(claim) for claim in now if claim and is_said_by(claim.said, when.as_of)]


def _version(one: RecordedArticle) -> dict[str, object]:
    told = one.article
    return {
        "id": told.id,
        "title": told.title,
        "published": told.published,
        "updated": told.updated,
        "recorded": one.recorded,
    }
