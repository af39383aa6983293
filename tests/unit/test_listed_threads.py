"""Threads as they are kept and listed are those that their claims make, whatever came in whatever order."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.made import posted

from reportedly.judgedthreads import judged_threads
from reportedly.ledger.entries import Different, Judgement, ReadArticle, Reject, Same
from reportedly.ledger.judged import held, judged
from reportedly.ledger.sqlite import SqliteStore
from reportedly.ledger.store import PAGE
from reportedly.ledgerdesk import open_ledger
from reportedly.query import Query, parse_query
from reportedly.threaddesk import (
    claim_with,
    edit_of,
    judge,
    latest_threads,
    threads,
    threads_about,
    threads_changed,
)
from reportedly.threadmodel import Thread
from reportedly.threads.build import threads_of
from reportedly.threads.history import as_of, hanging_on

FEW = settings(max_examples=20, deadline=None)
ALL = 1000

sentences = st.sampled_from(
    [
        "IRN planned uav RUS.",
        "IRN denied uav RUS.",
        "PRK occurred ammunition RUS.",
        "IRN+PRK planned uav RUS.",
    ]
)
readings = st.builds(
    posted,
    st.lists(sentences, min_size=1, max_size=3).map(" ".join),
    url=st.sampled_from([None, "https://a.example/1", "https://b.example/1"]),
    published=st.sampled_from(["2021-01-05", "2022-01-04", "2022-07-11", "2024-08-30"]),
    reader=st.sampled_from(["reader-1", "reader-2"]),
)
batches = st.lists(st.lists(readings, min_size=1, max_size=3), min_size=1, max_size=5)


@contextmanager
def ledger() -> Iterator[SqliteStore]:
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "l.db", write=True) as store:
        yield store


def last_first(them: Sequence[Thread]) -> list[Thread]:
    return sorted(them, key=lambda one: (-(one.last_said or date.min).toordinal(), one.id))


@FEW
@given(batches)
def test_threads_at_every_moment_are_those_of_the_claims_that_were_live(
    batches: list[list[ReadArticle]],
) -> None:
    live: dict[str, ReadArticle] = {}
    read: set[tuple[str, str]] = set()
    with ledger() as store:
        then = []
        for batch in batches:
            at = store.append(batch)
            for one in batch:
                if (one.article.id, one.reader) not in read:
                    read.add((one.article.id, one.reader))
                    live[one.article.id] = one
            then.append((at, last_first(threads_of([one.claims for one in live.values()]))))
        for at, expected in then:
            assert list(threads(store, limit=ALL, known_by=at)) == expected
            for words, query in ((None, "IRN"), ("ammunition", ""), ("denied", "RUS uav")):
                found = threads(store, words, parse_query(query), limit=ALL, known_by=at)
                assert list(found) == asked(expected, words, query)
        assert list(threads(store, limit=ALL)) == then[-1][1]
        assert list(store.check()) == []


def asked(among: Sequence[Thread], words: str | None, about: str) -> list[Thread]:
    """Those on a query's proposition, with a claim in these words in any thread of that proposition."""
    having = {
        one.proposition
        for one in among
        for told in one.told
        if words is None or words in told.claim.evidence[0].text
    }
    query = parse_query(about)
    return [
        one
        for one in among
        if one.proposition in having
        and query.actors <= one.proposition.actors
        and (not query.items or one.proposition.item in query.items)
    ]


@FEW
@given(batches)
def test_what_is_kept_of_threads_and_actors_is_the_same_after_a_rebuild(
    batches: list[list[ReadArticle]],
) -> None:
    with ledger() as once, ledger() as again:
        for batch in batches:
            once.append(batch)
            for one in batch:
                again.append([one])
        assert again.digests() == once.digests()
        once.rebuild()
        assert again.digests() == once.digests()


JULY = posted("IRN planned uav RUS. IRN denied uav RUS.", published="2022-07-11")
AUGUST = posted("IRN occurred uav RUS.", published="2022-08-30")
LATER = posted("IRN planned uav RUS, again.", published="2024-03-01")
KOREA = posted("PRK planned ammunition RUS.", published="2022-09-06")
BOTH = posted("IRN+PRK possible uav RUS.", published="2022-09-07")
STORIES = (JULY, AUGUST, LATER, KOREA, BOTH)
CLAIMS = [claim for one in STORIES for claim in one.claims]
ids = st.sampled_from([claim.id for claim in CLAIMS])
of_a_claim = st.one_of(
    st.builds(Reject, ids, st.just("ann")), st.tuples(ids, st.sampled_from(["missile", "ammunition"]))
)
judgements = st.lists(
    st.one_of(
        of_a_claim,
        st.builds(Same, ids, ids, st.just("ann")),
        st.builds(Different, ids, ids, st.just("ann")),
    ),
    max_size=4,
)


