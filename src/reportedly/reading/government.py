"""How an event stands under the word that governs it: the effects of verbs, nouns and adjectives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reportedly.lexicon.factuality import Effect, factuality_lexicon
from reportedly.model import Certainty, Polarity
from reportedly.reading.clause import clause_of, near, negative_word
from reportedly.reading.embedding import Link, connector_of, particle_of
from reportedly.reading.modality import mark_clause, mark_noun
from reportedly.reading.parse import Parse
from reportedly.reading.standing import Standing, apply, bear, presupposed

_COMPLEMENTS = frozenset({"ccomp", "xcomp", "csubj", "csubjpass"})
_OBJECTS = frozenset({"dobj", "nsubjpass", "dative", "oprd", "attr", "acomp"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})
# Verbs that leave it to their object or adjective what becomes of a clause: "have no evidence that".
_SUPPORT = frozenset(
    {"be", "have", "see", "find", "give", "get", "show", "make", "take", "remain", "become", "seem",
     "appear", "look", "feel", "offer", "provide", "raise", "express", "hold", "keep", "leave", "receive",
     "reach", "sign", "issue", "hear"}
)  # fmt: skip
# Effects that verbs have on their own subject: "the delivery began", "the sale fell through".
_ON_SUBJECTS = frozenset(
    {"keep", "light", "failure", "beginning", "continuing", "ending", "appearance",
     "suspension", "delay", "completion", "success"}
)  # fmt: skip
_SPEECH = frozenset({"report", "confirmation", "assessment"})
_NOUN_PREPOSITIONS = frozenset(
    {"of", "for", "on", "to", "about", "over", "against", "from", "in", "toward", "towards"}
)
_TIES = frozenset({"of"})


def descend(parse: Parse, before: Standing, at: Standing, link: Link) -> Standing:
    """How ``link.node`` stands under its governor, which stands ``at``, and stood ``before`` its own
    clause's marks were read.
    """
    governor = link.governor
    assert governor is not None
    if link.relation == "advcl" or (link.relation == "ccomp" and _is_inverted(parse, link.place)):
        return _under_adverbial(parse, before, at, link)
    if link.relation == "relcl" and link.connector != "to":
        return at if _is_absent(parse, governor, at) else _aside(at)
    if link.relation in ("parataxis", "intj"):
        return _aside(at)
    if link.relation in ("prep", "pcomp"):
        return _under_preposition(parse, before, at, link)
    if parse.pos[governor] in ("VERB", "AUX"):
        return _under_verb(parse, before, at, link)
    if parse.pos[governor] in ("ADJ", "ADV"):
        return _under_adjective(parse, at, link)
    return _under_noun(parse, at, link)


def _is_absent(parse: Parse, noun: int, at: Standing) -> bool:
    """Whether a noun speaks of nothing there is, so that no more is what a clause says of it.

    "No drones that", "nothing that", "not seen anything that"; but not "not seen the report that".
    """
    if at.declined or at.asked or not at.observed:
        return not is_definite(parse, noun)
    return at.negative and negative_word(parse, noun) is not None


def _aside(at: Standing) -> Standing:
    """A clause beside the main line stands for itself; nothing in a question does."""
    return presupposed(at)


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


def _effect(name: str) -> Effect:
    return factuality_lexicon().effects[name]


def _under_verb(parse: Parse, before: Standing, at: Standing, link: Link) -> Standing:
    if link.relation in _COMPLEMENTS:
        return _clausal(parse, before, at, link)
    if link.relation in _OBJECTS:
        return _as_object(parse, before, at, link)
    if link.relation == "nsubj":
        return over_subject(parse, link.governor or 0, at)
    return at


def _clausal(parse: Parse, before: Standing, at: Standing, link: Link) -> Standing:
    verb = link.governor
    assert verb is not None
    if link.relation == "xcomp" and _is_yet(parse, verb, link.place):
        return bear(at, _effect("failure"), parse, verb)
    if parse.lemmas[verb] in _SUPPORT and link.connector != "-wh":
        carried = _carried(parse, at, link)
        if carried is not None:
            return carried
    effect = find_effect(
        factuality_lexicon().verbs, parse.lemmas[verb], link.connector, particle_of(parse, verb)
    )
    if link.connector in ("whether", "if") and (effect is None or effect.name not in _OPENING):
        effect = _effect("whether")
    if effect is None:
        return _unlisted(parse, at, link)
    if effect.name == "knowledge" and at.negative and _others_ignorance(parse, verb, link):
        return presupposed(at)
    if effect.name in _SPEECH and not at.negative:
        at = replace(before, stage=at.stage) if not before.negative else at
    return bear(at, effect, parse, verb)


def _others_ignorance(parse: Parse, verb: int, link: Link) -> bool:
    """ "He did not know that" takes for granted what "I do not know that" leaves open."""
    subject = parse.lowers[_subject_of(parse, verb)]
    return link.connector == "that" and subject not in ("i", "we") and clause_of(parse, verb).past


# What keeps its own effect over "whether": all others leave it open there.
_OPENING = frozenset({"question", "open", "reticence", "whether", "knowledge", "confirmation", "perception"})


def _unlisted(parse: Parse, at: Standing, link: Link) -> Standing:
    """A verb in no list: an infinitive lies ahead of it, a clause is taken as said."""
    if link.relation == "xcomp" and link.connector == "to":
        return apply(at, _effect("purpose").affirmed, parse.lowers[link.governor or 0], link.governor or 0)
    if link.relation == "ccomp" and at.negative:
        return apply(at, _effect("report").negated, parse.lowers[link.governor or 0], link.governor or 0)
    return at


def _is_yet(parse: Parse, verb: int, complement: int) -> bool:
    """ "has yet to deliver", "is yet to be seen"."""
    if parse.lemmas[verb] not in ("have", "be", "remain"):
        return False
    return any(parse.lowers[kid] == "yet" for word in (verb, complement) for kid in near(parse, word))


def _carried(parse: Parse, at: Standing, link: Link) -> Standing | None:
    """The clause that a noun or adjective beside it governs: "have no sign that", "is unclear whether"."""
    verb = link.governor
    assert verb is not None
    for kid in near(parse, verb):
        if parse.deps[kid] not in ("acomp", "attr", "dobj", "oprd", "nsubj") or kid == link.place:
            continue
        adjective = parse.pos[kid] in ("ADJ", "ADV", "VERB")
        if parse.deps[kid] == "nsubj" and (adjective or parse.lemmas[verb] != "be"):
            continue
        words = factuality_lexicon().adjectives if adjective else factuality_lexicon().nouns
        effect = find_effect(words, parse.lowers[kid] if adjective else parse.lemmas[kid], link.connector)
        if effect is not None:
            support = find_effect(factuality_lexicon().verbs, parse.lemmas[verb], "")
            under = bear(at, support, parse, verb) if support and support.name == "perception" else at
            standing = (
                under if adjective else mark_noun(parse, kid, _unless_counted(parse, verb, kid, under, at))
            )
            return bear(standing, _able(parse, verb, kid, effect), parse, kid)
    return None


def _unless_counted(parse: Parse, verb: int, noun: int, under: Standing, at: Standing) -> Standing:
    """``under``, or ``at`` before the noun's own "no" where the clause has counted that already."""
    clause = clause_of(parse, verb)
    if any(parse.heads[word] == noun or word == noun for word in clause.negations) and at.negative:
        return replace(under, polarity=Polarity.POSITIVE)
    return under


