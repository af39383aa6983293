"""One visit to one source: what is still to come of it, and what came of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from reportedly.following.deciding import Named
from reportedly.ledger.entries import Outcome, Seen, SourceEntry, SourceForm, Visited
from reportedly.ledger.recordedsource import RecordedSource
from reportedly.sources.feeds import SitemapLink


@dataclass(slots=True)
class Visit:
    """A source being asked at a moment, for no more than ``left`` pages.

    ``form`` is ``None`` where what it gives is to tell. ``asked`` is whether a person asked for it just
    now, ``given`` whether what it names is known without asking. ``named`` is what it names and nobody has
    looked at yet, ``keys`` under what, ``parts`` the sitemaps of its index that are to be asked for,
    ``part`` the one that is being gone through. ``linked`` is the feed that it is asked at in place of a
    page that links it. ``out`` is how many answers are awaited. ``later`` is whether something was left for
    another time, so that the source is to give all of it again.
    """

    source: RecordedSource
    at: datetime
    left: int
    form: SourceForm | None = None
    asked: bool = False
    given: bool = False
    named: Iterator[Named] = field(default_factory=lambda: iter(()))
    keys: set[str] = field(default_factory=set)
    parts: deque[SitemapLink] = field(default_factory=deque)
    part: Seen | None = None
    linked: str | None = None
    out: int = 0
    later: bool = False
    part_later: bool = False
    outcome: Outcome = Outcome.FRESH
    etag: str | None = None
    last_modified: str | None = None
    not_before: datetime | None = None
    error: str | None = None
    found: int = 0
    new: int = 0
    changed: int = 0

    @property
    def name(self) -> str:
        """The name of the source."""
        return self.source.name

    @property
    def address(self) -> str:
        """Where it is asked."""
        return self.linked or self.source.address

    def put_off(self) -> None:
        """Leave something for another time: the source is then to give all of it again."""
        self.later = self.part_later = True

    def stop(self) -> None:
        """Leave all that was not looked at yet for another time."""
        self.put_off()
        self.named = iter(())
        self.parts.clear()

    def failed(self, why: str) -> None:
        """Nothing comes of it."""
        self.outcome = Outcome.FAILED
        self.error = f"{self.linked}, which it links: {why}" if self.linked else why

    def doubted(self, doubt: str | None) -> None:
        """Something is doubtful about what it gave, which is taken all the same."""
        self.error = self.error or doubt

    def left_out(self, what: str, why: str) -> None:
        """A part of it could not be had, and is tried again the next time."""
        self.error = self.error or f"{what}: {why}"
        self.put_off()

    def tagged(self, headers: Mapping[str, str]) -> None:
        """Keep what its server is to be told next time; what it says nothing of stays as it was."""
        self.etag = headers.get("etag", self.etag)
        self.last_modified = headers.get("last-modified", self.last_modified)

    def part_done(self) -> Iterator[SourceEntry]:
        """What is to be recorded of the part that has been gone through, if all of it has."""
        if self.part is not None and not self.part_later:
            yield self.part
        self.part, self.part_later = None, False

    def ended(self) -> Visited:
        """What is to be recorded of the visit. Where something is left, all is to be given again."""
        return Visited(
            source=self.name,
            outcome=self.outcome,
            at=self.at,
            etag=None if self.later else self.etag,
            last_modified=None if self.later else self.last_modified,
            not_before=self.not_before,
            error=self.error,
            found=self.found,
            new=self.new,
            changed=self.changed,
        )
