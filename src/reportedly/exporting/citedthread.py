"""A thread with all that an export says of its claims, and who holds what in it now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportedly.exporting.cited import Cited
from reportedly.model import Claim, Status
from reportedly.threadmodel import Overall, Support, Thread
from reportedly.threads.history import as_of, history
from reportedly.threads.telling import asserts_nothing, viewpoint_of

HAPPENING = frozenset({Status.OCCURRED, Status.UNDER_WAY})
"""Statuses of what has begun."""


@dataclass(frozen=True, slots=True)
class CitedThread:
    """A thread, cut to what had been said by the day asked for, with each of its claims by id."""

    thread: Thread
    cited: Mapping[str, Cited]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Its claims in the order in which they were said, without the other postings of each."""
        return tuple(member.claim for member in self.thread.members)

    @property
    def overall(self) -> Overall | None:
        """How it stands over all viewpoints."""
        return as_of(self.thread).overall

    def holding(self) -> tuple[Claim, ...]:
        """The claims by which somebody holds, now, that it has begun or has happened."""
        last = [one for one in history(self.thread) if one.until is None and one.status in HAPPENING]
        ids = {claim for stretch in last for claim in stretch.claims}
        return tuple(claim for claim in self.claims if claim.id in ids)

    def not_taken_back(self, claim: Claim) -> bool:
        """Whether whose view a claim gives does not hold, by now, that nothing comes of it."""
        status = as_of(self.thread).status.get(viewpoint_of(claim))
        return not asserts_nothing(claim) and status not in (None, Status.DENIED, Status.CANCELLED)


def name_of(thread: Thread) -> str:
    """A thread in a few words: "transfer IRN→RUS uav"."""
    return thread.proposition.in_words


def borne_out(overall: Overall | None) -> str:
    """How a thread stands, in words: "occurred, contested: said by USA, denied by IRN"."""
    if overall is None:
        return "nothing is known of when it was said"
    sources = ", ".join(overall.admitted_by or overall.sources)
    by = f"{overall.support.value}: {sources}"
    against = f", denied by {', '.join(overall.against)}" if overall.against else ""
    return f"{overall.status.value}, {by}{against}"


def is_firm(overall: Overall | None) -> bool:
    """Whether more than one side says so and none denies it, or a party itself says so."""
    return overall is not None and overall.support in (Support.CORROBORATED, Support.ADMITTED)
