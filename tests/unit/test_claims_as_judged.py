"""Claims are asked for as people hold them to be, not as they were read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from tests.made import posted

from reportedly.ledger.entries import Edit, Filter, Reject, Undo
from reportedly.ledger.sqlite import SqliteStore
from reportedly.ledgerdesk import claims_as_judged
from reportedly.model import Status

FIRST = posted("IRN planned uav RUS.", published="2022-07-11", outlet="The Daily")
LAST = posted("PRK planned missile RUS.", published="2022-07-20")
PLANNED, OCCURRED = (Filter(statuses=frozenset({one})) for one in (Status.PLANNED, Status.OCCURRED))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with SqliteStore.open_to_write(tmp_path / "ledger.db") as opened:
        opened.append([FIRST, LAST])
        yield opened


def edit(field: str, value: str) -> Edit:
    return Edit(FIRST.claims[0].id, field, msgspec.Raw(msgspec.json.encode(value)), "ann")


def told(store: SqliteStore, wanted: Filter) -> list[str]:
    return [f"{one.claim.status} {one.claim.said}" for one in claims_as_judged(store, wanted)]


@pytest.mark.parametrize(
    ("field", "value", "wanted", "expected"),
    [
        ("status", "occurred", PLANNED, ["planned 2022-07-20"]),
        ("status", "occurred", OCCURRED, ["occurred 2022-07-11"]),
        ("status", "occurred", Filter(outlet="the daily"), ["occurred 2022-07-11"]),
        ("status", "occurred", Filter(outlet="another"), []),
        ("event.item.class", "missile", Filter(items=frozenset({"uav"})), []),
        ("said", "2022-08-01", Filter(), ["planned 2022-07-20", "planned 2022-08-01"]),
        ("said", "2022-08-01", Filter(said_to=date(2022, 7, 31)), ["planned 2022-07-20"]),
    ],
)
def test_an_edited_claim_is_wanted_for_what_it_says_now(
    store: SqliteStore, field: str, value: str, wanted: Filter, expected: list[str]
) -> None:
    store.append([edit(field, value)])
    assert told(store, wanted) == expected


def test_an_undone_edit_leaves_no_trace(store: SqliteStore) -> None:
    store.append([edit("status", "occurred")])
    store.append([Undo(store.judgements()[-1].number, "ann")])
    assert told(store, PLANNED) == ["planned 2022-07-11", "planned 2022-07-20"]
    assert told(store, OCCURRED) == []


def test_a_rejected_claim_stays_away_though_edited(store: SqliteStore) -> None:
    store.append([edit("status", "occurred"), Reject(FIRST.claims[0].id, "ann")])
    assert told(store, OCCURRED) == []
