"""What became of what somebody said was planned: how often somebody said later that it has occurred."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reportedly.model import Status
from reportedly.threadmodel import Member, Thread


class Outcome(StrEnum):
    """What was said after a plan: the first of these that holds."""

    OCCURRED = "occurred"
    CANCELLED = "cancelled"
    DENIED = "denied"
    NOT_OBSERVED = "not observed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How many threads somebody said were planned, and of how many it was later said what.

    That nobody has said that it occurred does not mean that it has not: those are ``open``.
    """

    planned: int
    by_outcome: tuple[tuple[Outcome, int], ...]

    @property
    def occurred(self) -> int:
        """Of how many plans somebody said later that they have come about."""
        return dict(self.by_outcome)[Outcome.OCCURRED]


def outcomes(threads: Iterable[tuple[Thread, frozenset[str]]]) -> Outcomes:
    """The outcomes of threads, each with the ids of the claims in it that are somebody's own.

    A thread counts once, from the first day on which its own claims say that it is planned.
    """
    found = [one for thread, own in threads if (one := outcome(thread, own))]
    return Outcomes(len(found), tuple((one, found.count(one)) for one in Outcome))


def outcome(thread: Thread, own: frozenset[str]) -> Outcome | None:
    """What was said by anybody after the first plan of these claims; ``None`` where there is no plan."""
    planned = [
        one.said_by
        for one in thread.told
        if one.claim.id in own and one.claim.status is Status.PLANNED and one.said_by
    ]
    if not planned:
        return None
    after = {member.claim.status for member in thread.members if _after(member, min(planned))}
    return next((one for one in Outcome if one.value in after), Outcome.OPEN)


def _after(member: Member, day: date) -> bool:
    return member.said_by is not None and member.said_by > day
