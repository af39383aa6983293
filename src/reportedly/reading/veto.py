"""The last check before `occurred`: an event that is only named has not been stated to have happened.

A wrong "it happened" is the worst error there is, so a deal read off a bare gerund or infinitive
that nothing commits anybody to ("the idea of selling jets", "to sell jets would") stays possible.
"""

from __future__ import annotations

from dataclasses import replace

from reportedly.lexicon.events import event_lexicon
from reportedly.model import Certainty, Frame, Stage
from reportedly.reading.marks import Assessment, EventMention
from reportedly.reading.parse import Parse

_DEALS = frozenset({Frame.TRANSFER, Frame.AID, Frame.SANCTION, Frame.TRAINING})
_NONFINITE = frozenset({"VBG", "VB"})
# A gerund behind these tells what went before.
_TELLING_PREPS = frozenset({"after", "since", "upon", "following"})
_DONE = frozenset({"VBD", "VBN"})
_AHEAD = frozenset({Stage.SOUGHT, Stage.NEGOTIATED, Stage.AGREED, Stage.PREPARED})


def veto(parse: Parse, mention: EventMention, assessment: Assessment) -> Assessment:
    """The assessment, or a cautious one where the event is named in passing."""
    reading = assessment.factuality
    if mention.frame not in _DEALS or assessment.reasons or assessment.stage in _AHEAD:
        return assessment
    if reading.certainty is not Certainty.CERTAIN or not _only_named(parse, mention.head):
        return assessment
    return replace(
        assessment,
        factuality=replace(reading, certainty=Certainty.POSSIBLE, value=min(reading.value, 1.0)),
        stage=None,
        reasons=(f"{parse.lowers[mention.head]}: named in passing, not stated to have happened",),
    )


def came_about(parse: Parse, head: int) -> bool:
    """Whether a bare noun or gerund is said to have come about: "the sale took place", "admitted selling"."""
    while parse.deps[head] == "conj" and parse.heads[head] != head:
        head = parse.heads[head]
    verb = parse.heads[head]
    if parse.deps[head] == "pobj":
        return _tells(parse, verb)
    if parse.deps[head] == "nsubj":
        takes_place = any(parse.lowers[it] == "place" for it in parse.children_by(verb, "dobj"))
        return takes_place or parse.lemmas[verb] in event_lexicon().words["occurrence"]
    return (
        parse.deps[head] in ("dobj", "xcomp", "ccomp")
        and parse.tags[verb] in _DONE
        and parse.lemmas[verb] in event_lexicon().words["witnessing"]
    )


def _only_named(parse: Parse, head: int) -> bool:
    """Whether the event is a gerund or an infinitive, with no finite verb of its own.

    A gerund behind a preposition may have a subject: "a response to Serbia selling jets".
    """
    own = ("aux", "auxpass") if parse.deps[head] == "pcomp" else ("aux", "auxpass", "nsubj")
    if parse.tags[head] not in _NONFINITE or parse.children_by(head, *own):
        return parse.tags[head] == "VB" and any(
            parse.lowers[kid] == "to" for kid in parse.children_by(head, "aux")
        )
    while parse.deps[head] == "conj" and parse.heads[head] != head:
        head = parse.heads[head]
    if parse.tags[head] not in _NONFINITE:
        return False
    if parse.deps[head] == "pcomp":
        return not _tells(parse, parse.heads[head])
    return parse.deps[head] in ("dobj", "xcomp", "ccomp", "csubj", "nsubj", "pobj", "ROOT")


def _tells(parse: Parse, prep: int) -> bool:
    """Whether a gerund behind ``prep`` tells what was done: "by arming" how a past deed was."""
    if parse.lowers[prep] == "by":
        return parse.tags[parse.heads[prep]] in _DONE
    return parse.lowers[prep] in _TELLING_PREPS
