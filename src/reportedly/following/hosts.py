"""Asking hosts politely: one request at a time to each, a pause between two, and what robots.txt says."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from reportedly.errors import FetchError
from reportedly.fetching.client import Answer, Fetcher, Request
from reportedly.following.robots import Rules, robots_url, rules_of
from reportedly.following.schedule import host_of, told_to_wait

KEPT = 24 * 60 * 60.0
"""How long a robots.txt is gone by, in seconds (RFC 9309, 2.4)."""

CLOSED = 15 * 60.0
"""How long a host is left alone whose robots.txt could not be read."""


class Unasked(StrEnum):
    """Why something was not asked for at all."""

    DISALLOWED = "robots.txt asks not to fetch it"
    CLOSED = "the robots.txt of its host cannot be read for now"
    TOLD_TO_WAIT = "its host has said to wait"


@dataclass(slots=True)
class _Host:
    """One host: whose turn it is, when it was last asked, and its rules with when they were read.

    ``told`` is how often it has said to wait.
    """

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    free: float = 0.0
    rules: Rules | None = None
    read: float = 0.0
    told: int = 0


class Hosts:
    """All hosts. ``delay`` gives the pause between two requests to the host of a URL, in seconds."""

    def __init__(self, fetcher: Fetcher, delay: Callable[[str], float]) -> None:
        self._fetcher = fetcher
        self._delay = delay
        self._hosts: defaultdict[str, _Host] = defaultdict(_Host)

    async def fetch(
        self, request: Request, room: asyncio.Semaphore, *, by_robots: bool
    ) -> Answer | FetchError | Unasked:
        """The answer to a request once its host's turn comes and there is room for an answer.

        The room is not given back: whoever takes the answer does that. ``by_robots`` is whether to go by
        robots.txt, as for what nobody asked for by name. Where the host says to wait, what waits already
        is not asked for.
        """
        host = self._hosts[host_of(request.url)]
        told = host.told
        async with host.turn:
            if told != host.told:
                await room.acquire()
                return Unasked.TOLD_TO_WAIT
            rules = await self._rules(host, request.url) if by_robots else host.rules or Rules()
            if by_robots and not rules.admits(request.url):
                await room.acquire()
                return Unasked.DISALLOWED if rules.open else Unasked.CLOSED
            await self._pause(host, max(self._delay(request.url), rules.delay))
            await room.acquire()
            return await self._asked(host, request)

    async def _asked(self, host: _Host, request: Request) -> Answer | FetchError:
        try:
            answer = await self._fetcher.fetch(request)
        except FetchError as error:
            return error
        finally:
            host.free = _now()
        host.told += told_to_wait(answer.status, answer.headers, datetime.now(UTC)) is not None
        return answer

    async def _pause(self, host: _Host, seconds: float) -> None:
        """Wait until so many seconds have passed since the host was last asked."""
        if host.free:
            await asyncio.sleep(max(0.0, host.free + seconds - _now()))

    async def _rules(self, host: _Host, url: str) -> Rules:
        if host.rules is None or _now() - host.read > (KEPT if host.rules.open else CLOSED):
            await self._pause(host, self._delay(url))
            answer = await self._asked(host, Request(robots_url(url)))
            host.rules = (
                Rules(open=False) if isinstance(answer, FetchError) else rules_of(answer.status, answer.body)
            )
            host.read = _now()
        return host.rules


def _now() -> float:
    return asyncio.get_running_loop().time()
