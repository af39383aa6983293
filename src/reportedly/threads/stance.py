"""How one text stands to what another claims: agrees, disagrees, or only discusses it.

    text, claim -> signs -> weighted sum for each stance -> shares, the stance, the reasons

Evidence for a relation between two claims where their statuses do not decide it: a text that disagrees
may deny, one that only discusses does not confirm. The weights were learned from Emergent
(docs/decisions/0022-comparing-mentions.md) and stand in ``lexicon/data/stance_weights.toml``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from reportedly.lexicon.phrases import load
from reportedly.threads.signs import signs_between

_REASONS = 3


class Stance(StrEnum):
    """How a text stands to a claim."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    DISCUSSES = "discusses"


@dataclass(frozen=True, slots=True)
class Judged:
    """The likeliest stance, the share of each (they sum to 1), and the signs that spoke for it most."""

    stance: Stance
    shares: Mapping[Stance, float]
    reasons: tuple[str, ...]


def stance_of(text: str, claim: str) -> Judged:
    """How ``text``, a headline or a sentence, stands to ``claim``, one sentence.

    >>> stance_of("Officials deny that Norland sold the ships", "Norland sold the ships").stance
    <Stance.DISAGREES: 'disagrees'>
    """
    weights = _weights()
    signs = {name: value for name, value in signs_between(text, claim).items() if name in weights and value}
    shares = dict(zip(Stance, shares_of(signs, weights), strict=True))
    stance = max(Stance, key=lambda one: shares[one])
    return Judged(stance, shares, _reasons(signs, weights, list(Stance).index(stance)))


def shares_of(signs: Mapping[str, float], weights: Mapping[str, Sequence[float]]) -> tuple[float, ...]:
    """The share of each stance, in their order, as signs and weights have it; they sum to 1."""
    known = [(value, weights[name]) for name, value in signs.items() if name in weights]
    sums = [math.fsum(value * row[at] for value, row in known) for at in range(len(Stance))]
    raised = [math.exp(one - max(sums)) for one in sums]
    return tuple(one / math.fsum(raised) for one in raised)


def _reasons(signs: Mapping[str, float], weights: Mapping[str, Sequence[float]], at: int) -> tuple[str, ...]:
    """The signs that favour a stance over the mean of all, the weightiest first."""
    favour = {
        name: value * (weights[name][at] - math.fsum(weights[name]) / len(weights[name]))
        for name, value in signs.items()
        if name != "always"
    }
    ranked = sorted(favour, key=lambda name: (-favour[name], name))
    return tuple(f"{name} ({favour[name]:+.2f})" for name in ranked[:_REASONS] if favour[name] > 0)


@cache
def _weights() -> Mapping[str, Sequence[float]]:
    found: dict[str, list[float]] = load("stance_weights")["weights"]
    return found
