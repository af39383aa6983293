"""The frozen types of threads as a store lists them: without their claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Window:
    """A thread without its claims: its id, its proposition's key, and how many claims stand in it.

    ``first`` and ``last`` are the days that tell its deal, ``said`` the last day by which something had
    been said; each ``None`` where no day is known. ``since`` is the number of the reading that made it
    what it is: with key and first day it says which claims these are.
    """

    id: str
    key: str
    first: date | None
    last: date | None
    said: date | None
    claims: int
    since: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Which threads: those whose proposition has a name of each collection and a claim in the ``words``.

    Those on the keys in ``without`` are left out.
    """

    names: tuple[frozenset[str], ...] = ()
    words: str | None = None
    without: frozenset[str] = frozenset()
