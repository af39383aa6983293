"""From mentions to identities: a function of the mentions and of people's judgements.

Only mentions of one block are compared, and blocks that a judgement links are settled together, so
what a new article costs depends on how many bear its names, not on how much has been read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeAlias, TypeVar

from reportedly.actormodel import Identity, IdentityKind, Join, Key, Mention, Sameness, Seen
from reportedly.actors.bundling import bundled, judged_mentions
from reportedly.actors.clustering import Partition, join_strongest
from reportedly.actors.collecting import both
from reportedly.actors.comparing import ENOUGH, compare
from reportedly.actors.keying import is_initial, is_lone, may_be_of, name_of, public_figure, shown_name
from reportedly.actors.tenures import tenures_of
from reportedly.lexicon.offices import body_named
from reportedly.lexicon.short_names import full_forms
from reportedly.model import Status, content_id

Mentions: TypeAlias = Mapping[str, Mention]
K = TypeVar("K")

_IN_ARTICLE, _IN_WINDOW = 4.0, 2.5
_RANKS = {kind: rank for rank, kind in enumerate(("person", "body", "country", "outlet", "unnamed"))}


def resolve(mentions: Mentions, judgements: Iterable[Sameness] = ()) -> tuple[Identity, ...]:
    """All identities, ordered by id. Two judgements at odds: what is told apart stays apart."""
    judged = tuple(judgements)
    settled = bundled(mentions.values(), judged_mentions(judged))
    found = (one for block in linked_blocks(settled, judged) for one in resolve_block(block, judged))
    return tuple(sorted(found, key=lambda identity: identity.id))


def block_of(mention: Mention) -> str:
    """Within which mentions are compared: people of one family name; all others only with themselves."""
    return f"person {mention.key.block}" if mention.key.kind is IdentityKind.PERSON else mention.id


def linked_blocks(mentions: Mentions, judgements: Iterable[Sameness]) -> list[dict[str, Mention]]:
    """The mentions by block, where blocks that somebody judged to hold one actor are one."""
    blocks: dict[str, dict[str, Mention]] = defaultdict(dict)
    for name, mention in mentions.items():
        blocks[block_of(mention)][name] = mention
    for judged in judgements:
        if judged.same and {judged.one, judged.other} <= mentions.keys():
            mine, theirs = (blocks[block_of(mentions[end])] for end in (judged.one, judged.other))
            if mine is not theirs:
                mine.update(theirs)
                blocks.update({block_of(mention): mine for mention in theirs.values()})
    return list({id(block): block for block in blocks.values()}.values())


def resolve_block(mentions: Mentions, judgements: Sequence[Sameness]) -> tuple[Identity, ...]:
    """The identities among mentions that can be one another's."""
    people = {name: one for name, one in mentions.items() if one.key.kind is IdentityKind.PERSON}
    full = {name: one for name, one in people.items() if not is_lone(one.key)}
    partition = Partition(mentions, judgements)
    joins = join_strongest(partition, list(_joins(full)), lambda one, other: _apart(mentions, one, other))
    joins += _place_lone(partition, people, full)
    groups = [[mentions[name] for name in group] for group in partition.groups()]
    shared = Counter(_shared_parts(_lead(group).key) for group in groups)
    return tuple(_identity(group, joins, shared) for group in groups)


def _joins(full: Mentions) -> Iterator[Join]:
    """What compares well enough, among mentions whose given names may start alike."""
    by_initial: dict[str, list[str]] = defaultdict(list)
    for name in sorted(full):
        for initial in {form[0] for form in full_forms(name_of(full[name].key).given[0])}:
            by_initial[initial].append(name)
    pairs = {pair for names in by_initial.values() for pair in combinations(names, 2)}
    compared = (compare(full[one], full[other]) for one, other in pairs)
    yield from (join for join in compared if join is not None and join.weight >= ENOUGH)


def _apart(mentions: Mentions, one: str, other: str) -> bool:
    """Whether two mentions cannot be one person's, by their names or as one has reason against it."""
    first, second = mentions[one], mentions[other]
    if first.key.kind is not IdentityKind.PERSON or second.key.kind is not IdentityKind.PERSON:
        return False
    if is_lone(first.key) or is_lone(second.key):
        return False
    join = compare(first, second)
    return join is None or (join.weight < ENOUGH and not may_be_of(first.key.code, second.key.code))


