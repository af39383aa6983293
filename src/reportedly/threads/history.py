"""A thread's status by viewpoint over time, and as of a day: a pure function of its claims.

members -> tellings -> steps (what each does to its viewpoint's standing) -+-> stretches
                                                                           +-> state as of a day
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from reportedly.model import Status
from reportedly.threadmodel import Member, State, Stretch, Thread
from reportedly.threads.overall import overall
from reportedly.threads.telling import Telling, telling
from reportedly.threads.turns import OWN_RULES, Standing, Turn, moved, turn

_FIRST = "the first known of this viewpoint"


@dataclass(frozen=True, slots=True)
class Step:
    """One telling, what it does to the standing of its viewpoint, and the standing after it."""

    said: Telling
    before: Standing | None
    turn: Turn | None
    after: Standing

    @property
    def moves(self) -> bool:
        """Whether it gives its viewpoint another status, or its first."""
        return self.turn is None or self.turn.moves


def steps(members: Sequence[Member]) -> Iterator[Step]:
    """Each claim that asserts something on a known day, in order, with what it does."""
    standings: dict[str, Standing] = {}
    for said in filter(None, map(telling, members)):
        before = standings.get(said.viewpoint)
        done = turn(before, said, OWN_RULES) if before else None
        after = standings[said.viewpoint] = moved(before, said, done)
        yield Step(said, before, done, after)


def history(thread: Thread) -> tuple[Stretch, ...]:
    """Who said what from when to when, by viewpoint, and for each by day.

    A day has one status a viewpoint: the one with which it ends.
    """
    found: dict[str, list[Stretch]] = {}
    for step in steps(thread.members):
        _extend(found.setdefault(step.said.viewpoint, []), step)
    return tuple(stretch for viewpoint in sorted(found) for stretch in found[viewpoint])


def as_of(thread: Thread, day: date | None = None) -> State:
    """The status by viewpoint at the end of a day, of all said by then; ``None`` takes all there is."""
    until = day or date.max
    standings = {
        step.said.viewpoint: step.after
        for step in takewhile(lambda step: step.said.day <= until, steps(thread.members))
    }
    status = {viewpoint: standings[viewpoint].status for viewpoint in sorted(standings)}
    return State(status, overall(thread.proposition, standings, day))


def hanging_on(thread: Thread) -> frozenset[str]:
    """The ids of the claims without any one of which some viewpoint's last status would be another.

    What a viewpoint holds depends on its own claims alone, so only these are walked again, from the
    claim left out to where it no longer matters.
    """
    by_viewpoint: dict[str, list[Step]] = {}
    for step in steps(thread.members):
        by_viewpoint.setdefault(step.said.viewpoint, []).append(step)
    return frozenset(
        own[left_out].said.claim.id
        for own in by_viewpoint.values()
        for left_out in range(len(own))
        if _status_without(own, left_out) is not own[-1].after.status
    )


def _status_without(own: Sequence[Step], left_out: int) -> Status | None:
    """The status with which one viewpoint's steps end without one of them; ``None`` where none is left."""
    standing = own[left_out].before
    for step in own[left_out + 1 :]:
        done = turn(standing, step.said, OWN_RULES) if standing else None
        standing = moved(standing, step.said, done)
        if standing == step.after:
            return own[-1].after.status
    return standing.status if standing else None


def status_on(stretches: Sequence[Stretch], viewpoint: str, day: date) -> Stretch | None:
    """The stretch of a history that a day falls in."""
    return next(
        (
            stretch
            for stretch in stretches
            if stretch.viewpoint == viewpoint
            and stretch.since <= day
            and (stretch.until is None or day < stretch.until)
        ),
        None,
    )


def _extend(stretches: list[Stretch], step: Step) -> None:
    """Put a step to the stretches of its viewpoint, in place: they are this module's own until given out."""
    said = step.said
    if not step.moves:
        if said.status is stretches[-1].status:
            stretches[-1] = replace(stretches[-1], claims=(*stretches[-1].claims, said.claim.id))
        return
    if stretches and stretches[-1].since == said.day:
        stretches.pop()
    if stretches and stretches[-1].status is said.status:
        last = stretches[-1]
        stretches[-1] = replace(last, until=None, claims=(*last.claims, said.claim.id))
        return
    if stretches:
        stretches[-1] = replace(stretches[-1], until=said.day)
    reason = step.turn.reason if step.turn else _FIRST
    stretches.append(Stretch(said.viewpoint, said.status, said.day, None, (said.claim.id,), reason))
