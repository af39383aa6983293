"""The facade of actors: who is named in a ledger's claims, and what people say of who is who.

    words, name, id -> the claims that decide -> mentions -> actors as judged

Nothing of this is kept: actors are a function of the live claims and of the judgements that hold.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from reportedly.actormodel import Identity, Key, Occurrence, Sameness, Told
from reportedly.actors.collecting import collect
from reportedly.actors.keying import called, mention_id
from reportedly.actors.labelling import naming_of, of_blocks, of_id, of_word
from reportedly.actors.narrowing import Articles, Linked, blocks_of, by_article, claims_of, in_blocks
from reportedly.actors.occurring import occurrences
from reportedly.actors.resolving import block_of, ids_of, resolve
from reportedly.actors.spelling import folded
from reportedly.errors import UsageError
from reportedly.ledger.days import is_said_by
from reportedly.ledger.entries import Different, RecordedJudgement, Same
from reportedly.ledger.judged import Verdicts, held, judged, standing
from reportedly.ledger.store import LEAST, Store
from reportedly.model import Actor, Claim

WITHIN = "/"
"""Between the block of a mention and its id, where a judgement is of an actor."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Which actors are asked for: by each mention of theirs that may be one, then by the whole of them.

    ``stories`` are the numbers of those that may have such a mention, ``None`` for all.
    """

    mention: Callable[[Key, Actor], bool]
    actor: Callable[[Identity], bool]
    stories: Callable[[Store], frozenset[int] | None]


@dataclass(frozen=True, slots=True)
class Said:
    """What people say of actors and claims at one moment, and the stories of the claims that it is of.

    Of claims only those count that had been said by the end of the day ``said_by``, or all.
    """

    store: Store
    known_by: datetime | None
    linked: Linked
    verdicts: Verdicts
    stories: frozenset[int]
    said_by: date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The actors asked for, and the occurrences that decide who they are."""

    actors: tuple[Identity, ...]
    deciding: tuple[Occurrence, ...]


def actors_in(
    store: Store,
    words: str | None = None,
    *,
    known_by: datetime | None = None,
    said_by: date | None = None,
) -> tuple[Identity, ...]:
    """The actors, or those with a name in which all words stand: those named in most claims first.

    With ``said_by`` they are what the claims say that had been said by the end of that day.
    """
    found = _find(_said(store, known_by, said_by), _in_words(words or ""))
    return tuple(sorted(found.actors, key=lambda one: (-times_named(one), one.name, one.id)))


def actor_with(
    store: Store, named: str, *, known_by: datetime | None = None
) -> tuple[Identity, tuple[Claim, ...]]:
    """The actor with an id, one that begins so or a name, and the claims that it makes, by when said.

    Raises:
        UsageError: there is none, or there are several.

    """
    said = _said(store, known_by)
    for ask in (_by_id(named), _by_name(named), _in_words(named)):
        found = _find(said, ask)
        if found.actors:
            actor = _only(named, found.actors)
            own = claims_of(actor, found.deciding, said.linked)
            made = (_as_judged(store, identity, said.verdicts, known_by) for identity in own)
            return actor, tuple(sorted(filter(None, made), key=_by_when_said))
    raise UsageError(f"{named}: no such actor; `reportedly actors` lists them")


def actor_side(store: Store, named: str) -> str | None:
    """What `Same` and `Different` name of the actor with an id, or one that begins so; ``None`` of none.

    Raises:
        UsageError: there are several.

    """
    found = _find(_said(store, None), _by_id(named))
    if not found.actors:
        return None
    actor = _only(named, found.actors)
    mentions = collect(found.deciding)
    own = [name for name in actor.mentions if name in mentions]
    chosen = next((name for name in own if name.startswith(named)), own[0])
    return f"{block_of(mentions[chosen])}{WITHIN}{chosen}"


def times_named(actor: Identity) -> int:
    """In how many claims an actor is named, one counted again for every other name in it."""
    return sum(seen.count for seen in actor.aliases.values())


def _in_words(words: str) -> Ask:
    wanted = set(folded(words).split())

    def among(names: Iterable[str]) -> bool:
        return not wanted or any(wanted <= set(name.split()) for name in names)

    return Ask(
        lambda key, actor: among(called(key, actor.name)),
        lambda actor: among(_names(actor)),
        lambda store: _with_words(store, wanted),
    )


