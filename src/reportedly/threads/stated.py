"""What a claim itself says of the deal it is about: who, with whom, which class of item.

An actor without a code ("allies", "the company") is a party by name; a pronoun names nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reportedly.model import Claim, Event, Frame, Participant
from reportedly.threadmodel import Party, Proposition

TRANSFER = "transfer"
DEALS = frozenset({TRANSFER, "aid", "sanction", "training"})
"""Events of which parts may be left out and found elsewhere in an article."""

GENERAL = "weapon"
"""The item class that any other may turn out to be."""

ROLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        TRANSFER: ("supplier", "recipient"),
        "aid": ("sender", "recipient"),
        "sanction": ("sender", "target"),
        "training": ("trainer", "trainee"),
        "statement": ("speaker", "target"),
    }
)
_PLAIN = ("actor", "recipient")
GIVING = frozenset({"supplier", "sender", "trainer", "speaker", "actor"})
"""Roles of those from whom something goes out, a proposition's first party; all others are its second."""
JOINED = "+"
"""Between those who are one party together."""
_NOBODY = frozenset(
    {"i", "we", "you", "he", "she", "it", "they", "us", "me", "him", "her", "them", "who", "that", "which"}
)
_DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "such", "any", "its", "their", "his", "her", "of"}
)


@dataclass(frozen=True, slots=True)
class Stated:
    """The parts of a proposition as far as they are known, by name: both parties and ``item``."""

    event: str
    roles: tuple[str, str]
    parts: Mapping[str, str]

    def proposition(self, scope: str | None) -> Proposition:
        """The proposition that these parts make."""
        parties = tuple(Party(role, self.parts.get(role)) for role in self.roles)
        return Proposition(self.event, parties, self.parts.get("item"), scope)


def stated(claim: Claim) -> Stated:
    """What a claim says itself, before its article is asked."""
    event = claim.event
    kind = event_of(event)
    roles = ROLES[event.frame.value] if event.frame is Frame.STATEMENT else ROLES.get(kind, _PLAIN)
    parts = {
        role: actors
        for role, side in zip(roles, _sides(event.participants), strict=True)
        if (actors := _joined(side))
    }
    if event.item is not None:
        parts["item"] = event.item.cls
    return Stated(kind, roles, MappingProxyType(parts))


def event_of(event: Event) -> str:
    """What kind of event a proposition is about: aid in kind is a transfer, else the frame or root type."""
    if event.frame is Frame.TRANSFER or (event.frame is Frame.AID and event.item is not None):
        return TRANSFER
    if event.frame is None or (event.frame is Frame.STATEMENT and event.type):
        return (event.type or "event").lower()
    return event.frame.value


def is_bare(claim: Claim) -> bool:
    """Whether the item stands without a word that sets it apart ("more destructive weapons").

    Bare are "these weapons", "provision of weapons", and a word that directly follows the trigger
    or a party ("providing weapons", "give Ukraine weapons").
    """
    event = claim.event
    if event.item is None:
        return True
    start = event.item.span.start
    ends = {event.trigger.end, *(who.span.end for who in event.participants)}
    if ends & {start, start - 1}:
        return True
    return _word_before(claim, start) in _DEFINITE


def _word_before(claim: Claim, start: int) -> str:
    for span in claim.evidence:
        if span.start < start <= span.end:
            words = span.text[: start - span.start].split()
            return words[-1].casefold() if words else ""
    return ""


def _sides(participants: tuple[Participant, ...]) -> tuple[list[Participant], list[Participant]]:
    first = [who for who in participants if who.role in GIVING]
    return first, [who for who in participants if who.role not in GIVING]


def _joined(side: list[Participant]) -> str | None:
    """Those with a code, else those with a name; of several all, in order."""
    codes = {who.actor for who in side if who.actor}
    names = {folded for who in side if (folded := " ".join(who.name.casefold().split())) not in _NOBODY}
    return JOINED.join(sorted(codes or names)) or None
