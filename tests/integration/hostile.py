"""Servers on loopback that do what no server should, and names that lead where they please."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Thread

from aiohttp.abc import AbstractResolver, ResolveResult

Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


@dataclass
class Served:
    """A server that is up: its port, and the heads of the requests that came."""

    port: int
    asked: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


@contextmanager
def serving(
    handler: Handler, tls: ssl.SSLContext | None = None, *, at_once: bool = False
) -> Iterator[Served]:
    """A server in a thread of its own, at an address of loopback; ``at_once``: it waits for no request."""
    loop = asyncio.new_event_loop()
    served = Served(0)

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            if not at_once:
                served.asked.append((await reader.readuntil(b"\r\n\r\n")).decode())
            await handler(reader, writer)
            await writer.drain()
        writer.close()

    server = loop.run_until_complete(asyncio.start_server(connected, "127.0.0.1", 0, ssl=tls))
    served.port = server.sockets[0].getsockname()[1]
    thread = Thread(target=loop.run_forever)
    thread.start()
    try:
        yield served
    finally:
        asyncio.run_coroutine_threadsafe(_stop(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _stop(server: asyncio.Server) -> None:
    server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


def says(*parts: bytes) -> Handler:
    """Says this and closes the connection."""

    async def handler(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"".join(parts))

    return handler


def drips(head: bytes, part: bytes, pause: float = 0.0) -> Handler:
    """Says this, and then the same for ever."""

    async def handler(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause)

    return handler


def answers(body: bytes, *headers: str, status: str = "200 OK") -> Handler:
    """Answers as a server should."""
    head = "".join(f"{line}\r\n" for line in (f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}"))
    return says(head.encode("latin-1"), b"\r\n", body)


def redirects(to: str, status: int = 302) -> Handler:
    """Sends on to somewhere else."""
    return answers(b"", f"Location: {to}", status=f"{status} Elsewhere")


async def hangs(_: asyncio.StreamReader, __: asyncio.StreamWriter) -> None:
    """Never says anything."""
    await asyncio.sleep(3600)


class Names(AbstractResolver):
    """Names that have these addresses, one list after another, the last for ever."""

    def __init__(self, **addresses: Sequence[Sequence[str]]) -> None:
        self._addresses = {name.replace("_", "."): [*lists] for name, lists in addresses.items()}
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        self.asked.append(host)
        lists = self._addresses.get(host, [[]])
        found = lists.pop(0) if len(lists) > 1 else lists[0]
        if not found:
            raise OSError(f"{host} has no address")
        return [
            ResolveResult(hostname=host, host=each, port=port, family=family, proto=0, flags=0)
            for each in found
        ]

    async def close(self) -> None:
        """There is nothing to close."""


class NoNames(AbstractResolver):
    """A name server that never answers."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        await asyncio.sleep(3600)
        raise OSError(host, port, family)

    async def close(self) -> None:
        """There is nothing to close."""
