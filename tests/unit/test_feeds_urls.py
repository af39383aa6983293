"""URLs that are one, and where they stand: sitemaps, OPML, lists and tables; and what bytes are."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reportedly.errors import SourceError
from reportedly.sources.feeds import (
    MOST_PAGES,
    Kind,
    Sitemap,
    SitemapLink,
    SitemapPage,
    Subscription,
    canonical_url,
    kind_of,
    parse_sitemap,
    read_opml,
    urls_in,
    write_opml,
)

# a URL, and its canonical form
CANONICAL = [
    ("HTTPS://News.Example", "https://news.example/"),
    ("http://news.example:80/a#top", "http://news.example/a"),
    ("https://news.example.:8443/a", "https://news.example:8443/a"),
    ("https://news.example/A?b=2&a=1", "https://news.example/A?b=2&a=1"),
    ("https://news.example/a?utm_source=rss&id=7&fbclid=x&UTM_Medium=y", "https://news.example/a?id=7"),
    ("https://news.example/?utm_source=rss", "https://news.example/"),
    ("https://news.example/a?at_medium=RSS&at_campaign=KARANGA", "https://news.example/a"),
    ("https://news.example/a?source=x&ref=y", "https://news.example/a?source=x&ref=y"),
    ("https://news.example/%7ea%2fb%c3%a9", "https://news.example/~a%2Fb%C3%A9"),
    ("https://news.example/%%34%31", "https://news.example/%%341"),
    ("http://[2001:DB8::1]:80/", "http://[2001:db8::1]/"),
    (" https://news.example/a ", "https://news.example/a"),
    ("urn:uuid:7", "urn:uuid:7"),
    ("https://news.example:port/", "https://news.example:port/"),
    ("", ""),
]


@pytest.mark.parametrize(("url", "expected"), CANONICAL)
def test_canonical_url(url: str, expected: str) -> None:
    assert canonical_url(url) == expected


@given(
    st.text(max_size=60)
    | st.from_regex(r"https?://[a-zA-Z.:0-9]{1,12}/[%a-f0-9A-F/?&=#.~-]{0,40}", fullmatch=True)
)
def test_canonical_url_is_its_own(url: str) -> None:
    once = canonical_url(url)
    assert canonical_url(once) == once


NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="{0}" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:xhtml="http://www.w3.org/1999/xhtml">
<url><loc> https://news.example/1?a=1&amp;b=2 </loc><lastmod>2022-07-26</lastmod>
 <xhtml:link rel="alternate" hreflang="de" href="https://news.example/de/1"/>
 <image:image><image:loc>https://news.example/1.jpg</image:loc>
 <image:title>A picture</image:title></image:image>
 <news:news><news:publication><news:name>The Daily Ford</news:name><news:language>en</news:language>
 </news:publication><news:publication_date>2022-07-25T21:00:00-04:00</news:publication_date>
 <news:title>Kazra buys &amp;amp; sells</news:title></news:news></url>
<url><loc>https://news.example/2</loc></url><url><loc>https://news.example/2</loc></url>
<url><loc>file:///etc/passwd</loc></url><url/></urlset>"""
NEWS_PAGES = (
    SitemapPage(
        "https://news.example/1?a=1&b=2",
        "2022-07-26",
        "Kazra buys & sells",
        "2022-07-25T21:00:00-04:00",
        "The Daily Ford",
        "en",
    ),
    SitemapPage("https://news.example/2"),
)
PROTOCOL = "http://www.sitemaps.org/schemas/sitemap/0.9"
INDEX = (
    f'<sitemapindex xmlns="{PROTOCOL}"><sitemap><loc>/news.xml.gz</loc><lastmod>2022-07-26T08:00:00Z'
    "</lastmod></sitemap></sitemapindex>"
)


@pytest.mark.parametrize("namespace", [PROTOCOL, PROTOCOL.replace("http:", "https:"), "urn:x", ""])
def test_sitemap_of_news(namespace: str) -> None:
    text = NEWS.format(namespace)
    assert parse_sitemap(text.encode()) == Sitemap(NEWS_PAGES, ())
    assert kind_of(text.encode(), "text/html") is Kind.SITEMAP


@pytest.mark.parametrize(
    "packed", [gzip.compress(INDEX.encode(), mtime=0), INDEX.encode("utf-16"), b"\n" + INDEX.encode()]
)
def test_index_of_sitemaps(packed: bytes) -> None:
    found = parse_sitemap(packed, url="https://news.example/sitemap.xml")
    assert found == Sitemap((), (SitemapLink("https://news.example/news.xml.gz", "2022-07-26T08:00:00Z"),))


