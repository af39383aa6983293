"""The queue of claims to be looked at, and what people have judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reportedly.jsonform import encode, to_builtins
from reportedly.ledger.entries import Different, Edit, Judgement, RecordedJudgement, Same, Undo
from reportedly.ledger.judged import numbers_standing
from reportedly.model import Article, Claim, Status
from reportedly.serving.pages.views.thread import Place, place_of
from reportedly.serving.pages.views.wording import Deal, deal_of, event_of, plain, sentence_of, speakers_of
from reportedly.threaddesk import Doubt

EDITABLE = (
    "status",
    "said",
    "happens",
    "event.stage",
    "event.frame",
    "event.item.class",
    "event.item.designation",
    "event.quantity.min",
    "event.quantity.max",
    "event.money.amount",
    "event.money.currency",
    "event.participants",
    "viewpoint",
)
"""The fields of a claim that a person may want to set right, as they are called in JSON."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim that nobody has judged, and what is to be known to judge it."""

    id: str
    thread: str
    deal: Deal
    status: Status
    said: str | None
    speakers: str
    event: str
    sentence: str
    place: Place
    doubt: int
    moves: bool
    reasons: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement by its number; ``stands`` is whether it has not been taken back."""

    number: int
    what: str
    claim: str | None
    by: str
    recorded: datetime
    stands: bool


def waiting(queue: Iterable[Doubt], articles: Mapping[str, Article]) -> tuple[Waiting, ...]:
    """The queue in its order; doubt is in hundredths."""
    return tuple(_waiting(one, articles) for one in queue)


def judged_lately(recorded: Sequence[RecordedJudgement], most: int) -> tuple[Judged, ...]:
    """The last judgements, latest first, with those that were taken back."""
    stands = numbers_standing(recorded)
    latest = sorted(recorded, key=lambda one: -one.number)[:most]
    return tuple(_judged(one, one.number in stands or isinstance(one.judgement, Undo)) for one in latest)


def fields_of(claim: Claim) -> tuple[tuple[str, str], ...]:
    """The fields that a person may edit, each with what it is now, as it may be typed in."""
    form = to_builtins(claim)
    return tuple((field, _typed(_value(form, field))) for field in EDITABLE)


def described(judgement: Judgement) -> str:
    """What a person holds, in a line."""
    match judgement:
        case Edit(_, field, value):
            told = f"{field} is {bytes(value).decode('utf-8')}"
        case Same(one, other) | Different(one, other):
            told = f"{one} and {other}"
        case Undo(number):
            told = f"number {number}"
        case _:
            told = judgement.claim
    return plain(f"{judgement.__struct_config__.tag} {told}")


def _value(form: Any, field: str) -> Any:
    for name in field.split("."):
        form = form.get(name) if form is not None else None
    return form


def _typed(value: Any) -> str:
    return plain(value) if isinstance(value, str) else encode(value).decode("utf-8")


def _waiting(doubt: Doubt, articles: Mapping[str, Article]) -> Waiting:
    claim = doubt.member.claim
    return Waiting(
        id=claim.id,
        thread=doubt.thread.id,
        deal=deal_of(doubt.thread.proposition),
        status=claim.status,
        said=claim.said,
        speakers=speakers_of(claim.viewpoint),
        event=event_of(claim.event),
        sentence=sentence_of(claim),
        place=place_of(claim, articles),
        doubt=round(100 * doubt.doubt),
        moves=doubt.moves,
        reasons=tuple(map(plain, (*claim.reasons, *doubt.member.reasons))),
        fields=fields_of(claim),
    )


def _judged(one: RecordedJudgement, stands: bool) -> Judged:
    return Judged(
        number=one.number,
        what=described(one.judgement),
        claim=one.claim,
        by=plain(one.judgement.by),
        recorded=one.recorded,
        stands=stands,
    )
