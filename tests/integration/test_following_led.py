"""What becomes of a source whose address gives something else than was meant, or than it gave before."""

from __future__ import annotations

from datetime import timedelta

import pytest
from aiohttp import web
from tests.scenes import FIRST, WORDS, Scene, answer, item, page, rss

from reportedly.following.gathering import MOST_FAILURES
from reportedly.following.polling import ASKED
from reportedly.ledger.entries import Outcome, SourceForm, Visited
from reportedly.sourcedesk import follow, followed, sources

LINK = "<link rel='alternate' type='application/rss+xml' href='/feed'>"


def run(scene: Scene) -> Visited:
    visited = scene.run()
    assert visited is not None
    return visited


def address(scene: Scene) -> str:
    [source] = followed(scene.store)
    return source.address.removeprefix(scene.site.url)


@pytest.mark.parametrize("path", ["/", "/world"])
def test_a_page_that_links_a_feed_is_followed_by_its_feed(scene: Scene, path: str) -> None:
    scene.site.answers = {path: page(head=LINK), "/feed": rss(item("/page")), "/page": page()}
    scene.follow(path)
    assert run(scene).outcome is Outcome.FRESH
    assert scene.asked() == {path: 1, "/feed": 1, "/page": 1}
    run(scene)
    assert scene.asked() == {"/feed": 1}
    assert [one.url for one in scene.articles] == [f"{scene.site.url}/page"]


def test_a_page_that_is_meant_is_followed_itself(scene: Scene) -> None:
    scene.site.answers = {"/page": page(head=LINK)}
    scene.follow("/page", form=SourceForm.PAGE)
    assert run(scene).new == 1
    assert scene.asked() == {"/page": 1}


def test_a_page_that_has_been_taken_stays_one_though_it_links_a_feed_by_now(scene: Scene) -> None:
    scene.site.answers = {"/page": page()}
    scene.follow("/page")
    run(scene)
    scene.site.answers = {"/page": page("Norway delivered 14 tanks to Finland.", LINK), "/feed": rss()}
    visited = run(scene)
    assert (visited.new, visited.changed, address(scene)) == (0, 1, "/page")


# What stands at /given, and at /feed, which it may link; what is told of it.
ASTRAY: dict[str, tuple[web.Response, web.Response, str]] = {
    "the feed is not there": (page(head=LINK), answer(404), "/feed, which it links: it answered 404"),
    "the feed is a page": (page(head=LINK), page(head=LINK), "is a page, where a feed or sitemap should be"),
    "the feed leads back": (
        page(head=LINK),
        answer(301, Location="/given"),
        "where a feed or sitemap should be",
    ),
    "it leads to the front page": (answer(301, Location="/"), rss(), "it leads to the front page"),
    "it leads to consent": (answer(302, Location="/consent"), rss(), "asks for consent"),
    "it is consent": (
        page("Before you continue<form method=post action='https://consent.google.com/save'>", LINK),
        rss(item("/page")),
        "asks for consent",
    ),
}


@pytest.mark.parametrize("name", ASTRAY)
def test_what_leads_astray_is_told_and_nothing_is_taken(scene: Scene, name: str) -> None:
    given, feed, told = ASTRAY[name]
    scene.site.answers = {"/given": given, "/feed": feed, "/": page(head=LINK), "/consent": page()}
    scene.follow("/given")
    visited = run(scene)
    assert (visited.outcome, address(scene), scene.articles) == (Outcome.FAILED, "/given", [])
    assert told in (visited.error or "")


def test_a_front_page_without_a_feed_is_no_article_unless_it_is_meant(scene: Scene) -> None:
    scene.site.answers = {"/": page()}
    scene.follow("/")
    visited = run(scene)
    assert "is a front page that links no feed; follow its feed" in (visited.error or "")
    assert scene.articles == []
    scene.follow("/", form=SourceForm.PAGE)
    assert run(scene).new == 1


def test_a_page_in_place_of_a_feed_is_no_article(scene: Scene) -> None:
    scene.site.answers = {"/feed": rss(item("/page")), "/page": page()}
    scene.follow()
    run(scene)
    scene.site.answers["/feed"] = page("We are down for maintenance and will be back on Friday, we hope.")
    visited = run(scene)
    assert (visited.outcome, len(scene.articles)) == (Outcome.FAILED, 1)
    assert "is a page, where a feed or sitemap should be" in (visited.error or "")


