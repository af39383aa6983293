"""What people's judgements make of claims. Pure functions; a person always wins over the machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, TypeAlias

import msgspec

from reportedly.errors import UsageError
from reportedly.jsonform import to_builtins
from reportedly.ledger.days import days_of
from reportedly.ledger.entries import Accept, Edit, Filter, Judgement, RecordedJudgement, Reject, Undo
from reportedly.model import Claim
from reportedly.times import bounds

Verdicts: TypeAlias = Mapping[str, Sequence[Judgement]]
"""The judgements that hold for each claim, by its id, in order."""

_FIXED = frozenset({"id", "article", "external_id", "reader"})


def standing(judgements: Iterable[RecordedJudgement]) -> tuple[RecordedJudgement, ...]:
    """The judgements that hold: those not undone by an undo that holds itself, in order."""
    ordered = sorted(judgements, key=lambda one: one.number)
    undone: set[int] = set()
    for one in reversed(ordered):
        if isinstance(one.judgement, Undo) and one.number not in undone:
            undone.add(one.judgement.judgement)
    return tuple(one for one in ordered if one.number not in undone and not isinstance(one.judgement, Undo))


def numbers_standing(judgements: Iterable[RecordedJudgement]) -> frozenset[int]:
    """The numbers of the judgements that hold."""
    return frozenset(one.number for one in standing(judgements))


def judgements_of(claim: str, judgements: Iterable[RecordedJudgement]) -> tuple[RecordedJudgement, ...]:
    """The judgements of a claim (its id), or of the one whose copy it is, those taken back too."""
    return tuple(one for one in judgements if claim in (one.claim, *one.copies))


def held(judgements: Iterable[RecordedJudgement]) -> Verdicts:
    """The judgements that hold for each claim, copies of what was judged among them."""
    found: dict[str, list[Judgement]] = {}
    for one in standing(judgements):
        for claim in dict.fromkeys((one.claim, *one.copies)):
            if claim is not None:
                found.setdefault(claim, []).append(one.judgement)
    return found


def judged(claim: Claim, verdicts: Verdicts) -> Claim | None:
    """A claim with the edits that stand for it made; ``None`` where it is rejected."""
    own = verdicts.get(claim.id, ())
    last = [judgement for judgement in own if isinstance(judgement, Accept | Reject)][-1:]
    if last and isinstance(last[0], Reject):
        return None
    for judgement in own:
        if isinstance(judgement, Edit):
            with suppress(UsageError):  # what a newer reader left out of a claim cannot be edited
                claim = edited(claim, judgement)
    return claim


def edits(verdicts: Verdicts) -> frozenset[str]:
    """The ids of the claims of which a field stands edited."""
    return frozenset(
        claim for claim, own in verdicts.items() if any(isinstance(judgement, Edit) for judgement in own)
    )


def admits(wanted: Filter, claim: Claim) -> bool:
    """Whether a claim as it is now has what a filter asks for, but for where it was posted."""
    event, (first, last) = claim.event, days_of(claim.said)
    return (
        wanted.actors <= {one.actor for one in event.participants}
        and (not wanted.items or (event.item is not None and event.item.cls in wanted.items))
        and (not wanted.frames or event.frame in wanted.frames)
        and (not wanted.statuses or claim.status in wanted.statuses)
        and (wanted.said_from is None or last >= wanted.said_from.toordinal())
        and (wanted.said_to is None or first <= wanted.said_to.toordinal())
        and (not wanted.ids or claim.id in wanted.ids)
        and claim.confidence >= wanted.least
    )


def edited(claim: Claim, edit: Edit) -> Claim:
    """A claim with one field replaced, checked as any claim is; its id stays.

    Raises:
        UsageError: there is no such field, or the value is not one of it.

    """
    try:
        form = _replaced(to_builtins(claim), edit.field.split("."), msgspec.json.decode(edit.value))
        return _sound(msgspec.convert(form, Claim), edit.field)
    except (KeyError, ValueError) as error:
        raise UsageError(f"{edit.field}: not a field of a claim with such a value ({error})") from error


def _sound(claim: Claim, field: str) -> Claim:
    """A claim that can be read on: with a viewpoint, its dates dates, and what it is known by as it was."""
    if field.split(".", maxsplit=1)[0] in _FIXED:
        raise ValueError("what a claim is known by stays")
    if not claim.viewpoint:
        raise ValueError("a claim has a viewpoint")
    for edtf in (claim.said, claim.happens, claim.event.time):
        if edtf is not None:
            bounds(edtf)
    return claim


def _replaced(form: Mapping[str, Any], path: Sequence[str], value: object) -> dict[str, Any]:
    name, *rest = path
    if name not in form or (rest and not isinstance(form[name], Mapping)):
        raise KeyError(name)
    return {**form, name: _replaced(form[name], rest, value) if rest else value}
