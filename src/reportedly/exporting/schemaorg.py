"""Claims as schema.org Claim, and a ClaimReview of those that a person has judged (JSON-LD).

A review says what its author judged: whether the text makes this claim. It never says whether the claim
is true, so it has no rating by number.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportedly.exporting.cited import Cited, described, quoted, said_of, stamp, urn
from reportedly.ledger.entries import Edit, Posting, RecordedJudgement
from reportedly.model import Actor, ActorKind

CONTEXT = "https://schema.org"

ASPECT = "whether the text makes this claim; not whether it is true"
"""What is reviewed, in words."""

_TYPES = {ActorKind.PERSON: "Person", ActorKind.REPORTER: "Person", ActorKind.UNNAMED: "Person"}


def nodes(one: Cited) -> Iterator[dict[str, Any]]:
    """A claim, then a review of it for each judgement of it that stands."""
    yield claim_node(one)
    yield from (_review(one, judged) for judged in one.judged)


def claim_node(one: Cited) -> dict[str, Any]:
    """A claim with who makes it, where it appears, and how it is to be taken."""
    claim = one.claim
    own = [posting for posting in one.postings if posting.article == one.article.id]
    places = [_appearance(one, posting) for posting in own]
    node = {
        "@type": "Claim",
        "@id": urn("claim", claim.id),
        "identifier": claim.id,
        "text": quoted(claim),
        "name": f"{described(claim)}: {claim.status.value}",
        "description": said_of(claim),
        "author": [_author(actor) for actor in claim.viewpoint],
        "dateCreated": claim.said,
        "appearance": places,
        "firstAppearance": places[0],
        "about": [
            {"@type": "Thing", "name": part.name or part.actor, "identifier": part.actor}
            for part in claim.event.participants
        ],
        "keywords": [claim.status.value, claim.event.factuality.certainty.value],
    }
    return {name: value for name, value in node.items() if value}


def _author(actor: Actor) -> dict[str, str]:
    named = {"@type": _TYPES.get(actor.kind, "Organization"), "name": actor.name}
    return {**named, "jobTitle": actor.role} if actor.role and actor.kind is ActorKind.PERSON else named


def _appearance(one: Cited, posting: Posting) -> dict[str, Any]:
    node = {
        "@type": "NewsArticle",
        "@id": urn("article", posting.article),
        "url": posting.url,
        "headline": one.article.title,
        "datePublished": posting.published,
        "publisher": {"@type": "Organization", "name": posting.outlet} if posting.outlet else None,
    }
    return {name: value for name, value in node.items() if value}


def _review(one: Cited, judged: RecordedJudgement) -> dict[str, Any]:
    judgement = judged.judgement
    verdict = "corrected" if isinstance(judgement, Edit) else "accepted"
    return {
        "@type": "ClaimReview",
        "@id": urn("judgement", f"{one.claim.id}:{judged.number}"),
        "claimReviewed": quoted(one.claim),
        "itemReviewed": {"@id": urn("claim", one.claim.id)},
        "author": {"@type": "Person", "name": judgement.by},
        "datePublished": stamp(judged.recorded),
        "reviewAspect": ASPECT,
        "reviewRating": {"@type": "Rating", "alternateName": verdict},
    }
