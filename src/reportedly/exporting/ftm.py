"""Claims as FollowTheMoney statements (https://followthemoney.tech), a line of JSON each.

A claim is a Note: it is about the article that it stands in, about who takes part and about who
says so. It is never an Event, a Sanction or another thing that is so: what is known is that somebody
claims it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from reportedly.exporting.cited import Cited, described, quoted, said_of
from reportedly.lexicon.names import alpha2, country
from reportedly.model import Actor, ActorKind, Article, Participant, content_id

DATASET = "reportedly"

_SCHEMAS = {
    ActorKind.COUNTRY: "LegalEntity",
    ActorKind.GOVERNMENT: "PublicBody",
    ActorKind.PERSON: "Person",
    ActorKind.ORGANISATION: "Organization",
    ActorKind.OUTLET: "Organization",
}
_LANGUAGES = {"en": "eng"}
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_URL = re.compile(r"https?://\S+")

Entity: TypeAlias = tuple[str, str, list[tuple[str, str]]]
"""The id of an entity, its schema, and its properties."""


def entities(one: Cited) -> Iterator[Entity]:
    """The article, those who take part or speak, and the claim as a note on all of them."""
    claim = one.claim
    parties = [_party(part) for part in claim.event.participants]
    parties += [found for actor in claim.viewpoint if (found := _speaker(actor))]
    about = [_article(one.article), *parties]
    yield from about
    properties = [
        ("name", f"{described(claim)}: {claim.status.value}"),
        ("description", quoted(claim)),
        ("summary", said_of(claim)),
        ("notes", f"confidence {claim.confidence:.2f}; read by {claim.reader}"),
        ("sourceUrl", _url(one.article.url)),
        ("publisher", one.article.outlet or ""),
        *(("entity", identity) for identity, _, _ in about),
    ]
    yield f"claim-{claim.id}", "Note", properties


def statements(entity: Entity, seen: str) -> Iterator[dict[str, Any]]:
    """The statements of an entity: that it is there, then one a value. ``seen`` is when it was recorded."""
    identity, schema, properties = entity
    found = [("id", identity), *((prop, " ".join(value.split())) for prop, value in properties)]
    for prop, value in dict.fromkeys(found):
        if value:
            yield {
                "canonical_id": identity,
                "entity_id": identity,
                "prop": prop,
                "schema": schema,
                "value": value,
                "dataset": DATASET,
                "lang": None,
                "original_value": None,
                "first_seen": seen,
                "last_seen": seen,
                "external": False,
                "origin": None,
                "id": statement_id(identity, prop, value),
            }


def statement_id(identity: str, prop: str, value: str) -> str:
    """What a statement is known by: a hash of its data set, entity, property and value."""
    return hashlib.sha1(f"{DATASET}.{identity}.{prop}.{value}".encode(), usedforsecurity=False).hexdigest()


def _article(article: Article) -> Entity:
    properties = [
        ("name", article.title or article.external_id),
        ("title", article.title or ""),
        ("fileName", article.external_id),
        *(("author", name) for name in article.byline),
        ("publisher", article.outlet or ""),
        ("sourceUrl", _url(article.url)),
        ("publishedAt", article.published if article.published and _is_date(article.published) else ""),
        ("language", _LANGUAGES.get((article.language or "").split("-", maxsplit=1)[0], "")),
    ]
    return f"article-{article.id}", "Article", properties


def _party(part: Participant) -> Entity:
    """A country or body by its code, whatever the text calls it; others by their names."""
    if part.actor is None:
        return f"party-{content_id(part.name)}", "LegalEntity", [("name", part.name)]
    name = country(part.actor) or part.actor
    code = alpha2(part.actor) or ""
    return f"party-{part.actor}", "LegalEntity", [("name", name), ("country", code)]


def _speaker(actor: Actor) -> Entity | None:
    schema = _SCHEMAS.get(actor.kind)
    if schema is None or not actor.name.strip():
        return None
    properties = [("name", actor.name), ("country", alpha2(actor.actor or "") or "")]
    if actor.role and schema == "Person":
        properties.append(("position", actor.role))
    return f"actor-{content_id(actor.name, actor.actor, schema)}", schema, properties


def _is_date(edtf: str) -> bool:
    return _DATE.fullmatch(edtf) is not None


def _url(url: str | None) -> str:
    return url if url and _URL.fullmatch(url) else ""
