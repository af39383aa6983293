"""What a person asked for: which claims (``--about "RUS IRN uav"``), and of when.

Dates and moments are EDTF, which means up to its end, or an ISO 8601 time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from reportedly.errors import UsageError
from reportedly.lexicon.items import item_class_of
from reportedly.lexicon.names import code_of
from reportedly.model import Claim, Frame
from reportedly.times import bounds

_FRAMES = {frame.value: frame for frame in Frame}


@dataclass(frozen=True, slots=True)
class Query:
    """Actors that must all take part, one item class, one frame; an empty field admits any.

    ``least`` is the confidence from which on a claim is admitted.
    """

    actors: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    frames: frozenset[Frame] = frozenset()
    least: float = 0.0

    def admits(self, claim: Claim) -> bool:
        """Whether a claim's event has every actor asked for, and one of the items and frames."""
        event = claim.event
        present = {participant.actor for participant in event.participants}
        return (
            claim.confidence >= self.least
            and self.actors <= present
            and (not self.items or (event.item is not None and event.item.cls in self.items))
            and (not self.frames or event.frame in self.frames)
        )


def parse_query(words: str) -> Query:
    """Read a query: countries and bodies by code or name, an item by class or name, a frame.

    >>> parse_query("RUS IRN uav") == parse_query("Russia Iran drones")
    True
    """
    actors: set[str] = set()
    items: set[str] = set()
    frames: set[Frame] = set()
    tokens = words.split()
    while tokens:
        kind, found, size = _longest(tokens)
        if kind == "frame":
            frames.add(_FRAMES[found])
        else:
            (actors if kind == "actor" else items).add(found)
        tokens = tokens[size:]
    return Query(frozenset(actors), frozenset(items), frozenset(frames))


def days_of(option: str, given: str | None) -> tuple[date | None, date | None]:
    """First and last day of an EDTF date, or of a moment."""
    try:
        if given and "T" in given and "/" not in given:
            datetime.fromisoformat(given)
        return bounds(given) if given else (None, None)
    except ValueError as error:
        raise UsageError(f"{option} {given}: no date; write it as 2022-07-26") from error


def moment_of(given: str | None) -> datetime | None:
    """A moment as given, or the last one of a day, month or year."""
    if given is None:
        return None
    try:
        if "T" in given:
            told = datetime.fromisoformat(given)
            return told if told.tzinfo else told.replace(tzinfo=UTC)
        last = bounds(given)[1]
    except ValueError as error:
        raise UsageError(f"{given}: no date; write it as 2022-07-26 or 2022-07-26T12:00") from error
    return datetime.combine(last, time.max, tzinfo=UTC) if last else None


def _longest(tokens: list[str]) -> tuple[str, str, int]:
    """What the longest run of leading words names: kind, code and how many words it took."""
    for size in range(len(tokens), 0, -1):
        phrase = " ".join(tokens[:size])
        if phrase.lower() in _FRAMES:
            return "frame", phrase.lower(), size
        for spelled in (phrase, phrase.lower(), phrase.upper(), phrase.title()):
            if (code := code_of(spelled)) is not None:
                return "actor", code, size
            if (item := item_class_of(spelled)) is not None:
                return "item", item, size
    raise UsageError(
        f"--about: {tokens[0]!r} is no country, body, item or frame; "
        'use codes or names, as in "RUS IRN uav" or "Russia Iran drones"'
    )
