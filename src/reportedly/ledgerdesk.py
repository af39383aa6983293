"""The facade of the ledger: open it, add articles to it, ask it for claims as people judge them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from heapq import merge
from itertools import islice
from pathlib import Path

from msgspec import structs
from platformdirs import user_data_path

from reportedly.actors.labelling import labels
from reportedly.config import ReadingSettings
from reportedly.desk import read_articles
from reportedly.ledger.days import days_of
from reportedly.ledger.entries import (
    Failed,
    Filter,
    Found,
    Opening,
    Place,
    Placement,
    Posted,
    Reached,
    ReadArticle,
    RecordedClaim,
    SourceEntry,
    Took,
)
from reportedly.ledger.judged import Verdicts, admits, edits, held, judged
from reportedly.ledger.sqlite import SqliteStore
from reportedly.ledger.store import PAGE, Store
from reportedly.model import Article, Claim
from reportedly.reading.packages import require_installed
from reportedly.reading.reader import Reading, reader_version
from reportedly.sources.notices import Notice
from reportedly.threads.build import placed as placed_in
from reportedly.threads.keys import key_of, names_of
from reportedly.threads.windows import deal_day, gap, thread_id

_DEFAULTS = ReadingSettings()


@dataclass(frozen=True, slots=True)
class Added:
    """An article that is in the ledger now; ``known`` is whether this reader had read it before."""

    article: str
    external_id: str
    claims: int
    known: bool


def default_path() -> Path:
    """The ledger in the user's data folder."""
    return user_data_path("reportedly", appauthor=False) / "ledger.db"


def placements(claims: Sequence[Claim]) -> Iterator[Placement]:
    """Where the claims of one reading stand: each under the key of its proposition."""
    for claim, placed in placed_in(claims):
        day = deal_day(placed.proposition, claim, placed.said_by)
        names = names_of(placed.proposition, day)
        opens = Opening(thread_id(placed.proposition, day), day, gap(placed.proposition).days)
        yield Placement(claim.id, key_of(placed.proposition), placed.said_by, placed.reasons, names, opens)


def open_ledger(path: Path, *, write: bool = False, place: Place = placements) -> SqliteStore:
    """Open a ledger: as one of many that read it, or as the one that writes to it, made on first use.

    Raises:
        LedgerError: there is none to read, it is none, or another process writes to it.

    """
    return SqliteStore.open_to_write(path, place, labels) if write else SqliteStore.open_to_read(path)


@contextmanager
def existing_ledger(path: Path) -> Iterator[SqliteStore]:
    """A ledger, open to write, that has to be there: none is made.

    Raises:
        LedgerError: there is none, it is none, or another process writes to it.

    """
    open_ledger(path).close()
    with closing(open_ledger(path, write=True)) as store:
        yield store


def add(
    store: Store,
    found: Iterable[Article | Found | SourceEntry],
    *,
    jobs: int = 1,
    settings: ReadingSettings = _DEFAULTS,
) -> Iterator[Added | Notice | SourceEntry]:
    """Read articles and record each, whole, before it is given back: what has been given back is kept.

    What this version of the reader has read before is not read again; where it was posted is recorded.
    What is `Found` with an article is recorded with it or not at all, and entries about sources in their
    place among the articles. In place of an article that the reader broke on stands a `Notice`.

    Raises:
        LedgerError: the ledger cannot be written to any further.
        ReadingError: a process that reads died.
        ModelError: the parser or the model that ``settings`` name is not installed, or unfit.

    """
    require_installed(settings)
    reader, reading = reader_version(settings), deque[Found]()
    unread = _unread(store, found, reader, reading)
    read: Iterator[Reading | Notice | Found | SourceEntry] = read_articles(
        unread, jobs=jobs, settings=settings
    )
    for one in read:
        match one:
            case Reading():
                yield _recorded(store, one, reader, reading.popleft().entries)
            case Notice():
                store.append(_without_article(reading.popleft().entries, one))
                yield one
            case Found(article, entries):
                store.append([Posted(article), *entries])
                yield Added(article.id, article.external_id, 0, known=True)
            case _:
                store.append([one])
                yield one


def reached(store: Store, archive: str, settings: ReadingSettings = _DEFAULTS) -> int | None:
    """The position up to which an archive is in the ledger as this version of the reader reads it.

    Raises:
        ModelError: the parser or the model that ``settings`` name is not installed, or unfit.

    """
    return store.reached(archive, reader_version(settings))


