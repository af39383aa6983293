"""All identities of a ledger, kept up to date as articles and judgements come in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from reportedly.actormodel import Identity, Mention, Occurrence, Sameness
from reportedly.actors.bundling import bundle_id, bundled, judged_mentions
from reportedly.actors.collecting import add_up, collect
from reportedly.actors.resolving import block_of, resolve_block


class Directory:
    """Identities by mention. Adding articles one by one gives what `resolve` gives for all at once.

    An article is added whole, and once. What is asked for after an addition is worked out then, for
    the blocks that it touched.
    """

    def __init__(self) -> None:
        self._mentions: dict[str, Mention] = {}
        self._settled: dict[str, Mention] = {}
        self._bundles: dict[str, set[str]] = defaultdict(set)
        self._blocks: dict[str, set[str]] = defaultdict(set)
        self._judgements: tuple[Sameness, ...] = ()
        self._judged: frozenset[str] = frozenset()
        self._linked: dict[str, set[str]] = {}
        self._stale: set[str] = set()
        self._identities: dict[str, Identity] = {}

    def add(self, occurrences: Iterable[Occurrence]) -> None:
        """Take in the occurrences of whole articles."""
        found = collect(occurrences)
        unseen = found.keys() - self._mentions.keys()
        add_up(self._mentions, found)
        self._put(found.values())
        if unseen & self._judged:
            self._link()

    def judge(self, judgements: Iterable[Sameness]) -> None:
        """Put these judgements in the place of those before; one that is left out is undone."""
        before, self._judgements = self._judgements, tuple(judgements)
        for judged in set(before) ^ set(self._judgements):
            known = {judged.one, judged.other} & self._mentions.keys()
            self._stale |= {each for name in known for each in self._joined(block_of(self._mentions[name]))}
        self._bundle_anew(judged_mentions(self._judgements))
        self._link()

    def of(self, mention: str) -> Identity | None:
        """The identity that a mention belongs to, ``None`` for a mention never seen."""
        self._settle()
        known = self._mentions.get(mention)
        return self._identities.get(bundle_id(known, self._judged) if known else mention)

    def identities(self) -> tuple[Identity, ...]:
        """All identities, ordered by id."""
        self._settle()
        once = {one.id: one for one in self._identities.values()}
        return tuple(once[name] for name in sorted(once))

    def _put(self, mentions: Iterable[Mention]) -> None:
        """Settle mentions, or more of what was seen of them, under the ids that they go by."""
        for mention in mentions:
            name = bundle_id(mention, self._judged)
            block = block_of(mention)
            add_up(self._settled, bundled([mention], self._judged))
            self._bundles[name].add(mention.id)
            self._blocks[block].add(name)
            self._stale.add(block)

    def _bundle_anew(self, judged: frozenset[str]) -> None:
        """Take apart and put together again the bundles that a change of judgements reaches."""
        changed = [self._mentions[name] for name in judged ^ self._judged if name in self._mentions]
        reached = {bundle_id(mention, seen) for mention in changed for seen in (self._judged, judged)}
        members = {name for bundle in reached for name in self._bundles.pop(bundle, ())}
        for bundle in reached & self._settled.keys():
            self._blocks[block_of(self._settled[bundle])].discard(bundle)
            del self._settled[bundle]
            self._identities.pop(bundle, None)
        self._judged = judged
        self._put(self._mentions[name] for name in sorted(members))

    def _joined(self, block: str) -> set[str]:
        return self._linked.get(block, {block})

    def _link(self) -> None:
        """Which blocks a judgement links."""
        self._linked = {}
        for judged in self._judgements:
            if judged.same and {judged.one, judged.other} <= self._mentions.keys():
                ends = [block_of(self._mentions[name]) for name in (judged.one, judged.other)]
                group = self._joined(ends[0]) | self._joined(ends[1])
                self._linked.update(dict.fromkeys(group, group))

    def _settle(self) -> None:
        while self._stale:
            blocks = self._joined(self._stale.pop())
            self._stale -= blocks
            members = {name: self._settled[name] for block in blocks for name in self._blocks[block]}
            for identity in resolve_block(members, self._judgements):
                self._identities.update(dict.fromkeys(identity.mentions, identity))
