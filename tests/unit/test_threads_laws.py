"""Laws of threads and histories, whatever was said: order, replay, what is appended, what is asked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.brief import claims

from reportedly.model import Claim, Status
from reportedly.threadmodel import State, Thread
from reportedly.threads.build import known_by, placed, threads_of
from reportedly.threads.history import as_of, history, status_on
from reportedly.threads.relations import relations
from reportedly.threads.telling import deal_status, viewpoint_of
from reportedly.threads.windows import Placed, ids_of, threads_in

DAYS = st.sampled_from(
    ["2022-07-11", "2022-07-13", "2022-07-19", "2024-01-01", "2022-07", "../2022-07-19", "?"]
)
VIEWS = st.sampled_from(["USA", "IRN", "USA:IRN", "Daily", "unnamed", "Q"])
STATUSES = st.sampled_from([status.value.replace(" ", "-") for status in Status])
MORE = st.sampled_from(
    ["", " stage=sought", " stage=prepared", " happens=2022-06", " happens=2022-08", " many=few"]
)
LINES = st.builds(
    "{} {} {} {}>RUS {}{}".format,
    DAYS,
    VIEWS,
    STATUSES,
    st.sampled_from(["IRN", "PRK", "?"]),
    st.sampled_from(["uav", "weapon", "?"]),
    MORE,
)
ARTICLES = st.lists(st.lists(LINES, min_size=1, max_size=4), max_size=5).map(
    lambda articles: [
        claims("\n".join(f"a{number}: {line}" for line in lines)) for number, lines in enumerate(articles)
    ]
)
START = datetime(2025, 1, 1, tzinfo=UTC)
LAW = settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])


def by_id(threads: tuple[Thread, ...]) -> dict[str, Thread]:
    return {thread.id: thread for thread in threads}


def read_on(articles: list[tuple[Claim, ...]], moment: datetime) -> dict[str, State]:
    """Every thread's state as it was known at a moment; an article is recorded each hour."""
    recorded = {told[0].article: START + timedelta(hours=n) for n, told in enumerate(articles)}
    threads = threads_of(known_by(articles, recorded, moment))
    return {thread.id: as_of(thread) for thread in threads}


@LAW
@given(ARTICLES, st.randoms())
def test_the_order_of_arrival_does_not_matter(articles: list[tuple[Claim, ...]], chance: Random) -> None:
    other = threads_of(chance.sample(articles, len(articles)))
    threads = threads_of(articles)
    assert threads == other
    assert [history(thread) for thread in threads] == [history(thread) for thread in other]
    assert [relations(thread) for thread in threads] == [relations(thread) for thread in other]


@LAW
@given(ARTICLES)
def test_adding_article_by_article_comes_to_the_same(articles: list[tuple[Claim, ...]]) -> None:
    """Only the threads of the propositions that an article touches are made again."""
    known: dict[object, list[Placed]] = {}
    threads: dict[object, tuple[Thread, ...]] = {}
    for told in articles:
        touched = set()
        for one in placed(told):
            known.setdefault(one[1].proposition, []).append(one)
            touched.add(one[1].proposition)
        threads.update({proposition: threads_in(known[proposition]) for proposition in touched})
    added = {thread.id: thread for group in threads.values() for thread in group}
    assert added == by_id(threads_of(articles))


@LAW
@given(ARTICLES)
def test_what_is_appended_changes_no_earlier_read(articles: list[tuple[Claim, ...]]) -> None:
    for number in range(len(articles)):
        moment = START + timedelta(hours=number)
        assert read_on(articles, moment) == read_on(articles[: number + 1], moment)


@LAW
@given(ARTICLES)
def test_every_claim_is_in_one_thread(articles: list[tuple[Claim, ...]]) -> None:
    threads = threads_of(articles)
    held = [one.claim.id for thread in threads for one in thread.told]
    assert sorted(held) == sorted(claim.id for told in articles for claim in told)
    assert len(by_id(threads)) == len(threads)


@LAW
@given(ARTICLES)
def test_a_thread_is_found_by_every_id_that_it_had(articles: list[tuple[Claim, ...]]) -> None:
    last = [ids_of(thread) for thread in threads_of(articles)]
    for number in range(len(articles)):
        for thread in threads_of(articles[:number]):
            assert sum(thread.id in ids for ids in last) == 1


@LAW
@given(ARTICLES)
def test_a_history_has_no_gaps_and_agrees_with_as_of(articles: list[tuple[Claim, ...]]) -> None:
    for thread in threads_of(articles):
        stretches = history(thread)
        days = {stretch.since for stretch in stretches} | {date(2022, 7, 15), date(2024, 6, 1)}
        for day in days:
            told = as_of(thread, day).status
            held = {s.viewpoint: s.status for s in stretches if status_on(stretches, s.viewpoint, day) is s}
            assert told == held


@LAW
@given(ARTICLES)
def test_nothing_has_occurred_that_nobody_said_had(articles: list[tuple[Claim, ...]]) -> None:
    for thread in threads_of(articles):
        for viewpoint, status in as_of(thread).status.items():
            said = {
                deal_status(member.claim)
                for member in thread.members
                if viewpoint_of(member.claim) == viewpoint and member.claim.status is not Status.ASKED
            }
            assert status in said


@LAW
@given(ARTICLES)
def test_no_thread_has_two_suppliers(articles: list[tuple[Claim, ...]]) -> None:
    for thread in threads_of(articles):
        stated = {p.actor for m in thread.members for p in m.claim.event.participants if p.role == "supplier"}
        assert len(stated) <= 1


@LAW
@given(ARTICLES)
def test_relations_look_back(articles: list[tuple[Claim, ...]]) -> None:
    for thread in threads_of(articles):
        order = [member.claim.id for member in thread.members]
        for relation in relations(thread):
            assert order.index(relation.earlier) < order.index(relation.later)
            assert relation.reason
