"""One actor as people read it: names seen, offices over time, claims by status, why it is one actor."""

from __future__ import annotations

from datetime import date

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reportedly.actormodel import Identity, Seen, Tenure
from reportedly.faces.table import fold_safely, write_columns

_ALIASES = 20


def print_actor(identity: Identity, console: Console) -> None:
    """Print an actor: tables in a terminal, the same columns in a pipe."""
    code = f", {identity.code}" if identity.code else ""
    console.print(
        Text(fold_safely(f"{identity.name} ({identity.kind.value}{code})"), style="bold"), soft_wrap=True
    )
    console.print(Text(f"  id {identity.id}"), soft_wrap=True)
    console.print(Text(f"  claims {claims_by_status(identity)}"), soft_wrap=True)
    print_rows(("name", "claims", "first", "last"), [_alias(*one) for one in _by_count(identity)], console)
    left_out = len(identity.aliases) - _ALIASES
    if left_out > 0:
        console.print(Text(f"  and {left_out} names more"))
    print_rows(("office", "for", "from", "to", "says"), [_tenure(one) for one in identity.tenures], console)
    for reason in dict.fromkeys(reason for join in identity.joins for reason in join.reasons):
        console.print(Text(f"  joined: {fold_safely(reason)}"), soft_wrap=True)


def _by_count(identity: Identity) -> list[tuple[str, Seen]]:
    return sorted(identity.aliases.items(), key=lambda one: (-one[1].count, one[0]))[:_ALIASES]


def claims_by_status(identity: Identity) -> str:
    """How many claims somebody makes, and of which status."""
    total = sum(identity.claims.values())
    counts = sorted(identity.claims.items(), key=lambda one: (-one[1], one[0].value))
    listed = ", ".join(f"{count} {status.value}" for status, count in counts)
    return f"{total}: {listed}" if total else "0"


def _alias(name: str, seen: Seen) -> tuple[str, ...]:
    return fold_safely(name), str(seen.count), _day(seen.first), _day(seen.last)


def _tenure(tenure: Tenure) -> tuple[str, ...]:
    office = tenure.office
    whom = " > ".join(part for part in (office.code, office.body) if part)
    claims = f"{tenure.source} ({tenure.seen})" if tenure.seen else tenure.source
    return fold_safely(office.role), fold_safely(whom), _day(tenure.first), _day(tenure.last), claims


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def print_rows(headings: tuple[str, ...], rows: list[tuple[str, ...]], console: Console) -> None:
    """Print rows under headings, nothing where there are none."""
    if not rows:
        return
    if not console.is_terminal:
        write_columns((headings, *rows), console)
        return
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)
