"""The commands that write a ledger or look after it: ``add`` and ``ledger``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from reportedly.faces.answering import EXIT_SKIPPED, answering, complain, kept
from reportedly.faces.options import input_options, ledger_option, reading_settings, source_settings
from reportedly.faces.progress import watched
from reportedly.jsonform import encode
from reportedly.ledgerdesk import Added, open_ledger
from reportedly.ledgerdesk import add as add_articles
from reportedly.sources.files import Notice, articles


@click.command()
@click.argument("paths", nargs=-1, required=True)
@input_options
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON for each article.")
@ledger_option
def add(**options: Any) -> None:
    """Read articles from files, folders or standard input (-) and keep their claims.

    What is in the ledger already is not read again, so an interrupted run goes on where it was.
    """
    with answering():
        sys.exit(_add(options))


@click.group()
def ledger() -> None:
    """Look after the ledger: check, back up, rebuild."""


@ledger.command()
@ledger_option
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def info(ledger: Path, as_json: bool) -> None:
    """Say what the ledger holds."""
    with answering(), closing(open_ledger(ledger)) as store:
        told = {"ledger": str(ledger), "bytes": ledger.stat().st_size, **asdict(store.counts())}
        if as_json:
            click.echo(encode(told))
        else:
            for name, value in told.items():
                click.echo(f"{name.replace('_', ' '):<15}{'never' if value is None else value}")


@ledger.command()
@ledger_option
def check(ledger: Path) -> None:
    """Verify hashes, offsets and references, and that what is derived follows from the record."""
    with answering(), closing(open_ledger(ledger)) as store:
        problems = 0
        for problem in store.check():
            problems += 1
            click.echo(str(problem))
        if problems:
            complain(f"{ledger}: {problems} problems; keep the file, and put a backup in its place")
            sys.exit(EXIT_SKIPPED)
        counts = store.counts()
        click.echo(f"{ledger}: nothing wrong in {counts.articles} articles and {counts.claims} claims")


@ledger.command()
@click.argument("to", type=click.Path(path_type=Path))
@ledger_option
def backup(ledger: Path, to: Path) -> None:
    """Copy the ledger as it is now to the new file TO; others may write to it meanwhile."""
    with answering(), closing(open_ledger(ledger)) as store:
        store.backup(to)
        click.echo(f"{to}: a copy of {ledger}")


@ledger.command()
@ledger_option
def rebuild(ledger: Path) -> None:
    """Drop all that follows from the record, and compute it again."""
    with answering(), closing(open_ledger(ledger, write=True)) as store:
        store.rebuild()
        counts = store.counts()
        click.echo(f"{ledger}: rebuilt from {counts.articles} articles and {counts.claims} claims")


def _add(options: dict[str, Any]) -> int:
    notices: list[Notice] = []
    jobs, settings = reading_settings(options)
    found = kept(articles(options["paths"], source_settings(options)), notices)
    with closing(open_ledger(options["ledger"], write=True)) as store:
        done = kept(add_articles(store, found, jobs=jobs, settings=settings), notices)
        added = (one for one in done if isinstance(one, Added))
        try:
            _print_added(watched(added, "articles in the ledger"), as_json=options["as_json"])
        finally:
            for notice in notices:
                complain(str(notice))
    return EXIT_SKIPPED if notices else 0


def _print_added(added: Iterable[Added], *, as_json: bool) -> None:
    """A line for each article in JSON, else one for all of them, also for those before a failure."""
    done: list[Added] = []
    try:
        for one in added:
            done.append(one)
            if as_json:
                click.echo(encode(one))
    except BaseException:
        if done and not as_json:
            click.echo(_summed(done))
        raise
    if not as_json:
        click.echo(_summed(done))


def _summed(done: Sequence[Added]) -> str:
    known = sum(one.known for one in done)
    claims = sum(one.claims for one in done)
    return f"{len(done) - known} articles added with {claims} claims, {known} known already"
