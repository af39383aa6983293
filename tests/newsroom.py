"""A news site on loopback: stories that are published, changed and taken down, its feeds and its sitemap.

Every request is kept, with the status that it was answered with.
"""

from __future__ import annotations

import asyncio
import hashlib
import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Event, Thread
from xml.sax.saxutils import escape

from aiohttp import web
from feedgen.feed import FeedGenerator

WINDOW = 40
"""How many stories a feed holds."""

_COUNTRIES = ("Norway", "Finland", "Poland", "Turkey", "Brazil", "Kenya", "Japan", "Chile", "Egypt", "India")
_THINGS = ("tanks", "missiles", "drones", "helicopters", "radars", "howitzers")
_DEEDS = ("delivered", "sold", "promised", "sent", "offered")


def sentence(number: int, version: int) -> str:
    """A sentence of one claim, unlike that of any other story or version."""
    chance = random.Random(f"{number} {version}")
    giver, taker = chance.sample(_COUNTRIES, 2)
    amount, thing, deed = number * 10 + version + 2, chance.choice(_THINGS), chance.choice(_DEEDS)
    return f"{giver} {deed} {amount} {thing} to {taker}, officials said."


@dataclass(frozen=True, slots=True)
class Story:
    """A story as it stands: its number, which version of it this is, and when that came."""

    number: int
    published: datetime
    updated: datetime
    version: int = 1

    @property
    def path(self) -> str:
        """Where it stands."""
        return f"/story/{self.number}"

    @property
    def title(self) -> str:
        """Its headline."""
        return f"Story {self.number} of arms{', updated' * (self.version > 1)}"

    @property
    def page(self) -> str:
        """Its page."""
        more = f"The ministry gave no further details of delivery {self.number} on that day."
        return (
            f'<!doctype html><html lang="en"><head><title>{self.title}</title>'
            f'<meta property="article:published_time" content="{self.published.isoformat()}">'
            f"</head><body><nav><a href='/'>Home</a></nav><article><h1>{self.title}</h1>"
            f"<p>{sentence(self.number, self.version)}</p><p>{more}</p></article></body></html>"
        )


@dataclass
class Site:
    """A site with its stories as they stand; ``asked`` is what was asked for, and how it was answered.

    ``times`` is when each was asked for, in seconds of a clock that only goes forward.
    """

    url: str = ""
    stories: dict[int, Story] = field(default_factory=dict)
    down: set[int] = field(default_factory=set)
    answers: dict[str, web.Response] = field(default_factory=dict)
    asked: list[tuple[str, int]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    times: list[tuple[str, float]] = field(default_factory=list)
    robots: str = "User-agent: *\nDisallow: /private/\n"

    def publish(self, number: int, at: datetime) -> None:
        """Publish a story."""
        self.stories[number] = Story(number, at, at)

    def change(self, number: int, at: datetime) -> None:
        """Publish another version of a story."""
        story = self.stories[number]
        self.stories[number] = replace(story, version=story.version + 1, updated=at)

    def touch(self, number: int, at: datetime) -> None:
        """Say that a story was updated whose page is as it was."""
        self.stories[number] = replace(self.stories[number], updated=at)

    def counted(self) -> Counter[tuple[str, int]]:
        """How often what was answered so, and start to count anew."""
        found = Counter(self.asked)
        self.asked.clear()
        return found

    def body(self, path: str) -> tuple[str, bytes] | None:
        """Media type and body of what stands at a path."""
        if path == "/robots.txt":
            return "text/plain", self.robots.encode()
        if path == "/feed.rss":
            return "application/rss+xml", self._feed().rss_str()
        if path == "/feed.atom":
            return "application/atom+xml", self._feed().atom_str()
        if path == "/sitemap.xml":
            return "application/xml", self._sitemap().encode()
        number = path.removeprefix("/story/")
        if number.isdigit() and int(number) in self.stories and int(number) not in self.down:
            return "text/html; charset=utf-8", self.stories[int(number)].page.encode()
        return None

    def _latest(self) -> list[Story]:
        return sorted(self.stories.values(), key=lambda story: (story.updated, story.number))[-WINDOW:]

    def _feed(self) -> FeedGenerator:
        feed = FeedGenerator()
        feed.id(self.url)
        feed.title("The Daily Arms")
        feed.link(href=self.url)
        feed.description("All of it")
        latest = self._latest()
        feed.updated(
            max(
                (story.updated for story in latest),
                default=datetime.fromisoformat("2022-07-01T00:00:00+00:00"),
            )
        )
        feed.lastBuildDate(feed.updated())
        for story in latest:
            entry = feed.add_entry()
            entry.id(f"{self.url}{story.path}")
            entry.title(story.title)
            entry.link(href=f"{self.url}{story.path}?utm_source=feed")
            entry.description(sentence(story.number, story.version))
            entry.published(story.published)
            entry.updated(story.updated)
        return feed

    def _sitemap(self) -> str:
        pages = (
            f"<url><loc>{escape(self.url + story.path)}</loc>"
            f"<lastmod>{story.updated.isoformat()}</lastmod></url>"
            for story in self.stories.values()
        )
        return (
            '<?xml version="1.0" encoding="UTF-8"?>'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{"".join(pages)}</urlset>'
        )

    async def answer(self, request: web.Request) -> web.Response:
        """What a request is answered with."""
        answer = self._answer(request)
        self.asked.append((request.path, answer.status))
        self.headers.append(dict(request.headers))
        self.times.append((request.path, time.monotonic()))
        return answer

    def _answer(self, request: web.Request) -> web.Response:
        if request.path in self.answers:
            given = self.answers[request.path]
            return web.Response(status=given.status, headers=given.headers, body=given.body)
        found = self.body(request.path)
        if found is None:
            return web.Response(status=404, text="not here")
        etag = f'"{hashlib.sha256(found[1]).hexdigest()[:16]}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        return web.Response(body=found[1], headers={"Content-Type": found[0], "ETag": etag})


@contextmanager
def newsroom() -> Iterator[Site]:
    """A site that is served while the context lasts, at its ``url``."""
    site, ready, ended = Site(), Event(), Event()
    thread = Thread(target=lambda: asyncio.run(_serve(site, ready, ended)), daemon=True)
    thread.start()
    ready.wait()
    try:
        yield site
    finally:
        ended.set()
        thread.join()


async def _serve(site: Site, ready: Event, ended: Event) -> None:
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", site.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    site.url = f"http://{host}:{port}"
    ready.set()
    await asyncio.to_thread(ended.wait)
    await runner.cleanup()
