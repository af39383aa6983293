"""What the marks of a clause or a noun phrase say: negation, modals, adverbs, modifiers."""

from __future__ import annotations

from dataclasses import replace

from reportedly.lexicon.factuality import Effect, factuality_lexicon
from reportedly.reading.factuality.clause import Clause, adverb_effects, lemma_of, near, negative_word
from reportedly.reading.factuality.standing import Standing, apply, bear, lower, negate, weighed
from reportedly.reading.parse import Parse

_CONDITIONS = frozenset({"if", "unless", "provided", "should", "were", "had"})
_FUTURE_TIME = frozenset({"next", "tomorrow", "soon", "later", "tonight", "shortly", "upcoming", "coming"})


def mark_clause(parse: Parse, clause: Clause, standing: Standing, below: int | None = None) -> Standing:
    """How the verb of ``clause`` stands. A negation within ``below``, the dependent that the walk
    goes on to, is left for it ("made no delivery").
    """
    negations = [word for word in clause.negations if below is None or not _within(parse, word, below)]
    if negations:
        standing = negate(standing, parse, negations[0])
    if clause.modal is not None:
        standing = _under_modal(parse, clause, standing)
    elif _is_imperative(parse, clause):
        standing = bear(standing, factuality_lexicon().effects["request"], parse, clause.verb)
    elif _is_near_future(parse, clause):
        standing = bear(standing, factuality_lexicon().effects["future"], parse, clause.verb)
    for word, name in adverb_effects(parse, clause):
        standing = _under_adverb(parse, word, name, standing)
    return standing


def _within(parse: Parse, word: int, below: int) -> bool:
    return word == below or parse.heads[word] == below


def _under_modal(parse: Parse, clause: Clause, standing: Standing) -> Standing:
    modal = clause.modal
    assert modal is not None
    effects = factuality_lexicon().effects
    effect = factuality_lexicon().modals.get(parse.lowers[modal], effects["necessity"])
    if effect.name == "condition":
        hypothetical = _is_hypothetical(parse, clause, standing)
        effect = effects["condition" if hypothetical else "future"]
    elif effect.name == "future" and has_condition(parse, _modal_head(parse, clause)):
        effect = effects["condition"]
    elif clause.perfect and effect.name == "ability":
        effect = effects["contingency"]
    elif clause.perfect and parse.lowers[modal] == "must":
        effect = effects["inference"]
    return _keeping_polarity(bear(standing, effect, parse, modal), standing, effect)


def _keeping_polarity(after: Standing, before: Standing, effect: Effect) -> Standing:
    """A condition leaves it open whether it is so, not what it would be."""
    if effect.name == "condition" and not before.settled:
        return replace(after, polarity=before.polarity)
    return after


def _is_imperative(parse: Parse, clause: Clause) -> bool:
    """Whether a bare verb heads its sentence: "Deliver the trucks"."""
    bare = parse.tags[clause.verb] == "VB" and parse.deps[clause.verb] == "ROOT"
    return bare and not (clause.infinitive or clause.has_subject or clause.finite)


def _is_hypothetical(parse: Parse, clause: Clause, standing: Standing) -> bool:
    """Whether a "would" says what would be, rather than what was to come."""
    if clause.perfect or has_condition(parse, _modal_head(parse, clause)):
        return True
    return lemma_of(parse, clause.verb) == "be" and not standing.negative


def _modal_head(parse: Parse, clause: Clause) -> int:
    """The verb that the modal stands with: of joined verbs, the first."""
    return clause.verb if clause.modal is None else parse.heads[clause.modal]


def has_condition(parse: Parse, verb: int) -> bool:
    """Whether a conditional clause hangs on the verb ("we will see if" has none)."""
    if f"{lemma_of(parse, verb)} whether" in factuality_lexicon().verbs:
        return False
    return any(
        parse.deps[kid] in ("advcl", "ccomp") and parse.lowers[near(parse, kid)[0]] in _CONDITIONS
        for kid in near(parse, verb)
        if parse.deps[kid] in ("advcl", "ccomp") and near(parse, kid)
    )


def _is_near_future(parse: Parse, clause: Clause) -> bool:
    """Whether a present progressive is about a time to come: "is delivering them next week"."""
    if not clause.progressive or clause.past or clause.perfect:
        return False
    return any(
        parse.lowers[kid] in _FUTURE_TIME
        or any(parse.lowers[low] in _FUTURE_TIME for low in near(parse, kid))
        for kid in near(parse, clause.verb)
        if parse.deps[kid] in ("advmod", "npadvmod")
    )


def _under_adverb(parse: Parse, word: int, name: str, standing: Standing) -> Standing:
    effect = factuality_lexicon().effects[name]
    if name == "failure":
        return negate(standing, parse, word)
    reason = f"{parse.lowers[word]}: {effect.affirmed.because}"
    return replace(
        standing,
        certainty=lower(standing.certainty, effect.affirmed.certainty),
        value=weighed(standing.value, effect.affirmed) if standing.value > 0 else standing.value,
        reasons=(*standing.reasons, reason),
        top=word if standing.top is None else standing.top,
    )


def mark_noun(parse: Parse, noun: int, standing: Standing) -> Standing:
    """How a noun stands after its determiner and the adjectives before it."""
    denier = negative_word(parse, noun)
    if not standing.negative and standing.observed and _is_any(parse, noun):
        standing = apply(standing, factuality_lexicon().effects["mention"].affirmed, "any", noun)
    if denier is None and parse.deps[noun] == "conj":
        denier = negative_word(parse, parse.heads[noun])
    if denier is None:
        denier = _hardly_any(parse, noun)
    if denier is not None:
        standing = negate(standing, parse, denier)
    known = factuality_lexicon().adjectives
    for kid in near(parse, noun):
        if parse.deps[kid] in ("amod", "compound", "nmod") and kid < noun:
            effect = known.get(parse.lowers[kid])
            if effect is not None and effect.name not in _PREDICATE_ONLY:
                standing = bear(standing, effect, parse, kid)
    return standing


def _hardly_any(parse: Parse, noun: int) -> int | None:
    """The "little" of "little evidence", which as good as denies it; "little money" is some."""
    effect = factuality_lexicon().nouns.get(parse.lemmas[noun])
    if effect is None or effect.name != "evidence":
        return None
    few = [kid for kid in near(parse, noun) if parse.lowers[kid] in ("little", "few", "scant")]
    return next((kid for kid in few if parse.lowers[kid - 1] != "a"), None)


def _is_any(parse: Parse, noun: int) -> bool:
    return any(parse.lowers[kid] == "any" and parse.deps[kid] == "det" for kid in near(parse, noun))


# Adjectives of these kinds say something of a clause ("it is clear that"), not of a noun.
_PREDICATE_ONLY = frozenset(
    {"factive", "knowledge", "awareness", "necessity", "ban", "permission", "open", "guess"}
)
