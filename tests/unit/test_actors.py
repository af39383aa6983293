"""Actors across articles: what is one, what stays two, what was whose office when."""

from __future__ import annotations

from datetime import date

import pytest

from reportedly.actormodel import (
    Affiliation,
    Identity,
    IdentityKind,
    Naming,
    Occurrence,
    Parties,
    Party,
    Sameness,
    Told,
)
from reportedly.actors.collecting import collect
from reportedly.actors.keying import key_of, mention_id
from reportedly.actors.occurring import occurrences
from reportedly.actors.resolving import resolve
from reportedly.actors.tenures import affiliation_at, role_at
from reportedly.model import Actor, ActorKind, Status


def seen(article: str, name: str, kind: str = "person", code: str | None = None, **more: str) -> Occurrence:
    """An actor in an article; ``role``, ``dated`` and ``claim`` as wanted."""
    actor = Actor(code, name, ActorKind(kind), more.get("role"))
    claim = more.get("claim", f"{article}/{name}")
    return Occurrence(claim, article, actor, more.get("dated", "2022-07-01"), Status.OCCURRED)


def named(occurrences: list[Occurrence], judgements: tuple[Sameness, ...] = ()) -> set[frozenset[str]]:
    """Which names were taken for one actor."""
    return {frozenset(identity.aliases) for identity in resolve(collect(occurrences), judgements)}


def only(occurrences: list[Occurrence]) -> Identity:
    (identity,) = resolve(collect(occurrences))
    return identity


@pytest.mark.parametrize(
    ("name", "kind", "code", "identity", "form"),
    [
        ("Russia", "country", "RUS", "country", "RUS"),
        ("Kremlin", "government", "RUS", "country", "RUS"),
        ("the Kremlin", "government", "RUS", "country", "RUS"),
        ("Moscow", "government", "RUS", "country", "RUS"),
        ("Putin's forces", "government", "RUS", "country", "RUS"),
        ("Biden administration", "government", "USA", "country", "USA"),
        ("we", "government", "USA", "country", "USA"),
        ("Pentagon", "government", "USA", "body", "department of defense"),
        ("DOD", "government", "USA", "body", "department of defense"),
        ("European Commission", "organisation", "EU", "body", "EU"),
        ("Hezbollah", "organisation", "HEZBOLLAH", "body", "HEZBOLLAH"),
        ("Corning", "organisation", None, "body", "corning"),
        ("The White House", "outlet", None, "outlet", "white house"),
        ("https://www.whitehouse.gov/briefing-room/", "outlet", None, "outlet", "white house"),
        ("New York Times", "outlet", None, "outlet", "new york times"),
        ("The Norwich Gazette", "outlet", None, "outlet", "norwich gazette"),
        ("US officials", "unnamed", "USA", "unnamed", "us officials"),
        ("reporter", "reporter", None, "unnamed", "reporter"),
        ("Vladimir Putin", "person", "RUS", "person", "vladimir putin"),
        ("Putin", "person", None, "person", "vladimir putin"),
        ("President Biden", "person", "USA", "person", "joe biden"),
        ("Joseph R. Biden Jr.", "person", "USA", "person", "joe biden"),
        ("RECEP TAYYIP ERDOGAN", "person", "TUR", "person", "recep tayyip erdogan"),
        ("Rear Adm. Ann B. Bell", "person", "USA", "person", "ann b bell"),
        ("Xi Jinping", "person", "CHN", "person", "jinping xi"),
        ("Dame Ann Bell", "person", "GBR", "person", "ann bell"),
    ],
)
def test_a_mention_has_a_key(name: str, kind: str, code: str | None, identity: str, form: str) -> None:
    key = key_of(Actor(code, name, ActorKind(kind)), "1")
    assert key is not None
    assert (key.kind.value, key.form) == (identity, form)


@pytest.mark.parametrize("name", ["you", "He", "they", "unnamed", "all"])
def test_a_pronoun_without_a_code_names_nobody(name: str) -> None:
    assert key_of(Actor(None, name, ActorKind.UNNAMED), "1") is None


