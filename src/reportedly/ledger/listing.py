"""Listing threads without their claims, a page at a time, in the order in which they are shown.

    few propositions have the rarest name, or the words -> their threads, put in order
    many have                                           -> threads in order, each looked at for them

The first costs what it finds, the second what it passes over until the page is full.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import apsw

from reportedly.ledger.days import day, number_of
from reportedly.ledger.entries import PlacedClaim, Placement
from reportedly.ledger.finding import Known, matching, placed_claims, placements
from reportedly.ledger.statements import SQL, numbers, rows, value
from reportedly.ledger.windows import Asked, Window

FEW = 20_000
"""Up to how many propositions with a name, or claims with some words, are gathered and put in order."""


def find_windows(db: apsw.Connection, asked: Asked, at: Known, skip: int, limit: int) -> tuple[Window, ...]:
    """A page of threads, what was last said first."""
    return _windows(db, asked, at, "windows_page", skip, limit)


def find_largest(db: apsw.Connection, asked: Asked, at: Known, skip: int, limit: int) -> tuple[Window, ...]:
    """A page of threads, those of most claims first."""
    return _windows(db, asked, at, "windows_largest", skip, limit)


def _windows(
    db: apsw.Connection, asked: Asked, at: Known, order: str, skip: int, limit: int
) -> tuple[Window, ...]:
    values: dict[str, object] = {"reading": at.reading, "skip": skip, "limit": limit}
    gathered = order == "windows_largest"  # which is no order that could be gone through
    source, conditions = _source(db, asked, at, values, gathered=gathered)
    conditions = ["valid_now" if at == Known() else "valid_known", *conditions]
    if asked.without:
        conditions.append("window_without")
        values["without"] = _numbers(db, asked.without)
    clauses = [SQL.get(name, name) for name in conditions]
    found: Any = db.execute(f"{SQL[source]} {' AND '.join(clauses)} {SQL[order]}", values)
    return tuple(
        Window(identity, key, day(first), day(last), day(said), claims, since)
        for identity, first, last, said, claims, since, key in found
    )


def _source(
    db: apsw.Connection, asked: Asked, at: Known, values: dict[str, object], *, gathered: bool
) -> tuple[str, list[str]]:
    """Where to begin, and what is to be looked at besides; what both need is put to the values."""
    often = {each: _frequency(db, each) for each in asked.names}
    names = sorted(asked.names, key=lambda each: (often[each], sorted(each)))
    source, conditions = "windows_in_order", []
    if names and (gathered or often[names[0]] < FEW):
        source = "windows_named"
        values["driver"] = apsw.carray(tuple(sorted(names.pop(0))))
    if asked.words is not None:
        words = matching(asked.words)
        values["words"] = words
        if source == "windows_in_order" and value(db, "word_frequency", words=words, most=FEW) < FEW:
            source = "windows_among"
            values["among"] = _worded(db, words, at)
        else:
            conditions.append("window_worded")
    for number, each in enumerate(names):
        values[f"name_{number}"] = apsw.carray(tuple(sorted(each)))
        conditions.insert(0, SQL["window_named"].replace(":value", f":name_{number}"))
    return source, conditions


def _frequency(db: apsw.Connection, names: Collection[str]) -> int:
    found: int = value(db, "name_frequency", names=apsw.carray(tuple(sorted(names))), most=FEW)
    return found


def _worded(db: apsw.Connection, words: str, at: Known) -> Any:
    found = rows(db, "propositions_worded", words=words, reading=at.reading)
    return numbers(number for (number,) in found)


def _numbers(db: apsw.Connection, keys: Collection[str]) -> Any:
    found = rows(db, "proposition_numbers", keys=apsw.carray(tuple(sorted(keys))))
    return numbers(number for (number,) in found)


def find_within(db: apsw.Connection, window: Window, at: Known) -> tuple[PlacedClaim, ...]:
    """The claims of a thread."""
    first, last = number_of(window.first), number_of(window.last)
    found = rows(db, "claims_within", key=window.key, first=first, last=last, reading=at.reading)
    return placed_claims(found)


def find_changed(db: apsw.Connection, since: Known) -> frozenset[str]:
    """The keys of which a thread is another than it was."""
    return frozenset(key for (key,) in rows(db, "windows_since", reading=since.reading))


def find_last_change(db: apsw.Connection, keys: Collection[str], at: Known) -> int:
    """The number of the last reading that changed which claims stand under keys."""
    found = value(db, "keys_changed", keys=apsw.carray(tuple(sorted(keys))), reading=at.reading)
    return found or 0


def find_worded(db: apsw.Connection, keys: Collection[str], words: str | None, at: Known) -> frozenset[str]:
    """Those of the keys with a live claim, in these words where there are any."""
    asked = None if words is None else matching(words)
    values = {"keys": apsw.carray(tuple(sorted(keys))), "words": asked, "reading": at.reading}
    return frozenset(key for (key,) in rows(db, "keys_worded", **values))


def find_placements_in(db: apsw.Connection, article: str, at: Known) -> tuple[Placement, ...]:
    """Where the live claims of an article are placed."""
    return placements(rows(db, "placements_in", id=article, reading=at.reading))


def find_newest_reading(db: apsw.Connection, article: str, at: Known) -> int | None:
    """The number of the newest reading of an article."""
    found: int | None = value(db, "newest_reading", id=article, reading=at.reading)
    return found
