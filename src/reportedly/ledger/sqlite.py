"""The ledger in one SQLite file: `reportedly.ledger.store.Store` over `apsw`.

appending -> deriving      one transaction an append, by the one process that holds the lock
finding                    any number of processes, each read of one state (WAL)
checking, backup, rebuild  upkeep
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Self

import apsw

from reportedly.actormodel import Told
from reportedly.errors import LedgerError
from reportedly.ledger import deriving, finding, listing, sourcing
from reportedly.ledger.appending import append
from reportedly.ledger.checking import check
from reportedly.ledger.connection import explained, opened_to_read, opened_to_write
from reportedly.ledger.days import moment
from reportedly.ledger.entries import (
    Change,
    Counts,
    Entry,
    Failed,
    Filter,
    Outlet,
    Place,
    PlacedClaim,
    Placement,
    Posting,
    Problem,
    Proposition,
    ReadArticle,
    RecordedArticle,
    RecordedClaim,
    RecordedJudgement,
    RecordedWatch,
    Tried,
)
from reportedly.ledger.makers import Label, Makers, unlabelled, unplaced
from reportedly.ledger.recordedsource import RecordedSource, SourceFigures
from reportedly.ledger.recording import Chosen, lines
from reportedly.ledger.recordlines import Line
from reportedly.ledger.restoring import restore
from reportedly.ledger.statements import SQL
from reportedly.ledger.store import PAGE
from reportedly.ledger.windows import Asked, Window
from reportedly.model import Claim

_PAGES_AT_A_TIME = 1_000


class SqliteStore:
    """A `Store` in one file. Open it with `open_to_read` or `open_to_write`, and close it."""

    def __init__(self, path: Path, db: apsw.Connection, lock: apsw.Connection | None, makers: Makers) -> None:
        self.path = path
        self._db = db
        self._lock = lock
        self._makers = makers

    @classmethod
    def open_to_read(cls, path: Path) -> SqliteStore:
        """Open a ledger that is there; another process may be writing to it.

        Raises:
            LedgerError: there is none, or it cannot be read.

        """
        return cls(path, opened_to_read(path), None, Makers(unplaced, unlabelled))

    @classmethod
    def open_to_write(cls, path: Path, place: Place = unplaced, label: Label = unlabelled) -> SqliteStore:
        """Open a ledger, made if need be, as its one writer.

        ``place`` says where claims stand, ``label`` by what their story is looked up.

        Raises:
            LedgerError: another process writes to it, or it cannot be written.

        """
        db, lock, older = opened_to_write(path)
        store = cls(path, db, lock, Makers(place, label))
        if older:
            store.rebuild()
        return store

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """Let all that is read within be of one state, whatever others write meanwhile."""
        with self._explained(), self._db:
            yield

    def append(self, entries: Sequence[Entry]) -> datetime:
        """See `Store.append`."""
        with self._explained():
            return moment(append(self._db, entries, self._makers))

    def has_reading(self, article: str, reader: str) -> bool:
        """See `Store.has_reading`."""
        with self._explained():
            return bool(self._db.execute(SQL["is_read"], {"id": article, "reader": reader}).get)

    def article(self, identity: str, known_by: datetime | None = None) -> RecordedArticle | None:
        """See `Store.article`."""
        with self._explained():
            return finding.find_article(self._db, identity, self._known(known_by))

    def versions(self, url: str, known_by: datetime | None = None) -> tuple[RecordedArticle, ...]:
        """See `Store.versions`."""
        with self._explained():
            return finding.find_versions(self._db, url, self._known(known_by))

    def postings(self, article: str, known_by: datetime | None = None) -> tuple[Posting, ...]:
        """See `Store.postings`."""
        with self._explained():
            return finding.find_postings(self._db, article, self._known(known_by))

    def reading(self, article: str, known_by: datetime | None = None) -> ReadArticle | None:
        """See `Store.reading`."""
        with self._explained():
            return finding.find_reading(self._db, article, self._known(known_by))

    def claim(self, identity: str, known_by: datetime | None = None) -> RecordedClaim | None:
        """See `Store.claim`."""
        with self._explained():
            return finding.find_claim(self._db, identity, self._known(known_by))

    def claims(
        self,
        wanted: Filter,
        *,
        known_by: datetime | None = None,
        after: RecordedClaim | None = None,
        limit: int = PAGE,
    ) -> tuple[RecordedClaim, ...]:
        """See `Store.claims`."""
        with self._explained():
            return finding.find_claims(self._db, wanted, self._known(known_by), after, limit)

    def namings(
        self, known_by: datetime | None = None, *, stories: Collection[int] | None = None
    ) -> tuple[Told, ...]:
        """See `Store.namings`."""
        with self._explained():
            return finding.find_namings(self._db, self._known(known_by), stories)

    def stories_labelled(self, labels: Collection[str]) -> frozenset[int]:
        """See `Store.stories_labelled`."""
        with self._explained():
            return finding.find_labelled(self._db, labels)

    def stories_labelled_beginning(self, begins: str) -> frozenset[int]:
        """See `Store.stories_labelled_beginning`."""
        with self._explained():
            return finding.find_labelled_beginning(self._db, begins)

    def stories_of(self, claims: Collection[str]) -> frozenset[int]:
        """See `Store.stories_of`."""
        with self._explained():
            return finding.find_stories(self._db, claims)

    def claims_under(
        self, key: str, *, said_by: date | None = None, known_by: datetime | None = None
    ) -> tuple[PlacedClaim, ...]:
        """See `Store.claims_under`."""
        with self._explained():
            return finding.find_under(self._db, key, said_by, self._known(known_by))

    def claims_of(self, article: str, known_by: datetime | None = None) -> tuple[Claim, ...]:
        """See `Store.claims_of`."""
        with self._explained():
            return finding.find_claims_of(self._db, article, self._known(known_by))

    def in_its_place(self, claim: str, known_by: datetime | None = None) -> str | None:
        """See `Store.in_its_place`."""
        with self._explained():
            return finding.find_in_its_place(self._db, claim, self._known(known_by))

    def claims_beginning(self, begins: str, known_by: datetime | None = None) -> tuple[str, ...]:
        """See `Store.claims_beginning`."""
        with self._explained():
            return finding.find_beginning(self._db, "claims_beginning", begins, self._known(known_by))

    def keys_beginning(self, begins: str) -> tuple[str, ...]:
        """See `Store.keys_beginning`."""
        with self._explained():
            return finding.find_beginning(self._db, "keys_beginning", begins, finding.Known())

    def propositions_named(
        self, names: Sequence[Collection[str]], known_by: datetime | None = None
    ) -> tuple[Proposition, ...]:
        """See `Store.propositions_named`."""
        with self._explained():
            return finding.find_named(self._db, names, self._known(known_by))

    def windows(
        self, asked: Asked, *, known_by: datetime | None = None, skip: int = 0, limit: int = PAGE
    ) -> tuple[Window, ...]:
        """See `Store.windows`."""
        with self._explained():
            return listing.find_windows(self._db, asked, self._known(known_by), skip, limit)

    def largest_windows(
        self, asked: Asked, *, known_by: datetime | None = None, skip: int = 0, limit: int = PAGE
    ) -> tuple[Window, ...]:
        """See `Store.largest_windows`."""
        with self._explained():
            return listing.find_largest(self._db, asked, self._known(known_by), skip, limit)

    def changed_keys(self, since: datetime) -> frozenset[str]:
        """See `Store.changed_keys`."""
        with self._explained():
            return listing.find_changed(self._db, self._known(since))

    def last_change(self, keys: Collection[str], known_by: datetime | None = None) -> int:
        """See `Store.last_change`."""
        with self._explained():
            return listing.find_last_change(self._db, keys, self._known(known_by))

    def keys_worded(
        self, keys: Collection[str], words: str | None = None, known_by: datetime | None = None
    ) -> frozenset[str]:
        """See `Store.keys_worded`."""
        with self._explained():
            return listing.find_worded(self._db, keys, words, self._known(known_by))

    def placements_in(self, article: str, known_by: datetime | None = None) -> tuple[Placement, ...]:
        """See `Store.placements_in`."""
        with self._explained():
            return listing.find_placements_in(self._db, article, self._known(known_by))

    def newest_reading(self, article: str, known_by: datetime | None = None) -> int | None:
        """See `Store.newest_reading`."""
        with self._explained():
            return listing.find_newest_reading(self._db, article, self._known(known_by))

    def identity(self) -> tuple[str, int]:
        """See `Store.identity`."""
        with self._explained():
            return str(self.path.absolute()), self._db.execute(SQL["first_moment"]).get

    def claims_within(self, window: Window, *, known_by: datetime | None = None) -> tuple[PlacedClaim, ...]:
        """See `Store.claims_within`."""
        with self._explained():
            return listing.find_within(self._db, window, self._known(known_by))

    def placements_of(self, claim: str) -> tuple[Placement, ...]:
        """See `Store.placements_of`."""
        with self._explained():
            return finding.find_placements(self._db, claim)

    def propositions(
        self,
        words: str | None = None,
        *,
        known_by: datetime | None = None,
        after: Proposition | None = None,
        limit: int = PAGE,
    ) -> tuple[Proposition, ...]:
        """See `Store.propositions`."""
        with self._explained():
            return finding.find_propositions(self._db, words, self._known(known_by), after, limit)

    def search(
        self,
        words: str,
        *,
        known_by: datetime | None = None,
        after: RecordedClaim | None = None,
        limit: int = PAGE,
    ) -> tuple[RecordedClaim, ...]:
        """See `Store.search`."""
        with self._explained():
            return finding.find_words(self._db, words, self._known(known_by), after, limit)

    def changes(
        self, *, since: datetime | None = None, known_by: datetime | None = None
    ) -> tuple[Change, ...]:
        """See `Store.changes`."""
        with self._explained():
            return finding.find_changes(self._db, since, self._known(known_by))

    def judgements(self, known_by: datetime | None = None) -> tuple[RecordedJudgement, ...]:
        """See `Store.judgements`."""
        with self._explained():
            return finding.find_judgements(self._db, self._known(known_by))

    def watches(self, known_by: datetime | None = None) -> tuple[RecordedWatch, ...]:
        """See `Store.watches`."""
        with self._explained():
            return finding.find_watches(self._db, self._known(known_by))

    def sources(
        self, known_by: datetime | None = None, *, followed: bool = False
    ) -> tuple[RecordedSource, ...]:
        """See `Store.sources`."""
        with self._explained():
            return sourcing.find_sources(self._db, self._known(known_by), followed=followed)

    def source(self, name: str) -> RecordedSource | None:
        """See `Store.source`."""
        with self._explained():
            return sourcing.find_source(self._db, name)

    def source_figures(self, source: str, known_by: datetime | None = None) -> SourceFigures:
        """See `Store.source_figures`."""
        with self._explained():
            return sourcing.find_source_figures(self._db, source, self._known(known_by))

    def under_key(self, source: str, key: str) -> tuple[Tried, ...]:
        """See `Store.under_key`."""
        with self._explained():
            return sourcing.find_under_key(self._db, source, key)

    def at_url(self, url: str) -> Tried | None:
        """See `Store.at_url`."""
        with self._explained():
            return sourcing.find_at_url(self._db, url)

    def failed_digest(self, digest: str) -> Failed | None:
        """See `Store.failed_digest`."""
        with self._explained():
            return sourcing.find_failed_digest(self._db, digest)

    def reached(self, source: str, reader: str) -> int | None:
        """See `Store.reached`."""
        with self._explained():
            return sourcing.find_reached(self._db, source, reader)

    def last_recorded(self, known_by: datetime | None = None) -> datetime | None:
        """See `Store.last_recorded`."""
        with self._explained():
            return finding.find_last_recorded(self._db, self._known(known_by))

    def outlets(self, known_by: datetime | None = None) -> tuple[Outlet, ...]:
        """See `Store.outlets`."""
        with self._explained():
            return finding.find_outlets(self._db, self._known(known_by))

    def counts(self, known_by: datetime | None = None) -> Counts:
        """See `Store.counts`."""
        with self._explained():
            return finding.count(self._db, self._known(known_by))

    def record(
        self, known_by: datetime | None = None, articles: Collection[str] | None = None
    ) -> Iterator[Line]:
        """See `Store.record`."""
        with self._explained():
            yield from lines(self._db, self._known(known_by), Chosen(articles))

    def restore(self, found: Iterable[Line]) -> int:
        """See `Store.restore`."""
        if self.counts().last_recorded is not None:
            advice = "import into one that is not there yet, named with --ledger"
            raise LedgerError(str(self.path), "holds something already", advice)
        with self._explained():
            return restore(self._db, found, self._makers)

    def check(self) -> Iterator[Problem]:
        """See `Store.check`."""
        with self._explained():
            yield from check(self._db)

    def backup(self, path: Path) -> None:
        """See `Store.backup`."""
        if path.exists():
            raise LedgerError(str(path), "is there already", "name a file that is not")
        with explained(path):
            try:
                _copy(self._db, path)
            except BaseException:
                path.unlink(missing_ok=True)
                raise

    def rebuild(self) -> None:
        """See `Store.rebuild`."""
        with self._explained():
            deriving.rebuild(self._db, self._makers)

    def digests(self) -> Mapping[str, str]:
        """See `Store.digests`."""
        with self._explained():
            return dict(deriving.digests(self._db))

    def close(self) -> None:
        """See `Store.close`."""
        for connection in (self._db, self._lock):
            if connection is not None:
                connection.close()

    def _known(self, known_by: datetime | None) -> finding.Known:
        return finding.known(self._db, known_by)

    def _explained(self) -> AbstractContextManager[None]:
        return explained(self.path)


def _copy(db: apsw.Connection, path: Path) -> None:
    """Copy a database as one reader sees it; what others write meanwhile would start the copy anew."""
    copy = apsw.Connection(str(path))
    try:
        with db, copy.backup("main", db, "main") as running:
            db.execute("SELECT count(*) FROM sqlite_schema").fetchall()
            while not running.done:
                running.step(_PAGES_AT_A_TIME)
        # One file, with no log beside it, that can be read where nothing can be written.
        copy.pragma("journal_mode", "delete")
    finally:
        copy.close()
