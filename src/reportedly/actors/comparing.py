"""Whether two mentions of people are of one person: a table of reasons, each with a weight.

What counts against it weighs below zero. Weights were set by hand on White House briefings.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from reportedly.actormodel import Join, Mention, Office
from reportedly.actors.keying import may_be_of, name_of, public_figure
from reportedly.actors.personal import likeness
from reportedly.actors.spelling import folded
from reportedly.lexicon.names import bearers

Reason: TypeAlias = tuple[str, float]
Feature: TypeAlias = Callable[[Mention, Mention], Reason | None]

ENOUGH = 2.5
"""The weight from which on two mentions are taken for one person."""


def compare(one: Mention, other: Mention) -> Join | None:
    """All that speaks for and against one person; ``None`` where the names cannot be one person's."""
    if likeness(name_of(one.key), name_of(other.key)) is None and not _figure(one, other):
        return None
    reasons = [reason for feature in FEATURES if (reason := feature(one, other)) is not None]
    first, second = sorted((one.id, other.id))
    return Join(first, second, sum(weight for _, weight in reasons), tuple(words for words, _ in reasons))


def _figure(one: Mention, other: Mention) -> Reason | None:
    figure = public_figure(one.key)
    if figure is None or public_figure(other.key) != figure:
        return None
    return f"both are spellings of {figure.name}", 5.0


def _name(one: Mention, other: Mention) -> Reason | None:
    return likeness(name_of(one.key), name_of(other.key))


def _bearer(one: Mention, other: Mention) -> Reason | None:
    """Only one public figure bears the name, and only one of the two mentions is known to mean them."""
    known = [mention for mention in (one, other) if public_figure(mention.key)]
    if len(known) != 1 or None not in {one.key.code, other.key.code}:
        return None
    figure = public_figure(known[0].key)
    alone = figure is not None and len(bearers(figure.name.rpartition(" ")[2])) == 1
    return (f"{figure.name} is the only public figure of that name", 0.5) if figure and alone else None


def _code(one: Mention, other: Mention) -> Reason | None:
    codes = (one.key.code, other.key.code)
    if codes[0] is not None and codes[0] == codes[1]:
        return f"both speak for {codes[0]}", 1.0
    if not may_be_of(*codes):
        return f"one speaks for {codes[0]}, one for {codes[1]}", -2.0
    return None


def _office(one: Mention, other: Mention) -> Reason | None:
    shared = _posts(one) & _posts(other)
    return (f"both are called {min(shared)}", 1.0) if shared else None


def _posts(mention: Mention) -> frozenset[str]:
    """The offices of at least two words: half of all people in the news are some "president"."""
    return frozenset(role for role in (folded(office.role) for office in _offices(mention)) if " " in role)


def _offices(mention: Mention) -> frozenset[Office]:
    return frozenset(office for office, _ in mention.offices)


FEATURES: tuple[Feature, ...] = (_figure, _name, _bearer, _code, _office)
