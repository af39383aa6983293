"""What tests of exports share: a small ledger, and what an export of it gives."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import msgspec
from tests.made import posted

from reportedly.exportdesk import Tally, Wanted, export
from reportedly.ledger.entries import Accept, Different, Edit, Entry, Reject, Undo, WatchSet
from reportedly.ledger.sqlite import SqliteStore
from reportedly.ledgerdesk import open_ledger
from reportedly.query import parse_query

URL = "https://news.example/drones"

PLANNED = posted("IRN planned uav RUS. IRN denied uav RUS.", url=URL, outlet="Daily", published="2022-07-11")
UNSEEN = posted("We say: IRN not observed uav RUS.", published="2022-07-13")
AGAIN = posted("IRN planned uav RUS. IRN occurred uav RUS.", url=URL, outlet="Daily", published="2022-08-30")
KOREA = posted("“Ünïcode” PRK occurred ammunition RUS, 🙂.", published="2022-09-06")

ENTRIES: tuple[Entry, ...] = (
    PLANNED,
    UNSEEN,
    AGAIN,
    KOREA,
    Accept(PLANNED.claims[0].id, "ann"),
    Reject(PLANNED.claims[1].id, "bob"),
    Edit(KOREA.claims[0].id, "event.item.class", msgspec.Raw(b'"missile"'), "ann"),
    Different(PLANNED.claims[0].id, KOREA.claims[0].id, "ann"),
    Undo(4, "bob"),
    WatchSet("drones", "RUS IRN uav"),
)
"""An article that changed at its URL, two more, judgements and a watch, a recording each."""


@contextmanager
def ledger(entries: tuple[Entry, ...] = ENTRIES) -> Iterator[SqliteStore]:
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "l.db", write=True) as store:
        for entry in entries:
            store.append([entry])
        yield store


def exported(store: SqliteStore, form: str, about: str = "", as_of: str | None = None) -> tuple[bytes, Tally]:
    """What an export writes, and what it says of it."""
    out = io.BytesIO()
    day = date.fromisoformat(as_of) if as_of else None
    tally = export(store, form, Wanted(parse_query(about), day), out)
    return out.getvalue(), tally
