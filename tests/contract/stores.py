"""The stores that the contract holds for. A store to be tested is one more line in `STORES`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from reportedly.ledger.entries import Place, Placement
from reportedly.ledger.sqlite import SqliteStore
from reportedly.ledger.store import Store
from reportedly.model import Claim
from reportedly.times import bounds

Open: TypeAlias = Callable[[Path, Place], Store]
STORES: dict[str, Open] = {"sqlite": lambda path, place: SqliteStore.open_to_write(path / "ledger.db", place)}


def by_deal(claims: Sequence[Claim]) -> Iterator[Placement]:
    """Place each transfer under supplier, recipient and item."""
    for claim in claims:
        supplier, recipient = (one.actor for one in claim.event.participants)
        assert claim.event.item is not None
        day = bounds(claim.said)[1] if claim.said else None
        key = f"{supplier} {recipient} {claim.event.item.cls}"
        names = (f"supplier {supplier}", f"item {claim.event.item.cls}")
        yield Placement(claim.id, key, day, ("same supplier",), names)
