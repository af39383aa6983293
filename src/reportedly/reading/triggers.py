"""Which words carry an event: readings of the trigger lexicon that fit where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.lexicon.events import EventLexicon, Governor, Sense, event_lexicon
from reportedly.model import PassageKind
from reportedly.reading.frames import is_asked, is_predicate
from reportedly.reading.parse import Parse

# A light verb and its noun are shown as one trigger where they stand as close as this.
_SPAN = 6


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that may carry an event, with the readings that what stands beside it allows.

    ``first`` and ``last`` are the trigger's token range. ``governor`` is the verb over an event
    noun ("made a delivery"), ``verb`` its token; ``carried``: the verb is the event's head.
    """

    head: int
    first: int
    last: int
    senses: tuple[Sense, ...]
    governor: Governor | None = None
    verb: int | None = None
    carried: bool = False


def find_triggers(parse: Parse) -> Iterator[Trigger]:
    """Every trigger in text order, readings not yet chosen."""
    lexicon = event_lexicon()
    verbs, nouns = lexicon.verbs, lexicon.nouns
    for token, (lemma, pos) in enumerate(zip(parse.lemmas, parse.pos, strict=True)):
        if pos == "VERB" and parse.deps[token] != "pobj":
            if lemma in verbs and (trigger := _verb(parse, token, verbs[lemma])):
                yield trigger
        elif pos == "NOUN" and lemma in verbs and (is_predicate(parse, token) or is_asked(parse, token)):
            if trigger := _verb(parse, token, verbs[lemma]):
                yield trigger
        elif pos in {"NOUN", "VERB"}:
            if lemma in nouns and (trigger := _noun(parse, token, lexicon, nouns[lemma])):
                yield trigger
        elif pos == "PROPN" and _is_headline(parse, token):
            yield from _headline_word(parse, token, lexicon)


def _verb(parse: Parse, token: int, senses: tuple[Sense, ...]) -> Trigger | None:
    if parse.deps[token] == "amod":
        # "The alleged sale": nobody is told to have alleged it.
        senses = tuple(sense for sense in senses if sense.type != "ACCUSE")
    fitting = tuple(sense for sense in senses if _fits(parse, token, sense))
    if not fitting:
        return None
    return Trigger(token, token, _last(parse, token, fitting[0]), fitting)


def _noun(parse: Parse, token: int, lexicon: EventLexicon, senses: tuple[Sense, ...]) -> Trigger | None:
    if parse.deps[token] == "compound":
        return None
    fitting = tuple(sense for sense in senses if _fits(parse, token, sense))
    if not fitting:
        return None
    first = min(
        (child for child in parse.children[token] if parse.lemmas[child] in fitting[0].modifiers),
        default=token,
    )
    verb, governor, over = _governing(parse, token, lexicon)
    if governor is None or not over or not governor.carries:
        return Trigger(token, min(first, token), token + 1, fitting, governor, verb)
    low, high = min(verb, first), max(verb, token) + 1
    if high - low > _SPAN:
        low, high = verb, verb + 1
    return Trigger(token, low, high, fitting, governor, verb, carried=True)


def _governing(parse: Parse, noun: int, lexicon: EventLexicon) -> tuple[int, Governor | None, bool]:
    """The verb that says what is done with the event noun, and whether it stands over the noun."""
    governors = lexicon.governors
    label, head = parse.deps[noun], parse.heads[noun]
    if label == "conj" and parse.deps[head] == "dobj" and parse.pos[parse.heads[head]] == "VERB":
        # "provided vehicles and training": the verb is the vehicles' own
        verb = parse.heads[head]
        return verb, governors.get(parse.lemmas[verb]), False
    if label in {"dobj", "nsubjpass"} and parse.pos[head] == "VERB":
        key = "put hold" if _is_put_on_hold(parse, head) else parse.lemmas[head]
        return head, governors.get(key), True
    if label == "pobj":
        verb, key = _phrase(parse, head, lexicon)
        if key in governors:
            return verb, governors[key], True
    for child in parse.children_by(noun, "relcl"):
        # "the assistance that we are providing to Kyiv"
        governor = governors.get(parse.lemmas[child])
        if governor is not None and governor.subject:
            return child, governor, False
    return head, None, False


