"""What a viewpoint's next claim does to what it has said before: the rules of history, as a table.

    standing (status so far, and the claim that gave it) + next claim -> kind of relation, moves or not

`OWN_RULES` is read from the top; the first row whose predicate gives a reason decides. Only rows
that move change a status. The worst mistake is an `occurred` that nobody said, the next an
`occurred` lost; so what has occurred stays until it is plainly taken back, and what asserts little
(`possible`, `unclear`) hides nothing that was asserted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from reportedly.model import Status
from reportedly.threadmodel import RelationKind
from reportedly.threads.telling import Telling, details, same_time

HAPPENING = frozenset({Status.OCCURRED, Status.UNDER_WAY})
_WEAK = frozenset({Status.POSSIBLE, Status.UNCLEAR})
_SAY_NO = frozenset({Status.DENIED, Status.CANCELLED})
_OPEN = _WEAK | {Status.PLANNED, Status.NOT_OBSERVED}


@dataclass(frozen=True, slots=True)
class Standing:
    """What one viewpoint holds: its status, the claim that last gave it, how far its plans had got.

    ``dated`` is the last day on which it is known to have said anything.
    """

    said: Telling
    since: date
    reach: int
    dated: date | None

    @property
    def status(self) -> Status:
        """The status that it holds."""
        return self.said.status


Predicate: TypeAlias = Callable[[Standing, Telling], str | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table: what the later claim does, whether the status moves, and when it applies."""

    kind: RelationKind
    moves: bool
    applies: Predicate


@dataclass(frozen=True, slots=True)
class Turn:
    """What a claim does to its viewpoint's standing, with the reason in words."""

    kind: RelationKind
    moves: bool
    reason: str


def turn(standing: Standing, later: Telling, rules: Sequence[Rule]) -> Turn | None:
    """What the first rule that applies makes of a later claim."""
    for rule in rules:
        reason = rule.applies(standing, later)
        if reason is not None:
            return Turn(rule.kind, rule.moves, reason)
    return None


def moved(standing: Standing | None, later: Telling, outcome: Turn | None) -> Standing:
    """The standing after a claim: its own where it moves or says the same, else as it was."""
    dated = standing.dated if standing else None
    if not later.vague:
        dated = later.day
    reach = max(standing.reach if standing else 0, later.reach if later.ahead else 0)
    if standing is None or (outcome is not None and outcome.moves):
        return Standing(later, later.day, reach, dated)
    said = later if later.status is standing.status and not later.vague else standing.said
    return Standing(said, standing.since, reach, dated)


def _order_unknown(standing: Standing, later: Telling) -> str | None:
    """A vague day that takes in a day on which the viewpoint is on record: no telling which was first."""
    if not later.vague or standing.dated is None:
        return None
    if later.first is not None and later.first > standing.dated:
        return None
    return f"looks back on some day up to {later.day}, within which its words of {standing.dated} fall"


def _same(standing: Standing, later: Telling) -> str | None:
    if later.status is not standing.status:
        return None
    return f"says {later.status.value} again"


def _adds(standing: Standing, later: Telling) -> str | None:
    """The same status with something that was not known: how many, which type, when, for how much."""
    if later.status is not standing.status:
        return None
    known, told = details(standing.said.claim), details(later.claim)
    added = [f"{what} {text}" for what, text in told.items() if what not in known]
    return f"says {later.status.value} again and adds {', '.join(added)}" if added else None


def _stage_on(standing: Standing, later: Telling) -> str | None:
    if later.status is not standing.status or not later.reach > standing.reach > 0:
        return None
    stage = later.claim.event.stage
    return f"a later stage: {stage.value}" if stage else None


def _taken_back(standing: Standing, later: Telling) -> str | None:
    """What has happened cannot cease to have happened, so a denial of it takes the word back."""
    if standing.status not in HAPPENING or later.ahead or later.further:
        return None
    if later.status is Status.DENIED and same_time(standing.said, later):
        return f"had said {standing.status.value}, now denies it"
    if later.status in (Status.NOT_OBSERVED, Status.UNCLEAR) and later.takes_back:
        return f"had said {standing.status.value}, now takes that back"
    return None


def _plan_taken_back(standing: Standing, later: Telling) -> str | None:
    planned_then_denied = standing.status is Status.PLANNED and later.status is Status.DENIED
    if planned_then_denied and later.ahead:
        return "had spoken of a plan, now denies that there is one"
    return None


def _denial_taken_back(standing: Standing, later: Telling) -> str | None:
    if standing.status is not Status.DENIED or later.status not in HAPPENING:
        return None
    happens = later.claim.happens
    if happens is None or not same_time(standing.said, later):
        return None
    return f"had denied it, now says that it happened in {happens}"


def _further_delivery(standing: Standing, later: Telling) -> str | None:
    if standing.status not in HAPPENING or later.status not in _OPEN | _SAY_NO:
        return None
    if later.further or later.ahead:
        return f"about what is to come, or once was; what it called {standing.status.value} stands"
    return None


def _happened_stays(standing: Standing, later: Telling) -> str | None:
    if standing.status is Status.OCCURRED and later.status is not Status.OCCURRED:
        return f"says {later.status.value}, which does not undo what has occurred"
    if standing.status is Status.UNDER_WAY and later.status in _OPEN:
        return f"says {later.status.value}, which does not undo what is under way"
    return None


def _says_little(standing: Standing, later: Telling) -> str | None:
    if later.status in _WEAK and standing.status not in _WEAK:
        return f"{later.status.value} beside {standing.status.value} takes nothing from it"
    return None


def _unseen_beside_no(standing: Standing, later: Telling) -> str | None:
    if later.status is Status.NOT_OBSERVED and standing.status in _SAY_NO:
        return f"having seen nothing bears out {standing.status.value}"
    return None


def _plan_told_again(standing: Standing, later: Telling) -> str | None:
    """After "we have seen no delivery" a plan is news only where it is new, or has got further."""
    if standing.status is not Status.NOT_OBSERVED or later.status is not Status.PLANNED:
        return None
    if later.day == standing.since:
        return "a plan, told on the day on which it had seen nothing happen"
    if 0 < later.reach <= standing.reach:
        return "tells again of the plan, of which it has seen nothing happen"
    return None


def _later_look(standing: Standing, later: Telling) -> str | None:
    if later.status is standing.status:
        return None
    return f"from {standing.status.value} ({standing.said.day}) to {later.status.value}"


OWN_RULES: tuple[Rule, ...] = (
    Rule(RelationKind.ELABORATES, False, _order_unknown),
    Rule(RelationKind.UPDATES, False, _stage_on),
    Rule(RelationKind.ELABORATES, False, _adds),
    Rule(RelationKind.REPEATS, False, _same),
    Rule(RelationKind.WITHDRAWS, True, _taken_back),
    Rule(RelationKind.WITHDRAWS, True, _plan_taken_back),
    Rule(RelationKind.WITHDRAWS, True, _denial_taken_back),
    Rule(RelationKind.ELABORATES, False, _further_delivery),
    Rule(RelationKind.ELABORATES, False, _happened_stays),
    Rule(RelationKind.ELABORATES, False, _says_little),
    Rule(RelationKind.ELABORATES, False, _unseen_beside_no),
    Rule(RelationKind.REPEATS, False, _plan_told_again),
    Rule(RelationKind.UPDATES, True, _later_look),
)
"""What a viewpoint's next claim does to its own earlier one; `docs/threads.md` has an example a row."""
