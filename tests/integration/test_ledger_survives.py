"""What becomes of a ledger when the process, the disk or the file fails: nothing recorded is lost."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest
from tests.made import posted

from reportedly.errors import LedgerError
from reportedly.ledger.entries import Filter
from reportedly.ledger.schema import migrations
from reportedly.ledger.sqlite import SqliteStore

ROOT = Path(__file__).parents[2]
NOBODY = 65534


def writer(path: Path, first: int, most: int = 0) -> subprocess.Popen[str]:
    """A process that writes to the ledger at ``path`` until it is stopped."""
    command = [sys.executable, "-m", "tests.integration.writing", str(path), str(first), str(most)]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ}
    )


def recorded(path: Path) -> set[str]:
    """The articles of a ledger in which nothing is wrong, each with all of its claims."""
    with SqliteStore.open_to_write(path) as store:
        assert list(store.check()) == []
        counts = store.counts()
        assert counts.claims == 100 * counts.articles
        assert counts.readings == counts.postings == counts.articles
    db = apsw.Connection(str(path))
    return {str(identity) for (identity,) in db.execute("SELECT id FROM article")}


def kill_at_random(path: Path, kills: int) -> None:
    """Kill a writer again and again, and see after each time that what it was told is there."""
    told: set[str] = set()
    moments = random.Random(7)
    for number in range(kills):
        process = writer(path, number * 100_000)
        assert process.stdout is not None
        told.add(process.stdout.readline().strip())
        time.sleep(moments.uniform(0, 0.3))
        process.kill()
        told.update(
            line.strip() for line in process.stdout.read().splitlines(keepends=True) if line[-1] == "\n"
        )
        process.communicate()
        there = recorded(path)
        assert told <= there
        assert len(there) <= len(told) + number + 1  # a kill may come between commit and word of it


def test_killed_at_any_moment(tmp_path: Path) -> None:
    kill_at_random(tmp_path / "ledger.db", 3)


@pytest.mark.slow
def test_killed_at_fifty_moments(tmp_path: Path) -> None:
    kill_at_random(tmp_path / "ledger.db", 50)


def test_disk_full(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    process = writer(path, 0, most=1_500_000)
    out, err = process.communicate(timeout=300)
    (line,) = err.splitlines()
    assert line.startswith(str(path))
    assert "what is recorded is kept" in line
    told = set(out.split())
    assert told
    assert told <= recorded(path)


def test_one_writer_and_any_number_of_readers(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with SqliteStore.open_to_write(path) as store:
        with pytest.raises(LedgerError, match="another process is writing to it"):
            SqliteStore.open_to_write(path)
        with SqliteStore.open_to_read(path) as one, SqliteStore.open_to_read(path) as other:
            store.append([posted("IRN planned uav RUS.")])
            assert len(one.claims(Filter())) == len(other.claims(Filter())) == 1
    SqliteStore.open_to_write(path).close()


def test_a_backup_while_another_process_writes(tmp_path: Path) -> None:
    process = writer(tmp_path / "ledger.db", 0)
    assert process.stdout is not None
    told = {process.stdout.readline().strip() for _ in range(30)}
    with SqliteStore.open_to_read(tmp_path / "ledger.db") as store:
        store.backup(tmp_path / "copy.db")
    assert process.poll() is None
    process.kill()
    process.communicate()
    assert told <= recorded(tmp_path / "copy.db")


def test_a_backup_that_fails_leaves_no_half_file(tmp_path: Path) -> None:
    with SqliteStore.open_to_read(filled(tmp_path)) as store, pytest.raises(LedgerError):
        store.backup(tmp_path / "nowhere" / "copy.db")
    assert sorted(one.name for one in tmp_path.iterdir() if "copy" in one.name) == []


def test_reading_cannot_write(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with SqliteStore.open_to_read(path) as store, pytest.raises(LedgerError, match="cannot be written"):
        store.append([posted("PRK planned uav RUS.")])


def filled(folder: Path) -> Path:
    """A ledger with an article in it."""
    path = folder / "ledger.db"
    with SqliteStore.open_to_write(path) as store:
        store.append([posted("IRN planned uav RUS. " * 500)])
    return path


def test_a_ledger_of_a_newer_version(tmp_path: Path) -> None:
    path = filled(tmp_path)
    db = apsw.Connection(str(path))
    db.pragma("user_version", len(migrations()) + 1)
    db.close()
    before = path.read_bytes()
    for opened in (SqliteStore.open_to_read, SqliteStore.open_to_write):
        with pytest.raises(LedgerError, match="is of a newer form"):
            opened(path)
    assert path.read_bytes() == before


def a_text(path: Path) -> None:
    path.write_text("Not a ledger. " * 1000, encoding="utf-8")


def another_database(path: Path) -> None:
    apsw.Connection(str(path)).execute("CREATE TABLE kept (it)")


@pytest.mark.parametrize("make", [a_text, another_database])
def test_a_file_that_is_something_else(tmp_path: Path, make: object) -> None:
    path = tmp_path / "ledger.db"
    assert callable(make)
    make(path)
    before = path.read_bytes()
    for opened in (SqliteStore.open_to_read, SqliteStore.open_to_write):
        with pytest.raises(LedgerError, match="is not a ledger"):
            opened(path)
    assert path.read_bytes() == before


def test_no_ledger_is_read_into_being(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no ledger there yet"):
        SqliteStore.open_to_read(tmp_path / "ledger.db")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LedgerError, match="its folder cannot be made"):
        SqliteStore.open_to_write(tmp_path / "file" / "ledger.db")


@pytest.mark.parametrize("kept", [0.3, 0.7])
def test_a_damaged_file_is_told(tmp_path: Path, kept: float) -> None:
    path = filled(tmp_path)
    whole = path.read_bytes()
    size = int(len(whole) * kept) // 4096 * 4096
    for damaged in (whole[:size], whole[:size] + b"\x00" * 8192 + whole[size + 8192 :]):
        path.write_bytes(damaged)
        try:
            with SqliteStore.open_to_read(path) as store:
                assert list(store.check()) != []
        except LedgerError as error:
            assert "is damaged" in str(error)  # noqa: PT017 - either is an answer
        assert path.read_bytes() == damaged


def test_changed_characters_are_told(tmp_path: Path) -> None:
    path = filled(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"IRN planned uav RUS", b"IRN occurre uav RUS"))
    with SqliteStore.open_to_read(path) as store:
        assert any("hash differs" in str(problem) for problem in store.check())


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A ledger in a folder that this process may read and not write."""
    folder = Path(tempfile.mkdtemp())
    path = filled(folder)
    for one in (*folder.iterdir(), folder):
        one.chmod(0o555 if one.is_dir() else 0o444)
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
    yield path
    if os.getuid() == 0:
        os.seteuid(0)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_ledger_that_may_not_be_written(read_only: Path) -> None:
    with pytest.raises(LedgerError, match=r"cannot be (opened|written)"):
        SqliteStore.open_to_write(read_only)
    with SqliteStore.open_to_read(read_only) as store:
        assert len(store.claims(Filter())) == 100
