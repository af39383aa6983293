"""Which URLs are asked for, and that everyone reads those the same way."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from reportedly.errors import FetchError, FetchProblem, UsageError
from reportedly.fetching.urls import LONGEST, allowed_hosts, checked, shown


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("HTTP://EXAMPLE.org", "http://example.org/"),
        ("http://example.org?q", "http://example.org/?q"),
        ("http://example.org/a#b", "http://example.org/a"),
        ("http://example.org:80/", "http://example.org/"),
        ("https://example.org:443", "https://example.org/"),
        ("https://example.org:0080/", "https://example.org:80/"),
        ("http://example.org./", "http://example.org./"),
        ("http://localhost:8080/", "http://localhost:8080/"),
        ("http://under_score.example/", "http://under_score.example/"),
        # Paths are kept as they are given: a signature may hang on them.
        ("http://example.org/%7Ea/../b//c/%2F", "http://example.org/%7Ea/../b//c/%2F"),
        ("http://example.org/a@b:c?d=http://e/", "http://example.org/a@b:c?d=http://e/"),
        ('http://example.org/"<é>', "http://example.org/%22%3C%C3%A9%3E"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://BÜCHER.example/", "http://xn--bcher-kva.example/"),
        ("http://новости.рф/", "http://xn--b1amnebsh.xn--p1ai/"),
        ("http://例え.jp/", "http://xn--r8jz45g.jp/"),
        ("http://خبر.example/", "http://xn--ngblk.example/"),
        ("http://93.184.215.14:81/", "http://93.184.215.14:81/"),
        ("http://[2606:2800:21F:0::1]:8080/", "http://[2606:2800:21f::1]:8080/"),
    ],
)
def test_what_is_asked_for(url: str, asked: str) -> None:
    assert str(checked(url)) == asked


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("", "no http or https URL"),
        ("example.org", "no http"),
        ("//example.org/", "no http"),
        ("http:example.org", "no http"),
        ("http:/example.org", "no http"),
        ("file:///etc/passwd", "no http"),
        ("ftp://example.org/", "no http"),
        ("gopher://example.org/", "no http"),
        ("javascript:alert(1)", "no http"),
        ("data:text/html,a", "no http"),
        ("view-source:http://example.org/", "no http"),
        ("http://", "no host"),
        ("http:///path", "no host"),
        ("http://:80/", "no host"),
        ("http://?q", "no host"),
        # What one parser takes for the host is another's user name.
        ("http://me:secret@example.org/", "a user name"),
        ("http://example.org@10.0.0.1/", "a user name"),
        ("http://@example.org/", "a user name"),
        ("http://a@b@c/", "a user name"),
        ("http://example.org:80@10.0.0.1/", "a user name"),
        ("http://10.0.0.1\\@example.org/", "a back slash"),
        ("http:\\\\example.org\\", "a back slash"),
        ("http://example.org/a\\b", "a back slash"),
        ("http://example.org /", "white space"),
        (" http://example.org/", "white space"),
        ("http://example.org/a b", "white space"),
        ("http://exam\tple.org/", "white space"),
        ("http://example.org/\r\nHost: other", "white space"),
        ("http://example.org/\0", "control character"),
        ("http://example.org/\x7f", "control character"),
        ("http://example.org/\u2028", "white space"),
        ("http://example.org\u3000/", "white space"),
        ("http://example.org/\udce9", "control character"),
        # Numbers that the system's own functions take for 127.0.0.1.
        ("http://2130706433/", "a number and no address"),
        ("http://0x7f000001/", "a number"),
        ("http://0x7f.1/", "a number"),
        ("http://0X7F.0.0.1/", "a number"),
        ("http://017700000001/", "a number"),
        ("http://0177.0.0.1/", "a number"),
        ("http://127.1/", "a number"),
        ("http://127.0.1/", "a number"),
        ("http://127.0.0.1./", "a number"),
        ("http://127.0.0.01/", "a number"),
        ("http://127.0.0.256/", "a number"),
        ("http://1.127.0.0.1/", "a number"),
        ("http://example.0x/", "a number"),
        ("http://example.0/", "a number"),
        # Digits, dots and letters of other kinds that become ASCII on the way.
        ("http://①②⑦.0.0.1/", "read in several ways"),
        ("http://１２７.0.0.1/", "read in several ways"),
        ("http://١٢٧.0.0.1/", "read in several ways"),
        ("http://127。0。0。1/", "read in several ways"),
        ("http://127｡0｡0｡1/", "read in several ways"),
        ("http://ｅｘａｍｐｌｅ.org/", "read in several ways"),
        ("http://ⓛocalhost/", "read in several ways"),
        ("http://ℓocalhost/", "read in several ways"),
        ("http://local\u00adhost/", "read in several ways"),
        ("http://local\u200bhost/", "read in several ways"),
        ("http://example.org\u2044evil/", "read in several ways"),
        ("http://a\u2100.example/", "read in several ways"),
        ("http://127.0.0.1%2eexample.org/", "is no name"),
        ("http://%31%32%37.0.0.1/", "a number"),
        ("http://exa$mple.org/", "is no name"),
        ("http://a..b/", "is no name"),
        ("http://.example.org/", "is no name"),
        (f"http://{'a' * 64}.example/", "is no name"),
        (f"http://{'a.' * 130}example/", "is no name"),
        ("http://[::1", "cannot be read"),
        ("http://[::1]x/", "cannot be read"),
        ("http://[[::1]]/", "cannot be read"),
        ("http://::1/", "cannot be read"),
        ("http://[::g]/", "is no address"),
        ("http://[fe80::1%25eth0]/", "is no address"),
        ("http://[v1.a]/", "is no address"),
        ("http://[127.0.0.1]/", "is no address"),
        ("http://[]/", "is no address"),
        ("http://example.org:/", "cannot be read"),
        ("http://example.org:x/", "cannot be read"),
        ("http://example.org:-1/", "cannot be read"),
        ("http://example.org:８０/", "cannot be read"),
        ("http://example.org:080000/", "cannot be read"),
        ("http://example.org:0/", "not one of the web's"),
        ("http://example.org:65536/", "not one of the web's"),
        ("http://example.org:25/", "not one of the web's"),
        ("http://example.org:22/", "not one of the web's"),
        ("http://example.org:6667/", "not one of the web's"),
        (f"http://example.org/{'a' * LONGEST}", "more than 8,000 characters"),
    ],
)
def test_what_is_not_asked_for(url: str, problem: str) -> None:
    with pytest.raises(FetchError) as raised:
        checked(url)
    assert problem in raised.value.problem
    assert raised.value.kind is FetchProblem.BAD_URL
    assert "secret" not in str(raised.value)
    assert str(raised.value).isprintable()


HOSTS = st.text("aeiouxg0123479.:[]-_%@\\/ \t①１。éüа\u00ad\u200b", min_size=1, max_size=20)
NAMES = st.one_of(
    HOSTS, st.ip_addresses().map(str), st.ip_addresses(v=6).map("[{}]".format), st.text(max_size=8)
)


PORTS = st.sampled_from(["", ":80", ":8080"]) | st.text(":/?#@0123456789 x", max_size=6)


@given(NAMES, PORTS, st.text(max_size=12))
def test_who_reads_what_passes_reads_the_same_host(host: str, port: str, rest: str) -> None:
    try:
        url = checked(f"http://{host}{port}/{rest}")
    except FetchError:
        return
    written = str(url)
    assert written.isascii()
    assert checked(written) == url
    split = urlsplit(written)
    for other in (URL(written), URL(written, encoded=True)):
        assert (split.hostname, split.port or 80) == (other.raw_host, other.port) == (url.raw_host, url.port)
        assert other.raw_user is None
        assert other.raw_host not in ("", None)


@given(st.text())
def test_any_text_is_asked_for_or_refused_with_a_line(text: str) -> None:
    assert told(text).isprintable()


def told(text: str) -> str:
    try:
        return str(checked(text))
    except FetchError as error:
        return str(error)


@pytest.mark.parametrize(
    ("names", "hosts"),
    [
        (["LocalHost", "10.0.0.1"], {"localhost", "10.0.0.1"}),
        (["::1", "[::0:2]"], {"::1", "::2"}),
        (["bücher.example"], {"xn--bcher-kva.example"}),
        ([], set()),
    ],
)
def test_hosts_that_are_allowed(names: list[str], hosts: set[str]) -> None:
    assert allowed_hosts(names) == hosts


@pytest.mark.parametrize(
    "name", ["", "localhost:80", "http://localhost", "127.1", "10.0.0.0/8", "*.local", "a b"]
)
def test_what_is_no_host_to_allow(name: str) -> None:
    with pytest.raises(UsageError, match="--allow-host"):
        allowed_hosts([name])


def test_a_url_in_a_message_is_short_and_tells_no_secret() -> None:
    assert shown("http://me:secret@example.org/\x1b") == "http://...@example.org/?"
    assert len(shown("http://example.org/" + "a" * 10_000)) < 250