def test_sitemap_in_plain_text() -> None:
    found = parse_sitemap(b"\xef\xbb\xbfhttps://news.example/1\r\n\r\nhttps://news.example/2\nnonsense\n")
    assert [page.url for page in found.pages] == ["https://news.example/1", "https://news.example/2"]


def test_sitemap_that_is_broken() -> None:
    found = parse_sitemap((NEWS.format(PROTOCOL).replace("&amp;b", "&b") + "<oops")[:-90].encode())
    assert (found.pages, bool(found.doubt)) == (NEWS_PAGES, True)


@pytest.mark.slow
def test_sitemap_without_number() -> None:
    urls = "".join(f"<url><loc>https://news.example/{number}</loc></url>" for number in range(120_000))
    found = parse_sitemap(f"<urlset>{urls}</urlset>".encode())
    assert len(found.pages) == MOST_PAGES
    assert found.doubt == "lists more than 50,000; the first were read"


def test_sitemap_that_is_a_bomb() -> None:
    with pytest.raises(SourceError, match="more than 50 MB"):
        parse_sitemap(gzip.compress(b" " * 60_000_000, mtime=0))


@pytest.mark.parametrize(
    "data", [b"", b"<html><body>Not found</body></html>", b"<rss/>", b"{}", b"Not found"]
)
def test_no_sitemap(data: bytes) -> None:
    with pytest.raises(SourceError, match="is no sitemap"):
        parse_sitemap(data)


OPML = """<?xml version="1.0" encoding="ISO-8859-1"?><opml version="1.0"><head><title>Mine</title></head>
<body><outline text="News &amp; more"><outline TEXT="Ford" type="rss" xmlurl="https://ford.example/feed"
 htmlUrl="https://ford.example/"/><outline text="x"><outline title="Wire" text="w"
 xmlUrl="feed://wire.example/rss"/>
</outline></outline><outline text="https://a.example/" xmlUrl="feed:https://a.example/"/>
<outline text="again" XMLURL="https://ford.example/feed"/><outline text="no" xmlUrl="file:///etc/passwd"/>
<outline text="a link" type="link" url="https://news.example/"/></body></opml>"""


def test_opml() -> None:
    assert read_opml(OPML.encode()) == (
        Subscription("Ford", "https://ford.example/feed", "https://ford.example/"),
        Subscription("Wire", "http://wire.example/rss"),
        Subscription(None, "https://a.example/"),
    )


SUBSCRIPTIONS = st.lists(
    st.builds(
        Subscription,
        st.none() | st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=20),
        st.integers(0, 9_999).map(lambda number: f"https://news.example/{number}?a=1&b=<{number}>"),
        st.none() | st.just("https://news.example/"),
    ),
    unique_by=lambda one: one.url,
)


@given(SUBSCRIPTIONS)
def test_opml_that_is_written_is_read_again(subscriptions: list[Subscription]) -> None:
    written = write_opml(subscriptions)
    assert read_opml(written) == tuple(subscriptions)
    # any other reader needs no more than XML and the names of OPML 2.0
    outlines = etree.fromstring(written).findall("body/outline")
    assert [(one.get("type"), one.get("xmlUrl")) for one in outlines] == [
        ("rss", one.url) for one in subscriptions
    ]
    assert all(one.get("text") for one in outlines)


@pytest.mark.parametrize("data", [b"", b"<rss/>", b"<html/>", b"https://news.example/"])
def test_no_opml(data: bytes) -> None:
    with pytest.raises(SourceError, match="no OPML"):
        read_opml(data)


def row(columns: int, **cells: str) -> str:
    """A row of one of GDELT's tables, which have no header."""
    return "\t".join(cells.get(f"c{number}", "0") for number in range(1, columns + 1))


