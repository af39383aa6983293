"""Opening the file of a ledger: what it must be, who may write to it, and one line for all that fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from reportedly.errors import LedgerError
from reportedly.ledger.schema import APPLICATION_ID, migrate, migrations, version_of

_LEAST_SQLITE = (3, 51, 3)  # before it, a reset of the write-ahead log could lose what was written
_WAIT_MS = 5_000
_LOCK_WAIT_MS = 300

_ADVICE: tuple[tuple[type[apsw.Error], str, str], ...] = (
    (apsw.NotADBError, "is not a ledger", "name another file with --ledger"),
    (
        apsw.CorruptError,
        "is damaged",
        "see what with `reportedly ledger check`, and put a backup in its place",
    ),
    (apsw.FullError, "the disk is full", "make room and run it again; what is recorded is kept"),
    (
        apsw.ReadOnlyError,
        "cannot be written",
        "check the permissions of the file and its folder; what is recorded is kept",
    ),
    (apsw.PermissionsError, "may not be opened", "check the permissions of the file and its folder"),
    (apsw.CantOpenError, "cannot be opened", "check that its folder exists and may be written"),
    (apsw.BusyError, "is in use", "try again when the other process has ended"),
    (
        apsw.IOError,
        "cannot be read or written any further",
        "check the disk and its space, and run it again; what is recorded is kept",
    ),
)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """One line for whatever SQLite refuses to do with the file at ``path``.

    Raises:
        LedgerError: in place of an error of SQLite.

    """
    try:
        yield
    except apsw.Error as error:
        for kind, problem, advice in _ADVICE:
            if isinstance(error, kind):
                raise LedgerError(str(path), problem, advice) from error
        raise LedgerError(
            str(path), f"SQLite failed on it ({error})", "see with `reportedly ledger check`"
        ) from error


def opened_to_read(path: Path) -> apsw.Connection:
    """A connection that reads a ledger, while another process may be writing to it.

    Raises:
        LedgerError: there is none, or none that this version can read.

    """
    _require_sqlite()
    if not path.exists():
        raise LedgerError(str(path), "no ledger there yet", "make it with `reportedly add PATH...`")
    with explained(path):
        db = _readable(path)
        _require_ledger(db, path, new=False)
        if version_of(db) < len(migrations()):
            raise LedgerError(
                str(path),
                "is of an older form",
                "bring it up to this version with `reportedly ledger rebuild`",
            )
        db.pragma("query_only", True)
        return db


def opened_to_write(path: Path) -> tuple[apsw.Connection, apsw.Connection, bool]:
    """The one connection that writes to a ledger, made if need be, and the lock that it holds.

    The third is whether it was of an earlier version: what is derived is to be computed again.

    Raises:
        LedgerError: another process writes to it, it is no ledger of this version, or not writable.

    """
    _require_sqlite()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerError(
            str(path), f"its folder cannot be made ({error.strerror})", "check the path"
        ) from error
    with explained(path):
        lock = _lock(path)
        try:
            db = _writable(path)
            return db, lock, migrate(db)
        except BaseException:
            lock.close()
            raise


def _readable(path: Path) -> apsw.Connection:
    """A connection to read with; to a file in a folder that may not be written, as it stands."""
    try:
        db = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
        db.set_busy_timeout(_WAIT_MS)
        version_of(db)
        db.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    except (apsw.CantOpenError, apsw.ReadOnlyError):
        log = path.with_name(f"{path.name}-wal")
        if log.exists() and log.stat().st_size:
            raise
        uri = f"{path.absolute().as_uri()}?immutable=1"
        db = apsw.Connection(uri, flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
    return db


def _writable(path: Path) -> apsw.Connection:
    db = apsw.Connection(str(path))
    db.set_busy_timeout(_WAIT_MS)
    _require_ledger(db, path, new=True)
    db.pragma("journal_mode", "wal")
    db.pragma("synchronous", "full")
    db.pragma("foreign_keys", True)
    db.pragma("cache_size", -64_000)
    return db


def _require_ledger(db: apsw.Connection, path: Path, *, new: bool) -> None:
    """Refuse what is something else, and what a newer version wrote; an empty file may become one."""
    identity = db.pragma("application_id")
    if new and identity == 0 and not db.execute("SELECT count(*) FROM sqlite_schema").get:
        return
    if identity != APPLICATION_ID:
        raise LedgerError(str(path), "is not a ledger", "name another file with --ledger")
    if version_of(db) > len(migrations()):
        raise LedgerError(
            str(path),
            f"is of a newer form ({version_of(db)}) than this version knows ({len(migrations())})",
            "install a newer reportedly; the file is as it was",
        )


def _lock(path: Path) -> apsw.Connection:
    """Hold the file beside a ledger that one process at a time may hold; the system lets go of it."""
    lock = apsw.Connection(f"{path}.writer")
    lock.set_busy_timeout(_LOCK_WAIT_MS)
    try:
        lock.pragma("journal_mode", "memory")  # nothing is written, so nothing is to be rolled back
        lock.execute("BEGIN EXCLUSIVE")
    except apsw.BusyError as error:
        lock.close()
        raise LedgerError(
            str(path),
            "another process is writing to it",
            "try again when that has ended; reading works meanwhile",
        ) from error
    return lock


def _require_sqlite() -> None:
    version = apsw.sqlite_lib_version()
    if tuple(map(int, version.split("."))) < _LEAST_SQLITE:
        raise LedgerError(
            f"SQLite {version}", "has a fault that can lose what was written", "install a newer apsw"
        )
