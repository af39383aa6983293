"""Feeds that are broken or hostile: what is still read of them, and that none ends a run."""

from __future__ import annotations

import html
import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import SourceError
from reportedly.sources.feeds import (
    MOST_ENTRIES,
    Feed,
    kind_of,
    parse_feed,
    parse_sitemap,
    read_opml,
    urls_in,
)

STORY = "<item><title>{0}</title><link>https://news.example/{0}</link><description>{1}</description></item>"


def rss(*items: str, prolog: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    return f'{prolog}<rss version="2.0"><channel><title>Ford</title>{"".join(items)}</channel></rss>'


def story(title: str, text: str = "Kazra sold.") -> str:
    return STORY.format(title, text)


WHOLE = rss(story("One"), story("Two"))

# what is wrong, the feed, the titles and the first text that are read of it, and whether it is doubted
BROKEN: list[tuple[str, str | bytes, list[str], str | None, bool]] = [
    ("white space before the declaration", "\n\n " + WHOLE, ["One", "Two"], "Kazra sold.", False),
    (
        "a warning before the declaration",
        "<br />\n<b>Warning</b>: x in <b>/y.php</b> on line 1<br />\n" + WHOLE,
        ["One", "Two"],
        "Kazra sold.",
        False,
    ),
    (
        "a comment with a feed in it before the feed",
        rss(story("One"), prolog="<!-- <rss><channel/></rss> -->"),
        ["One"],
        "Kazra sold.",
        False,
    ),
    ("a byte-order mark twice", "\ufeff\ufeff" + WHOLE, ["One", "Two"], "Kazra sold.", False),
    ("junk after the end", WHOLE + "<script>track()</script>", ["One", "Two"], "Kazra sold.", True),
    ("entities of HTML", rss(story("One", "Caf&eacute;&nbsp;sold")), ["One"], "Café\xa0sold", True),
    ("an entity of nobody", rss(story("One", "Kazra &foo; sold")), ["One"], "Kazra &foo; sold", True),
    ("ampersands", rss(story("AT&T", "R&D & more")), ["AT&T"], "R&D & more", True),
    ("an ampersand in a link", rss(story("A?a=1&b=2")), ["A?a=1&b=2"], "Kazra sold.", True),
    ("less-than signs", rss(story("One", "1 < 2 <3")), ["One"], "1 < 2 <3", True),
    ("control characters", rss(story("O\x0bne\x00", "Kazra\x1f sold")), ["One"], "Kazra sold", True),
    ("numbers of no character", rss(story("One", "a&#0;b&#xD800;c&#x110000;d")), ["One"], "a�b�c�d", True),
    ("lone surrogates", rss(story("One", "a\ud800b")).encode("utf-8", "surrogatepass"), ["One"], None, True),
    (
        "prefixes that are not declared",
        rss(
            "<item><title>One</title><media:thumbnail url='x'/><content:encoded>Sold</content:encoded></item>"
        ),
        ["One"],
        "Sold",
        False,
    ),
    (
        "capitals",
        WHOLE.replace("item", "ITEM").replace("title", "Title"),
        ["One", "Two"],
        "Kazra sold.",
        False,
    ),
    (
        "a section that is not closed",
        rss(story("One"), story("Two", "<![CDATA[Kazra")),
        ["One", "Two"],
        "Kazra sold.",
        True,
    ),
    ("cut in an entry", WHOLE[: WHOLE.index("https://news.example/Two")], ["One"], "Kazra sold.", True),
    ("cut after an entry", WHOLE[: WHOLE.index("<item><title>Two")], ["One"], "Kazra sold.", True),
    (
        "tags that cross",
        rss("<item><title>One<b>!</title></item>", story("Two")),
        ["One!", "Two"],
        None,
        True,
    ),
    ("attributes without quotes", WHOLE.replace('"2.0"', "2.0"), ["One", "Two"], "Kazra sold.", True),
    ("no channel", f"<rss>{story('One')}{story('Two')}</rss>", ["One", "Two"], "Kazra sold.", False),
    ("no root of its own", f"<channel>{story('One')}</channel>", ["One"], "Kazra sold.", False),
    (
        "HTML that is not escaped",
        rss(story("One", "<p>Kazra<br/>sold</p>")),
        ["One"],
        "<p>Kazra<br>sold</p>",
        False,
    ),
    (
        "text in Windows-1252 that claims to be UTF-8",
        rss(story("One", "“Sold”")).encode("cp1252"),
        ["One"],
        "“Sold”",
        True,
    ),
    (
        "UTF-8 cut in a character",
        rss(story("One"), story("Two"))[:-40].encode() + b"\xc3",
        ["One"],
        None,
        True,
    ),
    (
        "JSON with line feeds in strings",
        '{"version": "https://jsonfeed.org/version/1", "items": [{"id": 1, "title": "O\nne"}, 7, null]}',
        ["O ne"],
        None,
        False,
    ),
    (
        "JSON of the wrong types",
        json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": ["x"],
                "authors": {"name": "A"},
                "items": [
                    {"id": {}, "url": 7, "title": "One", "authors": [None], "tags": "x", "content_html": []}
                ],
            }
        ),
        ["One"],
        None,
        False,
    ),
]