ONE = [
    ("a middle initial", [("1", "Ann Bell", "USA"), ("2", "Ann B. Bell", "USA")]),
    ("titles and case", [("1", "Ann Bell", None), ("2", "General ANN BELL", None)]),
    ("accents", [("1", "Åsa Lövdén", "SWE"), ("2", "Asa Lovden", "SWE")]),
    ("an initial, and the same country", [("1", "Ann Bell", "USA"), ("2", "A. Bell", "USA")]),
    ("a short form", [("1", "William Marsh", "GBR"), ("2", "Bill Marsh", "GBR")]),
    ("a transliteration", [("1", "Sergei Kozlovsky", "RUS"), ("2", "Sergey Kozlovskiy", "RUS")]),
    ("a code that one text lacks", [("1", "Ann Bell", "USA"), ("2", "Ann Bell", None)]),
    ("a country, then an alliance", [("1", "Ann Bell", "NOR"), ("2", "Ann Bell", "NATO")]),
    ("another spelling on record", [("1", "Volodymyr Zelenskyy", "UKR"), ("2", "Zelenskiy", None)]),
    ("a surname in the article", [("1", "Ann Bell", "USA"), ("1", "Mr. Bell", None)]),
    ("a surname in the same months", [("1", "Ann Bell", "USA"), ("2", "Bell", "USA")]),
    ("a given name in the article", [("1", "Laura Bell", "USA"), ("1", "Laura", None)]),
]


@pytest.mark.parametrize(("why", "people"), ONE, ids=[why for why, _ in ONE])
def test_one_person(why: str, people: list[tuple[str, str, str | None]]) -> None:
    found = resolve(collect(seen(article, name, code=code) for article, name, code in people))
    assert len(found) == 1, why


TWO = [
    ("other given names", [("1", "Ann Bell", "USA"), ("2", "John Bell", "USA")]),
    ("other middle initials", [("1", "Ann B. Bell", "USA"), ("2", "Ann C. Bell", "USA")]),
    ("two countries", [("1", "Ann Bell", "USA"), ("2", "Ann Bell", "GBR")]),
    ("an initial, and no country", [("1", "Ann Bell", "USA"), ("2", "A. Bell", None)]),
    ("a surname of nobody known", [("1", "Ann Bell", "USA"), ("2", "Bell", None)]),
    ("a surname of another country", [("1", "Ann Bell", "USA"), ("1", "Bell", "GBR")]),
    ("a surname in two articles", [("1", "Bell", "USA"), ("2", "Bell", "USA")]),
    ("a namesake of a public figure", [("1", "Ned Price", "USA"), ("2", "Ned Price", "NZL")]),
    ("short words that look alike", [("1", "Jon Lee", "USA"), ("2", "Jon Le", "USA")]),
]


@pytest.mark.parametrize(("why", "people"), TWO, ids=[why for why, _ in TWO])
def test_two_people(why: str, people: list[tuple[str, str, str | None]]) -> None:
    found = resolve(collect(seen(article, name, code=code) for article, name, code in people))
    assert len(found) == 2, why
    assert len({identity.id for identity in found}) == 2


def test_a_surname_that_two_bear_in_its_article_joins_neither() -> None:
    people = [seen("1", "Ann Bell", code="USA"), seen("1", "John Bell", code="USA"), seen("1", "Bell")]
    assert named(people) == {frozenset({"Ann Bell"}), frozenset({"John Bell"}), frozenset({"Bell"})}


def test_an_initial_that_two_may_have_joins_neither() -> None:
    people = [seen("1", "Ann Bell", code="USA"), seen("2", "Amy Bell", code="USA")]
    assert len(named([*people, seen("3", "A. Bell", code="USA")])) == 3


def test_a_name_without_a_country_joins_none_of_two_namesakes() -> None:
    people = [seen("1", "Ann Bell", code="USA"), seen("2", "Ann Bell", code="GBR"), seen("3", "Ann Bell")]
    assert len(resolve(collect(people))) == 3


def test_a_surname_is_not_somebody_named_years_before() -> None:
    people = [seen("1", "Ann Bell", code="USA", dated="2014-03-01"), seen("2", "Bell", code="USA")]
    assert len(named(people)) == 2


