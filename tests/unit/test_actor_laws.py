"""What holds of actors whatever is read, in whatever order, and whatever people say of it."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.actormodel import Identity, IdentityKind, Occurrence, Sameness
from reportedly.actors.collecting import collect
from reportedly.actors.narrowing import blocks_of, by_article, in_blocks
from reportedly.actors.resolving import block_of, resolve
from reportedly.actors.spelling import folded
from reportedly.model import Actor, ActorKind, Status

NAMES = [
    "Ann Bell",
    "Ann B. Bell",
    "Ann C. Bell",
    "A. Bell",
    "Bell",
    "Laura Bell",
    "Laura",
    "John Kirby",
    "Kirby",
]
PEOPLE = st.builds(
    Actor,
    actor=st.sampled_from([None, "USA", "GBR", "NATO"]),
    name=st.sampled_from(NAMES),
    kind=st.just(ActorKind.PERSON),
    role=st.sampled_from([None, "Pentagon Press Secretary", "NSC Coordinator", "Senator"]),
)
OTHERS = st.sampled_from(
    [
        Actor("RUS", "Kremlin", ActorKind.GOVERNMENT),
        Actor("RUS", "Moscow", ActorKind.GOVERNMENT),
        Actor("USA", "US officials", ActorKind.UNNAMED),
        Actor("USA", "Pentagon", ActorKind.GOVERNMENT),
        Actor(None, "you", ActorKind.UNNAMED),
        Actor(None, "Bell", ActorKind.ORGANISATION),
    ]
)
OCCURRENCES = st.lists(
    st.builds(
        Occurrence,
        claim=st.sampled_from(["c1", "c2"]),
        article=st.sampled_from(["1", "2", "3", "4"]),
        actor=PEOPLE | OTHERS,
        dated=st.sampled_from([None, "2022-05-03", "2022-06", "2022-07-19", "2024"]),
        status=st.sampled_from([None, Status.OCCURRED]),
    ),
    max_size=14,
)


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[Occurrence], list[Sameness]]:
    """Occurrences, and what people say of the mentions that come of them."""
    occurrences = draw(OCCURRENCES)
    known = sorted(collect(occurrences))
    if len(known) < 2:
        return occurrences, []
    pair = st.lists(st.sampled_from(known), min_size=2, max_size=2, unique=True)
    judgement = st.builds(lambda ends, same: Sameness(ends[0], ends[1], same), pair, st.booleans())
    return occurrences, draw(st.lists(judgement, max_size=4))


@settings(max_examples=60, deadline=None)
@given(stories(), st.randoms())
def test_order_changes_nothing(story: tuple[list[Occurrence], list[Sameness]], chance: Random) -> None:
    occurrences, judgements = story
    expected = resolve(collect(occurrences), judgements)
    chance.shuffle(occurrences)
    chance.shuffle(judgements)
    assert resolve(collect(occurrences), judgements) == expected


@settings(max_examples=60, deadline=None)
@given(stories())
def test_a_persons_word_wins(story: tuple[list[Occurrence], list[Sameness]]) -> None:
    """Told apart stays apart; said to be the same is, unless that is at odds with what was told apart."""
    occurrences, judgements = story
    owner = {name: one.id for one in resolve(collect(occurrences), judgements) for name in one.mentions}
    apart = [judged for judged in judgements if not judged.same]
    assert all(owner[judged.one] != owner[judged.other] for judged in apart)
    if not apart:
        assert all(owner[judged.one] == owner[judged.other] for judged in judgements)


@settings(max_examples=60, deadline=None)
@given(stories(), st.sampled_from(["bell", "kirby", "laura", "moscow", "pentagon"]))
def test_asking_for_a_name_is_choosing_from_all(
    story: tuple[list[Occurrence], list[Sameness]], word: str
) -> None:
    occurrences, judgements = story
    mentions = collect(occurrences)
    linked = {
        judged: frozenset(block_of(mentions[end]) for end in (judged.one, judged.other))
        for judged in judgements
    }

    def named(identity: Identity) -> bool:
        return any(word in folded(name).split() for name in identity.aliases)

    articles = by_article(occurrences)
    blocks = blocks_of(articles, lambda _, one: word in folded(one.name).split(), linked)
    few = in_blocks(articles, blocks)
    assert [*filter(named, resolve(collect(few), linked))] == [*filter(named, resolve(mentions, judgements))]


@settings(max_examples=60, deadline=None)
@given(stories())
def test_every_mention_has_one_identity_and_every_identity_its_own_id(
    story: tuple[list[Occurrence], list[Sameness]],
) -> None:
    found = resolve(collect(story[0]), story[1])
    held = [name for identity in found for name in identity.mentions]
    assert len(set(held)) == len(held)
    assert len({identity.id for identity in found}) == len(found)


@settings(max_examples=60, deadline=None)
@given(OCCURRENCES)
def test_the_unnamed_are_never_a_person_and_never_of_two_articles(occurrences: list[Occurrence]) -> None:
    mentions = collect(occurrences)
    for identity in resolve(mentions):
        known = [mentions[name] for name in identity.mentions if name in mentions]
        if any(mention.key.kind is IdentityKind.UNNAMED for mention in known):
            assert identity.kind is IdentityKind.UNNAMED
            assert len(identity.mentions) == 1


@settings(max_examples=60, deadline=None)
@given(OCCURRENCES)
def test_an_article_more_leaves_every_mention_its_id(occurrences: list[Occurrence]) -> None:
    fewer = collect(one for one in occurrences if one.article != "4")
    assert fewer.keys() <= collect(occurrences).keys()
