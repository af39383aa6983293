"""Who a cue names as the source: its subject, its agent, its possessor."""

from __future__ import annotations

from reportedly.reading.parse import Parse
from reportedly.reading.quotes import Range

_BORROWS = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "dep"})
_CLIMB = 5
# Of a word with more dependents than any sentence gives it, only the first are looked at.
_MOST = 40
# fmt: off
_LIGHT = frozenset({
    "have", "make", "issue", "voice", "express", "give", "raise", "release", "offer", "share", "hold",
    "repeat", "publish", "deliver", "post", "put", "present", "provide", "get", "receive", "show",
})
# fmt: on


def verb_source(parse: Parse, head: int) -> tuple[Range, ...]:
    """The subject of a verb, its agent in the passive, or the subject it shares with a verb above."""
    token = head
    for _ in range(_CLIMB):
        if parse.children_by(token, "nsubjpass", "auxpass") and token == head:
            return _agent(parse, token)
        subject = _subject(parse, token)
        if subject is not None:
            return _noun_phrase(parse, subject, head)
        above = parse.heads[token]
        if above == token:
            break
        if parse.deps[token] in {"acl", "relcl"} and parse.pos[above] not in {"VERB", "AUX"}:
            return _noun_phrase(parse, above, token)
        if parse.deps[token] not in _BORROWS:
            break
        token = above
    return ()


def noun_source(parse: Parse, head: int) -> tuple[Range, ...]:
    """Whose claim it is: "Iran's claim", "a claim by Iran", "Iran made the claim"."""
    for child in parse.children_by(head, "poss"):
        return (parse.edges[child],)
    for child in parse.children_by(head, "prep"):
        if parse.lowers[child] in {"by", "from", "among"}:
            for complement in parse.children_by(child, "pobj"):
                return (parse.edges[complement],)
    above = parse.heads[head]
    if parse.deps[head] == "dobj" and parse.lemmas[above] in _LIGHT:
        return verb_source(parse, above)
    return ()


def light_verb(parse: Parse, noun: int) -> int | None:
    """The verb that only carries the noun cue: "made" in "made the claim that"."""
    above = parse.heads[noun]
    return above if parse.deps[noun] == "dobj" and parse.lemmas[above] in _LIGHT else None


def light_verb_of_participle(parse: Parse, verb: int) -> int | None:
    """The verb that carries evidence and what it shows: "had" in "had intelligence suggesting that"."""
    above = parse.heads[verb]
    if parse.tags[verb] != "VBG" or above >= verb:
        return None
    if parse.deps[verb] == "acl" and parse.pos[above] == "NOUN":
        return light_verb(parse, above)
    if parse.deps[verb] != "advcl" or parse.lemmas[above] not in _LIGHT:
        return None
    kids = parse.children[above][:_MOST]
    borders = any(parse.deps[kid] == "dobj" and parse.edges[kid][1] == verb for kid in kids)
    return above if borders else None


def _subject(parse: Parse, token: int) -> int | None:
    for child in parse.children[token][:_MOST]:
        if parse.deps[child] in {"nsubj", "nsubjpass"}:
            return child
    return None


def _agent(parse: Parse, token: int) -> tuple[Range, ...]:
    for by in parse.children_by(token, "agent"):
        for complement in parse.children_by(by, "pobj"):
            return (parse.edges[complement],)
    return ()


def _noun_phrase(parse: Parse, noun: int, cue: int) -> tuple[Range, ...]:
    """The phrase of ``noun``, up to the clause with the cue where that hangs on it."""
    first, last = parse.edges[noun]
    if first <= cue < last:
        last = min(last, parse.edges[cue][0]) if noun < cue else last
        first = first if noun < cue else max(first, parse.edges[cue][1])
    while last - 1 > noun and parse.pos[last - 1] == "PUNCT" and parse.words[last - 1] == ",":
        last -= 1
    return ((first, last),) if first < last else ()