def _able(parse: Parse, verb: int, word: int, effect: Effect) -> Effect:
    """Who was able to do it did it; who is able may yet."""
    if effect.name == "permission" and parse.lowers[word] == "able":
        clause = clause_of(parse, verb)
        if clause.past or clause.perfect:
            return _effect("success")
    return effect


def _as_object(parse: Parse, before: Standing, at: Standing, link: Link) -> Standing:
    verb = link.governor
    assert verb is not None
    raised = _raised(parse, verb, at) if link.relation == "nsubjpass" else None
    if raised is not None:
        return raised
    effect = _object_effect(parse, verb, link.relation)
    if effect is not None and effect.name == "perception" and not at.negative:
        return replace(at, apparent=True)
    if effect is not None and effect.name in _SPEECH and not at.negative:
        return before
    if effect is not None and effect.name != "belief":
        return bear(at, effect, parse, verb)
    return _argument(parse, at, link)


def _object_effect(parse: Parse, verb: int, relation: str) -> Effect | None:
    """The effect of a verb on its object, or on its subject in the passive ("is slated for June")."""
    verbs = factuality_lexicon().verbs
    lemma = parse.lemmas[verb]
    particle = particle_of(parse, verb)
    if relation == "nsubjpass" and particle is None and lemma not in verbs:
        return verbs.get(f"{lemma} for") or verbs.get(f"{lemma} to")
    return find_effect(verbs, lemma, "", particle)


