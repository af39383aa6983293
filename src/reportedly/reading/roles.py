"""Slots to roles: who supplies, who receives, what, how many and for how much."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportedly.lexicon.events import Sense, event_lexicon
from reportedly.model import Frame, Participant
from reportedly.reading.frames import Slots
from reportedly.reading.marks import ItemMention, MoneyMention
from reportedly.reading.participants import Cast, item_in, item_meant, mention_of, money_in, participants_in

# Slots that hold much besides participants ("for use", "in August"): only a named actor counts.
_NAMED_ONLY = frozenset(
    {"for", "in", "into", "mod", "of", "at", "from", "with", "on", "comp", "include", "affected"}
)
# Where a group without a name may stand all the same ("sanctions on banks").
_OPEN = {
    ("on", "target"),
    ("against", "target"),
    ("of", "trainee"),
    ("for", "trainee"),
    ("with", "recipient"),
}
# A thing given and no one to give it to ("gave them the training").
_CLOSED = {("obj", "recipient"), ("obj", "supplier")}
_MODIFIERS = 6
_SIDES = ("supplier", "recipient")


@dataclass(frozen=True, slots=True)
class Filling:
    """What the slots of one reading hold. ``item_token`` is where the item is spoken of."""

    participants: tuple[Participant, ...]
    item: ItemMention | None = None
    money: MoneyMention | None = None
    item_pronoun: bool = False


class _Roles:
    """Roles while they are being filled, each from one slot only."""

    def __init__(self) -> None:
        self.participants: list[Participant] = []
        self.slot_of: dict[str, str] = {}
        self.item: ItemMention | None = None
        self.item_pronoun = False

    def sort_out(self) -> None:
        """Nobody deals with himself: of two sides that are one, the pronoun was read wrongly."""
        sides = {side: {who.actor for who in self.participants if who.role == side} for side in _SIDES}
        both = (sides["supplier"] & sides["recipient"]) - {None}
        self.participants = [
            who
            for who in self.participants
            if who.actor not in both or who.role not in _SIDES or who.span.text[:1].isupper()
        ]

    def add(self, role: str, slot: str, found: list[Participant]) -> None:
        self.slot_of[role] = slot
        self.participants.extend(found)


def fill(cast: Cast, head: int, slots: Slots, sense: Sense) -> Filling:
    """Fill the roles of ``sense`` from ``slots``, in the order that its arguments give."""
    roles = _Roles()
    for slot, wanted in sense.arguments.items():
        tokens = slots.get(slot, [])
        if slot == "comp" and "item" in wanted:
            # "train them to use the drones"
            tokens = [noun for verb in tokens for noun in cast.parse.children_by(verb, "dobj")]
        for token in tokens:
            _place(cast, slot, token, sense, roles)
    if sense.frame is Frame.TRANSFER and roles.item is not None:
        _add_maker(cast, head, roles)
        if "recipient" not in roles.slot_of and "to" in sense.arguments:
            roles.add("recipient", "promised", _promised(cast, head))
    roles.sort_out()
    money = None
    if sense.frame in {Frame.TRANSFER, Frame.AID}:
        places = [head, *(token for tokens in slots.values() for token in tokens)]
        if roles.item is not None:
            places.append(roles.item.head)
        money = money_in(cast, places)
    return Filling(tuple(roles.participants), roles.item, money, roles.item_pronoun)


def _place(cast: Cast, slot: str, token: int, sense: Sense, roles: _Roles) -> None:
    for role in sense.arguments[slot]:
        if role == "item":
            if roles.item is None and _place_item(cast, token, roles):
                return
        elif role != "money" and _place_actors(
            cast, slot, token, _side(cast, slot, token, role, sense), roles
        ):
            return


def _place_actors(cast: Cast, slot: str, token: int, role: str, roles: _Roles) -> bool:
    if roles.slot_of.get(role, slot) != slot:
        return False
    named_only = (slot in _NAMED_ONLY and (slot, role) not in _OPEN) or (slot, role) in _CLOSED
    found = participants_in(cast, token, role, named_only)
    if found:
        roles.add(role, slot, found)
    return bool(found)


def _side(cast: Cast, slot: str, token: int, role: str, sense: Sense) -> str:
    """The other side's role where a modifier names who gets: "Ukraine aid", "Russia sanctions"."""
    if slot != "mod" or role != "sender" or not _is_receiver(cast, token):
        return role
    return "target" if sense.frame is Frame.SANCTION else "recipient"


