"""Threads as STIX 2.1 objects: a report for each thread, a note for each claim, opinions.

The report stands for the event that the thread is about. Each note holds a claim with its evidence, and
each opinion says how far its author, who is not we, agrees that the event has taken place. What is planned,
possible or not observed is neutral to that; a question holds no opinion. Ids are UUIDs of version 5, so the
same claim has the same id in every export.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import stix2.v21 as stix

from reportedly.exporting.cited import Cited, described, quoted, said_of, speakers, uuid_of
from reportedly.exporting.citedthread import CitedThread, borne_out, name_of
from reportedly.lexicon.names import country
from reportedly.model import Actor, ActorKind, Certainty, Claim, Status
from reportedly.threads.telling import asserts_nothing, deal_status

# An identity has no time of its own, and an object has to have one.
_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)

_CLASSES = {ActorKind.PERSON: "individual", ActorKind.REPORTER: "individual", ActorKind.UNNAMED: "group"}
_AGREEING = {Status.OCCURRED: "agree", Status.UNDER_WAY: "agree"}
_DISAGREEING = {Status.DENIED: "disagree", Status.CANCELLED: "disagree"}


def objects(told: CitedThread) -> Iterator[Any]:
    """The objects of a thread; identities may come again with another thread, and are then the same."""
    report = _id("report", told.thread.id)
    notes, parties = [], dict[str, Any]()
    for claim in told.claims:
        one = told.cited[claim.id]
        own = {identity.id: identity for identity in _identities(claim)}
        parties |= own
        notes.append(_note(one, [report, *own]))
    yield from (READER, *parties.values())
    yield from notes
    yield from (opinion for claim in told.claims if (opinion := _opinion(told.cited[claim.id], report)))
    yield _report(told, report, [*parties, *(note.id for note in notes)])


def opinion_of(claim: Claim) -> str | None:
    """How far who makes a claim agrees that its event has taken place; ``None`` for a question."""
    if asserts_nothing(claim):
        return None
    status = deal_status(claim)
    found = (_AGREEING | _DISAGREEING).get(status, "neutral")
    certain = claim.event.factuality.certainty is Certainty.CERTAIN
    strong = certain and status in (Status.OCCURRED, Status.DENIED)
    return f"strongly-{found}" if strong else found


def _identity(name: str, group: str, *known_by: str) -> Any:
    return stix.Identity(
        id=_id("identity", *known_by),
        created=_NO_TIME,
        modified=_NO_TIME,
        name=name,
        identity_class=group,
    )


def _id(kind: str, *parts: str) -> str:
    return f"{kind}--{uuid_of('stix', kind, *parts)}"


READER = _identity("reportedly", "system", "reportedly")
"""Who made all these objects."""


def _identities(claim: Claim) -> Iterator[Any]:
    for part in claim.event.participants:
        if part.actor:
            yield _identity(country(part.actor) or part.actor, "organization", "code", part.actor)
        elif part.name.strip():
            yield _identity(part.name, "unknown", "name", part.name)
    yield from (_speaker(actor) for actor in claim.viewpoint if actor.name.strip())


def _speaker(actor: Actor) -> Any:
    group = _CLASSES.get(actor.kind, "organization")
    return _identity(actor.name, group, actor.kind.value, actor.name, actor.actor or "")


def _note(one: Cited, about: Iterable[str]) -> Any:
    claim = one.claim
    return stix.Note(
        id=_id("note", claim.id),
        created_by_ref=READER.id,
        created=one.recorded,
        modified=one.recorded,
        abstract=f"{described(claim)}: {claim.status.value}",
        content=f"{said_of(claim)}: “{quoted(claim)}”",
        authors=[speakers(claim)],
        object_refs=list(about),
        labels=[claim.status.value],
        confidence=round(100 * claim.confidence),
        external_references=[_reference(one)],
    )


def _reference(one: Cited) -> dict[str, str]:
    article = one.article
    known = {
        "source_name": article.outlet or "reportedly",
        "description": article.title,
        "url": article.url,
        "external_id": one.claim.id,
    }
    return {name: value for name, value in known.items() if value}


def _opinion(one: Cited, report: str) -> Any | None:
    opinion = opinion_of(one.claim)
    if opinion is None:
        return None
    return stix.Opinion(
        id=_id("opinion", one.claim.id),
        created_by_ref=READER.id,
        created=one.recorded,
        modified=one.recorded,
        explanation=f"whether the event has taken place: {said_of(one.claim)}",
        authors=[speakers(one.claim)],
        opinion=opinion,
        object_refs=[report],
    )


def _report(told: CitedThread, identity: str, about: Iterable[str]) -> Any:
    recorded = [one.recorded for one in told.cited.values()]
    overall = told.overall
    return stix.Report(
        id=identity,
        created_by_ref=READER.id,
        created=min(recorded),
        modified=max(recorded),
        name=f"claims on {name_of(told.thread)}",
        description=f"{len(told.claims)} claims, by what was said last: {borne_out(overall)}",
        published=max(recorded),
        object_refs=list(about),
        external_references=[{"source_name": "reportedly", "external_id": told.thread.id}],
        **({"labels": [overall.status.value]} if overall else {}),
    )
