"""Whether the clause around a time expression looks back or ahead, from its governing verb."""

from __future__ import annotations

from reportedly.reading.parse import Parse
from reportedly.reading.timex_reading import FUTURE, OPEN, PAST

_VERBS = frozenset({"VERB", "AUX"})
_WILL = frozenset(
    {"will", "'ll", "’ll", "wo", "shall", "would", "can", "may", "might", "must", "should"}
)
# Verbs and adjectives whose infinitive or participle lies ahead of them.
_AHEAD = frozenset(
    "expect schedule plan due set intend aim hope slate agree promise vow pledge prepare want seek "
    "likely propose decide order ask urge threaten begin".split()
)
_UNTIL = frozenset({"until", "till", "by", "effective", "payable", "through"})
_STEPS = 12


def direction_at(parse: Parse, first: int, last: int) -> int:
    """-1 where the clause of the tokens ``first`` to ``last`` is in the past, 1 where it lies
    ahead, 0 where nothing says so (a headline, a fragment)."""
    after = parse.lowers[last] if last < len(parse) else ""
    if after in ("'s", "’s") and parse.pos[last] == "PART":
        return PAST
    if first and parse.lowers[first - 1] in _UNTIL:
        return FUTURE
    token = top_of(parse, first, last)
    for _ in range(_STEPS):
        if parse.pos[token] in _VERBS or parse.tags[token] == "MD":
            return _direction_of(parse, token)
        if parse.lemmas[token] in ("due", "likely") and parse.pos[token] == "ADJ":
            return FUTURE
        if parse.heads[token] == token:
            return OPEN
        token = parse.heads[token]
    return OPEN


def top_of(parse: Parse, first: int, last: int) -> int:
    """The token of the range whose head is outside of it."""
    for token in range(first, last):
        head = parse.heads[token]
        if head == token or not first <= head < last:
            return token
    return last - 1


def _direction_of(parse: Parse, verb: int) -> int:
    """Tense of a verb from its auxiliaries and tag, through infinitives to the verb above."""
    for _ in range(_STEPS):
        aux = [parse.lowers[child] for child in parse.children_by(verb, "aux", "auxpass")]
        if _WILL.intersection(aux):
            return FUTURE
        tag = parse.tags[verb]
        if tag == "VBD" or {"had", "was", "were", "did", "has", "have", "been"}.intersection(aux):
            going = parse.lemmas[verb] in _AHEAD or parse.lowers[verb] == "going"
            return FUTURE if going and tag == "VBN" and "had" not in aux else PAST
        if tag == "VBN" and parse.lemmas[verb] in _AHEAD:
            return FUTURE
        if tag == "VB" and "to" in aux and parse.heads[verb] != verb:
            above = parse.heads[verb]
            if parse.lemmas[above] in _AHEAD or parse.pos[above] not in _VERBS:
                return FUTURE
            verb = above
            continue
        if tag == "VBN" and not aux:
            return PAST
        if tag in ("VBZ", "VBP", "MD", "VB"):
            return FUTURE if tag != "VB" or not aux else OPEN
        if parse.heads[verb] == verb:
            return OPEN
        verb = _verb_above(parse, verb)
    return OPEN


def _verb_above(parse: Parse, token: int) -> int:
    for _ in range(_STEPS):
        if parse.heads[token] == token:
            return token
        token = parse.heads[token]
        if parse.pos[token] in _VERBS:
            return token
    return token
