"""The JSON form of a thread, which ``thread --json`` prints, and of what is new of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from reportedly.jsonform import to_builtins
from reportedly.threadmodel import Member, News, Proposition, Thread
from reportedly.threads.history import as_of, history
from reportedly.threads.relations import relations


def proposition_form(proposition: Proposition) -> dict[str, str | None]:
    """A proposition as one flat object: its event, who plays which role, and the item class.

    >>> from reportedly.threadmodel import Party
    >>> drones = Proposition("transfer", (Party("supplier", "IRN"), Party("recipient", "RUS")), "uav")
    >>> proposition_form(drones)
    {'event': 'transfer', 'supplier': 'IRN', 'recipient': 'RUS', 'item': 'uav'}
    """
    parties = {party.role: party.actor for party in proposition.parties}
    return {"event": proposition.event, **parties, "item": proposition.item}


def thread_form(thread: Thread, day: date | None = None) -> dict[str, Any]:
    """A thread with its status as of the end of ``day``; history and claims are those of all time.

    ``claims`` are in the form of ``read --json`` with ``postings``, the claims that say the same words
    elsewhere, and ``placed``, what the article was needed for.
    """
    state = as_of(thread, day)
    return {
        "id": thread.id,
        "proposition": proposition_form(thread.proposition),
        "as_of": day.isoformat() if day else None,
        "status": {viewpoint: status.value for viewpoint, status in state.status.items()},
        "overall": to_builtins(state.overall),
        "history": [to_builtins(stretch) for stretch in history(thread)],
        "claims": [_member_form(member) for member in thread.members],
        "relations": [to_builtins(relation) for relation in relations(thread)],
    }


def summary_form(thread: Thread, day: date | None = None) -> dict[str, Any]:
    """A thread in short, with its status as of the end of ``day``, as ``threads --json`` prints it."""
    state = as_of(thread, day)
    return {
        "id": thread.id,
        "proposition": proposition_form(thread.proposition),
        "status": {viewpoint: status.value for viewpoint, status in state.status.items()},
        "overall": to_builtins(state.overall),
        "claims": len(thread.members),
        "last_said": thread.last_said,
    }


def news_form(news: News) -> dict[str, Any]:
    """What is new of a thread, its new claims as in `thread_form`."""
    return {
        "thread": news.thread.id,
        "proposition": proposition_form(news.thread.proposition),
        "claims": [_member_form(member) for member in news.claims],
        "changes": [to_builtins(change) for change in news.changes],
        "overall": to_builtins(news.overall),
    }


def _member_form(member: Member) -> dict[str, Any]:
    postings = [
        {"claim": one.claim.id, "article": one.claim.article, "external_id": one.claim.external_id}
        for one in member.postings
    ]
    return {**to_builtins(member.claim), "postings": postings, "placed": member.reasons}
