"""The facade of threads: ask a ledger for them, as of any moment, and judge what they are made of.

query, words, id -> keys -> threads as judged        judgement -> checked -> ledger
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count

import msgspec

from reportedly.errors import UsageError
from reportedly.judgedthreads import WHOLE, JudgedThreads, judged_threads
from reportedly.ledger.entries import Edit, Judgement, RecordedJudgement
from reportedly.ledger.judged import edited, held, judged
from reportedly.ledger.store import LEAST, PAGE, Store
from reportedly.listedthreads import Listed, up_to
from reportedly.model import Claim
from reportedly.query import Query
from reportedly.threadmodel import Member, Thread
from reportedly.threads.history import hanging_on
from reportedly.threads.keys import named

_RECENT, _RECENT_CLAIMS = 200, 2_000


@dataclass(frozen=True, slots=True)
class Doubt:
    """A claim of a thread to be looked at: how doubtful, and whether the thread's status hangs on it."""

    thread: Thread
    member: Member
    doubt: float
    moves: bool


def threads_about(
    store: Store, query: Query, *, known_by: datetime | None = None, limit: int | None = None
) -> tuple[Thread, ...]:
    """The threads in whose proposition all actors of a query take part, those of most claims first."""
    listed = Listed(judged_threads(store, known_by), None, query)
    return listed.largest(limit)


def threads_changed(
    store: Store, query: Query, since: datetime, *, known_by: datetime | None = None
) -> tuple[tuple[Thread, ...], tuple[Thread, ...]]:
    """Those of the threads about a query that an article or a judgement may have changed after a moment.

    First as they were known at that moment, then as they are ``known_by`` a later one, or now.
    """
    then, now = judged_threads(store, since), judged_threads(store, known_by)
    keys = store.changed_keys(since)
    if then.judged != now.judged:
        keys |= then.touched() | now.touched()
    return Listed(then, None, query).under(keys), Listed(now, None, query).under(keys)


def threads(
    store: Store,
    words: str | None = None,
    query: Query = Query(),  # noqa: B008 - frozen
    *,
    known_by: datetime | None = None,
    page: int = 1,
    limit: int = PAGE,
) -> tuple[Thread, ...]:
    """A page of the threads, what was last said first; with words, those with a claim in these words."""
    listed = Listed(judged_threads(store, known_by), words, query)
    return listed.page((page - 1) * limit, limit)


def latest_threads(
    store: Store,
    words: str | None = None,
    query: Query = Query(),  # noqa: B008 - frozen
    *,
    known_by: datetime | None = None,
    said_by: date | None = None,
) -> Iterator[Thread]:
    """The threads one after the other, what was last said first, made as they are asked for.

    With ``said_by``, those of which nothing had been said by that day are passed over; the threads are
    whole all the same.
    """
    listed = Listed(judged_threads(store, known_by), words, query)
    for number in count():
        found = listed.page(number * PAGE, PAGE)
        yield from (one for one in found if said_by is None or _is_said_by(one, said_by))
        if len(found) < PAGE:
            return


def thread_with(store: Store, identity: str, *, known_by: datetime | None = None) -> Thread:
    """The thread with an id: one that it has or had, that of a claim of it, or how such an id begins.

    Of a claim on several deals ("from Iran and North Korea") it is the one of most claims.

    Raises:
        UsageError: there is none, or the beginning of an id is that of several.

    """
    return _thread_with(judged_threads(store, known_by), identity)


def threads_of_claim(store: Store, claim: str, *, known_by: datetime | None = None) -> tuple[Thread, ...]:
    """The threads in which a claim (its id), or what is in its place, stands: none where it is rejected."""
    found = _threads_with(judged_threads(store, known_by), claim)
    return tuple(found[identity] for identity in sorted(found))


def _thread_with(threads: JudgedThreads, identity: str) -> Thread:
    found = _threads_with(threads, _begun(identity))
    if not found and threads.store.claims_beginning(identity, threads.known_by):
        raise UsageError(f"{identity}: rejected, so in no thread; see `reportedly judge list`")
    if not found:
        raise UsageError(f"{identity}: no such thread or claim; `reportedly threads` lists them")
    holding = [one for one in found.values() if any(told.claim.id == identity for told in one.told)]
    if holding:  # more than one where a claim names several suppliers
        return max(holding, key=lambda thread: (len(thread.members), thread.id))
    if len(found) > 1:
        raise UsageError(f"{identity}: begins the ids of several threads, {_listed(found)}; give more of it")
    return next(iter(found.values()))


