"""Posting JSON to a webhook: signed, retried, within a limit of time, to nowhere but where it was meant.

url, checked -> attempts, each a fetch that follows no redirect -> accepted
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from dataclasses import dataclass, field

from reportedly.errors import DeliveryError, FetchError, FetchProblem, UsageError
from reportedly.fetching.client import Fetcher, Limits, Request
from reportedly.fetching.urls import checked

SIGNATURE = "X-Reportedly-Signature"
_AGAIN = "what is new is told again by the next run"
_MOVED = "give its new URL; redirects are not followed"


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where to post to, and how long to try; `UsageError` where the URL is none to post to.

    ``key`` signs what is posted. ``allowed`` are hosts that need not be on the public internet, as
    `allowed_hosts` writes them, and ``contact`` tells the receiver whom to ask. All ``attempts`` together
    take no longer than ``limit`` seconds, one no longer than ``timeout``. The first retry comes at once,
    the second after twice ``pause`` seconds, and each further pause is twice as long.
    """

    url: str
    key: bytes = field(repr=False)
    allowed: frozenset[str] = frozenset()
    attempts: int = 5
    timeout: float = 10.0
    limit: float = 60.0
    pause: float = 1.0
    contact: str | None = None

    def __post_init__(self) -> None:
        _host(self.url)


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
    asyncio.run(_within_limit(webhook, body))


async def _within_limit(webhook: Webhook, body: bytes) -> None:
    # The body of an answer says nothing that is needed, and is not read.
    limits = Limits(most_bytes=0, seconds=webhook.timeout, redirects=0)
    try:
        async with (
            asyncio.timeout(webhook.limit),
            Fetcher(webhook.allowed, limits, contact=webhook.contact) as fetcher,
        ):
            await _persist(fetcher, webhook, body)
    except TimeoutError:
        raise DeliveryError(_host(webhook.url), "it was not accepted in time", _AGAIN) from None


async def _persist(fetcher: Fetcher, webhook: Webhook, body: bytes) -> None:
    """Try until it is accepted or refused, or there have been attempts enough."""
    wrong = None
    for tried in range(webhook.attempts):
        await asyncio.sleep(webhook.pause * 2 ** (tried - 1) if tried > 1 else 0)
        wrong = await _attempt(fetcher, webhook, body)
        if wrong is None:
            return
    raise DeliveryError(_host(webhook.url), f"it was not accepted ({wrong})", _AGAIN)


async def _attempt(fetcher: Fetcher, webhook: Webhook, body: bytes) -> str | None:
    """Post once: what went wrong that may go well another time, or nothing.

    Raises:
        UsageError, DeliveryError: it would go wrong again.

    """
    headers = {"Content-Type": "application/json", SIGNATURE: signature(webhook.key, body)}
    try:
        answer = await fetcher.fetch(Request(webhook.url, "POST", headers, body))
    except FetchError as error:
        _refuse(_host(webhook.url), error)
        return error.problem
    if answer.status >= 500:
        return f"it answered {answer.status}"
    _judge(_host(webhook.url), answer.status)
    return None


def _refuse(host: str, error: FetchError) -> None:
    """Raise what is no use trying again. No message shows the URL: its path or query may be a secret."""
    match error.kind:
        case FetchProblem.REFUSED_ADDRESS:
            raise UsageError(f"--webhook: {error.problem}; {error.advice}") from error
        case FetchProblem.REDIRECT:
            raise DeliveryError(host, "it redirects", _MOVED) from error
        case FetchProblem.TLS:
            raise DeliveryError(host, "its certificate is not to be trusted", _AGAIN) from error
        case FetchProblem.NO_ADDRESS:
            raise DeliveryError(host, error.problem, error.advice) from error


def _judge(host: str, status: int) -> None:
    """Whether the receiver has accepted it. What it refuses it would refuse again."""
    if 300 <= status < 400:
        raise DeliveryError(host, f"it answered {status}", _MOVED)
    if not 200 <= status < 300:
        raise DeliveryError(host, f"it answered {status}", f"check the URL and the key; {_AGAIN}")


def _host(url: str) -> str:
    """The host of the URL, which is checked."""
    try:
        return checked(url).raw_host or ""
    except FetchError as error:
        advice = "--allow-host is for hosts of your own"
        raise UsageError(
            f"--webhook: write the URL as https://host/path ({error.problem}); {advice}"
        ) from None
