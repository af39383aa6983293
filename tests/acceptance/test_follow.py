"""Following a site for a month: every new and changed article once, and no needless request."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
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
    """What a site does in a month, and what of it can be seen by one who asks once a day."""

    site: Site
    chance: random.Random
    versions: set[tuple[int, int]]
    missed: set[int]

    def day(self, day: int, at: datetime) -> bool:
        """A day of the site: whether anything was new. On every sixth day nothing is."""
        if day % 6 == 5:
            return False
        known = sorted(set(self.site.stories) - self.site.down)
        for number in range(day * 20, day * 20 + 20):
            self.site.publish(number, at - timedelta(minutes=number % 20))
            self.versions.add((number, 1))
        if known:
            *changed, gone = self.chance.sample(known, 5)
            for number in changed:
                self.site.change(number, at)
                self.versions.add((number, self.site.stories[number].version))
            # One is taken down that has been taken, and one that feeds name and nobody has seen.
            self.site.down |= {gone, day * 20}
            self.versions.remove((day * 20, 1))
            self.missed.add(day * 20)
        return True


@pytest.mark.slow
def test_a_month_of_a_site(tmp_path: Path, site: Site) -> None:
    path, clock = tmp_path / "ledger.db", Clock()
    month = Month(site, random.Random(7), set(), set())
    with closing(open_ledger(path, write=True)) as store:
        for source in SOURCES:
            follow(store, site.url + source)
    asked = Counter[tuple[str, int]]()
    here = FetchSettings(allowed=frozenset({"127.0.0.1"}))
    with tools(here, SourceSettings(), clock) as asked_with:
        for day in range(30):
            clock.now = FIRST + timedelta(days=day)
            news = month.day(day, clock.now)
            poll(path, asked_with)
            today = site.counted()
            assert {(source, today[source, 200 if news else 304]) for source in SOURCES} == {
                (source, 1) for source in SOURCES
            }
            asked += today
    assert len(site.stories) == 500
    # One request for each version, and one for each story that was never there.
    stories = {(path, status): count for (path, status), count in asked.items() if path[:7] == "/story/"}
    assert stories == {
        **Counter((f"/story/{number}", 200) for number, _ in month.versions),
        **{(f"/story/{number}", 404): 1 for number in month.missed},
    }
    assert {path for path, _ in asked if path[:7] != "/story/"} == {*SOURCES, "/robots.txt"}
    assert asked["/robots.txt", 200] == 1
    found = texts(path)
    assert len(found) == len(month.versions)
    for number, version in month.versions:
        assert sum(sentence(number, version) in text for text in found) == 1
    with closing(open_ledger(path)) as store:
        assert [one.skipped for one in sources(store)] == [{"it answered 404": len(month.missed)}] * 3
        assert list(store.check()) == []