def _argument(parse: Parse, at: Standing, link: Link) -> Standing:
    """A noun beside a verb that does nothing to it: what is definite is taken for granted."""
    if at.settled or not (at.negative or at.ahead or at.certainty is not Certainty.CERTAIN):
        return replace(at, stage=None, ahead=False) if not at.settled else at
    if is_definite(parse, link.place):
        return presupposed(at)
    if at.negative and not at.ahead:
        return apply(at, _effect("reticence").affirmed, parse.lowers[link.governor or 0], link.governor or 0)
    return at


def is_definite(parse: Parse, noun: int) -> bool:
    """Whether a noun phrase speaks of something known: "the sale", "its sale", "Iran's sale"."""
    return any(
        parse.deps[kid] == "poss" or parse.lowers[kid] in ("the", "this", "that", "these", "those")
        for kid in near(parse, noun)
        if kid < noun
    )


def over_subject(parse: Parse, verb: int, at: Standing) -> Standing:
    """How the subject of ``verb`` stands as an event: "the delivery began", "the sale is unlikely"."""
    raised = _raised(parse, verb, at)
    if raised is not None:
        return raised
    lexicon = factuality_lexicon()
    for kid in near(parse, verb):
        if parse.deps[kid] in ("acomp", "attr", "oprd") and parse.lemmas[verb] in _SUPPORT:
            effect = lexicon.adjectives.get(parse.lowers[kid])
            if effect is not None and effect.name not in ("factive", "necessity", "permission", "ban"):
                return bear(at, effect, parse, kid)
            return at if parse.deps[kid] == "attr" and not at.negative else presupposed(at)
    effect = find_effect(lexicon.verbs, parse.lemmas[verb], "", particle_of(parse, verb))
    objects = [kid for kid in near(parse, verb) if parse.deps[kid] == "dobj"]
    if effect is not None and effect.name in _ON_SUBJECTS:
        if not objects:
            return bear(at, effect, parse, verb)
    if objects and parse.lemmas[verb] == "take" and parse.lowers[objects[0]] == "place":
        return at
    return _argument(parse, at, Link(verb, _subject_of(parse, verb), verb, "nsubj", ""))


def _subject_of(parse: Parse, verb: int) -> int:
    return next((kid for kid in near(parse, verb) if parse.deps[kid] in ("nsubj", "nsubjpass")), verb)


def _raised(parse: Parse, verb: int, at: Standing) -> Standing | None:
    """The subject of "is expected to take place" or "failed to begin" is that of the infinitive."""
    for kid in near(parse, verb):
        if parse.deps[kid] == "xcomp" and kid > verb and connector_of(parse, kid) == "to":
            link = Link(kid, kid, verb, "xcomp", "to")
            return _predicated(parse, kid, _clausal(parse, at, at, link))
        if parse.deps[kid] == "acomp" and kid > verb:
            for low in near(parse, kid):
                if parse.deps[low] == "xcomp" and low > kid:
                    under = _under_adjective(parse, at, Link(low, low, kid, "xcomp", "to"))
                    return _predicated(parse, low, under)
    return None


