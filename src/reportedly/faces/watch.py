"""The commands that keep questions and tell what is new: ``watch add``, ``list``, ``remove``, ``run``."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from reportedly.delivery.feed import Entry, add_to_feed
from reportedly.delivery.webhook import Webhook, post
from reportedly.errors import UsageError
from reportedly.faces.answering import EXIT_NOTHING_NEW, answering
from reportedly.faces.news_text import heading, paragraphs
from reportedly.faces.options import ledger_option, network_options
from reportedly.fetching.urls import allowed_hosts
from reportedly.jsonform import encode
from reportedly.ledgerdesk import existing_ledger, open_ledger
from reportedly.model import Status
from reportedly.threads.form import news_form
from reportedly.watchdesk import Told, Watch, add_watch, news_id, remove_watch, watches
from reportedly.watchdesk import run as run_watches

KEY = "REPORTEDLY_WEBHOOK_KEY"


@click.group()
def watch() -> None:
    """Keep questions, and tell what has become new to them."""


@watch.command()
@click.argument("name")
@click.option("--about", required=True, help='Which actors and items: "RUS IRN uav".')
@click.option(
    "--status",
    type=click.Choice([status.value for status in Status if status is not Status.ASKED]),
    help="Only threads that come to have this status, by some viewpoint.",
)
@ledger_option
def add(name: str, about: str, status: str | None, ledger: Path) -> None:
    """Keep a question under NAME; its first run tells everything that is known by then."""
    with answering(), closing(open_ledger(ledger, write=True)) as store:
        add_watch(store, name, about, Status(status) if status else None)


@watch.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")
@ledger_option
def list_watches(ledger: Path, as_json: bool) -> None:
    """List the questions that are kept, and when each had news to tell last."""
    with answering(), closing(open_ledger(ledger)) as store:
        for each in watches(store):
            click.echo(encode(each) if as_json else "\t".join(_cells(each)))


@watch.command()
@click.argument("name")
@ledger_option
def remove(name: str, ledger: Path) -> None:
    """Keep the question NAME no more."""
    with answering(), existing_ledger(ledger) as store:
        remove_watch(store, name)


@watch.command()
@click.argument("names", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines, one for each thread.")
@click.option(
    "--atom",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Put it into this Atom feed, not into print.",
)
@click.option("--webhook", metavar="URL", help=f"Post it there as well, signed with the key in {KEY}.")
@network_options
@ledger_option
def run(**options: Any) -> None:
    """Tell what has become new since it was last told, to the watches NAMES or to all.

    Exits 0 where anything has, and 3 where nothing has.
    """
    with answering():
        sys.exit(_run(options))


def _run(options: dict[str, Any]) -> int:
    webhook = _webhook(options)

    def deliver(told: Told) -> None:
        if webhook is not None:
            post(webhook, encode(_posted(told)))
        if options["atom"] is not None:
            add_to_feed(options["atom"], "reportedly: watches", [*_entries(told)])
        if options["as_json"] or options["atom"] is None:
            _print(told, as_json=options["as_json"])

    with closing(open_ledger(options["ledger"], write=True)) as store:
        return 0 if run_watches(store, options["names"], deliver) else EXIT_NOTHING_NEW


def _webhook(options: dict[str, Any]) -> Webhook | None:
    if options["webhook"] is None:
        return None
    key = os.environ.get(KEY, "")
    if not key:
        raise UsageError(f"--webhook: set {KEY} to the key that the receiver checks the signature with")
    allowed = allowed_hosts(options["allow_host"])
    signed_with = key.encode("utf-8", "surrogateescape")
    return Webhook(options["webhook"], signed_with, allowed, contact=options["contact"])


def _posted(told: Told) -> dict[str, Any]:
    """What a webhook is sent: the watch, from when to when, and its news."""
    watch = told.watch
    return {
        "watch": watch.name,
        "about": watch.about,
        "status": watch.status,
        "since": watch.told,
        "until": told.until,
        "news": [{"id": news_id(watch, one), **news_form(one)} for one in told.news],
    }


def _entries(told: Told) -> Iterable[Entry]:
    assert told.until is not None, "what there is news of has been recorded"
    for one in told.news:
        title = f"{told.watch.name}: {heading(one)}"
        yield Entry(news_id(told.watch, one), title, told.until, told.watch.name, tuple(paragraphs(one)))


def _print(told: Told, *, as_json: bool) -> None:
    for one in told.news:
        if as_json:
            origin = {"id": news_id(told.watch, one), "watch": told.watch.name}
            click.echo(encode({**origin, "since": told.watch.told, "until": told.until, **news_form(one)}))
            continue
        click.echo(f"{told.watch.name}: {heading(one)}")
        click.echo(f"  thread {one.thread.id}")
        for paragraph in paragraphs(one):
            click.echo(f"  {paragraph}")


def _cells(watch: Watch) -> tuple[str, ...]:
    told = watch.told.isoformat(timespec="seconds") if watch.told else "never"
    return watch.name, watch.about, watch.status or "", told
