"""The walk: from an event up to the top of its sentence, and down again word by word.

`assess` reads what the innermost source says, and stops at the border of the attribution's
content; `under_cue` then counts the cue.
"""

from __future__ import annotations

from reportedly.model import Certainty, Factuality, Polarity, Stage
from reportedly.reading.factuality.clause import Clause, clause_of
from reportedly.reading.factuality.embedding import Link, is_inside, links_above
from reportedly.reading.factuality.government import descend
from reportedly.reading.factuality.modality import mark_clause, mark_noun
from reportedly.reading.factuality.predication import is_turned_down, noun_as_argument
from reportedly.reading.factuality.stage import with_stage
from reportedly.reading.factuality.standing import Standing, apply, presupposed
from reportedly.reading.factuality.words import effect_named
from reportedly.reading.marks import Assessment
from reportedly.reading.parse import Parse

_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
# Words that decide without heading a clause of their own, and how far off its head may be.
_MARKERS = frozenset(
    {"neg", "aux", "auxpass", "advmod", "det", "mark", "amod", "preconj", "cc", "compound"}
    | {"dobj", "attr", "acomp", "oprd", "nsubj", "nsubjpass"}
)
_STEPS_TO_CLAUSE = 4
# A question mark is looked for no further than this many tokens after the event.
_QUESTION_REACH = 150


def assess(
    parse: Parse, token: int, *, own_stage: Stage | None = None, content: tuple[int, int] | None = None
) -> Assessment:
    """How the innermost source presents the event whose head is ``token``.

    ``own_stage`` is the stage that the trigger itself names. ``content`` is the half-open token
    range of the innermost attribution's content: nothing outside is read.
    """
    standing = Standing(asked=_in_question(parse, token))
    links = links_above(parse, token, content)
    for link in reversed(links):
        at = _marked(parse, link.governor, standing, link.place)
        standing = descend(parse, standing, at, link)
    standing = _event(parse, token, standing, own_stage, links[0] if links else None)
    return _assessment(standing, _top(parse, token, standing.top, content))


def _marked(parse: Parse, node: int, standing: Standing, below: int) -> Standing:
    if parse.pos[node] in _VERBAL:
        return mark_clause(parse, clause_of(parse, node), standing, below)
    if parse.pos[node] in _NOMINAL:
        return mark_noun(parse, node, standing)
    return standing


def _event(parse: Parse, token: int, standing: Standing, own: Stage | None, link: Link | None) -> Standing:
    if parse.pos[token] in _VERBAL and parse.tags[token].startswith(("V", "M")):
        clause = clause_of(parse, token)
        marked = mark_clause(parse, clause, standing)
        if _is_adrift(parse, clause, marked, link):
            marked = apply(marked, effect_named("mention").affirmed, parse.lowers[token], token)
        if link is not None and link.relation in ("xcomp", "ccomp") and not (clause.finite or clause.perfect):
            clause = clause_of(parse, link.governor)  # "is helping train": under way with what governs it
        return with_stage(parse, marked, clause, own)
    if link is not None and not standing.settled and is_turned_down(parse, link):
        standing = presupposed(standing)
    standing = noun_as_argument(parse, token, mark_noun(parse, token, standing))
    return with_stage(parse, standing, None, own)


def _is_adrift(parse: Parse, clause: Clause, standing: Standing, link: Link | None) -> bool:
    """Whether nothing says in what tense or mood a bare verb is to be taken."""
    if parse.tags[clause.verb] != "VB" or clause.finite or standing.reasons:
        return False
    return link is None or link.relation not in ("xcomp", "ccomp")


def _in_question(parse: Parse, token: int) -> bool:
    last = parse.sentences[parse.sentence_of[token]][1]
    if "?" in parse.lowers[token : min(last, token + _QUESTION_REACH)]:
        return True
    return "?" in parse.lowers[max(token, last - 3) : last]


def _top(parse: Parse, token: int, decider: int | None, content: tuple[int, int] | None) -> int:
    """The head of the clause that a deciding word stands in: the "seen" of "not seen"."""
    word = token if decider is None or not is_inside(decider, content) else decider
    for _ in range(_STEPS_TO_CLAUSE):
        head = parse.heads[word]
        if not is_inside(head, content) or parse.deps[word] not in _MARKERS or word == token:
            break
        word = head
    return word


def _assessment(standing: Standing, top: int) -> Assessment:
    certainty, polarity = standing.certainty, standing.polarity
    if standing.declined or standing.asked:
        certainty, polarity = Certainty.UNKNOWN, Polarity.UNKNOWN
    return Assessment(
        factuality=Factuality(certainty, polarity, standing.value, standing.observed),
        stage=standing.stage,
        reasons=standing.reasons,
        top=top,
        declined=standing.declined,
        asked=standing.asked,
    )
