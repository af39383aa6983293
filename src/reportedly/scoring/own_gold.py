"""Our own gold: attributions and events of one excerpt, typed and checked (docs/scoring.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from reportedly.errors import GoldError
from reportedly.model import Article, Frame, Mode, Stage, Status
from reportedly.scoring.gold import Row, field_of, read_gold
from reportedly.scoring.scores import name_in, number_in
from reportedly.scoring.spans import Spans, Stretch, spans_of, stretch_of

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """Who says what, as annotated; ``parent`` is the id of the attribution around it."""

    id: str
    source: Spans
    cue: Spans
    content: Spans
    mode: Mode | None
    parent: str | None
    actor: str | None
    sector: str | None


@dataclass(frozen=True, slots=True)
class GoldParticipant:
    """Who plays which role in an event."""

    role: str
    span: Stretch
    actor: str | None


@dataclass(frozen=True, slots=True)
class GoldItem:
    """What changes hands."""

    cls: str
    span: Stretch | None


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One event as one attribution (``under``) or the text itself presents it.

    Predictions are compared in this form too; they may lack a status, gold may not.
    """

    id: str
    trigger: Stretch
    type: str | None
    mode: str | None
    frame: Frame | None
    under: str | None
    factuality: float | None
    observed: bool
    status: Status | None
    stage: Stage | None
    participants: tuple[GoldParticipant, ...]
    item: GoldItem | None


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """An annotated excerpt."""

    id: str
    url: str | None
    date: str | None
    title: str | None
    text: str
    attributions: tuple[GoldAttribution, ...]
    events: tuple[GoldEvent, ...]


def is_own(row: Row) -> bool:
    """Whether a row of gold has our own form."""
    return "attributions" in row and "events" in row


def read_own_gold(path: Path) -> list[GoldDocument]:
    """The documents of a file.

    Raises `GoldError`, naming file and item, where one is not in our form or a span is outside its text.
    """
    documents = [document_of(row, path) for row in read_gold(path)]
    seen: set[str] = set()
    for document in documents:
        if document.id in seen:
            raise GoldError(f"{path}, {document.id}: this id is there twice")
        seen.add(document.id)
    return documents


def document_of(row: Row, path: Path) -> GoldDocument:
    """One row as a document; `GoldError` where it is none."""
    name = field_of(row, "id", str, path)
    text = field_of(row, "text", str, path)
    where = f"{path}, {name}"
    _check_excerpt(row, len(text), where)
    attributions = [
        _attribution(_object(one, f"{where}, an attribution"), text, where)
        for one in field_of(row, "attributions", list, path)
    ]
    events = [
        _event(_object(one, f"{where}, an event"), text, where) for one in field_of(row, "events", list, path)
    ]
    _check_links(attributions, events, where)
    return GoldDocument(
        id=name,
        url=name_in(row, "url", where),
        date=name_in(row, "date", where),
        title=name_in(row, "title", where),
        text=text,
        attributions=tuple(attributions),
        events=tuple(events),
    )


def event_of(row: Row, text: str, where: str) -> GoldEvent:
    """An event, of gold or predicted; `GoldError` where it is none, or a span is outside the text."""
    observed = row.get("observed", True)
    if not isinstance(observed, bool):
        raise GoldError(f"{where}: observed is neither true nor false")
    return GoldEvent(
        id=str(row.get("id", "")),
        trigger=stretch_of(row.get("trigger"), len(text), f"{where}, trigger"),
        type=name_in(row, "type", where),
        mode=name_in(row, "mode", where),
        frame=_one_of(Frame, row, "frame", where),
        under=name_in(row, "under", where),
        factuality=number_in(row, "factuality", -3, 3, where),
        observed=observed,
        status=_one_of(Status, row, "status", where),
        stage=_one_of(Stage, row, "stage", where),
        participants=_participants(row.get("participants"), text, where),
        item=_item(row.get("item"), text, where),
    )


