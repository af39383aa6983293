"""Fetching from servers that do as they should: what is asked, what is answered, what is told to whom."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager

import brotli
import pytest
from aiohttp import web
from aiohttp.test_utils import RawTestServer

from reportedly import __version__
from reportedly.errors import FetchError, FetchProblem, UsageError
from reportedly.fetching.client import Answer, Fetcher, Limits, Request, user_agent
from reportedly.fetching.redirects import first_hop, next_hop

HERE = frozenset({"127.0.0.1", "localhost"})
PAGE = b"<p>Kazra sold drones.</p>" * 100
Asked = list[tuple[str, str, dict[str, str], bytes]]


@asynccontextmanager
async def site(answer: Callable[[web.BaseRequest], web.StreamResponse]) -> AsyncIterator[tuple[str, Asked]]:
    """A site: its URL without a slash at the end, and what it was asked: method, path, headers, body."""
    asked: Asked = []

    async def handler(request: web.BaseRequest) -> web.StreamResponse:
        headers = {name.lower(): value for name, value in request.headers.items()}
        asked.append((request.method, request.raw_path, headers, await request.read()))
        return answer(request)

    async with RawTestServer(handler) as server:
        yield f"http://127.0.0.1:{server.port}", asked


def fetched(
    answer: Callable[[web.BaseRequest], web.StreamResponse],
    request: Request,
    limits: Limits = Limits(),  # noqa: B008
) -> tuple[Answer, Asked]:
    """What a site answers to a request whose URL is a path of it, and what it was asked."""

    async def go() -> tuple[Answer, Asked]:
        async with site(answer) as (url, asked), Fetcher(HERE, limits) as fetcher:
            there = Request(url + request.url, request.method, request.headers, request.body)
            found = await fetcher.fetch(there)
            return Answer(
                found.url.removeprefix(url),
                found.status,
                found.headers,
                found.body,
                found.moved and found.moved.removeprefix(url),
            ), asked

    return asyncio.run(go())


def encoded(data: bytes, *encodings: str) -> web.Response:
    return web.Response(body=data, headers={"Content-Encoding": ", ".join(encodings)} if encodings else {})


def bare(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def gzip(data: bytes) -> bytes:
    return zlib.compress(data, wbits=31)


@pytest.mark.parametrize(
    "response",
    [
        encoded(PAGE),
        encoded(gzip(PAGE), "gzip"),
        encoded(gzip(PAGE), "X-GZIP"),
        encoded(gzip(PAGE[:50]) + gzip(PAGE[50:]), "gzip"),
        encoded(gzip(PAGE) + b"\0\0\0", "gzip"),
        encoded(zlib.compress(PAGE), "deflate"),
        encoded(bare(PAGE), "deflate"),
        encoded(brotli.compress(PAGE), "br"),
        encoded(brotli.compress(gzip(PAGE)), "gzip", "br"),
        encoded(gzip(zlib.compress(PAGE)), "deflate", "identity", "gzip"),
    ],
)
def test_a_body_is_decompressed_however_it_is_encoded(response: web.Response) -> None:
    assert fetched(lambda _: response, Request("/"))[0].body == PAGE


def test_what_is_as_large_as_may_be() -> None:
    limits = Limits(most_bytes=len(PAGE))
    assert fetched(lambda _: encoded(brotli.compress(PAGE), "br"), Request("/"), limits)[0].body == PAGE


def test_no_body_is_read_where_none_is_wanted() -> None:
    answer, _ = fetched(lambda _: encoded(PAGE), Request("/"), Limits(most_bytes=0))
    assert (answer.status, answer.body) == (200, b"")


@pytest.mark.parametrize("status", [200, 203, 204, 304, 400, 404, 410, 429, 500, 503])
def test_every_status_is_an_answer(status: int) -> None:
    def answer(_: web.BaseRequest) -> web.Response:
        return web.Response(status=status, headers={"Retry-After": "9", "Content-Encoding": "gzip"})

    answered, _ = fetched(answer, Request("/a?b=c"))
    assert (answered.url, answered.status, answered.body) == ("/a?b=c", status, b"")
    assert answered.headers["retry-after"] == "9"


def test_headers_have_small_letters_and_cookies_are_not_among_them() -> None:
    def answer(_: web.BaseRequest) -> web.Response:
        response = web.Response(headers={"ETag": '"é"'})
        response.headers.add("Link", "<a>")
        response.headers.add("link", "<b>")
        response.set_cookie("id", "1")
        return response

    headers = fetched(answer, Request("/"))[0].headers
    assert (headers["etag"], headers["link"]) == ('"é"', "<a>, <b>")
    assert "set-cookie" not in headers


def test_who_we_say_we_are() -> None:
    _, [(method, path, headers, body)] = fetched(lambda _: encoded(PAGE), Request("/%7Ea//b/../c?d=%2F"))
    assert (method, path, body) == ("GET", "/%7Ea//b/../c?d=%2F", b"")
    assert headers["user-agent"] == f"reportedly/{__version__} (reads news into claims)"
    assert headers["accept-encoding"] == "gzip, deflate, br"
    assert user_agent("https://desk.example/bot").endswith("; contact: https://desk.example/bot)")


@pytest.mark.parametrize("contact", ["a\r\nHost: b", "ann lee", "(ann)", "é@example.org", "a" * 201])
def test_a_contact_that_cannot_be_told(contact: str) -> None:
    with pytest.raises(UsageError, match="contact"):
        Fetcher(contact=contact)


def test_a_header_that_cannot_be_sent() -> None:
    with pytest.raises(FetchError, match="cannot be asked for"):
        fetched(lambda _: encoded(PAGE), Request("/", headers={"If-None-Match": "a\r\nHost: b"}))


def sends_on(**to: tuple[int, str]) -> Callable[[web.BaseRequest], web.Response]:
    """A site whose pages send on to others, by their names, with a status; and set a cookie."""

    def answer(request: web.BaseRequest) -> web.Response:
        status, path = to.get(request.path.strip("/"), (200, ""))
        response = web.Response(status=status, headers={"Location": path} if path else {}, body=b"end")
        response.set_cookie("seen", request.path.strip("/"))
        return response

    return answer


@pytest.mark.parametrize(
    ("to", "moved"),
    [
        ({}, None),
        ({"a": (301, "/b")}, "/b"),
        ({"a": (308, "b")}, "/b"),
        ({"a": (302, "/b")}, None),
        ({"a": (303, "/b")}, None),
        ({"a": (307, "/b")}, None),
        ({"a": (301, "/b"), "b": (308, "/c")}, "/c"),
        # What stands behind one that may be another tomorrow is not what to ask for from now on.
        ({"a": (301, "/b"), "b": (302, "/c")}, "/b"),
        ({"a": (302, "/b"), "b": (301, "/c")}, None),
        ({"a": (301, "/b"), "b": (307, "/c"), "c": (301, "/d")}, "/b"),
    ],
)
def test_where_permanent_redirects_led(to: dict[str, tuple[int, str]], moved: str | None) -> None:
    answer, asked = fetched(sends_on(**to), Request("/a"))
    assert (answer.body, answer.moved) == (b"end", moved)
    assert answer.url == "/abcd"[0] + "abcd"[len(to)]
    assert len(asked) == len(to) + 1
    assert [headers for _, _, headers, _ in asked if "cookie" in headers] == []


@pytest.mark.parametrize("status", [300, 304, 305, 399])
def test_other_answers_that_name_a_place_are_answers(status: int) -> None:
    answer, asked = fetched(sends_on(a=(status, "/b")), Request("/a"))
    assert (answer.status, len(asked)) == (status, 1)


@pytest.mark.parametrize(
    ("method", "status", "then"),
    [
        ("GET", 302, ("GET", b"")),
        ("HEAD", 301, ("HEAD", b"")),
        ("HEAD", 303, ("HEAD", b"")),
        ("POST", 301, ("GET", b"")),
        ("POST", 302, ("GET", b"")),
        ("POST", 303, ("GET", b"")),
        ("POST", 307, ("POST", b"news")),
        ("POST", 308, ("POST", b"news")),
    ],
)
def test_what_becomes_of_method_and_body(method: str, status: int, then: tuple[str, bytes]) -> None:
    body = b"news" if method == "POST" else b""
    headers = {"Content-Type": "application/json"} if body else {}
    _, asked = fetched(sends_on(a=(status, "/b")), Request("/a", method, headers, body))
    assert [(method, body) for method, _, _, body in asked] == [(method, body), then]
    assert ("content-type" in asked[1][2]) is (then[0] == "POST")


SECRETS = {"Authorization": "Bearer a", "Cookie": "a=b", "X-Reportedly-Signature": "sha256=a", "X-Key": "a"}
WANTED = {"Accept": "text/html", "If-None-Match": '"a"'}


def told_on(other: str) -> dict[str, str]:
    """The headers that a second site gets that the first sends on to; ``other`` is its host."""

    async def go() -> Asked:
        async with AsyncExitStack() as sites:
            there, asked = await sites.enter_async_context(site(lambda _: web.Response()))
            here = there.replace("127.0.0.1", other)
            url, _ = await sites.enter_async_context(site(sends_on(a=(302, f"{here}/b"))))
            async with Fetcher(HERE) as fetcher:
                await fetcher.fetch(Request(f"{url}/a", headers={**SECRETS, **WANTED}))
            return asked

    [(_, _, headers, _)] = asyncio.run(go())
    return headers


@pytest.mark.parametrize("other", ["127.0.0.1", "localhost"])
def test_no_secret_is_told_to_another_origin(other: str) -> None:
    """A port of its own makes an origin of its own."""
    headers = told_on(other)
    assert {name.lower() for name in SECRETS} & set(headers) == set()
    assert {name: headers[name.lower()] for name in WANTED} == WANTED


def test_a_secret_is_told_to_the_same_origin() -> None:
    _, asked = fetched(sends_on(a=(302, "/b")), Request("/a", headers=SECRETS))
    assert {name: asked[1][2].get(name.lower()) for name in SECRETS} == SECRETS


@pytest.mark.parametrize("status", [307, 308])
def test_what_is_posted_is_not_posted_to_another_host(status: int) -> None:
    answer = Answer("", status, {"location": "https://other.example/"}, b"")
    hop = first_hop(Request("https://example.org/", "post", body=b"news"), frozenset())
    with pytest.raises(FetchError, match="redirects what is posted to another host") as raised:
        next_hop(hop, answer, frozenset())
    assert raised.value.kind is FetchProblem.REDIRECT


@pytest.mark.parametrize(
    ("asked", "to", "own"),
    [
        ("http://ours.example/", "http://ours.example/a", True),
        ("http://ours.example/", "http://10.0.0.1/", True),
        ("http://ours.example/", "http://other.example/", False),
        # The internet must not send on to a person's own servers.
        ("http://other.example/", "http://10.0.0.1/", False),
    ],
)
def test_who_may_send_on_to_ones_own_servers(asked: str, to: str, own: bool) -> None:
    ours = frozenset({"ours.example", "10.0.0.1"})
    hop = next_hop(first_hop(Request(asked), ours), Answer("", 302, {"location": to}, b""), ours)
    assert hop.own is own


def test_the_environment_has_no_say(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetched(lambda _: encoded(PAGE), Request("/"))[0].body == PAGE


def test_many_at_once() -> None:
    async def go() -> list[bytes]:
        async with (
            site(lambda request: web.Response(body=request.path.encode())) as (url, _),
            Fetcher(HERE) as all,
        ):
            answers = await asyncio.gather(*(all.fetch(Request(f"{url}/{n}")) for n in range(50)))
            return [answer.body for answer in answers]

    assert asyncio.run(go()) == [f"/{n}".encode() for n in range(50)]
