"""What is new of threads, in words: on the page of a watch, and in a feed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.model import Status
from reportedly.serving.pages.views.wording import (
    deal_of,
    named,
    overall_of,
    plain,
    sentence_of,
    speakers_of,
)
from reportedly.threadmodel import Member, News, OverallChange, StatusChange

NOTHING = "nothing said"


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of news: the thread by id, a heading, what changed and why, the new claims by id."""

    thread: str
    heading: str
    changes: tuple[str, ...]
    claims: tuple[tuple[str, str], ...]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """All that is told, for those who cannot follow a link."""
        return (*self.changes, *(words for _, words in self.claims))


def item(news: News) -> Item:
    """What is new of a thread, for people."""
    return Item(
        thread=news.thread.id,
        heading=_heading(news),
        changes=tuple(_changes(news)),
        claims=tuple((member.claim.id, _claim(member)) for member in news.claims),
    )


def _heading(news: News) -> str:
    told = [f"{named(one.viewpoint)}: {_status(one.after)}" for one in news.changes]
    count = len(news.claims)
    return f"{deal_of(news.thread.proposition).words}: " + (
        ", ".join(told) or f"{count} new claim{'' if count == 1 else 's'}"
    )


def _changes(news: News) -> Iterator[str]:
    yield from map(_change, news.changes)
    if news.overall is not None:
        yield _overall(news.overall)


def _change(change: StatusChange) -> str:
    since = f" since {change.since}" if change.since else ""
    moved = f"{_status(change.before)} → {_status(change.after)}{since}"
    return f"{named(change.viewpoint)}: {moved} ({plain(change.reason)})"


def _overall(change: OverallChange) -> str:
    now = overall_of(change.after) if change.after else NOTHING
    return f"over all viewpoints: {now} ({plain(change.reason)})"


def _claim(member: Member) -> str:
    claim = member.claim
    said = claim.said or "on no known day"
    return f"{said}, {speakers_of(claim.viewpoint)}, {claim.status.value}: {sentence_of(claim)}"


def _status(status: Status | None) -> str:
    return status.value if status else NOTHING