Said: TypeAlias = Judgement | tuple[str, str]
"""A judgement, or a claim (its id) and what the item is that it is on."""


def judged_by(store: SqliteStore, judged: Sequence[Said]) -> None:
    for one in judged:
        if isinstance(one, tuple):
            claim, item = one
            judge(store, edit_of(store, claim_with(store, claim), "event.item.class", item, "ann"))
        else:
            judge(store, one)


@FEW
@given(st.lists(of_a_claim, max_size=4))
def test_threads_as_judged_are_those_of_the_claims_as_judged(said: list[Said]) -> None:
    with ledger() as store:
        store.append(STORIES)
        judged_by(store, said)
        verdicts = held(store.judgements())
        articles = [[now for one in read.claims if (now := judged(one, verdicts))] for read in STORIES]
        expected = last_first(threads_of(articles))
        assert list(threads(store, limit=ALL)) == expected
        assert list(latest_threads(store)) == expected


def test_all_threads_one_after_the_other() -> None:
    years = range(2000 - 2 * PAGE, 2001, 2)
    with ledger() as store:
        store.append([posted("IRN planned uav RUS.", published=f"{year}-01-05") for year in years])
        found = list(latest_threads(store))
        assert len(found) == PAGE + 1
        assert found == list(threads(store, limit=ALL))
        assert list(latest_threads(store, said_by=date(years[2], 1, 5))) == found[-3:]
        assert list(latest_threads(store, said_by=date(years[0], 1, 4))) == []


@FEW
@given(judgements, st.sampled_from(["", "PRK", "IRN uav", "missile"]), st.integers(1, 3))
def test_a_list_is_what_going_through_every_proposition_gives(
    said: list[Said], about: str, limit: int
) -> None:
    query = parse_query(about)
    with ledger() as store:
        store.append(STORIES)
        judged_by(store, said)
        every = everything(store, query)
        pages = [threads(store, None, query, page=number, limit=limit) for number in range(1, 8)]
        assert [one for page in pages for one in page] == last_first(every)
        most = sorted(every, key=lambda one: (-len(one.members), one.id))
        assert list(threads_about(store, query)) == most
        assert list(threads_about(store, query, limit=limit)) == most[:limit]


def everything(store: SqliteStore, query: Query) -> list[Thread]:
    """All threads of which a proposition, or one that joined it, is asked for: one by one."""
    judged = judged_threads(store)
    keys = {one.key for one in store.propositions(limit=ALL)}
    wanted = {key for key in keys if admitted(query, judged_key=key)}
    roots = {root for key in wanted for root in judged.roots(key)}
    roots |= {root for root in judged.touched() if admitted(query, judged_key=root)}
    return [thread for root in roots for thread in judged.under(root)]


def admitted(query: Query, judged_key: str) -> bool:
    return all(f'"{name}"' in judged_key for name in query.actors | query.items)


@FEW
@given(st.lists(readings, min_size=1, max_size=3), judgements)
def test_what_did_not_change_is_as_it_was(more: list[ReadArticle], said: list[Said]) -> None:
    with ledger() as store:
        then = store.append(STORIES)
        before = threads_about(store, Query())
        later = store.append(more)
        between = threads_about(store, Query())
        judged_by(store, said)
        was, now = threads_changed(store, Query(), then)
        assert set(was) <= set(before)
        assert set(threads_about(store, Query())) - set(now) <= set(before) - set(was)
        was, now = threads_changed(store, Query(), then, known_by=later)
        assert set(was) <= set(before)
        assert set(between) - set(now) <= set(before) - set(was)


@FEW
@given(st.lists(readings, min_size=1, max_size=6))
def test_a_status_hangs_on_a_claim_where_leaving_it_out_gives_another(read: list[ReadArticle]) -> None:
    for thread in threads_of([one.claims for one in {one.article.id: one for one in read}.values()]):
        for at, member in enumerate(thread.members):
            members = thread.members[:at] + thread.members[at + 1 :]
            without = as_of(Thread(thread.id, thread.proposition, members)).status
            assert (member.claim.id in hanging_on(thread)) == (without != as_of(thread).status)
