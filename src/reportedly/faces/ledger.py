"""The commands that write a ledger or look after it: ``add`` and ``ledger``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import click

from reportedly.config import ReadingSettings
from reportedly.errors import UsageError
from reportedly.faces.answering import EXIT_SKIPPED, answering, complain, exit_code, kept
from reportedly.faces.options import (
    fetch_settings,
    fetching_options,
    input_options,
    ledger_option,
    reading_settings,
    source_settings,
)
from reportedly.faces.progress import HowFar, watched
from reportedly.following.gathering import Gathering
from reportedly.jsonform import encode
from reportedly.ledger.entries import Failed, Found, SourceEntry, Visited
from reportedly.ledger.store import Store
from reportedly.ledgerdesk import Added, open_ledger, reached
from reportedly.ledgerdesk import add as add_articles
from reportedly.model import Article
from reportedly.sourcedesk import from_files, from_web, is_url, tools
from reportedly.sources.notices import Notice


@click.command()
@click.argument("paths", nargs=-1)
@click.option(
    "--url-list",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Add the pages that this list of URLs names: one a line, or a table of GDELT's.",
)
@click.option(
    "--retry-failed", is_flag=True, help="Try again what in files stopped its parser in an earlier run."
)
@input_options
@fetching_options
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON for each article.")
@ledger_option
def add(**options: Any) -> None:
    """Read articles from files, folders, URLs or standard input (-) and keep their claims.

    A URL is of a page, a feed or a sitemap, and is asked for once; `follow` keeps asking.

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
    if not (options["paths"] or options["url_list"]):
        raise UsageError("nothing to add: name files, folders or URLs, or a list of URLs with --url-list")
    notices: list[Notice] = []
    jobs, settings = reading_settings(options)
    with closing(open_ledger(options["ledger"], write=True)) as store, ExitStack() as opened:
        far = HowFar()
        found: Iterator[Article | Found | SourceEntry] = kept(
            _found(store, options, settings, opened, far), notices
        )
        done: Iterator[Added | SourceEntry] = kept(
            add_articles(store, found, jobs=jobs, settings=settings), notices
        )
        try:
            added = watched(_added(done, notices), "articles in the ledger", far=far)
            _print_added(added, as_json=options["as_json"])
        finally:
            for notice in notices:
                complain(str(notice))
    return exit_code(notices)


def _found(
    store: Store, options: dict[str, Any], settings: ReadingSettings, opened: ExitStack, far: HowFar
) -> Iterator[Article | Found | SourceEntry | Notice]:
    """What files hold and then what URLs give; the network is asked only where there are URLs."""
    taking, anew = source_settings(options), options["retry_failed"]
    urls = [path for path in options["paths"] if is_url(path)]
    paths = [path for path in options["paths"] if not is_url(path)]
    yield from from_files(
        paths,
        taking,
        reached=lambda archive: None if anew else reached(store, archive, settings),
        told=far,
        stopped=None if anew else partial(_stopped, store),
    )
    if urls or options["url_list"]:
        asked_with = opened.enter_context(tools(fetch_settings(options), taking))
        yield from from_web(Gathering(store, asked_with), urls, options["url_list"])


def _stopped(store: Store, digest: str) -> str | None:
    """Why a parser was stopped at bytes with this hash."""
    failed = store.failed_digest(digest)
    return failed.reason if failed else None


def _added(done: Iterable[Added | SourceEntry], notices: list[Notice]) -> Iterator[Added]:
    """The articles among what was recorded; what could not be had from a network is noted."""
    for one in done:
        match one:
            case Added():
                yield one
            case Failed(key=key, reason=reason) if is_url(one.source) or is_url(key):
                notices.append(Notice(key, reason, "skipped"))
            case Visited(source=source, error=str(error), found=0) if is_url(source):
                notices.append(Notice(source, error, "nothing was added from it"))


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
