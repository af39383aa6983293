"""What a cue's content is: the complement that its frame in the lexicon asks for."""

from __future__ import annotations

from reportedly.lexicon.cues import Frames, cue_lexicon
from reportedly.model import CueKind
from reportedly.reading.cues import lemma_of
from reportedly.reading.parse import Parse
from reportedly.reading.quotes import Range
from reportedly.reading.report import cut

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_EMBEDDED = frozenset({"ccomp", "advcl", "relcl", "acl", "pcomp"})
_HANGING_ON = frozenset({"dobj", "oprd", "xcomp", "prep", "dative"})
_PARENTHESIS = frozenset({"parataxis", "ccomp", "advcl", "relcl", "conj", "dep"})
# How far a that-clause is looked for behind its cue, and a clause above a word.
_REACH = 20
_CLAUSAL = frozenset({"VERB", "AUX"})


def verb_complement(parse: Parse, head: int, frames: Frames) -> tuple[CueKind, list[Range]] | None:
    """Kind and content of a verb by the first of its frames that is filled."""
    if "clause" in frames:
        ranges = _clause(parse, head) or _astray(parse, head) or _around_parenthesis(parse, head, frames)
        if ranges:
            return frames["clause"], ranges
    seen = frames.get("object") is CueKind.PERCEPTION
    by_frame = (
        ("object", _seen if seen else _object),
        ("shown", _shown),
        ("to", _infinitive),
        ("gerund", _gerund),
        ("passive", _passive),
    )
    for frame, read in by_frame:
        if frame in frames and (ranges := read(parse, head)):
            return frames[frame], ranges
    return prepositional(parse, head, frames)


def noun_complement(parse: Parse, head: int, frames: Frames) -> tuple[CueKind, list[Range]] | None:
    """Kind and content of a noun: "claims that ...", "the plan to ...", "the claim is that ..."."""
    for child in parse.children[head]:
        if child < head or parse.deps[child] not in {"acl", "relcl", "ccomp"}:
            continue
        if "clause" in frames and _is_that_clause(parse, child):
            return frames["clause"], [_behind(parse, head, child)]
        if "to" in frames and _is_infinitive(parse, child):
            return frames["to"], [parse.edges[child]]
    if "clause" in frames and parse.deps[head] == "nsubj" and parse.lemmas[parse.heads[head]] == "be":
        for child in parse.children[parse.heads[head]][:_REACH]:
            if child > head and parse.deps[child] == "ccomp":
                return frames["clause"], [parse.edges[child]]
    return prepositional(parse, head, frames)


def adjective_complement(parse: Parse, head: int, frames: Frames) -> tuple[CueKind, list[Range]] | None:
    """Kind and content of an adjective: "confident that ...", "ready to ...", "worried about"."""
    for label, frame in (("ccomp", "clause"), ("xcomp", "to")):
        for child in parse.children_by(head, label):
            if child > head and frame in frames:
                return frames[frame], [_behind(parse, head, child)]
    return prepositional(parse, head, frames)


def prepositional(parse: Parse, head: int, frames: Frames) -> tuple[CueKind, list[Range]] | None:
    """Kind and content behind a preposition that the lexicon names for this cue."""
    for child in parse.children[head]:
        frame = "+" + parse.lowers[child]
        if child > head and parse.deps[child] == "prep" and frame in frames:
            for complement in parse.children_by(child, "pobj", "pcomp"):
                return frames[frame], [parse.edges[complement]]
    return None


def clause_around(parse: Parse, token: int) -> Range:
    """The whole clause that ``token`` stands in: the subtree of the nearest verb above."""
    for _ in range(_REACH):
        if parse.pos[token] in _CLAUSAL and parse.deps[token] not in {"aux", "auxpass", "xcomp"}:
            break
        token = parse.heads[token]
    return parse.edges[token]


def before_concession(parse: Parse, part: Range) -> Range:
    """What is seen or not seen, without "despite earlier reports", which whoever tells it adds."""
    first, last = part
    for token in range(first + 1, last):
        if parse.lowers[token] in {"despite", "although", "though"}:
            return first, token
    return part


def sentence_around(parse: Parse, token: int) -> Range:
    """The clause that ``token`` stands in with those it is coordinated with."""
    for _ in range(_REACH):
        if parse.pos[token] in _CLAUSAL and parse.deps[token] in _EMBEDDED:
            break
        token = parse.heads[token]
    return parse.edges[token]


def _clause(parse: Parse, head: int) -> list[Range]:
    clauses = [child for child in parse.children[head] if _is_reported(parse, head, child)]
    if clauses and clauses[0] < head < clauses[-1] and not _ends_aside(parse, clauses[0]):
        clauses = [child for child in clauses if child > head]
    return [_behind(parse, head, child) for child in clauses]


