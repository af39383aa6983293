"""The network beside the one who reads: requests go in, answers come out, few of them waiting at a time."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Generic, Self, TypeVar
from urllib.parse import urlsplit

from reportedly.config import FetchSettings
from reportedly.errors import FetchError
from reportedly.fetching.client import Answer, Fetcher, Request
from reportedly.following.hosts import Hosts, Unasked

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answered(Generic[T]):
    """What came of a request that was sent ``about`` something."""

    about: T
    answer: Answer | FetchError | Unasked


class Wire(Generic[T]):
    """A thread that asks hosts, each one thing at a time, while this one reads what was answered.

    No more answers are held, or under way, than ``settings.at_once``: who does not take them holds up
    the asking.
    """

    def __init__(self, settings: FetchSettings) -> None:
        self._settings = settings
        self._fetcher = Fetcher(settings.allowed, contact=settings.contact)
        self._answers: SimpleQueue[Answered[T] | BaseException] = SimpleQueue()
        self._started: SimpleQueue[None] = SimpleQueue()
        self._thread = Thread(target=self._run, daemon=True, name="network")
        self._sent = 0

    def __enter__(self) -> Self:
        self._thread.start()
        self._started.get()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(RuntimeError):  # the loop has ended on an error, which `next` has raised
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    @property
    def waiting(self) -> int:
        """How many answers are still to come."""
        return self._sent

    def send(self, about: T, request: Request, *, by_robots: bool) -> None:
        """Have something asked for; `next` gives what came of it."""
        self._sent += 1
        asyncio.run_coroutine_threadsafe(self._ask(about, request, by_robots), self._loop)

    def next(self) -> Answered[T]:
        """Wait for the next answer, in whatever order they come."""
        found = self._answers.get()
        if isinstance(found, BaseException):
            raise found
        self._sent -= 1
        self._loop.call_soon_threadsafe(self._room.release)
        return found

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        self._room = asyncio.Semaphore(self._settings.at_once)
        try:
            async with self._fetcher as fetcher:
                self._hosts = Hosts(fetcher, self._delay)
                self._started.put(None)
                await self._stop.wait()
        except BaseException as error:
            self._answers.put(error)
            self._started.put(None)
            raise

    async def _ask(self, about: T, request: Request, by_robots: bool) -> None:
        try:
            answer = await self._hosts.fetch(request, self._room, by_robots=by_robots)
        except asyncio.CancelledError:
            raise
        except BaseException as error:
            self._answers.put(error)
        else:
            self._answers.put(Answered(about, answer))

    def _delay(self, url: str) -> float:
        """Hosts that are allowed by name are a person's own, and can be asked at once."""
        return 0.0 if (urlsplit(url).hostname or "") in self._settings.allowed else self._settings.delay
