"""The commands with which people judge: ``judge accept``, ``edit``, ``same``, ``undo`` and so on."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import click

from reportedly.faces.answering import answering
from reportedly.faces.options import ledger_option
from reportedly.faces.table import fold_safely
from reportedly.jsonform import encode
from reportedly.judgedesk import both_sides
from reportedly.ledger.entries import (
    Accept,
    Different,
    Edit,
    Judgement,
    RecordedJudgement,
    Reject,
    Same,
    Undo,
)
from reportedly.ledger.form import judgement_form
from reportedly.ledger.judged import numbers_standing
from reportedly.ledger.store import Store
from reportedly.ledgerdesk import existing_ledger, open_ledger
from reportedly.threaddesk import claim_with, edit_of
from reportedly.threaddesk import judge as judged

Command = TypeVar("Command", bound=Callable[..., None])


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def by_option(command: Command) -> Command:
    """The option that says who judges."""
    return click.option(
        "--by", metavar="NAME", default=_user, show_default="your login name", help="Who judges."
    )(command)


@click.group()
def judge() -> None:
    """Judge claims and threads: a person always wins over the machine, and anything can be undone."""


@judge.command()
@click.argument("claim")
@by_option
@ledger_option
def accept(claim: str, by: str, ledger: Path) -> None:
    """Hold that CLAIM (its id, or how it begins) says what the text says."""
    _record(ledger, lambda store: Accept(claim_with(store, claim).id, by))


@judge.command()
@click.argument("claim")
@by_option
@ledger_option
def reject(claim: str, by: str, ledger: Path) -> None:
    """Hold that the text does not say what CLAIM does; its thread is told without it."""
    _record(ledger, lambda store: Reject(claim_with(store, claim).id, by))


@judge.command()
@click.argument("claim")
@click.argument("field")
@click.argument("value")
@by_option
@ledger_option
def edit(claim: str, field: str, value: str, by: str, ledger: Path) -> None:
    """Give a FIELD of CLAIM, as it is called in JSON, another VALUE: event.item.class missile."""
    _record(ledger, lambda store: edit_of(store, claim_with(store, claim), field, value, by))


@judge.command()
@click.argument("one")
@click.argument("other")
@by_option
@ledger_option
def same(one: str, other: str, by: str, ledger: Path) -> None:
    """Hold that two threads, or what two claims are about, are one deal, or two actors one."""
    _record(ledger, lambda store: Same(*both_sides(store, one, other), by))


@judge.command()
@click.argument("one")
@click.argument("other")
@by_option
@ledger_option
def different(one: str, other: str, by: str, ledger: Path) -> None:
    """Hold that two threads, or what two claims are about, are two deals, or two actors two."""
    _record(ledger, lambda store: Different(*both_sides(store, one, other), by))


@judge.command()
@click.argument("number", type=int)
@by_option
@ledger_option
def undo(number: int, by: str, ledger: Path) -> None:
    """Take judgement NUMBER back, or, where that is an undo, restore what it took back."""
    _record(ledger, lambda _: Undo(number, by))


@judge.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")
@ledger_option
def list_judgements(as_json: bool, ledger: Path) -> None:
    """List all judgements, those taken back too."""
    with answering(), closing(open_ledger(ledger)) as store:
        recorded = store.judgements()
        stands = numbers_standing(recorded)
        for one in recorded:
            if as_json:
                click.echo(encode(judgement_form(one, stands)))
            else:
                click.echo("\t".join(_cells(one, stands)))


def described(judgement: Judgement) -> str:
    """What a person holds, in a line."""
    match judgement:
        case Edit(claim, field, value):
            told = f"{claim} {field} {bytes(value).decode('utf-8')}"
        case Same(one, other) | Different(one, other):
            told = f"{one} {other}"
        case Undo(number):
            told = str(number)
        case _:
            told = judgement.claim
    return fold_safely(f"{judgement.__struct_config__.tag} {told}")


def _cells(one: RecordedJudgement, stands: frozenset[int]) -> tuple[str, ...]:
    undone = not isinstance(one.judgement, Undo) and one.number not in stands
    what = described(one.judgement) + (" (undone)" if undone else "")
    return str(one.number), one.recorded.isoformat(timespec="seconds"), fold_safely(one.judgement.by), what


def _record(ledger: Path, judgement: Callable[[Store], Judgement]) -> None:
    with answering(), existing_ledger(ledger) as store:
        recorded = judged(store, judgement(store))
        click.echo(f"{recorded.number}\t{described(recorded.judgement)}")
