"""Mentions of one event put together: blocks, links between likely pairs, and clusters of these.

    mention -> keys -> others that share one -> likely pairs (links) -> connected mentions -> clusters

A pair is looked at only where both share a key: a stem of the trigger (or one akin to it) together with
a word that weighs much in both documents. Connected mentions are clustered by average linkage. All of
this is a function of the set of mentions, so it makes no difference in which order they come; one more
mention costs as many comparisons as it shares keys, and touches only what it is linked to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from reportedly.threads.compare import Mention, akin, compare
from reportedly.threads.likeness import heaviest, likeness
from reportedly.threads.stems import stem

Key: TypeAlias = tuple[str, str]

# Two mentions are linked, and two clusters are one, from this (mean) probability on: best on ECB+ train.
LINKED = 0.35
# Less likely pairs say nothing, not even inside a cluster.
_SLIGHT = 0.05
# Documents less alike than this are not about the same.
_ALIKE = 0.1
# So many of its heaviest words stand for a document.
_WORDS = 20
# Heads that were the same event at least so often, of all times seen together, share a key.
_AKIN = 0.2


def clusters(mentions: Iterable[Mention]) -> list[frozenset[str]]:
    """The ids of the mentions of each event, in the order of the first of them."""
    found = Clustering()
    for mention in mentions:
        found.add(mention)
    return found.clusters()


class Clustering:
    """Clusters of mentions that grow one at a time: the same as if all had come at once."""

    def __init__(self) -> None:
        self._mentions: dict[str, Mention] = {}
        self._by_key: dict[Key, set[str]] = defaultdict(set)
        self._links: dict[str, dict[str, float]] = {}
        self._of: dict[str, frozenset[str]] = {}

    def add(self, mention: Mention) -> None:
        """Take in a mention, and cluster anew what it is linked to. One with a known id replaces it."""
        self._forget(mention.id)
        links = {
            other: value
            for other in sorted(self._candidates(mention))
            if (value := compare(mention, self._mentions[other]).probability) >= _SLIGHT
        }
        self._mentions[mention.id] = mention
        self._links[mention.id] = links
        for other, value in links.items():
            self._links[other][mention.id] = value
        for key in keys_of(mention):
            self._by_key[key].add(mention.id)
        self._regroup(self._connected(mention.id))

    def clusters(self) -> list[frozenset[str]]:
        """The clusters in the order of their first ids."""
        return sorted(set(self._of.values()), key=min)

    def cluster_of(self, mention: str) -> frozenset[str]:
        """The ids that tell of the same event as a mention, its own among them. Unknown: `KeyError`."""
        return self._of[mention]

    def _forget(self, gone: str) -> None:
        if gone not in self._mentions:
            return
        for key in keys_of(self._mentions.pop(gone)):
            self._by_key[key].discard(gone)
        del self._of[gone]
        left = self._links.pop(gone)
        for other in left:
            del self._links[other][gone]
        for other in left:
            self._regroup(self._connected(other))

    def _candidates(self, mention: Mention) -> set[str]:
        sharing = {other for key in keys_of(mention) for other in self._by_key.get(key, ())}
        return {other for other in sharing if _about_the_same(mention, self._mentions[other])}

    def _connected(self, first: str) -> list[str]:
        seen, waiting = {first}, [first]
        while waiting:
            links = self._links[waiting.pop()]
            beside = {other for other, value in links.items() if value >= LINKED} - seen
            seen |= beside
            waiting.extend(beside)
        return sorted(seen)

    def _regroup(self, connected: list[str]) -> None:
        table = np.zeros((len(connected), len(connected)))
        at = {mention: number for number, mention in enumerate(connected)}
        for mention in connected:
            for other, value in self._links[mention].items():
                if other in at:
                    table[at[mention], at[other]] = value
        for group in average_linkage(table, LINKED):
            cluster = frozenset(connected[number] for number in group)
            for mention in cluster:
                self._of[mention] = cluster


def keys_of(mention: Mention) -> frozenset[Key]:
    """What a mention shares with those it is compared with: a stem and a word of the document."""
    stems = {stem(word) for word in (mention.head, *mention.trigger)}
    stems |= {_together(mention.head, other) for other, share in akin(mention.head).items() if share >= _AKIN}
    words = heaviest(mention.about, _WORDS) or (f"in {mention.document}",)
    return frozenset((name, word) for name in stems for word in words)


def average_linkage(table: npt.NDArray[np.float64], least: float) -> list[list[int]]:
    """Rows of a symmetric table of likenesses, merged while two groups have a mean of ``least`` or more.

    The two most alike go first, of equals the first ones.
    """
    total, size = table.copy(), np.ones(len(table))
    groups = [[number] for number in range(len(table))]
    while True:
        means = total / np.outer(size, size)
        means[np.tril_indices(len(table))] = -1
        one, other = divmod(int(means.argmax()), len(table))
        if means[one, other] < least:
            return [group for group in groups if group]
        total[one] += total[other]
        total[:, one] += total[:, other]
        total[other], total[:, other] = -np.inf, -np.inf
        size[one] += size[other]
        groups[one], groups[other] = groups[one] + groups[other], []


def _together(one: str, other: str) -> str:
    return "~".join(sorted((one, other)))


def _about_the_same(one: Mention, other: Mention) -> bool:
    return one.document == other.document or likeness(one.about, other.about) >= _ALIKE
