"""Which entry of a feed is which, and whether it says something else than before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.sources.feeds import Feed, FeedEntry, identity_of, parse_feed

HOME = "https://news.example/feed"


def rss(inside: str) -> str:
    return f'<rss version="2.0"><channel><title>Ford</title>{inside}</channel></rss>'


def atom(inside: str) -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Ford</title>{inside}</feed>'


def read(text: str) -> Feed:
    return parse_feed(text.encode(), url=HOME)


def entry(text: str) -> FeedEntry:
    [one] = read(text).entries
    return one


def identities(*items: str) -> list[str]:
    return [identity_of(one) for one in read(rss("".join(f"<item>{item}</item>" for item in items))).entries]


def test_identity() -> None:
    # the id, the canonical URL, or what it says
    assert identities("<guid isPermaLink='false'>n7</guid><link>/1</link>") == ["guid:n7"]
    assert identities("<link>https://NEWS.example/1?utm_source=rss#top</link>") == [
        "url:https://news.example/1"
    ]
    [said] = identities("<title>Sold</title>")
    assert said.startswith("content:")


def test_identity_by_an_id_that_is_none() -> None:
    assert identities("<guid>n/a</guid><link>/1</link>", "<guid> </guid><link>/2</link>") == [
        "url:https://news.example/1",
        "url:https://news.example/2",
    ]


def test_identity_by_an_id_that_two_pages_share() -> None:
    assert identities("<guid>7</guid><link>/1</link>", "<guid>7</guid><link>/2</link>") == [
        "url:https://news.example/1",
        "url:https://news.example/2",
    ]


def test_an_entry_that_is_listed_twice_is_one() -> None:
    assert identities("<guid>7</guid><link>/1</link>", "<guid>7</guid><link>/1?utm_medium=x</link>") == [
        "guid:7"
    ]


STORY = "<item><guid>7</guid><title>Sold</title><description>{}</description></item>"


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("Kazra sold.", "Kazra sold.", False),
        ("Kazra sold.", "Kazra  sold.\n", False),
        (
            "Kazra sold.&lt;img src='https://ads.example/?n=1'&gt;",
            "Kazra sold.&lt;img src='https://ads.example/?n=2'&gt;",
            False,
        ),
        (
            "Kazra &lt;a href='/1?t=1'&gt;sold&lt;/a&gt;.",
            "Kazra &lt;a href='/1?t=2'&gt;sold&lt;/a&gt;.",
            False,
        ),
        ("Kazra sold.", "Kazra has not sold.", True),
    ],
)
def test_fingerprint(before: str, after: str, changed: bool) -> None:
    prints = [entry(rss(STORY.format(text))).fingerprint for text in (before, after)]
    assert (prints[0] != prints[1]) is changed


def test_fingerprint_of_an_updated_entry() -> None:
    text = "<entry><id>7</id><updated>2022-07-25T2{}:00:00Z</updated></entry>"
    assert entry(atom(text.format(1))).fingerprint != entry(atom(text.format(2))).fingerprint


def test_fingerprint_where_every_entry_has_the_date_of_the_feed() -> None:
    text = "".join(f"<entry><id>{n}</id><title>{n}</title><updated>DAY</updated></entry>" for n in range(3))
    today, morrow = (
        [one.fingerprint for one in read(atom(text.replace("DAY", day))).entries]
        for day in ("2022-07-25T21:00:00Z", "2022-07-26T21:00:00Z")
    )
    assert today == morrow


def test_an_entry_counts_by_its_own_fields() -> None:
    one = entry(rss("<item><title>Sold</title></item>"))
    assert identity_of(replace(one, guid="7")) == "guid:7"
    assert identity_of(replace(one, title="Bought")) != identity_of(one)
