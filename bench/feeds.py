"""How many feeds a minute are parsed on one core, beside bare fastfeedparser and bare feedparser.

The feeds are invented and ordinary: 10 to 40 entries with title, link, id, author, dates, section and
summary, in every third feed also with the whole text. RSS 2.0 and Atom are made by feedgen, RDF and JSON Feed
by hand. All parse the same bytes by turns in one process, in processor time, and the best round of each
counts. Bare parsers stop at what a feed states; `parse_feed` also gives plain titles, EDTF dates, absolute
URLs, identities and fingerprints. The last line is what `follow` does: the same in a box, by the clock.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from html import escape
from io import BytesIO
from time import perf_counter, process_time

import click
import fastfeedparser
import feedparser
from feedgen.feed import FeedGenerator

from reportedly.sources.box import Box
from reportedly.sources.feeds import parse_feed

HOME = "https://news.example"
FIRST = datetime(2022, 7, 1, tzinfo=UTC)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
FORMS = ("RSS 2.0", "Atom 1.0", "RDF (RSS 1.0)", "JSON Feed 1.1")

Entry = dict[str, str]
Parse = Callable[[bytes], object]


def entries(drawn: random.Random, words: Sequence[str], whole: bool) -> list[Entry]:
    """The entries of an invented feed."""
    return [
        {
            "url": f"{HOME}/world/{drawn.randrange(10**9)}?utm_source=feed",
            "title": " ".join(drawn.choices(words, k=9)),
            "author": " ".join(drawn.choices(words, k=2)).title(),
            "date": (FIRST + timedelta(minutes=drawn.randrange(40_000))).isoformat(),
            "section": drawn.choice(("World", "Defence", "Politics")),
            "summary": f"<p>{' '.join(drawn.choices(words, k=45))}</p>",
            "text": "".join(f"<p>{' '.join(drawn.choices(words, k=60))}</p>" for _ in range(8))
            if whole
            else "",
        }
        for _ in range(drawn.randint(10, 40))
    ]


def made(form: str, listed: Sequence[Entry]) -> bytes:
    """A feed with these entries in the form that is named."""
    if form == "RDF (RSS 1.0)":
        return rdf(listed)
    if form == "JSON Feed 1.1":
        return json_feed(listed)
    feed = FeedGenerator()
    feed.id(HOME)
    feed.title("The Daily")
    feed.link(href=HOME)
    feed.description("All of it")
    for one in listed:
        entry = feed.add_entry(order="append")
        entry.id(one["url"])
        entry.title(one["title"])
        entry.link(href=one["url"])
        entry.author(name=one["author"], email="desk@news.example")
        entry.category(term=one["section"])
        entry.published(one["date"])
        entry.updated(one["date"])
        entry.summary(one["summary"])
        if one["text"]:
            entry.content(one["text"], type="html" if form == "Atom 1.0" else "CDATA")
    made: bytes = feed.atom_str() if form == "Atom 1.0" else feed.rss_str()
    return made


def rdf(listed: Sequence[Entry]) -> bytes:
    """RSS 1.0 with Dublin Core and content."""
    items = "".join(
        f'<item rdf:about="{one["url"]}"><title>{one["title"]}</title><link>{one["url"]}</link>'
        f"<dc:creator>{one['author']}</dc:creator><dc:date>{one['date']}</dc:date>"
        f"<dc:subject>{one['section']}</dc:subject><description>{escape(one['summary'])}</description>"
        f"{encoded(one['text'])}</item>"
        for one in listed
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rdf:RDF xmlns="http://purl.org/rss/1.0/" '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f'<channel rdf:about="{HOME}"><title>The Daily</title><link>{HOME}</link>'
        f"<description>All of it</description></channel>{items}</rdf:RDF>"
    ).encode()


def encoded(text: str) -> str:
    """The whole text of an entry, where there is one."""
    return f"<content:encoded><![CDATA[{text}]]></content:encoded>" if text else ""


def json_feed(listed: Sequence[Entry]) -> bytes:
    """JSON Feed 1.1."""
    items = [
        {
            "id": one["url"],
            "url": one["url"],
            "title": one["title"],
            "authors": [{"name": one["author"]}],
            "date_published": one["date"],
            "tags": [one["section"]],
            "summary": one["summary"],
            "content_html": one["text"] or one["summary"],
        }
        for one in listed
    ]
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps(
        {"version": version, "title": "The Daily", "home_page_url": HOME, "items": items}
    ).encode()


PARSERS: dict[str, Parse] = {
    "parse_feed": lambda data: parse_feed(data, url=f"{HOME}/feed"),
    "fastfeedparser": fastfeedparser.parse,
    "feedparser": lambda data: feedparser.parse(BytesIO(data)),
}


def timed(parse: Parse, feeds: Sequence[bytes]) -> float:
    """Seconds of the processor."""
    started = process_time()
    for data in feeds:
        parse(data)
    return process_time() - started


def boxed(feeds: Sequence[bytes]) -> float:
    """Seconds by the clock in a box that has been started."""
    with Box() as box:
        box.feed(feeds[0], url=f"{HOME}/feed")
        started = perf_counter()
        for data in feeds:
            box.feed(data, url=f"{HOME}/feed")
        return perf_counter() - started


def told(name: str, count: int, seconds: dict[str, float]) -> str:
    """Rates of all parsers, in feeds a minute, and how they compare."""
    rates = "".join(f"{count * 60 / each:>16,.0f}" for each in seconds.values())
    ours = seconds["parse_feed"]
    return f"{name:<15}{rates}{seconds['fastfeedparser'] / ours:>11.2f}{seconds['feedparser'] / ours:>11.1f}"


@click.command()
@click.option("--feeds", default=60, show_default=True, help="Feeds of each form.")
@click.option("--rounds", default=5, show_default=True, help="How often each is timed.")
def main(feeds: int, rounds: int) -> None:
    """Print feeds a minute of each parser for each form, and of all forms together."""
    drawn = random.Random(1)  # noqa: S311 - not for secrets
    words = ["".join(drawn.choices(LETTERS, k=drawn.randint(2, 11))) for _ in range(5_000)]
    by_form = {
        form: [made(form, entries(drawn, words, number % 3 == 0)) for number in range(feeds)]
        for form in FORMS
    }
    everything = [data for each in by_form.values() for data in each]
    print(f"{len(everything)} feeds of {sum(map(len, everything)) / len(everything) / 1e3:.0f} kB on average")
    print(f"{'feeds a minute':<15}{''.join(f'{name:>16}' for name in PARSERS)}{'to fast':>11}{'to feed':>11}")
    total = dict.fromkeys(PARSERS, 0.0)
    for form, made_so in by_form.items():
        each = [{name: timed(parse, made_so) for name, parse in PARSERS.items()} for _ in range(rounds)]
        best = {name: min(one[name] for one in each) for name in PARSERS}
        total = {name: total[name] + best[name] for name in PARSERS}
        print(told(form, len(made_so), best))
    print(told("all", len(everything), total))
    print(f"in the box, by the clock: {len(everything) * 60 / boxed(everything):,.0f} feeds a minute")


if __name__ == "__main__":
    main()
