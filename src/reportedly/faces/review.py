"""``review``: one doubtful claim after the other, each answered with one key."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from reportedly.errors import UsageError
from reportedly.faces.answering import answering, complain
from reportedly.faces.judging import by_option, described
from reportedly.faces.options import ledger_option
from reportedly.faces.table import COLOURS, fold_safely
from reportedly.faces.thread_table import describe_proposition
from reportedly.ledger.entries import Accept, Judgement, Reject
from reportedly.ledger.store import Store
from reportedly.ledgerdesk import existing_ledger
from reportedly.model import Claim
from reportedly.query import parse_query
from reportedly.threaddesk import Doubt, doubts, edit_of, judge

_KEYS = "[a]ccept [r]eject [e]dit [s]kip [q]uit"


@click.command()
@click.option("--about", default="", help='Only claims of threads on these actors and items: "RUS IRN uav".')
@by_option
@ledger_option
def review(about: str, by: str, ledger: Path) -> None:
    """Go through claims that nobody has judged: those on which a status hangs, the doubtful first.

    Answers are single keys; from a pipe they are read as they come, "a r s q".
    """
    with answering(), existing_ledger(ledger) as store:
        queue = doubts(store, parse_query(about))
        console = Console(highlight=False)
        for number, one in enumerate(queue, 1):
            _show(one, f"{number}/{len(queue)}", console)
            if not _answered(store, one.member.claim, by):
                return
        console.print("nothing more to review")


def _answered(store: Store, claim: Claim, by: str) -> bool:
    """Record what is answered of a claim; whether there is to be another one."""
    while True:
        click.echo(_KEYS + " ", nl=False)
        key = _key()
        click.echo(key)
        if key in ("q", ""):
            return False
        if key == "s":
            return True
        if key in _ANSWERS:
            try:
                recorded = judge(store, _ANSWERS[key](store, claim, by))
            except UsageError as error:
                complain(str(error))
            else:
                click.echo(f"{recorded.number}\t{described(recorded.judgement)}")
                return True


def _accept(_: Store, claim: Claim, by: str) -> Judgement:
    return Accept(claim.id, by)


def _reject(_: Store, claim: Claim, by: str) -> Judgement:
    return Reject(claim.id, by)


def _edit(store: Store, claim: Claim, by: str) -> Judgement:
    click.echo("field and value: ", nl=False)
    field, _, value = _line().partition(" ")
    return edit_of(store, claim, field, value.strip(), by)


_ANSWERS: dict[str, Callable[[Store, Claim, str], Judgement]] = {"a": _accept, "r": _reject, "e": _edit}


def _key() -> str:
    """One key from a terminal; from a pipe the next character that is no white space, "" at its end."""
    if sys.stdin.isatty():
        return click.getchar().lower()
    while (key := sys.stdin.read(1)).isspace():
        pass
    return key.lower()


def _line() -> str:
    """The next line that says something, "" at the end."""
    while (line := sys.stdin.readline()) and not line.strip():
        pass
    return line.strip()


def _show(one: Doubt, where: str, console: Console) -> None:
    claim = one.member.claim
    effect = "; the thread's status hangs on it" if one.moves else ""
    speakers = " > ".join(actor.name for actor in claim.viewpoint)
    for line in (
        Text(f"\n{where}  {describe_proposition(one.thread.proposition)}", style="bold"),
        Text(f"claim {claim.id}, confidence {claim.confidence:.2f}{effect}", style="dim"),
        Text.assemble(
            f"{claim.said or '?'}  {fold_safely(speakers)}  ", (claim.status.value, COLOURS[claim.status])
        ),
        Text(" [...] ".join(fold_safely(span.text) for span in claim.evidence)),
        *(Text(f"- {fold_safely(reason)}", style="dim") for reason in (*claim.reasons, *one.member.reasons)),
    ):
        console.print(line, soft_wrap=True)
