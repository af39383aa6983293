"""Posting JSON to a webhook: signed, retried, within a limit of time, to nowhere but where it was meant.

url -> host, checked addresses -> attempts, each at those addresses in turn -> accepted
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic

import urllib3
from urllib3.exceptions import HTTPError, LocationParseError, MaxRetryError, SSLError
from urllib3.util import Retry, Timeout, Url, parse_url

from reportedly.delivery.addresses import addresses_of
from reportedly.errors import DeliveryError, UsageError

SIGNATURE = "X-Reportedly-Signature"
_PORTS = {"http": 80, "https": 443}
_AGAIN = "what is new is told again by the next run"


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where to post to, and how long to try; `UsageError` where the URL is none to post to.

    ``key`` signs what is posted. ``allowed`` are hosts that need not be on the public internet. All
    ``attempts`` together take no longer than ``limit`` seconds, one no longer than ``timeout`` for each
    answer of the network. The first retry comes at once, the second after twice ``pause`` seconds, and
    each further pause is twice as long.
    """

    url: str
    key: bytes = field(repr=False)
    allowed: frozenset[str] = frozenset()
    attempts: int = 5
    timeout: float = 10.0
    limit: float = 60.0
    pause: float = 1.0

    def __post_init__(self) -> None:
        _parts(self.url)


def signature(key: bytes, body: bytes) -> str:
    """The value of the header by which the receiver knows who sent the body, and that it is whole.

    >>> signature(b"key", b"{}")[:20]
    'sha256=a777724d943eb'
    """
    return f"sha256={hmac.new(key, body, hashlib.sha256).hexdigest()}"


def post(webhook: Webhook, body: bytes) -> None:
    """Post a body of JSON, and return once the receiver has accepted it (an answer of 2xx).

    Raises:
        UsageError: its host is not on the public internet, and not allowed.
        DeliveryError: the receiver refused it, or had not accepted it when the time was up.

    """
    url = _parts(webhook.url)
    _within(webhook.limit, url.host or "", lambda: _persist(webhook, url, body, monotonic() + webhook.limit))


def _parts(given: str) -> Url:
    """The URL in its parts. No message shows it whole: its path or query may be a secret."""
    try:
        url = parse_url(given)
    except LocationParseError as error:
        raise UsageError("--webhook: no URL; write it as https://host/path") from error
    if url.scheme not in _PORTS or not url.host:
        raise UsageError("--webhook: write the URL as https://host/path (or http)")
    if url.auth:
        raise UsageError("--webhook: a name and password in the URL are not sent; leave them out")
    return url


def _persist(webhook: Webhook, url: Url, body: bytes, end: float) -> None:
    """Try until it is accepted or refused, or there have been attempts enough or no time is left."""
    host, port = (url.host or "").strip("[]"), url.port or _PORTS[url.scheme or ""]
    retry = Retry(total=webhook.attempts - 1, allowed_methods=None, backoff_factor=webhook.pause)
    while True:
        addresses = addresses_of(host, port, allowed=host in webhook.allowed)
        try:
            status = _attempt(webhook, url, body, addresses)
        except SSLError as error:
            raise DeliveryError(host, "its certificate is not to be trusted", _AGAIN) from error
        except HTTPError as error:
            retry = _next(retry, host, error)
        else:
            if status < 500:
                return _judge(host, status)
            retry = _next(retry, host, HTTPError(f"it answered {status}"))
        if monotonic() + retry.get_backoff_time() >= end:
            raise _late(host)
        retry.sleep()


def _attempt(webhook: Webhook, url: Url, body: bytes, addresses: tuple[str, ...]) -> int:
    """The status that the first address gives which can be reached."""
    for address in addresses[:-1]:
        with suppress(urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError):
            return _request(webhook, url, body, address)
    return _request(webhook, url, body, addresses[-1])


def _request(webhook: Webhook, url: Url, body: bytes, address: str) -> int:
    """Post to one address, as the host that the URL names. The body of the answer is not read."""
    headers = {
        "Host": url.netloc or "",
        "Content-Type": "application/json",
        "User-Agent": "reportedly",
        SIGNATURE: signature(webhook.key, body),
    }
    with _pool(url, address, Timeout(webhook.timeout)) as pool:
        answer = pool.urlopen(
            "POST", url.request_uri, body, headers, retries=False, redirect=False, preload_content=False
        )
        answer.close()
        return answer.status


def _pool(url: Url, address: str, timeout: Timeout) -> urllib3.HTTPConnectionPool:
    if url.scheme == "http":
        return urllib3.HTTPConnectionPool(address, url.port, timeout)
    host = (url.host or "").strip("[]")
    return urllib3.HTTPSConnectionPool(
        address, url.port, timeout, server_hostname=host, assert_hostname=host, cert_reqs="CERT_REQUIRED"
    )


def _judge(host: str, status: int) -> None:
    """Whether the receiver has accepted it. What it refuses it would refuse again."""
    if 300 <= status < 400:
        raise DeliveryError(host, f"it answered {status}", "give its new URL; redirects are not followed")
    if not 200 <= status < 300:
        raise DeliveryError(host, f"it answered {status}", f"check the URL and the key; {_AGAIN}")


def _next(retry: Retry, host: str, error: HTTPError) -> Retry:
    try:
        return retry.increment("POST", error=error)
    except MaxRetryError as last:
        raise DeliveryError(host, f"it was not accepted ({_why(error)})", _AGAIN) from last


def _why(error: HTTPError) -> str:
    """What went wrong, in a few words; urllib3's own name objects and addresses in memory."""
    kinds = {
        urllib3.exceptions.ConnectTimeoutError: "no connection in time",
        urllib3.exceptions.NewConnectionError: "no connection",
        urllib3.exceptions.ReadTimeoutError: "no answer in time",
        urllib3.exceptions.ProtocolError: "the connection broke off",
    }
    return next((words for kind, words in kinds.items() if isinstance(error, kind)), str(error))


def _late(host: str) -> DeliveryError:
    return DeliveryError(host, "it was not accepted in time", _AGAIN)


def _within(seconds: float, host: str, work: Callable[[], None]) -> None:
    """Do some work in a thread, and wait for it no longer than so many seconds.

    No socket's timeout bounds a name server that does not answer, or an answer that comes byte by byte.
    """
    ended: SimpleQueue[Exception | None] = SimpleQueue()

    def carried_out() -> None:
        try:
            work()
        except Exception as error:
            ended.put(error)
        else:
            ended.put(None)

    Thread(target=carried_out, daemon=True).start()
    try:
        error = ended.get(timeout=seconds)
    except Empty:
        raise _late(host) from None
    if error is not None:
        raise error
