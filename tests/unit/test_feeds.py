"""Feeds of every form: what each states, and what is read of it."""

from __future__ import annotations

import json
from calendar import timegm
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO

import feedparser
import pytest
from feedgen.feed import FeedGenerator
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import SourceError
from reportedly.sources.feeds import Feed, FeedEntry, Kind, kind_of, parse_feed
from reportedly.sources.feeds.dates import dated

HOME = "https://news.example/feed"
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'


def rss(inside: str, *, head: str = "", attributes: str = "") -> str:
    return f'<rss version="2.0" {attributes}><channel><title>Ford</title>{head}{inside}</channel></rss>'


def atom(inside: str, attributes: str = "", version: str = "http://www.w3.org/2005/Atom") -> str:
    return f'<feed xmlns="{version}" {attributes}><title>Ford</title>{inside}</feed>'


def read(text: str | bytes, **given: str) -> Feed:
    return parse_feed(text.encode() if isinstance(text, str) else text, url=HOME, **given)


def entry(text: str | bytes) -> FeedEntry:
    [one] = read(text).entries
    return one


# what a feed is, its text, and what of its only entry is expected
FORMS: list[tuple[str, str, dict[str, object]]] = [
    (
        "RSS 0.90",
        f'<rdf:RDF {RDF} xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>Ford</title></channel>'
        "<item><title>Drones sold</title><link>https://news.example/1</link></item></rdf:RDF>",
        {"title": "Drones sold", "url": "https://news.example/1", "guid": None},
    ),
    (
        "RSS 0.91 with Netscape's declaration, which declares HTML's entities",
        '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
        '"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel>'
        "<title>Ford</title><language>en-gb</language><item><title>Caf&eacute; sold</title>"
        "<link>/1</link><description>Caf&eacute;&nbsp;sold.</description></item></channel></rss>",
        {
            "title": "Café sold",
            "url": "https://news.example/1",
            "language": "en-gb",
            "summary": "Café\xa0sold.",
        },
    ),
    (
        "RSS 0.92",
        '<rss version="0.92"><channel><title>Ford</title><item><description>Kazra sold drones.</description>'
        '<source url="https://wire.example/rss">The Wire</source><category domain="x">World</category>'
        '<enclosure url="https://news.example/a.mp3" length="1" type="audio/mpeg"/></item></channel></rss>',
        {
            "title": None,
            "url": None,
            "outlet": "The Wire",
            "section": "World",
            "summary": "Kazra sold drones.",
        },
    ),
    (
        "RSS 1.0",
        f'<rdf:RDF {RDF} xmlns="http://purl.org/rss/1.0/" {DC} '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel rdf:about="https://news.example/">'
        "<title>Ford</title><dc:language>en</dc:language></channel>"
        '<item rdf:about="https://news.example/1"><title>Drones sold</title>'
        "<link>https://news.example/1</link><dc:creator>A. Lee</dc:creator><dc:creator>B. Ray</dc:creator>"
        "<dc:date>2022-07-25T21:00:00-04:00</dc:date><dc:subject>World</dc:subject>"
        "<content:encoded><![CDATA[<p>Kazra sold.</p>]]></content:encoded></item></rdf:RDF>",
        {
            "guid": "https://news.example/1",
            "byline": ("A. Lee", "B. Ray"),
            "published": "2022-07-25T21:00:00-04:00",
            "language": "en",
            "section": "World",
            "content": "<p>Kazra sold.</p>",
        },
    ),
    (
        "RSS 2.0",
        rss(
            '<item xml:lang="fr"><title>Drones &lt;b&gt;sold&lt;/b&gt; &amp;amp; paid</title>'
            '<guid isPermaLink="false">n7</guid><link>https://news.example/1</link>'
            "<atom:link rel='replies' href='https://news.example/1/replies'/>"
            "<author>lee@news.example (A. Lee)</author><pubDate>Mon, 25 Jul 2022 21:00:00 -0400</pubDate>"
            "<description>Kazra sold.</description></item>",
            attributes='xmlns:atom="http://www.w3.org/2005/Atom"',
            head="<language>en</language>",
        ),
        {
            "guid": "n7",
            "title": "Drones sold & paid",
            "url": "https://news.example/1",
            "byline": ("A. Lee",),
            "published": "2022-07-25T21:00:00-04:00",
            "language": "fr",
            "summary": "Kazra sold.",
            "content": None,
        },
    ),
    (
        "RSS 2.0 whose link is its id",
        rss("<item><title>Sold</title><guid>https://news.example/1</guid></item>"),
        {"guid": "https://news.example/1", "url": "https://news.example/1"},
    ),
    (
        "RSS 2.0 whose link FeedBurner has replaced",
        rss(
            "<item><link>https://feeds.example/~r/1</link><f:origLink>https://news.example/1</f:origLink></item>",
            attributes='xmlns:f="http://rssnamespace.org/feedburner/ext/1.0"',
        ),
        {"url": "https://news.example/1"},
    ),
    (
        "Atom 0.3",
        atom(
            '<entry><id>tag:1</id><title mode="escaped" type="text/html">Drones &amp;amp; more</title>'
            '<link rel="alternate" type="text/html" href="https://news.example/1"/>'
            "<issued>2022-07-25T21:00:00-04:00</issued><modified>2022-07-26T08:00:00Z</modified>"
            '<content mode="base64">PHA+S2F6cmEgc29sZC48L3A+</content></entry>',
            version="http://purl.org/atom/ns#",
        ),
        {
            "guid": "tag:1",
            "title": "Drones & more",
            "url": "https://news.example/1",
            "published": "2022-07-25T21:00:00-04:00",
            "updated": "2022-07-26T08:00:00Z",
            "content": "<p>Kazra sold.</p>",
        },
    ),
    (
        "Atom 1.0",
        atom(
            "<author><name>The desk</name></author><entry><id>urn:7</id>"
            '<title type="text">Fewer than &lt;5> sold</title><link rel="self" href="https://news.example/1.atom"/>'
            '<link rel="enclosure" href="https://news.example/1.mp3"/>'
            '<link rel="alternate" type="application/json" href="1.json"/><link href="1.html"/>'
            '<updated>2022-07-26T08:00:00.5+02:00</updated><category term="w" label="World"/>'
            "<source><title>The Wire</title></source>"
            '<summary type="text">1 &lt; 2</summary><content type="xhtml">'
            '<div xmlns="http://www.w3.org/1999/xhtml"><p>Kazra<br/>sold.</p></div></content></entry>',
            'xml:base="https://news.example/w/" xml:lang="en"',
        ),
        {
            "guid": "urn:7",
            "title": "Fewer than <5> sold",
            "url": "https://news.example/w/1.html",
            "byline": ("The desk",),
            "outlet": "The Wire",
            "section": "World",
            "published": None,
            "updated": "2022-07-26T08:00:00+02:00",
            "language": "en",
            "summary": "1 &lt; 2",
            "content": "<div><p>Kazra<br>sold.</p></div>",
        },
    ),
    (
        "JSON Feed 1",
        json.dumps(
            {
                "version": "https://jsonfeed.org/version/1",
                "title": "Ford",
                "items": [
                    {
                        "id": 7,
                        "url": "https://news.example/1",
                        "title": "Drones <sold>",
                        "author": {"name": "A. Lee"},
                        "content_text": "1 < 2",
                        "date_published": "2022-07-25T21:00:00-04:00",
                        "tags": ["World", "Arms"],
                    }
                ],
            }
        ),
        {
            "guid": "7",
            "title": "Drones <sold>",
            "byline": ("A. Lee",),
            "content": "1 &lt; 2",
            "published": "2022-07-25T21:00:00-04:00",
            "section": "World",
        },
    ),
    (
        "JSON Feed 1.1",
        json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "Ford",
                "language": "en",
                "authors": [{"name": "The desk"}],
                "items": [
                    {
                        "id": "a",
                        "external_url": "https://wire.example/1",
                        "content_html": "<p>Sold.</p>",
                        "date_modified": "2022-07-26T08:00:00Z",
                    }
                ],
            }
        ),
        {
            "url": "https://wire.example/1",
            "language": "en",
            "byline": ("The desk",),
            "content": "<p>Sold.</p>",
            "updated": "2022-07-26T08:00:00Z",
        },
    ),
    (
        "a feed of Google News",
        rss(
            "<item><title>Kazra buys drones - The Daily Ford</title>"
            "<link>https://news.google.com/rss/articles/CBMiAU_yqLx?oc=5</link>"
            '<guid isPermaLink="false">CBMiAU_yqLx</guid><pubDate>Mon, 25 Jul 2022 21:00:00 GMT</pubDate>'
            "<description>&lt;a href='x'&gt;Kazra buys drones&lt;/a&gt;</description>"
            '<source url="https://ford.example">The Daily Ford</source></item>'
        ),
        {
            "title": "Kazra buys drones",
            "outlet": "The Daily Ford",
            "headline_only": True,
            "url": "https://news.google.com/rss/articles/CBMiAU_yqLx?oc=5",
            "summary": None,
            "published": "2022-07-25T21:00:00Z",
        },
    ),
    (
        "a feed of Google Alerts",
        atom(
            "<entry><id>tag:google.com,2013:x:1</id>"
            '<title type="html">Kazra buys &lt;b&gt;drones&lt;/b&gt;</title>'
            '<link href="https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://ford.example/1?a%3D2&amp;ct=ga"/>'
            "</entry>"
        ),
        {"title": "Kazra buys drones", "url": "https://ford.example/1?a=2", "headline_only": False},
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"), [(t, e) for _, t, e in FORMS], ids=[name for name, _, _ in FORMS]
)
def test_form(text: str, expected: dict[str, object]) -> None:
    one = entry(text)
    assert {name: getattr(one, name) for name in expected} == expected
    assert read(text).title == "Ford"
    assert kind_of(text.encode(), "text/plain") is Kind.FEED


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<link>https://news.example/</link>", {"url": "https://news.example/"}),
        (
            "<itunes:new-feed-url>https://new.example/feed</itunes:new-feed-url>",
            {"moved_to": "https://new.example/feed"},
        ),
        (f"<itunes:new-feed-url>{HOME}</itunes:new-feed-url>", {"moved_to": None}),
        ("<itunes:new-feed-url>file:///etc/passwd</itunes:new-feed-url>", {"moved_to": None}),
        ("<atom:link rel='self' href='https://other.example/feed'/>", {"moved_to": None, "url": None}),
        ("<language>as spoken</language>", {"language": None}),
    ],
)
def test_what_a_feed_says_of_itself(head: str, expected: dict[str, object]) -> None:
    feed = read(rss("", head=head))
    assert {name: getattr(feed, name) for name in expected} == expected


