"""Posting to a web server on loopback: what it gets, what is tried again, what is refused."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import replace

import pytest
from tests.receiving import BREAK, DRIP, SLOW, receiver

from reportedly.delivery.webhook import SIGNATURE, Webhook, post
from reportedly.errors import DeliveryError, ReportedlyError, UsageError

HERE = frozenset({"127.0.0.1", "localhost"})


def hook(url: str, attempts: int = 3, allowed: frozenset[str] = HERE, limit: float = 5.0) -> Webhook:
    return Webhook(url, b"key", allowed, attempts=attempts, timeout=0.3, limit=limit, pause=0.01)


def test_what_is_posted_is_signed() -> None:
    with receiver(204) as server:
        post(hook(f"{server.url}take?room=1"), b'{"a":1}')
    ((path, headers, body),) = server.posted
    assert (path, body, headers["Content-Type"]) == ("/take?room=1", b'{"a":1}', "application/json")
    assert headers[SIGNATURE] == "sha256=" + hmac.new(b"key", b'{"a":1}', hashlib.sha256).hexdigest()
    assert headers["Host"] == server.url.split("/")[2]


def test_the_receiver_is_told_whom_to_ask() -> None:
    with receiver(200) as server:
        post(replace(hook(server.url), contact="ann@example.org"), b"{}")
    [(_, headers, _)] = server.posted
    assert headers["User-Agent"].endswith("contact: ann@example.org)")


def test_every_address_of_a_name_is_tried() -> None:
    """The server listens on the IPv4 address alone, a name may have others before it."""
    with receiver(200) as server:
        post(hook(server.url.replace("127.0.0.1", "LocalHost")), b"{}")
    assert len(server.posted) == 1


@pytest.mark.parametrize(
    ("answers", "tried", "problem"),
    [
        ((200,), 1, None),
        ((503, 500, 200), 3, None),
        ((SLOW, 200), 2, None),
        ((BREAK, 200), 2, None),
        ((503,), 3, "was not accepted (it answered 503)"),
        ((SLOW,), 3, "was not accepted (no answer in time)"),
        ((BREAK,), 3, "was not accepted (the connection broke off)"),
        # What is refused would be refused again, and no other URL is gone to.
        ((404,), 1, "it answered 404"),
        ((302, 200), 1, "redirects are not followed"),
        ((307, 200), 1, "redirects are not followed"),
    ],
)
def test_what_is_tried_again(answers: tuple[int, ...], tried: int, problem: str | None) -> None:
    with receiver(*answers) as server:
        if problem is None:
            post(hook(server.url), b"{}")
        else:
            with pytest.raises(DeliveryError) as raised:
                post(hook(server.url), b"{}")
            assert problem in str(raised.value)
    assert len(server.posted) == tried


@pytest.mark.parametrize("answer", [SLOW, DRIP])
def test_the_time_is_limited_however_it_is_spent(answer: int) -> None:
    with receiver(answer) as server, pytest.raises(DeliveryError, match="not accepted in time"):
        post(hook(server.url, attempts=100, limit=0.7), b"{}")


def test_nobody_listens() -> None:
    with receiver(200) as server:
        pass
    with pytest.raises(DeliveryError, match="no connection"):
        post(hook(server.url), b"{}")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_a_private_address_is_refused_however_it_is_written(host: str) -> None:
    with receiver(200) as server, pytest.raises(UsageError, match="--allow-host"):
        post(hook(server.url.replace("127.0.0.1", host), allowed=frozenset()), b"{}")
    assert server.posted == []


def test_allowing_one_host_allows_no_other() -> None:
    with (
        receiver(200) as server,
        pytest.raises(UsageError, match=r"localhost is .*not on the public internet"),
    ):
        post(hook(server.url.replace("127.0.0.1", "localhost"), allowed=frozenset({"127.0.0.1"})), b"{}")
    assert server.posted == []


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "example.org",
        "https://",
        "http://me:secret@example.org/",
        "http://[/",
    ],
)
def test_what_is_no_url_to_post_to(url: str) -> None:
    with pytest.raises(UsageError, match="--webhook") as raised:
        hook(url)
    assert "secret" not in str(raised.value)


def test_a_name_that_has_no_address() -> None:
    with pytest.raises(ReportedlyError, match=r"no-such-host\.invalid: no address"):
        post(hook("http://no-such-host.invalid/"), b"{}")


def test_neither_key_nor_path_is_shown() -> None:
    assert "very-secret" not in repr(Webhook("http://example.org/", b"very-secret"))
    with receiver(500) as server, pytest.raises(DeliveryError) as raised:
        post(hook(f"{server.url}very-secret"), b"{}")
    assert "very-secret" not in str(raised.value)
