"""Fetching one URL: what every part of the package that asks a network for something goes through.

    async with Fetcher() as fetcher:
        answer = await fetcher.fetch(Request("https://example.org/feed"))

The environment has no say in it: no proxies, no ``.netrc``. Cookies are not kept.
"""

from __future__ import annotations

import asyncio
import re
import ssl
from contextlib import AsyncExitStack
from dataclasses import replace
from types import TracebackType
from typing import Self

from aiohttp import ClientResponse, ClientSession, ClientTimeout, DummyCookieJar
from aiohttp.abc import AbstractResolver
from multidict import CIMultiDictProxy

from reportedly import __version__
from reportedly.errors import FetchError, FetchProblem, UsageError
from reportedly.fetching.dialling import SystemNames, connector
from reportedly.fetching.encodings import ACCEPTED, Body, encodings_of
from reportedly.fetching.exchange import Answer, Limits, Request
from reportedly.fetching.failures import FAILURES, failure
from reportedly.fetching.redirects import Hop, first_hop, is_redirect, next_hop, refuse_endless
from reportedly.fetching.urls import shown

__all__ = ["Answer", "Fetcher", "Limits", "Request", "user_agent"]

_LONGEST_FIELD = 32_768  # of one header, in bytes; some sites send policies of a dozen kilobytes
_CONTACT = re.compile(r"[!-'*-\[\]-~]{1,200}")  # what is printed and does not end a header's comment


def user_agent(contact: str | None = None) -> str:
    """Who we say we are, and how those who run a site can reach who runs this.

    >>> user_agent("ann@example.org")
    'reportedly/0.1.0 (reads news into claims; contact: ann@example.org)'

    Raises:
        UsageError: the contact cannot stand in a header.

    """
    if contact and not _CONTACT.fullmatch(contact):
        raise UsageError(
            f"contact {contact!r}: give an address or URL, of letters, digits and signs of ASCII"
        )
    return f"reportedly/{__version__} (reads news into claims{f'; contact: {contact}' if contact else ''})"


class Fetcher:
    """Fetches URLs within limits, from the public internet and from hosts that are ``allowed`` by name.

    ``contact`` is told to those who are asked. ``names`` looks names up, by default as the system does.
    Any number of fetches may go on at once.
    """

    def __init__(
        self,
        allowed: frozenset[str] = frozenset(),
        limits: Limits = Limits(),  # noqa: B008 - frozen
        *,
        contact: str | None = None,
        names: AbstractResolver | None = None,
    ) -> None:
        self._allowed = allowed
        self._limits = limits
        self._agent = user_agent(contact)
        self._names = names or SystemNames()
        self._open = AsyncExitStack()

    async def __aenter__(self) -> Self:
        trust = ssl.create_default_context()
        self._public = await self._open.enter_async_context(self._session(trust, public=True))
        self._own = await self._open.enter_async_context(self._session(trust, public=False))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._open.aclose()

    async def fetch(self, request: Request) -> Answer:
        """What is answered to a request, after redirects; any HTTP status is an answer.

        Raises:
            FetchError: it was not answered in full and within the limits, or must not be asked for.

        """
        hop = first_hop(request, self._allowed)
        where = shown(request.url)
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await self._follow(hop)
        except TimeoutError:
            advice = f"it had {self._limits.seconds:g} seconds; try again later"
            raise FetchError(where, "no answer in time", advice, FetchProblem.TIMED_OUT) from None
        except FetchError as error:
            there = "" if error.where == shown(str(hop.url)) else f"redirects to {error.where}: "
            raise FetchError(where, f"{there}{error.problem}", error.advice, error.kind) from error

    async def _follow(self, hop: Hop) -> Answer:
        """The first answer that does not send on."""
        hops = [hop]
        while True:
            answer = await self._ask(hops[-1])
            if not is_redirect(answer):
                return replace(answer, moved=hops[-1].moved)
            onward = next_hop(hops[-1], answer, self._allowed)
            refuse_endless([*hops, onward], self._limits.redirects)
            hops.append(onward)

    async def _ask(self, hop: Hop) -> Answer:
        session = self._own if hop.own else self._public
        try:
            async with session.request(
                hop.method, hop.url, headers=hop.headers, data=hop.body or None, allow_redirects=False
            ) as response:
                return await _answer(hop, response, self._limits.most_bytes)
        except FAILURES as error:
            raise failure(shown(str(hop.url)), error) from error

    def _session(self, trust: ssl.SSLContext, *, public: bool) -> ClientSession:
        return ClientSession(
            connector=connector(self._names, trust, public=public),
            headers={"User-Agent": self._agent, "Accept-Encoding": ACCEPTED},
            cookie_jar=DummyCookieJar(),
            timeout=ClientTimeout(),
            auto_decompress=False,
            trust_env=False,
            max_line_size=_LONGEST_FIELD,
            max_field_size=_LONGEST_FIELD,
        )


async def _answer(hop: Hop, response: ClientResponse, most: int) -> Answer:
    """The answer, without a body where it sends on or none is wanted."""
    answer = Answer(str(hop.url), response.status, _headers(response.headers), b"")
    if not most or is_redirect(answer):
        response.close()
        return answer
    named = (answer.headers.get(f"{what}-encoding", "") for what in ("content", "transfer"))
    body = Body(encodings_of(",".join(named)), most)
    async for part in response.content.iter_any():
        body.feed(part)
        await asyncio.sleep(0)  # whatever comes in at once must not hold up the clock
    return replace(answer, body=body.whole())


def _headers(given: CIMultiDictProxy[str]) -> dict[str, str]:
    """By lower-case names, what was given more than once joined (RFC 9110, 5.3); cookies are no list."""
    found: dict[str, list[str]] = {}
    for name, value in given.items():
        found.setdefault(name.lower(), []).append(_text(value))
    return {name: ", ".join(values) for name, values in found.items() if name != "set-cookie"}


def _text(value: str) -> str:
    """A header's value; what is no UTF-8 is read as Latin-1, which headers once were in."""
    raw = value.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
