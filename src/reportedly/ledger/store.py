"""What a store of the ledger does. Every store passes one contract test (tests/contract).

Writing is `append`: a sequence of entries, all or none, after which they are known. Everything else
reads, each read of one state. ``known_by`` asks what a read would have given at that moment of
recorded time, whatever was appended since; without it, what is known now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from reportedly.actormodel import Told
from reportedly.ledger.entries import (
    Change,
    Counts,
    Entry,
    Failed,
    Filter,
    Outlet,
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
from reportedly.ledger.recordedsource import RecordedSource, SourceFigures
from reportedly.ledger.recordlines import Line
from reportedly.ledger.windows import Asked, Window
from reportedly.model import Claim

PAGE = 100
"""How many claims or propositions a page holds unless told otherwise."""


LEAST = 6
"""How many characters of an id have to be given where its beginning will do."""


class Store(Protocol):
    """An append-only, bitemporal record of articles, claims and judgements, and what follows from it."""

    def append(self, entries: Sequence[Entry]) -> datetime:
        """Record entries, all or none, and return the moment at which they are recorded.

        Moments go forward whatever the clock does. An article version that is recorded, and a reading of
        it by the same version of the reader, is not recorded again; where nothing is left to record, the
        moment is that of the last recording.

        Raises:
            UsageError: a judgement of something that is not there, a posting of no article.
            LedgerError: they cannot be written.

        """

    def has_reading(self, article: str, reader: str) -> bool:
        """Whether this version of the reader has read the article version with this id."""

    def article(self, identity: str, known_by: datetime | None = None) -> RecordedArticle | None:
        """The article version with an id."""

    def versions(self, url: str, known_by: datetime | None = None) -> tuple[RecordedArticle, ...]:
        """The versions of the article at a URL, in the order in which they came to stand there."""

    def postings(self, article: str, known_by: datetime | None = None) -> tuple[Posting, ...]:
        """Every posting of the story that an article version tells, in recorded order."""

    def reading(self, article: str, known_by: datetime | None = None) -> ReadArticle | None:
        """What the newest reading of an article version read in it."""

    def claim(self, identity: str, known_by: datetime | None = None) -> RecordedClaim | None:
        """The claim with an id, also where a newer reading has taken the place of its own."""

    def claims(
        self,
        wanted: Filter,
        *,
        known_by: datetime | None = None,
        after: RecordedClaim | None = None,
        limit: int = PAGE,
    ) -> tuple[RecordedClaim, ...]:
        """The claims wanted, by the day they were said, then as recorded; what has no day comes last.

        A claim told again in the same words by another posting of the same story is left out. The
        next page is what comes ``after`` the last claim of this one.
        """

    def namings(
        self, known_by: datetime | None = None, *, stories: Collection[int] | None = None
    ) -> tuple[Told, ...]:
        """Whom each of all those claims names, or of those of some stories, as recorded, without order."""

    def stories_labelled(self, labels: Collection[str]) -> frozenset[int]:
        """The numbers of the stories that have, or had, one of some labels."""

    def stories_labelled_beginning(self, begins: str) -> frozenset[int]:
        """The numbers of the stories that have, or had, a label that begins so."""

    def stories_of(self, claims: Collection[str]) -> frozenset[int]:
        """The numbers of the stories of claims."""

    def claims_under(
        self, key: str, *, said_by: date | None = None, known_by: datetime | None = None
    ) -> tuple[PlacedClaim, ...]:
        """All claims placed under a proposition's key that were said by a day, by that day, then as recorded.

        What is not known to have been said by that day is left out; told again, it is here.
        """

    def claims_of(self, article: str, known_by: datetime | None = None) -> tuple[Claim, ...]:
        """The claims of the newest reading of an article version."""

    def in_its_place(self, claim: str, known_by: datetime | None = None) -> str | None:
        """The id of the claim itself, or of the one that a newer reading found in its place."""

    def claims_beginning(self, begins: str, known_by: datetime | None = None) -> tuple[str, ...]:
        """Ids of claims that begin so, at most a hundred."""

    def keys_beginning(self, begins: str) -> tuple[str, ...]:
        """Keys of propositions with a name that begins so, at most a hundred."""

    def propositions_named(
        self, names: Sequence[Collection[str]], known_by: datetime | None = None
    ) -> tuple[Proposition, ...]:
        """The keys with live claims that have at least one name of each collection, latest said first."""

    def windows(
        self, asked: Asked, *, known_by: datetime | None = None, skip: int = 0, limit: int = PAGE
    ) -> tuple[Window, ...]:
        """A page of the threads asked for, what was last said first, then by id."""

    def largest_windows(
        self, asked: Asked, *, known_by: datetime | None = None, skip: int = 0, limit: int = PAGE
    ) -> tuple[Window, ...]:
        """A page of the threads asked for, those of most claims first, then by id."""

    def changed_keys(self, since: datetime) -> frozenset[str]:
        """The keys of propositions with a thread that was another at a moment than it is."""

    def last_change(self, keys: Collection[str], known_by: datetime | None = None) -> int:
        """The number of the last reading that changed which claims stand in the threads under keys."""

    def keys_worded(
        self, keys: Collection[str], words: str | None = None, known_by: datetime | None = None
    ) -> frozenset[str]:
        """Those of the keys with a live claim, in these words where there are any."""

    def placements_in(self, article: str, known_by: datetime | None = None) -> tuple[Placement, ...]:
        """Where the claims of the newest reading of an article version are placed."""

    def newest_reading(self, article: str, known_by: datetime | None = None) -> int | None:
        """The number of the newest reading of an article version."""

    def identity(self) -> tuple[str, int]:
        """What tells this ledger from any other: where it is, and when it began."""

    def claims_within(self, window: Window, *, known_by: datetime | None = None) -> tuple[PlacedClaim, ...]:
        """The claims of a thread, in the order of `claims_under`."""

    def placements_of(self, claim: str) -> tuple[Placement, ...]:
        """Where a claim is placed, without the names of the propositions."""

    def propositions(
        self,
        words: str | None = None,
        *,
        known_by: datetime | None = None,
        after: Proposition | None = None,
        limit: int = PAGE,
    ) -> tuple[Proposition, ...]:
        """The keys with live claims, or with such claims in these words: latest said first."""

    def search(
        self,
        words: str,
        *,
        known_by: datetime | None = None,
        after: RecordedClaim | None = None,
        limit: int = PAGE,
    ) -> tuple[RecordedClaim, ...]:
        """Claims in whose evidence or title all words stand ("in this order"), last recorded first.

        Raises:
            UsageError: there is no word to search for.

        """

    def changes(
        self, *, since: datetime | None = None, known_by: datetime | None = None
    ) -> tuple[Change, ...]:
        """What changed texts did to claims, recorded after a moment, in recorded order."""

    def judgements(self, known_by: datetime | None = None) -> tuple[RecordedJudgement, ...]:
        """Every judgement, those undone and the undoing too, in recorded order."""

    def watches(self, known_by: datetime | None = None) -> tuple[RecordedWatch, ...]:
        """Every entry about watches, in recorded order."""

    def sources(
        self, known_by: datetime | None = None, *, followed: bool = False
    ) -> tuple[RecordedSource, ...]:
        """Every source that is known, or that was ever followed, in the order in which they became known."""

    def source(self, name: str) -> RecordedSource | None:
        """The source of a name."""

    def source_figures(self, source: str, known_by: datetime | None = None) -> SourceFigures:
        """How many articles and claims came from a source, and how many were skipped for each reason."""

    def under_key(self, source: str, key: str) -> tuple[Tried, ...]:
        """What came of a key of a source, last first, at most twenty."""

    def at_url(self, url: str) -> Tried | None:
        """What last came of a canonical address, by any source."""

    def failed_digest(self, digest: str) -> Failed | None:
        """Why bytes with this hash could not be read, where they have been tried."""

    def reached(self, source: str, reader: str) -> int | None:
        """The position up to which an archive has been read by this version, if no other read it since."""

    def last_recorded(self, known_by: datetime | None = None) -> datetime | None:
        """The moment at which the ledger was last written to."""

    def outlets(self, known_by: datetime | None = None) -> tuple[Outlet, ...]:
        """The outlets in whose name articles were posted, by name."""

    def counts(self, known_by: datetime | None = None) -> Counts:
        """How many of each there are."""

    def record(
        self, known_by: datetime | None = None, articles: Collection[str] | None = None
    ) -> Iterator[Line]:
        """All that was recorded, in that order, or what is about these article versions (their ids) only.

        A judgement is of an article where all claims that it names are of such articles; watches and
        sources are of none.
        """

    def restore(self, found: Iterable[Line]) -> int:
        """Record what another ledger gave as its `record`, each line at its moment; how many there were.

        Raises:
            UsageError: a line does not fit those before it; nothing is recorded.
            LedgerError: this ledger holds something already, or cannot be written.

        """

    def check(self) -> Iterator[Problem]:
        """Everything that is not as it was recorded, or does not follow from the record."""

    def backup(self, path: Path) -> None:
        """Copy the ledger as it is at one moment to a new file, while it may be written to.

        Raises:
            LedgerError: there is a file already, or it cannot be written.

        """

    def rebuild(self) -> None:
        """Drop all that follows from the record, and compute it again."""

    def digests(self) -> Mapping[str, str]:
        """A hash of each part of what follows from the record: equal for equal records."""

    def close(self) -> None:
        """Let go of the ledger."""
