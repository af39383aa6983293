"""What is known of sources: adding to it, finding it, checking it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import apsw
import msgspec

from reportedly.errors import UsageError
from reportedly.ledger.entries import (
    Failed,
    Followed,
    Moved,
    Outcome,
    Problem,
    Reached,
    Seen,
    SourceEntry,
    Took,
    Tried,
    Unfollowed,
    Visited,
)
from reportedly.ledger.finding import Known
from reportedly.ledger.recordedsource import RecordedSource, SourceFigures
from reportedly.ledger.statements import inserted, rows, value

E = TypeVar("E", Followed, Unfollowed, Moved, Visited, Took, Failed, Seen, Reached)


def add_sourcing(db: apsw.Connection, recording: int, entry: SourceEntry) -> None:
    """Record an entry about a source; what stands under a key already is not recorded again.

    Raises:
        UsageError: it took an article that is not there.

    """
    source = value(db, "source_number", name=entry.source)
    if source is None:
        source = inserted(db, "add_source", name=entry.source, recording=recording)
    form, columns = _form(entry), columns_of(entry)
    lasting = isinstance(entry, Took | Seen) or (isinstance(entry, Failed) and not entry.again)
    if lasting and form == value(db, "last_under_key", source=source, key=columns["key"]):
        return
    if isinstance(entry, Took):
        columns["article"] = _article(db, entry)
    inserted(db, "add_sourcing", source=source, form=form, recording=recording, **columns)


def columns_of(entry: SourceEntry) -> dict[str, object]:
    """What of an entry stands in columns of its own, to be found by."""
    return {
        "kind": entry.__struct_config__.tag,
        "outcome": getattr(entry, "outcome", None),
        **{name: getattr(entry, name, None) for name in ("key", "url", "digest", "article")},
    }


def _form(entry: SourceEntry) -> str:
    return msgspec.json.encode(entry).decode("utf-8")


def _article(db: apsw.Connection, took: Took) -> int:
    number: int | None = value(db, "article_number", id=took.article)
    if number is None:
        raise UsageError(f"{took.article}: taken from {took.source}, but never read")
    return number


def find_sources(db: apsw.Connection, at: Known, *, followed: bool) -> tuple[RecordedSource, ...]:
    """Every source that is known, or that was ever followed, in the order in which they became known."""
    statement = "followed_sources" if followed else "every_source"
    found = list(rows(db, statement, recording=at.recording))
    return tuple(_source(db, number, name, at.recording) for number, name in found)


def find_source(db: apsw.Connection, name: str) -> RecordedSource | None:
    """A source by its name."""
    number = value(db, "source_number", name=name)
    return None if number is None else _source(db, number, name, Known().recording)


def _source(db: apsw.Connection, number: int, name: str, recording: int) -> RecordedSource:
    followed = _last(db, number, Followed, recording)
    unfollowed = _last(db, number, Unfollowed, recording)
    moved = _last(db, number, Moved, recording)
    visited = _last(db, number, Visited, recording)
    if visited and followed and visited[0] < followed[0] and visited[1].outcome is Outcome.GONE:
        visited = None  # what was gone is asked anew once it is followed anew
    success, error = (
        value(db, statement, source=number, recording=recording)
        for statement in ("last_success", "last_error")
    )
    return RecordedSource(
        name=name,
        # What is followed anew is asked where the person says.
        address=moved[1].to if moved and not (followed and followed[0] > moved[0]) else name,
        followed=followed[1] if followed and (not unfollowed or followed[0] > unfollowed[0]) else None,
        visited=visited[1] if visited else None,
        succeeded=_entry(value(db, "sourcing_form", seq=success), Visited) if success else None,
        erred=_entry(value(db, "sourcing_form", seq=error), Visited) if error else None,
        failures=_visits_after(db, number, success or 0, recording) if visited else 0,
    )


def _visits_after(db: apsw.Connection, source: int, seq: int, recording: int) -> int:
    found: int = value(db, "visits_after", source=source, seq=seq, recording=recording)
    return found


def _last(db: apsw.Connection, source: int, kind: type[E], recording: int) -> tuple[int, E] | None:
    """The number and the last entry of a kind."""
    tag = kind.__struct_config__.tag
    row = next(rows(db, "last_of_kind", source=source, kind=tag, recording=recording), None)
    return (row[0], _entry(row[1], kind)) if row else None


def _entry(form: str, kind: type[E]) -> E:
    return msgspec.json.decode(form, type=kind)


def find_source_figures(db: apsw.Connection, name: str, at: Known) -> SourceFigures:
    """How much came from a source."""
    source = value(db, "source_number", name=name)
    return SourceFigures(
        articles=value(db, "articles_of_source", source=source, recording=at.recording),
        claims=value(db, "claims_of_source", source=source, **at.bounds),
        skipped=dict(rows(db, "skipped_of_source", source=source, recording=at.recording)),
    )


def find_under_key(db: apsw.Connection, source: str, key: str) -> tuple[Tried, ...]:
    """What was last recorded under a key of a source, last first, at most twenty."""
    found = rows(db, "tried_under_key", name=source, key=key)
    return tuple(msgspec.json.decode(form, type=Tried) for (form,) in found)


def find_at_url(db: apsw.Connection, url: str) -> Tried | None:
    """What last came of an address, by any source."""
    form = value(db, "last_at_url", url=url)
    return msgspec.json.decode(form, type=Tried) if form else None


def find_failed_digest(db: apsw.Connection, digest: str) -> Failed | None:
    """Why bytes could not be read."""
    form = value(db, "last_failed_digest", digest=digest)
    return _entry(form, Failed) if form else None


def find_reached(db: apsw.Connection, source: str, reader: str) -> int | None:
    """How far a reader read an archive, if it was the last that did."""
    number = value(db, "source_number", name=source)
    last = _last(db, number, Reached, Known().recording) if number is not None else None
    return last[1].position if last and last[1].reader == reader else None


def check_sourcing(db: apsw.Connection) -> Iterator[Problem]:
    """Entries that are none, or not in step with their columns."""
    for number, name, kind, outcome, key, url, digest, article, form in rows(db, "every_sourcing"):
        where = f"entry {number} about source {name}"
        try:
            entry = msgspec.json.decode(form, type=SourceEntry)
        except msgspec.DecodeError as error:
            yield Problem(where, f"is no entry ({error})")
            continue
        columns = {"kind": kind, "outcome": outcome, "key": key, "url": url, "digest": digest}
        if entry.source != name or columns_of(entry) != {**columns, "article": article}:
            yield Problem(where, "is not in step with its indexed columns")
