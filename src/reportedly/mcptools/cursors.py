"""Cursors: where the next page begins, of the question that the last one answered."""

from __future__ import annotations

from typing import Protocol

import msgspec

from reportedly.errors import UsageError
from reportedly.model import content_id


class Paged(Protocol):
    """A question whose answer comes in pages."""

    @property
    def cursor(self) -> str | None:
        """Where to go on."""


def cursor(ask: Paged, place: object) -> str:
    """The cursor of what comes after a place."""
    return f"{_question(ask)}.{place}"


def place_of(ask: Paged) -> str | None:
    """The place after which a question goes on, ``None`` at its beginning.

    Raises:
        UsageError: the cursor is of another question.

    """
    if ask.cursor is None:
        return None
    question, _, place = ask.cursor.partition(".")
    if question != _question(ask):
        raise _foreign(ask)
    return place


def number_of(ask: Paged) -> int:
    """The place after which a question goes on, as a number.

    Raises:
        UsageError: the cursor is of another question, or was made up.

    """
    place = place_of(ask) or "0"
    if not (place.isascii() and place.isdecimal() and len(place) < 10):
        raise _foreign(ask)
    return int(place)


def _foreign(ask: Paged) -> UsageError:
    return UsageError(f"cursor {ask.cursor!r}: not of this question; ask again without one")


def _question(ask: Paged) -> str:
    """A hash of all that is asked but for where to go on."""
    asked = msgspec.to_builtins(ask)
    return content_id(type(ask).__name__, sorted((name, asked[name]) for name in asked if name != "cursor"))
