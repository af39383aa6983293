"""Only the mentions that decide about some actors, so that to ask for one is not to resolve all.

    whom somebody asks for -> their mentions -> blocks -> all mentions of these blocks -> identities

What is resolved from these is what would be resolved from all mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from reportedly.actormodel import Identity, IdentityKind, Key, Mention, Occurrence, Sameness
from reportedly.actors.bundling import bundle_id, judged_mentions
from reportedly.actors.collecting import collected, may_be_person
from reportedly.actors.keying import key_of, mention_id
from reportedly.actors.resolving import block_of
from reportedly.actors.spelling import skeleton
from reportedly.model import Actor

Articles: TypeAlias = Mapping[str, Sequence[Occurrence]]
"""The occurrences of each article, whole, by article."""

Wanted: TypeAlias = Callable[[Key, Actor], bool]
"""Whether a mention with this key, of an actor called so, is asked for."""

Linked: TypeAlias = Mapping[Sameness, Collection[str]]
"""People's words on mentions, each with the blocks of its two mentions."""

_PERSON = "person "


def by_article(occurrences: Iterable[Occurrence]) -> Articles:
    """Occurrences by the article that they are in."""
    found: dict[str, list[Occurrence]] = defaultdict(list)
    for one in occurrences:
        found[one.article].append(one)
    return found


def narrowed(articles: Articles, wanted: Wanted, linked: Linked) -> list[Occurrence]:
    """The occurrences that decide who those wanted are; with them stand some that do not."""
    return _in_blocks(articles, _closed(_blocks(articles, wanted), linked))


def claims_of(
    identity: Identity, occurrences: Iterable[Occurrence], judgements: Iterable[Sameness]
) -> frozenset[str]:
    """The ids of the claims that an actor makes."""
    judged, own = judged_mentions(judgements), set(identity.mentions)
    made_of = [made for mention, made in collected(occurrences) if bundle_id(mention, judged) in own]
    return frozenset(one.claim for made in made_of for one in made if one.status is not None)


def _blocks(articles: Articles, wanted: Wanted) -> frozenset[str]:
    """The blocks of the mentions of which an occurrence is wanted."""
    keyed = ((one, key_of(one.actor, one.article)) for made in articles.values() for one in made)
    within = {one.article for one, key in keyed if key is not None and wanted(key, one.actor)}
    found = collected(one for article in within for one in articles[article])
    return frozenset(block_of(mention) for mention, made in found if _asked(mention, made, wanted))


def _asked(mention: Mention, made_of: Iterable[Occurrence], wanted: Wanted) -> bool:
    own = ((key_of(one.actor, one.article), one.actor) for one in made_of)
    return any(wanted(key or mention.key, actor) or wanted(mention.key, actor) for key, actor in own)


def _closed(blocks: frozenset[str], linked: Linked) -> frozenset[str]:
    """Blocks, with all that people's words link to them."""
    reached = {name for judged, ends in linked.items() if judged.same and blocks & set(ends) for name in ends}
    return blocks if reached <= blocks else _closed(blocks | reached, linked)


def _in_blocks(articles: Articles, blocks: Collection[str]) -> list[Occurrence]:
    """The occurrences of mentions in blocks, with all that may be people's of the articles that name one."""
    families = {block.removeprefix(_PERSON) for block in blocks if block.startswith(_PERSON)}
    return [one for made in articles.values() for one in _deciding(made, blocks, families)]


def _deciding(
    made: Sequence[Occurrence], blocks: Collection[str], families: Collection[str]
) -> Iterator[Occurrence]:
    keyed = [(one, key) for one in made if (key := key_of(one.actor, one.article)) is not None]
    personal = [key.kind is IdentityKind.PERSON or may_be_person(key, one.actor) for one, key in keyed]
    own = [mention_id(key) in blocks for _, key in keyed]
    named = any(
        person and (asked or key.block in families or skeleton(key.form) in families)
        for (_, key), person, asked in zip(keyed, personal, own, strict=True)
    )
    for (one, _), person, asked in zip(keyed, personal, own, strict=True):
        if asked or (person and named):
            yield one
