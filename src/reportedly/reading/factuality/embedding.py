"""What governs what: the way from an event up to the top of its sentence, one link a step.

Prepositions and joined phrases are no steps of their own: "of the sale and delivery" under
"evidence" is one link, with "of" as its connector.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.lexicon.factuality import factuality_lexicon
from reportedly.reading.factuality.clause import near
from reportedly.reading.parse import Parse

# No sentence that people write nests deeper; one that machines write may.
_DEEPEST = 24
_OPENERS = frozenset({"whether", "if"})
# The first words of "because of", "instead of", "ahead of", "rather than".
_FIRST_HALVES = frozenset({"because", "instead", "ahead", "rather"})
_PARTICLES = frozenset({"through", "apart", "ahead", "off", "down"})
_QUESTION_WORDS = frozenset({"WRB", "WP", "WP$", "WDT"})


@dataclass(frozen=True, slots=True)
class Link:
    """``node`` under ``governor``; ``relation`` and ``connector`` say how.

    ``place`` is the token whose arc it is: ``node`` itself, or the first of the joined phrases it
    belongs to. ``connector`` is a preposition ("of", "out of"), the conjunction of a clause
    ("that", "whether", "if", "after"), "to" for an infinitive, "-ing" for a gerund, "-wh" for a
    question word ("-wh to" with an infinitive), or empty; "that" may be left out in the text.
    """

    node: int
    place: int
    governor: int
    relation: str
    connector: str


def links_above(parse: Parse, token: int, content: tuple[int, int] | None = None) -> list[Link]:
    """The links from ``token`` up, innermost first, none of them leaving ``content``."""
    found: list[Link] = []
    node = token
    while len(found) < _DEEPEST and (link := _link(parse, node, content)) is not None:
        found.append(link)
        node = link.governor
    return found


def is_inside(token: int, content: tuple[int, int] | None) -> bool:
    """Whether a token lies in the half-open range ``content``, or there is no such border."""
    return content is None or content[0] <= token < content[1]


def _link(parse: Parse, node: int, content: tuple[int, int] | None) -> Link | None:
    place = _first_joined(parse, node, content)
    if place != node and _stands_alone(parse, node, place):
        return None
    governor = parse.heads[place]
    if governor == place or not is_inside(governor, content):
        return None
    relation = parse.deps[place]
    if relation == "ccomp" and _is_set_apart(parse, place, governor):
        return None
    if relation in ("pobj", "pcomp"):
        return _prepositional(parse, node, place, content)
    return Link(node, place, governor, relation, connector_of(parse, place))


def _is_set_apart(parse: Parse, place: int, governor: int) -> bool:
    """Whether a clause before a semicolon was taken for a complement of the one after it."""
    return place < governor and any(
        parse.lowers[kid] == ";" and place < kid < governor for kid in near(parse, governor)
    )


def _first_joined(parse: Parse, node: int, content: tuple[int, int] | None) -> int:
    if _is_mislaid(parse, node) and is_inside(parse.heads[node - 1], content):
        node = parse.heads[node - 1]
    for _ in range(_DEEPEST):
        if parse.deps[node] != "conj" or not is_inside(parse.heads[node], content):
            break
        node = parse.heads[node]
    return node


def _is_mislaid(parse: Parse, node: int) -> bool:
    """Whether a bare verb after "and" hangs elsewhere than on the infinitive it is joined to."""
    if parse.tags[node] != "VB" or parse.deps[node] == "conj" or node == 0 or parse.deps[node - 1] != "cc":
        return False
    partner = parse.heads[node - 1]
    return partner < node and parse.tags[partner] == "VB"


def _stands_alone(parse: Parse, node: int, place: int) -> bool:
    """A finite verb is not joined to an infinitive: "failed to pay and filed for bankruptcy"."""
    return parse.tags[node] in ("VBD", "VBZ", "VBP") and parse.tags[place] in ("VB", "VBG")


def _prepositional(parse: Parse, node: int, place: int, content: tuple[int, int] | None) -> Link:
    """A link through prepositions; one that nothing governs is its own governor."""
    preposition = parse.heads[place]
    relation = "pcomp" if parse.deps[place] == "pcomp" else "prep"
    words = [parse.lowers[preposition]]
    if relation == "pcomp" and connector_of(parse, place) in ("whether", "if"):
        words = [connector_of(parse, place)]
    above = _first_joined(parse, preposition, content)
    for _ in range(_DEEPEST):
        governor = parse.heads[above]
        if governor == above or not is_inside(governor, content):
            return Link(node, place, above, relation, " ".join(words))
        if parse.pos[governor] != "ADP" or parse.deps[governor] == "prt":
            break
        words.insert(0, parse.lowers[governor])
        above = governor
    if parse.deps[above] == "prep" and parse.lowers[above - 1] in _FIRST_HALVES:
        words.insert(0, parse.lowers[above - 1])
    return Link(node, place, governor, relation, " ".join(words))


def connector_of(parse: Parse, place: int) -> str:
    """What opens the clause that ``place`` heads: see `Link`."""
    infinitive = finite = False
    question = ""
    for kid in near(parse, place):
        if kid > place:
            break
        label, lower = parse.deps[kid], parse.lowers[kid]
        if label == "mark":
            return _opener(parse, kid)
        if lower == "whether":
            return lower
        finite = finite or label in ("nsubj", "nsubjpass", "expl")
        if lower == "to" and label == "aux":
            infinitive = True
        elif parse.tags[kid] in _QUESTION_WORDS and lower != "that":
            question = "when" if lower == "when" and parse.deps[place] == "advcl" else "-wh"
    if question:
        return "-wh to" if infinitive else question
    if infinitive:
        return "to"
    if finite and _is_content_clause(parse, place):
        return "that"
    return "-ing" if parse.tags[place] == "VBG" and not _has_auxiliary(parse, place) else ""


def _is_content_clause(parse: Parse, place: int) -> bool:
    """Whether a "that" is left out, also where the clause was taken for a relative one.

    In "no evidence Mali had sold drones" it lacks nothing, as a relative clause would.
    """
    if parse.deps[place] != "relcl":
        return parse.deps[place] in ("ccomp", "csubj") and parse.pos[place] in ("VERB", "AUX")
    whole = any(parse.deps[kid] in ("dobj", "nsubjpass") for kid in near(parse, place))
    return whole and parse.lemmas[parse.heads[place]] in factuality_lexicon().nouns


def _opener(parse: Parse, mark: int) -> str:
    lower = parse.lowers[mark]
    before = parse.lowers[mark - 1] if mark else ""
    after = parse.lowers[mark + 1] if mark + 1 < len(parse) else ""
    if lower == "as" and after in ("if", "though"):
        return f"as {after}"
    if lower in ("that", "as") and before in ("so", "provided", "case"):
        return f"{before} that"
    if lower == "if" and before == "even":
        return "even if"
    return lower


def _has_auxiliary(parse: Parse, place: int) -> bool:
    return any(parse.deps[kid] in ("aux", "auxpass") for kid in near(parse, place))


def particle_of(parse: Parse, verb: int) -> str | None:
    """The particle of a verb: the "off" of "call off", the "through" of "fall through"."""
    for kid in near(parse, verb):
        if parse.deps[kid] == "prt" or (parse.deps[kid] == "advmod" and parse.lowers[kid] in _PARTICLES):
            return parse.lowers[kid]
    return None
