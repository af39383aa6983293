"""Clauses under a verb or an adjective: "agreed to sell", "is unclear whether", "has no sign that"."""

from __future__ import annotations

from dataclasses import replace

from reportedly.lexicon.factuality import Effect, factuality_lexicon
from reportedly.model import Polarity
from reportedly.reading.factuality.clause import clause_of, lemma_of, near
from reportedly.reading.factuality.embedding import Link
from reportedly.reading.factuality.modality import mark_noun
from reportedly.reading.factuality.standing import Standing, apply, bear, presupposed
from reportedly.reading.factuality.words import (
    OPENING,
    SPEECH,
    SUPPORT,
    effect_named,
    find_effect,
    is_left_open,
    subject_of,
    verb_effect,
)
from reportedly.reading.parse import Parse

_COMPLEMENTS = frozenset({"ccomp", "xcomp", "csubj", "csubjpass"})
_ADJECTIVAL = frozenset({"prep", "pcomp", "advcl", *_COMPLEMENTS})
_NOT_OVER_INFINITIVES = frozenset(
    {
        "light",
        "factive",
        "report",
        "knowledge",
        "perception",
        "evidence",
        "mention",
        "completion",
        "suspension",
    }
)
_BESIDE = frozenset({"acomp", "attr", "dobj", "oprd", "nsubj"})


def under_verb(parse: Parse, before: Standing, at: Standing, link: Link) -> Standing:
    """A clause that a verb governs; the verb stands ``at``, and stood ``before`` its own marks."""
    verb = link.governor
    if is_left_open(parse, verb):
        return bear(before, effect_named("open"), parse, verb)
    if link.relation == "xcomp" and _is_yet(parse, verb, link.place):
        return bear(at, effect_named("failure"), parse, verb)
    borne = carried(parse, at, link)
    if borne is not None:
        return borne
    effect = verb_effect(parse, verb, link.connector)
    if effect is not None and link.connector == "to":
        effect = _over_infinitive(parse, verb, effect)
    if link.connector in ("whether", "if") and (effect is None or effect.name not in OPENING):
        effect = effect_named("whether")
    if effect is None:
        return _unlisted(parse, at, link)
    if effect.name == "knowledge" and at.negative and _is_others_ignorance(parse, link):
        return presupposed(at)
    if effect.name in SPEECH and not at.negative and not before.negative:
        at = replace(before, stage=at.stage)  # "I would say that", "they may confirm that"
    return bear(at, effect, parse, verb)


def _over_infinitive(parse: Parse, verb: int, effect: Effect) -> Effect | None:
    """What a verb does to an infinitive, where the lexicon has it for nouns and finite clauses.

    "They did it to win" won nothing yet; "they are said to have won" is hearsay.
    """
    if f"{lemma_of(parse, verb)} to" in factuality_lexicon().verbs:
        return effect
    if parse.tags[verb] == "VBN":
        return effect_named("hearsay") if effect.name == "report" else effect
    return None if effect.name in _NOT_OVER_INFINITIVES else effect


def _is_others_ignorance(parse: Parse, link: Link) -> bool:
    """Whether it is known all the same: "he did not know that", unlike "I do not know that"."""
    subject = parse.lowers[subject_of(parse, link.governor)]
    return link.connector == "that" and subject not in ("i", "we") and clause_of(parse, link.governor).past


def _unlisted(parse: Parse, at: Standing, link: Link) -> Standing:
    """A verb in no list: an infinitive lies ahead of it, a clause is taken as said."""
    name = parse.lowers[link.governor]
    if link.relation == "xcomp" and link.connector == "to":
        return apply(at, effect_named("purpose").affirmed, name, link.governor)
    if link.relation == "ccomp" and at.negative:
        return apply(at, effect_named("report").negated, name, link.governor)
    return at


def _is_yet(parse: Parse, verb: int, complement: int) -> bool:
    """Whether it has not come to it: "has yet to deliver", "is yet to be seen"."""
    if lemma_of(parse, verb) not in ("have", "be", "remain"):
        return False
    return any(parse.lowers[kid] == "yet" for word in (verb, complement) for kid in near(parse, word))


def carried(parse: Parse, at: Standing, link: Link) -> Standing | None:
    """The clause that a noun or adjective beside it governs: "have no sign that", "is unclear whether"."""
    verb = link.governor
    if lemma_of(parse, verb) not in SUPPORT or link.connector == "-wh":
        return None
    for kid in near(parse, verb):
        if parse.deps[kid] in _BESIDE and kid != link.place:
            effect = _beside(parse, verb, kid, link.connector)
            if effect is not None:
                return bear(_bearer(parse, verb, kid, at), effect, parse, kid)
    return None


def _is_adjective(parse: Parse, word: int) -> bool:
    return parse.pos[word] in ("ADJ", "ADV", "VERB")


def _beside(parse: Parse, verb: int, word: int, connector: str) -> Effect | None:
    """The effect of an object or predicate on a clause that hangs on its verb."""
    lexicon = factuality_lexicon()
    if _is_adjective(parse, word):
        if parse.deps[word] == "nsubj":
            return None
        return _adjective_effect(parse, verb, word, connector)
    if parse.deps[word] == "nsubj" and lemma_of(parse, verb) != "be":
        return None
    return find_effect(lexicon.nouns, parse.lemmas[word], connector)


def _bearer(parse: Parse, verb: int, word: int, at: Standing) -> Standing:
    """How the word beside the verb stands: "no sign" under "seen"."""
    effect = verb_effect(parse, verb, "")
    under = bear(at, effect, parse, verb) if effect is not None and effect.name == "perception" else at
    if _is_adjective(parse, word):
        return under
    counted = any(word in (denier, parse.heads[denier]) for denier in clause_of(parse, verb).negations)
    if counted and at.negative:  # the clause's negation is the noun's own "no"
        under = replace(under, polarity=Polarity.POSITIVE)
    return mark_noun(parse, word, under)


def _adjective_effect(parse: Parse, verb: int, adjective: int, connector: str) -> Effect | None:
    """The effect of an adjective with the verb that it stands with.

    Who was able to do it did it, who is able may yet; who makes sure of it has not done it.
    """
    effect = find_effect(factuality_lexicon().adjectives, parse.lowers[adjective], connector)
    if parse.lowers[adjective] == "sure" and lemma_of(parse, verb) == "make":
        return effect_named("assurance")
    if parse.lowers[adjective] == "able":
        clause = clause_of(parse, verb)
        return effect_named("success") if clause.past or clause.perfect else effect
    return effect


def under_adjective(parse: Parse, at: Standing, link: Link) -> Standing:
    """What an adjective governs: "ready to sell", "aware of a sale", "sure that"."""
    adjective = link.governor
    effect = _adjective_effect(parse, parse.heads[adjective], adjective, link.connector)
    if effect is not None and link.relation in _ADJECTIVAL:
        return bear(at, effect, parse, adjective)
    if link.connector in ("whether", "if"):
        return bear(at, effect_named("whether"), parse, adjective)
    if link.relation == "xcomp" and link.connector == "to":
        return apply(at, effect_named("purpose").affirmed, parse.lowers[adjective], adjective)
    return at
