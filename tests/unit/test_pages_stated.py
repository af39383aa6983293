"""What a page says of itself: title, byline, dates, address, section and language, by example."""

from __future__ import annotations

import json

import pytest

from reportedly.sources.pages import Page, page_of

TEXT = "<p>Officials of both governments confirmed the sale to reporters in the capital on Tuesday.</p>"
FRENCH = f"<p>{'Les responsables des deux gouvernements ont confirmé la vente aux journalistes mardi. ' * 8}"
URL = "https://www.ford.example/world/drones"


def read(head: str = "", body: str = "", url: str | None = URL, language: str = "en") -> Page:
    page = f"<html lang={language}><head>{head}</head><body>{body}<article>{TEXT}</article></body></html>"
    return page_of(page.encode(), url=url)


def ld(**told: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **told})}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


H1 = "<h1>Kazra buys drones</h1>"
SITE = meta("og:site_name", "Ford Wire")

# what stands in the head, in the body, the title
TITLES = [
    (ld(headline="Drones for Kazra"), f"<article>{H1}</article>", "Kazra buys drones"),
    (ld(headline="Drones for Kazra"), "", "Drones for Kazra"),
    (ld(headline="Drones for Kazra") + meta("og:title", "Other words"), "", "Drones for Kazra"),
    (meta("og:title", "Drones for Kazra"), "", "Drones for Kazra"),
    (SITE + meta("og:title", "Drones for Kazra | Ford Wire"), "", "Drones for Kazra"),
    (SITE + "<title>Drones for Kazra - Ford Wire</title>", "", "Drones for Kazra"),
    (SITE + "<title>Ford Wire: Drones for Kazra</title>", "", "Ford Wire: Drones for Kazra"),
    (SITE + "<title>Kazra buys drones</title>", f"<h1>Ford Wire</h1>{H1}", "Kazra buys drones"),
    ("<title>Kazra buys drones</title>", f"<nav><h1>Menu</h1></nav>{H1}", "Kazra buys drones"),
    ("", "<h1>Kazra <em>buys</em><br>dro&shy;nes</h1>", "Kazra buys drones"),
    ("<title>A &amp; B</title>", "", "A & B"),
    ("", "<svg><title>Menu</title></svg>", None),
]


@pytest.mark.parametrize(("head", "body", "title"), TITLES)
def test_a_title_is_the_h1_then_json_ld_then_open_graph(head: str, body: str, title: str | None) -> None:
    assert read(head, body).title == title


BYLINES = [
    (ld(author={"@type": "Person", "name": "Ann Lee"}), "", ("Ann Lee",)),
    (ld(author=[{"name": "Ann Lee"}, {"name": "Bo Ray"}]), "", ("Ann Lee", "Bo Ray")),
    (ld(author="Ann Lee, Bo Ray and Cy Poe"), "", ("Ann Lee", "Bo Ray", "Cy Poe")),
    (meta("author", "By Ann Lee, Defence Correspondent"), "", ("Ann Lee",)),
    (meta("article:author", "https://social.example/annlee"), "", ()),
    ("", "<p class=byline>By Ann Lee | Updated 12 July 2022</p>", ("Ann Lee",)),
    ("", "<a rel=author href=/a>Ann Lee</a>", ("Ann Lee",)),
    (
        "",
        "<p><a rel=author>Ann Lee</a>, <a rel=author>Bo Ray</a></p><a rel=author>Cy</a>",
        ("Ann Lee", "Bo Ray"),
    ),
    ("", "<span itemprop=author itemscope><b itemprop=name>Ann Lee</b> is a reporter</span>", ("Ann Lee",)),
    ("", "", ()),
]


@pytest.mark.parametrize(("head", "body", "byline"), BYLINES)
def test_a_byline_is_names_alone(head: str, body: str, byline: tuple[str, ...]) -> None:
    assert read(head, body).byline == byline


