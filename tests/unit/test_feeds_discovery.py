"""The feed that a page links."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.sources.feeds import feed_linked

PAGE = "https://news.example/world/"
RSS = "type='application/rss+xml'"

# the page, and which feed is its own
LINKED: list[tuple[str, str | None]] = [
    (f"<link rel='alternate' {RSS} href='/feed'>", "https://news.example/feed"),
    (f"<LINK HREF=feed.xml REL='Feed ALTERNATE' {RSS} />", "https://news.example/world/feed.xml"),
    ('<link type="application/atom+xml; charset=utf-8" rel=alternate\nhref="//feeds.example/a?b=1&amp;c=2">',
     "https://feeds.example/a?b=1&c=2"),
    ("<link rel=alternate type=application/feed+json href=feed.json>", "https://news.example/world/feed.json"),
    (f"<base href='https://other.example/x/'><link rel=alternate {RSS} href=f>", "https://other.example/x/f"),
    (f"<link rel=alternate {RSS} title='a > b' href='/feed'>", "https://news.example/feed"),
    # the first, but those of comments last
    (f"<link rel=alternate {RSS} href='/1'><link rel=alternate {RSS} href='/2'>", "https://news.example/1"),
    (f"<link rel=alternate {RSS} href='/comments/feed/'><link rel=alternate {RSS} href='/feed'>",
     "https://news.example/feed"),
    (f"<link rel=alternate {RSS} title='Comments' href='/c'>", "https://news.example/c"),
    # no feed of its own, or none that is fetched
    ("<link rel=alternate hreflang=fr href='/fr'>", None),
    ("<link rel=alternate type='application/json' href='/wp-json/wp/v2/pages/2'>", None),
    ("<link rel=alternate type='application/json+oembed' href='/oembed'>", None),
    (f"<link rel=stylesheet {RSS} href='/feed'>", None),
    (f"<link rel=alternate {RSS} href='javascript:alert(1)'>", None),
    (f"<link rel=alternate {RSS} href='file:///etc/passwd'>", None),
    (f"<link rel=alternate {RSS}>", None),
    (f"<!-- <link rel=alternate {RSS} href='/feed'> -->", None),
    (f"<script>'<link rel=alternate {RSS} href=/feed>'</script>", None),
    (f"<a rel=alternate {RSS} href='/feed'>Feed</a>", None),
    ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("page", "feed"), LINKED)
def test_the_feed_that_a_page_links(page: str, feed: str | None) -> None:
    assert feed_linked(f"<!doctype html><html><head>{page}</head><body>".encode(), PAGE) == feed


@pytest.mark.parametrize(
    "part", ["<link ", "<link a='", '<link rel="', "<!--", "<script>", "<link a=b ", "'<base \""]
)
def test_no_page_takes_long(part: str) -> None:
    page = (part * 600_000).encode()
    assert feed_linked(page, PAGE) is None


@given(st.text(st.sampled_from(list("<>'\"=/ -!abehiklnrst")), max_size=200))
def test_any_text_is_looked_through(text: str) -> None:
    assert feed_linked(f"{text}<!-- --><link rel=x>".encode(), PAGE) is None
