"""Where a cue stands: its lemma in the lexicon, its auxiliaries, its particle, what it does."""

from __future__ import annotations

from reportedly.lexicon.cues import Frames, cue_lexicon
from reportedly.model import CueKind
from reportedly.reading.parse import Parse
from reportedly.reading.quotes import Range

_AUXILIARY = frozenset({"aux", "auxpass", "neg"})
_PARTICLES = frozenset({"prt", "advmod", "prep"})
# Not doing these leaves their content open, whatever it is.
_OPENING_UP = frozenset({"answer", "comment", "disclose", "discuss", "elaborate", "respond", "specify"})
_TELLING = _OPENING_UP | {"say", "confirm", "speculate"}
_NOT_DOING = frozenset({"decline", "refuse"})
_REACH = 5


def lemma_of(parse: Parse, token: int) -> str:
    """The lemma of a token, mended where the tagger is known to get it wrong."""
    lemma = parse.lemmas[token]
    return cue_lexicon().aliases.get(lemma, lemma)


def verb_frames(parse: Parse, token: int) -> Frames:
    """The frames of a verb, or of a verb with its particle ("rule out"), from the lexicon."""
    verbs = cue_lexicon().verbs
    lemma = lemma_of(parse, token)
    for child in parse.children[token]:
        if child > token and parse.deps[child] in _PARTICLES:
            phrasal = verbs.get(f"{lemma} {parse.lowers[child]}")
            if phrasal is not None:
                return phrasal
    return verbs.get(lemma, {})


def verb_cue(parse: Parse, head: int) -> Range:
    """The verb with its auxiliaries, negation and particle, and the adverbs between them."""
    first, last = head, head + 1
    for child in reversed(parse.children[head]):
        if head - _REACH < child < first and parse.deps[child] in _AUXILIARY:
            first = child
        elif child < first and parse.deps[child] in {"nsubj", "nsubjpass"}:
            break
    for child in parse.children[head]:
        if child == head + 1 and parse.deps[child] == "prt":
            last = child + 1
    return first, last


def is_negated(parse: Parse, head: int) -> bool:
    """Whether the verb itself is negated ("would not say")."""
    return any(parse.deps[child] == "neg" for child in parse.children[head])


def kind_in_context(parse: Parse, head: int, kind: CueKind) -> CueKind:
    """What the cue does where it stands: "would not say whether" leaves its content open."""
    lemma = lemma_of(parse, head)
    if lemma in _TELLING and kind is CueKind.REPORT and is_negated(parse, head):
        return CueKind.DECLINED
    if lemma in _NOT_DOING and any(
        parse.lemmas[verb] in _TELLING for verb in parse.children_by(head, "xcomp")
    ):
        return CueKind.DECLINED
    return kind
