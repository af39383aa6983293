"""The frozen types of what is made from claims: threads, relations, histories.

    claims of one article -> placements -+
                                         +-> threads -+-> relations
                                                      +-> history -> status as of a day

    threads before, threads after -> news

They stand beside `reportedly.model`, which has what is read from an article. Nothing here is read
from a text: all of it can be dropped and made again from the claims.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reportedly.model import Claim, Status


@dataclass(frozen=True, slots=True)
class Party:
    """Who plays which role in a proposition: a code, a name, or ``None`` where nobody says who.

    Several who do it together are joined, in order ("POL+ROU"), but in a deal each is a party alone.
    """

    role: str
    actor: str | None


@dataclass(frozen=True, slots=True)
class Proposition:
    """What a thread is about: for a transfer supplier, recipient and item class.

    ``parties`` are always the same two roles for the same ``event``. ``scope`` is the id of an event
    where too little is known to say which deal is meant: such a proposition is of that event alone.
    """

    event: str
    parties: tuple[Party, ...]
    item: str | None = None
    scope: str | None = None

    @property
    def in_words(self) -> str:
        """The proposition in a few words: "transfer IRN→RUS uav"."""
        sides = "→".join(party.actor or "?" for party in self.parties)
        return " ".join(part for part in (self.event, sides, self.item) if part)

    @property
    def actors(self) -> frozenset[str]:
        """Codes and names of everybody who takes part."""
        return frozenset(code for party in self.parties if party.actor for code in party.actor.split("+"))


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a claim belongs, and in words what its article was needed for.

    ``said_by`` is the day by which it had been said for certain, ``None`` where no day is known.
    """

    claim: str
    proposition: Proposition
    said_by: date | None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Posting:
    """A claim that says over again, word for word, what an earlier posting of a text said."""

    claim: Claim
    said_by: date | None


@dataclass(frozen=True, slots=True)
class Member:
    """A claim of a thread, with the other postings of the same words, which count for nothing more."""

    claim: Claim
    said_by: date | None
    postings: tuple[Posting, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """All claims on one proposition within one stretch of time, in the order in which they were said."""

    id: str
    proposition: Proposition
    members: tuple[Member, ...]

    @property
    def told(self) -> tuple[Member | Posting, ...]:
        """Every time that something was said: each member, with the other postings of its words after it."""
        found: list[Member | Posting] = []
        for member in self.members:
            found += (member, *member.postings)
        return tuple(found)

    @property
    def last_said(self) -> date | None:
        """The last day by which something had been said, ``None`` where no day is known."""
        return max((one.said_by for one in self.told if one.said_by), default=None)


class RelationKind(StrEnum):
    """What a claim does to an earlier one of the same thread.

    ``contradicts`` needs the same stage and time; a denial that does not meet that ``denies``.
    ``withdraws`` is a viewpoint that takes its own word back.
    """

    REPEATS = "repeats"
    ELABORATES = "elaborates"
    UPDATES = "updates"
    WITHDRAWS = "withdraws"
    DENIES = "denies"
    CONFIRMS = "confirms"
    CONTRADICTS = "contradicts"


@dataclass(frozen=True, slots=True)
class Relation:
    """Two claims by id, what the ``later`` does to the ``earlier``, and why in words."""

    kind: RelationKind
    earlier: str
    later: str
    reason: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """The status that one viewpoint gives a thread, from the day ``since`` to before the day ``until``.

    ``until`` is ``None`` for the last one. ``claims`` are the ids of those that say so. ``reason``
    says why the first of them changed the status.
    """

    viewpoint: str
    status: Status
    since: date
    until: date | None
    claims: tuple[str, ...]
    reason: str


class Support(StrEnum):
    """How well the furthest status of a thread is borne out."""

    SINGLE_SOURCE = "single source"
    CORROBORATED = "corroborated"
    CONTESTED = "contested"
    ADMITTED = "admitted by a party"


@dataclass(frozen=True, slots=True)
class Overall:
    """A thread over all viewpoints, on one day.

    ``sources`` are the independent viewpoints that give ``status``, ``against`` those that deny it,
    ``admitted_by`` the parties of the deal that say so themselves. ``last_said`` is the last day on
    which anybody said anything, ``quiet`` whether that is long ago.
    """

    status: Status
    support: Support
    sources: tuple[str, ...]
    against: tuple[str, ...]
    admitted_by: tuple[str, ...]
    last_said: date
    quiet: bool


@dataclass(frozen=True, slots=True)
class State:
    """A thread as of a day: the status by viewpoint, and overall where anybody has said anything."""

    status: Mapping[str, Status]
    overall: Overall | None


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A viewpoint's status was ``before`` and is ``after``: ``None`` where it has said nothing.

    ``since`` and ``claims`` are the day from which it holds on and the claims that say so. ``reason``
    says in words what changed it.
    """

    viewpoint: str
    before: Status | None
    after: Status | None
    since: date | None
    claims: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class OverallChange:
    """How a thread stood over all viewpoints, how it stands, and why in words."""

    before: Overall | None
    after: Overall | None
    reason: str


@dataclass(frozen=True, slots=True)
class News:
    """What is new of one thread from one moment of recorded time to a later one.

    ``thread`` is as it is now; where none of its claims is left, as it was. ``claims`` are those that
    were not known, each with its postings; a further posting of a known claim is no news.
    """

    thread: Thread
    claims: tuple[Member, ...]
    changes: tuple[StatusChange, ...]
    overall: OverallChange | None
