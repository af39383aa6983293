"""Watches as rows: the question, and what is new to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from reportedly.model import Status, content_id
from reportedly.serving.pages.views.news import Item, item
from reportedly.serving.pages.views.wording import plain
from reportedly.watchdesk import Told, news_id


@dataclass(frozen=True, slots=True)
class WatchRow:
    """A watch; ``digest`` stands for exactly the news that is shown."""

    name: str
    about: str
    status: Status | None
    told: datetime | None
    news: tuple[Item, ...]
    digest: str


def watch_row(told: Told) -> WatchRow:
    """A watch with what is new to it."""
    watch = told.watch
    return WatchRow(
        name=watch.name,
        about=plain(watch.about),
        status=watch.status,
        told=watch.told,
        news=tuple(map(item, told.news)),
        digest=digest_of(told),
    )


def digest_of(told: Told) -> str:
    """The same for the same news, and for no other."""
    return content_id(*(news_id(told.watch, one) for one in told.news))
