"""What a changed text at one URL did to its claims: vanished, appeared, changed. Pure functions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TypeAlias

from reportedly.ledger.entries import ChangeKind
from reportedly.ledger.likeness import saying_of, subject_of
from reportedly.model import Claim

Pair: TypeAlias = tuple[Claim | None, Claim | None]


def changes_between(older: Sequence[Claim], newer: Sequence[Claim]) -> Iterator[tuple[ChangeKind, Pair]]:
    """The claims that differ, in text order: first those that are there no more or say otherwise.

    Claims that say the same of the same are paired first, then those of the same subject in
    text order; what is left without another has vanished or appeared.
    """
    alike = _paired(older, newer, lambda claim: (subject_of(claim), saying_of(claim)))
    left = [(before, after) for before, after in alike if before is None or after is None]
    rest = _paired(
        [before for before, _ in left if before], [after for _, after in left if after], subject_of
    )
    for before, after in sorted(rest, key=_place):
        yield _kind(before, after), (before, after)


def _paired(
    older: Iterable[Claim], newer: Iterable[Claim], key: Callable[[Claim], Hashable]
) -> Iterator[Pair]:
    """The first claim with a key beside the first other one, the second beside the second, and so on."""
    groups: defaultdict[Hashable, tuple[list[Claim], list[Claim]]] = defaultdict(lambda: ([], []))
    for claim in older:
        groups[key(claim)][0].append(claim)
    for claim in newer:
        groups[key(claim)][1].append(claim)
    for before, after in groups.values():
        yield from zip_longest(before, after)


def _kind(before: Claim | None, after: Claim | None) -> ChangeKind:
    if before is None:
        return ChangeKind.APPEARED
    return ChangeKind.VANISHED if after is None else ChangeKind.CHANGED


def _place(pair: Pair) -> tuple[bool, int, str]:
    before, after = pair
    claim = before or after
    assert claim is not None
    return before is None, claim.event.trigger.start, claim.id