def _by_name(name: str) -> Ask:
    wanted = folded(name)
    return Ask(
        lambda key, actor: wanted in called(key, actor.name),
        lambda actor: wanted in _names(actor),
        lambda store: _with_words(store, set(wanted.split())),
    )


def _by_id(begins: str) -> Ask:
    def begun(ids: Iterable[str]) -> bool:
        return len(begins) >= LEAST and any(one.startswith(begins) for one in ids)

    return Ask(
        lambda key, _: begun((mention_id(key), *ids_of(key))),
        lambda one: begun((one.id, *one.mentions)),
        lambda store: (
            store.stories_labelled_beginning(of_id(begins)) if len(begins) >= LEAST else frozenset()
        ),
    )


def _with_words(store: Store, words: Collection[str]) -> frozenset[int] | None:
    """The stories in which all words stand in names, if not in one; all of them where there is no word."""
    found = [store.stories_labelled([of_word(word)]) for word in sorted(words)]
    return frozenset.intersection(*found) if found else None


def _names(actor: Identity) -> frozenset[str]:
    """All names of an actor, folded, its code among them where that is the code of nobody else."""
    of_code = Key(actor.kind, actor.code or "", actor.code or "", actor.code)
    code = actor.code if actor.id in ids_of(of_code) else None
    return frozenset(folded(name) for name in (actor.name, *actor.aliases, code) if name)


def _find(said: Said, ask: Ask) -> Found:
    """Look through the stories that may have them, then through those that decide who they are."""
    may_have = ask.stories(said.store)
    articles = _articles(said, may_have)
    blocks = blocks_of(articles, ask.mention, said.linked)
    if may_have is not None:
        articles = _articles(said, said.store.stories_labelled(of_blocks(blocks)))
    deciding = in_blocks(articles, blocks)
    actors = resolve(collect(deciding), said.linked)
    return Found(tuple(filter(ask.actor, actors)), tuple(deciding))


def _only(named: str, found: Sequence[Identity]) -> Identity:
    if len(found) > 1:
        few = ", ".join(f"{one.id} {one.name} ({one.code or one.kind.value})" for one in found[:3])
        raise UsageError(f"{named}: {len(found)} actors, {few}{' and more' * (len(found) > 3)}; give the id")
    return found[0]


def _said(store: Store, known_by: datetime | None, said_by: date | None = None) -> Said:
    judgements = store.judgements(known_by)
    verdicts = held(judgements)
    linked = _linked(standing(judgements))
    return Said(store, known_by, linked, verdicts, store.stories_of(verdicts), said_by)


def _articles(said: Said, stories: frozenset[int] | None) -> Articles:
    """Who is named in stories; with those of claims that people judged, which may name others now."""
    among = None if stories is None else stories | said.stories
    told = _judged(said.store.namings(said.known_by, stories=among), said)
    counting = (one for one in told if is_said_by(one.naming.said, said.said_by))
    return by_article(one for each in counting for one in occurrences(each))


def _judged(namings: Iterable[Told], said: Said) -> Iterator[Told]:
    """Whom the claims name, with people's edits made and without what they rejected."""
    for told in namings:
        if told.naming.id not in said.verdicts:
            yield told
        elif claim := _as_judged(said.store, told.naming.id, said.verdicts, said.known_by):
            yield replace(told, naming=naming_of(claim))


def _as_judged(store: Store, identity: str, verdicts: Verdicts, known_by: datetime | None) -> Claim | None:
    recorded = store.claim(identity, known_by)
    return judged(recorded.claim, verdicts) if recorded else None


def _by_when_said(claim: Claim) -> tuple[str, str]:
    return claim.said or "~", claim.id


def _linked(judgements: Iterable[RecordedJudgement]) -> Linked:
    """What people say of actors. Where they changed their minds, what was said last holds."""
    found: dict[frozenset[str], Sameness] = {}
    blocks: dict[str, str] = {}
    for recorded in judgements:
        judgement = recorded.judgement
        if isinstance(judgement, Same | Different):
            (of_one, _, one), (of_other, _, other) = (
                side.rpartition(WITHIN) for side in (judgement.one, judgement.other)
            )
            blocks |= {one: of_one, other: of_other}
            found[frozenset((one, other))] = Sameness(one, other, isinstance(judgement, Same))
    return {said: frozenset((blocks[said.one], blocks[said.other])) for said in found.values()}
