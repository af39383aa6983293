"""Events with their participants: what is said to happen, before anyone asks whether it did.

    triggers (lexicon) -> slots (syntax) -> roles (frame) -> back-references -> EventMention

Root types and modes are PLOVER's; the frames and their roles are those of
`reportedly.model.Frame`. Other events have PLOVER's roles ``actor`` and ``recipient``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reportedly.lexicon.events import Sense, event_lexicon
from reportedly.model import Frame
from reportedly.reading.backreference import Draft, link, pointers, pointing_of
from reportedly.reading.frames import Slots, add_prepositions, is_passive, slots_of, subjects_of
from reportedly.reading.marks import EventMention, Mentions
from reportedly.reading.parse import Parse
from reportedly.reading.participants import Cast
from reportedly.reading.roles import Filling, fill
from reportedly.reading.rootcode import root_in_context
from reportedly.reading.triggers import Trigger, find_triggers

# More dependents than any word has outside of absurd input.
_DEPENDENTS = 200
# Who does it without an object does it to himself.
_REFLEXIVE = frozenset({"train"})


def find_events(parse: Parse, mentions: Mentions) -> tuple[EventMention, ...]:
    """Every event mention of ``parse`` in text order, at most one for each head token."""
    parse = _trimmed(parse)
    cast = Cast(parse, mentions)
    drafts: dict[int, Draft] = {}
    for draft in (*_drafts(cast), *pointers(cast)):
        other = drafts.get(draft.event.head)
        if other is None or _outranks(draft, other):
            drafts[draft.event.head] = draft
    inside = {
        token
        for draft in drafts.values()
        for token in range(draft.event.first, draft.event.last)
        if token != draft.event.head
    }
    inside |= {head for head in drafts if head in mentions.item_at and _is_anothers(mentions, head, drafts)}
    linked = link(cast, [drafts[head] for head in sorted(drafts) if head not in inside])
    return tuple(_rooted(parse, event) for event in linked)


def _is_anothers(mentions: Mentions, head: int, drafts: dict[int, Draft]) -> bool:
    """Whether a deed named by its thing is told by another word: "provision of lethal aid"."""
    own = mentions.item_at[head].item
    return any(draft.event.item == own for other, draft in drafts.items() if other != head)


def _trimmed(parse: Parse) -> Parse:
    """The parse without dependents beyond what a sentence can have, so that reading stays linear."""
    if all(len(each) <= _DEPENDENTS for each in parse.children):
        return parse
    return replace(parse, children=tuple(each[:_DEPENDENTS] for each in parse.children))


def _rooted(parse: Parse, event: EventMention) -> EventMention:
    if event.type is None:
        return event
    root = root_in_context(parse, event.head, event.type)
    return event if root == event.type else replace(event, type=root, mode=None)


def _outranks(draft: Draft, other: Draft) -> bool:
    """An event noun under its verb says more than the verb alone; a frame more than a type.

    "Provide them with lethal aid" is told by the verb, whose parties the noun does not have.
    """
    if draft.event.frame is Frame.TRANSFER and other.event.frame is Frame.TRANSFER:
        told, before = _told(draft.event), _told(other.event)
        if told != before:
            return told > before
    return (draft.governed, draft.event.frame is not None) > (other.governed, other.event.frame is not None)


def _told(event: EventMention) -> int:
    return sum(1 for who in event.participants if who.actor) + (event.item is not None)


def _drafts(cast: Cast) -> Iterable[Draft]:
    for trigger in find_triggers(cast.parse):
        draft = _draft(cast, trigger)
        if draft is not None:
            yield draft


def _draft(cast: Cast, trigger: Trigger) -> Draft | None:
    slots = slots_of(cast.parse, trigger.head)
    if trigger.governor is not None and trigger.verb is not None:
        _add_governed(cast.parse, trigger, trigger.verb, slots)
    if cast.parse.lemmas[trigger.head] in _REFLEXIVE and not slots.keys() & {"obj", "comp"}:
        # "Malian pilots have been training in Chad"
        trained = [who for who in slots.get("subj", ()) if cast.parse.lowers[who] in _forces()]
        if trained:
            slots["obj"] = trained
            del slots["subj"]
    pending: Draft | None = None
    for sense in _domain_first(trigger.senses):
        filling = fill(cast, trigger.head, slots, sense)
        pointing = pointing_of(cast, trigger.head, slots, sense, filling)
        event = _event(cast.parse, trigger, sense, filling)
        if _satisfied(sense, filling) and not _is_a_programme(cast.parse, trigger.head, sense, filling):
            return Draft(event, pointing, sense.arguments, governed=trigger.carried)
        if pointing is not None and pending is None:
            pending = Draft(event, pointing, sense.arguments, complete=False, governed=trigger.carried)
    return pending


def _domain_first(senses: tuple[Sense, ...]) -> list[Sense]:
    """A reading with a frame before a bare one of the same root type: both are the same deed."""
    framed = {sense.type for sense in senses if sense.frame is not None}
    bare = [sense for sense in senses if sense.frame is None and sense.type in framed]
    ordered = [sense for sense in senses if sense not in bare]
    for sense in bare:
        last = max(at for at, each in enumerate(ordered) if each.type == sense.type)
        ordered.insert(last + 1, sense)
    return ordered


def _add_governed(parse: Parse, trigger: Trigger, verb: int, slots: Slots) -> None:
    """Give the event noun what stands at the verb over it: "Iran made a delivery to Russia"."""
    governor = trigger.governor
    if governor is None:
        return
    slots["amount"] = [verb]
    if governor.subject and not is_passive(parse, verb) and (subjects := subjects_of(parse, verb)):
        slots.setdefault(_subject_slot(parse, trigger, verb, governor.subject), subjects)
    if governor.subject and is_passive(parse, verb):
        agents = [
            noun for child in parse.children_by(verb, "agent") for noun in parse.children_by(child, "pobj")
        ]
        if agents:
            slots.setdefault(governor.subject, agents)
    own = slots.keys() & {"from", "poss"}
    later: Slots = {}
    add_prepositions(parse, verb, later, after=max(trigger.head, verb))
    for slot, tokens in later.items():
        # "The export from Poland was approved by Germany": who approves is not who gives.
        if not (own and slot == "by"):
            slots.setdefault(slot, tokens)
    receivers = [child for child in parse.children_by(verb, "dative", "dobj") if child != trigger.head]
    receivers = [child for child in receivers if parse.pos[child] in {"NOUN", "PROPN", "PRON"}]
    if receivers:
        slots.setdefault("iobj", receivers)


def _subject_slot(parse: Parse, trigger: Trigger, verb: int, usual: str) -> str:
    """Whoever completes training is trained, though whoever completes a delivery gives."""
    trains = any(sense.frame is Frame.TRAINING for sense in trigger.senses)
    return "of" if trains and parse.lemmas[verb] in event_lexicon().words["trained"] else usual


def _event(parse: Parse, trigger: Trigger, sense: Sense, filling: Filling) -> EventMention:
    governor = trigger.governor
    kind, mode, stage = sense.type, sense.mode, sense.stage
    if governor is not None:
        turned = governor.types.get(kind or "")
        if turned is not None:
            kind, mode = turned, None
        stage = governor.stage or stage
    head = trigger.verb if trigger.carried and trigger.verb is not None else trigger.head
    if sense.frame is Frame.AID and mode is None:
        mode = _kind_of_aid(parse, trigger.head, filling)
    return EventMention(
        head=head,
        first=trigger.first,
        last=trigger.last,
        type=kind,
        mode=mode,
        frame=sense.frame,
        participants=filling.participants,
        item=None if filling.item is None else filling.item.item,
        quantity=None if filling.item is None else filling.item.quantity,
        money=None if filling.money is None else filling.money.money,
        own_stage=stage,
    )


def _kind_of_aid(parse: Parse, head: int, filling: Filling) -> str | None:
    if filling.item is not None:
        return "military"
    words = event_lexicon().words
    beside = [parse.lemmas[child] for child in parse.children[head]]
    return next(
        (kind for kind in ("military", "humanitarian", "economic") if not words[kind].isdisjoint(beside)),
        None,
    )


def _satisfied(sense: Sense, filling: Filling) -> bool:
    if sense.frame is Frame.TRANSFER and not _has_party(filling):
        return False
    if sense.frame is Frame.STATEMENT and _is_courtesy(filling):
        return False
    return all(any(_has(each, filling) for each in need.split("|")) for need in sense.needs)


def _is_a_programme(parse: Parse, head: int, sense: Sense, filling: Filling) -> bool:
    """Whether a transfer stands in one list with making, and so is a country's work on its own arms.

    "The production and sale of jets to Poland" tells of a deal, for it says who gets them.
    """
    if sense.frame is not Frame.TRANSFER or any(who.role == "recipient" for who in filling.participants):
        return False
    while parse.deps[head] == "conj" and parse.heads[head] != head:
        head = parse.heads[head]
    listed, at = [head], 0
    while at < len(listed) < _DEPENDENTS:
        listed.extend(parse.children_by(listed[at], "conj"))
        at += 1
    making = event_lexicon().words["making"]
    return any(parse.lemmas[one] in making and parse.pos[one] == "NOUN" for one in listed)


def _is_courtesy(filling: Filling) -> bool:
    """Whether a speech act is between the two who talk: "Thank you"."""
    said = [who.span.text.lower() for who in filling.participants]
    return "you" in said and not any(who.role == "speaker" for who in filling.participants)


def _has_party(filling: Filling) -> bool:
    """Whether somebody known supplies or receives; of a bomb that states build, who supplies.

    What "I" bought is the speaker's, not his country's.
    """
    named = {who.role for who in filling.participants if who.actor and who.span.text != "I"}
    if filling.item is not None:
        words = filling.item.item.span.text.lower().split()
        if not event_lexicon().words["self_made"].isdisjoint(words):
            return "supplier" in named
    return bool(named)


def _has(need: str, filling: Filling) -> bool:
    item, money = filling.item, filling.money
    things = {
        "item": item is not None,
        "quantity": item is not None and item.quantity is not None,
        "money": money is not None,
        # "$2m in weapons" is given as money; "12 jets under a $2m deal" are not
        "funds": money is not None and (item is None or money.first < item.first),
        "unpriced": money is None,
    }
    if need in things:
        return things[need]
    if need == "force":
        return item is not None or _trains_forces(filling)
    return any(who.role == need and who.actor for who in filling.participants)


def _forces() -> frozenset[str]:
    return event_lexicon().words["trainee"]


def _trains_forces(filling: Filling) -> bool:
    forces = _forces()
    for who in filling.participants:
        if who.role == "trainee" and (who.actor or who.name.lower().split()[-1] in forces):
            return True
    return False
