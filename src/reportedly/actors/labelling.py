"""By what a story may be looked up, of which somebody asks for an actor: more stories rather than fewer.

    words of each name, the family name of each who may be a person, ids of the mention and of the actor

What a label leads to is looked at again, so a label that no longer fits costs time and changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from reportedly.actormodel import IdentityKind, Key, Naming, Parties, Party, Told
from reportedly.actors.collecting import may_be_person
from reportedly.actors.keying import called, key_of, mention_id
from reportedly.actors.occurring import occurrences
from reportedly.actors.resolving import ids_of
from reportedly.actors.spelling import skeleton
from reportedly.model import Actor, Claim

PERSON = "person "


def naming_of(claim: Claim) -> Naming:
    """Whom a claim names."""
    parties = tuple(Party(one.actor, one.name) for one in claim.event.participants)
    return Naming(claim.id, claim.status, claim.viewpoint, claim.said, Parties(parties))


def labels(claims: Iterable[Claim], story: str, outlet: str | None) -> frozenset[str]:
    """The labels of claims of an article that an outlet posted and that is of a story."""
    told = (Told(naming_of(claim), story, outlet, None) for claim in claims)
    actors = {one.actor for each in told for one in occurrences(each)}
    keyed = ((key, actor) for actor in actors if (key := key_of(actor, story)) is not None)
    return frozenset(label for key, actor in keyed for label in _labels(key, actor))


def of_word(word: str) -> str:
    """The label of stories with a name that has a word, folded."""
    return f"word {word}"


def of_id(begins: str) -> str:
    """How the labels begin of stories with an id that begins so."""
    return f"id {begins}"


def of_blocks(blocks: Collection[str]) -> tuple[str, ...]:
    """The labels of stories that decide who is in blocks."""
    return tuple(block if block.startswith(PERSON) else of_id(block) for block in sorted(blocks))


def _labels(key: Key, actor: Actor) -> Iterator[str]:
    for name in called(key, actor.name):
        yield from map(of_word, name.split())
    for identity in (mention_id(key), *ids_of(key)):
        yield of_id(identity)
    if key.kind is IdentityKind.PERSON or may_be_person(key, actor):
        yield f"{PERSON}{key.block}"
        yield f"{PERSON}{skeleton(key.form)}"