@pytest.mark.parametrize(
    ("given", "titles", "text", "doubted"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN]
)
def test_broken(given: str | bytes, titles: list[str], text: str | None, doubted: bool) -> None:
    data = given.encode() if isinstance(given, str) else given
    feed = parse_feed(data)
    assert [one.title for one in feed.entries] == titles
    if text is not None:
        first = feed.entries[0]
        assert (first.content or html.unescape(first.summary or "")) == text
    assert (feed.doubt is not None) is doubted


@pytest.fixture
def listening() -> Iterator[tuple[int, socket.socket]]:
    """A port of this machine on which whoever connects is seen."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        yield server.getsockname()[1], server


ENTITIES = """<?xml version="1.0"?><!DOCTYPE {root} SYSTEM "http://127.0.0.1:{port}/dtd" [
<!ENTITY secret SYSTEM "file://{path}"> <!ENTITY far SYSTEM "http://127.0.0.1:{port}/x">
<!ENTITY % par SYSTEM "http://127.0.0.1:{port}/y"> %par;
<!ENTITY a "]>lolololol"><!ENTITY
b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY
c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
]>"""
HOSTILE = [
    (
        "rss",
        rss("<item><title>x&secret;&far;&c;</title><guid isPermaLink='&c;'>&c;</guid></item>", prolog=""),
    ),
    (
        "feed",
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>x&secret;&c;</title><id>&far;</id></entry></feed>',
    ),
    ("urlset", "<urlset><url><loc>https://news.example/?&secret;&c;</loc></url></urlset>"),
    ("opml", "<opml><body><outline title='&c;&secret;' xmlUrl='https://news.example/'/></body></opml>"),
]


@pytest.mark.parametrize(("root", "body"), HOSTILE, ids=[root for root, _ in HOSTILE])
def test_entities_are_never_expanded_or_fetched(
    root: str, body: str, listening: tuple[int, socket.socket], tmp_path: Path
) -> None:
    port, server = listening
    secret = tmp_path / "secret"
    secret.write_text("TOPSECRET")
    data = (ENTITIES.format(root=root, port=port, path=secret) + body).encode()
    for read in (parse_feed, parse_sitemap, read_opml, kind_of):
        try:
            said = repr(read(data))
        except SourceError as error:
            said = str(error)
        assert "TOPSECRET" not in said
        assert said.count("lolololol") == 0
    with pytest.raises(TimeoutError):
        server.accept()


ATTRIBUTES = " ".join(f"a{number}='x'" for number in range(200_000))

# each is read within a second or two, which the limits of a run far exceed
HEAVY = [
    (
        "200,000 attributes",
        lambda: rss(f"<item {ATTRIBUTES}><title>One</title></item>"),
    ),
    ("a text of 20 MB", lambda: rss(story("One", "word " * 4_000_000), story("Two"))),
    ("nested 100,000 deep", lambda: rss(story("One"), story("Two", "<b>" * 100_000))),
    (
        "nested 100,000 deep, and closed",
        lambda: rss(story("One"), story("Two", "<b>" * 100_000 + "</b>" * 100_000)),
    ),
    ("a million ampersands", lambda: rss(story("One", "&" * 1_000_000))),
    ("a million less-than signs", lambda: rss(story("One", "&lt;" * 1_000_000))),
    ("half a million comments that do not end", lambda: rss(story("One", html.escape("<!--" * 500_000)))),
    ("half a million comments that do not end in the mark-up", lambda: rss(story("One", "<!--" * 500_000))),
    ("100,000 instructions", lambda: rss(story("One"), prolog="<?x?>" * 100_000)),
    ("100,000 tags that do not end", lambda: rss(story("One", html.escape("<a " * 1_000_000)))),
    ("white space", lambda: rss(story("One", " " * 5_000_000), prolog=" " * 1_000_000)),
    (
        "a deep list",
        lambda: (
            '{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "title": "One", "x": '
            + "[" * 900
            + "]" * 900
            + "}]}"
        ),
    ),
]


@pytest.mark.slow
@pytest.mark.parametrize("make", [make for _, make in HEAVY], ids=[name for name, _ in HEAVY])
def test_heavy(make: object) -> None:
    assert callable(make)
    feed = parse_feed(make().encode())
    assert feed.entries[0].title == "One"


@pytest.mark.slow
def test_entries_without_number() -> None:
    feed = parse_feed(rss(*(story(str(number)) for number in range(100_000))).encode())
    assert [one.title for one in feed.entries] == [str(number) for number in range(MOST_ENTRIES)]
    assert feed.doubt == "has more than 10,000 entries; the first were read"


VALID = [
    rss(
        story("Café"), "<item><guid>7</guid><pubDate>Mon, 25 Jul 2022 21:00:00 -0400</pubDate></item>"
    ).encode(),
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://n.example/"><entry><id>7</id>'
    '<link href="/1"/><content type="xhtml"><div><p>Sold&#8217;</p></div></content>'
    "<updated>2022-07-25T21:00:00Z</updated></entry></feed>".encode("utf-16"),
    b'{"version": "https://jsonfeed.org/version/1", "items": [{"id": "7", "url": "http://n.example/1?a=%41#b"}]}',
    b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap'
    b'-news/0.9"><url><loc>http://n.example/</loc><news:news><news:title>Sold</news:title></news:news></url></urlset>',
    b'<opml version="2.0"><body><outline text="a"><outline xmlUrl="feed://n.example/"/></outline></body></opml>',
    b'id,url,title\n7,http://n.example/1,"Kazra, sold"\n',
]
CHANGES = st.lists(
    st.tuples(
        st.integers(0, 500),
        st.integers(0, 8),
        st.binary(max_size=8) | st.sampled_from([b"<", b"&", b"]]>", b"\0"]),
    ),
    min_size=1,
    max_size=6,
)


def mutated(data: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    """The bytes with pieces cut out, put in, or put in the place of others."""
    for at, cut, put in changes:
        data = data[:at] + put + data[at + cut :]
    return data


def survives(data: bytes) -> None:
    """Whatever is done with bytes that may be anything ends well, or in the one error that says so."""
    kind_of(data)
    for read in (parse_feed, parse_sitemap, read_opml, lambda data: list(urls_in(data))):
        try:
            found = read(data)
        except SourceError:
            continue
        if isinstance(found, Feed):
            json.dumps([one.title for one in found.entries], ensure_ascii=False).encode()


@settings(max_examples=600)
@given(st.sampled_from(VALID), CHANGES)
def test_no_feed_ends_the_run(data: bytes, changes: list[tuple[int, int, bytes]]) -> None:
    survives(mutated(data, changes))


@settings(max_examples=300)
@given(st.binary(max_size=300))
def test_no_bytes_end_the_run(data: bytes) -> None:
    survives(data)


PIECES = [
    "<rss>",
    "<item>",
    "</item>",
    "<title>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<?",
    "?>",
    "<!DOCTYPE",
    "[",
    "]>",
    "<channel>",
    "&#",
    "&x;",
    "<feed",
    "a='",
    "'",
    ">",
    "<link/>",
    "<entry>",
    "x",
    "</rss>",
    "<guid>",
]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES)))
def test_no_mark_up_ends_the_run(tags: list[str]) -> None:
    survives(" ".join(tags).encode())
    survives("".join(tags).encode())
