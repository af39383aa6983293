"""What the cue of an attribution makes of its content: belief weakens, denial turns, a question asks."""

from __future__ import annotations

from dataclasses import replace

from reportedly.lexicon.factuality import Outcome, factuality_lexicon
from reportedly.model import Certainty, CueKind, Factuality, Polarity, Stage
from reportedly.reading.factuality.standing import lower, weighed
from reportedly.reading.marks import Assessment

_EFFECT_OF = {
    CueKind.REPORT: "report",
    CueKind.BELIEF: "belief",
    CueKind.PERCEPTION: "perception",
    CueKind.EVIDENCE: "evidence",
    CueKind.HEARSAY: "hearsay",
    CueKind.QUESTION: "question",
    CueKind.DENIAL: "denial",
    CueKind.DECLINED: "open",
    CueKind.INTENTION: "plan",
}
_AHEAD = frozenset({Stage.SOUGHT, Stage.NEGOTIATED, Stage.AGREED, Stage.PREPARED})


def under_cue(assessment: Assessment, cue_kind: CueKind, cue_negated: bool) -> Assessment:
    """``assessment`` of a content as it stands once the cue is counted, affirmed or negated.

    A declined cue ("would not say") is declined whether or not its negation was noticed.
    """
    name = _EFFECT_OF.get(cue_kind)
    if name is None:
        return assessment
    effect = factuality_lexicon().effects[name]
    negated = cue_negated and cue_kind not in (CueKind.DECLINED, CueKind.HEARSAY, CueKind.QUESTION)
    outcome = effect.negated if negated else effect.affirmed
    if cue_kind is CueKind.DENIAL and not negated:
        assessment = _as_denied(assessment)
    return _turned(assessment, outcome, f"{'not ' if negated else ''}{cue_kind.value}")


def _as_denied(assessment: Assessment) -> Assessment:
    """Whoever denies what was only possible or planned denies it outright."""
    inner = assessment.factuality
    if assessment.asked or assessment.declined or inner.polarity is not Polarity.POSITIVE:
        return assessment
    return replace(assessment, factuality=replace(inner, certainty=Certainty.CERTAIN))


def _turned(assessment: Assessment, outcome: Outcome, name: str) -> Assessment:
    inner = assessment.factuality
    observed = inner.observed and outcome.observed
    certainty = lower(inner.certainty, outcome.certainty)
    polarity = inner.polarity
    if outcome.polarity is Polarity.UNKNOWN:
        polarity = Polarity.UNKNOWN
    elif outcome.polarity is Polarity.NEGATIVE and inner.observed:
        polarity, certainty = _denied(inner.polarity, certainty)
    stage = _stage(assessment.stage, outcome, polarity)
    if stage in _AHEAD and outcome.ahead:
        certainty = lower(certainty, Certainty.PROBABLE)
    reasons = assessment.reasons
    if outcome.because is not None:
        reasons = (f"{name}: {outcome.because}", *reasons)
    return replace(
        assessment,
        factuality=Factuality(certainty, polarity, weighed(inner.value, outcome), observed),
        stage=stage,
        reasons=reasons,
        declined=assessment.declined or outcome.declined,
        asked=assessment.asked or outcome.asked,
    )


def _denied(polarity: Polarity, certainty: Certainty) -> tuple[Polarity, Certainty]:
    """To deny a denial is not to say that it happened."""
    if polarity is Polarity.POSITIVE:
        return Polarity.NEGATIVE, certainty
    return Polarity.UNKNOWN, Certainty.UNKNOWN


def _stage(stage: Stage | None, outcome: Outcome, polarity: Polarity) -> Stage | None:
    if polarity is Polarity.UNKNOWN or not outcome.observed:
        return None
    if polarity is Polarity.NEGATIVE:
        return stage if stage is Stage.CANCELLED else None
    if outcome.ahead and stage not in _AHEAD:
        return outcome.stage
    return stage
