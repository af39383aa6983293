"""What each claim of a thread does to earlier ones: a relation with its reason.

Each claim is compared with what every viewpoint holds when it is said, not with every earlier claim,
so the cost of a claim grows with the viewpoints of its thread and not with its claims.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.threadmodel import Relation, RelationKind, Thread
from reportedly.threads.answers import OTHER_RULES
from reportedly.threads.history import Step, steps
from reportedly.threads.turns import Standing, turn

# What a viewpoint has said before does not answer the others anew.
_NO_NEWS = frozenset({RelationKind.REPEATS, RelationKind.ELABORATES})


def relations(thread: Thread) -> tuple[Relation, ...]:
    """Every relation of a thread's claims, in the order of the later ones."""
    found: list[Relation] = []
    standings: dict[str, Standing] = {}
    for step in steps(thread.members):
        found.extend(_to_own(step))
        if step.turn is None or step.turn.kind not in _NO_NEWS:
            found.extend(_to_others(step, standings))
        standings[step.said.viewpoint] = step.after
    return tuple(found)


def _to_own(step: Step) -> Iterator[Relation]:
    if step.before is not None and step.turn is not None:
        earlier, later = step.before.said.claim.id, step.said.claim.id
        yield Relation(step.turn.kind, earlier, later, step.turn.reason)


def _to_others(step: Step, standings: dict[str, Standing]) -> Iterator[Relation]:
    for viewpoint, standing in standings.items():
        answer = turn(standing, step.said, OTHER_RULES) if viewpoint != step.said.viewpoint else None
        if answer is not None:
            yield Relation(answer.kind, standing.said.claim.id, step.said.claim.id, answer.reason)
