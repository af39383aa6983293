"""Claims and threads in a notebook: as data frames in one call, and a thread that shows itself.

    from reportedly.frames import claims_frame, show_thread
    claims_frame("ledger.db", about="RUS IRN uav")
    show_thread("ledger.db", about="RUS IRN uav", as_of="2022-07-26")

pandas and Polars are not installed with reportedly; ``pip install 'reportedly[notebook]'`` brings both.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, TypeAlias

import pyarrow as pa

from reportedly.errors import UsageError
from reportedly.exportdesk import Wanted, claims_table, threads_table
from reportedly.exporting.html import thread_html
from reportedly.ledger.store import Store
from reportedly.ledgerdesk import open_ledger
from reportedly.query import parse_query
from reportedly.threaddesk import thread_with, threads_about
from reportedly.threadmodel import Thread
from reportedly.times import bounds

Library: TypeAlias = Literal["pandas", "polars"]
Ledger: TypeAlias = Path | str | Store


def claims_frame(
    ledger: Ledger,
    about: str = "",
    *,
    as_of: date | str | None = None,
    known_by: datetime | None = None,
    library: Library = "pandas",
) -> Any:
    """The claims of a ledger as a data frame of pandas or Polars, a row each, as people judge them.

    Raises:
        UsageError: the library is not installed, or ``about`` or ``as_of`` makes no sense.
        LedgerError: there is no such ledger.

    """
    wanted = Wanted(parse_query(about), _day(as_of), known_by)
    return _frame(ledger, claims_table, wanted, library)


def threads_frame(
    ledger: Ledger,
    about: str = "",
    *,
    as_of: date | str | None = None,
    known_by: datetime | None = None,
    library: Library = "pandas",
) -> Any:
    """The threads of a ledger as a data frame of pandas or Polars, a row each: how each stands.

    Raises:
        UsageError: the library is not installed, or ``about`` or ``as_of`` makes no sense.
        LedgerError: there is no such ledger.

    """
    wanted = Wanted(parse_query(about), _day(as_of), known_by)
    return _frame(ledger, threads_table, wanted, library)


@dataclass(frozen=True, slots=True)
class ShownThread:
    """A thread that a notebook shows as HTML, with its status as of the end of a day."""

    thread: Thread
    as_of: date | None = None

    def _repr_html_(self) -> str:
        """What Jupyter and other notebooks ask for."""
        return thread_html(self.thread, self.as_of)


def show_thread(
    ledger: Ledger,
    identity: str | None = None,
    *,
    about: str = "",
    as_of: date | str | None = None,
    known_by: datetime | None = None,
) -> ShownThread:
    """The thread with an id, or of those on ``about`` the one of most claims, to be shown in a notebook.

    Raises:
        UsageError: there is no such thread.
        LedgerError: there is no such ledger.

    """
    with _opened(ledger) as store:
        if identity is not None:
            return ShownThread(thread_with(store, identity, known_by=known_by), _day(as_of))
        found = threads_about(store, parse_query(about), known_by=known_by, limit=1)
    if not found:
        raise UsageError(f"{about}: no thread; threads_frame lists those that there are")
    return ShownThread(found[0], _day(as_of))


def _frame(
    ledger: Ledger, table_of: Callable[[Store, Wanted], pa.Table], wanted: Wanted, library: Library
) -> Any:
    with _opened(ledger) as store:
        table = table_of(store, wanted)
    try:
        found = importlib.import_module(library)
    except ImportError as error:
        advice = "install it with: pip install 'reportedly[notebook]'"
        raise UsageError(f"{library} is not installed; {advice}") from error
    return table.to_pandas() if library == "pandas" else found.from_arrow(table)


def _day(given: date | str | None) -> date | None:
    """The last day of what a person gives as a date."""
    if not isinstance(given, str):
        return given
    try:
        return bounds(given)[1]
    except ValueError as error:
        raise UsageError(f"as_of={given!r}: no date; write it as 2022-07-26") from error


@contextmanager
def _opened(ledger: Ledger) -> Iterator[Store]:
    if not isinstance(ledger, Path | str):
        yield ledger
        return
    with closing(open_ledger(Path(ledger))) as store:
        yield store
