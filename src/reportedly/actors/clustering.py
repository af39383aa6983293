"""Mentions into groups, one an actor: what people said first, then the strongest reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from reportedly.actormodel import Join, Sameness

Apart: TypeAlias = Callable[[str, str], bool]


class Partition:
    """Groups of mentions that grow together, but never over a pair that somebody told apart."""

    def __init__(self, mentions: Iterable[str], judgements: Iterable[Sameness]) -> None:
        self._group = {mention: {mention} for mention in mentions}
        self._different: dict[str, set[str]] = defaultdict(set)
        said = [judged for judged in judgements if {judged.one, judged.other} <= self._group.keys()]
        for judged in said:
            if not judged.same:
                self._different[judged.one].add(judged.other)
                self._different[judged.other].add(judged.one)
        for one, other in sorted({_ends(judged) for judged in said if judged.same}):
            self.join(one, other)

    def join(self, one: str, other: str) -> bool:
        """Put two groups together, and say whether they may be."""
        mine, theirs = self._group[one], self._group[other]
        if mine is theirs:
            return True
        if self.told_apart(one, other):
            return False
        large, small = (mine, theirs) if len(mine) >= len(theirs) else (theirs, mine)
        large |= small
        self._group.update(dict.fromkeys(small, large))
        return True

    def told_apart(self, one: str, other: str) -> bool:
        """Whether a person's word stands between two groups."""
        if not self._different:
            return False
        mine, theirs = self._group[one], self._group[other]
        return any(not theirs.isdisjoint(self._different.get(mention, ())) for mention in mine)

    def group(self, mention: str) -> frozenset[str]:
        """The group that a mention is in."""
        return frozenset(self._group[mention])

    def groups(self) -> tuple[frozenset[str], ...]:
        """All groups, ordered by their smallest mention."""
        found = {min(group): frozenset(group) for group in self._group.values()}
        return tuple(found[name] for name in sorted(found))


def _ends(judged: Sameness) -> tuple[str, str]:
    return min(judged.one, judged.other), max(judged.one, judged.other)


def join_strongest(partition: Partition, joins: Sequence[Join], apart: Apart) -> list[Join]:
    """Follow joins from the strongest down, and give back those that were followed.

    Groups with a pair that is ``apart`` stay two. A mention with two such candidates that are about
    as likely joins neither.
    """
    followed = []
    for join in sorted(_unambiguous(joins, apart), key=lambda join: (-join.weight, join.one, join.other)):
        mine, theirs = partition.group(join.one), partition.group(join.other)
        clash = mine != theirs and any(apart(one, other) for one in mine for other in theirs)
        if not clash and partition.join(join.one, join.other):
            followed.append(join)
    return followed


_CLOSE = 0.75


def _unambiguous(joins: Sequence[Join], apart: Apart) -> list[Join]:
    ends: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for join in joins:
        ends[join.one].append((join.other, join.weight))
        ends[join.other].append((join.one, join.weight))

    def rivalled(mention: str, chosen: str, weight: float) -> bool:
        return any(abs(weight - rival) < _CLOSE and apart(chosen, other) for other, rival in ends[mention])

    return [
        join
        for join in joins
        if not rivalled(join.one, join.other, join.weight) and not rivalled(join.other, join.one, join.weight)
    ]
