"""The commands that read a ledger: ``claims``, ``search`` and ``changes``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import click
from rich.console import Console

from reportedly.faces.answering import answering
from reportedly.faces.dates import days_of, known_by_option, moment_of
from reportedly.faces.options import ledger_option
from reportedly.faces.table import describe_event, fold_safely, print_claims
from reportedly.jsonform import encode
from reportedly.ledger.entries import Change, Filter, Posting, RecordedClaim
from reportedly.ledger.form import claim_form
from reportedly.ledger.store import Store
from reportedly.ledgerdesk import as_judged, claims_as_judged, open_ledger
from reportedly.model import Claim, Status
from reportedly.query import parse_query

_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")
_LIMIT = click.option("--limit", type=click.IntRange(min=1), help="At most so many.")


@click.command()
@click.option("--about", default="", help='Only claims on these actors and items: "RUS IRN uav".')
@click.option(
    "--status",
    multiple=True,
    type=click.Choice([status.value for status in Status]),
    help="Only claims with this status; give it more than once for any of several.",
)
@click.option("--outlet", help="Only claims in what this outlet posted.")
@click.option("--said-from", metavar="DATE", help="Only claims that may have been said on this day or later.")
@click.option("--said-to", metavar="DATE", help="Only claims that may have been said on this day or before.")
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Only claims as sure as this."
)
@known_by_option
@_LIMIT
@_JSON
@ledger_option
def claims(**options: Any) -> None:
    """List the claims in the ledger by when they were said; what was posted twice is listed once."""
    with answering(), closing(open_ledger(options["ledger"])) as store:
        known_by = moment_of(options["known_by"])
        found = claims_as_judged(store, _filter(options), known_by=known_by, limit=options["limit"])
        _print(found, _posted(store, known_by) if options["as_json"] else None)


@click.command()
@click.argument("words", nargs=-1, required=True)
@known_by_option
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many.")
@_JSON
@ledger_option
def search(words: Sequence[str], known_by: str | None, limit: int, as_json: bool, ledger: Path) -> None:
    """Find claims in whose evidence or title all WORDS stand, the last recorded first.

    Words in double quotes must stand in that order: '"combat drones" Iran'.
    """
    with answering(), closing(open_ledger(ledger)) as store:
        moment = moment_of(known_by)
        found = store.search(" ".join(words), known_by=moment, limit=limit)
        _print(as_judged(store, found, known_by=moment), _posted(store, moment) if as_json else None)


@click.command()
@click.option("--since", metavar="DATE", help="Only what was recorded after this day, or this moment (UTC).")
@known_by_option
@_JSON
@ledger_option
def changes(since: str | None, known_by: str | None, as_json: bool, ledger: Path) -> None:
    """List the claims that vanished, appeared or changed when the text at a URL changed."""
    with answering(), closing(open_ledger(ledger)) as store:
        found = store.changes(since=moment_of(since), known_by=moment_of(known_by))
        if as_json:
            for change in found:
                click.echo(encode(change))
            return
        for change in found:
            click.echo("\t".join(_cells(change)))


Posted: TypeAlias = Callable[[str], Sequence[Posting]]


def _posted(store: Store, known_by: datetime | None) -> Posted:
    """Where the story of an article was posted; claims of one article often follow on one another."""
    return lru_cache(maxsize=100)(lambda article: store.postings(article, known_by))


def _print(found: Iterable[RecordedClaim], posted: Posted | None) -> None:
    """A table, or in JSON with the postings that ``posted`` gives."""
    if posted is None:
        print_claims([one.claim for one in found], Console(highlight=False))
        return
    for one in found:
        click.echo(encode(claim_form(one, posted(one.claim.article))))


def _cells(change: Change) -> Iterator[str]:
    yield from (change.recorded.isoformat(timespec="seconds"), change.kind.value, change.url)
    yield from (_described(claim) for claim in (change.before, change.after) if claim)


def _described(claim: Claim) -> str:
    words = fold_safely(" [...] ".join(span.text for span in claim.evidence))
    return f"{claim.status.value}: {fold_safely(describe_event(claim.event))}: {words}"


def _filter(options: dict[str, Any]) -> Filter:
    query = parse_query(options["about"])
    return Filter(
        actors=query.actors,
        items=query.items,
        frames=query.frames,
        statuses=frozenset(map(Status, options["status"])),
        outlet=options["outlet"],
        said_from=days_of("--said-from", options["said_from"])[0],
        said_to=days_of("--said-to", options["said_to"])[1],
        least=options["min_confidence"],
    )