def _astray(parse: Parse, head: int) -> list[Range]:
    """A that-clause that the parser hung on who is told: "told editors during a call that ..."."""
    if lemma_of(parse, head) not in cue_lexicon().audience_verbs:
        return []
    for token in range(head + 2, min(parse.edges[head][1], head + _REACH)):
        clause = parse.heads[token]
        if parse.lowers[token] == "that" and parse.deps[token] == "mark" and parse.deps[clause] == "relcl":
            return [(token, parse.edges[clause][1])]
    return []


def _is_reported(parse: Parse, head: int, child: int) -> bool:
    """A clausal complement, also "asked if it had", which looks like a condition."""
    if parse.deps[child] == "ccomp":
        return True
    opener = parse.lowers[parse.edges[child][0]]
    return (
        parse.deps[child] == "advcl"
        and child > head
        and opener in {"if", "whether"}
        and (parse.lemmas[head] == "ask" or opener == "whether")
    )


def _ends_aside(parse: Parse, clause: int) -> bool:
    """Whether a clause before its cue ends the way reported words do: with a comma or a mark."""
    last = parse.edges[clause][1]
    return last < len(parse) and parse.words[last] in {",", "”", '"', "''", "’", "—", "–"}


def _behind(parse: Parse, head: int, child: int) -> Range:
    """The subtree of ``child``, on its side of ``head`` where a bad parse lets it cross."""
    first, last = parse.edges[child]
    return (max(first, head + 1), last) if child > head else (first, min(last, head))


def _around_parenthesis(parse: Parse, head: int, frames: Frames) -> list[Range]:
    """All of the clause but the cue's own subtree: "The plan, she said, has failed"."""
    above = parse.heads[head]
    if parse.deps[head] not in _PARENTHESIS or above == head or parse.pos[above] not in _CLAUSAL:
        return []
    first, last = parse.edges[head]
    opened = first == 0 or parse.words[first - 1] in {",", "—", "–", "-"} or parse.words[first] == ","
    as_she_said = parse.lowers[first] == "as"
    if not (opened or as_she_said) or not parse.children_by(head, *_SUBJECTS):
        return []
    if parse.children_by(head, "dobj", "xcomp") or prepositional(parse, head, frames):
        return []
    if parse.children_by(head, "mark") and not as_she_said:
        return []
    return cut(parse.edges[above], (first, last))


def _object(parse: Parse, head: int) -> list[Range]:
    """From the object on, with what the verb says of it ("described the sale as a mistake")."""
    objects = [child for child in parse.children_by(head, "dobj") if child > head]
    if not objects:
        return []
    end = max(
        parse.edges[child][1]
        for child in parse.children[head]
        if child >= objects[0] and parse.deps[child] in _HANGING_ON
    )
    return [(parse.edges[objects[0]][0], end)]


def _seen(parse: Parse, head: int) -> list[Range]:
    """The object of seeing, where what counts is that it was not seen ("saw no sign of a sale")."""
    found = _object(parse, head)
    unseen = any(parse.lowers[part[0]] in {"no", "nothing", "little"} for part in found)
    return found if unseen or any(parse.deps[child] == "neg" for child in parse.children[head]) else []


def _shown(parse: Parse, head: int) -> list[Range]:
    """The object of showing, where a poll, a picture or the like shows it."""
    shows = [*parse.children_by(head, "nsubj"), *([parse.heads[head]] if parse.deps[head] == "acl" else [])]
    evident = any(parse.lemmas[token] in cue_lexicon().evidence for token in shows)
    return _object(parse, head) if evident else []


def _infinitive(parse: Parse, head: int) -> list[Range]:
    for child in parse.children_by(head, "xcomp", "ccomp"):
        if _is_infinitive(parse, child):
            return [_behind(parse, head, child)]
    return []


def _gerund(parse: Parse, head: int) -> list[Range]:
    """What somebody "denied doing"."""
    for child in parse.children_by(head, "xcomp", "ccomp"):
        if child > head and parse.tags[child] == "VBG":
            return [parse.edges[child]]
    return []


def _passive(parse: Parse, head: int) -> list[Range]:
    """The subject of "is said to be ready", with what is said of it."""
    subjects = parse.children_by(head, "nsubjpass")
    if not subjects:
        return []
    ranges = [parse.edges[subjects[0]]]
    for child in parse.children_by(head, "xcomp", "oprd", "ccomp"):
        ranges.append(parse.edges[child])
    return ranges


def _is_that_clause(parse: Parse, head: int) -> bool:
    opener = parse.lowers[parse.edges[head][0]]
    return opener in {"that", "whether", "if"} and bool(parse.children_by(head, *_SUBJECTS))


def _is_infinitive(parse: Parse, head: int) -> bool:
    return any(child < head and parse.lowers[child] == "to" for child in parse.children[head])
