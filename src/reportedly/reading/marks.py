"""What the reading steps hand to each other: token-based marks on a `Parse`.

Token ranges are half-open, ``head`` is the syntactic head's index.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from reportedly.model import Actor, Factuality, Frame, Item, Money, Participant, Quantity, Stage


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A stretch that names an actor. ``adjectival`` for demonyms ("Iranian" in "Iranian drones")."""

    first: int
    last: int
    head: int
    actor: Actor
    adjectival: bool = False


@dataclass(frozen=True, slots=True)
class ItemMention:
    """A stretch that names a weapon or other traded thing, with how many where it says so."""

    first: int
    last: int
    head: int
    item: Item
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class MoneyMention:
    """A stretch that names an amount of money."""

    first: int
    last: int
    head: int
    money: Money


@dataclass(frozen=True, slots=True)
class Mentions:
    """Every actor, item and amount in a parse, each list in text order; ``*_at`` by covered token."""

    actors: tuple[ActorMention, ...]
    items: tuple[ItemMention, ...]
    money: tuple[MoneyMention, ...]
    actor_at: dict[int, ActorMention] = field(repr=False)
    item_at: dict[int, ItemMention] = field(repr=False)
    money_at: dict[int, MoneyMention] = field(repr=False)


@dataclass(frozen=True, slots=True)
class EventMention:
    """An event where it stands in the text, before anyone asks whether it happened.

    ``head`` is the token that carries the event ("provide"), ``first``/``last`` the trigger's
    token range ("turned over"). ``own_stage`` is the stage that the trigger itself names
    ("seek", "agreed to sell", "cancel the sale"), before its context is read. ``antecedent`` is
    the head of the earlier mention that "do so", "such moves" or "the sale" points back to.
    """

    head: int
    first: int
    last: int
    type: str | None
    mode: str | None
    frame: Frame | None
    participants: tuple[Participant, ...]
    item: Item | None = None
    quantity: Quantity | None = None
    money: Money | None = None
    own_stage: Stage | None = None
    antecedent: int | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """How one event is presented: factuality, stage, why, and the head of the clause that says so.

    ``top`` is the highest token whose words decided the reading (the "seen" of "have not seen
    Russia buy"), so the subtree of ``top`` is the evidence. ``declined`` is True for "declined to
    say whether", "it is unclear whether". ``asked`` for questions.
    """

    factuality: Factuality
    stage: Stage | None
    reasons: tuple[str, ...]
    top: int
    declined: bool = False
    asked: bool = False
