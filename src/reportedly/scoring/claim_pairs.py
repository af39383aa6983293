"""Claims beside our own gold events: in one form, matched one to one by their triggers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportedly.config import ReadingSettings
from reportedly.model import Claim, Frame, Item
from reportedly.reading.reader import read_article
from reportedly.scoring.gold import Row
from reportedly.scoring.own_gold import (
    GoldDocument,
    GoldEvent,
    GoldItem,
    GoldParticipant,
    article_of,
    event_of,
)
from reportedly.scoring.scores import best_first, number_in, predicted_in, predictions_by
from reportedly.scoring.spans import intersection_over_union, written


@dataclass(frozen=True, slots=True)
class Told:
    """A predicted event with its status, whoever tells it, and how sure the reader is."""

    event: GoldEvent
    confidence: float | None


@dataclass(frozen=True, slots=True)
class EventPair:
    """A gold event and the prediction matched with it; one of the two may be missing."""

    id: str
    gold: GoldEvent | None
    predicted: Told | None


def read_claims(document: GoldDocument, settings: ReadingSettings) -> list[Told]:
    """What the reader claims: each event once a status, however many viewpoints it has."""
    found: dict[tuple[str, str], Told] = {}
    for claim in read_article(article_of(document), settings).claims:
        if claim.event.type is None and claim.event.frame is None:
            continue
        key = claim.event.id, claim.status
        if key not in found or (found[key].confidence or 0) < claim.confidence:
            found[key] = Told(_event_of_claim(claim), claim.confidence)
    return list(found.values())


def told_claims(path: Path, documents: Sequence[GoldDocument]) -> dict[str, list[Told]]:
    """Another system's events by document; a line that predicts none is passed over."""
    texts = {document.id: document.text for document in documents}
    found: dict[str, list[Told]] = {}
    for name, rows in predictions_by("article", path, [document.id for document in documents]).items():
        where = f"{path}, {name}"
        told = [predicted for row in rows if (predicted := predicted_in(row, where)) is not None]
        found[name] = [
            Told(event_of(each, texts[name], where), number_in(each, "confidence", 0, 1, where))
            for each in told
        ]
    return found


def without_statements(predicted: Iterable[Told], documents: Iterable[GoldDocument]) -> list[Told]:
    """Predictions without the frame `statement` where the gold file annotates none of that frame."""
    frames = {event.frame for document in documents for event in document.events}
    return [one for one in predicted if one.event.frame in frames or one.event.frame is not Frame.STATEMENT]


def match_events(document: GoldDocument, predicted: Iterable[Told]) -> list[EventPair]:
    """Gold events in their order, each with its match if any, then predictions that match none."""
    found = sorted(predicted, key=_place)
    gold = document.events
    partner = best_first(gold, [one.event for one in found], _fit)
    pairs = []
    for one, event in enumerate(gold):
        two, _ = partner.get(one, (-1, 0.0))
        pairs.append(EventPair(f"{document.id}/{event.id}", event, found[two] if two >= 0 else None))
    taken = {two for two, _ in partner.values()}
    spare = [one for two, one in enumerate(found) if two not in taken]
    pairs.extend(EventPair(f"{document.id}/+{one.event.trigger[0]}", None, one) for one in spare)
    return pairs


def match_participants(
    gold: Sequence[GoldParticipant], predicted: Sequence[GoldParticipant]
) -> list[tuple[GoldParticipant, GoldParticipant]]:
    """Participants of one role whose spans overlap, one to one."""
    ordered = sorted(predicted, key=lambda one: (one.span, one.role, one.actor or ""))

    def fit(one: GoldParticipant, two: GoldParticipant) -> float:
        return intersection_over_union((one.span,), (two.span,)) if one.role == two.role else 0.0

    return [(gold[one], ordered[two]) for one, (two, _) in best_first(gold, ordered, fit).items()]


def written_event(text: str, event: GoldEvent, confidence: float | None = None) -> Row:
    """An event as it stands in a line of predictions, gold or predicted."""
    item = event.item
    return {
        "trigger": written(text, event.trigger),
        "type": event.type,
        "mode": event.mode,
        "frame": event.frame,
        "factuality": event.factuality,
        "observed": event.observed,
        "status": event.status,
        "stage": event.stage,
        "participants": [
            {"role": one.role, "span": written(text, one.span), "actor": one.actor}
            for one in event.participants
        ],
        "item": item and {"class": item.cls, "span": item.span and written(text, item.span)},
        "confidence": confidence,
    }


def _event_of_claim(claim: Claim) -> GoldEvent:
    event = claim.event
    return GoldEvent(
        id=event.id,
        trigger=(event.trigger.start, event.trigger.end),
        type=event.type,
        mode=event.mode,
        frame=event.frame,
        under=claim.attribution,
        factuality=event.factuality.value,
        observed=event.factuality.observed,
        status=claim.status,
        stage=event.stage,
        participants=tuple(
            GoldParticipant(one.role, (one.span.start, one.span.end), one.actor) for one in event.participants
        ),
        item=_item(event.item) if event.item else None,
    )


def _item(item: Item) -> GoldItem:
    return GoldItem(item.cls, (item.span.start, item.span.end))


def _fit(one: GoldEvent, two: GoldEvent) -> float:
    return intersection_over_union((one.trigger,), (two.trigger,))


def _place(told: Told) -> tuple[object, ...]:
    event = told.event
    confidence = 0.0 if told.confidence is None else told.confidence
    return event.trigger, -confidence, event.status or "", event.type or "", event.frame or ""
