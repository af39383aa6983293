"""A proposition as the string that a ledger keeps it under, and the names that it is asked for by."""

from __future__ import annotations

from datetime import date

import msgspec

from reportedly.threadmodel import Party, Proposition
from reportedly.threads.windows import thread_id


def key_of(proposition: Proposition) -> str:
    """A proposition as compact JSON: event, the two parties, item, scope.

    >>> from reportedly.threadmodel import Party
    >>> key_of(Proposition("transfer", (Party("supplier", "IRN"), Party("recipient", "RUS")), "uav"))
    '["transfer",[["supplier","IRN"],["recipient","RUS"]],"uav",null]'
    """
    parties = [(party.role, party.actor) for party in proposition.parties]
    form = (proposition.event, parties, proposition.item, proposition.scope)
    return msgspec.json.encode(form).decode("utf-8")


def proposition_of(key: str) -> Proposition:
    """The proposition that `key_of` made a key of."""
    event, parties, item, scope = msgspec.json.decode(key, type=_Form)
    return Proposition(event, tuple(Party(role, actor) for role, actor in parties), item, scope)


_Form = tuple[str, tuple[tuple[str, str | None], ...], str | None, str | None]


def names_of(proposition: Proposition, day: date | None) -> tuple[str, ...]:
    """What a proposition is asked for by: parties, item, event, and its thread that begins on a day."""
    item = [named("item", proposition.item)] if proposition.item else []
    actors = [named("actor", actor) for actor in sorted(proposition.actors)]
    return (
        *actors,
        *item,
        named("event", proposition.event),
        named("thread", thread_id(proposition, day)),
    )


def named(kind: str, name: str) -> str:
    """A name of a kind, so that an actor is not taken for an item.

    >>> named("actor", "IRN")
    'actor IRN'
    """
    return f"{kind} {name}"
