"""Slots to roles: who supplies, who receives, what, how many and for how much."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportedly.lexicon.events import Sense, event_lexicon
from reportedly.model import Actor, Frame, Participant
from reportedly.reading.frames import Slots
from reportedly.reading.marks import ActorMention, ItemMention, MoneyMention
from reportedly.reading.parse import Parse
from reportedly.reading.participants import (
    Cast,
    is_aid_by_name,
    item_in,
    item_meant,
    mention_of,
    money_in,
    participants_in,
)

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
_PARTIES = frozenset({"supplier", "recipient", "sender"})
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

    def leave_sides_open(self) -> None:
        """Of two who sign a deal together ("Oman and Qatar signed"), neither is known to be the buyer."""
        joint = [who for who in self.participants if who.role == "recipient"]
        if len(joint) == len(_SIDES) and "supplier" not in self.slot_of:
            self.participants = [who for who in self.participants if who not in joint]
            self.slot_of.pop("recipient")

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
        if slot == "obj" and sense.objects:
            # "froze the assets of": the object belongs to the trigger
            tokens = [token for token in tokens if cast.parse.lemmas[token] not in sense.objects]
        for token in tokens:
            _place(cast, slot, token, sense, roles)
    if sense.frame is Frame.TRANSFER:
        _add_own_item(cast, head, slots, sense, roles)
    if sense.frame is Frame.TRANSFER and sense.noun and sense.arguments.get("with") == ("supplier",):
        roles.leave_sides_open()
    if sense.frame is Frame.TRANSFER and roles.item is not None:
        _complete_transfer(cast, head, sense, roles)
    money = None
    if sense.frame in {Frame.TRANSFER, Frame.AID}:
        places = [head, *(token for tokens in slots.values() for token in tokens)]
        if roles.item is not None:
            places.append(roles.item.head)
        money = money_in(cast, places)
    return Filling(tuple(roles.participants), roles.item, money, roles.item_pronoun)


def _add_own_item(cast: Cast, head: int, slots: Slots, sense: Sense, roles: _Roles) -> None:
    """An item in the trigger itself ("lethal aid"), or a designation that was taken for a verb."""
    item_at, parse = cast.mentions.item_at, cast.parse
    if roles.item is None and sense.noun:
        roles.item = item_at.get(head)
    for token in slots.get("comp", []) if roles.item is None and not sense.noun else []:
        if token in item_at:
            # "to sell it MQ-9B drones"
            roles.item = item_at[token]
            for receiver in parse.children_by(token, "nsubj") if "iobj" in sense.arguments else []:
                _place_actors(cast, "iobj", receiver, "recipient", roles)


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
    if role in _PARTIES or slot == "on":
        found = [who for who in found if who.actor or _is_group(cast, token)]
    if found:
        roles.add(role, slot, found)
    return bool(found)


def _is_group(cast: Cast, token: int) -> bool:
    """Whether an unknown noun may deal at all: a name, a plural, a body, not "the announcement"."""
    words = event_lexicon().words["group"]
    return cast.parse.tags[token] not in {"NN", "VBG"} or cast.parse.lowers[token] in words


def _side(cast: Cast, slot: str, token: int, role: str, sense: Sense) -> str:
    """The other side's role where a modifier names who gets: "Ukraine aid", "Russia sanctions"."""
    if slot != "mod" or role != "sender" or not _is_receiver(cast, token):
        return role
    return "target" if sense.frame is Frame.SANCTION else "recipient"


def _is_receiver(cast: Cast, token: int) -> bool:
    """Whose aid it is: "American aid" and "U.S. aid" are given, "Ukraine aid" is got."""
    mention = cast.mentions.actor_at.get(token)
    if mention is None or not _is_noun(cast, mention) or mention.last - mention.first > 1:
        return False
    return not cast.parse.words[token].replace(".", "").isupper()


def _is_noun(cast: Cast, mention: ActorMention) -> bool:
    """Whether a modifier is the country's own name ("Ukraine aid"), not its adjective."""
    return cast.parse.words[mention.last - 1] == mention.actor.name


