"""What the web may send to hold a parser up or have it do something: each ends, and the next page is read."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.config import SourceSettings
from reportedly.errors import StoppedError
from reportedly.model import Article
from reportedly.sources.box import Box, BoxLimits
from reportedly.sources.files import Notice, articles
from reportedly.sources.pages import page_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems do not hold all of the limits")

GOOD = (
    b"<html lang=en><h1>Drones sold</h1><p>Kazra said on Tuesday that it had sold twelve drones.</p></html>"
)
JSON_LD = '<script type="application/ld+json">%s</script>'
CANARY = "ZX-4471-CANARY"


@pytest.fixture(scope="module")
def box() -> Iterator[Box]:
    with Box(BoxLimits(cpu_seconds=2)) as made:
        yield made


def bomb(kind: str) -> str:
    """A billion laughs: ten entities, each ten times the one before."""
    lower = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE {kind} [<!ENTITY e0 "Kazra">{lower}]>'


def page(inside: str) -> bytes:
    return f"<html><body><p>Kazra sold drones.</p>{inside}</body></html>".encode()


LONG = page(f"<p>{'Kazra sold drones. ' * 1_000_000}</p>")
XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{}</p></body></html>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><text>{}</text></svg>'

# name, data, the encoding that it came with
HOSTILE = [
    ("entities-xhtml", (bomb("html") + XHTML.format("&e9;")).encode(), None),
    ("entities-svg", (bomb("svg") + SVG.format("&e9;")).encode(), None),
    ("entities-square", f'<!DOCTYPE x [<!ENTITY e "{"a" * 90_000}">]>{"&e;" * 90_000}'.encode(), None),
    ("nested-elements", page("<div>" * 300_000), None),
    ("nested-lists", page("<ul><li>" * 20_000), None),
    ("nested-tables", page("<table><tr><td>" * 10_000), None),
    ("never-closed", page("<b><i><a>" * 30_000), None),
    ("comments", page("<!--" * 300_000), None),
    ("brackets", page("<" * 1_000_000), None),
    ("processing", page("<?" * 300_000), None),
    ("ampersands", page("&#" * 500_000), None),
    ("scripts", page("<script>" * 100_000), None),
    ("json-ld", page(JSON_LD % ("[" * 200_000)), None),
    ("json-half", page(JSON_LD % '{"headline": "\\ud800 Kazra"}'), None),
    ("nul", page("\0Ka\0zra\0" * 1_000), None),
    ("bidi", page("\u202eKazra\u2066\u200f\u2069\u202c" * 1_000), None),
    ("controls", page("".join(map(chr, range(1, 32))) * 100), None),
    ("utf-16-as-utf-8", GOOD.decode().encode("utf-16"), "utf-8"),
    ("utf-8-as-utf-16", GOOD, "utf-16"),
    ("utf-7", b"<p>+ADw-script+AD4-Kazra sold drones.</p>", "utf-7"),
    ("no-encoding", GOOD, "../../etc/passwd"),
    ("codec-that-is-none", GOOD, "zlib_codec"),
    ("random", bytes(range(256)) * 1_000, "x" * 100_000),
    ("empty", b"", None),
]  # fmt: skip


@pytest.mark.parametrize(("data", "charset"), [row[1:] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
def test_a_hostile_page_is_read_and_so_is_the_next(box: Box, data: bytes, charset: str | None) -> None:
    assert len(box.page(data, charset, "https://news.example/").text) < 3_000_000
    assert "sold twelve drones" in box.page(GOOD).text


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["p", "meta", "a"])
def test_a_tag_with_200_000_attributes(box: Box, tag: str) -> None:
    """It takes a minute to parse."""
    attributes = " ".join(f"a{number}=1" for number in range(200_000))
    with pytest.raises(StoppedError, match="stopped after 2 s of processor time") as raised:
        box.page(page(f"<{tag} {attributes}>"), url="https://news.example/")
    assert raised.value.where == "https://news.example/"
    assert "sold twelve drones" in box.page(GOOD).text


def test_a_paragraph_of_20_mb(box: Box) -> None:
    box.page(LONG)
    assert "sold twelve drones" in box.page(GOOD).text


def test_a_page_that_takes_more_memory_than_there_is() -> None:
    with Box(BoxLimits(memory=30_000_000)) as box:
        assert "sold twelve drones" in box.page(GOOD).text
        with pytest.raises(StoppedError, match="its parser took more than 30 MB"):
            box.page(LONG)
        assert "sold twelve drones" in box.page(GOOD).text


@pytest.fixture
def loopback() -> Iterator[tuple[str, list[str]]]:
    """A server, and the paths that it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(CANARY.encode())

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()
        thread.join()


