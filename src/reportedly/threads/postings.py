"""The same words posted twice, or printed by several outlets, are one claim with several postings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from reportedly.model import Actor, ActorKind, Claim, content_id
from reportedly.threadmodel import Member, Placement, Posting
from reportedly.threads.telling import folded, words

WITHIN = timedelta(days=3)
"""How far apart postings of one text may be dated: over a weekend, and from one side of the date line
to the other."""


def fingerprint(claim: Claim) -> str:
    """What two postings of one claim have in common: viewpoint, status and words, not article or day.

    An outlet that speaks for itself counts as any outlet, because a wire story stands under many.
    """
    voices = [_voice(actor) for actor in claim.viewpoint]
    return content_id(voices, claim.status.value, folded(claim.event.trigger.text), words(claim))


def fold(placed: Iterable[tuple[Claim, Placement]]) -> tuple[Member, ...]:
    """The claims of one thread in the order in which they were said, each with its other postings.

    The first posting stands. The order of ``placed`` does not matter.
    """
    alike: dict[str, list[tuple[Claim, Placement]]] = {}
    for claim, placement in sorted(placed, key=_order):
        alike.setdefault(fingerprint(claim), []).append((claim, placement))
    members = [_member(group) for them in alike.values() for group in _close_together(them)]
    return tuple(sorted(members, key=lambda member: _place_in_order(member.claim, member.said_by)))


def _member(group: Sequence[tuple[Claim, Placement]]) -> Member:
    (claim, placement), *others = group
    postings = tuple(Posting(other, placed.said_by) for other, placed in others)
    return Member(claim, placement.said_by, postings, placement.reasons)


def _order(placed: tuple[Claim, Placement]) -> tuple[date, str, int, str]:
    return _place_in_order(placed[0], placed[1].said_by)


def _place_in_order(claim: Claim, said_by: date | None) -> tuple[date, str, int, str]:
    """By day, then as the articles are named, then as the text runs; what has no day comes last."""
    return said_by or date.max, claim.external_id, claim.event.trigger.start, claim.id


def _close_together(alike: Sequence[tuple[Claim, Placement]]) -> list[list[tuple[Claim, Placement]]]:
    groups: list[list[tuple[Claim, Placement]]] = []
    for claim, placement in alike:
        if groups and near_in_time(groups[-1][-1][1].said_by, placement.said_by):
            groups[-1].append((claim, placement))
        else:
            groups.append([(claim, placement)])
    return groups


def near_in_time(one: date | None, other: date | None) -> bool:
    """Whether two days are so near each other that the same words are one posting's and another's."""
    if one is None or other is None:
        return one is other
    return abs(other - one) <= WITHIN


def _voice(actor: Actor) -> str:
    if actor.actor is None and actor.kind is ActorKind.OUTLET:
        return ActorKind.OUTLET.value
    return f"{actor.actor or ''} {actor.name.casefold()}"
