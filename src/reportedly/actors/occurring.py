"""The actors of a claim: who speaks, who takes part, who publishes."""

from __future__ import annotations

from reportedly.actormodel import Occurrence
from reportedly.lexicon.forenames import names as forenames
from reportedly.lexicon.names import NameKind, names
from reportedly.model import Actor, ActorKind, Claim, Participant

_GROUPS = frozenset({NameKind.GENERIC_PEOPLE, NameKind.ROLE})


def occurrences(
    claim: Claim, *, outlet: str | None = None, published: str | None = None
) -> tuple[Occurrence, ...]:
    """Every actor of a claim: its viewpoint, its event's participants, and the outlet if one is given.

    ``outlet`` is a name, a host or a URL. ``published`` is the article's date (EDTF); without one the
    day on which the claim was made stands in.
    """
    dated = published or claim.said
    spoke = (Occurrence(claim.id, claim.article, one, dated, claim.status) for one in claim.viewpoint)
    others = [_actor(participant) for participant in claim.event.participants]
    if outlet:
        others.append(Actor(None, outlet, ActorKind.OUTLET, sector="MED"))
    took_part = (Occurrence(claim.id, claim.article, one, dated) for one in others)
    return (*spoke, *took_part)


def _actor(participant: Participant) -> Actor:
    """A participant as an actor: what kind it is is read off its name."""
    known = names().get(participant.name)
    if known is not None and known.actor.actor and participant.actor in {None, known.actor.actor}:
        return known.actor
    return Actor(participant.actor, participant.name, _kind(participant))


def _kind(participant: Participant) -> ActorKind:
    words = participant.name.split() or [""]
    head = names().get(participant.name.partition(" of ")[0].rpartition(" ")[2])
    if head is not None and head.kind in _GROUPS:
        return ActorKind.UNNAMED
    if participant.actor is not None:
        return ActorKind.GOVERNMENT
    if len(words) > 1 and words[0].lower() in forenames().given and words[-1][:1].isupper():
        return ActorKind.PERSON
    return ActorKind.ORGANISATION if words[0][:1].isupper() else ActorKind.UNNAMED
