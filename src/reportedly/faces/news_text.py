"""News of a thread in words: a heading, what changed and why, and the claims that are new."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.faces.table import fold_safely
from reportedly.faces.thread_table import describe_overall, describe_proposition
from reportedly.threadmodel import Member, News, OverallChange, StatusChange


def heading(news: News) -> str:
    """What it is about and what is new: "transfer IRN→RUS uav: USA not observed"."""
    told = [f"{fold_safely(change.viewpoint)} {_status(change.after)}" for change in news.changes]
    counted = f"{len(news.claims)} new claim{'' if len(news.claims) == 1 else 's'}"
    return f"{describe_proposition(news.thread.proposition)}: {', '.join(told) or counted}"


def paragraphs(news: News) -> Iterator[str]:
    """Each change with its reason, then each new claim."""
    yield from map(_change, news.changes)
    if news.overall is not None:
        yield _overall(news.overall)
    yield from map(_claim, news.claims)


def _change(change: StatusChange) -> str:
    since = f" since {change.since}" if change.since else ""
    return (
        f"{fold_safely(change.viewpoint)}: {_status(change.before)} → {_status(change.after)}{since} "
        f"({fold_safely(change.reason)})"
    )


def _overall(change: OverallChange) -> str:
    now = describe_overall(change.after) if change.after else "nothing"
    return f"overall: {now} ({fold_safely(change.reason)})"


def _claim(member: Member) -> str:
    claim = member.claim
    speakers = fold_safely(" > ".join(actor.name for actor in claim.viewpoint))
    words = " [...] ".join(fold_safely(span.text) for span in claim.evidence)
    where = fold_safely(claim.external_id)
    return f"{claim.said or '?'} {speakers}, {claim.status.value}: {words} ({where})"


def _status(status: str | None) -> str:
    return status or "nothing"