def _place_lone(partition: Partition, people: Mentions, full: Mentions) -> list[Join]:
    """Give each surname alone to the one person whom it can mean, after all others are settled."""
    settled = {name: partition.group(name) for name in full}
    joins = []
    for name in sorted(people.keys() - full.keys()):
        if not partition.group(name).isdisjoint(full):
            continue
        lone = people[name]
        join = _within_article(lone, partition, full) or _within_window(lone, partition, full, settled)
        if join is not None and partition.join(join.one, join.other):
            joins.append(join)
    return joins


def _within_article(lone: Mention, partition: Partition, full: Mentions) -> Join | None:
    if lone.within is None or lone.within not in full or partition.told_apart(lone.id, lone.within):
        return None
    return Join(lone.id, lone.within, _IN_ARTICLE, ("the only one of that name in the article",))


def _within_window(
    lone: Mention, partition: Partition, full: Mentions, settled: Mapping[str, frozenset[str]]
) -> Join | None:
    """The only person of that family name and code who is named in full in that month or one beside it."""
    near = {month for seen in lone.months if seen for month in _around(seen)}
    fitting = {
        settled[name]: name
        for name, one in sorted(full.items())
        if one.key.code == lone.key.code is not None
        and one.key.block == lone.key.block
        and not near.isdisjoint(one.months)
        and not partition.told_apart(lone.id, name)
    }
    if len(fitting) != 1 or lone.within is not None:
        return None
    reason = f"the only one of that name who speaks for {lone.key.code} in those months"
    return Join(lone.id, next(iter(fitting.values())), _IN_WINDOW, (reason,))


def _around(month: str) -> tuple[str, str, str]:
    """A month and its neighbours.

    >>> _around("2022-12")
    ('2022-11', '2022-12', '2023-01')
    """
    number = int(month[:4]) * 12 + int(month[5:]) - 1
    before, same, after = (f"{at // 12:04}-{at % 12 + 1:02}" for at in (number - 1, number, number + 1))
    return before, same, after


def _lead(group: Iterable[Mention]) -> Mention:
    """The mention that stands for a group: a public figure, else first and family name."""
    return min(group, key=lambda one: _precedence(one.key))


def _precedence(key: Key) -> tuple[object, ...]:
    initial = key.kind is IdentityKind.PERSON and is_initial(key)
    return (
        _RANKS[key.kind.value],
        public_figure(key) is None,
        is_lone(key),
        initial,
        key.code is None,
        key.form.count(" "),
        key.form,
        key.code or "",
        key.article or "",
    )


def _shared_parts(key: Key) -> tuple[str | None, ...]:
    """What the id is made of: the code of a country, else the name that one goes by."""
    if key.kind is IdentityKind.PERSON and not is_lone(key):
        return key.kind.value, name_of(key).core
    return key.kind.value, key.form, key.code, key.article


def ids_of(key: Key) -> tuple[str, str]:
    """The id of the actor whose leading mention has this key: the usual one, and the one among namesakes."""
    return content_id(*_shared_parts(key)), content_id(key.kind.value, key.form, key.code, key.article)


def _identity(group: list[Mention], joins: list[Join], shared: Counter[tuple[str | None, ...]]) -> Identity:
    lead = _lead(group)
    usual, full = ids_of(lead.key)
    names = {mention.id for mention in group}
    aliases = _summed(mention.aliases for mention in group)
    figure = public_figure(lead.key)
    people = lead.key.kind is IdentityKind.PERSON
    return Identity(
        id=full if shared[_shared_parts(lead.key)] > 1 else usual,
        kind=lead.key.kind,
        name=shown_name(lead.key) or body_named(_usual(lead.aliases)),
        code=_code(group, lead),
        aliases=aliases,
        tenures=tenures_of(_summed(mention.offices for mention in group), figure) if people else (),
        claims=dict(sum((Counter(mention.statuses) for mention in group), Counter[Status]())),
        mentions=(lead.id, *sorted(names - {lead.id})),
        joins=tuple(join for join in joins if join.one in names),
    )


def _summed(tables: Iterable[Mapping[K, Seen]]) -> dict[K, Seen]:
    total: dict[K, Seen] = {}
    for table in tables:
        for what, seen in table.items():
            total[what] = both(total[what], seen) if what in total else seen
    return total


def _usual(aliases: Mapping[str, Seen]) -> str:
    return min(aliases, key=lambda name: (-aliases[name].count, name), default="unnamed")


def _code(group: Iterable[Mention], lead: Mention) -> str | None:
    """The code on record for a public figure, else the one that most claims give."""
    figure = public_figure(lead.key)
    if figure is not None and figure.actor:
        return figure.actor
    counts: Counter[str] = Counter()
    for mention in group:
        if mention.key.code:
            counts[mention.key.code] += sum(mention.months.values())
    return min(counts, key=lambda code: (-counts[code], code), default=None)