def _is_put_on_hold(parse: Parse, verb: int) -> bool:
    return parse.lemmas[verb] in {"put", "place"} and any(
        parse.lowers[noun] in {"hold", "ice"}
        for prep in parse.children_by(verb, "prep")
        for noun in parse.children_by(prep, "pobj")
    )


def _phrase(parse: Parse, prep: int, lexicon: EventLexicon) -> tuple[int, str]:
    """The verb that takes the noun through a preposition, and how the lexicon names the two.

    "agreed on a sale", "gave $5 in aid"; in "provided a range of aid" the preposition is nothing.
    """
    verb = parse.heads[prep]
    through = f" {parse.lowers[prep]}"
    if parse.pos[verb] in {"NOUN", "NUM", "SYM"} and parse.deps[verb] in {"dobj", "nsubjpass"}:
        if parse.lowers[prep] == "of" and parse.lowers[verb] in lexicon.words["partitive"]:
            through = ""
        verb = parse.heads[verb]
    return verb, parse.lemmas[verb] + through


def _fits(parse: Parse, token: int, sense: Sense) -> bool:
    """Whether everything that must stand with the word does."""
    if sense.alone:
        return True
    return (
        (not sense.under or parse.lowers[parse.heads[token]] in sense.under)
        and _beside(parse, token, "prt", "advmod").issuperset(sense.particles)
        and (not sense.objects or not _beside(parse, token, "dobj", "nsubjpass").isdisjoint(sense.objects))
        and (not sense.preps or _preps(parse, token).issuperset(sense.preps))
        and (
            not sense.modifiers
            or not _beside(parse, token, "amod", "compound", "nmod").isdisjoint(sense.modifiers)
        )
    )


def _beside(parse: Parse, token: int, *labels: str) -> set[str]:
    return {parse.lemmas[child] for child in parse.children_by(token, *labels)}


def _preps(parse: Parse, verb: int) -> set[str]:
    """Prepositions of the verb and of its complements, to which parsers tend to attach them."""
    found = set()
    for child in parse.children[verb]:
        if parse.deps[child] in {"prep", "dative"}:
            found.add(parse.lemmas[child])
            for noun in parse.children_by(child, "pobj"):
                found.update(parse.lemmas[each] for each in parse.children_by(noun, "prep"))
        elif parse.deps[child] in {"dobj", "dative"}:
            found.update(parse.lemmas[each] for each in parse.children_by(child, "prep"))
    return found


def _last(parse: Parse, token: int, sense: Sense) -> int:
    """Where the trigger ends: after its particle or light-verb object, if that is close."""
    last = token
    for child in parse.children[token]:
        named = parse.lemmas[child] in sense.particles or parse.lemmas[child] in sense.objects
        if named and token < child < token + _SPAN:
            last = max(last, child)
    return last + 1


def _is_headline(parse: Parse, token: int) -> bool:
    kind = parse.passages[parse.passage_of[token]].kind
    return kind in {PassageKind.HEADLINE, PassageKind.RELATED_LINK}


def _headline_word(parse: Parse, token: int, lexicon: EventLexicon) -> Iterator[Trigger]:
    """Headlines with Every Word Capitalised: the tagger takes their words for names."""
    word = parse.lowers[token]
    for lemma in (word, word.removesuffix("s"), word.removesuffix("es")):
        senses = lexicon.verbs.get(lemma, ()) + lexicon.nouns.get(lemma, ())
        fitting = tuple(
            sorted((each for each in senses if _fits(parse, token, each)), key=lambda each: -each.weight)
        )
        if fitting:
            yield Trigger(token, token, token + 1, fitting)
            return
