"""Through whom a claim came: the acts of reporting that enclose it."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.model import Attribution, Claim


def chain_of(attributions: Iterable[Attribution], claim: Claim) -> tuple[Attribution, ...]:
    """The acts of reporting of its reading that a claim stands in, outermost first."""
    by_id = {one.id: one for one in attributions}
    inwards: list[Attribution] = []
    at = by_id.get(claim.attribution or "")
    while at is not None and at not in inwards:
        inwards.append(at)
        at = by_id.get(at.parent or "")
    return tuple(reversed(inwards))
