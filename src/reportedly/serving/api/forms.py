"""The types of what the API gives: only their JSON Schemas are used, answers are made of what is asked.

Those of `reportedly.model` and of the ledger stand here with the fields that an answer adds to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from reportedly.actormodel import Affiliation, IdentityKind, Join, Tenure
from reportedly.ledger.entries import Change, Counts, Judgement, Outlet, Posting
from reportedly.model import Article, Attribution, Claim, Passage, Status
from reportedly.sourcedesk import Source
from reportedly.threadmodel import Overall, OverallChange, Relation, StatusChange, Stretch
from reportedly.watchdesk import Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldClaim(Claim):
    """A claim as ``claims --json`` prints it: ``story`` is the article that its story began with."""

    story: str
    recorded: datetime
    postings: tuple[Posting, ...]


@dataclass(frozen=True, slots=True)
class ToldJudgement:
    """A judgement; ``claim`` and ``copies`` are what it holds for now, ``stands`` is whether it holds."""

    number: int
    judgement: Judgement
    claim: str | None
    recorded: datetime
    copies: tuple[str, ...]
    stands: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A thread (its id) that a claim stands in, and what of its article put it there."""

    id: str
    proposition: Mapping[str, str | None]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedClaim(ToldClaim):
    """A claim with why it is what it is.

    ``reasons`` are those of its status, ``threads`` those that it stands in (none where it is rejected),
    ``attributions`` the acts of reporting that it stands in, outermost first.
    """

    threads: tuple[Place, ...]
    attributions: tuple[Attribution, ...]
    judgements: tuple[ToldJudgement, ...]
    rejected: bool


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """Some claims; ``next`` is the cursor of those that follow."""

    items: tuple[ToldClaim, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class ToldThread:
    """A thread in short. ``claims`` counts those said by the day asked for, ``last_said`` is of these."""

    id: str
    proposition: Mapping[str, str | None]
    status: Mapping[str, Status]
    overall: Overall | None
    claims: int
    last_said: date | None


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """Some threads; ``next`` is the cursor of those that follow."""

    items: tuple[ToldThread, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class SameWords:
    """A claim that says the same words elsewhere."""

    claim: str
    article: str
    external_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadClaim(Claim):
    """A claim of a thread, where its words stand besides, and what its article was needed for."""

    postings: tuple[SameWords, ...]
    placed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WholeThread:
    """A thread as ``thread --json`` prints it: status as of a day, history and claims of all time."""

    id: str
    proposition: Mapping[str, str | None]
    as_of: date | None
    status: Mapping[str, Status]
    overall: Overall | None
    history: tuple[Stretch, ...]
    claims: tuple[ThreadClaim, ...]
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A text that stood at the same URL at some time; ``id`` is that of its article."""

    id: str
    title: str | None
    published: str | None
    updated: str | None
    recorded: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeArticle(Article):
    """An article version with its passages and claims, and the other versions at its URL."""

    story: str
    recorded: datetime
    reader: str | None
    passages: tuple[Passage, ...]
    claims: tuple[Claim, ...]
    versions: tuple[Version, ...]
    postings: tuple[Posting, ...]


@dataclass(frozen=True, slots=True)
class ChangePage:
    """Some changes; ``next`` is the cursor of those that follow."""

    items: tuple[Change, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Alias:
    """A name, in how many claims it was seen, and from which day to which."""

    name: str
    count: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class ToldActor:
    """An actor. ``side`` is a country's or body's code; ``role`` and ``affiliation`` are those of ``as_of``.

    ``claims`` counts by status what it claims itself.
    """

    id: str
    name: str
    kind: IdentityKind
    side: str | None
    roles: tuple[Tenure, ...]
    aliases: tuple[Alias, ...]
    claims: Mapping[Status, int]
    mentions: tuple[str, ...]
    joined: tuple[Join, ...]
    as_of: date | None
    role: str | None
    affiliation: Affiliation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeActor(ToldActor):
    """An actor with the claims that it makes, by when they were said: at most five hundred."""

    made: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class ActorPage:
    """Some actors; ``next`` is the cursor of those that follow."""

    items: tuple[ToldActor, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class OutletPage:
    """Some outlets; ``next`` is the cursor of those that follow."""

    items: tuple[Outlet, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class WatchPage:
    """Some watches; ``next`` is the cursor of those that follow."""

    items: tuple[Watch, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class ThreadNews:
    """What is new of a thread: claims that were not known, and statuses that are others now."""

    id: str
    thread: str
    proposition: Mapping[str, str | None]
    claims: tuple[ThreadClaim, ...]
    changes: tuple[StatusChange, ...]
    overall: OverallChange | None


@dataclass(frozen=True, slots=True)
class WatchNews:
    """What became new to a watch from ``since``, when it was last told, to ``until`` (recorded time)."""

    watch: str
    about: str
    status: Status | None
    since: datetime | None
    until: datetime | None
    news: tuple[ThreadNews, ...]


@dataclass(frozen=True, slots=True)
class SourcePage:
    """Some sources; ``next`` is the cursor of those that follow."""

    items: tuple[Source, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class JudgementPage:
    """Some judgements; ``next`` is the cursor of those that follow."""

    items: tuple[ToldJudgement, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerInfo(Counts):
    """What the ledger holds, and the version that serves it."""

    version: str
    read_only: bool