def _place_item(cast: Cast, token: int, roles: _Roles) -> bool:
    roles.item = item_in(cast, token)
    if roles.item is not None and is_aid_by_name(roles.item):
        # "Security assistance" is not an item that changes hands; lethal aid is.
        roles.item = None
        return False
    if roles.item is None:
        roles.item = item_meant(cast, token)
        roles.item_pronoun = roles.item is not None
    return roles.item is not None


def _complete_transfer(cast: Cast, head: int, sense: Sense, roles: _Roles) -> None:
    """Read what the verb leaves out off the item's own phrase: "Iranian drones", "missiles to Mali"."""
    assert roles.item is not None
    _add_maker(cast, head, roles)
    gives = "to" in sense.arguments and "recipient" not in roles.slot_of
    if gives and (receiver := _receiver(cast, head, roles.item, "iobj" in sense.arguments)):
        roles.add("recipient", "item", [receiver])
    roles.sort_out()


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


def _receiver(cast: Cast, head: int, item: ItemMention, gives: bool) -> Participant | None:
    """Who gets the item, where the parser hung them onto it: "give Ukraine artillery ammunition"."""
    if promised := _promised(cast, head):
        return promised[0]
    parse = cast.parse
    first = parse.edges[item.head][0]
    mention = cast.mentions.actor_at.get(first)
    is_name = mention is not None and parse.deps[first] in {"compound", "nmod"} and _is_noun(cast, mention)
    if gives and mention is not None and is_name and first > head:
        return _named(cast, "recipient", (mention.actor, mention.first, mention.last))
    return _after(cast, item, "to", "recipient")


def _maker(cast: Cast, item: ItemMention) -> Participant | None:
    first = max(cast.parse.edges[item.head][0], item.head - _MODIFIERS)
    for token in range(item.head - 1, first - 1, -1):
        mention = cast.mentions.actor_at.get(token)
        if mention is not None and mention.actor.actor and not _is_a_kind(cast.parse, mention):
            return _named(cast, "supplier", (mention.actor, mention.first, mention.last))
    return _after(cast, item, "from", "supplier")


def _is_a_kind(parse: Parse, country: ActorMention) -> bool:
    """Whether a country says what arms are like, not who gives them: "Soviet-era", "former Russian"."""
    before, (dash, kind) = parse.lowers[: country.first][-1:], (*parse.lowers[country.last :], "", "")[:2]
    return before == ("former",) or (dash == "-" and kind in event_lexicon().words["kind_of_arms"])


def _after(cast: Cast, item: ItemMention, prep: str, role: str) -> Participant | None:
    """The actor behind ``prep`` within the item's own phrase."""
    parse = cast.parse
    last = min(parse.edges[item.head][1], item.head + 2 * _MODIFIERS)
    for token in range(item.head + 1, last):
        if parse.lowers[token] == prep:
            for noun in parse.children_by(token, "pobj"):
                meant = mention_of(cast, noun)
                if meant is not None and meant[0].actor:
                    return _named(cast, role, meant)
    return None


def _named(cast: Cast, role: str, meant: tuple[Actor, int, int]) -> Participant:
    actor, first, last = meant
    return Participant(role, actor.actor, actor.name, cast.parse.span(first, last))


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
        # "It was delivered, he told the newspaper": whom one tells afterwards is promised nothing.
        if parse.pos[child] != "ADP" and child < head:
            return participants_in(cast, child, "recipient", named_only=True)
    return []


def _bought_too(cast: Cast, head: int) -> bool:
    parse = cast.parse
    for other in (*parse.children[head], parse.heads[head]):
        if other != head and parse.deps[head if other == parse.heads[head] else other] in {"conj", "nmod"}:
            senses = event_lexicon().nouns.get(parse.lemmas[other], ())
            if any(sense.arguments.get("by") == ("recipient",) for sense in senses):
                return True
    return False
