"""Who and what a text names: actors, items with quantities, and amounts of money."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from reportedly.reading.actor_mentions import find_actors
from reportedly.reading.item_mentions import find_items
from reportedly.reading.marks import ActorMention, ItemMention, Mentions, MoneyMention
from reportedly.reading.money import find_money
from reportedly.reading.parse import Parse
from reportedly.reading.quantities import find_numbers

M = TypeVar("M", ActorMention, ItemMention, MoneyMention)


def find_mentions(parse: Parse) -> Mentions:
    """Every actor, item and amount of ``parse``, each list in text order and free of overlaps."""
    numbers = find_numbers(parse)
    money = find_money(parse, numbers)
    items = find_items(parse, numbers, money)
    actors = find_actors(parse)
    return Mentions(actors, items, money, _by_token(actors), _by_token(items), _by_token(money))


def _by_token(mentions: Iterable[M]) -> dict[int, M]:
    return {token: mention for mention in mentions for token in range(mention.first, mention.last)}
