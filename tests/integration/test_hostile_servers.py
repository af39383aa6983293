"""Servers that mean harm: each fetch ends within its limits with a reason, and gives nothing."""

from __future__ import annotations

import asyncio
import time
import tracemalloc
import zlib
from functools import cache

import brotli
import pytest
from tests.integration.hostile import (
    CHUNKED,
    OK,
    Handler,
    Names,
    NoNames,
    Served,
    answers,
    drips,
    hangs,
    redirects,
    says,
    serving,
)

from reportedly.errors import FetchError, FetchProblem
from reportedly.fetching.client import Answer, Fetcher, Limits, Request

HERE = frozenset({"127.0.0.1"})
LIMITS = Limits(most_bytes=2_000_000, seconds=1.5, redirects=10)
SLACK = 10.0  # seconds; a busy machine is not what is tested
MEMORY = 12_000_000  # bytes beyond what was in use; the largest bomb is of 128 MB


def fetch(
    url: str, names: Names | NoNames | None = None, allowed: frozenset[str] = HERE, limits: Limits = LIMITS
) -> Answer:
    async def go() -> Answer:
        async with Fetcher(allowed, limits, names=names) as fetcher:
            return await fetcher.fetch(Request(url))

    return asyncio.run(go())


def refused(url: str, names: Names | NoNames | None = None, allowed: frozenset[str] = HERE) -> FetchError:
    """Why a URL is not fetched, in time and at little cost."""
    tracemalloc.start()
    began = time.monotonic()
    with pytest.raises(FetchError) as raised:
        fetch(url, names, allowed)
    assert time.monotonic() - began < LIMITS.seconds + SLACK
    assert tracemalloc.get_traced_memory()[1] < MEMORY
    tracemalloc.stop()
    assert str(raised.value).isprintable()
    return raised.value


MEGABYTE = bytes(1_000_000)


@cache
def gzip_bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(wbits=31)
    return b"".join(packer.compress(MEGABYTE) for _ in range(megabytes)) + packer.flush()


@cache
def brotli_bomb(megabytes: int) -> bytes:
    packer = brotli.Compressor(quality=1)
    return b"".join([*(packer.process(MEGABYTE) for _ in range(megabytes)), packer.finish()])


def packed(data: bytes) -> bytes:
    return zlib.compress(data, wbits=31)


# The beginning of a gzip body, and blocks that say nothing.
BEGINNING, NOTHING = b"\x1f\x8b\x08\0\0\0\0\0\0\xff", b"\0\0\0\xff\xff" * 4_000

GZIP, BROTLI, DEFLATE = "Content-Encoding: gzip", "Content-Encoding: br", "Content-Encoding: deflate"
P = FetchProblem

