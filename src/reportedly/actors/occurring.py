"""The actors of a claim: who speaks, who takes part, who publishes."""

from __future__ import annotations

from functools import lru_cache

from reportedly.actormodel import Occurrence, Told
from reportedly.lexicon.forenames import names as forenames
from reportedly.lexicon.names import NameKind, names
from reportedly.model import Actor, ActorKind

_GROUPS = frozenset({NameKind.GENERIC_PEOPLE, NameKind.ROLE})


def occurrences(told: Told) -> tuple[Occurrence, ...]:
    """Every actor of a claim: its viewpoint, its event's participants, and the outlet if there is one.

    Of an article without a date, the day on which the claim was made stands in.
    """
    naming, story = told.naming, told.story
    dated = told.published or naming.said
    spoke = (Occurrence(naming.id, story, one, dated, naming.status) for one in naming.viewpoint)
    others = [_actor(party.actor, party.name) for party in naming.event.participants]
    if told.outlet:
        others.append(Actor(None, told.outlet, ActorKind.OUTLET, sector="MED"))
    took_part = (Occurrence(naming.id, story, one, dated) for one in others)
    return (*spoke, *took_part)


@lru_cache(maxsize=65536)
def _actor(code: str | None, name: str) -> Actor:
    """A participant as an actor: what kind it is is read off its name."""
    known = names().get(name)
    if known is not None and known.actor.actor and code in {None, known.actor.actor}:
        return known.actor
    return Actor(code, name, _kind(code, name))


def _kind(code: str | None, name: str) -> ActorKind:
    words = name.split() or [""]
    head = names().get(name.partition(" of ")[0].rpartition(" ")[2])
    if head is not None and head.kind in _GROUPS:
        return ActorKind.UNNAMED
    if code is not None:
        return ActorKind.GOVERNMENT
    if len(words) > 1 and words[0].lower() in forenames().given and words[-1][:1].isupper():
        return ActorKind.PERSON
    return ActorKind.ORGANISATION if words[0][:1].isupper() else ActorKind.UNNAMED