# a link as an entry gives it, and the URL that is read
LINKS = [
    ("https://news.example/1?a=1&amp;b=2", "https://news.example/1?a=1&b=2"),
    ("<![CDATA[https://news.example/1?a=1&amp;b=2]]>", "https://news.example/1?a=1&b=2"),
    (" \n/w/1 \t", "https://news.example/w/1"),
    ("//cdn.example/1", "https://cdn.example/1"),
    ("https://news.example/a b", "https://news.example/a%20b"),
    ("javascript:alert(1)", None),
    ("file:///etc/passwd", None),
    ("data:text/html,x", None),
    ("https://[broken/", None),
    ("https://news.example:99999/", None),
    (
        "http://www.bing.com/news/apiclick.aspx?ref=x&amp;url=https%3a%2f%2fford.example%2f1&amp;c=2",
        "https://ford.example/1",
    ),
    (
        "https://www.google.com/url?url=javascript:alert(1)",
        "https://www.google.com/url?url=javascript:alert(1)",
    ),
]


@pytest.mark.parametrize(("given", "url"), LINKS)
def test_link(given: str, url: str | None) -> None:
    assert entry(rss(f"<item><title>Sold</title><link>{given}</link></item>")).url == url


# a title as it stands in a feed, and the headline
TITLES = [
    ("AT&amp;amp;T buys", "AT&T buys"),
    ("<![CDATA[Kazra &#8217;buys&#8217;]]>", "Kazra ’buys’"),
    ("Kazra&#146;s drones", "Kazra’s drones"),
    ("&lt;a href='x'&gt;Kazra&lt;/a&gt; buys", "Kazra buys"),
    ("<b>Kazra</b> buys <i>drones</i>", "Kazra buys drones"),
    ("Is 5 &lt; 7?", "Is 5 < 7?"),
    ("Maps &lt;K,V&gt; of Kazra", "Maps <K,V> of Kazra"),
    ("Kazra\n\t buys", "Kazra buys"),
    ("Kazra \u202ebuys\u2066 drones", "Kazra buys drones"),
    ("&lt;img src=x onerror=alert(1)&gt;", None),
    ("", None),
]


