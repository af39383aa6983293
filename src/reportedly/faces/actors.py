"""The commands that show actors: ``actors`` lists them, ``actor`` shows one."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from reportedly.actordesk import actor_with, actors_in, times_named
from reportedly.actormodel import Identity
from reportedly.actors.form import identity_form
from reportedly.actors.tenures import affiliation_at, role_at
from reportedly.faces.actor_table import claims_by_status, print_actor, print_rows
from reportedly.faces.answering import answering
from reportedly.faces.dates import days_of, known_by_option, moment_of
from reportedly.faces.options import ledger_option
from reportedly.faces.table import fold_safely, print_claims
from reportedly.jsonform import encode, to_builtins
from reportedly.ledgerdesk import open_ledger
from reportedly.model import Claim

_HEADINGS = ("actor", "name", "kind", "side", "named", "claims")


@click.command()
@click.argument("words", nargs=-1)
@known_by_option
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")
@ledger_option
def actors(words: Sequence[str], ledger: Path, **options: Any) -> None:
    """List who is named in the claims, or those with a name in which all WORDS stand."""
    with answering(), closing(open_ledger(ledger)) as store:
        found = actors_in(store, " ".join(words), known_by=moment_of(options["known_by"]))
        listed = found[: options["limit"]]
        if options["as_json"]:
            for one in listed:
                click.echo(encode(identity_form(one)))
        else:
            print_rows(_HEADINGS, [_cells(one) for one in listed], Console(highlight=False))


@click.command()
@click.argument("named", metavar="ID|NAME")
@click.option("--as-of", metavar="DATE", help="Role and side at the end of this day, and claims up to it.")
@known_by_option
@click.option("--json", "as_json", is_flag=True, help="Print it as one line of JSON.")
@ledger_option
def actor(named: str, ledger: Path, **options: Any) -> None:
    """Show an actor: all its names, its offices with dates, and the claims that it makes.

    ID is that of an actor, or how it begins (six characters or more).
    """
    with answering(), closing(open_ledger(ledger)) as store:
        day = days_of("--as-of", options["as_of"])[1]
        found, made = actor_with(store, named, known_by=moment_of(options["known_by"]))
        claims = [claim for claim in made if day is None or _said_by(claim, day)]
        if options["as_json"]:
            click.echo(
                encode({**identity_form(found, day), "made": [to_builtins(claim) for claim in claims]})
            )
            return
        console = Console(highlight=False)
        print_actor(found, console)
        if day is not None:
            console.print(Text(f"  as of {day}: {_at(found, day)}"), soft_wrap=True)
        print_claims(claims, console)


def _said_by(claim: Claim, day: date) -> bool:
    last = days_of("said", claim.said)[1]
    return last is not None and last <= day


def _at(found: Identity, day: date) -> str:
    office, side = role_at(found, day), affiliation_at(found, day)
    whom = " > ".join(part for part in (side.code, side.body) if part)
    return fold_safely(", ".join(part for part in (office.role if office else "", whom) if part) or "unknown")


def _cells(one: Identity) -> tuple[str, ...]:
    return (
        one.id,
        fold_safely(one.name),
        one.kind.value,
        one.code or "",
        str(times_named(one)),
        claims_by_status(one),
    )
