"""A ledger that many threads read and, a moment at a time, one of them writes.

A store is used by one thread at a time, so readers are kept in a pool and lent out. The writer is
opened for one write and let go of again: meanwhile `reportedly add` may write from another process.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore, Lock

from reportedly.ledger.sqlite import SqliteStore
from reportedly.ledger.store import Store
from reportedly.ledgerdesk import existing_ledger, open_ledger

READERS = 8
"""How many threads read at a time; a further one waits."""


class Ledgers:
    """The stores of one ledger, which has to be there. Close it when nobody reads any more.

    Raises:
        LedgerError: there is no ledger, or none that this version can read.

    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle = [open_ledger(path)]
        self._lent = BoundedSemaphore(READERS)
        self._writer = Lock()

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """A store that sees the ledger in one state for as long as it is lent.

        Raises:
            LedgerError: it cannot be read any more.

        """
        with self._lent:
            store = self._taken()
            try:
                with store.one_state():
                    yield store
            finally:
                self._idle.append(store)

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """The one store that writes, for one write; threads of this process wait for one another.

        Raises:
            LedgerError: another process writes to the ledger, or it cannot be written.

        """
        with self._writer, existing_ledger(self.path) as store:
            yield store

    def close(self) -> None:
        """Let go of all stores that are not lent."""
        while self._idle:
            self._idle.pop().close()

    def _taken(self) -> SqliteStore:
        try:
            return self._idle.pop()
        except IndexError:
            return open_ledger(self.path)