@pytest.mark.parametrize(("given", "title"), TITLES)
def test_title(given: str, title: str | None) -> None:
    assert entry(rss(f"<item><title>{given}</title></item>")).title == title


# a date as feeds write it, and what it says
DATES = [
    ("Mon, 25 Jul 2022 21:00:00 -0400", "2022-07-25T21:00:00-04:00"),
    ("Mon, 25 Jul 2022 21:00:00 GMT", "2022-07-25T21:00:00Z"),
    ("Mon, 25 Jul 2022 21:00:00 -0000", "2022-07-25T21:00:00Z"),
    ("Mon, 25 Jul 2022 21:00:00 +02:00", "2022-07-25T21:00:00+02:00"),
    ("Mon, 25 Jul 2022 21:00:00 +0200 (CEST)", "2022-07-25T21:00:00+02:00"),
    ("Mon,25 Jul 2022 21:00:00 EST", "2022-07-25T21:00:00-05:00"),
    ("Mon, 25 July 2022 9:00 PM EDT", "2022-07-25T21:00:00-04:00"),
    ("Mon, 25 Jul 2022 12:30 am GMT", "2022-07-25T00:30:00Z"),
    ("25 Jul 22 21:00:00 GMT", "2022-07-25T21:00:00Z"),
    ("2022-07-25T21:00:00.123Z", "2022-07-25T21:00:00Z"),
    ("2022-07-25T21:00:00+0200", "2022-07-25T21:00:00+02:00"),
    ("2022-07-25T21:00:00 +02:00", "2022-07-25T21:00:00+02:00"),
    ("2022-07-25 21:00:00 UTC", "2022-07-25T21:00:00Z"),
    ("2022-07-25T21:00", "2022-07-25T21:00:00"),
    ("20220725T210000Z", "2022-07-25T21:00:00Z"),
    ("2022-07-25", "2022-07-25"),
    ("1658782800", "2022-07-25T21:00:00Z"),
    # a zone of many meanings is none
    ("Mon, 25 Jul 2022 21:00:00 IST", "2022-07-25T21:00:00"),
    # a time that is none leaves the day
    ("2022-07-25T25:00:00Z", "2022-07-25"),
    ("Mon, 25 Jul 2022 24:00:00 GMT", "2022-07-25"),
    # two days, no day, or what software writes for no date
    ("03/04/2022", None),
    ("2022-02-30", None),
    ("0001-01-01T00:00:00Z", None),
    ("Thu, 01 Jan 1970 00:00:00 GMT", None),
    ("yesterday", None),
]


