"""What a claim does to what another viewpoint holds: the second table of rules.

The three distinctions decide: a later stage or a later look updates; only the same stage at the same
time contradicts. Not having seen what another says happened is neither.
"""

from __future__ import annotations

from reportedly.model import Status
from reportedly.threadmodel import RelationKind
from reportedly.threads.telling import Telling, same_stage, same_time
from reportedly.threads.turns import HAPPENING, Rule, Standing

_CONFIRMABLE = HAPPENING | {Status.PLANNED, Status.NOT_OBSERVED, Status.DENIED, Status.CANCELLED}
_ASSERTED = HAPPENING | {Status.PLANNED}
# From what another holds to what is news of the same event.
_NEXT = {
    Status.POSSIBLE: _ASSERTED | {Status.NOT_OBSERVED, Status.CANCELLED},
    Status.UNCLEAR: _ASSERTED | {Status.NOT_OBSERVED, Status.CANCELLED},
    Status.PLANNED: HAPPENING | {Status.NOT_OBSERVED, Status.CANCELLED},
    Status.NOT_OBSERVED: HAPPENING | {Status.CANCELLED},
    Status.UNDER_WAY: frozenset({Status.OCCURRED, Status.CANCELLED}),
    Status.CANCELLED: _ASSERTED,
}


def opposed(standing: Standing, later: Telling) -> bool:
    """Whether a denial and an assertion are about the same stage and time."""
    said, denied = (standing.said, later) if later.status is Status.DENIED else (later, standing.said)
    if denied.status is not Status.DENIED or said.status not in _ASSERTED:
        return False
    return same_stage(said, denied) and same_time(standing.said, later)


def _denied_the_same(standing: Standing, later: Telling) -> str | None:
    if later.status is Status.DENIED and opposed(standing, later):
        return f"{later.viewpoint} denies what {standing.said.viewpoint} says is {standing.status.value}"
    return None


def _asserted_the_same(standing: Standing, later: Telling) -> str | None:
    """What happened after a denial does not contradict it, so without a date it is not known to."""
    if standing.status is not Status.DENIED or not opposed(standing, later):
        return None
    if later.status is Status.PLANNED or later.claim.happens:
        return f"{later.viewpoint} says {later.status.value} of what {standing.said.viewpoint} denies"
    return None


def _denied(standing: Standing, later: Telling) -> str | None:
    if later.status is Status.DENIED and standing.status in _ASSERTED | {Status.POSSIBLE}:
        return (
            f"{later.viewpoint} denies it, which {standing.said.viewpoint} calls {standing.status.value}, "
            "at another stage or time"
        )
    return None


def _happened_since(standing: Standing, later: Telling) -> str | None:
    if standing.status is Status.DENIED and later.status in _ASSERTED:
        return (
            f"{later.viewpoint} says {later.status.value}; it may have come to that since "
            f"{standing.said.viewpoint} denied it"
        )
    return None


def _says_so_too(standing: Standing, later: Telling) -> str | None:
    both_happening = later.status in HAPPENING and standing.status in HAPPENING
    same = later.status is standing.status and later.status in _CONFIRMABLE
    if (same or both_happening) and not later.vague:
        return f"{later.viewpoint} says {later.status.value}, as {standing.said.viewpoint} does"
    return None


def _news(standing: Standing, later: Telling) -> str | None:
    if later.vague or later.status not in _NEXT.get(standing.status, frozenset()):
        return None
    return (
        f"{later.viewpoint} says {later.status.value}, {standing.said.viewpoint} had said "
        f"{standing.status.value} ({standing.said.day})"
    )


OTHER_RULES: tuple[Rule, ...] = (
    Rule(RelationKind.CONTRADICTS, False, _denied_the_same),
    Rule(RelationKind.CONTRADICTS, False, _asserted_the_same),
    Rule(RelationKind.DENIES, False, _denied),
    Rule(RelationKind.UPDATES, False, _happened_since),
    Rule(RelationKind.CONFIRMS, False, _says_so_too),
    Rule(RelationKind.UPDATES, False, _news),
)
"""What a claim does to the standing of another viewpoint, read from the top."""
