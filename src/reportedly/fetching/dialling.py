"""Looking names up and connecting, to nothing but the public internet.

What is checked is what is dialled: the socket for an address is made only once that address has passed,
and there is no second look-up between the two in which a name could become another address.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Sequence
from concurrent.futures import Future
from threading import Thread

from aiohttp import AddrInfoType, TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult

from reportedly.fetching.addresses import is_nat64, refusal


class NotPublicError(Exception):
    """A host that is not on the public internet: where it is, and what that is."""

    def __init__(self, host: str, address: str, what: str) -> None:
        super().__init__(f"{host} is {address}")
        self.host = host
        self.address = address
        self.what = what


class SystemNames(AbstractResolver):
    """Names as the system knows them, looked up in threads that nobody waits for.

    Nothing bounds how long the system waits for a name server. In a thread of its own that holds up
    neither a fetch whose time is over nor the end of the program.
    """

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of a host; ``OSError`` where it has none."""
        found: Future[list[ResolveResult]] = Future()
        found.set_running_or_notify_cancel()
        Thread(target=_look_up, args=(found, host, port, family), daemon=True).start()
        return await asyncio.wrap_future(found)

    async def close(self) -> None:
        """There is nothing to close."""


class PublicNames(AbstractResolver):
    """Names of which every address is of the public internet.

    A name that has public and private addresses is refused as a whole: who controls it means the private
    ones to be dialled some day. A network's own NAT64 is not the name's doing, and is left out.
    """

    def __init__(self, names: AbstractResolver) -> None:
        self._names = names

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of a host.

        Raises:
            NotPublicError: one of them is not of the public internet.
            OSError: it has none.

        """
        found = await self._names.resolve(host, port, family)
        usable = [each for each in found if not is_nat64(each["host"])] or found
        refuse_private(host, [each["host"] for each in usable])
        return usable

    async def close(self) -> None:
        """The names are closed by who opened them."""


def refuse_private(host: str, addresses: Sequence[str]) -> None:
    """Raise `NotPublicError` where one of a host's addresses is not of the public internet."""
    for address in addresses:
        what = refusal(address)
        if what is not None:
            raise NotPublicError(host, address, what)


def connector(names: AbstractResolver, trust: ssl.SSLContext, *, public: bool) -> TCPConnector:
    """What makes connections, a new one for each request; ``public`` to the public internet alone.

    A connection is not used twice, so that nothing that a server sends after its answer can be taken
    for the answer to something else.
    """
    return TCPConnector(
        resolver=PublicNames(names) if public else names,
        socket_factory=_public_socket if public else None,
        use_dns_cache=False,
        force_close=True,
        ssl=trust,
    )


def _public_socket(info: AddrInfoType) -> socket.socket:
    """A socket to dial this address with, if it is public. An address in a URL is first looked at here."""
    family, kind, protocol, _, where = info
    refuse_private(str(where[0]), [str(where[0])])
    return socket.socket(family, kind, protocol)


def _look_up(found: Future[list[ResolveResult]], host: str, port: int, family: int) -> None:
    try:
        infos = socket.getaddrinfo(host, port, family, socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        found.set_exception(OSError(*error.args) if isinstance(error, UnicodeError) else error)
        return
    found.set_result([_result(host, family, where) for family, _, _, _, where in infos])


def _result(host: str, family: int, where: tuple[str | int | bytes, ...]) -> ResolveResult:
    flags = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
    address, port = str(where[0]), int(where[1])
    return ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=flags)
