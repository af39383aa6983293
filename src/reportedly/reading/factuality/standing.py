"""How an event stands at one point of the walk from the top of a sentence down to it.

The walk is that of factuality profiling (Sauri and Pustejovsky 2012): the outermost clause is
taken at its word, and each word on the way down to the event changes how what is below it stands.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportedly.lexicon.factuality import Effect, Outcome
from reportedly.model import Certainty, Polarity, Stage
from reportedly.reading.parse import Parse

CERTAINTIES = (Certainty.UNKNOWN, Certainty.POSSIBLE, Certainty.PROBABLE, Certainty.CERTAIN)
_RANK = {certainty: rank for rank, certainty in enumerate(CERTAINTIES)}


# Where readers put events on UW's scale from -3 to 3 (Lee et al. 2015, its training part).
_VALUES = {
    Polarity.POSITIVE: {
        Certainty.CERTAIN: 2.8,
        Certainty.PROBABLE: 2.0,
        Certainty.POSSIBLE: 1.5,
        Certainty.UNKNOWN: 0.9,
    },
    Polarity.NEGATIVE: {
        Certainty.CERTAIN: -1.4,
        Certainty.PROBABLE: -1.0,
        Certainty.POSSIBLE: -0.6,
        Certainty.UNKNOWN: -0.3,
    },
    Polarity.UNKNOWN: dict.fromkeys(CERTAINTIES, 0.9),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Certainty, polarity, value and stage so far, and why. ``top`` is the highest word that decided."""

    certainty: Certainty = Certainty.CERTAIN
    polarity: Polarity = Polarity.POSITIVE
    stage: Stage | None = None
    ahead: bool = False
    observed: bool = True
    declined: bool = False
    asked: bool = False
    apparent: bool = False
    reasons: tuple[str, ...] = ()
    top: int | None = None
    value: float = 2.8

    @property
    def negative(self) -> bool:
        """Whether what stands here is negated."""
        return self.polarity is Polarity.NEGATIVE

    @property
    def settled(self) -> bool:
        """Whether nothing below can change the outcome: not observed, left open, or asked."""
        return not self.observed or self.declined or self.asked


# Where what is denied stands, at most.
_DENIED = -0.2
# Where what is neither affirmed nor denied stands, at most, on UW's scale.
_OPEN = 0.9


def typical_value(certainty: Certainty, polarity: Polarity) -> float:
    """Where readers put an event of this certainty and polarity, from -3 to 3."""
    return _VALUES[polarity][certainty]


def lower(one: Certainty, other: Certainty) -> Certainty:
    """The less certain of two."""
    return one if _RANK[one] <= _RANK[other] else other


def bear(standing: Standing, effect: Effect, parse: Parse, word: int) -> Standing:
    """What is governed by ``word``, where ``word`` itself stands as ``standing``."""
    outcome = effect.negated if standing.negative else effect.affirmed
    return apply(standing, outcome, parse.lowers[word], word)


def apply(standing: Standing, outcome: Outcome, name: str, word: int) -> Standing:
    """``standing`` changed by an outcome; what is not observed, left open or asked stays so."""
    if outcome.fresh and not _is_mere_wish(standing):
        return _taken_for_granted(standing, outcome, name, word)
    certainty = lower(standing.certainty, outcome.certainty)
    polarity = outcome.polarity
    if polarity is Polarity.NEGATIVE and standing.ahead:
        certainty = lower(certainty, Certainty.POSSIBLE)  # "plans to prevent" has prevented nothing yet
    if standing.polarity is Polarity.UNKNOWN or standing.settled:
        polarity = Polarity.UNKNOWN
    decided = outcome.because is not None
    return Standing(
        certainty=certainty,
        polarity=polarity,
        stage=outcome.stage or standing.stage,
        ahead=standing.ahead or outcome.ahead,
        observed=standing.observed and outcome.observed,
        declined=standing.declined or outcome.declined,
        asked=standing.asked or outcome.asked,
        apparent=outcome.apparent or (standing.apparent and not decided),
        reasons=(*standing.reasons, f"{name}: {outcome.because}") if decided else standing.reasons,
        top=word if decided and standing.top is None else standing.top,
        value=weighed(standing.value, outcome),
    )


def _taken_for_granted(standing: Standing, outcome: Outcome, name: str, word: int) -> Standing:
    granted = presupposed(standing)
    if outcome.because is None:
        return granted
    reasons = (*granted.reasons, f"{name}: {outcome.because}")
    return replace(granted, stage=outcome.stage, reasons=reasons, top=word)


def _is_mere_wish(standing: Standing) -> bool:
    """Whether what a word takes for granted is only wished for: "wants it to continue"."""
    return standing.ahead and standing.certainty is Certainty.POSSIBLE


def presupposed(standing: Standing) -> Standing:
    """What is taken for granted, whatever stands above it; a question still asserts nothing."""
    return Standing(asked=standing.asked, reasons=standing.reasons[:1] if standing.asked else ())


def negate(standing: Standing, parse: Parse, word: int) -> Standing:
    """``standing`` with ``word`` denying it; under "appears", what is denied was not observed."""
    top = word if standing.top is None else standing.top
    if standing.settled or standing.polarity is Polarity.UNKNOWN:
        return replace(standing, top=top, value=min(standing.value, _OPEN))
    if standing.apparent and not standing.negative:
        reason = f"{parse.lowers[word]}: by all appearances not so, which is not the same as denied"
        return replace(
            standing,
            polarity=Polarity.NEGATIVE,
            observed=False,
            reasons=(*standing.reasons, reason),
            top=top,
            value=typical_value(standing.certainty, Polarity.NEGATIVE),
        )
    turned = Polarity.POSITIVE if standing.negative else Polarity.NEGATIVE
    certainty = standing.certainty
    if standing.ahead and turned is Polarity.NEGATIVE:
        certainty = lower(certainty, Certainty.POSSIBLE)  # a plan not to is not a denial
    return replace(
        standing,
        certainty=certainty,
        polarity=turned,
        reasons=(*standing.reasons, f"{parse.lowers[word]}: negated"),
        top=top,
        value=typical_value(standing.certainty, turned),
    )


def weighed(value: float, outcome: Outcome) -> float:
    """Where an event that stood at ``value`` on UW's scale stands under ``outcome``.

    Readers often believe what is denied; what a source denies is below zero all the same.
    """
    most = typical_value(outcome.certainty, outcome.polarity) if outcome.value is None else outcome.value
    if outcome.polarity is Polarity.NEGATIVE:
        return min(max(most, -abs(value)), _DENIED)
    return min(most, value) if value > 0 else most
