"""How far an event has got, from the tense and aspect of its verb and from what stands above it."""

from __future__ import annotations

from dataclasses import replace

from reportedly.model import Certainty, PassageKind, Polarity, Stage
from reportedly.reading.factuality.clause import Clause
from reportedly.reading.factuality.standing import Standing, lower
from reportedly.reading.parse import Parse

_AHEAD = frozenset({Stage.SOUGHT, Stage.NEGOTIATED, Stage.AGREED, Stage.PREPARED})
# Headlines tell the past in the present tense.
_TITLES = frozenset({PassageKind.HEADLINE, PassageKind.RELATED_LINK, PassageKind.CAPTION})


def with_stage(parse: Parse, standing: Standing, clause: Clause | None, own: Stage | None) -> Standing:
    """``standing`` with the stage of the event itself; ``own`` is what its trigger names."""
    if standing.settled or standing.polarity is Polarity.UNKNOWN:
        return replace(standing, stage=None)
    if own is Stage.CANCELLED:
        return _cancelled(standing)
    if standing.negative:
        return replace(standing, stage=Stage.CANCELLED if standing.stage is Stage.CANCELLED else None)
    if standing.ahead:
        return _ahead(standing, own)
    return replace(standing, stage=own or standing.stage or _of_form(parse, clause))


def _cancelled(standing: Standing) -> Standing:
    if standing.negative:
        return replace(
            standing,
            certainty=lower(standing.certainty, Certainty.PROBABLE),
            polarity=Polarity.POSITIVE,
            stage=Stage.PREPARED,
        )
    return replace(standing, polarity=Polarity.NEGATIVE, stage=Stage.CANCELLED)


def _ahead(standing: Standing, own: Stage | None) -> Standing:
    """A deed that lies ahead is never certain, and no further than what stands above it says."""
    named = own if own in _AHEAD else None
    stage = named or (standing.stage if standing.stage in _AHEAD else Stage.PREPARED)
    certainty = lower(standing.certainty, Certainty.PROBABLE)
    if certainty in (Certainty.POSSIBLE, Certainty.UNKNOWN) and standing.stage is None and named is None:
        return replace(standing, certainty=certainty, stage=None)
    return replace(standing, certainty=certainty, stage=stage)


def _of_form(parse: Parse, clause: Clause | None) -> Stage | None:
    if clause is None:
        return None
    if clause.ended is not None:
        return Stage.ENDED
    if clause.progressive:
        return Stage.UNDER_WAY
    if clause.perfect or clause.past:
        return Stage.COMPLETED
    if clause.finite:
        title = parse.passages[parse.passage_of[clause.verb]].kind in _TITLES
        return Stage.COMPLETED if title else Stage.UNDER_WAY
    return Stage.COMPLETED if parse.tags[clause.verb] == "VBN" else None
