"""Only the mentions that decide about some actors, so that to ask for one is not to resolve all.

    whom somebody asks for -> their mentions -> blocks -> all mentions of these blocks -> identities

What is resolved from these is what would be resolved from all mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from reportedly.actormodel import Identity, IdentityKind, Key, Occurrence, Sameness
from reportedly.actors.bundling import bundle_id, judged_mentions
from reportedly.actors.collecting import collected, may_be_person
from reportedly.actors.keying import key_of, mention_id
from reportedly.actors.labelling import PERSON
from reportedly.actors.resolving import block_of
from reportedly.actors.spelling import skeleton
from reportedly.model import Actor


@dataclass(frozen=True, slots=True)
class Named:
    """The occurrences of an article, whole, and the key of each of its actors that has one."""

    occurrences: Sequence[Occurrence]
    keys: Mapping[Actor, Key]


Articles: TypeAlias = Mapping[str, Named]
"""Who is named in each article, by article."""

Wanted: TypeAlias = Callable[[Key, Actor], bool]
"""Whether a mention with this key, of an actor called so, is asked for."""

Linked: TypeAlias = Mapping[Sameness, Collection[str]]
"""People's words on mentions, each with the blocks of its two mentions."""


def by_article(occurrences: Iterable[Occurrence]) -> Articles:
    """Who is named in each article."""
    found: dict[str, list[Occurrence]] = defaultdict(list)
    for one in occurrences:
        found[one.article].append(one)
    return {article: Named(made, _keys(article, made)) for article, made in found.items()}


def _keys(article: str, made: Iterable[Occurrence]) -> dict[Actor, Key]:
    actors = {one.actor for one in made}
    return {actor: key for actor in actors if (key := key_of(actor, article)) is not None}


def blocks_of(articles: Articles, wanted: Wanted, linked: Linked) -> frozenset[str]:
    """The blocks in which those wanted are, with all that people's words link to them."""
    return _closed(_blocks(articles, wanted), linked)


def claims_of(
    identity: Identity, occurrences: Iterable[Occurrence], judgements: Iterable[Sameness]
) -> frozenset[str]:
    """The ids of the claims that an actor makes."""
    judged, own = judged_mentions(judgements), set(identity.mentions)
    made_of = [made for mention, made in collected(occurrences) if bundle_id(mention, judged) in own]
    return frozenset(one.claim for made in made_of for one in made if one.status is not None)


def _blocks(articles: Articles, wanted: Wanted) -> frozenset[str]:
    """The blocks of the mentions of which an occurrence is wanted."""
    within = (
        named for named in articles.values() if any(wanted(key, one) for one, key in named.keys.items())
    )
    found = ((named, *one) for named in within for one in collected(_one_each(named.occurrences)))
    return frozenset(
        block_of(mention)
        for named, mention, made in found
        if any(wanted(named.keys[actor], actor) for actor in {one.actor for one in made})
    )


def _one_each(made: Iterable[Occurrence]) -> Iterable[Occurrence]:
    """One occurrence of each actor, which is all that blocks depend on."""
    return {one.actor: one for one in made}.values()


def _closed(blocks: frozenset[str], linked: Linked) -> frozenset[str]:
    """Blocks, with all that people's words link to them."""
    reached = {name for judged, ends in linked.items() if judged.same and blocks & set(ends) for name in ends}
    return blocks if reached <= blocks else _closed(blocks | reached, linked)


def in_blocks(articles: Articles, blocks: Collection[str]) -> list[Occurrence]:
    """The occurrences of mentions in blocks, with all that may be people's of the articles that name one."""
    families = {block.removeprefix(PERSON) for block in blocks if block.startswith(PERSON)}
    found: list[Occurrence] = []
    for named in articles.values():
        if actors := _deciding(named.keys, blocks, families):
            found += [one for one in named.occurrences if one.actor in actors]
    return found


def _deciding(keys: Mapping[Actor, Key], blocks: Collection[str], families: Collection[str]) -> set[Actor]:
    own = {actor for actor, key in keys.items() if mention_id(key) in blocks}
    people = {
        actor for actor, key in keys.items() if key.kind is IdentityKind.PERSON or may_be_person(key, actor)
    }
    kin = any(keys[one].block in families or skeleton(keys[one].form) in families for one in people)
    return own | people if kin or own & people else own
