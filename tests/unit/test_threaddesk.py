"""Threads as people judge them, over readings made by hand."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.made import posted

from reportedly.errors import UsageError
from reportedly.ledger.entries import Accept, Different, Judgement, ReadArticle, Reject, Same, Undo
from reportedly.ledger.sqlite import SqliteStore
from reportedly.ledgerdesk import open_ledger
from reportedly.query import Query, parse_query
from reportedly.threaddesk import doubts, edit_of, judge, side_of, thread_with, threads, threads_about
from reportedly.threadmodel import Thread

FEW = settings(max_examples=15, deadline=None)

JULY = posted("IRN planned uav RUS. IRN denied uav RUS.", published="2022-07-11")
AUGUST = posted("IRN occurred uav RUS.", published="2022-08-30")
LATER = posted("IRN planned uav RUS, again.", published="2024-03-01")
KOREA = posted("PRK planned ammunition RUS.", published="2022-09-06")
ALL = (JULY, AUGUST, LATER, KOREA)
PLANNED, DENIED = (claim.id for claim in JULY.claims)
OCCURRED, AGAIN, SHELLS = (one.claims[0].id for one in ALL[1:])


@contextmanager
def ledger(readings: Sequence[ReadArticle] = ALL) -> Iterator[SqliteStore]:
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "l.db", write=True) as store:
        for reading in readings:
            store.append([reading])
        yield store


def held(store: SqliteStore) -> list[tuple[str, ...]]:
    """The claims of each thread, in short, last said first."""
    return [
        tuple(
            f"{m.claim.status.value} {m.claim.event.item and m.claim.event.item.cls}" for m in thread.members
        )
        for thread in threads(store)
    ]


DEAL, NEXT = ("planned uav", "denied uav", "occurred uav"), ("planned uav",)
OTHER = ("planned ammunition",)
UNJUDGED = [NEXT, OTHER, DEAL]

JUDGED: list[tuple[str, list[Callable[[], Judgement]], list[tuple[str, ...]]]] = [
    ("accepted", [lambda: Accept(PLANNED, "ann")], UNJUDGED),
    ("rejected", [lambda: Reject(DENIED, "ann")], [NEXT, OTHER, ("planned uav", "occurred uav")]),
    ("then accepted", [lambda: Reject(DENIED, "ann"), lambda: Accept(DENIED, "bob")], UNJUDGED),
    ("one deal", [lambda: Same(PLANNED, SHELLS, "ann")], [NEXT, (*DEAL, *OTHER)]),
    ("one deal in time", [lambda: Same(PLANNED, AGAIN, "ann")], [(*DEAL, *NEXT), OTHER]),
    ("set apart", [lambda: Different(PLANNED, OCCURRED, "ann")], [NEXT, OTHER, DEAL[2:], DEAL[:2]]),
    (
        "set apart and put back",
        [lambda: Different(PLANNED, OCCURRED, "ann"), lambda: Same(DENIED, OCCURRED, "bob")],
        UNJUDGED,
    ),
    ("never one", [lambda: Different(PLANNED, SHELLS, "ann")], UNJUDGED),
    (
        "one, then two again",
        [lambda: Same(PLANNED, SHELLS, "ann"), lambda: Different(PLANNED, SHELLS, "bob")],
        UNJUDGED,
    ),
    (
        "the first leaves what had joined it",
        [lambda: Same(PLANNED, SHELLS, "ann"), lambda: Different(SHELLS, PLANNED, "bob")],
        UNJUDGED,
    ),
]


@pytest.mark.parametrize(("what", "judgements", "expected"), JUDGED, ids=[row[0] for row in JUDGED])
def test_threads_as_judged(
    what: str, judgements: list[Callable[[], Judgement]], expected: list[tuple[str, ...]]
) -> None:
    with ledger() as store:
        before = threads(store)
        assert held(store) == UNJUDGED
        for one in judgements:
            judge(store, one())
        assert held(store) == expected, what
        for number in range(len(judgements), 0, -1):
            judge(store, Undo(number, "ann"))
        assert threads(store) == before


def test_two_threads_of_one_proposition_stay_two_whatever_is_added() -> None:
    between = posted("IRN possible uav RUS.", published="2023-06-01")
    with ledger() as store:
        first, later = (thread_with(store, claim).id for claim in (PLANNED, AGAIN))
        judge(store, Different(side_of(store, first), side_of(store, later), "ann"))
        store.append([between])
        assert held(store) == [NEXT, (*DEAL, "possible uav"), OTHER]
        assert thread_with(store, PLANNED).id != thread_with(store, AGAIN).id
        judge(store, Undo(1, "ann"))
        assert thread_with(store, PLANNED).id == thread_with(store, AGAIN).id


def test_an_edit_moves_a_claim_with_its_copies() -> None:
    text = (
        "Good afternoon everybody and thank you all for waiting so long today. IRN planned uav RUS. Thanks."
    )
    first, copy = (posted(text, url=f"https://{name}.example/1") for name in "ab")
    with ledger([first, copy]) as store:
        judge(store, edit_of(store, first.claims[0], "event.item.class", "missile", "ann"))
        (thread,) = threads(store)
        assert thread.proposition.item == "missile"
        assert len(thread.members[0].postings) == 1


def test_judgements_survive_a_newer_reader() -> None:
    with ledger() as store:
        judge(store, Reject(DENIED, "ann"))
        judge(store, Same(PLANNED, SHELLS, "ann"))
        before = held(store)
        for reading in (JULY, KOREA):
            again = posted(reading.article.text, published=str(reading.article.published), reader="reader-2")
            store.append([again])
        assert held(store) == before


def test_an_id_once_given_is_found_again() -> None:
    with ledger([AUGUST]) as store:
        known_by = store.append([KOREA])
        old = thread_with(store, OCCURRED).id
        store.append([JULY])
        assert thread_with(store, old[:8]).id == thread_with(store, PLANNED).id != old
        assert thread_with(store, old, known_by=known_by).id == old
        judge(store, Same(SHELLS, PLANNED, "ann"))
        assert thread_with(store, old).id == thread_with(store, SHELLS).id


def test_a_rejected_claim_is_in_no_thread() -> None:
    with ledger() as store:
        judge(store, Reject(SHELLS, "ann"))
        with pytest.raises(UsageError, match="rejected, so in no thread"):
            thread_with(store, SHELLS)


def test_a_claim_on_two_suppliers_is_in_the_thread_of_each_however_it_is_judged() -> None:
    both = posted("IRN+PRK planned uav RUS.", published="2022-09-07")
    (claim,) = (one.id for one in both.claims)
    with ledger([*ALL, both]) as store:
        found = {
            key: thread for thread in threads(store) if (key := _suppliers(thread)) and _has(thread, claim)
        }
        assert found.keys() == {"IRN", "PRK"}
        assert thread_with(store, claim) == found["IRN"]  # the longer of the two
        judge(store, Reject(claim, "ann"))
        assert not any(_has(thread, claim) for thread in threads(store))
        judge(store, Accept(claim, "ann"))
        assert sum(_has(thread, claim) for thread in threads(store)) == 2


def _suppliers(thread: Thread) -> str | None:
    return thread.proposition.parties[0].actor


def _has(thread: Thread, claim: str) -> bool:
    return any(member.claim.id == claim for member in thread.members)


def test_threads_about_and_in_pages() -> None:
    with ledger() as store:
        assert [len(one.members) for one in threads_about(store, parse_query("RUS IRN uav"))] == [3, 1]
        assert threads_about(store, parse_query("RUS aid")) == ()
        assert [one.proposition.item for one in threads(store, "ammunition")] == ["ammunition"]
        pages = [threads(store, page=number, limit=2) for number in (1, 2, 3)]
        assert [one for page in pages for one in page] == [*threads(store)]
        assert [len(page) for page in pages] == [2, 1, 0]


def test_what_a_status_hangs_on_is_asked_first() -> None:
    with ledger() as store:
        found = doubts(store, Query())
        assert [one.moves for one in found] == sorted((one.moves for one in found), reverse=True)
        judge(store, Accept(found[0].member.claim.id, "ann"))
        assert [one.member.claim.id for one in doubts(store, Query())] == [
            one.member.claim.id for one in found[1:]
        ]


@pytest.mark.parametrize(
    ("field", "value"),
    [("mood", "glad"), ("status", "glad"), ("said", "whenever"), ("viewpoint", "[]"), ("id", "other")],
)
def test_an_edit_that_makes_no_claim_is_refused(field: str, value: str) -> None:
    with ledger() as store, pytest.raises(UsageError, match=f"^{field}: not a field"):
        edit_of(store, JULY.claims[0], field, value, "ann")


claims = st.sampled_from([PLANNED, DENIED, OCCURRED, AGAIN, SHELLS])
judgements = st.lists(
    st.one_of(
        st.builds(Reject, claims, st.just("ann")),
        st.builds(Accept, claims, st.just("ann")),
        st.builds(Same, claims, claims, st.just("ann")),
        st.builds(Different, claims, claims, st.just("ann")),
    ),
    max_size=4,
)


@FEW
@given(judgements, judgements)
def test_undo_restores_threads_exactly(before: list[Judgement], taken_back: list[Judgement]) -> None:
    with ledger() as store:
        for one in before:
            judge(store, one)
        then = threads(store)
        for one in taken_back:
            judge(store, one)
        for number in range(len(before) + len(taken_back), len(before), -1):
            judge(store, Undo(number, "ann"))
        assert threads(store) == then


@FEW
@given(judgements)
def test_every_claim_that_is_not_rejected_is_in_one_thread(judged: list[Judgement]) -> None:
    with ledger() as store:
        for one in judged:
            judge(store, one)
        found = sorted(member.claim.id for thread in threads(store) for member in thread.members)
        verdicts = {one.claim: one for one in judged if isinstance(one, Accept | Reject)}
        rejected = {claim for claim, one in verdicts.items() if isinstance(one, Reject)}
        assert found == sorted({PLANNED, DENIED, OCCURRED, AGAIN, SHELLS} - rejected)


@FEW
@given(st.permutations(ALL), judgements)
def test_neither_order_of_arrival_nor_a_rebuild_changes_threads(
    order: list[ReadArticle], judged: list[Judgement]
) -> None:
    with ledger() as one, ledger(order) as other:
        for judgement in judged:
            judge(one, judgement)
            judge(other, judgement)
        assert threads(other) == threads(one)
        other.rebuild()
        assert threads(other) == threads(one)


@FEW
@given(judgements)
def test_a_judgement_never_changes_what_was_known_before(judged: list[Judgement]) -> None:
    with ledger() as store:
        then, known_by = threads(store), store.counts().last_recorded
        for judgement in judged:
            judge(store, judgement)
        assert threads(store, known_by=known_by) == then