def _is_receiver(cast: Cast, token: int) -> bool:
    """Whose aid it is: "American aid" and "U.S. aid" are given, "Ukraine aid" is got."""
    mention = cast.mentions.actor_at.get(token)
    if mention is None or mention.adjectival or mention.last - mention.first > 1:
        return False
    return not cast.parse.words[token].replace(".", "").isupper()


def _place_item(cast: Cast, token: int, roles: _Roles) -> bool:
    roles.item = item_in(cast, token)
    if roles.item is not None and roles.item.item.span.text.split()[-1] in event_lexicon().words["aid_noun"]:
        # "Security assistance" is aid by name, not an item that changes hands.
        roles.item = None
        return False
    if roles.item is None:
        roles.item = item_meant(cast, token)
        roles.item_pronoun = roles.item is not None
    return roles.item is not None


def _add_maker(cast: Cast, head: int, roles: _Roles) -> None:
    """Read the supplier off the item ("Iranian drones") where nothing else names one."""
    assert roles.item is not None
    maker = _maker(cast, roles.item)
    if maker is None:
        return
    taken = {who.actor for who in roles.participants}
    if "supplier" not in roles.slot_of:
        if maker.actor not in taken:
            roles.add("supplier", "item", [maker])
        return
    one_sided = roles.slot_of["supplier"] == "by" and "recipient" not in roles.slot_of
    if one_sided and maker.actor not in taken and _bought_too(cast, head):
        # "delivery and/or purchase of Iranian drones by Russia": who buys does not deliver.
        roles.participants = [replace(who, role="recipient") for who in roles.participants]
        roles.slot_of["recipient"] = "by"
        roles.add("supplier", "item", [maker])


def _promised(cast: Cast, head: int) -> list[Participant]:
    """Who was promised what ``head`` says: "Iran promised Russia it will provide missiles"."""
    parse = cast.parse
    above = parse.heads[head]
    if (
        parse.deps[head] not in {"ccomp", "xcomp"}
        or parse.lemmas[above] not in event_lexicon().words["promise"]
    ):
        return []
    for child in parse.children_by(above, "dobj", "dative"):
        if parse.pos[child] != "ADP":
            return participants_in(cast, child, "recipient", named_only=True)
    return []


def _maker(cast: Cast, item: ItemMention) -> Participant | None:
    actor_at = cast.mentions.actor_at
    parse = cast.parse
    first = max(parse.edges[item.head][0], item.head - _MODIFIERS)
    for token in range(item.head - 1, first - 1, -1):
        mention = actor_at.get(token)
        if mention is not None and mention.actor.actor:
            span = parse.span(mention.first, mention.last)
            return Participant("supplier", mention.actor.actor, mention.actor.name, span)
    last = min(parse.edges[item.head][1], item.head + 2 * _MODIFIERS)
    for token in range(item.head + 1, last):
        if parse.lowers[token] == "from":
            for noun in parse.children_by(token, "pobj"):
                meant = mention_of(cast, noun)
                if meant is not None and meant[0].actor:
                    return Participant("supplier", meant[0].actor, meant[0].name, parse.span(*meant[1:]))
    return None


def _bought_too(cast: Cast, head: int) -> bool:
    parse = cast.parse
    for other in (*parse.children[head], parse.heads[head]):
        if other != head and parse.deps[head if other == parse.heads[head] else other] in {"conj", "nmod"}:
            senses = event_lexicon().nouns.get(parse.lemmas[other], ())
            if any(sense.arguments.get("by") == ("recipient",) for sense in senses):
                return True
    return False
