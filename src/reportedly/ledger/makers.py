"""What a store makes of the claims of one reading besides what is read in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from reportedly.ledger.entries import Place, Placement
from reportedly.model import Claim

Label: TypeAlias = Callable[[Sequence[Claim], str, str | None], Iterable[str]]
"""By what a story (its id) is looked up, of claims of an article that an outlet posted."""


@dataclass(frozen=True, slots=True)
class Makers:
    """What is made of the claims of one reading besides what is read in them: pure functions."""

    place: Place
    label: Label


def unplaced(_: Sequence[Claim]) -> tuple[Placement, ...]:
    """Place no claim under any key."""
    return ()


def unlabelled(_: Sequence[Claim], _story: str, _outlet: str | None) -> tuple[str, ...]:
    """Look a story up by nothing."""
    return ()
