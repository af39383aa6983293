"""The commands that follow sources: ``follow add``, ``list``, ``remove``, ``run``."""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn

import click

from reportedly.errors import LedgerError, SourceError, UsageError
from reportedly.faces.answering import EXIT_SKIPPED, answering, complain
from reportedly.faces.options import (
    fetch_settings,
    fetching_options,
    input_options,
    ledger_option,
    reading_settings,
    source_settings,
)
from reportedly.following.asking import Tools
from reportedly.following.gathering import Gathering
from reportedly.following.schedule import due, due_at, is_over
from reportedly.jsonform import encode
from reportedly.ledger.entries import Outcome, SourceEntry, SourceForm, Visited
from reportedly.ledger.recordedsource import RecordedSource
from reportedly.ledger.store import Store
from reportedly.ledgerdesk import Added, open_ledger
from reportedly.ledgerdesk import add as add_articles
from reportedly.sourcedesk import follow as follow_source
from reportedly.sourcedesk import follow_all, followed, gone_through, is_url, opml_of, tools, unfollow
from reportedly.sources.notices import Notice

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


class Period(click.ParamType[timedelta]):
    """A period of time: ``15m``, ``2h``, ``1d``."""

    name = "period"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        """The period that is written so."""
        if isinstance(value, timedelta):
            return value
        found = re.fullmatch(r"([1-9]\d{0,4})([mhd])", value)
        if found is None:
            self.fail(f"{value!r}: write minutes, hours or days, as in 15m, 2h or 1d", param, ctx)
        return timedelta(**{_UNITS[found[2]]: int(found[1])})


_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")


@click.group()
def follow() -> None:
    """Ask feeds, sitemaps and pages again and again for what is new."""


@follow.command()
@click.argument("what", metavar="URL|FILE.opml")
@click.option("--every", type=Period(), help="Ask it no more often than this: 15m, 2h, 1d.")
@click.option(
    "--as",
    "form",
    type=click.Choice([form.value for form in SourceForm]),
    help="What it is, where its answers do not tell.",
)
@ledger_option
def add(what: str, every: timedelta | None, form: str | None, ledger: Path) -> None:
    """Follow a URL, or the feeds of an OPML file. Nothing is asked for before the next run."""
    with answering(), closing(open_ledger(ledger, write=True)) as store:
        given = SourceForm(form) if form else None
        if is_url(what):
            click.echo(f"{follow_source(store, what, form=given, every=every)}: followed")
        else:
            sys.exit(_add_opml(store, what, given, every))


@follow.command(name="list")
@_JSON
@click.option("--opml", is_flag=True, help="Print OPML, for other readers of feeds.")
@ledger_option
def list_followed(ledger: Path, as_json: bool, opml: bool) -> None:
    """List the sources that are followed."""
    with answering(), closing(open_ledger(ledger)) as store:
        found = followed(store)
        if opml:
            click.echo(opml_of(found))
            return
        for source in found:
            click.echo(encode(source) if as_json else "\t".join(_cells(source)))


@follow.command()
@click.argument("url")
@ledger_option
def remove(url: str, ledger: Path) -> None:
    """Follow URL no more; what came of it stays in the ledger."""
    with answering(), closing(open_ledger(ledger, write=True)) as store:
        unfollow(store, url)


@follow.command()
@click.option("--every", type=Period(), help="Go on until stopped, asking each source this often: 15m, 2h.")
@_JSON
@input_options
@fetching_options
@ledger_option
def run(**options: Any) -> None:
    """Ask the sources that are followed, and add the articles that are new or have changed.

    It can be stopped at any moment; the next run goes on where it was.
    """
    with answering():
        sys.exit(_run(options))


def _add_opml(store: Store, path: str, form: SourceForm | None, every: timedelta | None) -> int:
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise SourceError(
            path, f"cannot be read ({error.strerror})", "give an http(s) URL or an OPML file"
        ) from error
    names, notices = follow_all(store, data, path, form=form, every=every)
    click.echo(f"{path}: {len(names)} sources followed")
    for notice in notices:
        complain(str(notice))
    return EXIT_SKIPPED if notices else 0


def _run(options: dict[str, Any]) -> int:
    tally = Tally(as_json=options["as_json"])
    try:
        with tools(fetch_settings(options), source_settings(options)) as asked_with:
            if options["every"] is None:
                with closing(open_ledger(options["ledger"], write=True)) as store:
                    _once(store, asked_with, options, tally)
            else:
                _again_and_again(asked_with, options, tally)
    finally:
        tally.sum_up()
    return EXIT_SKIPPED if tally.skipped or tally.failed else 0


