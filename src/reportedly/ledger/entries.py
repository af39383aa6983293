"""The frozen types that go into a ledger, and those that come out of it.

What goes in is an entry; what comes out says besides when it was recorded. Nothing here is ever
changed: a correction, an undo and a newer reading are entries of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

import msgspec

from reportedly.model import Article, Attribution, Claim, Frame, Passage, Status


@dataclass(frozen=True, slots=True)
class Opening:
    """The thread (its id) that a claim would begin, were it the first of its proposition to be said.

    ``day`` is that by which it is told which deal is meant, ``None`` where it is not known. Threads whose
    days are no more than ``gap`` days apart are one, named by its first day.
    """

    thread: str
    day: date | None
    gap: int


@dataclass(frozen=True, slots=True)
class Placement:
    """A claim (its id) stands under a proposition's key, for reasons in words.

    ``said_by`` is the day by which it had been said for certain, ``None`` where no day is known.
    ``names`` are what the proposition can be asked for by: who takes part, what, an id. Of a claim that
    opens nothing no thread is kept.
    """

    claim: str
    key: str
    said_by: date | None
    reasons: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    opens: Opening | None = None


Place: TypeAlias = Callable[[Sequence[Claim]], Iterable[Placement]]
"""What places the claims of one reading of one article."""


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article version as it was posted, and what a version of the reader read in it."""

    article: Article
    reader: str
    passages: tuple[Passage, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Posted:
    """A recorded article version, posted (again) as its external id, URL and outlet say."""

    article: Article


class Accept(msgspec.Struct, frozen=True, tag_field="kind", tag="accept"):
    """A person has read the claim and holds that it says what the text says."""

    claim: str
    by: str


class Reject(msgspec.Struct, frozen=True, tag_field="kind", tag="reject"):
    """A person holds that the text does not claim this."""

    claim: str
    by: str


class Edit(msgspec.Struct, frozen=True, tag_field="kind", tag="edit"):
    """A person gives one field of a claim another value: ``event.item.class`` and its JSON form."""

    claim: str
    field: str
    value: msgspec.Raw
    by: str


class Same(msgspec.Struct, frozen=True, tag_field="kind", tag="same"):
    """A person holds that two names, propositions or claims are one."""

    one: str
    other: str
    by: str


class Different(msgspec.Struct, frozen=True, tag_field="kind", tag="different"):
    """A person holds that two names, propositions or claims are not one."""

    one: str
    other: str
    by: str


class Undo(msgspec.Struct, frozen=True, tag_field="kind", tag="undo"):
    """A person takes a judgement back, by its number; of an undo, it restores the judgement."""

    judgement: int
    by: str


Judgement: TypeAlias = Accept | Reject | Edit | Same | Different | Undo


class WatchSet(msgspec.Struct, frozen=True, tag_field="kind", tag="set"):
    """A question to keep asking: what ``about`` names, where it has come to be ``status``."""

    name: str
    about: str
    status: Status | None = None


class WatchDropped(msgspec.Struct, frozen=True, tag_field="kind", tag="dropped"):
    """A watch is asked no more."""

    name: str


class WatchRan(msgspec.Struct, frozen=True, tag_field="kind", tag="ran"):
    """A watch has told its news; what is recorded after this entry is news to it."""

    name: str


WatchEntry: TypeAlias = WatchSet | WatchDropped | WatchRan


class SourceForm(StrEnum):
    """What a source that is asked again and again gives."""

    FEED = "feed"
    SITEMAP = "sitemap"
    PAGE = "page"


class Outcome(StrEnum):
    """What came of asking a source."""

    FRESH = "fresh"
    NOT_MODIFIED = "not modified"
    FAILED = "failed"
    GONE = "gone"
    TOLD_TO_WAIT = "told to wait"


class Followed(msgspec.Struct, frozen=True, tag_field="kind", tag="followed"):
    """A source is asked again and again from now on, at most once in so many minutes (``every``).

    ``form`` is ``None`` where each answer tells by itself what it is.
    """

    source: str
    form: SourceForm | None = None
    every: int | None = None
    title: str | None = None


class Unfollowed(msgspec.Struct, frozen=True, tag_field="kind", tag="unfollowed"):
    """A source is asked no more."""

    source: str


class Moved(msgspec.Struct, frozen=True, tag_field="kind", tag="moved"):
    """A source is asked at another address from now on. It keeps the name that it began with."""

    source: str
    to: str


class Visited(msgspec.Struct, frozen=True, tag_field="kind", tag="visited"):
    """A source was asked, or read, and all that it held by then is in the ledger.

    ``at`` is when, by the clock of whoever asked, and ``not_before`` when it may be asked again.
    ``etag`` and ``last_modified`` are what its server is to be told then; they are left out where not
    all that it held could be taken, so that all of it is given again.
    """

    source: str
    outcome: Outcome
    at: datetime
    etag: str | None = None
    last_modified: str | None = None
    not_before: datetime | None = None
    error: str | None = None
    found: int = 0
    new: int = 0
    changed: int = 0


class Took(msgspec.Struct, frozen=True, tag_field="kind", tag="took"):
    """An article (its id) is what stands under a key of a source.

    ``url`` is the canonical address of its page, ``fingerprint`` what the source said by which a change
    can be told; ``etag`` and ``last_modified`` are those of the page.
    """

    source: str
    key: str
    article: str
    url: str | None = None
    fingerprint: str | None = None
    etag: str | None = None
    last_modified: str | None = None


class Failed(msgspec.Struct, frozen=True, tag_field="kind", tag="failed"):
    """What stands under a key of a source was not taken, and why: in the same words for the same cause.

    ``digest`` is the hash of the bytes that could not be read, for those never to be read again;
    ``again`` is whether the key is to be tried again.
    """

    source: str
    key: str
    reason: str
    url: str | None = None
    fingerprint: str | None = None
    digest: str | None = None
    again: bool = False


class Seen(msgspec.Struct, frozen=True, tag_field="kind", tag="seen"):
    """All that a part of a source held, a sitemap of its index, is in the ledger."""

    source: str
    key: str
    fingerprint: str | None = None
    etag: str | None = None
    last_modified: str | None = None


class Reached(msgspec.Struct, frozen=True, tag_field="kind", tag="reached"):
    """An archive has been read up to a position, all before which is in the ledger as a reader has read it.

    ``reader`` is the version of that reader; without one it is not known, and counts for none.
    """

    source: str
    position: int
    reader: str | None = None


Tried: TypeAlias = Took | Failed | Seen
"""What stands under a key of a source."""

SourceEntry: TypeAlias = Followed | Unfollowed | Moved | Visited | Took | Failed | Seen | Reached
Entry: TypeAlias = ReadArticle | Posted | Judgement | WatchEntry | SourceEntry


@dataclass(frozen=True, slots=True)
class Found:
    """An article that was found, and what is to be recorded in the transaction that records it."""

    article: Article
    entries: tuple[SourceEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordedArticle:
    """An article version; ``story`` is the id of the article that its story began with."""

    article: Article
    story: str
    recorded: datetime


@dataclass(frozen=True, slots=True)
class Posting:
    """Where and when an article version (its id) was published."""

    article: str
    external_id: str
    url: str | None
    outlet: str | None
    published: str | None
    recorded: datetime


@dataclass(frozen=True, slots=True)
class RecordedClaim:
    """A claim of the reading that held; ``seq`` is its number in the ledger."""

    seq: int
    claim: Claim
    story: str
    recorded: datetime


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A claim under a proposition's key, the day by which it had been said, and why it stands there."""

    recorded: RecordedClaim
    said_by: date | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordedJudgement:
    """A judgement with its number. ``claim`` is the id of the claim that it now holds for, if any:
    the one judged, or the one that a newer reading found in its place. It holds for its ``copies``
    too, the claims that say the same in other postings of the story.
    """

    number: int
    judgement: Judgement
    claim: str | None
    recorded: datetime
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordedWatch:
    """An entry about a watch."""

    number: int
    entry: WatchEntry
    recorded: datetime


class ChangeKind(StrEnum):
    """What became of a claim when the text at a URL changed."""

    APPEARED = "appeared"
    VANISHED = "vanished"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """A claim that a changed text at a URL lost (``before``), gained (``after``) or says otherwise."""

    kind: ChangeKind
    url: str
    older: str
    newer: str
    before: Claim | None
    after: Claim | None
    recorded: datetime


@dataclass(frozen=True, slots=True)
class Proposition:
    """A key, with how many live claims stand under it and the first and last day by which they were said."""

    key: str
    claims: int
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims: all of the actors take part, and one of the others; an empty field admits any.

    ``said_from`` and ``said_to`` bound the days on which it may have been said, both included.
    ``ids`` admits only claims with one of these.
    """

    actors: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    frames: frozenset[Frame] = frozenset()
    statuses: frozenset[Status] = frozenset()
    outlet: str | None = None
    said_from: date | None = None
    said_to: date | None = None
    least: float = 0.0
    ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet, with how many article versions it posted, and how often.

    ``first`` and ``last`` are the earliest and latest date of publication (EDTF) among these.
    """

    name: str
    articles: int
    postings: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each the ledger holds, and when it was last written to."""

    articles: int
    postings: int
    readings: int
    claims: int
    live_claims: int
    stories: int
    judgements: int
    changes: int
    sources: int
    last_recorded: datetime | None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a check found wrong: where, and what."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"
