"""The list of deals: threads as rows, filtered and sorted as a person asks, as of a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias

from reportedly.model import Status
from reportedly.serving.pages.views.thread import Holding, holdings
from reportedly.serving.pages.views.wording import Deal, deal_of, joined, named, overall_of, plain
from reportedly.threadmodel import Thread
from reportedly.threads.history import as_of, history
from reportedly.threads.rewinding import rewound

PAGE = 25
"""How many rows stand on a page."""


class Sort(StrEnum):
    """What rows are sorted by."""

    CHANGED = "changed"
    SAID = "said"
    SUPPLIER = "supplier"
    RECIPIENT = "recipient"
    ITEM = "item"
    STATUS = "status"
    CLAIMS = "claims"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows, beside what the ledger is asked for, and in which order.

    ``outlet`` is part of an outlet's name; ``said_from`` and ``said_to`` are days between which something
    was said, both included. ``backwards`` turns the order round.
    """

    day: date | None = None
    status: Status | None = None
    outlet: str = ""
    said_from: date | None = None
    said_to: date | None = None
    sort: Sort = Sort.CHANGED
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A thread in the list. ``changed`` is the day since which some viewpoint's status is what it is."""

    id: str
    deal: Deal
    holdings: tuple[Holding, ...]
    overall: str | None
    status: Status | None
    sources: str
    outlets: tuple[str, ...]
    claims: int
    articles: int
    said: date | None
    changed: date | None


Outlets: TypeAlias = Callable[[str], str | None]
"""The outlet of the article with an id."""


def rows(threads: Iterable[Thread], wanted: Wanted, outlet_of: Outlets) -> tuple[Row, ...]:
    """The threads wanted, as of the day wanted, in the order wanted."""
    then = (found for thread in threads if (found := rewound(thread, wanted.day)))
    kept = [_row(thread, wanted, outlet_of) for thread in then if _admits(wanted, thread, outlet_of)]
    kept.sort(key=lambda row: row.id)
    kept.sort(key=_KEYS[wanted.sort], reverse=(wanted.sort in _LATEST_FIRST) != wanted.backwards)
    return tuple(kept)


def _admits(wanted: Wanted, thread: Thread, outlet_of: Outlets) -> bool:
    return (
        (wanted.status is None or wanted.status in as_of(thread, wanted.day).status.values())
        and (
            not (wanted.said_from or wanted.said_to)
            or any(_within(wanted, one.said_by) for one in thread.told)
        )
        and (not wanted.outlet or any(_named_so(wanted.outlet, name) for name in _outlets(thread, outlet_of)))
    )


def _within(wanted: Wanted, day: date | None) -> bool:
    return day is not None and (wanted.said_from or date.min) <= day <= (wanted.said_to or date.max)


def _named_so(part: str, outlet: str) -> bool:
    return part.casefold() in outlet.casefold()


def _outlets(thread: Thread, outlet_of: Outlets) -> Iterator[str]:
    for article in dict.fromkeys(one.claim.article for one in thread.told):
        name = outlet_of(article)
        if name:
            yield plain(name)


def _row(thread: Thread, wanted: Wanted, outlet_of: Outlets) -> Row:
    overall = as_of(thread, wanted.day).overall
    stretches = history(thread)
    return Row(
        id=thread.id,
        deal=deal_of(thread.proposition),
        holdings=holdings(thread),
        overall=overall_of(overall) if overall else None,
        status=overall.status if overall else None,
        sources=joined(map(named, overall.sources)) if overall else "",
        outlets=tuple(dict.fromkeys(_outlets(thread, outlet_of))),
        claims=len(thread.members),
        articles=len({one.claim.article for one in thread.told}),
        said=thread.last_said,
        changed=max((one.since for one in stretches), default=None),
    )


_LATEST_FIRST = frozenset({Sort.CHANGED, Sort.SAID, Sort.CLAIMS})
_FURTHEST = {status: place for place, status in enumerate(Status)}
_KEYS: Mapping[Sort, Callable[[Row], Any]] = {
    Sort.CHANGED: lambda row: (row.changed or date.min, row.said or date.min),
    Sort.SAID: lambda row: row.said or date.min,
    Sort.SUPPLIER: lambda row: row.deal.supplier or "~",
    Sort.RECIPIENT: lambda row: row.deal.recipient or "~",
    Sort.ITEM: lambda row: row.deal.item or "~",
    Sort.STATUS: lambda row: _FURTHEST[row.status] if row.status else len(_FURTHEST),
    Sort.CLAIMS: lambda row: row.claims,
}
