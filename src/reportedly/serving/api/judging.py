"""Judgements: what people hold, recorded for good; to delete one is to record that it is taken back."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal, TypeAlias

from fastapi import APIRouter, Path, Query
from pydantic import Field, JsonValue, StringConstraints
from starlette.requests import Request
from starlette.responses import Response

from reportedly.judgedesk import both_sides
from reportedly.ledger.entries import (
    Accept,
    Different,
    Judgement,
    RecordedJudgement,
    Reject,
    Same,
    Undo,
)
from reportedly.ledger.form import judgement_form
from reportedly.ledger.judged import numbers_standing
from reportedly.ledger.store import Store
from reportedly.serving.api.answering import answered, gives, ledgers_of, looking_up, reads, slice_of, written
from reportedly.serving.api.asked import Given, Id, Name, Number, Page, UndoAsked
from reportedly.serving.api.forms import JudgementPage, ToldJudgement
from reportedly.threaddesk import claim_with, edit_of, judge

router = APIRouter(tags=["judgements"])


class AcceptAsked(Given):
    """The claim says what the text says."""

    kind: Literal["accept"]
    claim: Id
    by: Name


class RejectAsked(Given):
    """The text does not say what the claim does."""

    kind: Literal["reject"]
    claim: Id
    by: Name


class EditAsked(Given):
    """A field of the claim, as it is called in JSON (`event.item.class`), has another value."""

    kind: Literal["edit"]
    claim: Id
    field: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    value: JsonValue
    by: Name


class SameAsked(Given):
    """Two claims or threads are of one deal, or two actors are one."""

    kind: Literal["same"]
    one: Id
    other: Id
    by: Name


class DifferentAsked(Given):
    """Two claims or threads are of two deals, or two actors are two."""

    kind: Literal["different"]
    one: Id
    other: Id
    by: Name


class UndoneAsked(Given):
    """A judgement is taken back, or, where it is an undo, what it took back is restored."""

    kind: Literal["undo"]
    judgement: Number
    by: Name


Asked: TypeAlias = Annotated[
    AcceptAsked | RejectAsked | EditAsked | SameAsked | DifferentAsked | UndoneAsked,
    Field(discriminator="kind"),
]


@router.get("/judgements", **reads(JudgementPage, 400))
def judgements(request: Request, asked: Annotated[Page, Query()]) -> Response:
    """All judgements, those taken back too, in the order in which they were recorded."""

    def ask(store: Store) -> object:
        recorded = store.judgements(asked.known_by)
        stands = numbers_standing(recorded)
        return slice_of(recorded, asked.cursor, asked.limit, lambda one: judgement_form(one, stands))

    return answered(request, ask)


@router.post("/judgements", **gives(ToldJudgement, 400, 403, 404, 413, status=201))
def hold(request: Request, asked: Asked) -> Response:
    """Record what a person holds. It always wins over the machine."""
    with ledgers_of(request).writing() as store:
        judgement = _judgement(store, asked)
        with looking_up():
            return written(_told(store, judge(store, judgement)))


@router.delete("/judgements/{number}", **gives(ToldJudgement, 400, 403, 404, 413))
def take_back(
    request: Request, number: Annotated[Number, Path()], asked: Annotated[UndoAsked, Query()]
) -> Response:
    """Take a judgement back, which is a judgement of its own and is given."""
    with ledgers_of(request).writing() as store, looking_up():
        return written(_told(store, judge(store, Undo(number, asked.by))), 200)


def _told(store: Store, recorded: RecordedJudgement) -> dict[str, Any]:
    return judgement_form(recorded, numbers_standing(store.judgements()))


def _judgement(store: Store, asked: Asked) -> Judgement:
    match asked:
        case AcceptAsked():
            return Accept(_claim(store, asked.claim), asked.by)
        case RejectAsked():
            return Reject(_claim(store, asked.claim), asked.by)
        case EditAsked():
            return _edit(store, asked)
        case SameAsked():
            return Same(*_sides(store, asked.one, asked.other), asked.by)
        case DifferentAsked():
            return Different(*_sides(store, asked.one, asked.other), asked.by)
        case UndoneAsked():
            return Undo(asked.judgement, asked.by)


def _claim(store: Store, identity: str) -> str:
    with looking_up():
        return claim_with(store, identity).id


def _sides(store: Store, one: str, other: str) -> tuple[str, str]:
    with looking_up():
        return both_sides(store, one, other)


def _edit(store: Store, asked: EditAsked) -> Judgement:
    with looking_up():
        claim = claim_with(store, asked.claim)
    return edit_of(store, claim, asked.field, json.dumps(asked.value), asked.by)
