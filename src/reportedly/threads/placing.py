"""From all claims of one article to the proposition of each.

    claim -> what it states -> what its article adds -> proposition, with reasons

What a claim leaves out ("the sale", "such moves", "dozens of them") is taken from the nearest claim
of its article that agrees with everything it does say and shares a part of it. Nothing known is
overridden, and where two deals are equally near nothing is taken: a wrong deal is worse than a
missing one. No other article is asked, so the order in which articles come cannot matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from math import prod

from reportedly.model import Claim
from reportedly.threadmodel import Placement
from reportedly.threads.stated import DEALS, GENERAL, JOINED, Stated, is_bare, stated
from reportedly.times import bounds, day_of

# Characters of text, about a paragraph and about a page of a transcript.
_PARAGRAPH, _PAGE = 700, 3000
# Claims on either side that are asked, however dense the text is.
_MOST = 60
# Of supplier, recipient and item so many say which deal is meant.
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim where it stands in its text."""

    claim: Claim
    at: int
    states: Stated


def place(claims: Iterable[Claim]) -> tuple[Placement, ...]:
    """The placements of every claim of one article, in text order.

    ``claims`` are all claims of that article, in any order. A claim on a deal of several who act
    together ("from Iran and North Korea") has a placement for each two of them: no deal has two suppliers.
    """
    told = sorted(
        (_Told(claim, claim.event.trigger.start, stated(claim)) for claim in claims),
        key=lambda each: (each.at, each.claim.id),
    )
    spoken = max((day for each in told if (day := day_of(each.claim.said))), default=None)
    return tuple(
        placement
        for number, each in enumerate(told)
        for placement in _placements(each, _neighbours(told, number), spoken)
    )


def said_by(said: str | None, spoken: date | None) -> date | None:
    """The day by which something had been said for certain; no later than its article's own day.

    >>> said_by("2022-07", date(2022, 10, 17)), said_by("2022-07/..", date(2022, 10, 20))
    (datetime.date(2022, 7, 31), datetime.date(2022, 10, 20))
    """
    if said is None:
        return spoken
    last = bounds(said)[1]
    if last is None or spoken is None:
        return last or spoken
    return min(last, spoken)


def _placements(told: _Told, others: Sequence[_Told], spoken: date | None) -> Iterator[Placement]:
    complete, reasons = _completed(told, others)
    scope = None if _names_a_deal(complete) else told.claim.event.id
    day = said_by(told.claim.said, spoken)
    for one, together in _each(complete):
        yield Placement(told.claim.id, one.proposition(scope), day, (*reasons, *together))


def _each(states: Stated) -> Iterator[tuple[Stated, tuple[str, ...]]]:
    """A deal for each supplier with each recipient, and in words who else is named with them."""
    named = {role: states.parts[role].split(JOINED) for role in states.roles if role in states.parts}
    if states.event not in DEALS or not 1 < prod(map(len, named.values())) <= _MOST:
        yield states, ()
        return
    told = tuple(f"{' and '.join(who)} are named together" for who in named.values() if len(who) > 1)
    for parties in product(*named.values()):
        yield replace(states, parts={**states.parts, **dict(zip(named, parties, strict=True))}), told


def _names_a_deal(states: Stated) -> bool:
    """Whether it is known well enough which deal is meant to put claims of other articles beside it."""
    parties = sum(role in states.parts for role in states.roles)
    if states.event in DEALS:
        return parties > 0 and len(states.parts) >= _ENOUGH
    return parties == len(states.roles)


def _neighbours(told: Sequence[_Told], number: int) -> list[_Told]:
    """The claims around one that are on the same kind of event, of other events than its own."""
    own = told[number]
    if own.states.event not in DEALS:
        return []
    around = told[max(0, number - _MOST) : number + _MOST]
    return [
        each
        for each in around
        if each.states.event == own.states.event and each.claim.event.id != own.claim.event.id
    ]


def _completed(told: _Told, others: Sequence[_Told]) -> tuple[Stated, tuple[str, ...]]:
    """What a claim states with what its neighbours add, part by part, and whence each came."""
    if told.states.event not in DEALS:
        return told.states, ()
    parts, reasons = dict(told.states.parts), []
    for part in (*told.states.roles, "item"):
        if not _is_wanting(part, told, parts):
            continue
        donor = _donor(part, replace(told, states=replace(told.states, parts=parts)), others)
        if donor is not None:
            parts[part] = donor.states.parts[part]
            reasons.append(f"{part} {parts[part]} from “{_quoted(donor.claim)}” at {donor.at}")
    return replace(told.states, parts=parts), tuple(reasons)


def _is_wanting(part: str, told: _Told, parts: Mapping[str, str]) -> bool:
    if part not in parts:
        return part != "item" or told.states.event == "transfer"
    both = all(role in parts for role in told.states.roles)
    return part == "item" and parts[part] == GENERAL and both and is_bare(told.claim)


def _donor(part: str, told: _Told, others: Sequence[_Told]) -> _Told | None:
    """The nearest claim that has the part; none where claims as near as it name another."""
    fitting = [each for each in others if _may_give(part, told, each) and _fits(told, each, part)]
    for near in _by_nearness(told, fitting):
        offers = {each.states.parts[part] for each in near}
        if offers:
            return min(near, key=lambda each: abs(each.at - told.at)) if len(offers) == 1 else None
    return None


def _may_give(part: str, told: _Told, other: _Told) -> bool:
    """Whether a claim has the part at all; nobody deals with himself."""
    offer = other.states.parts.get(part)
    return offer is not None and (part == "item" or offer not in told.states.parts.values())


def _by_nearness(told: _Told, others: Sequence[_Told]) -> Iterator[list[_Told]]:
    """Those of the same clause, those shortly before, those on the page before, those shortly after."""
    yield [each for each in others if _share_evidence(told.claim, each.claim)]
    yield [each for each in others if 0 <= told.at - each.at <= _PARAGRAPH]
    yield [each for each in others if 0 <= told.at - each.at <= _PAGE]
    yield [each for each in others if 0 <= each.at - told.at <= _PARAGRAPH]


def _fits(told: _Told, other: _Told, part: str) -> bool:
    """Whether two claims may be on one deal: a part in common, and no part that differs.

    A general item is one with any other. What is to be made more exact must be agreed on by both
    parties, and by an item that is more exact.
    """
    own, their = told.states.parts, other.states.parts
    shared = [name for name in own if own[name] == their.get(name)]
    if part == "item" and own.get(part) == GENERAL:
        return their[part] != GENERAL and set(told.states.roles) <= set(shared)
    differing = [name for name in own if name in their and own[name] != their[name]]
    named = [name for name in shared if own[name] != GENERAL]
    return bool(named) and all(name == "item" and GENERAL in (own[name], their[name]) for name in differing)


def _share_evidence(one: Claim, other: Claim) -> bool:
    return any(span.overlaps(theirs) for span in one.evidence for theirs in other.evidence)


def _quoted(claim: Claim) -> str:
    return " ".join(claim.event.trigger.text.split())
