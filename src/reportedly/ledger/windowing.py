"""Keeping which threads there are, without their claims: what each was from one reading to another.

    a claim is placed -> the threads near its day end, one that has it too begins
    an article is read again -> the threads of its propositions are counted anew

A thread that ends with the reading with which it began was never there, so readings that are recorded
together leave what they leave one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import apsw

from reportedly.ledger.days import ALWAYS
from reportedly.ledger.statements import SQL, rows, value


@dataclass(frozen=True, slots=True)
class Stretch:
    """A thread as numbers: its days, its id, the last day said, and how many claims it has."""

    first: int
    last: int
    id: str
    said: int
    claims: int = 1


def widen(db: apsw.Connection, proposition: int, reading: int, placed: Stretch) -> None:
    """Take in a claim, as the thread of one claim that it would be alone."""
    gap = value(db, "gap_of", proposition=proposition)
    kept = list(rows(db, "live_windows", proposition=proposition))
    near = [(seq, since, Stretch(*told)) for seq, *told, since in kept]
    near = [(seq, since, one) for seq, since, one in near if _touch(one, placed, gap)]
    for seq, since, _ in near:
        _end(db, seq, since, reading)
    whole = placed
    for _, _, one in near:
        whole = _joined(one, whole)
    _begin(db, proposition, whole, reading)


def recount(db: apsw.Connection, proposition: int, reading: int) -> None:
    """Count the threads of a proposition anew, from its claims that are live with a reading.

    One that has as many claims on the same days as before may have others, so each begins anew.
    """
    gap = value(db, "gap_of", proposition=proposition)
    placed = rows(db, "placed_days", proposition=proposition, reading=reading)
    now = list(_windows((Stretch(day, day, thread, said) for day, thread, said in placed), gap))
    for seq, *_, since in list(rows(db, "live_windows", proposition=proposition)):
        _end(db, seq, since, reading)
    for one in now:
        _begin(db, proposition, one, reading)


def _windows(placed: Iterable[Stretch], gap: int) -> Iterator[Stretch]:
    """The threads of claims that come in order of their days."""
    whole: Stretch | None = None
    for one in placed:
        if whole is not None and _touch(whole, one, gap):
            whole = _joined(whole, one)
        else:
            if whole is not None:
                yield whole
            whole = one
    if whole is not None:
        yield whole


def _touch(one: Stretch, other: Stretch, gap: int) -> bool:
    """Whether two are one thread; those of no known day are."""
    if ALWAYS in (one.first, other.first):
        return one.first == other.first
    return one.first - gap <= other.last and other.first - gap <= one.last


def _joined(one: Stretch, other: Stretch) -> Stretch:
    begins = min(one, other, key=lambda each: each.first)
    return replace(
        begins,
        last=max(one.last, other.last),
        said=max(one.said, other.said),
        claims=one.claims + other.claims,
    )


def _end(db: apsw.Connection, seq: int, since: int, reading: int) -> None:
    if since == reading:
        rows(db, "drop_window", seq=seq)
    else:
        rows(db, "end_window", seq=seq, reading=reading)


def _begin(db: apsw.Connection, proposition: int, one: Stretch, reading: int) -> None:
    told: Sequence[object] = (proposition, one.first, one.last, one.id, one.said, one.claims, reading)
    db.execute(SQL["add_window"], told)
