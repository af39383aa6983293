"""The claims on one proposition, split where nothing was said of it for long: one deal each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from reportedly.model import Claim, content_id
from reportedly.threadmodel import Placement, Proposition, Thread
from reportedly.threads.postings import fold
from reportedly.threads.stated import DEALS
from reportedly.times import bounds

Placed: TypeAlias = tuple[Claim, Placement]

_DEAL_GAP = timedelta(days=365)
_OTHER_GAP = timedelta(days=30)


def gap(proposition: Proposition) -> timedelta:
    """How long nothing may be said of a proposition before the next claim starts another thread.

    A year for deals: what is ordered one year is often delivered the next, and meanwhile somebody
    speaks of it. A month for visits, talks and other events, of which there is soon another one.
    """
    return _DEAL_GAP if proposition.event in DEALS else _OTHER_GAP


@dataclass(frozen=True, slots=True)
class Seams:
    """Where a person divides the time of a proposition, and between which days it is not to be divided."""

    cuts: frozenset[date] = frozenset()
    together: frozenset[tuple[date, date]] = frozenset()

    def divide(self, earlier: date, later: date, apart: timedelta) -> bool:
        """Whether two days that follow on one another are of two threads."""
        if any(earlier < cut <= later for cut in self.cuts):
            return True
        return later - earlier > apart and not any(
            first <= earlier and later <= last for first, last in self.together
        )


_NO_SEAMS = Seams()


def threads_in(placed: Iterable[Placed], seams: Seams = _NO_SEAMS) -> tuple[Thread, ...]:
    """The threads of the claims on one proposition, by day. Their order does not matter.

    Claims of which no day is known are a thread of their own.
    """
    everything = list(placed)
    if not everything:
        return ()
    proposition = everything[0][1].proposition
    dated: dict[date, list[Placed]] = {}
    undated: list[Placed] = []
    for claim, placement in everything:
        day = deal_day(proposition, claim, placement.said_by)
        (undated if day is None else dated.setdefault(day, [])).append((claim, placement))
    windows = [
        [one for day in window for one in dated[day]] for window in _windows(dated, gap(proposition), seams)
    ]
    return tuple(_thread(window) for window in (*windows, undated) if window)


def deal_day(proposition: Proposition, claim: Claim, said_by: date | None) -> date | None:
    """The day that tells which deal is meant: when it was said, or long before that when it happened."""
    if said_by is None or claim.happens is None:
        return said_by
    happened = bounds(claim.happens)[1]
    return happened if happened and said_by - happened > gap(proposition) else said_by


def thread_id(proposition: Proposition, first: date | None) -> str:
    """The id of the thread on a proposition whose first claim is of the day ``first``."""
    parties = [(party.role, party.actor) for party in proposition.parties]
    day = first.isoformat() if first else None
    return content_id(proposition.event, parties, proposition.item, proposition.scope, day)


def ids_of(thread: Thread) -> frozenset[str]:
    """Every id by which a thread may be asked for: those it may ever have had, and its claims'.

    A thread is named by its first day. When an earlier claim arrives, or one that joins it to
    another, it takes the name of the new first day; the old one is still the day of one of its
    claims, so a name once given is always found again.
    """
    days = {deal_day(thread.proposition, one.claim, one.said_by) for one in thread.told}
    return frozenset(thread_id(thread.proposition, day) for day in days) | {
        one.claim.id for one in thread.told
    }


def _windows(days: Iterable[date], apart: timedelta, seams: Seams) -> list[list[date]]:
    """Days in order, in stretches within which none is further than ``apart`` from the one before."""
    windows: list[list[date]] = []
    for day in sorted(days):
        if windows and not seams.divide(windows[-1][-1], day, apart):
            windows[-1].append(day)
        else:
            windows.append([day])
    return windows


def _thread(window: Sequence[Placed]) -> Thread:
    proposition = window[0][1].proposition
    days = [deal_day(proposition, claim, placement.said_by) for claim, placement in window]
    first = min((day for day in days if day), default=None)
    return Thread(thread_id(proposition, first), proposition, fold(window))
