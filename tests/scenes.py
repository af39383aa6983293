"""A site, a ledger that follows it, and a clock: what tests of following are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import web
from tests.newsroom import Site, newsroom

from reportedly.config import FetchSettings, SourceSettings
from reportedly.following.asking import Recorded, Tools
from reportedly.following.gathering import Gathering
from reportedly.following.schedule import due
from reportedly.ledger.entries import Found, ReadArticle, SourceForm, Visited
from reportedly.ledger.sqlite import SqliteStore
from reportedly.ledger.store import Store
from reportedly.model import Article
from reportedly.sourcedesk import follow, followed, gone_through, tools

FIRST = datetime(2022, 7, 1, 6, tzinfo=UTC)
HERE = FetchSettings(allowed=frozenset({"127.0.0.1"}))
WORDS = "Norway delivered 12 tanks to Finland on Friday, officials said. The ministry gave no details at all."


def page(words: str = WORDS, head: str = "") -> web.Response:
    body = (
        f"<!doctype html><html><head><title>Tanks</title>{head}</head><body><article><h1>Tanks</h1><p>{words}"
    )
    return web.Response(text=body, content_type="text/html")


def rss(*items: str) -> web.Response:
    body = f"<rss version='2.0'><channel><title>Arms</title>{''.join(items)}</channel></rss>"
    return web.Response(text=body, content_type="application/rss+xml")


def item(link: str, title: str = "Tanks", more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def answer(status: int, **headers: str) -> web.Response:
    return web.Response(
        status=status, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )


def sitemap(*locations: tuple[str, str], root: str = "urlset", each: str = "url") -> web.Response:
    listed = "".join(f"<{each}><loc>{url}</loc><lastmod>{day}</lastmod></{each}>" for url, day in locations)
    body = f"<{root} xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{listed}</{root}>"
    return web.Response(text=body, content_type="application/xml")


@dataclass
class Scene:
    """A site, a ledger and a clock."""

    site: Site
    store: Store
    asked_with: Tools
    now: datetime = FIRST
    articles: list[Article] = field(default_factory=list)

    def follow(self, path: str = "/feed", form: SourceForm | None = None) -> str:
        return follow(self.store, self.site.url + path, form=form)

    def run(self, days: float = 1) -> Visited | None:
        """Go through what is due, record it without reading it, and let time go by."""
        asked = due(followed(self.store), self.now)
        visited = self.record(gone_through(Gathering(self.store, self.asked_with), asked))
        self.now += timedelta(days=days)
        return visited

    def record(self, found: Recorded) -> Visited | None:
        visited = None
        for one in found:
            if isinstance(one, Found):
                self.articles.append(one.article)
                self.store.append([ReadArticle(one.article, "reader-1", (), (), ()), *one.entries])
            else:
                self.store.append([one])
                visited = one if isinstance(one, Visited) else visited
        return visited

    def asked(self) -> dict[str, int]:
        """How often each path was asked for since this was last asked, robots.txt left out."""
        paths = Counter(path for path, _ in self.site.asked if path != "/robots.txt")
        self.site.asked.clear()
        return dict(paths)

    def skipped(self, path: str = "/feed") -> dict[str, int]:
        return dict(self.store.source_figures(self.site.url + path).skipped)


@contextmanager
def set_up(folder: Path) -> Iterator[Scene]:
    """A scene whose ledger must be sound in the end."""
    with newsroom() as site, closing(SqliteStore.open_to_write(folder / "ledger.db")) as store:
        scenes: list[Scene] = []
        with tools(HERE, SourceSettings(), lambda: scenes[0].now) as asked_with:
            scenes.append(Scene(site, store, asked_with))
            yield scenes[0]
            assert [str(problem) for problem in store.check()] == []