def _once(store: Store, asked_with: Tools, options: dict[str, Any], tally: Tally) -> None:
    """Ask every source whose time it is, and tell of the others."""
    found, now = _some(followed(store)), asked_with.clock()
    asked = due(found, now)
    for at, source in due_at(found):
        if at > now:
            complain(f"{source.name}: not asked before {at:%Y-%m-%d %H:%M} UTC")
    for source in filter(is_over, found):
        complain(f"{source.name}: is gone; not asked")
    _ask(store, asked_with, options, asked, tally)


def _again_and_again(asked_with: Tools, options: dict[str, Any], tally: Tally) -> NoReturn:
    """Ask each source when it is due, until this is stopped; others may write to the ledger meanwhile."""
    opened = False
    while True:
        wait = options["every"]
        try:
            with closing(open_ledger(options["ledger"], write=True)) as store:
                opened = True
                now = asked_with.clock()
                asked = [
                    source for at, source in due_at(_some(followed(store)), options["every"]) if at <= now
                ]
                _ask(store, asked_with, options, asked, tally)
                coming = [at for at, _ in due_at(followed(store), options["every"])]
                wait = min(wait, min(coming, default=now + wait) - asked_with.clock())
        except LedgerError as error:
            if not opened:
                raise
            complain(f"{error}; asking again in {wait}")
        time.sleep(max(wait.total_seconds(), 1.0))


def _some(found: Sequence[RecordedSource]) -> Sequence[RecordedSource]:
    if not found:
        raise UsageError("no source is followed; follow one with `reportedly follow add URL`")
    return found


def _ask(
    store: Store, asked_with: Tools, options: dict[str, Any], asked: Sequence[RecordedSource], tally: Tally
) -> None:
    tally.asked = True
    jobs, settings = reading_settings(options)
    gathering = Gathering(store, asked_with, tally.skipped)
    for one in add_articles(store, gone_through(gathering, asked), jobs=jobs, settings=settings):
        tally.count(one)


@dataclass(slots=True)
class Tally:
    """What a run has done so far: it prints a line for each source, and sums up in the end."""

    as_json: bool
    asked: bool = False
    articles: int = 0
    claims: int = 0
    failed: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    def count(self, one: Added | Notice | SourceEntry) -> None:
        """Count what was recorded, and tell of each source that is done with."""
        match one:
            case Added(known=False):
                self.articles += 1
                self.claims += one.claims
            case Notice():
                self.skipped[one.problem] += 1
            case Visited():
                self.failed += one.outcome in _FAILED
                click.echo(encode(one) if self.as_json else f"{one.source}: {_came_to(one)}")

    def sum_up(self) -> None:
        """Tell what all of it came to, if anything was asked for, and what was skipped and why."""
        if self.asked and not self.as_json:
            click.echo(f"{self.articles} articles added with {self.claims} claims")
        for reason, count in self.skipped.most_common():
            complain(f"{count} skipped: {reason}")


_FAILED = frozenset({Outcome.FAILED, Outcome.GONE, Outcome.TOLD_TO_WAIT})


def _came_to(visited: Visited) -> str:
    """What a visit came to, in words.

    >>> from datetime import UTC, datetime
    >>> at = datetime(2022, 7, 11, tzinfo=UTC)
    >>> _came_to(Visited("feed", Outcome.FRESH, at, found=12, new=3))
    '12 named, 3 new, 0 changed'
    >>> _came_to(Visited("feed", Outcome.TOLD_TO_WAIT, at, error="it answered 429", not_before=at))
    'told to wait until 2022-07-11 00:00 UTC (it answered 429)'
    """
    if visited.outcome is Outcome.FRESH:
        came_to, until = f"{visited.found} named, {visited.new} new, {visited.changed} changed", ""
    else:
        came_to = visited.outcome.value
        until = f" until {visited.not_before:%Y-%m-%d %H:%M} UTC" if visited.not_before else ""
    return f"{came_to}{until}{f' ({visited.error})' if visited.error else ''}"


def _cells(source: RecordedSource) -> tuple[str, ...]:
    assert source.followed is not None, "what is listed is followed"
    every = f"every {source.followed.every} minutes" if source.followed.every else ""
    form = source.followed.form.value if source.followed.form else ""
    gone = "gone" if is_over(source) else ""
    return source.name, source.address if source.address != source.name else "", form, every, gone
