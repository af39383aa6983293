"""Claims and threads as Arrow tables: a row each, every column with its type and what it holds.

Dates are EDTF strings as they were read, with the first and the last day that they allow beside them
as days; a bound is null where it is open or nothing is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

import pyarrow as pa

from reportedly.exporting.cited import Cited, giving, taking
from reportedly.exporting.citedthread import CitedThread
from reportedly.jsonform import to_builtins
from reportedly.model import Claim
from reportedly.threads.history import as_of
from reportedly.times import bounds

T = TypeVar("T")

_TEXT, _TEXTS = pa.string(), pa.list_(pa.string())
_SPANS = pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64()), ("text", _TEXT)]))
_PARTIES = pa.list_(pa.struct([("role", _TEXT), ("actor", _TEXT), ("name", _TEXT), ("inferred", pa.bool_())]))
_VIEWS = pa.list_(pa.struct([("viewpoint", _TEXT), ("status", _TEXT)]))


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: its name and type, what it holds in words, and how it is filled."""

    name: str
    type: pa.DataType
    holds: str
    value: Callable[[T], Any]


def of_claim(name: str, kind: pa.DataType, holds: str, value: Callable[[Claim], Any]) -> Column[Cited]:
    """A column that is filled from the claim alone."""
    return Column(name, kind, holds, lambda one: value(one.claim))


def _days(edtf: str | None) -> tuple[date | None, date | None]:
    try:
        return bounds(edtf) if edtf else (None, None)
    except ValueError:
        return None, None


def _codes(parts: Iterable[Any]) -> list[str]:
    return [part.actor or part.name for part in parts]


def _forms(things: Iterable[Any]) -> list[dict[str, Any]]:
    forms = [to_builtins(thing) for thing in things]
    for form in forms:
        form.pop("span", None)
    return forms


def _of(thing: object | None, field: str) -> Any:
    return getattr(thing, field) if thing is not None else None


def _by(judged: Any) -> str:
    by: str = judged.judgement.by
    return by


def _party(told: CitedThread, number: int) -> str | None:
    return told.thread.proposition.parties[number].actor


def _overall(told: CitedThread, field: str) -> Any:
    value = _of(told.overall, field)
    return list(value) if isinstance(value, tuple) else value


def _views(told: CitedThread) -> list[dict[str, str]]:
    found = as_of(told.thread).status
    return [{"viewpoint": who, "status": status.value} for who, status in found.items()]