STAMP = "2022-07-12T23:31:00-04:00"
DATES = [
    (ld(datePublished=STAMP, dateModified="2022-07-13T09:00:00Z"), "", STAMP, "2022-07-13T09:00:00Z"),
    (meta("article:published_time", STAMP), "", STAMP, None),
    (meta("article:modified_time", STAMP), f"<time datetime={STAMP}>", STAMP, STAMP),
    (ld(datePublished="2022-07-12"), f"<time datetime={STAMP}>", "2022-07-12", None),
    ("", f"<meta itemprop=datePublished content={STAMP}>", STAMP, None),
    ("", f"<p>Updated <time datetime=2022-07-14>now</time></p><time datetime={STAMP}>", STAMP, None),
    (ld(datePublished="03/04/2022"), "", None, None),
    (ld(datePublished="soon") + meta("date", "12 July 2022"), "", "2022-07-12", None),
    ("", f"<abbr class=published title={STAMP}>today</abbr>", STAMP, None),
    (
        "",
        f"<time class=dt-published>2022-07-11</time><time class=dt-updated datetime={STAMP}>",
        "2022-07-11",
        STAMP,
    ),
    ("", "<p>They met on 3 May 2021.</p>", None, None),
]


@pytest.mark.parametrize(("head", "body", "published", "updated"), DATES)
def test_dates_keep_their_time_and_zone(
    head: str, body: str, published: str | None, updated: str | None
) -> None:
    page = read(head, body)
    assert (page.published, page.updated) == (published, updated)


# the canonical address that the page gives, where it was found, its address
ADDRESSES = [
    ("https://www.ford.example/a", URL, "https://www.ford.example/a"),
    ("/a?id=1", URL, "https://www.ford.example/a?id=1"),
    ("../a", URL, "https://www.ford.example/a"),
    ("//www.ford.example/a", URL, "https://www.ford.example/a"),
    ("https://ford.example/a", "https://m.ford.example/amp/a", "https://ford.example/a"),
    ("https://www.ford.example/a", None, "https://www.ford.example/a"),
    ("/a", None, None),
    ("https://other.example/a", URL, URL),
    ("https://www.ford.example/", URL, URL),
    ("javascript:alert(1)", URL, URL),
    (" JavaScript:alert(1)", None, None),
    ("data:text/html,a", None, None),
    ("file:///etc/hosts", None, None),
    ("https://[::1", URL, URL),
    ("", URL, URL),
]


@pytest.mark.parametrize(("given", "found", "address"), ADDRESSES)
def test_the_canonical_address_is_absolute_and_of_the_same_host(
    given: str, found: str | None, address: str | None
) -> None:
    assert read(f'<link rel="canonical" href="{given}">', url=found).url == address
    assert read(meta("og:url", given), url=found).url == address


SECTIONS = [
    (ld(articleSection=["World", "Asia"]), "", "World"),
    (meta("article:section", "Defence &amp; Security"), "", "Defence & Security"),
    ("", "<nav class=breadcrumbs><a href=/>Home</a> <a href=/w>World</a></nav>", "World"),
    ("", "<nav class=breadcrumbs><a href=/>Home</a></nav>", None),
    ("", "<nav><a href=/w>World</a></nav>", None),
]


@pytest.mark.parametrize(("head", "body", "section"), SECTIONS)
def test_a_section_is_stated_or_the_last_breadcrumb(head: str, body: str, section: str | None) -> None:
    assert read(head, body).section == section


@pytest.mark.parametrize(
    ("stated", "body", "language", "doubted"),
    [
        ("en-GB", "", "en-GB", False),
        ("en", FRENCH, "fr", True),
        ("fr", FRENCH, "fr", False),
        ("''", FRENCH, "fr", False),
        ("''", "", None, False),
    ],
)
def test_a_language_is_the_stated_one_unless_the_text_is_in_another(
    stated: str, body: str, language: str | None, doubted: bool
) -> None:
    page = page_of(f"<html lang={stated}><body><article>{body or '<p>Kazra sold.</p>'}".encode())
    assert (page.language, page.doubt is not None) == (language, doubted)


@pytest.mark.parametrize("script", ["{", "[" * 9_000, "5", "null", '{"@type": 5, "headline": {}}'])
def test_json_ld_that_is_none_leaves_the_rest(script: str) -> None:
    page = read(f'<script type="application/ld+json">{script}</script>', H1)
    assert page.title == "Kazra buys drones"
