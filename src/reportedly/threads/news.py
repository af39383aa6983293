"""What is new of threads from one moment of recorded time to a later one: a pure function of both.

    threads after, each with those before that it grew from -+-> claims that were not known
                                                             +-> statuses that are others now

Statuses are compared as they stand at the two moments, each by the last that was said: a status that
came and went between them shows in the claims alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.model import Claim, Status
from reportedly.threadmodel import (
    Member,
    News,
    Overall,
    OverallChange,
    Posting,
    State,
    StatusChange,
    Stretch,
    Thread,
)
from reportedly.threads.history import as_of, history
from reportedly.threads.postings import fingerprint, near_in_time
from reportedly.threads.windows import ids_of

_OTHERWISE = "claims that were known are read or judged otherwise now"
_NONE_LEFT = "no claim of this viewpoint is left"
_SUPPORT = (
    ("sources", "{} says so too", "{} no longer says so"),
    ("against", "{} denies it", "{} no longer denies it"),
    ("admitted_by", "{} says so as a party of the deal", "{} no longer says so as a party of the deal"),
)


@dataclass(frozen=True, slots=True)
class _Known:
    """What was known before: threads by every id, and by the words that an article says in them."""

    by_id: Mapping[str, Sequence[Thread]]
    by_words: Mapping[tuple[str, str], Sequence[Thread]]

    def kin(self, thread: Thread) -> tuple[Thread, ...]:
        """The threads before that a thread grew from, the last one told last.

        Those that share an id. Where none does, a newer reading may have put the same words of the same
        article elsewhere.
        """
        found = [each for identity in ids_of(thread) for each in self.by_id.get(identity, ())]
        if not found:
            found = [each for told in thread.told for each in self.by_words.get(_words(told.claim), ())]
        return tuple(sorted({each.id: each for each in found}.values(), key=_last_said))

    def has(self, member: Member) -> bool:
        """Whether a claim or a posting of it was known, perhaps by the id that another reading gave it."""
        told: tuple[Member | Posting, ...] = (member, *member.postings)
        return any(one.claim.id in self.by_id or _words(one.claim) in self.by_words for one in told)


def news(before: Iterable[Thread], after: Iterable[Thread]) -> tuple[News, ...]:
    """What is new of each thread, in the order of ``after``; last those of which nothing is left."""
    earlier, later = tuple(before), tuple(after)
    known = _known(earlier)
    kin = [known.kin(thread) for thread in later]
    found = [_news(thread, own, known) for thread, own in zip(later, kin, strict=True) if own != (thread,)]
    continued = {each.id for own in kin for each in own}
    found += [_ended(thread) for thread in earlier if thread.id not in continued]
    return tuple(each for each in found if each.claims or each.changes or each.overall)


def come_to(found: Iterable[News], status: Status) -> tuple[News, ...]:
    """The news of threads that came to have a status by some viewpoint."""
    return tuple(each for each in found if any(change.after is status for change in each.changes))


def _news(thread: Thread, kin: Sequence[Thread], known: _Known) -> News:
    said = _days_by_words(kin)
    claims = tuple(member for member in thread.members if not (known.has(member) or _was_said(member, said)))
    states = [as_of(each) for each in kin]
    now = as_of(thread)
    fresh = frozenset(member.claim.id for member in claims)
    return News(
        thread=thread,
        claims=claims,
        changes=tuple(_changes(_merged(states), now.status, history(thread), fresh)),
        overall=_overall_change(states[-1].overall if states else None, now.overall),
    )


def _ended(thread: Thread) -> News:
    state = as_of(thread)
    return News(
        thread, (), tuple(_changes(state.status, {}, (), frozenset())), _overall_change(state.overall, None)
    )


def _changes(
    before: Mapping[str, Status],
    after: Mapping[str, Status],
    stretches: Sequence[Stretch],
    fresh: frozenset[str],
) -> Iterator[StatusChange]:
    """The statuses that are others now, by viewpoint; ``fresh`` are the claims that were not known."""
    last = {stretch.viewpoint: stretch for stretch in stretches}
    for viewpoint in sorted({*before, *after}):
        was, now = before.get(viewpoint), after.get(viewpoint)
        if was is now:
            continue
        stretch = last.get(viewpoint)
        if stretch is None:
            yield StatusChange(viewpoint, was, now, None, (), _NONE_LEFT)
        else:
            reason = stretch.reason if fresh.intersection(stretch.claims) else _OTHERWISE
            yield StatusChange(viewpoint, was, now, stretch.since, stretch.claims, reason)


def _merged(states: Iterable[State]) -> dict[str, Status]:
    """The statuses of threads that are one now: by each viewpoint that of the thread told last."""
    return {viewpoint: status for state in states for viewpoint, status in state.status.items()}


def _overall_change(before: Overall | None, after: Overall | None) -> OverallChange | None:
    reason = _overall_reason(before, after)
    return OverallChange(before, after, reason) if reason else None


def _overall_reason(before: Overall | None, after: Overall | None) -> str:
    """What is different over all viewpoints; nothing where only another day or claim is the last."""
    if before is None:
        return "the first known of it" if after else ""
    if after is None:
        return "no claim of it is left"
    if before.status is not after.status:
        return f"{' and '.join(after.sources)}: {after.status.value}, after {before.status.value}"
    told = []
    for field, gained, lost in _SUPPORT:
        was, now = getattr(before, field), getattr(after, field)
        told += [gained.format(who) for who in now if who not in was]
        told += [lost.format(who) for who in was if who not in now]
    return "; ".join(told)


def _known(threads: Iterable[Thread]) -> _Known:
    by_id: dict[str, list[Thread]] = {}
    by_words: dict[tuple[str, str], list[Thread]] = {}
    for thread in threads:
        for identity in ids_of(thread):
            by_id.setdefault(identity, []).append(thread)
        for told in thread.told:
            by_words.setdefault(_words(told.claim), []).append(thread)
    return _Known(by_id, by_words)


def _days_by_words(threads: Iterable[Thread]) -> dict[str, list[date | None]]:
    said: dict[str, list[date | None]] = {}
    for told in (each for thread in threads for each in thread.told):
        said.setdefault(fingerprint(told.claim), []).append(told.said_by)
    return said


def _was_said(member: Member, said: Mapping[str, Sequence[date | None]]) -> bool:
    """Whether a thread had the same words at about the same time, as of a text that was changed since."""
    days = said.get(fingerprint(member.claim), ())
    return any(near_in_time(day, member.said_by) for day in days)


def _words(claim: Claim) -> tuple[str, str]:
    return claim.article, fingerprint(claim)


def _last_said(thread: Thread) -> tuple[date, str]:
    return thread.last_said or date.min, thread.id