@pytest.mark.parametrize(("given", "edtf"), DATES)
def test_date(given: str, edtf: str | None) -> None:
    assert entry(rss(f"<item><title>Sold</title><pubDate>{given}</pubDate></item>")).published == edtf


@given(st.lists(st.text(max_size=60), max_size=3))
def test_no_date_is_too_strange(given: list[str]) -> None:
    told = dated(given)
    assert told is None or told[:2].isascii()


MOMENTS = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2035, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0)
)
ZONES = st.integers(-720, 840).map(lambda minutes: timezone(timedelta(minutes=minutes)))
WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "Zs")), min_size=1, max_size=30).filter(
    str.strip
)
STORIES = st.lists(st.tuples(WORDS, MOMENTS, ZONES), max_size=5)


def generated(stories: list[tuple[str, datetime, timezone]], form: str) -> bytes:
    """A feed that feedgen makes."""
    made = FeedGenerator()
    made.id("urn:ford")
    made.title("Ford")
    made.description("News")
    made.link(href="https://news.example/")
    for number, (title, moment, zone) in enumerate(stories):
        one = made.add_entry(order="append")
        one.id(f"urn:{number}")
        one.title(title)
        one.link(href=f"https://news.example/{number}")
        one.published(moment.replace(tzinfo=zone))
        one.updated(moment.replace(tzinfo=zone))
        one.content(f"<p>{title}</p>", type="html")
    return bytes(made.atom_str() if form == "atom" else made.rss_str())


