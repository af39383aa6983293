"""The words of the lexicon as they stand in a parse: with their particle, complement and arguments."""

from __future__ import annotations

from collections.abc import Mapping

from reportedly.lexicon.factuality import Effect, factuality_lexicon
from reportedly.reading.factuality.clause import lemma_of, near
from reportedly.reading.factuality.embedding import particle_of
from reportedly.reading.parse import Parse

# Verbs that leave it to their object or adjective what becomes of a clause: "have no evidence that".
SUPPORT = frozenset(
    {"be", "have", "see", "find", "give", "get", "show", "make", "take", "remain", "become", "seem",
     "appear", "look", "feel", "offer", "provide", "raise", "express", "hold", "keep", "leave", "receive",
     "reach", "sign", "issue", "hear"}
)  # fmt: skip
SPEECH = frozenset({"report", "confirmation", "assessment"})
# What keeps its own effect over "whether": all others leave it open there.
OPENING = frozenset({"question", "open", "reticence", "whether", "knowledge", "confirmation", "perception"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})


def effect_named(name: str) -> Effect:
    """An effect that no word of the lexicon need have."""
    return factuality_lexicon().effects[name]


def find_effect(
    words: Mapping[str, Effect], lemma: str, connector: str, particle: str | None = None
) -> Effect | None:
    """The effect of a word with this complement, else of the word itself."""
    if particle is not None:
        phrase = f"{lemma} {particle}"
        found = words.get(f"{phrase} {connector}") or words.get(phrase)
        if found is not None:
            return found
    return words.get(f"{lemma} {connector}") or words.get(lemma)


def verb_effect(parse: Parse, verb: int, connector: str) -> Effect | None:
    """The effect of a verb on a complement that ``connector`` opens; "if" counts as "whether"."""
    connector = "whether" if connector == "if" else connector
    return find_effect(factuality_lexicon().verbs, lemma_of(parse, verb), connector, particle_of(parse, verb))


def object_effect(parse: Parse, verb: int, relation: str) -> Effect | None:
    """The effect of a verb on its object, or on its subject in the passive ("is slated for June")."""
    verbs = factuality_lexicon().verbs
    lemma = lemma_of(parse, verb)
    particle = particle_of(parse, verb)
    if relation == "nsubjpass" and particle is None and lemma not in verbs:
        return verbs.get(f"{lemma} for") or verbs.get(f"{lemma} to")
    return find_effect(verbs, lemma, "", particle)


def subject_of(parse: Parse, verb: int) -> int:
    """The subject of a verb; the verb itself where it has none."""
    return next((kid for kid in near(parse, verb) if parse.deps[kid] in ("nsubj", "nsubjpass")), verb)


def is_definite(parse: Parse, noun: int) -> bool:
    """Whether a noun phrase speaks of something known: "the sale", "its sale", "Iran's sale"."""
    return any(
        parse.deps[kid] == "poss" or parse.lowers[kid] in ("the", "this", "that", "these", "those")
        for kid in near(parse, noun)
        if kid < noun
    )


def is_pointed_at(parse: Parse, noun: int) -> bool:
    """Whether a noun phrase points at something there is: "this sale", "their sale"."""
    return any(
        parse.deps[kid] == "poss" or parse.lowers[kid] in ("this", "these", "that", "those")
        for kid in near(parse, noun)
        if kid < noun
    )


def is_left_open(parse: Parse, verb: int) -> bool:
    """Whether a verb is one of "neither confirm nor deny"."""
    lemma = lemma_of(parse, verb)
    if lemma not in ("confirm", "deny"):
        return False
    other = "deny" if lemma == "confirm" else "confirm"
    joined = [kid for kid in near(parse, verb) if parse.deps[kid] == "conj"]
    if parse.deps[verb] == "conj":
        joined.append(parse.heads[verb])
    return any(lemma_of(parse, word) == other for word in joined)
