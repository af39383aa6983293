"""Actors as rows, and the page of one: what it claims, and by which names it is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.actordesk import times_named
from reportedly.actormodel import Identity, Tenure
from reportedly.ledger.days import days_of
from reportedly.model import Article, Claim, Status
from reportedly.serving.pages.views.thread import Place, place_of
from reportedly.serving.pages.views.wording import event_of, named, plain, sentence_of, speakers_of


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor, how often it is named, and how many claims of each status it makes."""

    id: str
    name: str
    kind: str
    whose: str | None
    named: int
    claims: tuple[tuple[Status, int], ...]


@dataclass(frozen=True, slots=True)
class SaidRow:
    """A claim that somebody makes or publishes."""

    id: str
    status: Status
    said: str | None
    speakers: str
    event: str
    sentence: str
    place: Place


@dataclass(frozen=True, slots=True)
class ActorPage:
    """An actor with its names, its offices and its claims, the last said first."""

    row: ActorRow
    aliases: tuple[str, ...]
    offices: tuple[str, ...]
    claims: tuple[SaidRow, ...]
    total: int


def actor_row(actor: Identity) -> ActorRow:
    """An actor in the list."""
    return _row(actor, actor.claims)


def actor_page(
    actor: Identity, claims: Sequence[Claim], shown: Sequence[Claim], articles: Mapping[str, Article]
) -> ActorPage:
    """An actor with all its claims counted and some of them shown."""
    return ActorPage(
        row=_row(actor, Counter(claim.status for claim in claims)),
        aliases=tuple(sorted(plain(name) for name in actor.aliases if name != actor.name)),
        offices=tuple(map(_office, actor.tenures)),
        claims=tuple(_said(claim, articles) for claim in shown),
        total=len(claims),
    )


def said_by(claims: Iterable[Claim], day: date | None) -> tuple[Claim, ...]:
    """The claims that had been said for certain by a day, each once, the last said first."""
    found = {claim.id: (days_of(claim.said)[1], claim) for claim in claims}
    last = day.toordinal() if day else None
    kept = [one for one in found.values() if last is None or one[0] <= last]
    return tuple(claim for _, claim in sorted(kept, key=lambda one: (-one[0], one[1].id)))


def _row(actor: Identity, counts: Mapping[Status, int]) -> ActorRow:
    return ActorRow(
        id=actor.id,
        name=plain(actor.name),
        kind=actor.kind.value,
        whose=named(actor.code) if actor.code and named(actor.code) != actor.name else None,
        named=times_named(actor),
        claims=tuple((status, counts[status]) for status in Status if counts.get(status)),
    )


def _office(tenure: Tenure) -> str:
    days = f"{tenure.first or '…'} to {tenure.last or '…'}"
    of = f" of {named(tenure.office.code)}" if tenure.office.code else ""
    return f"{plain(tenure.office.role)}{of}, {days} ({plain(tenure.source)})"


def _said(claim: Claim, articles: Mapping[str, Article]) -> SaidRow:
    return SaidRow(
        id=claim.id,
        status=claim.status,
        said=claim.said,
        speakers=speakers_of(claim.viewpoint),
        event=event_of(claim.event),
        sentence=sentence_of(claim),
        place=place_of(claim, articles),
    )
