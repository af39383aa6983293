"""How an event stands under the word that governs it."""

from __future__ import annotations

from reportedly.lexicon.factuality import factuality_lexicon
from reportedly.reading.factuality.adjuncts import is_inverted, under_adverbial, under_preposition
from reportedly.reading.factuality.clausal import under_adjective, under_verb
from reportedly.reading.factuality.clause import clause_of, near, negative_word
from reportedly.reading.factuality.embedding import Link
from reportedly.reading.factuality.predication import as_object, over_subject
from reportedly.reading.factuality.standing import Standing, apply, bear, presupposed
from reportedly.reading.factuality.words import NOUNS, effect_named, find_effect, is_definite, object_effect
from reportedly.reading.parse import Parse

_CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "csubjpass"})
_NOUN_CLAUSES = frozenset({"acl", "ccomp", "xcomp", "advcl", "relcl"})
_OBJECTS = frozenset({"dobj", "nsubjpass", "dative", "oprd", "attr", "acomp"})
_THINGS = frozenset({"nothing", "anything", "something", "little"})
_FALSE = frozenset({"false", "untrue", "fake", "baseless", "unfounded", "incorrect", "fabricated", "true"})
_ASIDES = frozenset({"parataxis", "intj"})


def descend(parse: Parse, before: Standing, at: Standing, link: Link) -> Standing:
    """How ``link.node`` stands under its governor.

    The governor stands ``at``; ``before`` is how it stood before its own marks were read.
    """
    if link.relation == "relcl" and link.connector not in ("to", "that"):  # no relative pronoun
        return at if _is_absent(parse, link.governor, at) else presupposed(at)
    if link.relation in _ASIDES:
        return presupposed(at)
    if link.connector == "-wh to":  # "what to send"
        return apply(at, effect_named("deliberation").affirmed, "to", link.place)
    return _under_word(parse, before, at, link)


def _under_word(parse: Parse, before: Standing, at: Standing, link: Link) -> Standing:
    if link.relation in ("prep", "pcomp"):
        return under_preposition(parse, at, link)
    if parse.pos[link.governor] in NOUNS:
        return _under_noun(parse, at, link)
    if link.relation == "advcl" or (link.relation == "ccomp" and is_inverted(parse, link.place)):
        return under_adverbial(parse, before, at, link)
    return _under_predicate(parse, before, at, link)


def _is_absent(parse: Parse, noun: int, at: Standing) -> bool:
    """Whether a noun speaks of nothing there is, so that no more is what a clause says of it.

    "No drones that", "nothing that", "not seen anything that"; but not "not seen the report that".
    """
    if at.settled:
        return not is_definite(parse, noun)
    return at.negative and negative_word(parse, noun) is not None


def _under_predicate(parse: Parse, before: Standing, at: Standing, link: Link) -> Standing:
    if parse.pos[link.governor] in ("ADJ", "ADV"):
        return under_adjective(parse, at, link)
    if link.relation == "csubj" and any(parse.deps[kid] == "dobj" for kid in near(parse, link.governor)):
        return at  # "selling them shows every sign of": what is shown is not the selling
    if link.relation in _CLAUSES:
        return under_verb(parse, before, at, link)
    if link.relation in _OBJECTS:
        return as_object(parse, before, at, link)
    if link.relation == "nsubj":
        return over_subject(parse, link.governor, at)
    return at


def _under_noun(parse: Parse, at: Standing, link: Link) -> Standing:
    if link.relation in _NOUN_CLAUSES:
        return _noun_clause(parse, at, link)
    if link.relation == "amod" and parse.tags[link.node] in ("VBN", "VBD"):
        return presupposed(at)
    if link.relation in ("compound", "nmod", "amod") and parse.pos[link.node] in NOUNS:
        effect = factuality_lexicon().nouns.get(parse.lemmas[link.governor])
        return at if effect is None else bear(at, effect, parse, link.governor)
    return at


def _noun_clause(parse: Parse, at: Standing, link: Link) -> Standing:
    """A clause that a noun governs: "plan to sell", "evidence that", "drones sold by"."""
    noun = link.governor
    if _is_participle(parse, link):
        return at if _is_absent(parse, noun, at) else presupposed(at)
    if link.connector == "to" and parse.lowers[max(0, noun - 1) : noun + 1] == ("in", "order"):
        return apply(presupposed(at), effect_named("purpose").affirmed, "in order to", noun)
    if link.connector in ("whether", "if"):
        return bear(at, effect_named("whether"), parse, noun)
    effect = find_effect(factuality_lexicon().nouns, parse.lemmas[noun], link.connector)
    if effect is None and link.connector == "to":
        effect = effect_named("purpose")
    return at if effect is None or _is_transparent(parse, noun) else bear(at, effect, parse, noun)


def _is_transparent(parse: Parse, noun: int) -> bool:
    """Whether what is said of the noun is said of its clause: "nothing to suggest", "the report is false"."""
    if parse.lowers[noun] in _THINGS:
        return True
    verb = parse.heads[noun]
    if parse.deps[noun] in ("dobj", "nsubjpass"):
        effect = object_effect(parse, verb, parse.deps[noun])
        return effect is not None and effect.name in ("denial", "refusal")
    return parse.deps[noun] == "nsubj" and any(parse.lowers[kid] in _FALSE for kid in near(parse, verb))


def _is_participle(parse: Parse, link: Link) -> bool:
    if link.relation != "acl" or link.connector not in ("", "-ing"):
        return False
    return not clause_of(parse, link.place).finite