def claims_as_judged(
    store: Store,
    wanted: Filter,
    *,
    known_by: datetime | None = None,
    after: RecordedClaim | None = None,
    limit: int | None = None,
) -> Iterator[RecordedClaim]:
    """The claims wanted, page after page, with people's edits made and without what they rejected.

    A claim that somebody edited is wanted for what it says now. What comes ``after`` a claim that this
    gave is the rest.
    """
    verdicts = held(store.judgements(known_by))
    changed = edits(verdicts)
    unchanged = (one for one in _all(store, wanted, known_by, after) if one.claim.id not in changed)
    found = _judged(unchanged, verdicts)
    if changed:
        among = Filter(outlet=wanted.outlet, ids=changed)
        anew = [
            one
            for one in _judged(_all(store, among, known_by), verdicts)
            if admits(wanted, one.claim) and (after is None or _when_said(one) > _when_said(after))
        ]
        found = merge(found, sorted(anew, key=_when_said), key=_when_said)
    return islice(found, limit)


def found_as_judged(
    store: Store, words: str, *, known_by: datetime | None = None, after: RecordedClaim | None = None
) -> Iterator[RecordedClaim]:
    """The claims in whose evidence or title all words stand, as judged, the last recorded first.

    Raises:
        UsageError: there is no word to search for.

    """
    verdicts = held(store.judgements(known_by))
    while page := store.search(words, known_by=known_by, after=after, limit=PAGE):
        yield from _judged(page, verdicts)
        after = page[-1]


def as_judged(
    store: Store, found: Iterable[RecordedClaim], *, known_by: datetime | None = None
) -> Iterator[RecordedClaim]:
    """Claims with people's edits made, without what they rejected."""
    return _judged(found, held(store.judgements(known_by)))


def listed_claim(store: Store, identity: str, *, known_by: datetime | None = None) -> RecordedClaim | None:
    """The claim with an id by what it says now, so where it stands in a list; as recorded once rejected."""
    recorded = store.claim(identity, known_by)
    if recorded is None:
        return None
    return next(as_judged(store, [recorded], known_by=known_by), recorded)


def _judged(found: Iterable[RecordedClaim], verdicts: Verdicts) -> Iterator[RecordedClaim]:
    for one in found:
        claim = judged(one.claim, verdicts)
        if claim is not None:
            yield replace(one, claim=claim)


def _when_said(one: RecordedClaim) -> tuple[int, int]:
    """The order of claims in the ledger's answers."""
    return days_of(one.claim.said)[0], one.seq


def _all(
    store: Store, wanted: Filter, known_by: datetime | None, after: RecordedClaim | None = None
) -> Iterator[RecordedClaim]:
    while page := store.claims(wanted, known_by=known_by, after=after, limit=PAGE):
        yield from page
        after = page[-1]


def _unread(
    store: Store, found: Iterable[Article | Found | SourceEntry], reader: str, reading: deque[Found]
) -> Iterator[Article | Found | SourceEntry]:
    """The articles to read, each put into ``reading``; what has been read before stays `Found`."""
    for given in found:
        one = Found(given) if isinstance(given, Article) else _by_reader(given, reader)
        if isinstance(one, Found) and not store.has_reading(one.article.id, reader):
            reading.append(one)
            yield one.article
        else:
            yield one


def _by_reader(one: Found | SourceEntry, reader: str) -> Found | SourceEntry:
    """The same, with who read where it says how far an archive was read."""
    if not isinstance(one, Found):
        return one
    entries = (
        structs.replace(entry, reader=reader) if isinstance(entry, Reached) else entry
        for entry in one.entries
    )
    return Found(one.article, tuple(entries))


def _recorded(store: Store, reading: Reading, reader: str, entries: Sequence[SourceEntry]) -> Added:
    article, claims = reading.article, reading.claims
    read = ReadArticle(article, reader, reading.passages, reading.attributions, claims)
    store.append([read, *entries])
    return Added(article.id, article.external_id, len(claims), known=False)


def _without_article(entries: Iterable[SourceEntry], notice: Notice) -> list[SourceEntry]:
    """What is to be recorded of a source although the reader broke on the article."""
    return [
        Failed(one.source, one.key, notice.problem, one.url, one.fingerprint)
        if isinstance(one, Took)
        else one
        for one in entries
    ]
