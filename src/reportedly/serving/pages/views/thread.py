"""The page of one thread: its picture, its history, and every claim with what it does to earlier ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.ledger.entries import Accept, Edit, Judgement
from reportedly.ledger.judged import Verdicts
from reportedly.model import Article, Claim, Status
from reportedly.serving.pages.views.timeline import Timeline, timeline
from reportedly.serving.pages.views.wording import (
    RELATIONS,
    Deal,
    deal_of,
    event_of,
    named,
    overall_of,
    plain,
    said_on,
    sentence_of,
    speakers_of,
)
from reportedly.threadmodel import Member, Relation, RelationKind, Stretch, Thread
from reportedly.threads.history import as_of, history
from reportedly.threads.relations import relations
from reportedly.threads.rewinding import rewound

_MARKED = frozenset({RelationKind.CONTRADICTS, RelationKind.DENIES, RelationKind.WITHDRAWS})

PAGE = 100
"""How many claims stand on one page of a thread."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What a viewpoint holds of a thread, and when it last said so: "not observed (said 2022-07-19)"."""

    viewpoint: str
    status: Status
    said: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim stands: its article by id, and what is shown of it."""

    article: str
    title: str
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a claim does to an earlier one, by its number; ``against`` where it speaks against it."""

    kind: RelationKind
    words: str
    number: int
    claim: str
    reason: str
    against: bool


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim of a thread: numbered as it was said, with its sentence and where that stands."""

    number: int
    id: str
    status: Status
    said: str | None
    speakers: str
    event: str
    sentence: str
    place: Place
    confidence: float
    answers: tuple[Answer, ...]
    copies: tuple[tuple[str, Place], ...]
    reasons: tuple[str, ...]
    judged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A stretch of the history, with the claims that say so by number and id."""

    viewpoint: str
    status: Status
    since: date
    until: date | None
    claims: tuple[tuple[int, str], ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """A thread as of a day; ``later`` counts its claims that had not been said by then."""

    id: str
    deal: Deal
    holdings: tuple[Holding, ...]
    overall: str | None
    picture: Timeline | None
    history: tuple[HistoryRow, ...]
    claims: tuple[ClaimRow, ...]
    total: int
    later: int


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a thread's claims: their articles by id, and what people hold of them."""

    articles: Mapping[str, Article]
    verdicts: Verdicts


def thread_page(thread: Thread, around: Around, day: date | None = None, page: int = 1) -> ThreadPage:
    """A thread as of the end of ``day``, with one page of its claims."""
    then = rewound(thread, day)
    deal = deal_of(thread.proposition)
    if then is None:
        return ThreadPage(thread.id, deal, (), None, None, (), (), 0, len(thread.members))
    overall = as_of(then, day).overall
    numbers = {member.claim.id: number for number, member in enumerate(then.members, 1)}
    return ThreadPage(
        id=thread.id,
        deal=deal,
        holdings=holdings(then),
        overall=overall_of(overall) if overall else None,
        picture=timeline(then, day),
        history=tuple(_history_row(one, numbers) for one in _by_day(history(then))),
        claims=_rows(shown(then, page), relations(then), numbers, around),
        total=len(then.members),
        later=len(thread.members) - len(then.members),
    )


def shown(thread: Thread, page: int) -> tuple[Member, ...]:
    """The claims on a page of a thread."""
    return thread.members[(page - 1) * PAGE : page * PAGE]


def holdings(thread: Thread) -> tuple[Holding, ...]:
    """What each viewpoint holds in the end, and the last day on which it said so."""
    members = {member.claim.id: member for member in thread.members}
    last = [stretch for stretch in history(thread) if stretch.until is None]
    return tuple(Holding(named(one.viewpoint), one.status, _said_last(one, members)) for one in last)


def _said_last(stretch: Stretch, members: Mapping[str, Member]) -> str:
    own = [members[claim] for claim in stretch.claims]
    return said_on(max(own, key=lambda member: member.said_by or date.min))


def _by_day(stretches: Sequence[Stretch]) -> list[Stretch]:
    return sorted(stretches, key=lambda one: (one.since, one.viewpoint))


def _history_row(stretch: Stretch, numbers: Mapping[str, int]) -> HistoryRow:
    claims = tuple((numbers[claim], claim) for claim in stretch.claims)
    reason = plain(stretch.reason)
    return HistoryRow(named(stretch.viewpoint), stretch.status, stretch.since, stretch.until, claims, reason)


def _rows(
    members: Sequence[Member], related: Sequence[Relation], numbers: Mapping[str, int], around: Around
) -> tuple[ClaimRow, ...]:
    answers: dict[str, list[Answer]] = {}
    for one in related:
        answers.setdefault(one.later, []).append(_answer(one, numbers[one.earlier]))
    return tuple(
        _row(member, numbers[member.claim.id], tuple(answers.get(member.claim.id, ())), around)
        for member in members
    )


def _answer(relation: Relation, number: int) -> Answer:
    kind = relation.kind
    return Answer(kind, RELATIONS[kind], number, relation.earlier, plain(relation.reason), kind in _MARKED)


def _row(member: Member, number: int, answers: tuple[Answer, ...], around: Around) -> ClaimRow:
    claim = member.claim
    return ClaimRow(
        number=number,
        id=claim.id,
        status=claim.status,
        said=claim.said,
        speakers=speakers_of(claim.viewpoint),
        event=event_of(claim.event),
        sentence=sentence_of(claim),
        place=place_of(claim, around.articles),
        confidence=claim.confidence,
        answers=answers,
        copies=tuple((one.claim.id, place_of(one.claim, around.articles)) for one in member.postings),
        reasons=(
            *map(plain, claim.reasons),
            *(f"placed by its article: {plain(one)}" for one in member.reasons),
        ),
        judged=tuple(_judged(around.verdicts.get(claim.id, ()))),
    )


def place_of(claim: Claim, articles: Mapping[str, Article]) -> Place:
    """The article of a claim, called by its title where it has one."""
    article = articles.get(claim.article)
    if article is None:
        return Place(claim.article, plain(claim.external_id), None, None)
    outlet = plain(article.outlet) if article.outlet else None
    published = (article.published or "").partition("T")[0]
    return Place(article.id, plain(article.title or article.external_id), outlet, published or None)


def _judged(judgements: Sequence[Judgement]) -> Iterator[str]:
    for one in judgements:
        if isinstance(one, Accept):
            yield f"accepted by {plain(one.by)}"
        if isinstance(one, Edit):
            yield f"{plain(one.field)} edited by {plain(one.by)}"
