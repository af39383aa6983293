"""Events that are arguments: "the sale was cancelled", "the delivery began", "a sale planned for May"."""

from __future__ import annotations

from dataclasses import replace

from reportedly.lexicon.factuality import Effect, factuality_lexicon
from reportedly.model import Certainty
from reportedly.reading.factuality.clausal import under_adjective, under_verb
from reportedly.reading.factuality.clause import clause_of, lemma_of, near
from reportedly.reading.factuality.embedding import Link, connector_of
from reportedly.reading.factuality.modality import mark_clause
from reportedly.reading.factuality.standing import Standing, apply, bear, presupposed
from reportedly.reading.factuality.words import (
    SPEECH,
    SUPPORT,
    effect_named,
    is_definite,
    is_left_open,
    is_pointed_at,
    object_effect,
    subject_of,
    verb_effect,
)
from reportedly.reading.parse import Parse

# Effects that verbs have on their own subject: "the delivery began", "the sale fell through".
_ON_SUBJECTS = frozenset(
    {"keep", "light", "failure", "beginning", "continuing", "ending", "appearance",
     "suspension", "delay", "completion", "success"}
)  # fmt: skip
# Adjectives of these kinds judge an event without saying whether it is one: "the sale is illegal".
_JUDGING = frozenset({"factive", "necessity", "permission", "ban"})


def as_object(parse: Parse, before: Standing, at: Standing, link: Link) -> Standing:
    """An event that is the object of a verb, or the subject of its passive."""
    if link.relation == "nsubjpass" and (raised := _raised(parse, link.governor, at)) is not None:
        return raised
    if is_left_open(parse, link.governor):
        return bear(before, effect_named("open"), parse, link.governor)
    effect = object_effect(parse, link.governor, link.relation)
    if effect is None or effect.name == "belief":
        return argument(parse, at, link)
    if effect.name == "perception" and not at.negative:
        return replace(at, apparent=True)
    if effect.name in SPEECH and not at.negative:
        return before
    return bear(at, effect, parse, link.governor)


def is_turned_down(parse: Parse, link: Link) -> bool:
    """Whether an event is an offer, a request or a report that was made and turned down."""
    if (
        link.relation not in ("dobj", "nsubjpass")
        or parse.lemmas[link.node] not in factuality_lexicon().nouns
    ):
        return False
    effect = object_effect(parse, link.governor, link.relation)
    return effect is not None and effect.name in ("denial", "refusal")


def argument(parse: Parse, at: Standing, link: Link) -> Standing:
    """A noun beside a word that does nothing to it: what is definite is taken for granted."""
    if at.settled:
        return at
    if not at.negative and not at.ahead and at.certainty is Certainty.CERTAIN:
        return replace(at, stage=None)
    name = parse.lowers[link.governor]
    if is_definite(parse, link.place):
        if is_pointed_at(parse, link.place):
            return presupposed(at)
        return apply(presupposed(at), effect_named("mention").affirmed, name, link.governor)
    if at.negative and not at.ahead:
        return apply(at, effect_named("reticence").affirmed, name, link.governor)
    return at


def over_subject(parse: Parse, verb: int, at: Standing) -> Standing:
    """How the subject of ``verb`` stands as an event: "the delivery began", "the sale is unlikely"."""
    raised = _raised(parse, verb, at)
    if raised is not None:
        return raised
    said_of_it = _predicate(parse, verb)
    if said_of_it is not None:
        return _under_predicate(parse, said_of_it, at)
    objects = [kid for kid in near(parse, verb) if parse.deps[kid] == "dobj"]
    effect = verb_effect(parse, verb, "")
    if effect is not None and effect.name in _ON_SUBJECTS and not objects and lemma_of(parse, verb) != "be":
        return bear(at, effect, parse, verb)
    if objects and lemma_of(parse, verb) == "take" and parse.lowers[objects[0]] == "place":
        return at
    return argument(parse, at, Link(verb, subject_of(parse, verb), verb, "nsubj", ""))


def _predicate(parse: Parse, verb: int) -> int | None:
    if lemma_of(parse, verb) not in SUPPORT:
        return None
    return next((kid for kid in near(parse, verb) if _says_of_it(parse, kid)), None)


def _says_of_it(parse: Parse, word: int) -> bool:
    if parse.deps[word] in ("acomp", "attr", "oprd"):
        return True
    return parse.lowers[word] == "underway" or parse.lowers[word : word + 2] == ("under", "way")


def _under_predicate(parse: Parse, word: int, at: Standing) -> Standing:
    effect = factuality_lexicon().adjectives.get(parse.lowers[word])
    if effect is not None and effect.name not in _JUDGING:
        return bear(at, effect, parse, word)
    return at if parse.deps[word] == "attr" and not at.negative else presupposed(at)


def _raised(parse: Parse, verb: int, at: Standing) -> Standing | None:
    """The subject of "is expected to take place" or "is due to begin" is that of the infinitive."""
    for kid in near(parse, verb):
        if kid < verb:
            continue
        if parse.deps[kid] == "xcomp" and connector_of(parse, kid) == "to":
            return _predicated(parse, kid, under_verb(parse, at, at, Link(kid, kid, verb, "xcomp", "to")))
        if parse.deps[kid] == "acomp" and (low := _infinitive(parse, kid)) is not None:
            under = under_adjective(parse, at, Link(low, low, kid, "xcomp", "to"))
            return _predicated(parse, low, under)
    return None


def _infinitive(parse: Parse, adjective: int) -> int | None:
    return next(
        (low for low in near(parse, adjective) if parse.deps[low] == "xcomp" and low > adjective), None
    )


def _predicated(parse: Parse, verb: int, standing: Standing) -> Standing:
    """The subject of an infinitive; of one that governs another, no further than this."""
    standing = mark_clause(parse, clause_of(parse, verb), standing)
    labels = [parse.deps[kid] for kid in near(parse, verb)]
    if "auxpass" in labels:
        return _borne(parse, verb, object_effect(parse, verb, "nsubjpass"), standing)
    if "xcomp" in labels or "acomp" in labels:
        return standing
    return over_subject(parse, verb, standing)


def _borne(parse: Parse, verb: int, effect: Effect | None, standing: Standing) -> Standing:
    return standing if effect is None else bear(standing, effect, parse, verb)


def noun_as_argument(parse: Parse, noun: int, standing: Standing) -> Standing:
    """What participles and relative clauses after a noun say of it: "a sale planned for May"."""
    for kid in near(parse, noun):
        if kid < noun:
            continue
        if parse.deps[kid] == "acl" and parse.tags[kid] in ("VBN", "VBD"):
            return _described(parse, kid, standing, "nsubjpass")
        if parse.deps[kid] == "relcl" and (role := _relative_role(parse, kid)) is not None:
            return _described(parse, kid, standing, role)
    return standing


def _relative_role(parse: Parse, verb: int) -> str | None:
    """The part that "which" or "that" plays in its clause."""
    for kid in near(parse, verb):
        if parse.tags[kid] in ("WDT", "WP") and parse.deps[kid] in ("nsubj", "nsubjpass", "dobj"):
            return parse.deps[kid]
    return None


def _described(parse: Parse, verb: int, standing: Standing, role: str) -> Standing:
    inner = mark_clause(parse, clause_of(parse, verb), standing)
    if role == "nsubj":
        return over_subject(parse, verb, inner)
    raised = _raised(parse, verb, inner)
    if raised is not None:
        return raised
    effect = object_effect(parse, verb, "nsubjpass")
    if effect is None or effect.name in ("belief", "factive"):
        return standing
    return bear(inner, effect, parse, verb)
