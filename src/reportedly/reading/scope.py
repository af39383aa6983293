"""How far a cue reaches: what it is negated by, and what stands in its content but not under it."""

from __future__ import annotations

from reportedly.model import Attribution
from reportedly.reading.parse import Parse, token_ranges

_NO = frozenset({"no", "never", "nothing", "nobody", "neither"})
# Words that open an adjunct which the writer takes for granted, whatever the main clause denies.
_GRANTED = frozenset({"despite", "though", "although", "while", "whereas", "after", "as", "because", "since"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PRESENT = frozenset({"VBZ", "VBP"})


def content_around(parse: Parse, voice: Attribution, token: int) -> tuple[int, int] | None:
    """The token range of the content of ``voice`` that holds ``token``; None for a cueless voice.

    None as well for what somebody speaks against ("warned Niger against such deals"): there the
    cue itself says that it is not to be, and has to be read with the rest.
    """
    cue = cue_head(parse, voice)
    if cue is None or _spoken_against(parse, token, cue):
        return None
    return _content(parse, voice, token)


def _content(parse: Parse, voice: Attribution, token: int) -> tuple[int, int] | None:
    for first, last in token_ranges(parse, voice.content):
        if first <= token < last:
            return first, last
    return None


def cue_head(parse: Parse, attribution: Attribution) -> int | None:
    """The cue token that governs the others; a verb where there is one."""
    tokens = [token for first, last in token_ranges(parse, attribution.cue) for token in range(first, last)]
    verbs = [token for token in tokens if parse.pos[token] == "VERB"]
    inside = set(verbs or tokens)
    return next(
        (token for token in verbs or tokens if parse.heads[token] not in inside - {token}),
        None,
    )


def _spoken_against(parse: Parse, token: int, cue: int) -> bool:
    while parse.heads[token] not in (token, cue):
        token = parse.heads[token]
    return parse.deps[token] == "prep" and parse.lowers[token] == "against"


def is_negated(parse: Parse, voice: Attribution) -> bool:
    """Whether the cue of ``voice`` is negated: "has not seen", "had no evidence", "has yet to say"."""
    cue = cue_head(parse, voice)
    if cue is None:
        return False
    tokens = [token for first, last in token_ranges(parse, voice.cue) for token in range(first, last)]
    if any(parse.lowers[at : at + 2] == ("yet", "to") for at in tokens):
        return True
    if any(
        parse.deps[kid] == "neg" or parse.lowers[kid] in _NO for at in tokens for kid in parse.children[at]
    ):
        return True
    above = parse.heads[cue]
    return (
        parse.deps[cue] == "xcomp"
        and parse.lemmas[above] == "have"
        and any(parse.lowers[kid] == "yet" for kid in parse.children[above])
    )


def in_adjunct(parse: Parse, token: int, cue: int) -> bool:
    """Whether ``token`` stands in an adjunct below ``cue`` that the writer takes for granted.

    "It has not seen Russia buy drones despite assessments that ...": the assessments exist.
    """
    while parse.heads[token] != token and token != cue:
        if parse.deps[token] == "prep" and parse.lowers[token] in _GRANTED:
            return True
        if parse.deps[token] == "advcl" and any(
            parse.deps[kid] == "mark" and parse.lowers[kid] in _GRANTED for kid in parse.children[token]
        ):
            return True
        token = parse.heads[token]
    return False


def is_narrators_aside(parse: Parse, voice: Attribution, token: int) -> bool:
    """Whether ``token`` stands in a relative clause that the narrator adds to reported words.

    Under a cue in the past, reported words shift to the past; ", which appear ..." in the
    present is the narrator's own.
    """
    cue = cue_head(parse, voice)
    content = _content(parse, voice, token)
    if cue is None or content is None or parse.tags[cue] != "VBD":
        return False
    while content[0] <= token < content[1] and parse.heads[token] != token:
        if parse.deps[token] == "relcl" and _is_present(parse, token) and _after_comma(parse, token):
            return True
        token = parse.heads[token]
    return False


def finite_clause(parse: Parse, token: int) -> int:
    """The nearest finite verb that ``token`` is or hangs on; the top of the sentence without one."""
    while parse.heads[token] != token:
        finite = [token, *parse.children_by(token, "aux", "auxpass")]
        if any(parse.tags[part] in _FINITE for part in finite):
            return token
        token = parse.heads[token]
    return token


def _is_present(parse: Parse, verb: int) -> bool:
    finite = [verb, *parse.children_by(verb, "aux", "auxpass")]
    return any(parse.tags[token] in _PRESENT for token in finite)


def _after_comma(parse: Parse, verb: int) -> bool:
    first = parse.edges[verb][0]
    return first > 0 and parse.words[first - 1] == ","
