"""What SQLite itself holds a ledger to: whoever writes to the file, with whatever."""

from __future__ import annotations

import re
from pathlib import Path

import apsw
import pytest
from tests.made import posted

from reportedly.ledger import statements
from reportedly.ledger.deriving import DERIVED
from reportedly.ledger.entries import Accept, Reached, WatchRan
from reportedly.ledger.sqlite import SqliteStore
from reportedly.ledger.statements import SQL


@pytest.fixture
def db(tmp_path: Path) -> apsw.Connection:
    """A connection of any kind to a ledger with something in every table of the record."""
    path = tmp_path / "ledger.db"
    url = "https://a.example/1"
    first = posted("IRN planned uav RUS.", url=url)
    with SqliteStore.open_to_write(path) as store:
        store.append([first, posted("IRN denied uav RUS.", url=url), WatchRan("drones"), Reached("a", 1)])
        store.append([Accept(first.claims[0].id, "ann")])
    other = apsw.Connection(str(path))
    other.config(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 1)
    return other


def record(db: apsw.Connection) -> list[str]:
    """The tables of the record: all that are not derived."""
    names = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    found = [str(name) for (name,) in names]
    return [name for name in found if name not in DERIVED and not name.startswith("claim_text")]


def test_nothing_recorded_can_be_changed_deleted_or_replaced(db: apsw.Connection) -> None:
    tables = record(db)
    assert "claim" in tables
    for table in tables:
        if table == "attribution":  # of none in these articles
            db.execute("INSERT INTO attribution VALUES (1, 0, '{}')")
        before = db.execute(f"SELECT * FROM {table}").fetchall()
        assert before, table
        column = db.execute(f"SELECT name FROM pragma_table_info('{table}') LIMIT 1").get
        for statement in (
            f"UPDATE {table} SET {column} = {column}",
            f"DELETE FROM {table}",
            f"REPLACE INTO {table} SELECT * FROM {table}",
        ):
            with pytest.raises(apsw.ConstraintError, match="append-only"):
                db.execute(statement)
        assert db.execute(f"SELECT * FROM {table}").fetchall() == before


def test_recorded_time_goes_forward(db: apsw.Connection) -> None:
    with pytest.raises(apsw.ConstraintError, match="goes forward"):
        db.execute("INSERT INTO recording (at) VALUES (5)")


def test_how_a_ledger_is_kept(tmp_path: Path) -> None:
    with SqliteStore.open_to_write(tmp_path / "ledger.db") as store:
        kept = {name: store._db.pragma(name) for name in ("journal_mode", "synchronous", "foreign_keys")}
    assert kept == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


PARTS = {
    "live",
    "told_first",
    "once",
    "claim_columns",
    "claim_context",
    "order_by_said",
    "order_by_actor",
    "never",
    "valid_now",
    "valid_known",
    "window_columns",
    "windows_in_order",
    "windows_named",
    "windows_among",
    "window_named",
    "window_worded",
    "window_without",
    "windows_page",
    "windows_largest",
    "naming_columns",
    "naming_context",
}
CODE = "".join(
    path.read_text("utf-8")
    for path in Path(statements.__file__).parent.rglob("*")
    if path.suffix in {".py", ".sql"}
)


def test_every_statement_is_one_and_is_used(db: apsw.Connection) -> None:
    db.execute(SQL["make_claim_words"])
    for name, statement in SQL.items():
        assert f'"{name}"' in CODE or f"{{{name}}}" in CODE or name.startswith("digest_"), name
        if name not in PARTS and not name.startswith("with_"):
            db.execute(f"EXPLAIN {statement.partition(';')[0]}", nothing_for(statement))


def nothing_for(statement: str) -> tuple[None, ...] | dict[str, None]:
    """A NULL for every value that a statement takes."""
    return dict.fromkeys(re.findall(r":(\w+)", statement)) or (None,) * statement.count("?")
