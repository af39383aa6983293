"""A ledger of every earlier version becomes one of this version, with all that it held.

``snapshots/N.sql`` holds the rows of a small ledger of version N, as it wrote them.
"""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from reportedly.errors import LedgerError
from reportedly.ledger.entries import Filter
from reportedly.ledger.schema import migrate, migrations
from reportedly.ledger.sqlite import SqliteStore

SNAPSHOTS = Path(__file__).parent / "snapshots"
EARLIER = range(1, len(migrations()))


def schema(db: apsw.Connection) -> list[object]:
    return list(db.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"))


def snapshot(path: Path, version: int) -> Path:
    """A ledger of an earlier version."""
    db = apsw.Connection(str(path))
    migrate(db, version)
    db.execute((SNAPSHOTS / f"{version}.sql").read_text("utf-8"))
    db.close()
    return path


@pytest.mark.parametrize("version", EARLIER)
def test_an_earlier_ledger_is_brought_up_to_this_version(tmp_path: Path, version: int) -> None:
    path = snapshot(tmp_path / "ledger.db", version)
    with pytest.raises(LedgerError, match="is of an older form"):
        SqliteStore.open_to_read(path)
    with SqliteStore.open_to_write(path) as store:
        assert [one.claim.status.value for one in store.claims(Filter())] == ["planned", "denied"]
        assert len(store.search("uav")) == 2
        assert len(store.judgements()) == 1
        assert list(store.check()) == []
    fresh = apsw.Connection(":memory:")
    migrate(fresh)
    assert schema(apsw.Connection(str(path))) == schema(fresh)


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    path = snapshot(tmp_path / "ledger.db", 1)
    db = apsw.Connection(str(path))
    db.execute("CREATE TABLE story (in_the_way)")
    before = schema(db)
    with pytest.raises(LedgerError, match="SQLite failed on it"):
        SqliteStore.open_to_write(path)
    assert schema(db) == before
    assert db.pragma("user_version") == 1
