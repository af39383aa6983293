"""Offices: the body that each belongs to, and who held which when.

The facts stand in ``data/offices.toml``, with their sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reportedly.lexicon.names import NameKind, names
from reportedly.lexicon.phrases import load, words_of

_LANDS = frozenset({NameKind.COUNTRY, NameKind.DEMONYM})
_BODIES = frozenset({NameKind.BODY, NameKind.ORGANISATION})
_ELSEWHERE = re.compile(r"\s(?:to|for|on)\s")


@dataclass(frozen=True, slots=True)
class Place:
    """What an office belongs to: code of a country or organisation, and its body, where it says so."""

    code: str | None
    body: str | None


@dataclass(frozen=True, slots=True)
class Term:
    """An office that somebody held, and when (an EDTF interval, both ends included)."""

    office: str
    held: str


@lru_cache(maxsize=4096)
def body_named(text: str) -> str:
    """The one name of a body: "Department of Defense" for "Pentagon"; the text where only one is known."""
    return _bodies().get(text.removeprefix("the "), text.removeprefix("the "))


@lru_cache(maxsize=4096)
def place_of(office: str, code: str | None = None) -> Place:
    """The country and the body that the words of an office name; ``code`` is its holder's, where known.

    What an office is sent to or looks after is not what it belongs to ("ambassador to the UN").

    >>> place_of("NSC Coordinator for Strategic Communications")
    Place(code='USA', body='National Security Council')
    """
    own = _ELSEWHERE.split(office)[0]
    seat = next((place for words, place in _seats().items() if f" {words} " in f" {_folded(own)} "), None)
    if seat is not None and code in {None, seat.code}:
        return seat
    found = [name for _, _, name in names().find(words_of(own)) if name.actor.actor]
    body = next((name.actor for name in found if name.kind in _BODIES), None)
    land = next((name.actor for name in found if name.kind in _LANDS), None)
    named = body or land
    return Place(named.actor if named else code, body_named(body.name) if body else None)


@lru_cache(maxsize=1024)
def terms(name: str) -> tuple[Term, ...]:
    """The offices that the public figure of this full name has held, as far as they are on record."""
    held = load("offices")["held"].get(name, {})
    return tuple(Term(office, interval) for office, intervals in held.items() for interval in intervals)


def _folded(office: str) -> str:
    return " ".join(office.casefold().split())


@lru_cache(maxsize=1)
def _bodies() -> dict[str, str]:
    groups = load("offices")["bodies"].values()
    return {text: name for bodies in groups for name, others in bodies.items() for text in (name, *others)}


@lru_cache(maxsize=1)
def _seats() -> dict[str, Place]:
    return dict(_each_seat())


def _each_seat() -> Iterator[tuple[str, Place]]:
    for code, bodies in load("offices")["seats"].items():
        for body, offices in bodies.items():
            for office in offices:
                yield _folded(office), Place(code, body)
