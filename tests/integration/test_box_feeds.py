"""What a feed or a sitemap may hold to stop its parser or have it do something, through the box."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.errors import SourceError, StoppedError
from reportedly.sources.box import Box, BoxLimits

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems do not hold all of the limits")

CANARY = "ZX-4471-CANARY"
ITEM = "<item><title>Kazra sold drones{}</title><link>https://a.example/1</link></item>"
GOOD = f'<rss version="2.0"><channel><title>Ford</title>{ITEM.format("")}</channel></rss>'
MAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example/{}</loc></url></urlset>'


@pytest.fixture(scope="module")
def box() -> Iterator[Box]:
    with Box(BoxLimits(cpu_seconds=2, memory=300_000_000)) as made:
        yield made


def laughs(kind: str) -> str:
    lower = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE {kind} [<!ENTITY e0 "Kazra">{lower}]>'


def feed(item: str) -> str:
    return GOOD.replace("</channel>", f"{item}</channel>")


ATTRIBUTES = " ".join(f"a{number}='1'" for number in range(200_000))
FEEDS = [
    ("entities", laughs("rss") + feed(ITEM.format("&e9;"))),
    ("attributes", feed(f"<item {ATTRIBUTES}><title>a</title></item>")),
    ("attributes-root", GOOD.replace("<rss", f"<rss {ATTRIBUTES}")),
    ("nested", feed("<item>" * 100_000)),
    ("nested-content", feed(f"<item><description>{'&lt;div&gt;' * 200_000}</description></item>")),
    ("json-nested", '{"version": "https://jsonfeed.org/version/1.1", "items": ' + "[" * 100_000),
    ("paragraph", feed(f"<item><description>{'Kazra sold. ' * 1_700_000}</description></item>")),
    ("nul-and-bidi", feed(ITEM.format("\0\u202e\u2066" * 1_000))),
    ("cut", GOOD[:80]),
    ("nothing", ""),
]  # fmt: skip


@pytest.mark.parametrize("data", [data for _, data in FEEDS], ids=[name for name, _ in FEEDS])
@pytest.mark.parametrize("task", ["feed", "sitemap"])
def test_a_hostile_feed_ends_and_the_next_is_read(box: Box, task: str, data: str) -> None:
    try:
        found = repr(box.ask(task, data.encode(), "here", url=None))
    except SourceError as error:
        found = str(error)
    assert 0 < len(found) < 50_000_000
    assert [entry.title for entry in box.feed(GOOD.encode()).entries] == ["Kazra sold drones"]
    assert [page.url for page in box.sitemap(MAP.format(1).encode()).pages] == ["https://a.example/1"]


@pytest.mark.parametrize("entity", ["SYSTEM '{}'", "PUBLIC 'x' '{}'"])
def test_no_file_that_a_feed_points_to_is_read(box: Box, tmp_path: Path, entity: str) -> None:
    (tmp_path / "secret").write_text(CANARY)
    head = f"<!DOCTYPE rss [<!ENTITY x {entity.format((tmp_path / 'secret').as_uri())}>]>"
    for task, data in (("feed", feed(ITEM.format("&x;"))), ("sitemap", MAP.format("&x;"))):
        try:
            found = repr(box.ask(task, (head + data).encode(), "here", url=None))
        except SourceError as error:
            found = str(error)
        assert CANARY not in found


def test_what_is_no_feed_is_refused_in_the_parsers_words(box: Box) -> None:
    with pytest.raises(SourceError) as raised:
        box.feed(b"\x89PNG\r\n", url="https://a.example/feed")
    assert not isinstance(raised.value, StoppedError)
