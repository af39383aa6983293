"""A thread as it stood at the end of a day: only what had been said by then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reportedly.threadmodel import Member, Posting, Thread


def rewound(thread: Thread, day: date | None) -> Thread | None:
    """The thread without what was said later, or on no known day; ``None`` where nothing had been said."""
    if day is None:
        return thread
    members = tuple(kept for member in thread.members if (kept := _kept(member, day)))
    return replace(thread, members=members) if members else None


def _kept(member: Member, day: date) -> Member | None:
    if not _by(member, day):
        return None
    return replace(member, postings=tuple(one for one in member.postings if _by(one, day)))


def _by(told: Member | Posting, day: date) -> bool:
    return told.said_by is not None and told.said_by <= day
