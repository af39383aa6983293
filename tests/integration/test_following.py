"""Following sources on a loopback server: what is asked for, how often, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web
from tests.scenes import FIRST, HERE, WORDS, Scene, answer, item, page, rss, sitemap

from reportedly.config import FetchSettings, SourceSettings
from reportedly.errors import UsageError
from reportedly.following.gathering import Gathering
from reportedly.following.schedule import due
from reportedly.ledger.entries import Outcome
from reportedly.model import ArticleKind
from reportedly.sourcedesk import follow, followed, from_web, sources, tools, unfollow

# What a page answers; what is skipped for which reason; how often it is asked for in five runs.
PAGES: dict[str, tuple[web.Response, str, int]] = {
    "not there": (answer(404), "it answered 404", 1),
    "gone": (answer(410), "it answered 410", 1),
    "an error": (answer(500), "it answered 500", 3),
    "refused": (answer(403), "it answered 403", 3),
    "a document": (
        web.Response(body=b"%PDF-1.7\n%\xe2\xe3", content_type="application/pdf"),
        "it is no page but application/pdf",
        1,
    ),
    "a document that says it is a page": (
        web.Response(body=b"%PDF-1.7\n%\xe2\xe3", content_type="text/html"),
        "is a PDF document",
        1,
    ),
    "another language": (page(head="<meta http-equiv='content-language' content='ar'>"), "is in 'ar'", 1),
    "nothing": (web.Response(text="<html></html>", content_type="text/html"), "white space", 1),
    "the front page": (answer(302, Location="/"), "it leads to the front page", 1),
    "consent": (answer(302, Location="/consent/?back=1"), "it leads to a page that asks for consent", 1),
    "a circle": (answer(302, Location="/page"), "redirects in a circle", 1),
    "a private place": (answer(302, Location="http://10.0.0.1/"), "not on the public internet", 1),
}


@pytest.mark.parametrize("name", PAGES)
def test_what_is_no_article_is_skipped_and_not_asked_for_again(scene: Scene, name: str) -> None:
    given, reason, times = PAGES[name]
    scene.site.answers = {"/page": given, "/": page(), "/consent/": page("We value your privacy.")}
    scene.follow()
    for run in range(5):
        scene.site.answers["/feed"] = rss(item("/page"), f"<!-- {run} -->")
        scene.run()
    assert scene.articles == []
    assert scene.asked()["/page"] == times
    [(told, count)] = scene.skipped().items()
    assert reason in told
    assert count == 1


def test_what_fails_for_now_is_taken_when_it_is_there(scene: Scene) -> None:
    scene.site.answers = {"/feed": rss(item("/page")), "/page": answer(502)}
    scene.follow()
    scene.run()
    scene.site.answers["/page"] = page()
    visited = scene.run()
    assert (len(scene.articles), scene.skipped()) == (1, {})
    assert visited is not None
    assert (visited.found, visited.new) == (1, 1)


def test_robots_txt_is_gone_by(scene: Scene) -> None:
    scene.site.answers = {"/feed": rss(item("/private/page"), item("/page")), "/page": page()}
    scene.follow()
    scene.run()
    assert len(scene.articles) == 1
    assert scene.asked() == {"/feed": 1, "/page": 1}
    assert scene.skipped() == {"robots.txt asks not to fetch it": 1}


@pytest.mark.parametrize(("status", "taken"), [(404, 1), (500, 0)])
def test_a_robots_txt_that_cannot_be_had(scene: Scene, status: int, taken: int) -> None:
    scene.site.answers = {"/feed": rss(item("/page")), "/page": page(), "/robots.txt": answer(status)}
    scene.follow()
    scene.run()
    assert len(scene.articles) == taken
    assert scene.skipped() == {}  # where it is closed for now, it is asked for another time


def test_a_host_that_says_to_wait_is_left_alone(scene: Scene) -> None:
    scene.site.answers = {
        "/feed": rss(item("/a"), item("/b")),
        "/a": page(),
        "/b": answer(429, Retry_After="7200"),
    }
    scene.follow()
    scene.run(days=1 / 24)
    assert scene.asked() == {"/feed": 1, "/b": 1}  # the older first
    scene.run(days=1 / 12)
    assert scene.asked() == {}
    scene.site.answers["/b"] = page("Kenya sold 3 radars to Chile.")
    scene.run()
    assert scene.asked() == {"/feed": 1, "/a": 1, "/b": 1}
    assert len(scene.articles) == 2


@pytest.mark.parametrize(
    ("told", "hours"),
    [(answer(503, Retry_After="3600"), 1), (answer(429), 0.25), (answer(429, Retry_After="1"), 0)],
)
def test_a_source_that_says_to_wait(scene: Scene, told: web.Response, hours: float) -> None:
    scene.site.answers = {"/feed": told}
    scene.follow()
    visited = scene.run(days=hours / 24 + 0.001)
    assert visited is not None
    assert visited.outcome is Outcome.TOLD_TO_WAIT
    assert due(followed(scene.store), visited.at + timedelta(hours=hours, seconds=-1)) == []
    assert len(due(followed(scene.store), scene.now)) == 1


@pytest.mark.parametrize(("status", "times"), [(410, 1), (404, 10), (500, 12)])
def test_a_source_that_is_gone_is_asked_no_more(scene: Scene, status: int, times: int) -> None:
    scene.site.answers = {"/feed": answer(status)}
    name = scene.follow()
    for _ in range(12):
        scene.run()
    assert scene.asked() == {"/feed": times}
    [told] = sources(scene.store)
    assert (told.gone, told.last_error, told.last_success) == (status != 500, f"it answered {status}", None)
    if told.gone:
        scene.site.answers = {"/feed": rss()}
        follow(scene.store, name)
        visited = scene.run()
        assert visited is not None
        assert visited.outcome is Outcome.FRESH


def test_a_source_that_has_moved_is_asked_where_it_is_and_keeps_its_history(scene: Scene) -> None:
    scene.site.answers = {"/feed": answer(301, Location="/new"), "/new": rss(item("/page")), "/page": page()}
    name = scene.follow()
    scene.run()
    assert scene.asked() == {"/feed": 1, "/new": 1, "/page": 1}
    scene.run()
    assert scene.asked() == {"/new": 1}
    [told] = sources(scene.store)
    assert (told.name, told.address, told.articles) == (name, f"{scene.site.url}/new", 1)
    with pytest.raises(UsageError, match="is followed already"):
        follow(scene.store, told.address)
    unfollow(scene.store, told.address)
    assert followed(scene.store) == ()


def test_one_article_of_two_feeds_is_fetched_once_and_recorded_with_both(scene: Scene) -> None:
    scene.site.answers = {
        "/feed": rss(item("/page?utm_source=a")), "/other": rss(item("/page#top")), "/page": page()
    }  # fmt: skip
    for path in ("/feed", "/other"):
        scene.follow(path)
    scene.run()
    assert scene.asked() == {"/feed": 1, "/other": 1, "/page": 1}
    assert [told.articles for told in sources(scene.store)] == [1, 1]
    scene.site.answers["/late"] = rss(item("/page"))
    scene.follow("/late")
    scene.run()
    assert scene.asked() == {"/feed": 1, "/other": 1, "/late": 1}
    assert len(scene.articles) == 1


def test_a_page_is_known_by_the_address_that_it_calls_its_own(scene: Scene) -> None:
    own = page(head="<link rel='canonical' href='/own'>")
    scene.site.answers = {"/feed": rss(item("/short")), "/short": own, "/later": rss(item("/own"))}
    scene.follow()
    scene.run()
    scene.follow("/later")
    scene.run()
    assert scene.asked() == {"/feed": 2, "/short": 1, "/later": 1}
    assert [one.url for one in scene.articles] == [f"{scene.site.url}/own"]


def test_a_page_cannot_take_the_address_of_another_site(scene: Scene) -> None:
    claims = page(head="<link rel='canonical' href='https://news.example/story'>")
    scene.site.answers = {"/feed": rss(item("/page")), "/page": claims}
    scene.follow()
    scene.run()
    assert [one.url for one in scene.articles] == [f"{scene.site.url}/page"]
    assert scene.store.at_url("https://news.example/story") is None


def test_a_changed_page_is_another_article_and_an_unchanged_one_is_asked_for_by_its_version(
    scene: Scene,
) -> None:
    scene.site.publish(1, FIRST)
    scene.site.answers = {"/feed": rss(item("/story/1", "One"))}
    scene.follow()
    scene.run()
    scene.site.answers["/feed"] = rss(item("/story/1", "One more"))
    scene.run()
    assert [status for path, status in scene.site.asked if path == "/story/1"] == [200, 304]
    scene.site.change(1, FIRST)
    scene.site.answers["/feed"] = rss(item("/story/1", "One again"))
    visited = scene.run()
    assert visited is not None
    assert (visited.new, visited.changed) == (0, 1)
    assert len(scene.store.versions(f"{scene.site.url}/story/1")) == 2


def test_all_that_an_aggregator_gives_is_a_headline(scene: Scene) -> None:
    source = "<source url='https://daily.example'>The Daily</source>"
    link = "https://news.google.com/rss/articles/CBMiXmh0dHBz?oc=5"
    scene.site.answers = {"/feed": rss(item(link, "Norway sends tanks to Finland - The Daily", source))}
    scene.follow()
    scene.run()
    [headline] = scene.articles
    assert (headline.kind, headline.text, headline.outlet) == (
        ArticleKind.HEADLINE, "Norway sends tanks to Finland", "The Daily"
    )  # fmt: skip
    assert scene.asked() == {"/feed": 1}


def test_an_entry_without_a_link_is_an_article_where_it_has_a_text(scene: Scene) -> None:
    guid = "<guid isPermaLink='false'>1</guid>"
    told = f"<item>{guid}<title>Tanks</title><description>&lt;p&gt;{WORDS}</description></item>"
    silent = "<item><guid isPermaLink='false'>2</guid><title>Radars</title></item>"
    scene.site.answers = {"/feed": rss(told, silent)}
    scene.follow()
    scene.run()
    [one] = scene.articles
    assert WORDS in one.text
    assert (one.kind, one.title, one.url) == (ArticleKind.ARTICLE, "Tanks", None)
    assert scene.skipped() == {"neither a link nor a text": 1}


def test_of_an_index_only_the_sitemaps_that_changed_are_asked_for(scene: Scene) -> None:
    here, site = scene.site.url, scene.site.answers
    site |= {f"/{number}": page(f"Chile sold {number} radars to Kenya.") for number in range(1, 4)}
    site["/old.xml"] = sitemap((f"{here}/1", "2022-06-01"))
    site["/new.xml"] = sitemap((f"{here}/2", "2022-06-30"))
    index = [(f"{here}/old.xml", "2022-06-01"), (f"{here}/new.xml", "2022-06-30")]
    site["/index.xml"] = sitemap(*index, root="sitemapindex", each="sitemap")
    scene.follow("/index.xml")
    scene.run()
    assert scene.asked() == {"/index.xml": 1, "/old.xml": 1, "/new.xml": 1, "/1": 1, "/2": 1}
    site["/new.xml"] = sitemap((f"{here}/2", "2022-06-30"), (f"{here}/3", "2022-07-01"))
    index[1] = (index[1][0], "2022-07-01")
    site["/index.xml"] = sitemap(*index, root="sitemapindex", each="sitemap")
    scene.run()
    assert scene.asked() == {"/index.xml": 1, "/new.xml": 1, "/3": 1}


def test_no_more_than_so_many_pages_at_a_time_the_oldest_first(scene: Scene) -> None:
    days = {f"/{number}": f"2022-06-{20 - number}" for number in range(1, 6)}
    scene.site.answers = {path: page(f"Chile sold {path[1:]} radars to Kenya.") for path in days}
    scene.site.answers["/map.xml"] = sitemap(*((scene.site.url + path, day) for path, day in days.items()))
    scene.follow("/map.xml")
    bounded = replace(scene, asked_with=replace(scene.asked_with, fetching=replace(HERE, most=2)))
    for asked in ({"/5": 1, "/4": 1}, {"/3": 1, "/2": 1}, {"/1": 1}, {}):
        bounded.run()
        assert scene.asked() == {"/map.xml": 1, **asked}


def test_a_page_that_is_followed(scene: Scene) -> None:
    scene.site.publish(1, FIRST)
    scene.follow("/story/1")
    scene.run()
    scene.run()
    scene.site.change(1, FIRST)
    scene.run()
    assert [status for path, status in scene.site.asked if path == "/story/1"] == [200, 304, 200]
    assert len(scene.articles) == 2


def test_a_feed_that_cannot_be_read_is_told_and_what_it_gave_before_stays(scene: Scene) -> None:
    scene.site.answers = {"/feed": rss(item("/page")), "/page": page()}
    scene.follow()
    scene.run()
    scene.site.answers["/feed"] = web.Response(
        body=bytes(range(256)), content_type="application/octet-stream"
    )
    visited = scene.run()
    assert visited is not None
    assert visited.outcome is Outcome.FAILED
    [told] = sources(scene.store)
    assert (told.articles, told.last_success, told.last_error_at) == (1, FIRST, FIRST + timedelta(days=1))
    assert "is neither feed, sitemap nor page" in (told.last_error or "")


def test_no_place_of_a_private_network_is_gone_to_unless_it_is_allowed(scene: Scene) -> None:
    scene.site.answers = {"/feed": rss()}
    scene.follow()
    with tools(FetchSettings(), SourceSettings()) as strict:
        visited = replace(scene, asked_with=strict).run()
    assert visited is not None
    assert "not on the public internet" in (visited.error or "")
    assert scene.asked() == {}


ADDED: dict[str, Callable[[str], web.Response]] = {
    "page": lambda _: page(),
    "feed": lambda _: rss(item("/page")),
    "sitemap": lambda here: sitemap((f"{here}/page", "2022-06-01")),
}


@pytest.mark.parametrize("kind", ADDED)
def test_a_url_that_is_added_once(scene: Scene, kind: str) -> None:
    scene.site.answers = {"/given": ADDED[kind](scene.site.url), "/page": page()}
    scene.record(from_web(Gathering(scene.store, scene.asked_with), [f"{scene.site.url}/given"], []))
    assert [WORDS in one.text for one in scene.articles] == [True]
    assert followed(scene.store) == ()
    assert [(told.name, told.articles) for told in sources(scene.store)] == [(f"{scene.site.url}/given", 1)]


def test_a_page_that_is_asked_for_by_name_is_tried_again(scene: Scene) -> None:
    scene.site.answers = {"/page": answer(404)}
    for taken in (0, 1):
        scene.record(from_web(Gathering(scene.store, scene.asked_with), [f"{scene.site.url}/page"], []))
        assert len(scene.articles) == taken
        scene.site.answers = {"/page": page()}


def test_a_list_of_urls(scene: Scene, tmp_path: Path) -> None:
    urls = tmp_path / "urls.txt"
    scene.site.answers = {f"/{number}": page(f"Chile sold {number} radars to Kenya.") for number in range(30)}
    urls.write_text("".join(f"{scene.site.url}/{number}\n" for number in range(31)))
    for _ in range(2):  # what is there, or was not, is not asked for again
        scene.record(from_web(Gathering(scene.store, scene.asked_with), [], [urls]))
    assert scene.asked() == {f"/{number}": 1 for number in range(31)}
    assert len(scene.articles) == 30
    assert scene.skipped(str(urls)) == {}
    assert dict(scene.store.source_figures(str(urls)).skipped) == {"it answered 404": 1}