def test_unnamed_officials_stay_unnamed_and_affiliated() -> None:
    """In each article they are others, and never the person who is named beside them."""
    found = resolve(
        collect(
            [seen(n, "US officials", "unnamed", "USA") for n in "12"] + [seen("1", "Ann Bell", code="USA")]
        )
    )
    unnamed = [one for one in found if one.kind is IdentityKind.UNNAMED]
    assert [(one.code, len(one.mentions)) for one in unnamed] == [("USA", 1), ("USA", 1)]


def test_what_is_seen_of_an_actor() -> None:
    identity = only(
        [
            seen("1", "Kremlin", "government", "RUS", dated="2022-07-01"),
            seen("2", "Moscow", "government", "RUS", dated="2022-05"),
            seen("3", "Kremlin", "government", "RUS", dated="2023-01-09"),
            seen("3", "Kremlin", "government", "RUS", dated="2023-01-09"),
        ]
    )
    assert (identity.name, identity.code, identity.kind) == ("Russia", "RUS", IdentityKind.COUNTRY)
    assert {name: (one.count, one.first, one.last) for name, one in identity.aliases.items()} == {
        "Kremlin": (2, date(2022, 7, 1), date(2023, 1, 9)),
        "Moscow": (1, date(2022, 5, 31), date(2022, 5, 31)),
    }
    assert identity.claims == {Status.OCCURRED: 3}


KIRBY = [
    seen("1", "John Kirby", code="USA", role="Pentagon Press Secretary", dated="2022-02-11"),
    seen("2", "John Kirby", code="USA", role="Pentagon Press Secretary", dated="2022-05-04"),
    seen(
        "3", "John Kirby", code="USA", role="NSC Coordinator for Strategic Communications", dated="2022-07-19"
    ),
    seen("4", "John Kirby", code="USA", role="former Pentagon Press Secretary", dated="2022-09-01"),
    seen(
        "5",
        "John Kirby",
        code="USA",
        role="National Security Council Coordinator for Strategic Communications",
        dated="2022-10-26",
    ),
]
BELL = [
    Occurrence(one.claim, one.article, Actor("USA", "Ann Bell", ActorKind.PERSON, one.actor.role), one.dated)
    for one in KIRBY
]
PENTAGON, COUNCIL = "Department of Defense", "National Security Council"


@pytest.mark.parametrize(
    ("day", "office", "body"),
    [
        (date(2022, 2, 11), "Pentagon Press Secretary", PENTAGON),
        (date(2022, 4, 1), "Pentagon Press Secretary", PENTAGON),
        (date(2022, 7, 19), "NSC Coordinator for Strategic Communications", COUNCIL),
        (date(2022, 9, 1), "NSC Coordinator for Strategic Communications", COUNCIL),
        (date(2022, 10, 26), "NSC Coordinator for Strategic Communications", COUNCIL),
    ],
)
@pytest.mark.parametrize("people", [KIRBY, BELL], ids=["on record", "from texts alone"])
def test_an_office_changes_at_its_date(people: list[Occurrence], day: date, office: str, body: str) -> None:
    identity = only(people)
    held = role_at(identity, day)
    assert held is not None
    assert held.role in {office, "National Security Council Coordinator for Strategic Communications"}
    assert affiliation_at(identity, day) == Affiliation("USA", body)


@pytest.mark.parametrize(
    ("name", "day", "affiliation"),
    [
        ("John Kirby", "2016-06-01", Affiliation("USA", "Department of State")),
        ("John Kirby", "2021-08-30", Affiliation("USA", PENTAGON)),
        ("John Kirby", "2023-08-30", Affiliation("USA", COUNCIL)),
        ("Mark Rutte", "2022-06-01", Affiliation("NLD", None)),
        ("Mark Rutte", "2025-06-01", Affiliation("NATO", "NATO")),
        ("Jen Psaki", "2023-06-01", Affiliation("USA", None)),
    ],
)
def test_offices_on_record_stand_in_where_texts_give_none(
    name: str, day: str, affiliation: Affiliation
) -> None:
    assert affiliation_at(only([seen("1", name)]), date.fromisoformat(day)) == affiliation


def test_in_a_gap_the_last_office_counts_and_before_the_first_the_first() -> None:
    identity = only(BELL)
    offices = [role_at(identity, date(*day)) for day in ((2020, 1, 1), (2022, 6, 1), (2024, 1, 1))]
    assert [office.body if office else None for office in offices] == [PENTAGON, PENTAGON, COUNCIL]


