"""Which time expression dates an event or an act of reporting, by the way up the tree."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from reportedly.lexicon.times import time_words
from reportedly.model import Timex
from reportedly.reading.parse import Parse
from reportedly.reading.timex_tense import top_of

# How far up the tree, and how many words away, a date may stand from what it dates.
_CLIMB = 10
_NEAR = 150
_VERBAL = frozenset({"VERB", "AUX"})
# Clauses that happen when the clause over them does.
_SAME_TIME = frozenset({"xcomp", "prep", "pcomp"})
_OBJECTS = frozenset({"dobj", "dative", "attr", "oprd"})
_STRETCHES = frozenset({"course", "period", "beginning", "start", "end", "middle", "part", "rest"})


def time_of(parse: Parse, token: int, timexes: tuple[Timex, ...]) -> Timex | None:
    """The time expression that dates the event at ``token``: the nearest of those in its clause.

    ``timexes`` are those of the parse in text order. An event noun takes the date that stands
    with it, else that of the verb it belongs to; an infinitive takes that of the verb over it.
    What dates the verb that reports the event does not date the event.
    """
    for governor in _governors(parse, token):
        dating = [timex for timex in _in_sentence(parse, token, timexes) if _dates(parse, timex, governor)]
        if dating:
            return min(dating, key=lambda timex: _distance(parse, token, timex))
    return None


def said_time(parse: Parse, cue_token: int, timexes: tuple[Timex, ...]) -> Timex | None:
    """The time expression that dates an act of reporting, from its cue."""
    return time_of(parse, cue_token, timexes)


def _in_sentence(parse: Parse, token: int, timexes: tuple[Timex, ...]) -> tuple[Timex, ...]:
    first, last = parse.sentences[parse.sentence_of[token]]
    first, last = max(first, token - _NEAR), min(last, token + _NEAR)
    low = bisect_left(timexes, parse.starts[first], key=_start)
    high = bisect_left(timexes, parse.ends[last - 1], key=_start)
    return tuple(timex for timex in timexes[low:high] if timex.type != "SET")


def _start(timex: Timex) -> int:
    return timex.span.start


def _governors(parse: Parse, token: int) -> list[int]:
    """The token itself, then the verbs whose date is its own too."""
    found = [token]
    for _ in range(_CLIMB):
        head = parse.heads[token]
        if head == token or not _shares_time(parse, token, head):
            break
        found.append(head)
        if parse.pos[token] not in _VERBAL and parse.pos[head] in _VERBAL:
            break
        token = head
    return found


def _shares_time(parse: Parse, token: int, head: int) -> bool:
    """Whether what ``token`` says happens when its head does; "agreed in May to sell" does not say so."""
    if parse.pos[token] not in _VERBAL:
        return True
    return parse.deps[token] in _SAME_TIME and parse.lemmas[head] not in time_words().ahead


def _dates(parse: Parse, timex: Timex, event: int) -> bool:
    """Whether the way up from the time expression meets ``event`` before any other happening."""
    first, last = _tokens(parse, timex)
    token = top_of(parse, first, last)
    cue = _verb_before(parse, first, last)
    if cue is not None and token != event:
        return cue == event
    for _ in range(_CLIMB):
        if token == event:
            return True
        if parse.heads[token] == token or (not first <= token < last and _happens(parse, token)):
            return False
        token = parse.heads[token]
    return False


def _happens(parse: Parse, token: int) -> bool:
    """Whether a date below the token is its own: that of a verb, or of a noun that is no object.

    The parser often hangs the date of a verb on its object or on the name before it ("bought the
    jets in May", "received them from Iran in May"); the date of any other noun is the noun's
    ("surprised by the delivery in May").
    """
    if parse.pos[token] in _VERBAL:
        return True
    return parse.pos[token] == "NOUN" and parse.deps[token] not in _OBJECTS and not _is_stretch(parse, token)


def _is_stretch(parse: Parse, token: int) -> bool:
    return parse.lowers[token] in _STRETCHES or parse.lowers[token].removesuffix("s") in time_words().units


def _verb_before(parse: Parse, first: int, last: int) -> int | None:
    """The verb of "said Tuesday that it will": it has the date even where the parser gives it to
    the clause that follows.
    """
    before = first - 1
    if before > 0 and parse.tags[before] == "IN" and parse.lowers[before] in ("on", "in"):
        before -= 1
    if before < 0 or parse.pos[before] != "VERB":
        return None
    opens = last < len(parse) and (
        parse.deps[last] in ("mark", "nsubj", "nsubjpass") or parse.lowers[last] == "that"
    )
    return before if opens else None


def _tokens(parse: Parse, timex: Timex) -> tuple[int, int]:
    first = bisect_right(parse.starts, timex.span.start) - 1
    return max(first, 0), bisect_left(parse.starts, timex.span.end)


def _distance(parse: Parse, token: int, timex: Timex) -> tuple[bool, int]:
    """Expressions with a place in time first, then the nearest."""
    return timex.edtf is None, abs(timex.span.start - parse.starts[token])
