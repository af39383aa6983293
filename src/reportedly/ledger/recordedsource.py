"""What a ledger gives of the sources that entries are about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportedly.ledger.entries import Followed, Visited


@dataclass(frozen=True, slots=True)
class RecordedSource:
    """A source as far as it is known: what it was last said of it, and what came of asking it.

    ``followed`` is ``None`` where it is not followed (any more), ``address`` where to ask it. ``visited`` is
    the last visit, ``succeeded`` the last that went as it should, ``erred`` the last that did not;
    ``failures`` is how many there were since the last success.
    """

    name: str
    address: str
    followed: Followed | None = None
    visited: Visited | None = None
    succeeded: Visited | None = None
    erred: Visited | None = None
    failures: int = 0


@dataclass(frozen=True, slots=True)
class SourceFigures:
    """How much came from a source, and how much was left out for each reason."""

    articles: int
    claims: int
    skipped: Mapping[str, int]