CLAIM_COLUMNS: tuple[Column[Cited], ...] = (
    of_claim("claim", _TEXT, "id of the claim", lambda c: c.id),
    of_claim("article", _TEXT, "id of the article version", lambda c: c.article),
    of_claim("external_id", _TEXT, "the input's own id of the article", lambda c: c.external_id),
    Column("story", _TEXT, "id of the article that its story began with", lambda one: one.story),
    Column("outlet", _TEXT, "who published the article", lambda one: one.article.outlet),
    Column("title", _TEXT, "the article's headline", lambda one: one.article.title),
    Column("url", _TEXT, "the article's address", lambda one: one.article.url),
    Column("published", _TEXT, "when the article was published (EDTF)", lambda one: one.article.published),
    Column("postings", pa.int32(), "how often its story was posted", lambda one: len(one.postings)),
    Column("recorded", pa.timestamp("us", "UTC"), "when the ledger recorded it", lambda one: one.recorded),
    of_claim("status", _TEXT, "the one-word reading", lambda c: c.status.value),
    of_claim("viewpoint", _TEXTS, "who says so, outermost first", lambda c: [a.name for a in c.viewpoint]),
    of_claim("viewpoint_codes", _TEXTS, "their codes", lambda c: [a.actor for a in c.viewpoint]),
    of_claim("viewpoint_kinds", _TEXTS, "what they are", lambda c: [a.kind.value for a in c.viewpoint]),
    of_claim("said", _TEXT, "when it was said (EDTF)", lambda c: c.said),
    of_claim("said_first", pa.date32(), "first day on which it may have been", lambda c: _days(c.said)[0]),
    of_claim("said_last", pa.date32(), "last day on which it may have been", lambda c: _days(c.said)[1]),
    of_claim("happens", _TEXT, "when it is said to happen (EDTF)", lambda c: c.happens),
    of_claim("happens_first", pa.date32(), "first day that this allows", lambda c: _days(c.happens)[0]),
    of_claim("happens_last", pa.date32(), "last day that this allows", lambda c: _days(c.happens)[1]),
    of_claim("frame", _TEXT, "the domain frame", lambda c: c.event.frame.value if c.event.frame else None),
    of_claim("type", _TEXT, "PLOVER root type", lambda c: c.event.type),
    of_claim("mode", _TEXT, "PLOVER mode", lambda c: c.event.mode),
    of_claim("stage", _TEXT, "how far it has got", lambda c: c.event.stage.value if c.event.stage else None),
    of_claim("certainty", _TEXT, "FactBank's certainty", lambda c: c.event.factuality.certainty.value),
    of_claim("polarity", _TEXT, "FactBank's polarity", lambda c: c.event.factuality.polarity.value),
    of_claim("factuality", pa.float64(), "from -3 to 3", lambda c: c.event.factuality.value),
    of_claim("observed", pa.bool_(), "false: no sign of it was seen", lambda c: c.event.factuality.observed),
    of_claim("giving", _TEXTS, "suppliers, senders and others who give or act", lambda c: _codes(giving(c))),
    of_claim("taking", _TEXTS, "recipients, targets and others", lambda c: _codes(taking(c))),
    of_claim("participants", _PARTIES, "everybody who takes part", lambda c: _forms(c.event.participants)),
    of_claim("item", _TEXT, "class of what changes hands", lambda c: c.event.item and c.event.item.cls),
    of_claim("designation", _TEXT, "its designation", lambda c: c.event.item and c.event.item.designation),
    of_claim("quantity_min", pa.float64(), "at least so many", lambda c: _of(c.event.quantity, "min")),
    of_claim("quantity_max", pa.float64(), "at most so many", lambda c: _of(c.event.quantity, "max")),
    of_claim("quantity_unit", _TEXT, "of what", lambda c: _of(c.event.quantity, "unit")),
    of_claim("quantity_about", pa.bool_(), "about", lambda c: _of(c.event.quantity, "approximate")),
    of_claim("money", pa.float64(), "an amount in currency units", lambda c: _of(c.event.money, "amount")),
    of_claim("currency", _TEXT, "its ISO 4217 code", lambda c: _of(c.event.money, "currency")),
    of_claim("money_about", pa.bool_(), "about", lambda c: _of(c.event.money, "approximate")),
    of_claim("trigger", _TEXT, "the word that names the event", lambda c: c.event.trigger.text),
    of_claim("evidence", _SPANS, "the words, at code points of the text", lambda c: _forms(c.evidence)),
    of_claim("confidence", pa.float64(), "how sure the reader is, 0 to 1", lambda c: c.confidence),
    of_claim("reasons", _TEXTS, "what the status was read from", lambda c: list(c.reasons)),
    of_claim("reader", _TEXT, "the version that read it", lambda c: c.reader),
    Column("judged_by", _TEXTS, "who accepted or corrected it", lambda one: list(map(_by, one.judged))),
)
"""The columns of claims, in order."""

THREAD_COLUMNS: tuple[Column[CitedThread], ...] = (
    Column("thread", _TEXT, "id of the thread", lambda told: told.thread.id),
    Column("event", _TEXT, "what kind of event", lambda told: told.thread.proposition.event),
    Column("giving", _TEXT, "supplier or other first party", lambda told: _party(told, 0)),
    Column("taking", _TEXT, "recipient or other second party", lambda told: _party(told, 1)),
    Column("item", _TEXT, "class of what changes hands", lambda told: told.thread.proposition.item),
    Column("status", _TEXT, "furthest status of all viewpoints", lambda told: _overall(told, "status")),
    Column("support", _TEXT, "how well it is borne out", lambda told: _overall(told, "support")),
    Column("sources", _TEXTS, "independent viewpoints that say so", lambda told: _overall(told, "sources")),
    Column("against", _TEXTS, "viewpoints that deny it", lambda told: _overall(told, "against")),
    Column("viewpoints", _VIEWS, "status by viewpoint", _views),
    Column("claims", pa.int32(), "how many claims", lambda told: len(told.claims)),
    Column("last_said", pa.date32(), "when something was last said", lambda told: told.thread.last_said),
)
"""The columns of threads, in order."""


def schema(columns: Sequence[Column[T]]) -> pa.Schema:
    """The Arrow schema of some columns; each field says what it holds."""
    return pa.schema([pa.field(one.name, one.type, metadata={"holds": one.holds}) for one in columns])


def batch(columns: Sequence[Column[T]], rows: Iterable[T]) -> pa.RecordBatch:
    """Some things as rows."""
    things = list(rows)
    arrays = [pa.array([one.value(thing) for thing in things], one.type) for one in columns]
    return pa.record_batch(arrays, schema=schema(columns))


def described(columns: Sequence[Column[T]]) -> str:
    """A table in Markdown: name, type and what it holds of each column."""
    lines = [f"| `{one.name}` | {one.type} | {one.holds} |" for one in columns]
    return "\n".join(("| column | type | holds |", "|---|---|---|", *lines))
