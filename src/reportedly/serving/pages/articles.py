"""The page of an article."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from reportedly.ledger.judged import held
from reportedly.serving.pages.desk import Asked, Desk, page, reading
from reportedly.serving.pages.views.article import Recorded, article_page


def article(desk: Desk, request: Request) -> Response:
    """``/articles/ID``: an article with its claims in place."""
    with reading(desk, request) as asked:
        recorded = _recorded(asked, request.path_params["identity"])
        verdicts = held(asked.store.judgements(asked.moment.known_by))
        return page(desk, request, "article.html", article=article_page(recorded, verdicts))


def _recorded(asked: Asked, identity: str) -> Recorded:
    store, known_by = asked.store, asked.moment.known_by
    found = store.article(identity, known_by)
    if found is None:
        raise HTTPException(404, f"{identity}: no such article; a claim's page leads to its article")
    url = found.article.url
    reading_of = store.reading(identity, known_by)
    return Recorded(
        article=found,
        reading=reading_of,
        claims=reading_of.claims if reading_of else (),
        versions=store.versions(url, known_by) if url else (),
        postings=store.postings(identity, known_by),
    )
