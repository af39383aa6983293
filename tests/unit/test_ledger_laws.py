"""The laws of the ledger, whatever is appended in whatever order."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.made import posted

from reportedly.ledger.entries import (
    Accept,
    Edit,
    Entry,
    Filter,
    Judgement,
    Placement,
    ReadArticle,
    RecordedJudgement,
    Reject,
    Undo,
)
from reportedly.ledger.judged import held, judged
from reportedly.ledger.sqlite import SqliteStore
from reportedly.ledger.store import Store
from reportedly.model import Claim

FEW = settings(max_examples=15, deadline=None)

sentences = st.sampled_from(["IRN planned uav RUS.", "IRN denied uav RUS.", "PRK occurred ammunition RUS."])
readings = st.builds(
    posted,
    st.lists(sentences, min_size=1, max_size=3).map(" ".join),
    url=st.sampled_from([None, "https://a.example/1", "https://b.example/1"]),
    published=st.sampled_from(["2022-07-11", "2022-07", "2022-08-30"]),
    reader=st.sampled_from(["reader-1", "reader-2"]),
)
batches = st.lists(st.lists(readings, min_size=1, max_size=3), min_size=1, max_size=5)


def by_item(claims: Sequence[Claim]) -> Iterator[Placement]:
    return (Placement(claim.id, claim.event.item.cls, None) for claim in claims if claim.event.item)


@contextmanager
def ledger() -> Iterator[SqliteStore]:
    with (
        tempfile.TemporaryDirectory() as folder,
        SqliteStore.open_to_write(Path(folder) / "ledger.db", by_item) as store,
    ):
        yield store


def everything(store: Store, known_by: datetime | None = None) -> list[object]:
    """What every read gives."""
    keys = store.propositions(known_by=known_by)
    return [
        store.claims(Filter(), known_by=known_by),
        store.claims(Filter(actors=frozenset({"RUS"})), known_by=known_by),
        store.search("RUS", known_by=known_by),
        store.changes(known_by=known_by),
        store.judgements(known_by=known_by),
        store.counts(known_by=known_by),
        store.versions("https://a.example/1", known_by=known_by),
        keys,
        *(store.claims_under(one.key, known_by=known_by) for one in keys),
        *(store.postings(one.claim.article, known_by) for one in store.claims(Filter(), known_by=known_by)),
    ]


@FEW
@given(batches)
def test_an_append_never_changes_what_an_earlier_read_gave(batches: list[list[ReadArticle]]) -> None:
    with ledger() as store:
        given_then = []
        for batch in batches:
            at = store.append([*batch, Accept(batch[0].claims[0].id, "ann")])
            given_then.append((at, everything(store)))
        for at, then in given_then:
            assert everything(store, known_by=at) == then


@FEW
@given(batches)
def test_replay_and_rebuild_give_the_same_state(batches: list[list[ReadArticle]]) -> None:
    with ledger() as once, ledger() as again:
        for batch in batches:
            once.append(batch)
        for batch in batches:
            for entry in batch:
                again.append([entry])
        assert again.digests() == once.digests()
        once.rebuild()
        assert again.digests() == once.digests()


CLAIM = posted("IRN planned uav RUS.").claims[0]
EDITS = (
    Edit(CLAIM.id, "status", msgspec.Raw(b'"occurred"'), "ann"),
    Edit(CLAIM.id, "said", msgspec.Raw(b"null"), "bob"),
)
verdicts: st.SearchStrategy[Judgement] = st.sampled_from(
    [Accept(CLAIM.id, "ann"), Reject(CLAIM.id, "ann"), *EDITS]
)
NOW = datetime(2026, 1, 1)


def numbered(judgements: Sequence[Judgement]) -> list[RecordedJudgement]:
    return [RecordedJudgement(number, one, CLAIM.id, NOW) for number, one in enumerate(judgements, 1)]


@settings(deadline=None)
@given(st.lists(verdicts, max_size=5), verdicts)
def test_undo_restores_exactly(before: list[Judgement], taken_back: Judgement) -> None:
    number = len(before) + 1
    undone: list[Judgement] = [*before, taken_back, Undo(number, "ann")]
    again: list[Judgement] = [*undone, Undo(number + 1, "ann")]
    assert judged(CLAIM, held(numbered(undone))) == judged(CLAIM, held(numbered(before)))
    assert judged(CLAIM, held(numbered(again))) == judged(CLAIM, held(numbered([*before, taken_back])))


@FEW
@given(readings)
def test_a_reading_comes_back_as_it_went_in(reading: ReadArticle) -> None:
    with ledger() as store:
        entries: list[Entry] = [reading]
        store.append(entries)
        assert store.reading(reading.article.id) == reading
