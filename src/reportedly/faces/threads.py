"""The commands that show threads: ``threads`` lists them, ``thread`` shows one."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reportedly.errors import UsageError
from reportedly.faces.answering import answering, complain
from reportedly.faces.dates import days_of, known_by_option, moment_of
from reportedly.faces.options import ledger_option
from reportedly.faces.table import COLOURS, fold_safely, write_columns
from reportedly.faces.thread_table import describe_proposition, print_thread
from reportedly.jsonform import encode
from reportedly.ledger.store import Store
from reportedly.ledgerdesk import open_ledger
from reportedly.query import parse_query
from reportedly.threaddesk import thread_with, threads_about
from reportedly.threaddesk import threads as threads_of
from reportedly.threadmodel import Thread
from reportedly.threads.form import summary_form, thread_form
from reportedly.threads.history import as_of

_HEADINGS = ("thread", "about", "status", "claims", "last said")
_MOST_LISTED = 10


@click.command()
@click.argument("words", nargs=-1)
@click.option("--about", default="", help='Only threads on these actors and items: "RUS IRN uav".')
@known_by_option
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many.")
@click.option("--page", type=click.IntRange(min=1), default=1, help="The first so many, the next, ...")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")
@ledger_option
def threads(words: Sequence[str], ledger: Path, **options: Any) -> None:
    """List the threads, or those with a claim in which all WORDS stand; what was last said comes first."""
    with answering(), closing(open_ledger(ledger)) as store:
        found = threads_of(
            store,
            " ".join(words) or None,
            parse_query(options["about"]),
            known_by=moment_of(options["known_by"]),
            page=options["page"],
            limit=options["limit"],
        )
        if options["as_json"]:
            for thread in found:
                click.echo(encode(summary_form(thread)))
        else:
            _print_threads(found, Console(highlight=False))


@click.command()
@click.argument("identity", metavar="ID", required=False)
@click.option("--about", help='The thread on these actors and items: "RUS IRN uav".')
@click.option("--as-of", metavar="DATE", help="Its status as of the end of this day, by when it was said.")
@known_by_option
@click.option("--json", "as_json", is_flag=True, help="Print it as one line of JSON.")
@ledger_option
def thread(identity: str | None, about: str | None, ledger: Path, **options: Any) -> None:
    """Show a thread: its status by viewpoint, its history, its claims, and what each does to earlier ones.

    ID is that of a thread or of a claim of it, or how it begins (six characters or more).
    """
    with answering(), closing(open_ledger(ledger)) as store:
        day = days_of("--as-of", options["as_of"])[1]
        known_by = moment_of(options["known_by"])
        found = thread_asked(store, identity, about, known_by)
        if options["as_json"]:
            click.echo(encode(thread_form(found, day)))
        else:
            print_thread(found, Console(highlight=False), day)


def thread_asked(store: Store, identity: str | None, about: str | None, known_by: datetime | None) -> Thread:
    """The thread with an id, or of those that a query asks for the one of most claims."""
    if (identity is None) == (not about):
        raise UsageError('name one thread: by its id, or with --about "RUS IRN uav"')
    if identity is not None:
        return thread_with(store, identity, known_by=known_by)
    assert about is not None
    found = threads_about(store, parse_query(about), known_by=known_by, limit=_MOST_LISTED + 1)
    if not found:
        raise UsageError(f"--about {about}: no thread; `reportedly threads` lists those that there are")
    if len(found) > 1:
        many = f"more than {_MOST_LISTED}" if len(found) > _MOST_LISTED else len(found)
        complain(f"{many} threads on {about}; this is the one with most claims, the others are")
        for other in found[1:_MOST_LISTED]:
            click.echo("\t".join(_cells(other)), err=True)
    return found[0]


def _print_threads(found: Sequence[Thread], console: Console) -> None:
    """All threads: a table for a terminal, tab-separated columns for a pipe."""
    if console.is_terminal:
        console.print(_table(found) if found else "no threads")
    else:
        write_columns((_HEADINGS, *map(_cells, found)), console)


def _table(found: Sequence[Thread]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for heading in _HEADINGS:
        table.add_column(heading, overflow="fold", justify="right" if heading == "claims" else "left")
    for thread in found:
        identity, about, _, claims, last = _cells(thread)
        table.add_row(Text(identity, style="dim"), Text(about, style="bold"), _statuses(thread), claims, last)
    return table


def _cells(thread: Thread) -> tuple[str, str, str, str, str]:
    about = describe_proposition(thread.proposition)
    said = thread.last_said.isoformat() if thread.last_said else ""
    return thread.id, about, _statuses(thread).plain, str(len(thread.members)), said


def _statuses(thread: Thread) -> Text:
    told = Text()
    for viewpoint, status in as_of(thread).status.items():
        told.append(", " if told else "").append(f"{fold_safely(viewpoint)} ")
        told.append(status.value, style=COLOURS[status])
    return told