def claim_with(store: Store, identity: str, *, known_by: datetime | None = None) -> Claim:
    """The claim with an id, or with one that begins so, as it is recorded.

    Raises:
        UsageError: there is none, or the beginning of an id is that of several.

    """
    found = store.claims_beginning(_begun(identity), known_by)
    if not found:
        raise UsageError(f"{identity}: no such claim; `reportedly claims --json` gives their ids")
    if len(found) > 1:
        raise UsageError(f"{identity}: begins the ids of several claims, {_listed(found)}; give more of it")
    recorded = store.claim(found[0], known_by)
    assert recorded is not None
    return recorded.claim


def edit_of(store: Store, claim: Claim, field: str, value: str, by: str) -> Edit:
    """An edit of a claim as it is judged now; ``value`` is JSON, or a string as it stands.

    Raises:
        UsageError: a claim has no such field, or the field no such value.

    """
    now = judged(claim, held(store.judgements())) or claim
    for form in _forms(value):
        edit = Edit(claim.id, field, msgspec.Raw(form), by)
        try:
            edited(now, edit)
        except UsageError as error:
            failed = error
        else:
            return edit
    raise failed


def side_of(store: Store, identity: str) -> str:
    """What `Same` and `Different` name: a claim by its id, a thread with the claim that it begins with.

    Raises:
        UsageError: there is no such thread or claim, or there are several.

    """
    if store.claims_beginning(_begun(identity)):
        return claim_with(store, identity).id
    threads = judged_threads(store)
    thread = _thread_with(threads, identity)
    return f"{thread.id}{WHOLE}{threads.named(thread, identity)}"


def judge(store: Store, judgement: Judgement) -> RecordedJudgement:
    """Record a judgement, and give it back with its number.

    Raises:
        UsageError: it is of something that is not there.

    """
    store.append([judgement])
    return store.judgements()[-1]


def doubts(store: Store, query: Query) -> tuple[Doubt, ...]:
    """Claims that nobody has judged: first those on which a status hangs, each time the doubtful first.

    Of a ledger of many threads those of which something was said last are looked through.
    """
    judged = judged_threads(store)
    recent = up_to(Listed(judged, None, query).page(0, _RECENT), _RECENT_CLAIMS)
    found = [one for thread in recent for one in _doubts(thread, judged)]
    return tuple(sorted(found, key=lambda one: (not one.moves, -one.doubt, one.member.claim.id)))


def _doubts(thread: Thread, judged: JudgedThreads) -> Iterator[Doubt]:
    hinges = hanging_on(thread)
    for member in thread.members:
        if not judged.held.get(member.claim.id):
            yield Doubt(thread, member, 1 - member.claim.confidence, member.claim.id in hinges)


def _threads_with(judged: JudgedThreads, begins: str) -> dict[str, Thread]:
    """The threads of which an id begins so, by id."""
    roots = {
        root for key in judged.store.keys_beginning(named("thread", begins)) for root in judged.roots(key)
    }
    claims = judged.store.claims_beginning(begins, judged.known_by)
    placed = [one for claim in claims for one in judged.placed(claim)]
    now = tuple(claim.id for claim, _ in placed)
    roots |= {judged.root_of(one) for one in placed} | judged.touched()
    return {
        thread.id: thread
        for root in roots
        for thread in judged.under(root)
        if any(name.startswith(begins) or name in now for name in judged.names(thread))
    }


def _is_said_by(thread: Thread, day: date) -> bool:
    """Whether any of it had been said by a day."""
    return any(one.said_by is not None and one.said_by <= day for one in thread.told)


def _begun(identity: str) -> str:
    if len(identity) < LEAST:
        raise UsageError(f"{identity}: too short; give at least {LEAST} characters of an id")
    return identity


def _listed(ids: Iterable[str]) -> str:
    few = sorted(ids)
    return ", ".join(few[:3]) + (" and more" if len(few) > 3 else "")


def _forms(value: str) -> Iterator[bytes]:
    """A value as JSON where it is, and as a string."""
    try:
        msgspec.json.decode(value)
    except msgspec.DecodeError:
        pass
    else:
        yield value.encode("utf-8")
    yield msgspec.json.encode(value)
