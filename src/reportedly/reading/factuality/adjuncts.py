"""Phrases and clauses beside the main line: after a preposition, in an adverbial clause."""

from __future__ import annotations

from dataclasses import replace

from reportedly.lexicon.factuality import Effect, factuality_lexicon
from reportedly.model import Certainty
from reportedly.reading.factuality.clausal import carried, under_adjective, under_verb
from reportedly.reading.factuality.clause import clause_of, lemma_of, near
from reportedly.reading.factuality.embedding import Link, particle_of
from reportedly.reading.factuality.predication import argument
from reportedly.reading.factuality.standing import Standing, apply, bear, presupposed
from reportedly.reading.factuality.words import NOUNS, OPENING, effect_named, find_effect
from reportedly.reading.parse import Parse

# Prepositions that tie a noun to what it is about; "in March" or "with pride" do not.
_ABOUT = frozenset({"of", "for", "on", "to", "about", "over", "against", "from", "in", "toward", "towards"})
# Before a gerund these name a deed without saying that it was done: "the priority on delivering".
_NAMING = frozenset({"of", "on", "about", "to", "toward", "towards", "against", "from"})
# What follows these stands for itself, whatever becomes of the clause: "not seen, despite reports".
_GIVEN = frozenset(
    {"despite", "amid", "after", "following", "since", "because of", "notwithstanding", "given", "owing to"}
)
_INVERTED = frozenset({"should", "were", "had"})


def under_preposition(parse: Parse, at: Standing, link: Link) -> Standing:
    """What follows a preposition: "evidence of a sale", "called for a sale", "without a sale"."""
    governor = link.governor
    effect = _prepositional_effect(parse, link)
    if effect is not None:
        return bear(at, effect, parse, governor)
    if link.connector in ("whether", "if"):
        return bear(at, effect_named("whether"), parse, governor)
    if parse.pos[governor] in ("VERB", "AUX") and link.connector in _ABOUT:
        borne = carried(parse, at, link)
        if borne is not None:
            return borne
    return _adjunct(parse, at, link)


def _prepositional_effect(parse: Parse, link: Link) -> Effect | None:
    lexicon = factuality_lexicon()
    governor, preposition = link.governor, link.connector
    kind, lemma = parse.pos[governor], parse.lemmas[governor]
    if kind in NOUNS:
        effect = lexicon.nouns.get(f"{lemma} {preposition}")
        if effect is None and preposition in _ABOUT:
            effect = lexicon.nouns.get(lemma)
        return effect or _over_object(parse, link)
    if kind in ("ADJ", "ADV"):
        return find_effect(lexicon.adjectives, parse.lowers[governor], preposition)
    if kind == "ADP":
        return _over_object(parse, link)
    particle = particle_of(parse, governor)
    phrase = lexicon.verbs.get(f"{lemma} {particle} {preposition}") if particle else None
    return phrase or lexicon.verbs.get(f"{lemma} {preposition}")


def _over_object(parse: Parse, link: Link) -> Effect | None:
    """What the verb takes, though it hangs on the object or opens the content: "for selling them"."""
    verb = parse.heads[link.governor]
    if link.relation != "pcomp" or parse.deps[link.governor] not in ("dobj", "nsubjpass", "prep"):
        return None
    return factuality_lexicon().verbs.get(f"{parse.lemmas[verb]} {link.connector}")


def _adjunct(parse: Parse, at: Standing, link: Link) -> Standing:
    if link.connector in _GIVEN or (link.connector == "with" and _is_absolute(parse, link.place)):
        return presupposed(at)
    if link.relation == "prep" and _is_predicate(parse, link.governor):
        return at  # "is in a position to"
    effect = factuality_lexicon().links.get(link.connector)
    if effect is not None and (link.connector != "for" or link.relation == "pcomp") and effect.name != "ban":
        if link.connector == "without" and at.certainty is not Certainty.CERTAIN:
            effect = effect_named("condition")
        base = presupposed(at) if effect.name in ("absence", "before", "condition") else at
        return apply(base, effect.affirmed, link.connector, link.place)
    if link.relation == "pcomp" and link.connector in _NAMING and not at.settled:
        return apply(at, effect_named("mention").affirmed, link.connector, link.place)
    if parse.pos[link.governor] in NOUNS and link.connector == "of":
        return at
    return argument(parse, at, link)


def _is_absolute(parse: Parse, noun: int) -> bool:
    """Whether a noun has a predicate of its own: "with sessions set to begin"."""
    return any(
        parse.deps[kid] == "acl" and parse.tags[kid] in ("VBN", "VBD", "VBG") and kid > noun
        for kid in near(parse, noun)
    )


def _is_predicate(parse: Parse, verb: int) -> bool:
    """Whether a phrase is all that "be" says of its subject."""
    if lemma_of(parse, verb) != "be":
        return False
    return not any(parse.deps[kid] in ("attr", "acomp", "expl") for kid in near(parse, verb))


def is_inverted(parse: Parse, place: int) -> bool:
    """A condition without a conjunction: "should Iran deliver", "were it to deliver"."""
    kids = near(parse, place)
    if not kids or parse.deps[kids[0]] not in ("aux", "auxpass"):
        return False
    return parse.lowers[kids[0]] in _INVERTED


def under_adverbial(parse: Parse, before: Standing, at: Standing, link: Link) -> Standing:
    """A clause that says when, why, what for or on what condition."""
    connector = link.connector
    if is_inverted(parse, link.place):
        first = near(parse, link.place)[0]
        return apply(presupposed(at), effect_named("condition").affirmed, parse.lowers[first], first)
    if connector == "to":
        return _purpose(parse, at, link)
    if connector in ("if", "whether") and _asks(parse, link):
        return under_verb(parse, before, at, link)
    if connector == "whether" and (borne := carried(parse, at, link)) is not None:
        return borne
    effect = factuality_lexicon().links.get(connector)
    if effect is not None and effect.name != "ban":
        return apply(presupposed(at), effect.affirmed, connector, link.place)
    participle = connector in ("-ing", "") and not clause_of(parse, link.place).finite
    return at if participle and not at.negative else presupposed(at)


def _purpose(parse: Parse, at: Standing, link: Link) -> Standing:
    if parse.pos[link.governor] == "ADJ":
        return under_adjective(parse, at, replace(link, relation="xcomp"))
    base = at if at.settled or at.negative else replace(at, certainty=Certainty.CERTAIN)
    return apply(base, effect_named("purpose").affirmed, "to", link.place)


def _asks(parse: Parse, link: Link) -> bool:
    """Whether an "if" clause is what a verb asks or leaves open, not a condition."""
    verb, verbs = link.governor, factuality_lexicon().verbs
    effect = verbs.get(f"{lemma_of(parse, verb)} whether") or verbs.get(lemma_of(parse, verb))
    return effect is not None and effect.name in OPENING and link.place > verb