def article_of(document: GoldDocument) -> Article:
    """The excerpt as an article to read, published on its date at its address."""
    return Article(
        id=document.id,
        external_id=document.id,
        text=document.text,
        title=document.title,
        url=document.url,
        published=document.date,
    )


def _check_excerpt(row: Row, length: int, where: str) -> None:
    """``excerpt`` says where the text stands in its document, so it is as long as the text."""
    excerpt = row.get("excerpt")
    if excerpt is None:
        return
    match excerpt:
        case [int(start), int(end)] if start >= 0 and end - start == length:
            return
        case _:
            raise GoldError(f"{where}: excerpt {str(excerpt)[:40]} is not as long as the text ({length})")


def _check_links(attributions: Sequence[GoldAttribution], events: Sequence[GoldEvent], where: str) -> None:
    ids = [one.id for one in attributions]
    for kind, names in (("attribution", ids), ("event", [one.id for one in events])):
        repeated = next((name for name in names if names.count(name) > 1), None)
        if repeated is not None:
            raise GoldError(f"{where}: {kind} {repeated} is there twice")
    for attribution in attributions:
        if attribution.parent is not None and attribution.parent not in ids:
            raise GoldError(
                f"{where}, {attribution.id}: parent {attribution.parent} is no attribution of this item"
            )
    for event in events:
        if event.under is not None and event.under not in ids:
            raise GoldError(f"{where}, {event.id}: under {event.under}, which is no attribution of this item")


def _attribution(row: Row, text: str, where: str) -> GoldAttribution:
    name = _id(row, f"{where}, an attribution")
    here = f"{where}, {name}"
    source, cue, content = (spans_of(row.get(part), len(text), here) for part in ("source", "cue", "content"))
    return GoldAttribution(
        id=name,
        source=source,
        cue=cue,
        content=content,
        mode=_one_of(Mode, row, "mode", here),
        parent=name_in(row, "parent", here),
        actor=name_in(row, "actor", here),
        sector=name_in(row, "sector", here),
    )


def _event(row: Row, text: str, where: str) -> GoldEvent:
    name = _id(row, f"{where}, an event")
    event = event_of(row, text, f"{where}, {name}")
    if event.status is None:
        raise GoldError(f"{where}, {name}: no status; see docs/scoring.md")
    return event


def _participants(value: Any, text: str, where: str) -> tuple[GoldParticipant, ...]:
    if not isinstance(value, list | None):
        raise GoldError(f"{where}: participants is no list")
    found = []
    for one in value or ():
        row = _object(one, f"{where}, a participant")
        role = name_in(row, "role", where)
        if role is None:
            raise GoldError(f"{where}: a participant without role")
        span = stretch_of(row.get("span"), len(text), f"{where}, {role}")
        found.append(GoldParticipant(role, span, name_in(row, "actor", where)))
    return tuple(found)


def _item(value: Any, text: str, where: str) -> GoldItem | None:
    if value is None:
        return None
    row = _object(value, f"{where}, item")
    cls = name_in(row, "class", where)
    if cls is None:
        raise GoldError(f"{where}: an item without class")
    span = row.get("span")
    return GoldItem(cls, None if span is None else stretch_of(span, len(text), f"{where}, item"))


def _id(row: Row, where: str) -> str:
    name = row.get("id")
    if not isinstance(name, str):
        raise GoldError(f"{where} without id; see docs/scoring.md")
    return name


def _object(value: Any, where: str) -> Row:
    if not isinstance(value, dict):
        raise GoldError(f"{where}: {str(value)[:60]} is no object; see docs/scoring.md")
    return value


def _one_of(kind: type[E], row: Row, name: str, where: str) -> E | None:
    value = row.get(name)
    if value is None:
        return None
    try:
        return kind(value)
    except ValueError:
        raise GoldError(f"{where}: {name} {str(value)[:40]!r} is none of {', '.join(kind)}") from None