@pytest.mark.parametrize(
    "role", ["former Senator", "ex-Senator", "then-Senator", "Senator, now former Senator", "Senator-elect"]
)
def test_an_office_that_is_not_held_counts_for_nothing(role: str) -> None:
    assert only([seen("1", "Ann Bell", role=role)]).tenures == ()


def test_the_actors_of_a_claim() -> None:
    parties = Parties(
        (
            Party("IRN", "Iran"),
            Party("RUS", "Putin's forces"),
            Party(None, "Laura Bell"),
            Party("IRN", "citizens of Iran"),
            Party(None, "Corning"),
        )
    )
    speaker = Actor("USA", "Ann Bell", ActorKind.PERSON, "spokeswoman")
    naming = Naming("c", Status.PLANNED, (speaker,), "2022-07-01", parties)
    found = occurrences(Told(naming, "a", "nytimes.com", "2022-07-02"))
    assert [(one.actor.name, one.actor.kind.value, one.status) for one in found] == [
        ("Ann Bell", "person", Status.PLANNED),
        ("Iran", "country", None),
        ("Putin's forces", "government", None),
        ("Laura Bell", "person", None),
        ("citizens of Iran", "unnamed", None),
        ("Corning", "organisation", None),
        ("nytimes.com", "outlet", None),
    ]
    assert {one.dated for one in found} == {"2022-07-02"}
    assert {one.dated for one in occurrences(Told(naming, "a", None, None))} == {"2022-07-01"}


def mention(article: str, name: str, code: str | None = None) -> str:
    key = key_of(Actor(code, name, ActorKind.PERSON), article)
    assert key is not None
    return mention_id(key)


ANN, AMY, BELL_ALONE = mention("1", "Ann Bell", "USA"), mention("2", "Amy Bell", "USA"), mention("1", "Bell")
STORY = [seen("1", "Ann Bell", code="USA"), seen("2", "Amy Bell", code="USA"), seen("1", "Bell")]


@pytest.mark.parametrize(
    ("judgements", "groups"),
    [
        ((), [{"Ann Bell", "Bell"}, {"Amy Bell"}]),
        ((Sameness(ANN, AMY, True),), [{"Ann Bell", "Amy Bell", "Bell"}]),
        ((Sameness(ANN, BELL_ALONE, False),), [{"Ann Bell"}, {"Bell"}, {"Amy Bell"}]),
        ((Sameness(BELL_ALONE, AMY, True),), [{"Ann Bell"}, {"Bell", "Amy Bell"}]),
        (
            (Sameness(ANN, AMY, True), Sameness(BELL_ALONE, AMY, False)),
            [{"Ann Bell", "Amy Bell"}, {"Bell"}],
        ),
        ((Sameness(ANN, AMY, True), Sameness(ANN, AMY, False)), [{"Ann Bell", "Bell"}, {"Amy Bell"}]),
        ((Sameness(ANN, "of an article not read yet", True),), [{"Ann Bell", "Bell"}, {"Amy Bell"}]),
    ],
)
def test_a_persons_word_goes_before_the_machines(
    judgements: tuple[Sameness, ...], groups: list[set[str]]
) -> None:
    assert named(STORY, judgements) == {frozenset(group) for group in groups}


def test_somebody_unnamed_can_be_said_to_be_a_person() -> None:
    officials = [seen("1", "a US official", "unnamed", "USA"), seen("2", "Ann Bell", code="USA")]
    unnamed = next(one.id for one in collect(officials).values() if one.key.kind is IdentityKind.UNNAMED)
    (identity,) = resolve(collect(officials), [Sameness(unnamed, mention("2", "Ann Bell", "USA"), True)])
    assert (identity.kind, identity.name) == (IdentityKind.PERSON, "Ann Bell")


def test_each_join_says_why() -> None:
    identity = only([seen("1", "William Marsh", code="GBR"), seen("2", "Bill Marsh", code="GBR")])
    assert [join.reasons for join in identity.joins] == [
        ("a short form of the given name", "both speak for GBR")
    ]
