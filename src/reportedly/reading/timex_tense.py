"""Whether the clause around a time expression looks back or ahead, from its governing verb."""

from __future__ import annotations

from reportedly.lexicon.times import time_words
from reportedly.reading.parse import Parse
from reportedly.reading.timex_reading import FUTURE, OPEN, PAST, PRESENT

_WORDS = time_words()
_VERBS = frozenset({"VERB", "AUX"})
_WILL = frozenset({"will", "'ll", "’ll", "wo", "shall", "would", "can", "may", "might", "must", "should"})
_HAS = frozenset({"had", "was", "were", "did", "has", "have", "been"})
_STEPS = 12


def direction_at(parse: Parse, first: int, last: int) -> int:
    """`PAST`, `PRESENT`, `FUTURE` or `OPEN` of the clause that the tokens ``first`` to ``last`` stand in."""
    after = parse.lowers[last] if last < len(parse) else ""
    if after in ("'s", "’s") and parse.pos[last] == "PART":
        return PAST
    before = parse.lowers[first - 1] if first else ""
    if before == "as" and parse.lowers[first - 2] in ("early", "soon"):
        return FUTURE
    direction = _direction_from(parse, top_of(parse, first, last))
    if before == "by":
        return PAST if direction == PAST else FUTURE
    return FUTURE if before in _WORDS.until and not _is_perfect(parse, first, last) else direction


def _direction_from(parse: Parse, token: int) -> int:
    """The direction of the first verb on the way up. "The attack on Sunday shows" is of the past."""
    in_subject = False
    for _ in range(_STEPS):
        if parse.pos[token] in _VERBS or parse.tags[token] == "MD":
            direction = _direction_of(parse, token)
            return OPEN if in_subject and direction == PRESENT else direction
        in_subject = in_subject or parse.deps[token] in ("nsubj", "nsubjpass")
        if parse.lemmas[token] in ("due", "likely") and parse.pos[token] == "ADJ":
            return FUTURE
        if parse.heads[token] == token:
            return OPEN
        token = parse.heads[token]
    return OPEN


def _is_perfect(parse: Parse, first: int, last: int) -> bool:
    """As in "until Thursday they had not called": the date is over."""
    verb = _verb_above(parse, top_of(parse, first, last))
    return any(parse.lowers[child] == "had" for child in parse.children_by(verb, "aux"))


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
        direction = _tense_of(parse, verb)
        if direction is not None:
            return direction
        above = _verb_above(parse, verb)
        if above == verb:
            return OPEN
        verb = above
    return OPEN


def _tense_of(parse: Parse, verb: int) -> int | None:
    """Past, future or open; ``None`` where the verb above has to say it."""
    aux = {parse.lowers[child] for child in parse.children_by(verb, "aux", "auxpass")}
    tag, ahead = parse.tags[verb], parse.lemmas[verb] in _WORDS.ahead
    if aux & _WILL:
        return FUTURE
    if tag == "VBD" or aux & _HAS:
        return FUTURE if tag == "VBN" and ahead and "had" not in aux else PAST
    if tag == "VBN":
        return FUTURE if ahead else None if aux else OPEN
    if tag == "VB" and "to" in aux:
        return _tense_of_infinitive(parse, verb)
    if tag in ("VBZ", "VBP", "MD", "VB"):
        return OPEN if aux and tag == "VB" else PRESENT
    return None


def _tense_of_infinitive(parse: Parse, verb: int) -> int | None:
    """Ahead for "plans to meet" and "the plan to meet"; "failed to meet" is as its verb is."""
    above = parse.heads[verb]
    if above == verb or parse.lemmas[above] in _WORDS.ahead or parse.pos[above] not in _VERBS:
        return FUTURE
    return None


def _verb_above(parse: Parse, token: int) -> int:
    """The next verb on the way up, or the root."""
    for _ in range(_STEPS):
        if parse.heads[token] == token:
            return token
        token = parse.heads[token]
        if parse.pos[token] in _VERBS:
            return token
    return token