ONE, TWO = "https://news.example/1", "https://news.example/2,b"
# what a list is, and the list, of ONE and TWO
LISTS = [
    (
        "one a line",
        f"# mine\n{ONE}\n\n// more\n{TWO}  # read this\n{ONE}?utm_source=x\nnonsense\nftp://x.example/\n",
    ),
    ("one a line, with carriage returns", f"{ONE}\r\n{TWO}\r\n"),
    ("a table with commas", f'id,URL,title\n1,{ONE},"Kazra, sold"\n2,"{TWO}","a\nb"\n3\n'),
    ("a table with semicolons", f"Title;Link\nKazra;{ONE}\nx;{TWO}\n"),
    ("a table with tabs", f"title\tsource_url\nKazra\t{ONE}\nx\t{TWO}\n"),
    ("a table without names", f'1,{ONE},x\n2,"{TWO}",x\n'),
    ("GDELT 1.0 events", f"{row(58, c58=ONE)}\n{row(58, c58=TWO)}\n{row(58, c58=ONE)}\n"),
    ("GDELT 2.0 events", f"{row(61, c61=ONE)}\n{row(61, c61=TWO)}\n{row(61, c61='BBC Monitoring')}\n"),
    (
        "GDELT 2.0 mentions",
        f"{row(16, c4='1', c6=ONE)}\n{row(16, c4='2', c6='http://tv.example/')}\n{row(16, c4='1', c6=TWO)}\n",
    ),
    (
        "GDELT knowledge graph 2.1",
        f"{row(27, c3='1', c5=ONE)}\n{row(27, c3='2', c5='http://tv.example/')}\n{row(27, c3='1', c5=TWO)}\n",
    ),
    (
        "GDELT knowledge graph 1.0",
        "DATE\tNUMARTS\tCOUNTS\tTHEMES\tLOCATIONS\tPERSONS\tORGANIZATIONS\tTONE\tCAMEOEVENTIDS\tSOURCES\tSOURCEURLS\n"
        f"{row(11, c11=f'{ONE}<UDIV>{TWO}')}\n",
    ),
]


def zipped(data: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../20220725.export.CSV", data)
    return held.getvalue()


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "plain": bytes,
    "gzip": gzip.compress,
    "zip": zipped,
    "UTF-16": lambda data: data.decode().encode("utf-16"),
}


@pytest.mark.parametrize("packing", PACKED)
@pytest.mark.parametrize("text", [text for _, text in LISTS], ids=[name for name, _ in LISTS])
def test_urls_in(text: str, packing: str) -> None:
    assert list(urls_in(PACKED[packing](text.encode()))) == [ONE, TWO]


@pytest.mark.parametrize("text", [text for _, text in LISTS], ids=[name for name, _ in LISTS])
def test_urls_in_pieces(text: str) -> None:
    pieces = (text.encode()[at : at + 7] for at in range(0, len(text.encode()), 7))
    assert list(urls_in(pieces)) == [ONE, TWO]


def test_a_row_with_a_quote_that_does_not_end_is_left_out() -> None:
    assert list(urls_in(f'url,title\n{ONE},x\n{ONE}/b,"{"x" * 150_000}\n"{TWO}",x\n'.encode())) == [ONE, TWO]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no web address"),
        (b"# nothing\n", "no web address"),
        (b"a,b\n1,2\n", "no column of URLs"),
        (b"Kazra sold drones.", "no column of URLs"),
        (b"PK\x03\x04broken", "damaged zip"),
        (b"\x1f\x8bbroken", "damaged gzip"),
    ],
)
def test_no_list(data: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        list(urls_in(data))


def test_a_long_list_is_not_held() -> None:
    def parts() -> Iterator[bytes]:
        for number in range(300):
            yield b"".join(
                b"https://news.example/%d/%s\n" % (each % 5_000, b"x" * 400)
                for each in range(number, number + 100)
            )

    tracemalloc.start()
    count = sum(1 for _ in urls_in(parts()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 399
    assert peak < 2_000_000  # of 13 MB


@pytest.mark.parametrize(
    ("data", "content_type", "kind"),
    [
        (b"<rss version='2.0'/>", "text/html", Kind.FEED),
        (b"<?xml version='1.0'?><!-- x --><feed xmlns='http://www.w3.org/2005/Atom'/>", None, Kind.FEED),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "application/json", Kind.FEED),
        (b'{"a": 1}', "application/json", Kind.OTHER),
        (gzip.compress(b"<urlset/>", mtime=0), "application/gzip", Kind.SITEMAP),
        (b"https://news.example/1\nhttps://news.example/2\n", "text/plain", Kind.SITEMAP),
        (b"<!doctype html><title>x</title><rss>", "application/rss+xml", Kind.PAGE),
        (b"<html><head><title>RSS</title></head><body>&lt;rss&gt;</body></html>", None, Kind.PAGE),
        ("<HTML><p>x".encode("utf-16"), None, Kind.PAGE),
        (b"Kazra sold drones.", "text/html; charset=utf-8", Kind.PAGE),
        (b"Kazra sold drones.", "text/plain", Kind.OTHER),
        (b"broken beyond repair", "application/atom+xml", Kind.FEED),
        (b"<opml/>", "text/xml", Kind.OTHER),
        (b"%PDF-1.7", "application/pdf", Kind.OTHER),
        (b"", None, Kind.OTHER),
        (b"\x1f\x8bbroken", None, Kind.OTHER),
    ],
)
def test_kind_of(data: bytes, content_type: str | None, kind: Kind) -> None:
    assert kind_of(data, content_type) is kind
