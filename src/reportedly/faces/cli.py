"""The command line: ``reportedly read`` and ``reportedly score``, and those of the ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import click
import msgspec
from rich.console import Console

from reportedly import __version__
from reportedly.desk import read_articles
from reportedly.errors import UsageError
from reportedly.faces import (
    actors,
    export,
    follow,
    judging,
    ledger,
    mcp,
    page,
    recorded,
    review,
    serve,
    sources,
    threads,
    watch,
)
from reportedly.faces.answering import answering, complain, exit_code, kept
from reportedly.faces.options import input_options, package_options, reading_settings, source_settings
from reportedly.faces.progress import HowFar, watched
from reportedly.faces.score import print_scores
from reportedly.faces.table import in_order, print_claims, print_explained
from reportedly.jsonform import to_builtins
from reportedly.ledger.entries import Found
from reportedly.model import Article, Claim
from reportedly.query import Query, parse_query
from reportedly.reading.reader import Reading
from reportedly.scoring.run import LAYERS as SCORED_LAYERS
from reportedly.sources.files import Notice, articles

LAYERS = ("claims", "attributions", "events", "timexes", "passages")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to show of each reading."""

    layer: str
    query: Query


@click.group()
@click.version_option(__version__)
def main() -> None:
    """Who said it, when, how sure, and did it happen?"""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


for command in (
    ledger.add,
    ledger.ledger,
    recorded.claims,
    recorded.search,
    recorded.changes,
    threads.threads,
    threads.thread,
    actors.actors,
    actors.actor,
    judging.judge,
    page.page,
    review.review,
    watch.watch,
    follow.follow,
    sources.sources,
    export.export,
    export.import_,
    serve.serve,
    mcp.mcp,
):
    main.add_command(command)


@main.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")
@click.option("--layer", type=click.Choice(LAYERS), default="claims", help="With --json: what to print.")
@click.option("--about", default="", help='Only claims on these actors and items: "RUS IRN uav".')
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Only claims as sure as this."
)
@click.option("--explain", type=click.IntRange(min=1), help="Show claim N of the table, and why.")
@input_options
def read(**options: Any) -> None:
    """Read articles from files, folders or standard input (-) and print their claims."""
    with answering():
        sys.exit(_read(options))


@main.command()
@click.argument("layer", type=click.Choice(SCORED_LAYERS), metavar="LAYER")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--predictions", type=click.Path(dir_okay=False), help="Write one line a gold item here.")
@click.option(
    "--against", type=click.Path(exists=True, dir_okay=False), help="Judge these predictions, not ours."
)
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="Leave out predictions below it.")
@click.option(
    "--errors",
    is_flag=False,
    flag_value=20,
    type=click.IntRange(min=1),
    metavar="[N]",
    help="List mistakes to read, at most N (20) of a kind.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@package_options
def score(**options: Any) -> None:
    """Run LAYER on the gold annotations in FILE and print how well it does.

    LAYER is one of attribution, timex, factuality, event-type, claims, coreference, stance.
    """
    with answering():
        print_scores(options)


def _read(options: dict[str, Any]) -> int:
    wanted = _wanted(options)
    notices: list[Notice] = []
    far = HowFar()
    found: Iterator[Article | Found] = kept(
        articles(options["paths"], source_settings(options), told=far), notices
    )
    bare = (one.article if isinstance(one, Found) else one for one in found)
    jobs, settings = reading_settings(options)
    readings: Iterator[Reading] = kept(read_articles(bare, jobs=jobs, settings=settings), notices)
    try:
        if options["as_json"]:
            shown = not sys.stdout.isatty()
            _print_json(watched(readings, "articles read", shown=shown, far=far), wanted)
        else:
            _print_table(watched(readings, "articles read", far=far), wanted, options["explain"])
    finally:
        for notice in notices:
            complain(str(notice))
    return exit_code(notices)


def _wanted(options: dict[str, Any]) -> Wanted:
    layer = options["layer"]
    if layer != "claims" and not options["as_json"]:
        raise UsageError(f"--layer {layer} needs --json; the table shows claims")
    if layer != "claims" and options["about"]:
        raise UsageError(f"--about chooses claims; leave it out with --layer {layer}")
    if options["explain"] and options["as_json"]:
        raise UsageError("--explain shows a claim of the table; leave out --json")
    return Wanted(layer, replace(parse_query(options["about"]), least=options["min_confidence"]))


def _print_json(readings: Iterable[Reading], wanted: Wanted) -> None:
    encoder = msgspec.json.Encoder()
    for reading in readings:
        origin = {"article": reading.article.id, "external_id": reading.article.external_id}
        for thing in getattr(reading, wanted.layer):
            if isinstance(thing, Claim) and not wanted.query.admits(thing):
                continue
            click.echo(encoder.encode({**origin, **to_builtins(thing)}))


def _print_table(readings: Iterable[Reading], wanted: Wanted, explain: int | None) -> None:
    claims: list[Claim] = []
    articles_by_id: dict[str, Article] = {}
    for reading in readings:
        kept = [claim for claim in reading.claims if wanted.query.admits(claim)]
        claims.extend(kept)
        if kept and explain is not None:
            articles_by_id[reading.article.id] = reading.article
    ordered = in_order(claims)
    console = Console(highlight=False)
    if explain is None:
        print_claims(ordered, console)
    elif explain > len(ordered):
        raise UsageError(f"--explain {explain}: there are {len(ordered)} claims; choose one of the table")
    else:
        claim = ordered[explain - 1]
        print_explained(explain, claim, articles_by_id[claim.article], console)