@given(STORIES, st.sampled_from(["rss", "atom"]))
def test_reads_what_was_generated(stories: list[tuple[str, datetime, timezone]], form: str) -> None:
    data = generated(stories, form)
    found = read(data)
    assert (found.doubt, found.url) == (None, "https://news.example/")
    assert [one.guid for one in found.entries] == [f"urn:{number}" for number in range(len(stories))]
    for one, (title, moment, zone) in zip(found.entries, stories, strict=True):
        assert one.title == " ".join(title.split())
        assert datetime.fromisoformat(one.published or "") == moment.replace(tzinfo=zone)
        assert title.strip() in (one.content or one.summary or "")


@given(STORIES, st.sampled_from(["rss", "atom"]))
def test_reads_what_feedparser_reads(stories: list[tuple[str, datetime, timezone]], form: str) -> None:
    data = generated(stories, form)
    ours = [(one.guid, one.url, _moment(one.published)) for one in read(data).entries]
    theirs = feedparser.parse(BytesIO(data)).entries
    assert ours == [
        (one.id, one.link, datetime.fromtimestamp(timegm(one.published_parsed), UTC)) for one in theirs
    ]


def _moment(edtf: str | None) -> datetime:
    return datetime.fromisoformat(edtf or "").astimezone(UTC)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
@pytest.mark.parametrize("declared", ["", "utf-8", "utf-16", "iso-8859-1", "klingon"])
def test_encoding_whatever_is_declared(encoding: str, declared: str) -> None:
    says = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    text = says + rss("<item><title>Café “sold”</title></item>")
    assert entry(text.encode(encoding)).title == "Café “sold”"


def test_encoding_that_http_states() -> None:
    text = rss("<item><title>Šolta sold to Črni and Žuti, said Đorđe</title></item>")
    [one] = read(text.encode("iso-8859-2"), content_type="text/xml; charset=ISO-8859-2").entries
    assert one.title == "Šolta sold to Črni and Žuti, said Đorđe"


# what is no feed, and what is said of it
NO_FEEDS = [
    (b"", "is empty"),
    (b" \n\0", "is empty"),
    (b"<!DOCTYPE html><html><body><p>Log in</p></body></html>", "is an HTML page"),
    (b"<p>Not found</p>", "is an HTML page"),
    (b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>', "is a sitemap"),
    (b'{"error": "rate limited"}', "no feed"),
    (b"[" * 200_000, "no feed"),
    (b'{"items":' * 100_000, "no feed"),
    (b"Service unavailable", "no feed"),
    (b"\x1f\x8bnot gzip", "damaged gzip"),
    (b"http://127.0.0.1:1/feed.xml", "is a sitemap"),
    (b"/etc/passwd", "no feed"),
]


@pytest.mark.parametrize(("data", "said"), NO_FEEDS)
def test_no_feed(data: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said) as raised:
        parse_feed(data, url=HOME)
    assert str(raised.value).startswith(f"{HOME}: ")
