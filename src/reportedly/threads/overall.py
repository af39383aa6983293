"""A thread over all viewpoints: how well its furthest status is borne out.

One government is one source, however many of its officials speak and however often it is printed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from reportedly.model import Actor, ActorKind, Status
from reportedly.threadmodel import Overall, Proposition, Support
from reportedly.threads.answers import opposed
from reportedly.threads.telling import UNNAMED
from reportedly.threads.turns import HAPPENING, Standing

QUIET_AFTER = timedelta(days=90)
"""How long nothing is said of a thread until it counts as quiet."""

# Statuses that outweigh those after them; of those on one line the one said last.
_FURTHEST: tuple[frozenset[Status], ...] = (
    frozenset({Status.OCCURRED}),
    frozenset({Status.UNDER_WAY}),
    frozenset({Status.PLANNED, Status.NOT_OBSERVED, Status.CANCELLED}),
    frozenset({Status.POSSIBLE, Status.UNCLEAR}),
    frozenset({Status.DENIED}),
)


def overall(proposition: Proposition, standings: Mapping[str, Standing], day: date | None) -> Overall | None:
    """The status that has come furthest, and who bears it out, as of the end of ``day``."""
    if not standings:
        return None
    status = _furthest(standings.values())
    sources = _independent(sorted(who for who, each in standings.items() if each.status is status))
    against = _against(standings, sources)
    admitted = sorted(who for who in proposition.actors if _admits(who, standings.get(who), status))
    last = max(each.dated or each.said.day for each in standings.values())
    return Overall(
        status=status,
        support=_support(sources, against, admitted),
        sources=tuple(sources),
        against=tuple(against),
        admitted_by=tuple(admitted),
        last_said=last,
        quiet=day is not None and day - last > QUIET_AFTER,
    )


def _furthest(standings: Collection[Standing]) -> Status:
    """The status that has come furthest; a later look at what is not there yet is news of it."""
    for together in _FURTHEST:
        found = [each for each in standings if each.status in together]
        if found:
            return max(found, key=lambda each: (each.said.day, each.said.claim.id)).status
    raise AssertionError("a question has no standing")


def _support(sources: list[str], against: list[str], admitted: list[str]) -> Support:
    if admitted:
        return Support.ADMITTED
    if against:
        return Support.CONTESTED
    return Support.CORROBORATED if len(sources) > 1 else Support.SINGLE_SOURCE


def _independent(sources: list[str]) -> list[str]:
    """Somebody unnamed may be one of the others, so counts only where nobody else says it."""
    return [who for who in sources if who != UNNAMED] or sources


def _against(standings: Mapping[str, Standing], sources: list[str]) -> list[str]:
    """Who denies what the sources say, of the same stage and time."""
    return sorted(
        who
        for who, each in standings.items()
        if each.status is Status.DENIED and any(_opposes(each, standings[source]) for source in sources)
    )


def _opposes(denial: Standing, source: Standing) -> bool:
    earlier, later = sorted((denial, source), key=lambda each: each.said.day)
    return opposed(earlier, later.said)


def _admits(party: str, standing: Standing | None, status: Status) -> bool:
    """Whether a party says so itself: in its own words, not in another government's."""
    if standing is None or status not in HAPPENING | {Status.PLANNED}:
        return False
    agrees = standing.status is status or {standing.status, status} <= HAPPENING
    return agrees and all(_is_own_voice(actor, party) for actor in standing.said.claim.viewpoint)


def _is_own_voice(actor: Actor, party: str) -> bool:
    return actor.actor == party or actor.kind is ActorKind.OUTLET
