"""The facade of judgements on two things at once: two claims or threads, or else two actors."""

from __future__ import annotations

from reportedly.actordesk import actor_side
from reportedly.errors import UsageError
from reportedly.ledger.store import Store
from reportedly.threaddesk import side_of


def both_sides(store: Store, one: str, other: str) -> tuple[str, str]:
    """What `Same` and `Different` name of two claims, threads or actors, by their ids.

    Raises:
        UsageError: there is no such thing, there are several, or both are the same already.

    """
    sides = _sides(store, one, other)
    if sides[0] == sides[1]:
        raise UsageError(f"{one} and {other} are one already; name two")
    return sides


def _sides(store: Store, one: str, other: str) -> tuple[str, str]:
    """Two claims or threads, or else two actors."""
    try:
        return side_of(store, one), side_of(store, other)
    except UsageError:
        mine, theirs = actor_side(store, one), actor_side(store, other)
        if mine is None or theirs is None:
            raise
        return mine, theirs