# What the server does, of which kind the error is, and what it says.
HOSTILE: dict[str, tuple[Handler, FetchProblem, str]] = {
    # too much
    "endless body": (drips(OK + b"\r\n", MEGABYTE), P.TOO_LARGE, "more than 2,000,000 bytes"),
    "endless chunks": (
        drips(CHUNKED, b"ffff\r\n" + bytes(65_535) + b"\r\n"),
        P.TOO_LARGE,
        "more than 2,000,000",
    ),
    "says that it is long": (answers(bytes(2_000_001)), P.TOO_LARGE, "more than 2,000,000 bytes"),
    "gzip bomb": (answers(gzip_bomb(128), GZIP), P.TOO_LARGE, "more than 2,000,000 bytes"),
    "deflate bomb": (answers(zlib.compress(bytes(9_000_000)), DEFLATE), P.TOO_LARGE, "more than 2,000,000"),
    "brotli bomb": (answers(brotli_bomb(128), BROTLI), P.TOO_LARGE, "more than 2,000,000 bytes"),
    "gzip of gzip bomb": (
        answers(packed(gzip_bomb(128)), f"{GZIP}, gzip"),
        P.TOO_LARGE,
        "more than 2,000,000",
    ),
    "two headers": (answers(packed(gzip_bomb(128)), GZIP, GZIP), P.TOO_LARGE, "more than 2,000,000"),
    "brotli of gzip bomb": (
        answers(brotli.compress(gzip_bomb(128)), f"{GZIP}, br"),
        P.TOO_LARGE,
        "more than 2,000,000",
    ),
    "gzip in transfer": (
        says(OK, b"Transfer-Encoding: gzip\r\n\r\n", gzip_bomb(128)),
        P.TOO_LARGE,
        "more than 2,000,000",
    ),
    "three encodings": (answers(b"", f"{GZIP}, gzip, gzip"), P.PROTOCOL, "3 times over"),
    "fifty encodings": (answers(b"", *[BROTLI] * 50), P.PROTOCOL, "50 times over"),
    "blocks of nothing": (
        drips(OK + f"{GZIP}\r\n\r\n".encode() + BEGINNING, NOTHING),
        P.TOO_LARGE,
        "more than 2,000,000 bytes",
    ),
    "members of nothing": (answers(packed(b"") * 2_000, GZIP), P.PROTOCOL, "in more pieces"),
    "unknown encoding": (answers(b"a", "Content-Encoding: zstd"), P.PROTOCOL, "encoded as 'zstd'"),
    # too slow
    "never answers": (hangs, P.TIMED_OUT, "no answer in time; it had 1.5 seconds"),
    "drip of a body": (drips(OK + b"Content-Length: 1000000\r\n\r\n", b"a", 0.05), P.TIMED_OUT, "in time"),
    "drip of chunks": (drips(CHUNKED, b"1\r\na\r\n", 0.05), P.TIMED_OUT, "in time"),
    "drip of a head": (drips(OK + b"A: ", b"a", 0.05), P.TIMED_OUT, "in time"),
    "drip of a status": (drips(b"HTTP/1.1 200 ", b"a", 0.05), P.TIMED_OUT, "in time"),
    "endless early hints": (
        drips(b"", b"HTTP/1.1 103 Early\r\nLink: a\r\n\r\n" * 50),
        P.TIMED_OUT,
        "in time",
    ),
    "endless chunk extension": (drips(CHUNKED + b"1;a=", b"a" * 9_000), P.TIMED_OUT, "in time"),
    # wrong lengths
    "short": (says(OK, b"Content-Length: 9\r\n\r\nabc"), P.PROTOCOL, "breaks off before its end"),
    "long": (says(OK, b"Content-Length: 2\r\n\r\nabcdef"), P.PROTOCOL, "not proper HTTP"),
    "less than nothing": (says(OK, b"Content-Length: -1\r\n\r\nabc"), P.PROTOCOL, "not proper HTTP"),
    "two lengths": (says(OK, b"Content-Length: 1\r\nContent-Length: 3\r\n\r\nabc"), P.PROTOCOL, "not proper"),
    "length and chunks": (
        says(OK, b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        P.PROTOCOL,
        "not proper HTTP",
    ),
    "short gzip": (answers(packed(b"a" * 99)[:-9], GZIP), P.PROTOCOL, "breaks off before its end"),
    "short deflate": (answers(zlib.compress(b"a" * 99)[:-5], DEFLATE), P.PROTOCOL, "breaks off"),
    "short brotli": (answers(brotli.compress(b"a" * 99)[:-3], BROTLI), P.PROTOCOL, "breaks off"),
    "no gzip at all": (answers(b"abc", GZIP), P.PROTOCOL, "not encoded as it says"),
    "no brotli at all": (answers(b"\xff" * 99, BROTLI), P.PROTOCOL, "not encoded as it says"),
    # heads
    "huge header": (says(OK, b"A: ", b"a" * 40_000, b"\r\n\r\n"), P.TOO_LARGE, "head of the answer"),
    "endless header": (drips(OK + b"A: ", b"a" * 9_000), P.TOO_LARGE, "head of the answer"),
    "endless headers": (drips(OK, b"A: a\r\n" * 500), P.TOO_LARGE, "head of the answer"),
    "endless status": (drips(b"HTTP/1.1 200 ", b"a" * 9_000), P.TOO_LARGE, "head of the answer"),
    "endless trailers": (drips(CHUNKED + b"0\r\n", b"A: a\r\n" * 500), P.TOO_LARGE, "head of the answer"),
    "NUL in a header": (says(OK, b"A: b\0c\r\n\r\nabc"), P.PROTOCOL, "not proper HTTP"),
    "NUL in a name": (says(OK, b"A\0: b\r\n\r\nabc"), P.PROTOCOL, "not proper HTTP"),
    # no HTTP
    "closes at once": (says(), P.CONNECTION, "the connection broke off"),
    "closes in the head": (says(OK, b"A: b"), P.CONNECTION, "the connection broke off"),
    "garbage": (says(bytes(range(256)) * 9), P.PROTOCOL, "not proper HTTP"),
    "another service": (says(b"SSH-2.0-OpenSSH_9.7\r\n"), P.PROTOCOL, "not proper HTTP"),
    "no head": (says(b"<html>old</html>"), P.PROTOCOL, "not proper HTTP"),
    "chunk of no size": (says(CHUNKED, b"zz\r\nabc\r\n"), P.PROTOCOL, "not proper HTTP"),
    "chunk of less": (says(CHUNKED, b"-2\r\nabc\r\n"), P.PROTOCOL, "not proper HTTP"),
    "chunk of too much": (says(CHUNKED, b"f" * 40 + b"\r\nabc\r\n"), P.PROTOCOL, "not proper HTTP"),
    "chunk that is longer": (says(CHUNKED, b"2\r\nabc\r\n0\r\n\r\n"), P.PROTOCOL, "not proper HTTP"),
    "chunk that is shorter": (says(CHUNKED, b"9\r\nabc"), P.PROTOCOL, "breaks off before its end"),
    "no last chunk": (says(CHUNKED, b"3\r\nabc\r\n"), P.PROTOCOL, "breaks off before its end"),
    "more after the last chunk": (says(CHUNKED, b"1\r\na\r\n0\r\n\r\nabc"), P.PROTOCOL, "not proper HTTP"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_a_server_may_do(case: str) -> None:
    handler, kind, said = HOSTILE[case]
    with serving(handler) as server:
        error = refused(server.url)
    assert (error.kind, said in str(error)) == (kind, True), error
    assert error.where == server.url


def test_many_bad_answers_leave_nothing_behind() -> None:
    async def go(server: Served) -> int:
        async with Fetcher(HERE, LIMITS) as fetcher:
            for _ in range(40):
                with pytest.raises(FetchError):
                    await fetcher.fetch(Request(server.url))
            return tracemalloc.get_traced_memory()[0]

    with serving(answers(gzip_bomb(128), GZIP)) as server:
        tracemalloc.start()
        assert asyncio.run(go(server)) < MEMORY
        tracemalloc.stop()


# Where a server on loopback that is allowed sends on to, and why nobody goes there.
ONWARD: dict[str, tuple[str, FetchProblem, str]] = {
    "loopback": (
        "http://127.0.0.2:{port}/",
        P.REFUSED_ADDRESS,
        "127.0.0.2 is not on the public internet (loopback)",
    ),
    "loopback by name": (
        "http://private.test:{port}/",
        P.REFUSED_ADDRESS,
        "private.test is 127.0.0.1, which is not",
    ),
    "no scheme": ("//private.test:{port}/", P.REFUSED_ADDRESS, "add --allow-host private.test"),
    "loopback of IPv6": ("http://[::1]:{port}/", P.REFUSED_ADDRESS, "::1 is not"),
    "mapped": ("http://[::ffff:127.0.0.1]:{port}/", P.REFUSED_ADDRESS, "::ffff:7f00:1 is not"),
    "NAT64": ("http://[64:ff9b::7f00:1]:{port}/", P.REFUSED_ADDRESS, "NAT64"),
    "a cloud's credentials": ("http://169.254.169.254/latest/", P.REFUSED_ADDRESS, "link-local"),
    "one of two": ("http://mixed.test/", P.REFUSED_ADDRESS, "mixed.test is 10.0.0.1"),
    "a number": ("http://2130706433:{port}/", P.REDIRECT, "is a number and no address"),
    "octal": ("http://0177.0.0.1:{port}/", P.REDIRECT, "is a number and no address"),
    "a user": ("http://a@127.0.0.1:{port}/", P.REDIRECT, "a user name"),
    "back slashes": ("/\\127.0.0.1:{port}/", P.REDIRECT, "which is no URL"),
    "white space": ("http://127.0.0.1:{port}/ http://other/", P.REDIRECT, "which is no URL"),
    "a file": ("file:///etc/passwd", P.REDIRECT, "redirects to file:///etc/passwd: no http or https URL"),
    "another protocol": ("ftp://example.org/", P.REDIRECT, "no http or https URL"),
    "a script": ("javascript:alert(1)", P.REDIRECT, "no http or https URL"),
    "data": ("data:text/html,a", P.REDIRECT, "no http or https URL"),
    "another service": ("http://127.0.0.1:25/", P.REDIRECT, "port 25"),
    "no host": ("http://:80/", P.REDIRECT, "no host"),
    "no name": ("http://none.test/", P.NO_ADDRESS, "no address is known for it"),
    "itself": ("/", P.REDIRECT, "redirects in a circle"),
}


@pytest.mark.parametrize("case", ONWARD)
def test_where_a_server_may_send_on_to(case: str) -> None:
    to, kind, said = ONWARD[case]
    names = Names(private_test=[["127.0.0.1"]], mixed_test=[["2d00::1", "10.0.0.1"]])
    with serving(hangs) as target, serving(redirects(to.format(port=target.port))) as server:
        error = refused(server.url, names)
    assert (error.kind, said in str(error)) == (kind, True), error
    assert error.where == server.url
    assert target.asked == []


def test_a_thousand_redirects() -> None:
    async def further(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await redirects(f"/{len(server.asked)}", 301)(reader, writer)

    with serving(further) as server:
        error = refused(server.url)
    assert (error.kind, "more than 10 times" in str(error)) == (P.REDIRECT, True)
    assert len(server.asked) == 11


def test_redirects_share_one_limit_of_time() -> None:
    async def slowly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.4)
        await redirects(f"/{len(server.asked)}")(reader, writer)

    with serving(slowly) as server:
        assert refused(server.url).kind is P.TIMED_OUT


def test_a_name_that_is_another_address_the_next_time() -> None:
    """There is one look-up for each dialling, and what it gives is what is dialled.

    The first address is public, and nobody has it.
    """
    names = Names(turning_test=[["2d00::1"], ["127.0.0.1"]])
    with serving(answers(b"secret")) as server:
        url = f"http://turning.test:{server.port}/"
        assert refused(url, names).kind in (P.CONNECTION, P.TIMED_OUT)
        assert names.asked == ["turning.test"]
        assert refused(url, names).kind is P.REFUSED_ADDRESS
    assert names.asked == ["turning.test"] * 2
    assert server.asked == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "[::1]"])
def test_loopback_is_refused_unless_it_is_allowed(host: str) -> None:
    with serving(answers(b"secret")) as server:
        error = refused(f"http://{host}:{server.port}/", allowed=frozenset())
    assert (error.kind, "--allow-host" in error.advice) == (P.REFUSED_ADDRESS, True)
    assert server.asked == []


def test_allowing_a_host_allows_no_other_name_of_it() -> None:
    names = Names(ours_test=[["127.0.0.1"]], theirs_test=[["127.0.0.1"]])
    ours = frozenset({"ours.test"})
    with serving(answers(b"page")) as server:
        assert fetch(f"http://OURS.test:{server.port}/", names, ours).body == b"page"
        assert refused(f"http://theirs.test:{server.port}/", names, ours).kind is P.REFUSED_ADDRESS
        assert refused(server.url, names, ours).kind is P.REFUSED_ADDRESS
    assert len(server.asked) == 1


def test_a_name_server_that_never_answers() -> None:
    assert refused("http://slow.test/", NoNames()).kind is P.TIMED_OUT


def test_nobody_listens() -> None:
    with serving(hangs) as server:
        pass
    error = refused(server.url)
    assert (error.kind, error.problem) == (P.CONNECTION, "no connection (Connection refused)")