# {file} is the address of a file with the canary, {web} that of a server which answers with it
REACHING = [
    '<!DOCTYPE html [<!ENTITY x SYSTEM "{file}">]><html><p>Kazra &x; sold.</p></html>',
    '<!DOCTYPE html [<!ENTITY x SYSTEM "{web}">]><html><p>Kazra &x; sold.</p></html>',
    '<?xml version="1.0"?><!DOCTYPE html SYSTEM "{web}x.dtd"><html><p>Kazra sold.</p></html>',
    '<!DOCTYPE html [<!ENTITY % x SYSTEM "{web}">%x;]><html><p>Kazra sold.</p></html>',
    '<html xmlns:x="http://www.w3.org/2001/XInclude"><p>Kazra <x:include href="{file}" parse="text"/></html>',
    '<?xml-stylesheet href="{web}"?><html><link rel=stylesheet href="{web}"><p>Kazra sold.</p></html>',
    '<html><base href="{web}"><link rel=canonical href="x"><p>Kazra <img src="a.png"> sold.</p></html>',
    '<html><meta http-equiv=refresh content="0; {web}"><p>Kazra sold.</p><iframe src="{file}"></html>',
    "<html><object data={file}></object><embed src={web}><p>Kazra sold.</p></html>",
]


@pytest.mark.parametrize("source", REACHING)
def test_nothing_that_a_page_points_to_is_read(
    box: Box, source: str, tmp_path: Path, loopback: tuple[str, list[str]]
) -> None:
    web, asked = loopback
    (tmp_path / "secret").write_text(CANARY)
    given = source.format(file=(tmp_path / "secret").as_uri(), web=web)
    found = box.page(given.encode(), None, f"{web}page")
    assert "Kazra" in found.text
    assert CANARY not in repr(found)
    assert asked == []


@pytest.mark.slow
def test_files_are_read_past_one_that_stops_the_parser(tmp_path: Path) -> None:
    attributes = " ".join(f"a{number}=1" for number in range(200_000))
    for name, data in (("a.html", GOOD), ("b.html", page(f"<p {attributes}>")), ("c.html", GOOD)):
        (tmp_path / name).write_bytes(data)
    (tmp_path / "d.html.gz").write_bytes(gzip.compress(GOOD))
    found = list(articles([str(tmp_path)], SourceSettings()))
    names = [Path(one.external_id).name for one in found if isinstance(one, Article)]
    assert names == ["a.html", "c.html", "d.html.gz"]
    [told] = [str(one) for one in found if isinstance(one, Notice)]
    assert told.startswith(f"{tmp_path}/b.html: its parser was stopped after 10 s of processor time; ")


WORDS = st.sampled_from(
    ["Kazra", "sold", "drones", "“", "’", "&amp;", "&lt;", "é", "\u202e", "\0", " ", "\n"]
)
TAGS = st.sampled_from(
    ["<p>", "</p>", "<br>", "<b>", "</b>", "<ul><li>", "<!--", "-->", "<", "<h1>", "<time>"]
)
HEADS = st.sampled_from(
    [
        "",
        "<title>Kazra - Ford</title>",
        '<meta property="article:published_time" content="2022-07-05T01:00:00+02:00">',
        '<link rel=canonical href="/2022/07/05/kazra">',
        JSON_LD % '{"headline": "Kazra", "author": "A. Lee"}',
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(HEADS), st.lists(st.one_of(WORDS, TAGS)), st.sampled_from(["utf-8", "utf-16"]))
def test_the_box_gives_what_the_parser_gives(
    box: Box, heads: list[str], body: list[str], encoding: str
) -> None:
    source = f"<html><head>{''.join(heads)}</head><body><article>{''.join(body)}</article></body></html>"
    data, url = source.encode(encoding), "https://news.example/a"
    assert box.page(data, encoding, url) == page_of(data, charset=encoding, url=url)
