"""A thread as people read it in a terminal: its state, its history, every claim, what each does to which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from reportedly.faces.table import COLOURS, fold_safely
from reportedly.threadmodel import Member, Overall, Proposition, Relation, State, Stretch, Support, Thread
from reportedly.threads.history import as_of, history
from reportedly.threads.relations import relations

_SUPPORT = {
    Support.SINGLE_SOURCE: "single source: {who}",
    Support.CORROBORATED: "corroborated by {count}: {who}",
    Support.CONTESTED: "contested: said by {who}",
    Support.ADMITTED: "admitted by a party: {who}",
}


def print_thread(thread: Thread, console: Console, day: date | None = None) -> None:
    """One thread, with its status as of the end of ``day``; claims are numbered as they were said."""
    for part in _parts(thread, day):
        console.print(part, soft_wrap=isinstance(part, Text))


def describe_proposition(proposition: Proposition) -> str:
    """A proposition in a few words that cannot steer a terminal: "transfer IRN→RUS uav"."""
    return fold_safely(proposition.in_words)


def describe_overall(overall: Overall) -> str:
    """How well a status is borne out: "occurred, contested: said by USA, denied by IRN"."""
    told = _SUPPORT[overall.support].format(
        count=len(overall.sources), who=_and(overall.admitted_by or overall.sources)
    )
    against = f", denied by {_and(overall.against)}" if overall.against else ""
    quiet = f"; quiet since {overall.last_said}" if overall.quiet else ""
    return f"{overall.status.value}, {told}{against}{quiet}"


def _parts(thread: Thread, day: date | None) -> Iterator[RenderableType]:
    numbers = {member.claim.id: number for number, member in enumerate(thread.members, 1)}
    yield Text(describe_proposition(thread.proposition), style="bold")
    yield Text(f"thread {thread.id}", style="dim")
    yield Text("")
    yield from _state(as_of(thread, day), day)
    yield Text("\nhistory")
    yield _history(history(thread), numbers)
    yield Text("claims")
    yield _claims(thread.members, relations(thread), numbers)


def _state(state: State, day: date | None) -> Iterator[Text]:
    yield Text(f"as of {day}" if day else "by the last that was said")
    if state.overall is None:
        yield Text("  nothing had been said")
        return
    width = max(map(len, state.status))
    for viewpoint, status in state.status.items():
        yield Text.assemble("  ", fold_safely(viewpoint).ljust(width + 2), (status.value, COLOURS[status]))
    yield Text.assemble("  overall: ", (describe_overall(state.overall), "bold"))


def _history(stretches: Sequence[Stretch], numbers: dict[str, int]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    table.add_column("since", no_wrap=True)
    table.add_column("until", no_wrap=True)
    table.add_column("viewpoint", overflow="fold")
    table.add_column("status", no_wrap=True)
    table.add_column("claims", overflow="fold")
    table.add_column("why", ratio=1, overflow="fold")
    for stretch in stretches:
        table.add_row(
            stretch.since.isoformat(),
            stretch.until.isoformat() if stretch.until else "",
            Text(fold_safely(stretch.viewpoint), style="bold"),
            Text(stretch.status.value, style=COLOURS[stretch.status]),
            " ".join(str(numbers[claim]) for claim in stretch.claims),
            Text(fold_safely(stretch.reason), style="dim"),
        )
    return table


def _claims(members: Sequence[Member], related: Sequence[Relation], numbers: dict[str, int]) -> Table:
    """Each claim with what it does to earlier ones under its sentence."""
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    table.add_column("#", justify="right")
    table.add_column("said", max_width=24, overflow="fold")
    table.add_column("status", no_wrap=True)
    table.add_column("evidence and relations", ratio=1, overflow="fold")
    for number, member in enumerate(members, 1):
        claim = member.claim
        table.add_row(
            Text(str(number), style="dim"),
            Text.assemble(claim.said or "?", "\n", (_speakers(member), "bold")),
            Text(claim.status.value, style=COLOURS[claim.status]),
            Text.assemble(_evidence(member), ("".join(_notes(member, related, numbers)), "dim")),
        )
    return table


def _notes(member: Member, related: Sequence[Relation], numbers: dict[str, int]) -> Iterator[str]:
    for relation in related:
        if relation.later == member.claim.id:
            reason = fold_safely(relation.reason)
            yield f"\n{relation.kind.value} {numbers[relation.earlier]}: {reason}"
    for reason in member.reasons:
        yield f"\nplaced by its article: {fold_safely(reason)}"
    for posting in member.postings:
        yield f"\nalso posted as {fold_safely(posting.claim.external_id)}"


def _speakers(member: Member) -> str:
    return fold_safely(" > ".join(actor.name for actor in member.claim.viewpoint))


def _evidence(member: Member) -> str:
    return " [...] ".join(fold_safely(span.text) for span in member.claim.evidence)


def _and(names: Sequence[str]) -> str:
    *others, last = map(fold_safely, names)
    return f"{', '.join(others)} and {last}" if others else last
