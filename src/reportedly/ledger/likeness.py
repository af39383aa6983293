"""What two claims have in common: where they stand, what they say, and what they are about."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.model import Actor, ActorKind, Claim, Money, Quantity, Span, content_id


def anchor_of(claim: Claim) -> str:
    """Where a claim stands in its article: evidence and trigger. A newer reader may find it there again."""
    return content_id(_places(claim.evidence), _places((claim.event.trigger,)))


def likeness_of(claim: Claim) -> int:
    """What a claim says, in which words, as a signed number of 64 bits.

    Copies of a story under several outlets say the same: of an outlet that speaks in its own
    voice only that it does counts, and where in the text and on which day it is said does not.
    """
    said = content_id(_folded(claim.evidence), _saying(claim), _about(claim))
    return int.from_bytes(bytes.fromhex(said), signed=True)


def subject_of(claim: Claim) -> str:
    """What a claim is about, whatever it says of it: the same event in two versions of a text."""
    return content_id(_about(claim))


def saying_of(claim: Claim) -> str:
    """All that a claim says of its subject."""
    return content_id(_saying(claim))


def _saying(claim: Claim) -> tuple[object, ...]:
    event = claim.event
    factuality = event.factuality
    return (
        claim.status.value,
        [_speaker(actor) for actor in claim.viewpoint],
        event.stage.value if event.stage else None,
        (factuality.certainty.value, factuality.polarity.value, factuality.observed),
        _amount(event.quantity),
        _sum(event.money),
        event.time,
    )


def _about(claim: Claim) -> tuple[object, ...]:
    event = claim.event
    taking_part = sorted((one.role, one.actor or one.name.casefold()) for one in event.participants)
    item = event.item.cls if event.item else None
    return event.type, event.frame.value if event.frame else None, taking_part, item, _words(event.trigger)


def _speaker(actor: Actor) -> tuple[str, str | None]:
    named = None if actor.kind is ActorKind.OUTLET else actor.name.casefold()
    return actor.kind.value, named


def _amount(quantity: Quantity | None) -> tuple[object, ...] | None:
    return (quantity.min, quantity.max, quantity.unit, quantity.approximate) if quantity else None


def _sum(money: Money | None) -> tuple[object, ...] | None:
    return (money.amount, money.currency, money.approximate) if money else None


def _places(spans: Iterable[Span]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def _folded(spans: Iterable[Span]) -> list[str]:
    return [_words(span) for span in spans]


def _words(span: Span) -> str:
    return " ".join(span.text.casefold().split())
