"""The facade of exports: what a ledger holds in the forms of others, and its record for another ledger.

ledger -> claims as judged, with their articles -+
       -> threads, with the same ----------------+-> records of a standard -> bytes
       -> the record, line by line -> another ledger

Everything is written as it is read, so a ledger of any size takes little more memory than a small one.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from typing import Any, BinaryIO, TypeAlias, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from reportedly.exporting import ftm, schemaorg, sipri, tables, webannotations
from reportedly.exporting.cited import Cited, stamp, urn, uuid_of
from reportedly.exporting.citedthread import CitedThread
from reportedly.exporting.plover import plover_record
from reportedly.jsonform import encode
from reportedly.ledger.entries import Accept, Edit, Filter, Posting, RecordedClaim, RecordedJudgement
from reportedly.ledger.judged import standing
from reportedly.ledger.recordlines import Heading
from reportedly.ledger.store import Store
from reportedly.ledgerdesk import claims_as_judged
from reportedly.model import Article
from reportedly.query import Query
from reportedly.threaddesk import latest_threads
from reportedly.threads.placing import said_by
from reportedly.threads.rewinding import rewound
from reportedly.times import day_of

T = TypeVar("T")

_BATCH = 2_000
_KEPT = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to export: on which actors and items, said by the end of a day, recorded by a moment."""

    query: Query = field(default_factory=Query)
    as_of: date | None = None
    known_by: datetime | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing is left out for what it says or when it was said."""
        return self.query == Query() and self.as_of is None


@dataclass(slots=True)
class Tally:
    """How many records were written (``what`` they are), and how many things left out for each reason."""

    what: str
    written: int = 0
    left_out: Counter[str] = field(default_factory=Counter)

    def counted(self, things: Iterable[T]) -> Iterator[T]:
        """The same things, each counted as written."""
        for thing in things:
            self.written += 1
            yield thing

    def placed(self, things: Iterable[T | str]) -> Iterator[T]:
        """What there is a place for; a string is the reason why there is none."""
        for thing in things:
            if isinstance(thing, str):
                self.left_out[thing] += 1
            else:
                yield thing


_ALL = Wanted()

Writer: TypeAlias = Callable[[Store, Wanted, BinaryIO, Tally], None]


def export(store: Store, form: str, wanted: Wanted, out: BinaryIO) -> Tally:
    """Write what is wanted of a ledger in one of `FORMS`, and say how much that was."""
    what, write = FORMS[form]
    tally = Tally(what)
    write(store, wanted, out, tally)
    return tally


def cited(store: Store, wanted: Wanted, tally: Tally) -> Iterator[Cited]:
    """The claims wanted as people judge them, by the day on which they were said, then as recorded."""
    query, look = wanted.query, _looking(store, wanted.known_by)
    asked = Filter(query.actors, query.items, query.frames, least=query.least)
    for found in claims_as_judged(store, asked, known_by=wanted.known_by):
        one = look(found)
        day = said_by(one.claim.said, day_of(one.article.published))
        if wanted.as_of is None or (day and day <= wanted.as_of):
            yield one
        elif day is None:
            tally.left_out["no day known on which it was said"] += 1


def cited_threads(store: Store, wanted: Wanted) -> Iterator[CitedThread]:
    """The threads wanted, what was last said first, each cut to what had been said by the day asked for."""
    look = _looking(store, wanted.known_by)
    for thread in latest_threads(store, query=wanted.query, known_by=wanted.known_by):
        cut = rewound(thread, wanted.as_of)
        if cut is None:
            continue
        found: dict[str, Cited] = {}
        for member in cut.members:
            recorded = store.claim(member.claim.id, wanted.known_by)
            assert recorded is not None
            found[member.claim.id] = look(replace(recorded, claim=member.claim))
        yield CitedThread(cut, found)


def claims_table(store: Store, wanted: Wanted = _ALL) -> pa.Table:
    """The claims wanted as one Arrow table, in the columns of the Parquet export."""
    found = cited(store, wanted, Tally("claims"))
    batches = [tables.batch(tables.CLAIM_COLUMNS, some) for some in _batches(found)]
    return pa.Table.from_batches(batches, tables.schema(tables.CLAIM_COLUMNS))


def threads_table(store: Store, wanted: Wanted = _ALL) -> pa.Table:
    """The threads wanted as one Arrow table, a row each."""
    found = cited_threads(store, wanted)
    batches = [tables.batch(tables.THREAD_COLUMNS, some) for some in _batches(found)]
    return pa.Table.from_batches(batches, tables.schema(tables.THREAD_COLUMNS))


def _looking(store: Store, known_by: datetime | None) -> Callable[[RecordedClaim], Cited]:
    """What finds the article of a claim, and what people hold of it; claims of one article often follow."""
    judged: dict[str, list[RecordedJudgement]] = {}
    for one in standing(store.judgements(known_by)):
        if isinstance(one.judgement, Accept | Edit):
            for identity in dict.fromkeys((one.claim, *one.copies)):
                judged.setdefault(identity or one.judgement.claim, []).append(one)

    @lru_cache(maxsize=_KEPT)
    def published(article: str) -> tuple[Article, tuple[Posting, ...]]:
        found = store.article(article, known_by)
        assert found is not None
        return found.article, store.postings(article, known_by)

    def look(found: RecordedClaim) -> Cited:
        article, postings = published(found.claim.article)
        held = tuple(judged.get(found.claim.id, ()))
        return Cited(found.claim, article, found.story, found.recorded, postings, held)

    return look


def _batches(found: Iterable[T]) -> Iterator[list[T]]:
    things = iter(found)
    while some := list(islice(things, _BATCH)):
        yield some


def _jsonl(store: Store, wanted: Wanted, out: BinaryIO, tally: Tally) -> None:
    """The record; where not all is wanted, of all articles of the stories in which a wanted claim stands."""
    articles = None
    if not wanted.whole:
        stories = (one.postings for one in cited(store, wanted, tally))
        articles = {posting.article for postings in stories for posting in postings}
    _write_lines(out, [Heading()])
    _write_lines(out, tally.counted(store.record(wanted.known_by, articles)))


def _parquet(store: Store, wanted: Wanted, out: BinaryIO, tally: Tally) -> None:
    columns = tables.CLAIM_COLUMNS
    with pq.ParquetWriter(out, tables.schema(columns), compression="zstd") as writer:
        for some in _batches(tally.counted(cited(store, wanted, tally))):
            writer.write_batch(tables.batch(columns, some))


def _sipri(store: Store, wanted: Wanted, out: BinaryIO, tally: Tally) -> None:
    found = tally.placed(sipri.register_rows(told) for told in cited_threads(store, wanted))
    _write_row(out, sipri.COLUMNS)
    for row in tally.counted(row for rows in found for row in rows):
        _write_row(out, row)


def _plover(store: Store, wanted: Wanted, out: BinaryIO, tally: Tally) -> None:
    found = tally.placed(map(plover_record, cited(store, wanted, tally)))
    _write_lines(out, tally.counted(found))


def _ftm(store: Store, wanted: Wanted, out: BinaryIO, tally: Tally) -> None:
    _write_lines(out, tally.counted(_statements(cited(store, wanted, tally))))


def _statements(found: Iterable[Cited]) -> Iterator[dict[str, Any]]:
    """Of what comes again with another claim, a country or an article, the first statements only."""
    known: set[str] = set()
    for one in found:
        for entity in ftm.entities(one):
            if entity[0] not in known:
                known.add(entity[0])
                yield from ftm.statements(entity, stamp(one.recorded).removesuffix("Z"))


def _stix(store: Store, wanted: Wanted, out: BinaryIO, tally: Tally) -> None:
    """A bundle; its id, which hangs on all that is in it, stands last."""
    digest = hashlib.blake2b(digest_size=16)

    def written(found: Iterable[Any]) -> Iterator[bytes]:
        for thing in found:
            digest.update(f"{thing.id} {thing.modified}".encode())
            yield thing.serialize().encode("utf-8", "replace")

    objects = tally.counted(written(_each_once(cited_threads(store, wanted))))
    _write_document(out, b'{"type":"bundle","objects":[\n', objects)
    identity = uuid_of("stix", "bundle", digest.hexdigest())
    out.write(f'\n],"id":"bundle--{identity}"}}\n'.encode())


def _each_once(found: Iterable[CitedThread]) -> Iterator[Any]:
    # Its library takes a third of a second to load, which no other command is to wait for.
    from reportedly.exporting.stix import objects  # noqa: PLC0415

    known: set[str] = set()
    for told in found:
        for thing in objects(told):
            if thing.id not in known:
                known.add(thing.id)
                yield thing


def _annotations(store: Store, wanted: Wanted, out: BinaryIO, tally: Tally) -> None:
    """A collection of one page, which is embedded in it; their number, known when all is written, is last."""
    collection, page = (
        encode({"@context": webannotations.CONTEXT, "id": urn("annotations", "all"), "type": kind})
        for kind in ("AnnotationCollection", "AnnotationPage")
    )
    head = collection[:-1] + b',"first":' + page.replace(b":all", b":all:first")[:-1] + b',"items":[\n'
    found = map(webannotations.annotation, cited(store, wanted, tally))
    _write_document(out, head, map(encode, tally.counted(found)))
    out.write(f'\n]}},"total":{tally.written}}}\n'.encode())


def _schema_org(store: Store, wanted: Wanted, out: BinaryIO, tally: Tally) -> None:
    found = (node for one in cited(store, wanted, tally) for node in schemaorg.nodes(one))
    head = f'{{"@context":"{schemaorg.CONTEXT}","@graph":[\n'.encode()
    _write_document(out, head, map(encode, tally.counted(found)))
    out.write(b"\n]}\n")


def _write_lines(out: BinaryIO, things: Iterable[object]) -> None:
    for thing in things:
        out.write(encode(thing) + b"\n")


def _write_document(out: BinaryIO, head: bytes, items: Iterable[bytes]) -> None:
    """The head of a JSON document, and its items, a line each."""
    out.write(head)
    for number, item in enumerate(items):
        out.write(b",\n" + item if number else item)


def _write_row(out: BinaryIO, row: Iterable[str]) -> None:
    line = io.StringIO()
    csv.writer(line).writerow(row)
    out.write(line.getvalue().encode("utf-8", "replace"))


FORMS: Mapping[str, tuple[str, Writer]] = MappingProxyType(
    {
        "jsonl": ("lines", _jsonl),
        "parquet": ("claims", _parquet),
        "sipri": ("rows", _sipri),
        "plover": ("events", _plover),
        "ftm": ("statements", _ftm),
        "stix": ("objects", _stix),
        "annotations": ("annotations", _annotations),
        "schema-org": ("nodes", _schema_org),
    }
)
"""What can be exported: by name what its records are, and what writes them."""
