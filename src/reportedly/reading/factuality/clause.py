"""The marks of one clause: its auxiliaries, negations, adverbs, and what they say of its verb."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from reportedly.lexicon.factuality import factuality_lexicon
from reportedly.reading.parse import Parse

# Dependents further from their head than this many siblings are not looked at, so that a word
# with thousands of them costs no more than another.
_NEAR = 24
_AUXILIARIES = frozenset({"aux", "auxpass"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "expl", "npadvmod", "oprd"})
_PERFECT_TAGS = frozenset({"VBN", "VBD", "VBG"})
_FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BOUNDS = frozenset({"fewer", "less", "more", "later", "doubt"})  # "no fewer than forty"
_NOBODY = frozenset({"nothing", "nobody", "none", "no-one", "neither", "nowhere"})
_NOT_REALLY = frozenset({"only", "just", "merely", "simply", "least", "necessarily"})


@dataclass(frozen=True, slots=True)
class Clause:
    """Marks on a verb. ``modal`` and ``negations`` are tokens; the rest says which form it has."""

    verb: int
    modal: int | None = None
    infinitive: bool = False
    perfect: bool = False
    progressive: bool = False
    past: bool = False
    finite: bool = False
    has_subject: bool = False
    negations: tuple[int, ...] = ()
    adverbs: tuple[int, ...] = ()
    ended: int | None = None


# The lemmatiser leaves the curly forms as they are.
_SHORT_FORMS = {"’": "be", "’s": "be", "’re": "be", "’m": "be", "’ve": "have", "'s": "be", "'ve": "have"}


def lemma_of(parse: Parse, word: int) -> str:
    """The lemma of a word, that of the full form for a short one."""
    lemma = parse.lemmas[word]
    return _SHORT_FORMS.get(lemma, lemma)


def near(parse: Parse, token: int) -> tuple[int, ...]:
    """The dependents of ``token``, at most a fixed number on either side of it."""
    found = parse.children[token]
    if len(found) <= 2 * _NEAR:
        return found
    middle = bisect_left(found, token)
    return found[max(0, middle - _NEAR) : middle + _NEAR]


def clause_of(parse: Parse, verb: int) -> Clause:
    """The marks of the clause of ``verb``, those it shares with the verb it is joined to included."""
    own = _own_marks(parse, verb)
    if parse.deps[verb] != "conj" or own.has_subject or own.modal is not None or own.infinitive:
        return own
    first, joint = _first_conjunct(parse, verb)
    if parse.pos[first] not in ("VERB", "AUX"):
        return own
    return _shared(parse, own, _own_marks(parse, first), but=joint == "but")


def _shared(parse: Parse, own: Clause, other: Clause, *, but: bool) -> Clause:
    same_form = parse.tags[own.verb] == parse.tags[other.verb]
    bare = parse.tags[own.verb] in ("VBN", "VBG")
    if not (same_form or bare) or (own.finite and not same_form):
        return own
    return replace(
        own,
        modal=other.modal,
        infinitive=other.infinitive,
        perfect=own.perfect or other.perfect,
        progressive=own.progressive or other.progressive,
        past=own.past or other.past,
        negations=own.negations if but else (*other.negations, *own.negations),
        adverbs=(*other.adverbs, *own.adverbs),
    )


def _first_conjunct(parse: Parse, token: int) -> tuple[int, str | None]:
    joint: str | None = None
    for _ in range(_NEAR):
        if parse.deps[token] != "conj":
            break
        token = parse.heads[token]
        joint = next((parse.lowers[kid] for kid in near(parse, token) if parse.deps[kid] == "cc"), joint)
    return token, joint


def _own_marks(parse: Parse, verb: int) -> Clause:
    auxiliaries: list[int] = []
    negations: list[int] = []
    adverbs: list[int] = []
    has_subject = False
    for kid in near(parse, verb):
        label = parse.deps[kid]
        if label in _AUXILIARIES:
            auxiliaries.append(kid)
        elif (label == "neg" and not _is_emphatic(parse, kid)) or parse.lowers[kid] == "never":
            negations.append(kid)
        elif label == "advmod":
            adverbs.append(kid)
        elif label in _ARGUMENTS and (denier := negative_word(parse, kid)) is not None:
            negations.append(denier)
        has_subject = has_subject or label in _SUBJECTS
    tag = parse.tags[verb]
    lowers = [parse.lowers[kid] for kid in auxiliaries]
    kinds = [parse.tags[kid] for kid in auxiliaries]
    return Clause(
        verb,
        modal=next((kid for kid in reversed(auxiliaries) if parse.tags[kid] == "MD"), None),
        infinitive="to" in lowers,
        perfect=tag in _PERFECT_TAGS and any(_is_have(parse, kid, tag) for kid in auxiliaries),
        progressive="being" in lowers
        or (tag == "VBG" and any(lemma_of(parse, k) == "be" for k in auxiliaries)),
        past=tag == "VBD" or "VBD" in kinds,
        finite=tag in _FINITE_TAGS or not _FINITE_TAGS.isdisjoint(kinds),
        has_subject=has_subject,
        negations=tuple(negations),
        adverbs=tuple(kid for kid in adverbs if parse.lowers[kid] != "longer"),
        ended=next((kid for kid in adverbs if _is_no_longer(parse, kid)), None),
    )


def _is_have(parse: Parse, auxiliary: int, tag: str) -> bool:
    """Whether an auxiliary is "have"; "it's" before a participle may be."""
    if lemma_of(parse, auxiliary) == "have":
        return True
    return tag != "VBG" and parse.lowers[auxiliary] in ("’s", "'s") and parse.deps[auxiliary] == "aux"


def _is_no_longer(parse: Parse, adverb: int) -> bool:
    return parse.lowers[max(0, adverb - 1) : adverb + 1] in (("no", "longer"), ("any", "longer"))


def _is_emphatic(parse: Parse, negation: int) -> bool:
    """Whether a "not" denies nothing: "not only"."""
    after = negation + 1
    return after < len(parse) and parse.lowers[after] in _NOT_REALLY


def negative_word(parse: Parse, noun: int) -> int | None:
    """The word that makes a noun phrase a negative one: "no" drones, "nothing", "none of"."""
    if parse.lowers[noun] in _NOBODY:
        return noun
    for kid in near(parse, noun):
        if parse.lowers[kid] in ("no", "neither") and parse.deps[kid] in ("det", "neg", "preconj"):
            return None if parse.lowers[min(kid + 1, noun)] in _BOUNDS else kid
    return None


def adverb_effects(parse: Parse, clause: Clause) -> list[tuple[int, str]]:
    """Tokens and effect names of the adverbs that bear on the clause, in text order."""
    known = factuality_lexicon().adverbs
    return [(kid, known[parse.lowers[kid]].name) for kid in clause.adverbs if parse.lowers[kid] in known]