def _predicated(parse: Parse, verb: int, standing: Standing) -> Standing:
    clause = clause_of(parse, verb)
    standing = mark_clause(parse, clause, standing)
    if any(parse.deps[kid] == "auxpass" for kid in near(parse, verb)):
        effect = _object_effect(parse, verb, "nsubjpass")
        return bear(standing, effect, parse, verb) if effect is not None else standing
    deeper = near(parse, verb)
    if any(parse.deps[kid] in ("xcomp", "acomp") for kid in deeper):
        return standing
    return over_subject(parse, verb, standing)


def _under_adjective(parse: Parse, at: Standing, link: Link) -> Standing:
    adjective = link.governor
    assert adjective is not None
    effect = find_effect(factuality_lexicon().adjectives, parse.lowers[adjective], link.connector)
    if effect is not None and (link.relation in _COMPLEMENTS or link.relation in ("prep", "pcomp", "advcl")):
        verb = parse.heads[adjective]
        return bear(at, _able(parse, verb, adjective, effect), parse, adjective)
    if link.connector in ("whether", "if"):
        return bear(at, _effect("whether"), parse, adjective)
    if link.relation == "xcomp" and link.connector == "to":
        return apply(at, _effect("purpose").affirmed, parse.lowers[adjective], adjective)
    return at


def _under_noun(parse: Parse, at: Standing, link: Link) -> Standing:
    noun = link.governor
    assert noun is not None
    words = factuality_lexicon().nouns
    if link.relation in ("acl", "ccomp", "xcomp", "advcl", "relcl"):
        return _noun_clause(parse, at, link)
    if link.relation == "amod" and parse.tags[link.node] in ("VBN", "VBD"):
        return presupposed(at)
    if link.relation in ("compound", "nmod", "amod"):
        effect = words.get(parse.lemmas[noun])
        if effect is not None and parse.pos[link.node] in _NOUNS:
            return bear(at, effect, parse, noun)
    return at


def _noun_clause(parse: Parse, at: Standing, link: Link) -> Standing:
    noun = link.governor
    assert noun is not None
    words = factuality_lexicon().nouns
    if link.connector == "to" and parse.lowers[noun] == "order" and parse.lowers[noun - 1] == "in":
        return apply(presupposed(at), _effect("purpose").affirmed, "in order to", noun)
    effect = find_effect(words, parse.lemmas[noun], link.connector)
    participle = (
        link.relation == "acl" and link.connector in ("", "-ing") and not clause_of(parse, link.place).finite
    )
    if participle:
        return at if _is_absent(parse, noun, at) else _aside(at)
    if link.connector in ("whether", "if"):
        return bear(at, _effect("whether"), parse, noun)
    if effect is not None:
        return bear(at, effect, parse, noun)
    if link.connector == "to":
        return apply(at, _effect("purpose").affirmed, f"{parse.lowers[noun]} to", noun)
    return at


def _under_preposition(parse: Parse, before: Standing, at: Standing, link: Link) -> Standing:
    governor = link.governor
    assert governor is not None
    lexicon = factuality_lexicon()
    kind = parse.pos[governor]
    lemma = parse.lemmas[governor]
    if kind in _NOUNS:
        effect = lexicon.nouns.get(f"{lemma} {link.connector}")
        if effect is None and link.connector in _NOUN_PREPOSITIONS:
            effect = lexicon.nouns.get(lemma)
    elif kind in ("ADJ", "ADV"):
        effect = find_effect(lexicon.adjectives, parse.lowers[governor], link.connector)
    else:
        effect = _verb_with_preposition(parse, governor, link.connector)
    if effect is not None:
        return bear(at, effect, parse, governor)
    if link.connector in ("whether", "if"):
        return bear(at, _effect("whether"), parse, governor)
    if kind in ("VERB", "AUX"):
        carried = _carried(parse, at, replace(link, relation="xcomp")) if lemma in _SUPPORT else None
        if carried is not None and link.connector in _NOUN_PREPOSITIONS:
            return carried
    return _adjunct(parse, at, link)


