"""Who and what stands in a slot: actors, items and amounts, through pronouns and partitives."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from reportedly.lexicon.events import event_lexicon
from reportedly.model import Actor, ActorKind, Participant
from reportedly.reading.frames import conjuncts, meant_by, subjects_of
from reportedly.reading.marks import ActorMention, ItemMention, Mentions, MoneyMention
from reportedly.reading.parse import Parse

_SPEAKER = frozenset({"i", "we", "us", "me", "our", "my"})
_PERSON = frozenset({"he", "she", "him", "her", "his"})
_BODY = frozenset({"it", "its"})
_GROUP = frozenset({"they", "them", "their"})
_HOMES = frozenset({"country", "government", "nation", "army", "military", "forces"})
_THING = frozenset({"it", "them", "those", "these", "they", "ones"})
_BODIES = frozenset({ActorKind.COUNTRY, ActorKind.GOVERNMENT, ActorKind.ORGANISATION, ActorKind.OUTLET})
_DEMONSTRATIVE = frozenset({"this", "that", "these", "those", "such", "remaining"})
_EXAMPLE_PREPS = frozenset({"including", "like", "as"})
_PARTITIVE_PREPS = _EXAMPLE_PREPS | {"of", "in"}
# How far back a pronoun's antecedent may stand.
_SENTENCES, _TOKENS = 2, 120
_LOCATIVE = frozenset({"in", "inside", "within", "at", "near", "around", "across", "over", "into"})
_STEPS = 12


@dataclass(frozen=True, slots=True)
class Cast:
    """The parse, and who and what is named in it."""

    parse: Parse
    mentions: Mentions


def participants_in(cast: Cast, token: int, role: str, named_only: bool) -> list[Participant]:
    """Who stands at ``token`` and beside it; nobody known but a noun unless ``named_only``."""
    found: list[Participant] = []
    for each in conjuncts(cast.parse, token):
        one = _participant(cast, each, role, named_only)
        if one is not None and not (found and _is_alike(cast, one, each)):
            found.append(one)
    return found


def _is_alike(cast: Cast, one: Participant, token: int) -> bool:
    """Whether a bare noun has the same adjective as the one before it: "Malian firms and banks"."""
    bare = not any(child < token for child in cast.parse.children[token])
    return one.actor is None and bare and cast.parse.lowers[token] in event_lexicon().words["group"]


def item_in(cast: Cast, token: int) -> ItemMention | None:
    """The item that the phrase at ``token`` is or holds ("any of these drones"), if one is there."""
    parse, item_at = cast.parse, cast.mentions.item_at
    words = event_lexicon().words
    partitive, general = words["partitive"], words["thing"] | words["aid_noun"]
    frontier = [meant_by(parse, token)]
    for _ in range(_STEPS):
        if not frontier:
            return None
        at = frontier.pop(0)
        if at in item_at:
            return item_at[at]
        holds = (
            parse.lowers[at] in partitive
            or parse.lowers[at] in words["machine"]
            or parse.tags[at] == "CD"
            or at in cast.mentions.money_at
            or parse.children_by(at, "nummod")  # "37 flights of weapons"
        )
        shown = _EXAMPLE_PREPS if parse.lemmas[at] in general else frozenset()
        for child in parse.children[at]:
            label = parse.deps[child]
            if label == "conj" or (holds and label in {"compound", "nmod", "amod"}):
                frontier.append(child)
            elif label == "prep" and parse.lowers[child] in (_PARTITIVE_PREPS if holds else shown):
                frontier.extend(parse.children_by(child, "pobj"))
    return None


def item_meant(cast: Cast, token: int) -> ItemMention | None:
    """The earlier item that "it", "them", "those" or "these systems" at ``token`` stands for."""
    parse = cast.parse
    words = event_lexicon().words
    if parse.lowers[token] in words["partitive"]:
        # "hundreds of these systems"
        below = [
            noun for prep in parse.children_by(token, "prep") for noun in parse.children_by(prep, "pobj")
        ]
        token = below[0] if below else token
    word, things = parse.lowers[token], words["thing"]
    pointing = word in _THING or (
        word in things and any(parse.lowers[child] in _DEMONSTRATIVE for child in parse.children[token])
    )
    if not pointing:
        return None
    items = cast.mentions.items
    at = bisect_left(items, token, key=lambda mention: mention.first) - 1
    while at > 0 and is_aid_by_name(items[at]):
        at -= 1
    if at < 0 or not _near(parse, items[at].head, token, sentences=1):
        return None
    return items[at]


def is_aid_by_name(item: ItemMention) -> bool:
    """Whether the item is only called aid ("security assistance"), and is not lethal aid."""
    words = item.item.span.text.lower().split()
    return words[-1] in event_lexicon().words["aid_noun"] and words[0] != "lethal"


def money_in(cast: Cast, tokens: list[int]) -> MoneyMention | None:
    """The first amount at one of ``tokens`` or right under it."""
    parse, money_at = cast.parse, cast.mentions.money_at
    if not money_at:
        return None
    for token in tokens:
        for at in (token, *parse.children[token]):
            if at in money_at:
                return money_at[at]
            if parse.lowers[at] in {"of", "worth"}:
                for below in parse.children[at]:
                    if below in money_at:
                        return money_at[below]
    return None


def mention_of(cast: Cast, token: int) -> tuple[Actor, int, int] | None:
    """The actor meant at ``token`` and the token range that says so, through pronouns."""
    parse = cast.parse
    token = meant_by(parse, token)
    if parse.pos[token] == "PRON" or parse.tags[token] in {"PRP", "PRP$"}:
        meant = _pronoun(cast, token)
        return None if meant is None else (meant, token, token + 1)
    return _named_at(cast, token)


def _named_at(cast: Cast, token: int) -> tuple[Actor, int, int] | None:
    """The actor that the noun at ``token`` names, itself or through an adjective or owner."""
    parse, actor_at = cast.parse, cast.mentions.actor_at
    mention = actor_at.get(token)
    if mention is not None and not (mention.adjectival and parse.deps[token] in {"amod", "compound"}):
        return mention.actor, mention.first, mention.last
    words = event_lexicon().words
    if parse.lowers[token] not in (words["group"] | words["trainee"]) - words["others"]:
        return None
    beside = parse.children_by(token, "amod", "compound", "poss", "nmod")
    for child in beside:
        if child in actor_at:
            return actor_at[child].actor, min(actor_at[child].first, child), token + 1
    for child in parse.children_by(token, "poss") if parse.lowers[token] in _HOMES else ():
        # "his country" is that of whoever he is
        if parse.lowers[child] in _PERSON and (owner := _his(cast, child)) is not None:
            return owner, child, token + 1
    for child in beside:
        if parse.lowers[child] in _SPEAKER and (owner := _speaker(parse, child)) is not None:
            return owner, child, token + 1
    return None


def _participant(cast: Cast, token: int, role: str, named_only: bool) -> Participant | None:
    parse = cast.parse
    meant = mention_of(cast, token)
    if meant is not None:
        actor, first, last = meant
        span = parse.span(first, last)
        return Participant(role, actor.actor, actor.name, span)
    if token in cast.mentions.actor_at:
        mention = cast.mentions.actor_at[token]
        span = parse.span(mention.first, mention.last)
        return Participant(role, mention.actor.actor, mention.actor.name, span)
    if named_only or not _may_act(cast, token):
        return None
    first = min([child for child in parse.children[token] if parse.deps[child] == "compound"], default=token)
    span = parse.span(min(first, token), token + 1)
    return Participant(role, None, span.text, span)


def _may_act(cast: Cast, token: int) -> bool:
    taken = token in cast.mentions.item_at or token in cast.mentions.money_at
    return not taken and cast.parse.tags[token] in {"NN", "NNS", "NNP", "NNPS", "PRP"}


def _pronoun(cast: Cast, token: int) -> Actor | None:
    word = cast.parse.lowers[token]
    if word in _SPEAKER:
        return _speaker(cast.parse, token)
    if word in _PERSON:
        return _earlier(cast, token, frozenset({ActorKind.PERSON}))
    if word in _BODY:
        return _earlier(cast, token, _BODIES)
    if word in _GROUP:
        return _earlier(cast, token, _BODIES | {ActorKind.UNNAMED})
    return None


def _his(cast: Cast, token: int) -> Actor | None:
    kinds = frozenset(ActorKind) - {ActorKind.OUTLET, ActorKind.REPORTER}
    return _subject_above(cast, token, kinds) or _pronoun(cast, token)


def _speaker(parse: Parse, token: int) -> Actor | None:
    speaker = parse.passages[parse.passage_of[token]].speaker
    if speaker is None or speaker.kind is ActorKind.REPORTER:
        return None
    return Actor(speaker.actor, parse.words[token], speaker.kind)


def _earlier(cast: Cast, token: int, kinds: frozenset[ActorKind]) -> Actor | None:
    """Who an earlier mention names: a subject for a subject, else whoever was named last.

    The doer of the pronoun's own clause is never its object ("Iran supplies them").
    """
    parse, actors = cast.parse, cast.mentions.actors
    is_object = parse.deps[token] not in {"nsubj", "nsubjpass", "poss"}
    barred = _doers(cast, token) if is_object else frozenset()
    quoted = _is_quoted(parse, token)
    governing = None if is_object else _subject_above(cast, token, kinds)
    if governing is not None:
        return governing
    at = bisect_left(actors, token, key=lambda mention: mention.first)
    last: ActorMention | None = None
    while at > 0 and _near(parse, actors[at - 1].head, token, _SENTENCES):
        at -= 1
        mention = actors[at]
        if last is not None and parse.sentence_of[mention.head] != parse.sentence_of[last.head]:
            break
        fits = mention.actor.kind in kinds and not mention.adjectival and mention.actor.actor not in barred
        if not fits or _plural(cast, token, mention.head) or _is_place(parse, mention.head):
            continue
        is_subject = parse.deps[mention.head] in {"nsubj", "nsubjpass"}
        if is_subject and quoted and _tells(parse, mention.head):
            continue
        if is_object or is_subject:
            return mention.actor
        last = last or mention
    if last is None:
        return None
    before = _same_pronoun(parse, token, last.head)
    meant = None if before is None else _earlier(cast, before, kinds)
    return meant or last.actor


def _is_place(parse: Parse, head: int) -> bool:
    """Whether a country is only where something is: "the dynamics in Ukraine"."""
    return parse.deps[head] == "pobj" and parse.lowers[parse.heads[head]] in _LOCATIVE


def _is_quoted(parse: Parse, token: int) -> bool:
    """Whether a quotation is open at ``token``, as far as the marks before it tell."""
    for before in range(token - 1, max(-1, token - _TOKENS), -1):
        if parse.tags[before] in {"``", "''"}:
            return parse.tags[before] == "``"
    return False


def _tells(parse: Parse, subject: int) -> bool:
    """Whether ``subject`` is who a quotation comes from: its "he" is somebody else."""
    return parse.lemmas[parse.heads[subject]] in event_lexicon().words["telling"]


def _same_pronoun(parse: Parse, token: int, since: int) -> int | None:
    """The same pronoun as a subject before ``token``: who it meant there, it means here still."""
    first = parse.sentences[parse.sentence_of[since]][0]
    for before in range(token - 1, first - 1, -1):
        if parse.lowers[before] == parse.lowers[token] and parse.deps[before] == "nsubj":
            return before
    return None


def _doers(cast: Cast, token: int) -> frozenset[str | None]:
    verb = token
    for _ in range(_STEPS):
        verb = cast.parse.heads[verb]
        if cast.parse.pos[verb] == "VERB":
            break
    doers = [meant_by(cast.parse, each) for each in subjects_of(cast.parse, verb)]
    named = [cast.mentions.actor_at[each] for each in doers if each in cast.mentions.actor_at]
    return frozenset(mention.actor.actor for mention in named)


def _subject_above(cast: Cast, token: int, kinds: frozenset[ActorKind]) -> Actor | None:
    """The subject of a clause over the pronoun's own: "Iran said that it had sent them".

    The owner of a noun that the clause hangs on comes first: "Peru's promise that it would".
    """
    parse = cast.parse
    quoted = _is_quoted(parse, token)
    own_clause = parse.deps[token] != "poss"
    climber = token
    for _ in range(_STEPS):
        if parse.heads[climber] == climber:
            return None
        climber = parse.heads[climber]
        is_clause = parse.pos[climber] in {"VERB", "AUX"}
        holders = (
            parse.children_by(climber, "nsubj", "nsubjpass")
            if is_clause
            else parse.children_by(climber, "poss")
        )
        for holder in holders:
            if holder >= token or own_clause or _plural(cast, token, holder):
                continue
            if quoted and _tells(parse, holder):
                continue
            meant = _named_at(cast, holder)
            if meant is not None and meant[0].kind in kinds:
                return meant[0]
        own_clause = own_clause and not is_clause
    return None


def _plural(cast: Cast, pronoun: int, head: int) -> bool:
    """Whether "it" cannot stand for ``head``, which has others beside it ("the US and Europe")."""
    parse = cast.parse
    return parse.lowers[pronoun] in _BODY and bool(parse.children_by(head, "conj"))


def _near(parse: Parse, earlier: int, token: int, sentences: int) -> bool:
    return (
        token - earlier <= _TOKENS
        and parse.sentence_of[token] - parse.sentence_of[earlier] <= sentences
        and parse.passage_of[token] - parse.passage_of[earlier] <= 1
    )
