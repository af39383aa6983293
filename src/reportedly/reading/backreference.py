"""Events that point back: "do so", "such moves", "the sale", "evidence of delivery".

What an event leaves out is taken from the nearest earlier event that agrees with everything it
does say. Nothing explicit is overridden; where no earlier event agrees, nothing is taken: a
wrong deal is worse than a missing one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportedly.lexicon.events import Arguments, Sense, event_lexicon
from reportedly.model import Frame, Participant
from reportedly.reading.frames import Slots, meant_by, subjects_of
from reportedly.reading.marks import EventMention
from reportedly.reading.parse import Parse
from reportedly.reading.participants import Cast, participants_in
from reportedly.reading.roles import Filling

# Sentences back that each way of pointing may reach.
_NAMED, _FAR, _LOOSE, _NEAR = 15, 8, 2, 3
# Earlier events that are looked at, however many a sentence holds.
_RECENT = 60
# Verbs stacked over a pro-form ("promised to try to do so").
_OVER = 4
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "any"})
_THE = frozenset({"the", "these", "those"})
_STRONG = frozenset({"this", "that", "these", "those", "such"})
# Participants that name nobody.
_EMPTY = frozenset({"it", "they", "we", "you", "i", "he", "she"})
_ROLES = {
    Frame.TRANSFER: ("supplier", "recipient"),
    Frame.TRAINING: ("trainer", "trainee"),
    Frame.SANCTION: ("sender", "target"),
}
_TRAINING_FROM_TRANSFER = {"supplier": "trainer", "recipient": "trainee"}
_POINTED_AT = frozenset({Frame.TRANSFER, Frame.SANCTION, Frame.AID, Frame.TRAINING})


@dataclass(frozen=True, slots=True)
class Pointing:
    """How an event points back: ``reach`` in sentences; ``copies`` where it has no type itself.

    ``same_subject``: the doer must be the earlier event's ("Has Iran done it?"). ``shared``: both
    must name one party alike.
    """

    reach: int
    copies: bool = False
    same_subject: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """An event before its back-references are followed; incomplete ones need an antecedent.

    A pro-form's own subject has the role ``subj`` until its antecedent says which role that is.
    """

    event: EventMention
    pointing: Pointing | None
    arguments: Arguments
    complete: bool = True
    governed: bool = False


def pointing_of(cast: Cast, head: int, slots: Slots, sense: Sense, filling: Filling) -> Pointing | None:
    """How the event at ``head`` points back, if what it leaves out may stand earlier."""
    if sense.frame is Frame.TRAINING and sense.noun:
        return None if filling.participants else Pointing(_NAMED if _is_definite(cast.parse, head) else 0)
    if sense.frame is Frame.SANCTION and sense.noun:
        told = any(who.role == "target" for who in filling.participants)
        return Pointing(_NAMED) if not told and _has_child(cast.parse, head, _THE) else None
    if sense.frame is not Frame.TRANSFER:
        return None
    if sense.noun:
        return _noun_pointing(cast.parse, head, slots, filling)
    return _verb_pointing(cast.parse, filling, "subj" in slots)


def pointers(cast: Cast) -> Iterator[Draft]:
    """Pro-forms that stand for a whole event and have no type of their own."""
    parse = cast.parse
    words = event_lexicon().words
    pro_nouns, occurrence = words["pro_noun"], words["occurrence"]
    for token, lemma in enumerate(parse.lemmas):
        if lemma == "do":
            if parse.pos[token] in {"VERB", "AUX"} and (draft := _do_so(cast, token)):
                yield draft
        elif lemma in pro_nouns:
            if _has_child(parse, token, frozenset({"such"})) and parse.deps[token] != "compound":
                yield _pro_form(token, Pointing(_NEAR, copies=True))
        elif lemma in occurrence and _occurs(parse, token):
            yield _pro_form(token, Pointing(_NEAR, copies=True))


def link(cast: Cast, drafts: list[Draft]) -> tuple[EventMention, ...]:
    """Follow every back-reference; incomplete events that find no antecedent are dropped."""
    seen: list[Draft] = []
    for draft in drafts:
        past = [] if _does_what_is_beside(cast, draft, seen) else seen
        linked = draft if draft.pointing is None else _linked(cast.parse, draft, draft.pointing, past)
        if linked is not None and not _is_told_again(cast.parse, linked, seen):
            seen.append(linked)
    return tuple(draft.event for draft in seen)


def _does_what_is_beside(cast: Cast, draft: Draft, seen: list[Draft]) -> bool:
    """Whether "do so" stands for a deed in its own sentence that no event was read off.

    "We have not given tanks to anyone and have no plans to do so" is not about an earlier deal.
    """
    parse, head = cast.parse, draft.event.head
    if parse.lemmas[head] != "do" or draft.pointing is None or not draft.pointing.copies:
        return False
    here = parse.sentence_of[head]
    first = parse.sentences[here][0]
    names_item = any(token in cast.mentions.item_at for token in range(first, head))
    return names_item and not any(parse.sentence_of[each.event.head] == here for each in seen)


def _is_told_again(parse: Parse, draft: Draft, seen: list[Draft]) -> bool:
    """Whether a sentence names its own deed again: "to train them, with sessions to begin in May"."""
    event = draft.event
    if event.frame is not Frame.TRAINING or event.antecedent is None:
        return False
    return any(
        earlier.event.head == event.antecedent
        and earlier.event.frame is event.frame
        and parse.sentence_of[event.head] == parse.sentence_of[earlier.event.head]
        and parse.pos[earlier.event.head] == "VERB"
        for earlier in seen[-_RECENT:]
    )


def _noun_pointing(parse: Parse, head: int, slots: Slots, filling: Filling) -> Pointing | None:
    words = event_lexicon().words
    if filling.item is None and ("of" in slots or _is_specified(parse, head)):
        return None
    named = parse.lemmas[head] in words["deal_named"]
    if filling.item_pronoun and not any(who.actor for who in filling.participants):
        return Pointing(_LOOSE)
    if _is_definite(parse, head):
        if filling.item is not None and not any(who.actor for who in filling.participants):
            return Pointing(_NAMED if named else _NEAR + 2)
        return Pointing(_NAMED if named else _LOOSE)
    if named and parse.tags[head] == "NN" and _is_evidence_of(parse, head):
        return Pointing(_NAMED)
    return None


def _verb_pointing(parse: Parse, filling: Filling, has_subject: bool) -> Pointing | None:
    if filling.item is None:
        return None
    if filling.item_pronoun or _has_child(parse, filling.item.head, _STRONG):
        return Pointing(_LOOSE)
    named = any(who.actor for who in filling.participants)
    the = _has_child(parse, filling.item.head, _THE)
    # "weapons were sent to Mali" may be any weapons, from anybody
    general = filling.item.item.cls in event_lexicon().words["general_item"]
    if named and (the or not (has_subject or general)):
        return Pointing(_NEAR if has_subject else _NAMED, shared=True)
    if the and not has_subject:
        # "the ammunition had been sent in ten shipments"
        return Pointing(_FAR)
    return None


def _is_definite(parse: Parse, noun: int) -> bool:
    return _has_child(parse, noun, _DEFINITE)


def _is_specified(parse: Parse, noun: int) -> bool:
    """Whether something beside it says what is meant: "the vaccine delivery", "the sale or lease of"."""
    return any(parse.deps[child] in {"compound", "nmod", "conj"} for child in parse.children[noun])


def _is_evidence_of(parse: Parse, noun: int) -> bool:
    prep = parse.heads[noun]
    above = parse.heads[prep]
    return parse.lowers[prep] == "of" and parse.lemmas[above] in event_lexicon().words["evidence"]


def _has_child(parse: Parse, token: int, words: frozenset[str]) -> bool:
    return any(parse.lowers[child] in words for child in parse.children[token])


def _do_so(cast: Cast, token: int) -> Draft | None:
    parse = cast.parse
    after = token + 1
    if after >= len(parse):
        return None
    so = parse.lowers[after] == "so" and parse.heads[after] == token
    it = parse.lowers[after] in {"it", "that", "this"} and parse.deps[after] == "dobj"
    if not (so or it):
        return None
    subjects = subjects_of(parse, token)
    doer = [who for each in subjects[:1] for who in participants_in(cast, each, "subj", True)]
    if it and not any(who.actor for who in doer):
        return None
    return _pro_form(token, Pointing(_NEAR - 1, copies=True, same_subject=it), tuple(doer), after + 1)


def _occurs(parse: Parse, token: int) -> bool:
    """Whether the verb says that something told came about ("such moves, which have not materialized")."""
    if parse.pos[token] != "VERB":
        return False
    pro_nouns = event_lexicon().words["pro_noun"]
    for subject in subjects_of(parse, token)[:1]:
        noun = meant_by(parse, subject)
        if noun == subject and parse.deps[token] != "relcl":
            return False
        if parse.lemmas[noun] in pro_nouns and _has_child(parse, noun, frozenset({"such"})):
            return True
        if parse.lowers[noun] in {"anything", "nothing"} and parse.lemmas[token] in {"affect", "effect"}:
            return True
    return False


def _pro_form(
    token: int, pointing: Pointing, participants: tuple[Participant, ...] = (), last: int | None = None
) -> Draft:
    event = EventMention(token, token, last or token + 1, None, None, None, participants)
    return Draft(event, pointing, {}, complete=False)


def _linked(parse: Parse, draft: Draft, pointing: Pointing, seen: list[Draft]) -> Draft | None:
    near = [
        (earlier, distance)
        for earlier in reversed(seen[-_RECENT:])
        if (distance := parse.sentence_of[draft.event.head] - parse.sentence_of[earlier.event.head])
        <= pointing.reach
    ]
    if pointing.copies:
        return _copied_from(parse, draft, pointing, [earlier for earlier, _ in near])
    for earlier, distance in near:
        if pointing.shared and not _shares(draft.event, earlier.event):
            continue
        merged = _merged(draft, earlier, distance)
        if merged is not None:
            return merged
    return draft if draft.complete else None


def _copied_from(parse: Parse, draft: Draft, pointing: Pointing, near: list[Draft]) -> Draft | None:
    """The nearest event that can be meant; told in full rather than itself pointing back."""
    able = [earlier for earlier in near if _may_be_done(parse, draft, earlier)]
    if not able:
        return None
    sentence = parse.sentence_of[able[0].event.head]
    told = [each for each in able if parse.sentence_of[each.event.head] == sentence]
    chosen = next((each for each in told if each.event.antecedent is None), able[0])
    return _copied(draft, chosen, pointing)


def _may_be_done(parse: Parse, draft: Draft, earlier: Draft) -> bool:
    """Whether a pro-form may stand for ``earlier``: not for a speech act or the verb over it."""
    event = earlier.event
    if event.frame not in _POINTED_AT or not any(who.actor for who in event.participants):
        return False
    token = draft.event.head
    for _ in range(_OVER):
        if parse.deps[token] not in {"xcomp", "ccomp"}:
            return True
        token = parse.heads[token]
        if token == event.head:
            return False
    return True


def _copied(draft: Draft, earlier: Draft, pointing: Pointing) -> Draft | None:
    event, past = draft.event, earlier.event
    role = earlier.arguments.get("subj", ("actor",))[0]
    doers = tuple(replace(who, role=role) for who in event.participants if who.actor)
    codes = {who.actor for who in doers}
    before = {who.actor for who in past.participants if who.role == role}
    if pointing.same_subject and before and codes.isdisjoint(before):
        return None
    if doers and codes & {who.actor for who in past.participants if who.role != role}:
        return None
    taken = tuple(replace(who, inferred=True) for who in past.participants if not doers or who.role != role)
    copied = replace(
        event,
        type=past.type,
        mode=past.mode,
        frame=past.frame,
        participants=doers + taken,
        item=past.item,
        own_stage=past.own_stage,
        antecedent=past.head,
    )
    return Draft(copied, None, earlier.arguments)


def _merged(draft: Draft, earlier: Draft, distance: int) -> Draft | None:
    """The event with what it leaves out taken from ``earlier``; None where they disagree."""
    event, past = draft.event, earlier.event
    given = _given(event, past, distance)
    explicit = tuple(who for who in event.participants if who.actor or who.span.text.lower() not in _EMPTY)
    if not any(who.actor for who in given) or not _agree(explicit, given) or not _one_item(event, past):
        return None
    held = {who.role for who in explicit}
    taken = tuple(replace(who, inferred=True) for who in given if who.actor and who.role not in held)
    if not explicit and event.item is None and event.frame is Frame.TRANSFER and _one_sided(taken):
        return None
    if event.item is not None and not taken:
        return None
    merged = replace(event, participants=explicit + taken, item=event.item or past.item, antecedent=past.head)
    return replace(draft, event=merged, pointing=None, complete=True)


def _one_sided(taken: tuple[Participant, ...]) -> bool:
    return len({who.role for who in taken}) < len(_ROLES[Frame.TRANSFER])


def _given(event: EventMention, past: EventMention, distance: int) -> tuple[Participant, ...]:
    """What ``past`` can lend: the parties to the same kind of deal, or to the training that goes with it."""
    if event.frame is Frame.TRAINING and past.frame is Frame.TRANSFER and distance == 0:
        sides = tuple(who for who in past.participants if who.actor and who.role in _TRAINING_FROM_TRANSFER)
        both = {who.role for who in sides} == _TRAINING_FROM_TRANSFER.keys()
        return tuple(replace(who, role=_TRAINING_FROM_TRANSFER[who.role]) for who in sides) if both else ()
    if event.frame is None or past.frame is not event.frame:
        return ()
    return tuple(who for who in past.participants if who.role in _ROLES.get(event.frame, ()))


def _one_item(event: EventMention, past: EventMention) -> bool:
    """Whether both may be about the same item, and a transfer has one."""
    if event.item is None or past.item is None:
        return event.frame is not Frame.TRANSFER or event.item is not past.item
    one, other = event.item.cls, past.item.cls
    general = event_lexicon().words["general_item"]
    if one == other and one not in general:
        return True
    told = any(who.actor for who in event.participants)
    return (not told or _shares(event, past)) and (one == other or one in general or other in general)


def _shares(event: EventMention, past: EventMention) -> bool:
    told = {(who.role, who.actor) for who in event.participants if who.actor}
    return not told.isdisjoint((who.role, who.actor) for who in past.participants)


def _agree(explicit: tuple[Participant, ...], given: tuple[Participant, ...]) -> bool:
    """Whether every role that both name is held by one and the same, and none changes sides."""
    for who in explicit:
        same = {each.actor for each in given if each.role == who.role}
        other = {each.actor for each in given if each.role != who.role}
        if same and who.actor not in same:
            return False
        if who.actor in other and who.actor not in same:
            return False
    return True