def test_a_feed_that_has_moved_unchanged_is_asked_where_it_is(scene: Scene) -> None:
    scene.site.publish(1, FIRST)
    scene.follow("/feed.rss")
    run(scene)
    scene.site.answers["/feed.rss"] = answer(308, Location="/feed.atom")
    run(scene)
    scene.asked()
    assert run(scene).outcome is Outcome.NOT_MODIFIED
    assert scene.asked() == {"/feed.atom": 1}
    scene.site.answers["/feed.atom"] = answer(301, Location="/moved")
    scene.site.answers["/moved"] = answer(304)
    assert run(scene).outcome is Outcome.NOT_MODIFIED
    assert address(scene) == "/moved"


def test_what_is_followed_anew_is_asked_where_the_person_says(scene: Scene) -> None:
    scene.site.answers = {"/feed": answer(301, Location="/new"), "/new": rss()}
    name = scene.follow()
    run(scene)
    assert address(scene) == "/new"
    follow(scene.store, f"{scene.site.url}/new", every=timedelta(hours=2))
    assert address(scene) == "/new"
    follow(scene.store, name, every=timedelta(hours=3))
    assert address(scene) == "/feed"


def test_a_text_that_a_feed_gives_and_changes_is_another_version(scene: Scene) -> None:
    def told(words: str) -> web.Response:
        guid = "<guid isPermaLink='false'>1</guid>"
        return rss(f"<item>{guid}<title>Tanks</title><description>{words}</description></item>")

    scene.follow()
    for words, counts in ((WORDS, (1, 0)), (WORDS, (0, 0)), (WORDS.replace("12", "14"), (0, 1))):
        scene.site.answers = {"/feed": told(words)}
        visited = run(scene)
        assert (visited.new, visited.changed) == counts
    assert len(scene.articles) == 2


def test_what_is_doubtful_of_a_feed_is_told_and_what_it_has_is_taken(scene: Scene) -> None:
    broken = rss(item("/page")).body
    assert isinstance(broken, bytes)
    scene.site.answers = {
        "/feed": web.Response(body=broken + b"</rss", content_type="text/xml"),
        "/page": page(),
    }
    scene.follow()
    visited = run(scene)
    assert (visited.outcome, visited.new) == (Outcome.FRESH, 1)
    assert visited.error == "is not well-formed; read as far as it goes"


def test_a_host_that_is_down_is_not_asked_for_page_after_page(scene: Scene) -> None:
    scene.site.answers = {"/feed": rss(*(item(f"/{number}") for number in range(40)))}
    scene.site.answers |= {f"/{number}": answer(502) for number in range(40)}
    scene.follow()
    run(scene)
    assert sum(count for path, count in scene.asked().items() if path != "/feed") <= MOST_FAILURES + ASKED
    scene.site.answers |= {
        f"/{number}": page(f"Chile sold {number} radars to Kenya.") for number in range(40)
    }
    run(scene)
    assert len(scene.articles) == 40


def test_a_host_may_ask_for_a_pause(scene: Scene) -> None:
    scene.site.robots = "User-agent: *\nCrawl-delay: 0.5\n"
    scene.site.answers = {
        "/feed": rss(item("/a"), item("/b")),
        "/a": page(),
        "/b": page("Chile sold 3 radars."),
    }
    scene.follow()
    run(scene)
    times = [at for path, at in scene.site.times if path in {"/a", "/b"}]
    assert times[1] - times[0] >= 0.5


def test_a_source_that_failed_is_told_with_its_last_success(scene: Scene) -> None:
    scene.site.answers = {"/feed": rss(item("/page"), item("/lost")), "/page": page(), "/lost": answer(404)}
    scene.follow()
    run(scene)
    scene.site.answers["/feed"] = answer(500)
    run(scene)
    [told] = sources(scene.store)
    assert (told.last_success, told.last_error_at) == (FIRST, FIRST + timedelta(days=1))
    assert (told.last_error, told.articles, dict(told.skipped)) == (
        "it answered 500",
        1,
        {"it answered 404": 1},
    )
