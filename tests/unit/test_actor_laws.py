"""What holds of actors whatever is read, in whatever order, and whatever people say of it."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.actormodel import IdentityKind, Occurrence, Sameness
from reportedly.actors.collecting import collect
from reportedly.actors.directory import Directory
from reportedly.actors.resolving import resolve
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
@given(stories(), st.data())
def test_one_by_one_is_all_at_once(
    story: tuple[list[Occurrence], list[Sameness]], data: st.DataObject
) -> None:
    """Articles in any order, judgements at any time, and read in between."""
    occurrences, judgements = story
    directory = Directory()
    steps = data.draw(st.permutations(["1", "2", "3", "4", "judge"]))
    for step in steps:
        if step == "judge":
            directory.judge(judgements)
        else:
            directory.add(one for one in occurrences if one.article == step)
        if data.draw(st.booleans()):
            directory.identities()
    assert directory.identities() == resolve(collect(occurrences), judgements)


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
@given(stories())
def test_undoing_restores(story: tuple[list[Occurrence], list[Sameness]]) -> None:
    occurrences, judgements = story
    directory = Directory()
    directory.add(occurrences)
    before = directory.identities()
    directory.judge(judgements)
    directory.identities()
    directory.judge(())
    assert directory.identities() == before


@settings(max_examples=60, deadline=None)
@given(stories())
def test_every_mention_has_one_identity_and_every_identity_its_own_id(
    story: tuple[list[Occurrence], list[Sameness]],
) -> None:
    occurrences, judgements = story
    directory = Directory()
    directory.judge(judgements)
    directory.add(occurrences)
    found = directory.identities()
    held = [name for identity in found for name in identity.mentions]
    assert len(set(held)) == len(held)
    assert {one.id for name in collect(occurrences) if (one := directory.of(name))} == {
        one.id for one in found
    }
    assert all(directory.of(name) for name in collect(occurrences))
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
