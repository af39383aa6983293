"""A claim as its thread takes it: who holds the view, on which day, and how far it takes the deal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportedly.lexicon.forenames import is_given_name
from reportedly.model import Actor, ActorKind, Claim, Stage, Status
from reportedly.threadmodel import Member
from reportedly.times import before, bounds, day_of, overlaps

UNNAMED = "unnamed"
"""The viewpoint of all who are not named and of whom it is not known for whom they speak."""

AHEAD = (Stage.SOUGHT, Stage.NEGOTIATED, Stage.AGREED, Stage.PREPARED)
"""Stages of a deal before anything is delivered, from the first to the last."""

_FURTHER = frozenset(
    {"more", "further", "additional", "again", "another", "other", "future", "next", "new", "continue"}
)
_MARKS = ".,;:!?—–-“”‘’\"'()"
_TAKING_BACK = (
    "no longer believe",
    "no longer assess",
    "not accurate",
    "inaccurate",
    "incorrect",
    "mistaken",
    "misspoke",
    "retract",
    "walk back",
    "was wrong",
    "were wrong",
    "correct the record",
    "correction",
)


@dataclass(frozen=True, slots=True)
class Telling:
    """A member of a thread with a day and a view.

    ``status`` is that of the deal: that somebody sought to buy has occurred, the deal has not.
    ``reach`` counts the stages ahead that are behind it. ``vague``: it was said on one of several days.
    """

    claim: Claim
    viewpoint: str
    day: date
    first: date | None
    status: Status
    reach: int

    @property
    def vague(self) -> bool:
        """Whether it is known only between which days it was said."""
        return self.first != self.day

    @property
    def ahead(self) -> bool:
        """Whether it is about what is to come: the plan, not the delivery."""
        return self.status is Status.PLANNED or self.claim.event.stage in AHEAD

    @property
    def further(self) -> bool:
        """Whether its words are about something beyond what has been delivered."""
        return not _FURTHER.isdisjoint(words(self.claim))

    @property
    def takes_back(self) -> bool:
        """Whether its words take earlier ones back."""
        spoken = " ".join(words(self.claim))
        return any(phrase in spoken for phrase in _TAKING_BACK)


def telling(member: Member) -> Telling | None:
    """What a member tells; ``None`` for a question, and where no day is known."""
    claim = member.claim
    if member.said_by is None or asserts_nothing(claim):
        return None
    first = day_of(claim.said) or (bounds(claim.said)[0] if claim.said else member.said_by)
    return Telling(claim, viewpoint_of(claim), member.said_by, first, deal_status(claim), _reach(claim))


def asserts_nothing(claim: Claim) -> bool:
    """Whether it is a question: it may take anything for granted and says nothing."""
    return claim.status is Status.ASKED or claim.viewpoint[0].kind is ActorKind.REPORTER


def viewpoint_of(claim: Claim) -> str:
    """Whose view a claim gives: the country or body of the last actor of its chain, else its name.

    "Kirby said that Iran denies it" is Iran's view, though in Kirby's words; what Kirby says
    himself is that of the United States. One of whom only the name is known stands for himself,
    but who is called by a given name alone is a colleague of who calls him so.
    """
    *others, last = claim.viewpoint
    colleague = last.actor is None and last.kind is ActorKind.PERSON and is_given_name(last.name)
    return view_of(others[-1] if colleague and others else last)


def view_of(actor: Actor) -> str:
    """The country or body that an actor speaks for, else the actor's name, else `UNNAMED`."""
    if actor.actor:
        return actor.actor
    return UNNAMED if actor.kind is ActorKind.UNNAMED else actor.name


def deal_status(claim: Claim) -> Status:
    """The status that a claim gives its deal, never further than the deal has got."""
    if claim.status in (Status.OCCURRED, Status.UNDER_WAY):
        if claim.event.stage is Stage.CANCELLED:
            return Status.CANCELLED
        if claim.event.stage in AHEAD or _is_to_come(claim):
            return Status.PLANNED
    return claim.status


def words(claim: Claim) -> tuple[str, ...]:
    """The words of a claim's evidence, folded."""
    return folded(" ".join(span.text for span in claim.evidence))


def folded(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, without white space, punctuation and quotation marks.

    >>> folded("“No,  the SALE”")
    ('no', 'the', 'sale')
    """
    return tuple(word for each in text.casefold().split() if (word := each.strip(_MARKS)))


def details(claim: Claim) -> dict[str, str]:
    """What a claim says beyond that it happened, by the question that it answers."""
    event = claim.event
    told = {
        "how many:": event.quantity and event.quantity.span.text,
        "for how much:": event.money and event.money.span.text,
        "which:": event.item and event.item.designation,
        "when:": claim.happens,
    }
    return {what: " ".join(text.split()) for what, text in told.items() if text}


def same_stage(earlier: Telling, later: Telling) -> bool:
    """Whether both are about the plan, or both about what became of it."""
    return earlier.ahead == later.ahead


def same_time(earlier: Telling, later: Telling) -> bool:
    """Whether two claims may be about the same time. Without a date a claim is about all time up to it."""
    one, other = earlier.claim.happens, later.claim.happens
    if other is None:
        return True
    if one is not None:
        return overlaps(one, other)
    first = bounds(other)[0]
    return first is None or first <= earlier.day


def _is_to_come(claim: Claim) -> bool:
    return bool(claim.happens and claim.said and before(claim.said, claim.happens))


def _reach(claim: Claim) -> int:
    stage = claim.event.stage
    return AHEAD.index(stage) + 1 if stage in AHEAD else 0
