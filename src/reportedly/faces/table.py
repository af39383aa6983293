"""Claims as people read them: a table in a terminal, plain columns in a pipe, one claim explained."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.model import Actor, Article, Claim, Event, Money, Quantity, Span, Stage, Status
from reportedly.threads.stated import GIVING

COLOURS = {
    Status.OCCURRED: "bold red",
    Status.UNDER_WAY: "red",
    Status.PLANNED: "yellow",
    Status.POSSIBLE: "cyan",
    Status.NOT_OBSERVED: "blue",
    Status.DENIED: "magenta",
    Status.UNCLEAR: "dim",
    Status.ASKED: "dim",
    Status.CANCELLED: "magenta",
}
"""The colour of each status, in every table."""
_HEADINGS = ("#", "said", "viewpoint", "status", "event", "when", "evidence")
_CONTEXT = 200
# Control characters and the marks that turn writing direction: an article's text must not be able
# to move a terminal's cursor or to show a name in another order.
_UNSAFE = dict.fromkeys(
    [*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd"
)


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """By when they were said, then as read; what has no date comes last."""
    return sorted(claims, key=lambda claim: (claim.said is None, (claim.said or "").lstrip("./")))


def print_claims(claims: Sequence[Claim], console: Console) -> None:
    """All claims: a table for a terminal, tab-separated columns for a pipe."""
    rows = [_row(number, claim) for number, claim in enumerate(claims, 1)]
    if console.is_terminal:
        console.print(_table(claims, rows) if rows else "no claims")
    else:
        write_columns((_HEADINGS, *rows), console)


def write_columns(rows: Iterable[Sequence[str]], console: Console) -> None:
    """Rows as tab-separated lines: not the console's own printing, which would widen tabs and wrap."""
    for row in rows:
        console.file.write("\t".join(row) + "\n")


def _table(claims: Sequence[Claim], rows: Sequence[tuple[str, ...]]) -> Table:
    """Who said it under when it was said, and when it happens under what, to leave room for evidence."""
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    table.add_column("#", justify="right")
    table.add_column("said", max_width=24, overflow="fold")
    table.add_column("status", no_wrap=True)
    table.add_column("event", max_width=32, overflow="fold")
    table.add_column("evidence", ratio=1, overflow="fold")
    for claim, (number, said, viewpoint, status, event, when, evidence) in zip(claims, rows, strict=True):
        table.add_row(
            Text(number, style="dim"),
            Text.assemble(said, "\n", (viewpoint, "bold")),
            Text(status, style=COLOURS[claim.status]),
            Text.assemble(event, (f"\n{when}" if when else "", "dim")),
            Text(evidence),
        )
    return table


def print_explained(number: int, claim: Claim, article: Article, console: Console) -> None:
    """One claim with its evidence highlighted in its surroundings, and why it got its status."""
    head = Text(f"claim {number}  {claim.status.value}", style=COLOURS[claim.status])
    console.print(head)
    lines = [
        ("id", claim.id),
        ("article", claim.external_id),
        ("viewpoint", " > ".join(map(_described, claim.viewpoint))),
        ("said", claim.said or "unknown"),
        ("event", describe_event(claim.event)),
        ("stage", _stage(claim.event.stage)),
        ("when", claim.happens or "not said"),
        ("factuality", _factuality(claim.event)),
        ("confidence", f"{claim.confidence:.2f}"),
        ("read by", claim.reader),
    ]
    for label, value in lines:
        console.print(Text(_fold_row(label, value)), soft_wrap=True)
    for participant in claim.event.participants:
        found = "inferred from" if participant.inferred else "from"
        console.print(
            Text(_fold_row(participant.role, f"{participant.name} ({found} “{participant.span.text}”)")),
            soft_wrap=True,
        )
    console.print(Text("  why"))
    for reason in claim.reasons or ("stated plainly, with nothing that weakens it",):
        console.print(Text(f"    - {reason}"))
    console.print(Text("  evidence"))
    marks = ("", "") if console.is_terminal else (">>", "<<")
    console.print(Padding(_highlighted(article.text, claim.evidence, marks), (0, 0, 0, 4)))


def _row(number: int, claim: Claim) -> tuple[str, ...]:
    return (
        str(number),
        claim.said or "?",
        fold_safely(" > ".join(actor.name for actor in claim.viewpoint)),
        claim.status.value,
        fold_safely(describe_event(claim.event)),
        claim.happens or "",
        " [...] ".join(fold_safely(span.text) for span in claim.evidence),
    )


def describe_event(event: Event) -> str:
    """An event in a few words: "transfer IRN→RUS several hundred uav (prepared)"."""
    name = event.frame.value if event.frame else (event.type or "statement").lower()
    if event.frame and event.frame.value == "statement" and event.type:
        name = event.type.lower()
    given, taken = _sides(event)
    sides = f" {given or '?'}→{taken or '?'}" if given or taken else ""
    parts = [
        f"{name}{sides}",
        _amount(event.quantity),
        event.item.cls if event.item else "",
        _sum(event.money),
    ]
    stage = f"({event.stage.value})" if event.stage else ""
    return " ".join(part for part in (*parts, stage) if part)


def _sides(event: Event) -> tuple[str, str]:
    given = [p.actor or p.name for p in event.participants if p.role in GIVING]
    taken = [p.actor or p.name for p in event.participants if p.role not in GIVING]
    return "+".join(dict.fromkeys(given)), "+".join(dict.fromkeys(taken))


def _amount(quantity: Quantity | None) -> str:
    return fold_safely(quantity.span.text) if quantity else ""


def _sum(money: Money | None) -> str:
    return f"{money.amount:,.0f} {money.currency or '?'}" if money else ""


def _stage(stage: Stage | None) -> str:
    return stage.value if stage else "none"


def _factuality(event: Event) -> str:
    reading = event.factuality
    seen = "" if reading.observed else ", not observed"
    return f"{reading.certainty.value}, {reading.polarity.value} ({reading.value:+.1f}){seen}"


def _described(actor: Actor) -> str:
    known = [part for part in (actor.role, actor.actor) if part]
    return f"{actor.name} ({', '.join(known)})" if known else actor.name


def _highlighted(text: str, spans: Sequence[Span], marks: tuple[str, str]) -> Text:
    """The evidence in reverse video and between marks, with a little of what stands around it."""
    ordered = sorted(spans, key=lambda span: span.start)
    start = text.find(" ", max(0, ordered[0].start - _CONTEXT), ordered[0].start) + 1
    end = text.rfind(" ", ordered[-1].end, ordered[-1].end + _CONTEXT)
    start, end = start or ordered[0].start, max(end, ordered[-1].end)
    shown = Text()
    borders = [start, *(edge for span in ordered for edge in (span.start, span.end)), end]
    for number, (left, right) in enumerate(pairwise(borders)):
        piece = re.sub(r"\s+", " ", text[left:right])
        piece = piece.translate(_UNSAFE)
        shown.append(
            f"{marks[0]}{piece}{marks[1]}" if number % 2 else piece, style="reverse" if number % 2 else "dim"
        )
    return shown


def _fold_row(label: str, value: str) -> str:
    return f"  {label:<11}{fold_safely(value)}"


def fold_safely(text: str) -> str:
    """White space folded, so that a row stays a row; nothing in it can steer a terminal."""
    return " ".join(text.split()).translate(_UNSAFE)
