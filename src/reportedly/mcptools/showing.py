"""The tools that show one thing of a ledger whole: a thread, a claim, a stretch of an article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date, datetime

from reportedly.errors import UsageError
from reportedly.ledger.attributed import chain_of
from reportedly.ledger.entries import Edit, ReadArticle, RecordedJudgement
from reportedly.ledger.judged import held, judged, judgements_of, numbers_standing
from reportedly.ledger.store import Store
from reportedly.ledgerdesk import open_ledger
from reportedly.mcptools.answers import (
    Does,
    Explained,
    ReadOut,
    Report,
    ShownThread,
    ThreadClaim,
    ToldJudgement,
    ToldPassage,
)
from reportedly.mcptools.asks import ExplainClaim, ReadPassage, ShowThread
from reportedly.mcptools.cursors import cursor, number_of
from reportedly.mcptools.served import Served
from reportedly.mcptools.telling import (
    quote,
    quotes,
    surroundings,
    told_article,
    told_claim,
    told_thread,
)
from reportedly.model import Claim
from reportedly.query import days_of, moment_of
from reportedly.threaddesk import claim_with, thread_with
from reportedly.threadmodel import Member, Stretch, Thread
from reportedly.threads.history import as_of, history
from reportedly.threads.relations import relations
from reportedly.threads.rewinding import rewound

_STRETCHES = 50
_FEW = 20
_PASSAGES = 200


def show_thread(served: Served, ask: ShowThread) -> ShownThread:
    """A thread as of a day, with a page of the claims that had been made by then."""
    begin, day = number_of(ask), days_of("as_of", ask.as_of)[1]
    with closing(open_ledger(served.ledger)) as store:
        thread = _until(thread_with(store, ask.thread, known_by=moment_of(ask.known_by)), day)
    stretches, end = history(thread), begin + ask.limit
    return ShownThread(
        thread=told_thread(thread, as_of(thread, day)),
        as_of=day,
        history=tuple(_latest(stretches)),
        earlier=max(0, len(stretches) - _STRETCHES),
        claims=tuple(_members(thread, thread.members[begin:end])),
        next=cursor(ask, end) if end < len(thread.members) else None,
    )


def explain_claim(served: Served, ask: ExplainClaim) -> Explained:
    """A claim with its reasons, the chain that it came through, its evidence and its article."""
    known_by = moment_of(ask.known_by)
    with closing(open_ledger(served.ledger)) as store:
        claim = claim_with(store, ask.claim, known_by=known_by)
        recorded = store.claim(claim.id, known_by)
        reading = store.reading(claim.article, known_by)
        assert recorded is not None
        assert reading is not None, "a claim is recorded with its reading"
        judgements = store.judgements(known_by)
        now = judged(claim, held(judgements))
        return Explained(
            claim=told_claim(now or claim),
            rejected=now is None,
            factuality=(now or claim).event.factuality,
            chain=tuple(_chain(reading, claim)),
            around=surroundings(reading.article.text, claim.evidence),
            article=told_article(reading.article),
            postings=store.postings(claim.article, known_by)[:_FEW],
            thread=_thread_of(store, claim, known_by),
            judgements=tuple(_judgements_of(claim, judgements)),
            reader=claim.reader,
            recorded=recorded.recorded,
        )


def read_passage(served: Served, ask: ReadPassage) -> ReadOut:
    """A stretch of an article's text as it was published.

    Raises:
        UsageError: there is no such article, or nothing of it from there on.

    """
    with closing(open_ledger(served.ledger)) as store:
        found = store.article(ask.article)
        reading = store.reading(ask.article)
    if found is None:
        raise UsageError(f"{ask.article}: no such article; claims name theirs")
    text, end = found.article.text, ask.start + ask.length
    if ask.start >= len(text):
        raise UsageError(f"start {ask.start}: article {ask.article} has {len(text)} characters")
    return ReadOut(
        article=told_article(found.article),
        text=quote(text[ask.start : end], ask.start, ask.length),
        passages=tuple(_passages(reading, ask.start, end)),
        next=end if end < len(text) else None,
    )


def _until(thread: Thread, day: date | None) -> Thread:
    """A thread as it was told by the end of a day, which may have been nothing."""
    return rewound(thread, day) or replace(thread, members=())


def _latest(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """The stretches that began last, in the order of a history, each with the first of its claims."""
    began = sorted(stretches, key=lambda one: one.since)[-_STRETCHES:]
    kept = {(one.viewpoint, one.since) for one in began}
    for one in stretches:
        if (one.viewpoint, one.since) in kept:
            yield replace(one, claims=one.claims[:_FEW])


def _members(thread: Thread, shown: Sequence[Member]) -> Iterator[ThreadClaim]:
    does: dict[str, list[Does]] = {}
    for one in relations(thread):
        does.setdefault(one.later, []).append(Does(one.kind, one.earlier, one.reason))
    for member in shown:
        own = tuple(does.get(member.claim.id, ())[:_FEW])
        yield ThreadClaim(told_claim(member.claim), member.said_by, len(member.postings), own)


def _chain(reading: ReadArticle, claim: Claim) -> Iterator[Report]:
    """The acts of reporting that enclose a claim, outermost first; of too many the innermost."""
    for each in chain_of(reading.attributions, claim)[-_FEW:]:
        yield Report(each.speakers[:_FEW], quotes(each.source), quotes(each.cue), each.mode, each.cue_kind)


def _thread_of(store: Store, claim: Claim, known_by: datetime | None) -> str | None:
    with suppress(UsageError):  # what is rejected is in no thread
        return thread_with(store, claim.id, known_by=known_by).id
    return None


def _judgements_of(claim: Claim, judgements: Sequence[RecordedJudgement]) -> Iterator[ToldJudgement]:
    """The last judgements of a claim, those taken back too."""
    stands = numbers_standing(judgements)
    for one in judgements_of(claim.id, judgements)[-_FEW:]:
        judgement = one.judgement
        edit = judgement if isinstance(judgement, Edit) else None
        yield ToldJudgement(
            number=one.number,
            kind=str(judgement.__struct_config__.tag),
            by=judgement.by,
            field=edit.field if edit else None,
            value=bytes(edit.value).decode("utf-8") if edit else None,
            recorded=one.recorded,
            stands=one.number in stands,
        )


def _passages(reading: ReadArticle | None, start: int, end: int) -> Iterator[ToldPassage]:
    touched = [
        one for one in (reading.passages if reading else ()) if one.span.start < end and one.span.end > start
    ]
    for one in touched[:_PASSAGES]:
        yield ToldPassage(one.kind, one.span.start, one.span.end, one.speaker)