def _verb_with_preposition(parse: Parse, verb: int, preposition: str) -> Effect | None:
    verbs = factuality_lexicon().verbs
    particle = particle_of(parse, verb)
    lemma = parse.lemmas[verb]
    return (verbs.get(f"{lemma} {particle} {preposition}") if particle else None) or verbs.get(
        f"{lemma} {preposition}"
    )


def _adjunct(parse: Parse, at: Standing, link: Link) -> Standing:
    effect = factuality_lexicon().links.get(link.connector)
    if effect is not None and (link.connector != "for" or link.relation == "pcomp") and effect.name != "ban":
        base = presupposed(at) if effect.name in ("absence", "before") else at
        return apply(base, effect.affirmed, link.connector, link.place)
    if parse.pos[link.governor or 0] in _NOUNS and link.connector in _TIES:
        return at
    return _argument(parse, at, link)


def _is_inverted(parse: Parse, place: int) -> bool:
    """A condition without a conjunction: "should Iran deliver", "were it to deliver"."""
    kids = near(parse, place)
    return (
        bool(kids)
        and parse.deps[kids[0]] in ("aux", "auxpass")
        and parse.lowers[kids[0]] in ("should", "were", "had")
    )


def _under_adverbial(parse: Parse, before: Standing, at: Standing, link: Link) -> Standing:
    word = link.place
    if _is_inverted(parse, link.place):
        return apply(presupposed(at), _effect("condition").affirmed, "inverted", word)
    if link.connector == "to":
        if parse.pos[link.governor or 0] == "ADJ":
            return _under_adjective(parse, at, replace(link, relation="xcomp"))
        base = at if at.settled or at.negative else replace(at, certainty=Certainty.CERTAIN)
        return apply(base, _effect("purpose").affirmed, "to", word)
    effect = factuality_lexicon().links.get(link.connector)
    if link.connector in ("if", "whether") and _asks(parse, link):
        return _clausal(parse, before, at, link)
    if effect is not None and effect.name not in ("ban",):
        if link.connector == "whether" and parse.lemmas[link.governor or 0] in _SUPPORT:
            return _carried(parse, at, link) or apply(at, effect.affirmed, "whether", word)
        return apply(presupposed(at), effect.affirmed, link.connector, word)
    if link.connector in ("-ing", "") and parse.pos[word] == "VERB" and not clause_of(parse, word).finite:
        return at if not at.negative else presupposed(at)
    return presupposed(at)


def _asks(parse: Parse, link: Link) -> bool:
    """Whether an "if" clause is what a verb asks or leaves open, not a condition."""
    verb, verbs = link.governor or 0, factuality_lexicon().verbs
    effect = verbs.get(f"{parse.lemmas[verb]} whether") or verbs.get(parse.lemmas[verb])
    return effect is not None and effect.name in _OPENING and link.place > verb


def noun_as_argument(parse: Parse, noun: int, standing: Standing) -> Standing:
    """What participles and relative clauses after a noun say of it: "a sale planned for May"."""
    for kid in near(parse, noun):
        if kid < noun:
            continue
        if parse.deps[kid] == "acl" and parse.tags[kid] in ("VBN", "VBD"):
            return _described(parse, kid, standing, passive=True)
        if parse.deps[kid] == "relcl":
            role = _relative_role(parse, kid)
            if role is not None:
                return _described(parse, kid, standing, passive=role != "nsubj")
    return standing


def _relative_role(parse: Parse, verb: int) -> str | None:
    for kid in near(parse, verb):
        if (
            kid < verb
            and parse.tags[kid] in ("WDT", "WP")
            and parse.deps[kid] in ("nsubj", "nsubjpass", "dobj")
        ):
            return parse.deps[kid]
    return None


def _described(parse: Parse, verb: int, standing: Standing, *, passive: bool) -> Standing:
    inner = mark_clause(parse, clause_of(parse, verb), standing)
    if not passive:
        return over_subject(parse, verb, inner)
    raised = _raised(parse, verb, inner)
    if raised is not None:
        return raised
    effect = _object_effect(parse, verb, "nsubjpass")
    if effect is None or effect.name in ("belief", "factive"):
        return standing
    return bear(inner, effect, parse, verb)
