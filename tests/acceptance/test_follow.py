"""Following a site for a month: every new and changed article once, and no needless request."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw
import pytest
from tests.newsroom import Site, newsroom, sentence

from reportedly.config import FetchSettings, SourceSettings
from reportedly.following.asking import Tools
from reportedly.following.gathering import Gathering
from reportedly.following.schedule import due
from reportedly.ledgerdesk import add, open_ledger
from reportedly.sourcedesk import follow, followed, gone_through, sources, tools

FIRST = datetime(2022, 7, 1, 6, tzinfo=UTC)
SOURCES = ("/feed.rss", "/feed.atom", "/sitemap.xml")


@dataclass
class Clock:
    """A clock that is set by hand."""

    now: datetime = FIRST

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def site() -> Iterator[Site]:
    with newsroom() as running:
        yield running


def poll(path: Path, asked_with: Tools) -> None:
    """What `reportedly follow run` does, by the clock of ``asked_with``."""
    with closing(open_ledger(path, write=True)) as store:
        asked = due(followed(store), asked_with.clock())
        for _ in add(store, gone_through(Gathering(store, asked_with), asked)):
            pass


def texts(path: Path) -> list[str]:
    """The texts in a ledger, sorted."""
    forms = apsw.Connection(str(path)).execute("SELECT form FROM article")
    return sorted(json.loads(form)["text"] for (form,) in forms)


@dataclass
class Month:
    """What a site does in a month, and what one who asks after each day is to see of it.

    ``versions`` are those that can be had, ``wanted`` each request for a story with its answer. ``lost`` are
    stories that feeds name and that were never there, ``gone`` those that were taken down after they had
    been taken, ``named`` those of them that feeds then name again.
    """

    site: Site
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    versions: set[tuple[int, int]] = field(default_factory=set)
    wanted: Counter[tuple[str, int]] = field(default_factory=Counter)
    lost: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    named: set[int] = field(default_factory=set)

    def day(self, day: int, at: datetime) -> bool:
        """A day of the site: whether anything was new. On every sixth day nothing is."""
        if day % 6 == 5:
            return False
        known = sorted(set(self.site.stories) - self.site.down)
        self._publish(range(day * 20, day * 20 + 20), at)
        if known:
            touched, gone, *changed = self.chance.sample(known, 6)
            for number in changed:
                self._change(number, at)
            self._touch(touched, 304, at)
            self.site.down.add(gone)
            self.gone.add(gone)
        if day % 4 == 3:
            back = min(self.lost)
            self.lost.remove(back)
            self.site.down.remove(back)
            self._change(back, at)
        if day % 4 == 2:
            again = min(self.gone)
            self.gone.remove(again)
            self._touch(again, 404, at)
            self.named.add(again)
        return True

    def _publish(self, numbers: range, at: datetime) -> None:
        """Publish stories, the first of which cannot be had."""
        for number in numbers:
            self.site.publish(number, at - timedelta(minutes=number % 20))
            self._want(number)
        lost = numbers[0]
        self.site.down.add(lost)
        self.lost.add(lost)
        self.versions.remove((lost, 1))
        self.wanted += {(f"/story/{lost}", 404): 1}
        self.wanted -= {(f"/story/{lost}", 200): 1}

    def _change(self, number: int, at: datetime) -> None:
        self.site.change(number, at)
        self._want(number)

    def _want(self, number: int) -> None:
        self.versions.add((number, self.site.stories[number].version))
        self.wanted[f"/story/{number}", 200] += 1

    def _touch(self, number: int, status: int, at: datetime) -> None:
        """Say that a story has changed that has not; it is asked for by its version."""
        self.site.touch(number, at)
        self.wanted[f"/story/{number}", status] += 1


@pytest.mark.slow
def test_a_month_of_a_site(tmp_path: Path, site: Site) -> None:
    path, clock, month, asked = tmp_path / "ledger.db", Clock(), Month(site), Counter[tuple[str, int]]()
    with closing(open_ledger(path, write=True)) as store:
        for source in SOURCES:
            follow(store, site.url + source)
    here = FetchSettings(allowed=frozenset({"127.0.0.1"}))
    with tools(here, SourceSettings(), clock) as asked_with:
        for day in range(30):
            clock.now = FIRST + timedelta(days=day)
            news = month.day(day, clock.now)
            poll(path, asked_with)
            today = site.counted()
            asked += today
            answers = {each: count for each, count in today.items() if each[0] in SOURCES}
            assert answers == {(source, 200 if news else 304): 1 for source in SOURCES}
            # Whoever asks again on the same day asks each source whether it has changed, and nothing else.
            clock.now += timedelta(hours=6)
            poll(path, asked_with)
            assert site.counted() == {(source, 304): 1 for source in SOURCES}
    assert len(site.stories) == 500
    stories = {each: count for each, count in asked.items() if each[0].startswith("/story/")}
    assert stories == month.wanted
    assert {each for each, _ in asked} - {each for each, _ in stories} == {*SOURCES, "/robots.txt"}
    assert asked["/robots.txt", 200] == 1
    found = texts(path)
    assert len(found) == len(month.versions)
    for number, version in month.versions:
        told = sentence(number, version)
        assert sum(told in text for text in found) == 1
    with closing(open_ledger(path)) as store:
        # RSS gives no date of update, so that it does not name again what has gone.
        lost, named = len(month.lost), len(month.named)
        missing = [one.skipped["it answered 404"] for one in sources(store)]
        assert missing == [lost, lost + named, lost + named]
        assert list(store.check()) == []
